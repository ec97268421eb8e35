// Which words may be part of a name: capitals that are no title, no date and no state.
#include "name_words.h"

#include "phrase.h"

namespace rostra::speakers {
namespace {

/// "The General Secretariat": no general.
bool general_body(const Report& r, std::uint32_t i) {
    return r.is(i, "general") && r.word(i).capital && i + 1 < r.size() && r.word(i + 1).capital && r.word(i + 1).is(Class::organisation) && r.known(i) && r.known(i)->last == i + 1;
}

/// "11 June", "the 5th of May".
bool behind_day(const Report& r, std::uint32_t i) {
    const std::uint32_t day = r.is(i - 1, "of") && i > 1 ? i - 2 : i - 1;
    const std::string_view words = r.str(day);
    const std::size_t digits = std::min(words.find_first_not_of("0123456789"), words.size());
    return digits > 0 && digits < 3 && (digits == words.size() || words.size() == digits + 2);
}

/// "In June,", "last August", "April 2016", "On 11 April [Hugo Mertens]": the month, though women bear its name.
bool dated(const Report& r, std::uint32_t i) {
    if (!r.word(i).is(Class::month)) return false;
    if (i + 1 < r.size() && r.kind(i + 1) == TokenKind::number) return true;
    if (i == 0 || r.sentence[i - 1] != r.sentence[i]) return false;
    if (behind_day(r, i)) return true;
    // "In April Hugo Mertens said": a given name and a surname behind it are somebody's.
    if (r.is_any(i - 1, {"in", "since", "until", "last", "late", "early"}) && i + 2 < r.size() && r.word(i + 1).is(any_of(Class::given_male, Class::given_female)) && r.word(i + 1).capital && r.word(i + 2).capital) return true;
    if (!r.is_any(i - 1, {"in", "since", "until", "till", "late", "early", "mid", "last", "next", "this", "of", "by", "during"})) return false;
    return i + 1 >= r.size() || !r.word(i + 1).capital || r.word(i + 1).is(function_words);
}

/// "Article 9", "Part II": a place in a document.
bool numbered_part(const Report& r, std::uint32_t i) {
    if (i + 1 >= r.size() || !(r.kind(i + 1) == TokenKind::number || r.is_any(i + 1, {"i", "ii", "iii", "iv", "v"}))) return false;
    return r.is_any(i, {"article", "articles", "part", "annex", "section", "chapter", "paragraph", "rule"});
}

bool suffix(const Report& r, std::uint32_t i) { return r.is_any(i, {"jr.", "jr", "sr.", "ii", "iii", "iv"}); }

}  // namespace

bool name_token(const Report& r, std::uint32_t i) {
    const Word& w = r.word(i);
    if (r.kind(i) != TokenKind::word || !w.capital || dated(r, i) || numbered_part(r, i)) return false;
    const bool initial = r.span(i).size() == 2 && r.text[r.span(i).end - 1] == '.';
    // "Theresa May": a month right after a given name is a surname.
    if (w.is(Class::month) && i > 0 && r.word(i - 1).is(given_name) && r.word(i - 1).capital && !r.word(i - 1).is(function_words)) return true;
    return initial || !w.is(function_words) || (w.is(given_name) && !w.is(any_of(Class::determiner, Class::preposition, Class::auxiliary, Class::i, Class::conjunction)));
}

bool title_token(const Report& r, std::uint32_t i) {
    const Word& w = r.word(i);
    // "M." before a name is a title, inside one an initial.
    if (r.span(i).size() == 2 && i > 0 && r.word(i - 1).capital && !r.word(i - 1).is(function_words) && r.sentence[i - 1] == r.sentence[i]) return false;
    if (general_body(r, i)) return false;
    if (w.is(any_of(Class::role, Class::honorific))) return true;
    return names_office(r, i);
}

bool state_of_body(const Report& r, std::uint32_t i) {
    const Known* k = r.known(i);
    if (i == 0 || !k || !k->as(Kind::state) || k->first != i || k->last != i + 1 || r.word(i).capitals || r.word(i).possessive || !r.word(i - 1).capital) return false;
    return r.is_any(i - 1, {"watch", "federation", "network", "foundation", "alliance", "forum", "initiative", "project"});
}

bool post_nominal(const Report& r, std::uint32_t i) {
    if (i == 0 || i >= r.size() || !r.word(i).capital || !r.word(i - 1).capital || r.sentence[i - 1] != r.sentence[i]) return false;
    return r.is_any(i, {"qc", "kc", "mp", "mep", "msp", "td", "obe", "cbe", "mbe", "phd", "esq"});
}

bool fixed_known(const Report& r, std::uint32_t i) {
    const Known* k = r.known(i);
    if (!k || general_body(r, i)) return false;
    if (k->last - k->first > 1 || k->as(Kind::office) || k->as(Kind::title)) return true;
    // "Jordan", "Chad", "Chelsea": a given name before or a surname after makes it a person's.
    const knowledge::Entry* state = k->any_state();
    return !(state && (state->ambiguous || r.word(i).is(given_name)));
}

bool state_token(const Report& r, std::uint32_t i) {
    const Known* k = r.known(i);
    return k && k->any_state();
}

std::vector<std::uint32_t> name_keys(const Report& r, Range range) {
    std::vector<std::uint32_t> keys;
    for (std::uint32_t i = range.first; i < range.last; ++i)
        if (r.kind(i) == TokenKind::word && !suffix(r, i)) keys.push_back(r.word(i).key);
    return keys;
}

}  // namespace rostra::speakers
