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

}  // namespace

const knowledge::Body& unlisted_body() {
    static constexpr knowledge::Body body{"unlisted", "", "committee", "y"};
    return body;
}

std::optional<Range> formed_body(const View& view, std::uint32_t i, std::uint32_t end) {
    std::optional<Range> found = group(view, i, end);
    if (!found) found = parties(view, i);
    if (!found) found = negotiating(view, i, end);
    if (!found || view.word(found->last - 1).possessive) return std::nullopt;
    for (std::uint32_t t = found->first; t < found->last; ++t)
        if (const Known* k = view.known(t); k && forum_body(*k)) return std::nullopt;
    return found;
}

}  // namespace rostra::statements
