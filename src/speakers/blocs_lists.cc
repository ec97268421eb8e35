// Lists that name the members of a bloc: long ones anywhere, rolls of signatories, "China among them", a group's leaders.
#include "declarations.h"
#include "member_words.h"

namespace rostra::speakers {
namespace {

bool starts_paragraph(const Report& r, std::uint32_t i) {
    const Sentence& s = r.sentence_at(i);
    return s.first == i && (r.sentence[i] == 0 || r.tokens->sentences[r.sentence[i] - 1].paragraph != s.paragraph);
}

bool ends_paragraph(const Report& r, std::uint32_t i) {
    const std::uint32_t s = r.sentence[i];
    const auto& sentences = r.tokens->sentences;
    return sentences[s].last == i + 1 && (s + 1 == sentences.size() || sentences[s + 1].paragraph != sentences[s].paragraph);
}

std::uint32_t paragraph_end(const Report& r, std::uint32_t i) {
    const auto& sentences = r.tokens->sentences;
    std::uint32_t s = r.sentence[i];
    while (s + 1 < sentences.size() && sentences[s + 1].paragraph == sentences[s].paragraph) ++s;
    return sentences[s].last;
}

/// Goes on over the paragraphs after the list, as long as each is a list of states and nothing else.
void read_lines(const Declarations& found, Members& m) {
    const Report& r = found.r;
    std::uint32_t k = m.range.last;
    while (k < r.size() && ends_paragraph(r, k - 1)) {
        const Members more = read_members(r, found.names, k, r.sentence_at(k).last);
        if (more.named.empty() || !ends_paragraph(r, more.range.last - 1)) return;
        add_names(m.named, more.named);
        m.range.last = k = more.range.last;
    }
}

/// "... were among those that supported it", "was among the 44", "were among the signatories".
bool among_those(const Report& r, std::uint32_t i) {
    if (!r.is_any(i, {"were", "was", "are", "is"}) || !r.is(i + 1, "among")) return false;
    if (r.is_any(i + 2, {"those", "them", "signatories"})) return true;
    return r.is(i + 2, "the") && (r.is_any(i + 3, {"signatories", "sponsors", "co-sponsors"}) || r.word(i + 3).value > 1);
}

/// A number of states is told between the two tokens.
bool counts_states(const Report& r, std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t j = first; j < last; ++j)
        if (r.word(j).value > 1)
            for (std::uint32_t k = j + 1; k < last && k < j + 4; ++k)
                if (r.word(k).is(Class::states)) return true;
    return false;
}

/// "Supporting States", "Co-signatories": a heading of few words that stand in a line of their own.
bool heads_roll(const Report& r, std::uint32_t i) {
    constexpr std::uint32_t longest = 5;
    const Sentence& s = r.sentence_at(i);
    return starts_paragraph(r, s.first) && ends_paragraph(r, s.last - 1) && s.last - s.first <= longest && s.last < r.size();
}

/// "- Denmark", "1. Australia": the name behind the mark or number at the head of a line.
std::uint32_t behind_bullet(const Report& r, std::uint32_t i) {
    while (i < r.size() && (r.punctuation(i) || (r.kind(i) == TokenKind::number && (r.punctuation(i + 1) || r.word(i + 1).capital)))) ++i;
    return i;
}

/// "Signatories:", "The signatories are": the mark or verb behind which the names begin; or none.
std::uint32_t roll_begins(const Report& r, std::uint32_t i) {
    if (heads_roll(r, i)) return r.sentence_at(i).last - 1;
    for (std::uint32_t j = i + 1; j < r.size() && j < i + 6; ++j)
        if (r.mark(j, ':') || r.is_any(j, {"include", "are", "were"})) return j;
    return none;
}

/// "The undersigned members of the Media Freedom Coalition": whose members have signed below; "" when the text does not say.
std::string undersigned_group(const Report& r, std::uint32_t before) {
    for (std::uint32_t i = 0; i + 3 < before; ++i) {
        if (!r.is(i, "undersigned") || !r.is(i + 1, "members") || !r.is(i + 2, "of")) continue;
        const Known* k = r.known(r.is(i + 3, "the") ? i + 4 : i + 3);
        if (k && k->as(Kind::group)) return std::string(slice(r.text, k->span));
    }
    return {};
}

}  // namespace

/// "It was signed by A, B, C and D" sentences away from the number that it belongs to; a roll with one name a line.
void try_list(Declarations& found, std::uint32_t i) {
    constexpr std::size_t long_list = 4;
    const Report& r = found.r;
    Members m = found.members(i);
    if (m.named.empty()) return;
    if (const std::uint32_t is = m.range.last; among_those(r, is)) {
        if (r.is(is + 2, "the") && r.word(is + 3).value > 1) m.declared = r.word(is + 3).value;
        found.keep(BlocForm::part, m.range, std::move(m));
        return;
    }
    if (starts_paragraph(r, i)) read_lines(found, m);
    if (m.named.size() >= long_list) found.keep(BlocForm::list, m.range, std::move(m));
}

