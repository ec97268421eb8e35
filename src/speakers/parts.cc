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

/// "The group", "her list", "Lind's camp": the token behind the noun, or the sentence's first.
std::uint32_t behind_group(const Report& r, const Sentence& s) {
    constexpr std::uint32_t longest = 4;
    std::uint32_t noun = s.first;
    if (r.is(noun, "the") || r.word(noun).is(Class::possessive)) {
        ++noun;
    } else {
        while (noun < s.first + longest && r.word(noun).capital && !r.word(noun).possessive) ++noun;
        if (!r.word(noun).possessive) return s.first;
        ++noun;
    }
    return r.is_any(noun, {"group", "list", "bloc", "coalition", "camp", "alliance"}) ? noun + 1 : s.first;
}

/// "Takes in", "also has", "included": the token behind the verb, or `i`.
std::uint32_t behind_holding(const Report& r, std::uint32_t i) {
    const std::uint32_t verb = r.is(i, "also") ? i + 1 : i;
    if (r.is_any(verb, {"takes", "took"}) && r.is(verb + 1, "in")) return verb + 2;
    return r.is_any(verb, {"has", "had", "holds", "includes", "included", "include", "counts", "counted", "contains", "contained", "shows", "names", "carries"}) ? verb + 1 : i;
}

/// "Its list includes A, B", "Lind's group has A, B in it", "The group, which includes A, B,": where the names begin, or the sentence's first token.
std::uint32_t list_includes(const Report& r, const Sentence& s) {
    std::uint32_t verb = behind_group(r, s);
    if (verb > s.first && r.mark(verb, ',') && r.is(verb + 1, "which")) verb += 2;
    if (verb == s.first) {
        const std::uint32_t noun = s.first + 1;
        if (!(r.word(s.first).is(Class::possessive) || r.is(s.first, "the")) || !supporters(r, noun)) return s.first;
        verb = noun + 1;
    }
    if (r.is(verb, "of") && supporters(r, verb + 1)) verb += 2;
    const std::uint32_t names = behind_holding(r, verb);
    return names > verb && names < s.last ? names : s.first;
}

/// "The list has A, B and C on it", "Behind the Irish text stand A, B and C", "Of the eighteen, only A, B and C have": where the names
/// begin, or the sentence's first token.
std::uint32_t shown_list(const Report& r, const Sentence& s) {
    std::uint32_t i = s.first;
    if (r.is(i, "the") && r.is(i + 1, "list")) {
        for (i += 2; i < s.last && i < s.first + 12; ++i)
            if (r.is_any(i, {"has", "holds", "shows", "names", "carries"}) && (r.word(i + 1).capital || r.word(i + 1).is(Class::determiner))) return i + 1;
        return s.first;
    }
    if (r.is(i, "behind") && r.is(i + 1, "the")) {
        for (i += 2; i < s.last && i < s.first + 7; ++i)
            if (r.is_any(i, {"stand", "stood", "are", "were"})) return i + 1;
        return s.first;
    }
    if (r.is(i, "of") && r.is(i + 1, "the") && r.word(i + 2).value > 2) {
        i += 3;
        if (r.word(i).is(Class::states)) ++i;
        if (!r.mark(i, ',')) return s.first;
        return r.is(i + 1, "only") ? i + 2 : i + 1;
    }
    return s.first;
}

/// "[The list has A and B on it.] It also has South Korea": where the names begin, or the sentence's first token.
std::uint32_t also_shown(const Report& r, const Sentence& s) {
    if (!r.is(s.first, "it") || !r.is(s.first + 1, "also")) return s.first;
    const std::uint32_t names = behind_holding(r, s.first + 1);
    return names > s.first + 1 ? names : s.first;
}

/// "So did Chad, and that raised eyebrows", "So is Costa Rica": one more, where the sentence before named some.
Members so_did(const Report& r, const Names& names, const Sentence& s) {
    if (!r.is(s.first, "so") || !r.is_any(s.first + 1, {"did", "has", "have", "is", "are", "was", "were"})) return {};
    Members m = read_members(r, names, s.first + 2, s.last);
    return m.declared || !m.group.empty() ? Members{} : m;
}

/// "Algeria, Belarus, Egypt and Iran signed it", "Chad also signed.": a list that begins the sentence.
Members signed_it(const Report& r, const Names& names, const Sentence& s) {
    Members m = read_members(r, names, s.first, s.last);
    std::uint32_t verb = m.range.last;
    // A list takes "also" for one of its own words.
    const bool also = r.is(verb, "also") || (verb > s.first && r.is(verb - 1, "also"));
    if (r.is(verb, "also")) ++verb;
    const bool ends = also && m.range.first == s.first && !m.named.empty() && !m.declared && m.group.empty() && r.is_any(verb, {"signed", "joined"}) && r.punctuation(verb + 1) && verb + 2 >= s.last;
    if (ends) return m;
    const bool signs = m.range.first == s.first && m.named.size() > 1 && !m.declared && m.group.empty() && verb + 1 < s.last && r.is_any(verb, {"signed", "backed", "supported", "endorsed"});
    return signs && (r.is(verb + 1, "it") || (r.is(verb + 1, "the") && r.is_any(verb + 2, {"text", "statement", "letter", "appeal", "declaration", "paper"}))) ? m : Members{};
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

/// The part was told in the sentence before.
bool named_just_before(const Report& r, const Declaration& part, const Sentence& s) { return s.first > 0 && r.sentence[part.range.first] + 1 == r.sentence[s.first]; }

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
        // "Besides India, the five are Indonesia, ..."
        Members besides = r.is(i, "besides") ? read_members(r, names, i + 1, s.last) : Members{};
        if (!besides.named.empty() && r.mark(besides.range.last, ',')) i = besides.range.last + 1;
        const std::uint32_t list = std::max(names_listed(r, s), list_includes(r, s));
        if (Members m = list > s.first ? read_members(r, names, list, s.last) : named_as_supporters(r, names, s); list > s.first || m.named.size() > 1) {
            if (!m.declared && !m.named.empty()) keep(out, s.first, 0, std::move(m));
            continue;
        }
        Members more = who_signed_up(r, names, s);
        if (more.named.empty()) more = signed_it(r, names, s);
        if (more.named.empty() && !out.empty() && named_just_before(r, out.back(), s)) more = so_did(r, names, s);
        const std::uint32_t also = !out.empty() && named_just_before(r, out.back(), s) ? also_shown(r, s) : s.first;
        if (more.named.empty())
            if (const std::uint32_t shown = std::max(shown_list(r, s), also); shown > s.first)
                if (Members m = read_members(r, names, shown, s.last); m.named.size() > (also > s.first ? 0 : 1) && !m.declared && m.group.empty()) {
                    more = std::move(m);
                    if (r.is(s.first, "of")) number = r.word(s.first + 2).value;
                }
        if (!more.named.empty()) {
            keep(out, s.first, number, std::move(more));
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
        add_names(m.named, besides.named);
        if (!m.declared && !m.named.empty()) keep(out, s.first, number, std::move(m));
    }
    return out;
}

}  // namespace rostra::speakers
