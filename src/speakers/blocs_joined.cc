// A state and others that are only counted: "The US joined 22 other countries", "PERU, with 85 others,".
#include "declarations.h"

namespace rostra::speakers {
namespace {

/// "PERU, with 85 others,": the number, which without a word for states is none elsewhere.
void count_others(const Report& r, std::uint32_t with, std::uint32_t number, Members& m) {
    if (m.declared || !r.is(with, "with") || with < 2 || !r.mark(with - 1, ',') || state_at(r, with - 2).empty()) return;
    if (r.word(number).value < 2 || !r.is(number + 1, "others")) return;
    m.declared = r.word(number).value;
    m.others = true;
    m.range = {number, number + 2};
}

/// The state nearest before `i` in its sentence, not far from it; or none.
std::uint32_t leading_state(const Report& r, std::uint32_t i) {
    const std::uint32_t start = r.sentence_at(i).first;
    for (std::uint32_t j = i; j > start && i - j < 12; --j)
        if (!state_at(r, j - 1).empty()) return j - 1;
    return none;
}

/// "Joined by 21 other delegations, Liechtenstein deplored": the state behind the comma that closes the count; or none.
std::uint32_t state_behind(const Declarations& found, std::uint32_t count) {
    const Report& r = found.r;
    for (std::uint32_t j = count; j + 2 < found.end && j < count + 10; ++j) {
        if (!r.mark(j, ',')) continue;
        const std::uint32_t name = r.is(j + 1, "the") ? j + 2 : j + 1;
        return state_at(r, name).empty() ? none : name;
    }
    return none;
}

/// "Lithuania, [joined by Latvia, Estonia and Poland,] demanded": the state that leads them stands before the comma.
void joined_by_named(Declarations& found, std::uint32_t i, Members m) {
    const Report& r = found.r;
    if (!closes_aside(r, m.range.last)) return;
    std::uint32_t leader = i > 1 && r.mark(i - 1, ',') ? i - 2 : none;
    // "Joined by Iran and Kazakhstan, the Russian Federation asked"
    if (leader == none && i == r.sentence_at(i).first) leader = m.range.last + (r.is(m.range.last + 1, "the") ? 2 : 1);
    const std::string_view lead = leader != none && leader < found.end ? state_at(r, leader) : std::string_view{};
    if (lead.empty()) return;
    std::erase(m.named, lead);
    m.lead = lead;
    Declaration& d = found.keep(BlocForm::joined, {i, m.range.last}, std::move(m));
    d.subject_code = lead;
    d.subject_token = leader;
}

/// "Ghana, [together with Togo and Benin,] demanded", "LATVIA, [with CHINA and IRAN,] recommended": a state that speaks with others. One other
/// may only be at hand, unless the words say "together" or a bulletin puts both in capitals.
void with_named(Declarations& found, std::uint32_t with, Members m) {
    const Report& r = found.r;
    const bool together = with > 0 && r.is_any(with - 1, {"together", "along", "jointly"});
    const std::uint32_t first = together ? with - 1 : with;
    if (r.mark(m.range.last, ',') && r.is(m.range.last + 1, "for")) return;  // "with Grenada, for AOSIS": she speaks for others
    if (first < 2 || !r.mark(first - 1, ',') || !m.group.empty() || m.own) return;
    const bool capitals = r.word(with + 1).capitals || (r.is(with + 1, "the") && r.word(with + 2).capitals);
    if (m.named.size() < 2 && !together && !(capitals && r.word(first - 2).capitals)) return;
    joined_by_named(found, first, std::move(m));
}

}  // namespace

void try_joined(Declarations& found, std::uint32_t i) {
    const Report& r = found.r;
    const std::uint32_t from = r.is(i + 1, "by") ? i + 2 : i + 1;
    Members m = found.members(from);
    count_others(r, i, from, m);
    // "Panama, together with Greece and 17 other flag States, presented"
    if (r.is(i, "with") && !m.besides.empty() && i > 2 && r.is(i - 1, "together") && r.mark(i - 2, ',') && !state_at(r, i - 3).empty() && closes_aside(r, m.range.last)) return join_others(found, i - 3, i, std::move(m));
    if (r.is(i, "with") && !m.declared && !m.named.empty()) return with_named(found, i, std::move(m));
    if (from == i + 2 && r.is(i, "joined") && !m.declared && m.named.size() > 1) return joined_by_named(found, i, std::move(m));
    if (!m.declared || !m.others) return;
    std::uint32_t subject = leading_state(r, i);
    if (subject == none && r.is(i + 1, "by")) subject = state_behind(found, m.range.last);
    if (subject != none) join_others(found, subject, i, std::move(m));
}

/// The state at `subject` and those others: one bloc, in the words from `first` on.
void join_others(Declarations& found, std::uint32_t subject, std::uint32_t first, Members m) {
    const std::string_view code = state_at(found.r, subject);
    m.declared = *m.declared + 1;
    std::erase(m.named, code);
    m.named.insert(m.named.begin(), code);
    Declaration& d = found.keep(BlocForm::joined, {first, m.range.last}, std::move(m));
    d.subject_code = code;
    d.subject_token = subject;
}

}  // namespace rostra::speakers
