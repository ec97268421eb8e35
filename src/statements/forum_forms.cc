// Bodies that no table names but whose form is plain: "Working Group II", "contact group on the global stocktake",
// "Intergovernmental Negotiating Body", "Conference of the States Parties".
#include "forum_words.h"

namespace rostra::statements {
namespace {

bool preparatory(const View& view, std::uint32_t i) { return view.word(i).capital && is_any(view, i, {"negotiating", "preparatory", "drafting", "review", "subsidiary", "working"}); }

/// "II", "3", "A": which of several.
bool numbered(const View& view, std::uint32_t i) {
    if (view.kind(i) == TokenKind::number) return true;
    const std::string_view s = view.str(i);
    return !s.empty() && s.size() < 5 && (s.find_first_not_of("IVX") == std::string_view::npos || (s.size() == 1 && s[0] >= 'A' && s[0] <= 'H'));
}

/// The end of "on the global stocktake": up to a comma or to a word that cannot be of the name; `i` where no end is in reach.
std::uint32_t topic_end(const View& view, std::uint32_t i, std::uint32_t end) {
    if (!view.is(i, "on")) return i;
    for (std::uint32_t j = i + 1; j <= end && j < i + 9; ++j) {
        const Word& w = view.word(j);
        const bool stop = j == end || !(w.letters || view.kind(j) == TokenKind::number) || w.is(any_of(Class::relative, Class::auxiliary, Class::weekday)) || (w.is(Class::preposition) && !is_any(view, j, {"of", "for"})) || works(view, j);
        if (stop) return j > i + 1 && !view.word(j - 1).is(any_of(Class::determiner, Class::preposition)) ? j : i;
    }
    return i;
}

/// "Contact group on finance", "Working Group II".
std::optional<Range> group(const View& view, std::uint32_t i, std::uint32_t end) {
    if (!is_any(view, i, {"contact", "working", "drafting", "negotiating"}) || !view.is(i + 1, "group")) return std::nullopt;
    if (view.word(i).capital && numbered(view, i + 2)) return Range{i, i + 3};
    if (const std::uint32_t last = topic_end(view, i + 2, end); last > i + 2) return Range{i, last};
    return std::nullopt;
}

/// "Conference of the States Parties", with the capitals of "to the Convention".
std::optional<Range> parties(const View& view, std::uint32_t i) {
    if (!view.word(i).capital || !is_any(view, i, {"conference", "meeting", "assembly"}) || !view.is(i + 1, "of")) return std::nullopt;
    std::uint32_t last = i + 2;
    if (view.is(last, "the")) ++last;
    if (view.is(last, "states") || view.is(last, "state")) ++last;
    if (!view.word(last).capital || !view.is(last, "parties")) return std::nullopt;
    return Range{i, last + 1};
}

/// "Intergovernmental Negotiating Body": capitals before a body that prepares or negotiates.
std::optional<Range> negotiating(const View& view, std::uint32_t i, std::uint32_t end) {
    if (!view.word(i).capital) return std::nullopt;
    std::uint32_t last = i;
    while (last < end && last < i + 5 && view.word(last).capital && !view.word(last).is(Class::determiner)) ++last;
    if (last < i + 2 || !preparatory(view, last - 2) || !is_any(view, last - 1, {"body", "committee", "conference", "group"})) return std::nullopt;
    return Range{i, last};
}

/// "Commission on Crime Prevention and Criminal Justice", "UN Committee on the Rights of Persons with Disabilities".
std::optional<Range> committee_on(const View& view, std::uint32_t i, std::uint32_t end) {
    std::uint32_t noun = i;
    if (is_any(view, i, {"un", "u.n."})) ++noun;
    if (!view.word(noun).capital || !is_any(view, noun, {"committee", "commission", "conference"}) || !is_any(view, noun + 1, {"on", "for", "against"})) return std::nullopt;
    std::uint32_t last = noun + 1;
    for (std::uint32_t j = noun + 2; j < end && j < noun + 12; ++j) {
        const Word& w = view.word(j);
        if (w.capital && w.letters && !w.is(any_of(Class::weekday, Class::month))) last = j + 1;
        else if (!is_any(view, j, {"the", "of", "and", "with", "in", "for", "all"})) break;
    }
    if (last == noun + 1) return std::nullopt;
    return Range{i, last};
}

/// "Halifax International Security Forum": capitals that end in what meets.
std::optional<Range> gathering(const View& view, std::uint32_t i, std::uint32_t end) {
    constexpr std::uint32_t longest = 6;
    // "At a fundraiser for the Campaign Committee" is somewhere else.
    if (i < 2 || !view.is(i - 1, "the") || !is_any(view, i - 2, {"in", "at", "to", "told", "before", "addressed", "addressing", "briefed"})) return std::nullopt;
    std::uint32_t last = i;
    while (last < end && last < i + longest && view.word(last).capital && view.word(last).letters && !view.word(last).is(any_of(Class::weekday, Class::month))) ++last;
    if (last < i + 3 || !is_any(view, last - 1, {"forum", "conference", "summit", "committee", "commission"})) return std::nullopt;
    return Range{i, last};
}

}  // namespace

const knowledge::Body& unlisted_body() {
    static constexpr knowledge::Body body{"unlisted", "", "committee", "y"};
    return body;
}

std::optional<Range> formed_body(const View& view, std::uint32_t i, std::uint32_t end, bool by_title) {
    std::optional<Range> found = group(view, i, end);
    if (!found) found = parties(view, i);
    if (!found) found = negotiating(view, i, end);
    if (!found && by_title) found = committee_on(view, i, end);
    if (!found && by_title) found = gathering(view, i, end);
    if (!found || view.word(found->last - 1).possessive) return std::nullopt;
    for (std::uint32_t t = found->first; t < found->last; ++t)
        if (const Known* k = view.known(t); k && forum_body(*k) && forum_body(*k)->id != "un") return std::nullopt;
    return found;
}

}  // namespace rostra::statements
