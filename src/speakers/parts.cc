// Sentences that only name who is in a bloc counted elsewhere: "The 39 include A, B and C", "Among the 45 are ...",
// "So was Ukraine".
#include "blocs.h"

namespace rostra::speakers {
namespace {

/// "the 39" at token `i`, with or without a word for states behind it; the token after it, or `i`.
std::uint32_t counted(const Report& r, std::uint32_t i, std::uint32_t end, std::uint32_t& number) {
    if (!r.is_any(i, {"the", "those", "these"}) || i + 1 >= end) return i;
    number = r.word(i + 1).value;
    if (number < 3 || number > 193) return i;
    std::uint32_t j = i + 2;
    if (j < end && r.word(j).is(Class::states)) ++j;
    return j;
}

/// "Among the partners are A and B", "The text bears the names of A, B": where the names begin, for the states counted last; else the
/// sentence's first token.
std::uint32_t names_listed(const Report& r, const Sentence& s) {
    std::uint32_t i = s.first;
    if (r.is(i, "among")) {
        i += r.is(i + 1, "the") ? 2 : 1;
        const bool members = r.is_any(i, {"partners", "signatories", "sponsors", "co-sponsors", "members", "them", "supporters"});
        return members && r.is_any(i + 1, {"are", "were"}) && i + 2 < s.last ? i + 2 : s.first;
    }
    for (; i + 5 < s.last && i < s.first + 6; ++i)
        if (r.is_any(i, {"bears", "bore", "carries", "carried"}) && r.is(i + 1, "the") && r.is_any(i + 2, {"names", "signatures"}) && r.is(i + 3, "of")) return i + 4;
    return s.first;
}

bool supporters(const Report& r, std::uint32_t i) { return r.is_any(i, {"partners", "signatories", "sponsors", "co-sponsors", "members", "supporters", "backers", "co-signatories"}); }

/// "Its list includes A, B", "The group, which includes A, B,": where the names begin, or the sentence's first token.
std::uint32_t list_includes(const Report& r, const Sentence& s) {
    const std::uint32_t noun = s.first + 1;
    const bool group = r.is(s.first, "the") && r.is_any(noun, {"group", "bloc", "coalition", "alliance"}) && r.mark(noun + 1, ',') && r.is(noun + 2, "which");
    if (group && r.is_any(noun + 3, {"includes", "included", "counts", "counted"})) return noun + 4;
    if (!(r.word(s.first).is(Class::possessive) || r.is(s.first, "the")) || !(r.is(noun, "list") || supporters(r, noun))) return s.first;
    std::uint32_t verb = noun + 1;
    if (r.is(verb, "of") && supporters(r, verb + 1)) verb += 2;
    return r.is_any(verb, {"includes", "included", "include", "contains", "contained"}) && verb + 1 < s.last ? verb + 1 : s.first;
}

/// "Rybakov named [A, B and C] as supporters": names that somebody gives for the states counted last.
Members named_as_supporters(const Report& r, const Names& names, const Sentence& s) {
    for (std::uint32_t i = s.first + 1; i + 3 < s.last && i < s.first + 8; ++i) {
        if (!r.is_any(i, {"named", "listed", "counted"})) continue;
        Members m = read_members(r, names, i + 1, s.last);
        std::uint32_t as = m.range.last;
        if (!r.is_any(as, {"as", "among"}) && r.is_any(as - 1, {"as", "among"})) --as;
        if (m.named.size() < 2 || !r.is_any(as, {"as", "among"})) continue;
        ++as;
        if (r.word(as).is(any_of(Class::possessive, Class::determiner))) ++as;
        if (supporters(r, as)) return m;
    }
    return {};
}

/// "Zambia put its name to it at the last moment", "Grenada and Saint Lucia signed up": names for the states counted last.
Members who_signed_up(const Report& r, const Names& names, const Sentence& s) {
    for (std::uint32_t i = s.first + 1; i + 2 < s.last && i < s.first + 24; ++i) {
        const bool name = r.is_any(i, {"put", "added"}) && r.word(i + 1).is(Class::possessive) && r.is_any(i + 2, {"name", "names", "signature", "signatures"});
        const bool up = r.is(i, "signed") && r.is(i + 1, "up");
        if (!name && !up) continue;
        Members m = read_members(r, names, s.first, i);
        const bool negated = r.word(i - 1).is(Class::negation) || r.is_any(i - 1, {"not", "never", "to"});
        return !negated && !m.named.empty() && !m.declared && m.group.empty() && m.range.first == s.first ? m : Members{};
    }
    return {};
}

/// Names for the bloc of that number; 0 stands for the number that the report counted last.
void keep(std::vector<Declaration>& out, std::uint32_t first, std::uint32_t number, Members m) {
    Declaration d;
    d.form = BlocForm::part;
    d.range = {first, m.range.last};
    d.members = std::move(m);
    if (number > 0) d.members.declared = number;
    out.push_back(std::move(d));
}

}  // namespace

std::vector<Declaration> find_parts(const Report& r, const Names& names) {
    std::vector<Declaration> out;
    for (const Sentence& s : r.tokens->sentences) {
        std::uint32_t i = s.first, number = 0;
        const bool among = r.is_any(i, {"among", "of"});
        if (among) ++i;
        const std::uint32_t list = std::max(names_listed(r, s), list_includes(r, s));
        if (Members m = list > s.first ? read_members(r, names, list, s.last) : named_as_supporters(r, names, s); list > s.first || m.named.size() > 1) {
            if (!m.declared && m.named.size() > 1) keep(out, s.first, 0, std::move(m));
            continue;
        }
        if (Members m = who_signed_up(r, names, s); !m.named.empty()) {
            keep(out, s.first, 0, std::move(m));
            continue;
        }
        const std::uint32_t after = counted(r, i, s.last, number);
        if (after == i) continue;
        std::uint32_t verb = after;
        // "Among the 45, according to a list that circulated afterwards, are ..."
        while (among && verb < s.last && verb < after + 14 && !r.is_any(verb, {"are", "were"})) ++verb;
        const bool lists = r.is_any(verb, {"are", "were"}) || (!among && r.is_any(verb, {"include", "included", "comprise", "comprised"}));
        if (!lists || verb + 1 >= s.last) continue;
        std::uint32_t first = verb + 1;
        if (r.mark(first, ':')) ++first;
        Members m = read_members(r, names, first, s.last);
        if (!m.declared && !m.named.empty()) keep(out, s.first, number, std::move(m));
    }
    return out;
}

}  // namespace rostra::speakers
