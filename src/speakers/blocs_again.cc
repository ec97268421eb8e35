// Somebody speaks for a bloc that the report told of before: "on the same behalf", "read their text".
#include "declarations.h"
#include "member_words.h"

namespace rostra::speakers {
namespace {

constexpr std::string_view read_texts[] = {"text", "statement", "declaration", "message", "letter", "appeal"};
constexpr std::string_view read_verbs[] = {"read", "delivered", "presented"};

/// False where those before are no bloc: one state, no number and no group.
bool speaks_again(Declarations& found, Range words, Members m) {
    if (!m.declared && m.named.size() < 2 && m.group.empty()) return false;
    m.range = words;
    found.add(BlocForm::behalf, words, std::move(m));
    return true;
}

/// The text that somebody reads may be theirs: they were counted, in words that do not already say who speaks for them.
bool unspoken_for(const Declaration& d) {
    if (d.form == BlocForm::behalf || d.form == BlocForm::roll || d.form == BlocForm::part || d.form == BlocForm::list) return false;
    return d.members.declared && (!d.members.others || d.form == BlocForm::joined);
}

}  // namespace

/// "On the same behalf", "on behalf of the same countries": whomever somebody spoke for last.
void try_same(Declarations& found, Range words) {
    for (std::size_t d = found.all.size(); d > 0; --d)
        if (found.all[d - 1].form == BlocForm::behalf) {
            speaks_again(found, words, found.all[d - 1].members);
            return;
        }
    // "Forty-three countries called. ... The Latvian ambassador, who read it out for the group": nobody has spoken for them yet.
    constexpr std::uint32_t reach = 3;  // sentences
    for (std::size_t d = found.all.size(); d > 0; --d) {
        const Declaration& told = found.all[d - 1];
        if (found.r.sentence[words.first] - found.r.sentence[told.range.first] > reach) return;
        if (!unspoken_for(told)) continue;
        // "The statement on behalf of the group, which included Australia"
        Members m = told.members;
        take_list(found.r, found.names, m, words.last, found.end);
        speaks_again(found, words, std::move(m));
        return;
    }
}

/// "three dozen delegations ... on their behalf": those counted last, in this sentence or the one before.
void try_last_bloc(Declarations& found, Range words) {
    const Report& r = found.r;
    const bool near = !found.all.empty() && r.sentence[words.first] - r.sentence[found.all.back().range.first] <= 1;
    if ((near && speaks_again(found, words, found.all.back().members)) || !r.is(words.first + 1, "their")) return;
    // "Whose country coordinates the Nordic-Baltic countries, said on their behalf"
    for (std::uint32_t i = words.first; i > r.sentence_at(words.first).first; --i)
        if (const Known* k = r.known(i - 1); k && k->as(Kind::group)) {
            speaks_again(found, words, group_alone(r, *k, words));
            return;
        }
}

namespace {

/// "The appeal was read out at the Council [by]": the verb, or none.
std::uint32_t read_passive(const Report& r, std::uint32_t by) {
    const std::uint32_t first = r.sentence_at(by).first, noun = r.is(first + 1, "joint") ? first + 2 : first + 1;
    if (!r.is_any(first, {"the", "their", "this"}) || !r.is_any(noun, read_texts) || !r.is_any(noun + 1, {"was", "were"})) return none;
    return r.is_any(noun + 2, read_verbs) ? noun + 2 : none;
}

/// "In a joint statement [that was] read out on Tuesday [by]": the verb, or none.
std::uint32_t read_behind(const Report& r, std::uint32_t by) {
    constexpr std::uint32_t widest = 8;
    for (std::uint32_t verb = by; verb > r.sentence_at(by).first + 2 && by - verb < widest; --verb) {
        if (!r.is_any(verb - 1, read_verbs)) continue;
        std::uint32_t noun = verb - 2;
        if (r.is_any(noun, {"was", "were"})) --noun;
        if (r.is_any(noun, {"which", "that"})) --noun;
        if (r.mark(noun, ',')) --noun;
        return r.is_any(noun, read_texts) ? verb - 1 : none;
    }
    return none;
}

}  // namespace

/// "The appeal was read out at the Council by Chile's ambassador", "in a statement read by": who reads the text of those counted last, in this
/// sentence or the two before, speaks for them.
void try_read_by(Declarations& found, std::uint32_t by) {
    constexpr std::uint32_t longest = 20, reach = 2;
    const Report& r = found.r;
    const std::uint32_t passive = read_passive(r, by), verb = passive != none ? passive : read_behind(r, by);
    if (verb == none || by <= verb || by - verb > longest) return;
    for (std::size_t d = found.all.size(); d > 0; --d) {
        const Declaration& told = found.all[d - 1];
        if (r.sentence[by] - r.sentence[told.range.first] > reach) return;
        if (unspoken_for(told)) {
            speaks_again(found, {verb, by + 1}, told.members);
            return;
        }
    }
}

/// "read their text": who reads it speaks for the bloc declared last.
void try_their_text(Declarations& found, std::uint32_t i) {
    const Report& r = found.r;
    const bool text = r.is_any(i + 1, {"text", "statement", "declaration", "message", "letter"}) || (r.is(i + 1, "joint") && r.is(i + 2, "statement"));
    if (!text || i == 0 || !r.is_any(i - 1, speaking_words)) return;
    for (std::size_t d = found.all.size(); d > 0; --d)
        if (found.all[d - 1].form != BlocForm::mention && speaks_again(found, {i, i + 2}, found.all[d - 1].members)) return;
}

/// "reading out the statement", "read the joint statement": for those counted in the sentences just before, when nobody else speaks for them.
void try_the_text(Declarations& found, std::uint32_t i) {
    const Report& r = found.r;
    const std::uint32_t noun = r.is(i + 1, "joint") ? i + 2 : i + 1;
    const bool text = r.is_any(noun, {"statement", "declaration", "letter", "appeal"}) || (r.is(noun, "text") && (noun == i + 2 || (i > 0 && r.is(i - 1, "out"))));
    std::uint32_t verb = i > 0 ? i - 1 : 0;
    if (verb > 0 && r.is(verb, "out")) --verb;
    const bool reads = r.is_any(verb, {"read", "reading", "reads", "delivered", "delivering"});
    if (!text || !reads || r.is_any(noun + 1, {"on", "by", "for", "of"})) return;
    for (std::size_t d = found.all.size(); d > 0; --d) {
        const Declaration& last = found.all[d - 1];
        if (r.sentence[i] - r.sentence[last.range.first] > 3) return;
        if (!unspoken_for(last)) continue;
        speaks_again(found, {i, noun + 1}, last.members);
        return;
    }
}

}  // namespace rostra::speakers
