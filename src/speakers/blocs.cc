// Finds the words that say for whom: each trigger is tried at its token, so the search is linear.
#include "declarations.h"

namespace rostra::speakers {
namespace {

/// "On behalf of", "in the name of".
bool behalf_of(const Report& r, std::uint32_t i) { return r.is_any(i, {"behalf", "name"}) && r.is(i + 1, "of"); }

/// "On behalf", "in the name": a preposition stands before it, so that "the name of" alone is nothing.
bool led_in(const Report& r, std::uint32_t i) {
    if (i == 0) return false;
    return r.is_any(i - 1, {"on", "in"}) || (r.is(i - 1, "the") && i > 1 && r.is(i - 2, "in"));
}

bool known_as(const Report& r, std::uint32_t i, Kind kind) {
    const Known* k = r.known(i);
    return k && k->first == i && k->as(kind);
}

/// The order matters: a word of two readers goes to the first.
void try_at(Declarations& found, std::uint32_t i) {
    const Report& r = found.r;
    if (behalf_of(r, i)) {
        if (led_in(r, i)) try_behalf(found, i - 1, i + 2);
        return;
    }
    if (r.is(i, "for")) return try_for(found, i);
    if (r.is(i, "joining") && r.is(i + 1, "the")) return try_joining(found, i);
    if (r.is_any(i, {"joined", "joins", "joining", "with", "alongside", "and"})) return try_joined(found, i);
    if (r.is(i, "behalf") && i > 2 && r.is(i - 1, "same") && r.is(i - 2, "the") && r.is(i - 3, "on")) return try_same(found, {i - 3, i + 1});
    if (r.is(i, "behalf") && i > 1 && r.is_any(i - 1, {"their", "whose"}) && r.is(i - 2, "on")) return try_last_bloc(found, {i - 2, i + 1});
    if (r.is_any(i, {"align", "aligns", "aligned"})) return try_aligned(found, i);
    if (r.is(i, "their")) return try_their_text(found, i);
    if (r.is(i, "the")) return try_the_text(found, i);
    if (r.is(i, "them") && i > 1 && r.is(i - 1, "for") && r.is_any(i - 2, {"speak", "spoke", "speaking", "speaks"})) return try_last_bloc(found, {i - 2, i + 1});
    if (r.is(i, "them")) return try_one_of_them(found, i);
    if (r.is(i, "by")) return try_by(found, i);
    if (const std::uint32_t number = member_count(r, i)) return try_membered(found, i, number);
    if (known_as(r, i, Kind::group)) try_group_leaders(found, i);
    if (r.is(i, "of")) return try_of(found, i);
    if (r.word(i).value > 1 || r.is_any(i, {"dozen", "hundred"})) return try_number(found, i);
    if (known_as(r, i, Kind::state)) try_list(found, i);
    if (r.is(i, "signed") && (r.mark(i + 1, ':') || (r.is(i + 1, "by") && r.mark(i + 2, ':')))) return try_roll(found, i);
    if (r.is_any(i, {"signatories", "co-signatories", "co-sponsors", "cosponsors", "signatory"})) return try_roll(found, i);
    if (r.is(i, "supporting") && r.word(i + 1).is(Class::states)) return try_roll(found, i);
}

void try_all(Declarations& found) {
    const Report& r = found.r;
    for (std::uint32_t i = 0; i < r.size(); ++i) {
        if (r.kind(i) != TokenKind::word && r.kind(i) != TokenKind::number) continue;
        found.end = r.sentence_at(i).last;
        try_at(found, i);
        // Words that were read as members begin nothing of their own.
        if (found.all.empty()) continue;
        const Range last = found.all.back().range;
        if (last.holds(i) && last.last > i + 1) i = last.last - 1;
    }
}

}  // namespace

namespace {

constexpr std::string_view text_nouns[] = {"statement", "text", "letter", "list", "paper", "appeal", "declaration", "group", "camp", "side", "document"};

/// "The Latvian text", "Germany's list": the number of those for whom somebody of that state spoke; 0 when there is none.
std::uint32_t led_by_state(const Names& names, const std::vector<Declaration>& told, std::string_view code) {
    for (const Declaration& d : told) {
        if (d.members.declared && !only_adds(d.form) && (subject_state(names, d) == code || d.members.lead == code)) return *d.members.declared;
    }
    return 0;
}

/// Which text a part names signatories of: "among those behind the first statement", "behind the Irish text"; 0 where it does not say.
std::uint32_t number_of_text(const Report& r, const Names& names, const std::vector<Declaration>& told, const Declaration& part) {
    const Sentence& s = r.sentence_at(part.range.first);
    for (std::uint32_t i = s.first + 1; i < s.last; ++i) {
        if (!r.is_any(i, text_nouns)) continue;
        if (const Known* k = r.known(i - 1); k && k->any_state() && k->last == i)
            if (const std::uint32_t number = led_by_state(names, told, code_of(*k->any_state()))) return number;
        const bool first = r.is(i - 1, "first"), other = r.is_any(i - 1, {"second", "rival", "other", "counter"});
        if (!first && !other) continue;
        std::uint32_t one = 0;
        for (const Declaration& d : told) {
            if (!d.members.declared || d.form == BlocForm::part || d.range.first > part.range.first) continue;
            if (first || (one != 0 && *d.members.declared != one)) return *d.members.declared;
            if (one == 0) one = *d.members.declared;
        }
    }
    return 0;
}

}  // namespace

std::vector<Declaration> find_declarations(const Report& report, const Names& names, const Discourse& discourse) {
    Declarations found{report, names, discourse, {}};
    try_all(found);
    find_signatures(found);
    std::vector<Declaration> out = std::move(found.all);
    for (Declaration& part : find_parts(report, names)) out.push_back(std::move(part));
    std::stable_sort(out.begin(), out.end(), [](const Declaration& a, const Declaration& b) { return a.range.first < b.range.first; });
    std::uint32_t before = 0;  // the number of the part told last, for "So did Chad"
    for (Declaration& d : out) {
        if (d.form != BlocForm::part) continue;
        if (!d.members.declared)
            if (const std::uint32_t number = report.is(d.range.first, "so") || report.is(d.range.first, "it") ? before : number_of_text(report, names, out, d)) d.members.declared = number;
        before = d.members.declared.value_or(0);
    }
    return out;
}

}  // namespace rostra::speakers