Members read_roll(const Declarations& found, std::uint32_t first) {
    constexpr std::uint32_t longest = 800;
    const Report& r = found.r;
    const std::uint32_t end = std::min(r.size(), first + longest);
    Members m;
    std::uint32_t k = first;
    while (k < end) {
        const bool line = starts_paragraph(r, k);
        if (line) k = behind_bullet(r, k);
        if (k >= end) break;
        const Members more = read_members(r, found.names, k, std::min(end, paragraph_end(r, k)));
        if (more.empty()) break;
        // "Signed: Austria, Ghana ¶ The Government of Benin has said": the next paragraph is no longer of names alone.
        const bool names_alone = ends_paragraph(r, more.range.last - 1) || r.punctuation(more.range.last);
        if (more.named.empty() || (k > first && line && !names_alone)) break;
        add_names(m.named, more.named);
        m.range = {first, std::max(k + 1, more.range.last)};
        k = m.range.last;
        while (k < end && !starts_paragraph(r, k) && (r.punctuation(k) || r.is(k, "and"))) ++k;
    }
    return m;
}

void try_roll(Declarations& found, std::uint32_t i) {
    const Report& r = found.r;
    const std::uint32_t begins = roll_begins(r, i);
    if (begins == none) return;
    Members m = read_roll(found, begins + 1);
    if (m.named.size() < 2) return;
    m.group = undersigned_group(r, i);
    m.lead = who_delivered(r, i);
    const Range range{i, m.range.last};
    found.add(BlocForm::roll, range, std::move(m));
}

std::string_view who_delivered(const Report& r, std::uint32_t before) {
    constexpr std::uint32_t lines = 4;
    for (std::uint32_t i = 0; i + 2 < before && r.sentence[i] < lines; ++i) {
        if (!r.is_any(i, {"delivered", "read", "presented"}) || !r.is(i + 1, "by")) continue;
        const std::string_view state = state_at(r, r.is(i + 2, "the") ? i + 3 : i + 2);
        return state.empty() ? mission_in_heading(r) : state;
    }
    return {};
}

std::string_view mission_in_heading(const Report& r) {
    constexpr std::uint32_t lines = 4, longest = 16;
    for (std::uint32_t s = 0; s < r.tokens->sentences.size() && s < lines; ++s)
        if (const std::string_view code = office_line(r, r.tokens->sentences[s], longest); !code.empty()) return code;
    return {};
}

/// "We, the G7 Foreign Ministers,": those who issue the text by the group's name before their office.
bool we_of_group(const Report& r, const Known& group) {
    const std::uint32_t i = group.first;
    if (i < 3 || !r.is(i - 1, "the") || !r.mark(i - 2, ',') || !r.word(i - 3).is(Class::we)) return false;
    const std::uint32_t office = r.is_any(group.last + 1, {"ministers", "leaders", "ambassadors"}) ? group.last + 1 : group.last;
    return r.is_any(office, {"ministers", "leaders", "ambassadors", "members", "heads", "countries"}) && !r.is(office + 1, "of");
}

/// "the Quad Leaders – Prime Minister Scott Morrison of Australia, ...": a group with its leaders listed.
void try_group_leaders(Declarations& found, std::uint32_t i) {
    const Report& r = found.r;
    const Known* k = r.known(i);
    if (we_of_group(r, *k)) return found.add(BlocForm::leaders, {i, k->last}, group_alone(r, *k, {i, k->last}));
    std::uint32_t j = k->last;
    if (j < found.end && (r.word(j).is(any_of(Class::roles, Class::states)) || r.is(j, "members"))) ++j;
    if (!(r.dash(j) || r.mark(j, '(') || r.mark(j, ':'))) return;
    const Members list = found.members(j + 1);
    if (list.named.size() < 2) return;
    Members m = group_alone(r, *k, {i, list.range.last});
    m.named = list.named;
    found.keep(BlocForm::group_list, m.range, std::move(m));
}

/// "The United States was glad to be one of them": one more name for the bloc.
void try_one_of_them(Declarations& found, std::uint32_t i) {
    const Report& r = found.r;
    if (i < 2 || !((r.is(i - 1, "of") && r.is(i - 2, "one")) || r.is(i - 1, "among"))) return;
    if (found.all.empty()) return;
    // "Eritrea and Laos are among them": read as a part already.
    if (found.all.back().form == BlocForm::part && r.sentence[found.all.back().range.first] == r.sentence[i]) return;
    // "Kenya had been among them until the weekend"
    if (any_before(r, i, 4, {"been"}) || r.is_any(i + 1, {"until", "till"})) return;
    const std::uint32_t start = r.sentence_at(i).first;
    std::uint32_t j = start;
    while (j < i && !(r.known(j) && r.known(j)->as(Kind::state))) ++j;
    if (j == i) return;
    Members m;
    // "Jamaica and Barbados among them": all of the list that ends here; before a verb, the one of whom it is said.
    const StateList list = r.is(i - 1, "among") ? read_list(r, found.names, j, i, false) : StateList{};
    if (list.named.size() > 1) add_names(m.named, list.named);
    else m.named.push_back(code_of(*r.known(j)->as(Kind::state)));
    m.range = {j, i + 1};
    // "Thirty-five states abstained, China among them": of the number in the sentence, whatever it is of.
    const Declaration& last = found.all.back();
    const bool counted = last.members.declared && r.sentence[last.range.first] == r.sentence[i];
    // "Thirteen more states have joined since, Bangladesh among them": not of whatever was counted elsewhere.
    if (!counted && counts_states(r, start, i)) return;
    if (counted) m.declared = last.members.declared;
    found.keep(counted ? BlocForm::part : BlocForm::roll, {i, i + 1}, std::move(m));
}

}  // namespace rostra::speakers
