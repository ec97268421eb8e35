// Counted members: "23 like-minded countries", "three dozen delegations", "57-member".
#include "member_words.h"

namespace rostra::speakers {
namespace {

constexpr std::uint32_t all_states = 193;

/// What no number of states has inside: "23 of the countries", "two said that states".
constexpr knowledge::Classes breaks_count = any_of(Class::preposition, Class::auxiliary, Class::relative, Class::conjunction, Class::saying);

/// "Twelve", "a dozen", "three dozen": the number, and in `i` the token after it.
std::uint32_t read_number(const Report& r, std::uint32_t& i, std::uint32_t end) {
    if (i >= end) return 0;
    // "A hundred and four", "one hundred"
    if (r.is(i, "one") && r.is(i + 1, "hundred")) ++i;
    if (r.is(i, "hundred")) {
        const bool more = i + 2 < end && r.is(i + 1, "and") && r.word(i + 2).value > 0 && r.word(i + 2).value < 100;
        const std::uint32_t rest = more ? r.word(i + 2).value : 0;
        i += more ? 3 : 1;
        return 100 + rest;
    }
    const std::uint32_t value = r.word(i).value;
    const bool dozens = value > 0 && value < 17 && i + 1 < end && r.is(i + 1, "dozen");
    if (r.is(i, "dozen")) {
        ++i;
        return 12;
    }
    i += dozens ? 2 : 1;
    return dozens ? 12 * value : value;
}

/// The token after the word for states at `i`, or `i` when that counts something else: "15 nation council", "two state parties".
std::uint32_t counted_noun(const Report& r, std::uint32_t i, std::uint32_t end) {
    const bool singular = r.is_any(i, {"member", "state"});
    if (singular && !states_word(r, i + 1)) return i;
    if (r.federal && r.is(i, "states") && r.word(i).lower) return i;
    if (r.is_any(i, {"missions", "parties", "country", "nation", "government"})) return i;
    const std::uint32_t noun = singular ? i + 1 : i;
    return (r.is(noun, "states") && r.is(noun + 1, "parties") && noun + 1 < end ? noun + 1 : noun) + 1;
}

}  // namespace

bool states_word(const Report& r, std::uint32_t i) {
    if (r.is(i, "ambassadors")) return true;  // "a letter signed by 37 ambassadors"
    // "Twelve independent United Nations experts"
    if (const Known* k = r.known(i); k && k->first < i && k->as(Kind::body)) return false;
    return i < r.size() && r.word(i).is(Class::states) && !r.is(i, "capitals") && !r.word(i).capitals;
}

bool modifier(const Report& r, std::uint32_t i) {
    const Word& w = r.word(i);
    return r.kind(i) == TokenKind::word && !w.is(breaks_count | any_of(Class::determiner)) && !r.known(i);
}

std::uint32_t read_count(const Report& r, std::uint32_t i, std::uint32_t end, Members& m) {
    std::uint32_t j = i;
    const std::uint32_t value = read_number(r, j, end);
    if (value < 2 || value > all_states) return i;
    bool others = false;
    for (; j < end && j < i + 6 && !states_word(r, j); ++j) {
        const bool both = r.is(j, "and") && j + 1 < end && r.word(j + 1).capital && r.word(j - 1).capital;  // "eight Nordic and Baltic countries"
        const bool participle = r.word(j).lower && r.str(j).ends_with("ed") && states_word(r, j + 1);       // "ten elected members"
        if (!both && !participle && (r.punctuation(j) || r.word(j).is(breaks_count))) return i;
        others = others || r.is_any(j, {"other", "more", "further", "partner"});
    }
    if (j >= end || !states_word(r, j)) return i;
    const std::uint32_t after = counted_noun(r, j, end);
    if (after == j) return i;
    m.declared = value;
    m.others = others;
    m.count = {i, after};
    return after;
}

std::uint32_t count_besides(const Report& r, std::uint32_t i, std::uint32_t end, std::uint32_t& number) {
    if (!r.is(i, "and") || i + 2 >= end) return i;
    const std::uint32_t value = r.word(i + 1).value;
    if (value > 1 && value <= all_states && r.is_any(i + 2, {"others", "partners"})) {
        number = value;
        return i + 3;
    }
    Members m;
    const std::uint32_t after = read_count(r, i + 1, end, m);
    if (after == i + 1 || !m.others) return i;
    number = *m.declared;
    return after;
}

std::uint32_t member_count(const Report& r, std::uint32_t i) {
    if (i >= r.size()) return 0;
    const std::string_view word = r.str(i);
    const std::size_t hyphen = word.rfind('-');
    if (hyphen == std::string_view::npos || hyphen == 0) return 0;
    const std::string tail = utf8::fold(word.substr(hyphen + 1));
    if (tail != "member" && tail != "nation" && tail != "country" && tail != "state") return 0;
    const Span head{r.span(i).begin, r.span(i).begin + static_cast<std::uint32_t>(hyphen)};
    const std::uint32_t value = knowledge::mark(r.text, {&head, 1}).words.front().value;
    return value > 1 && value <= all_states ? value : 0;
}

std::uint32_t counted_in_name(const Report& r, const Known& group) {
    if (!states_word(r, group.last - 1) || r.word(group.last - 1).capital) return 0;
    for (std::uint32_t i = group.first; i < group.last; ++i)
        if (r.word(i).value > 1) return r.word(i).value;
    return 0;
}

}  // namespace rostra::speakers
