// A declaration that was read: what its sentence says besides, before it is kept.
#include "declarations.h"

namespace rostra::speakers {
namespace {

/// "has withdrawn its signature from a statement made for 44 states": nobody speaks for them here.
bool withdrawn(const Report& r, std::uint32_t before) { return any_before(r, before, before, {"withdrawn", "withdrew", "withdraws", "withdraw", "withdrawing"}); }

/// "Speaks most weeks for 27 countries": what somebody does at other times.
bool at_other_times(const Report& r, std::uint32_t before) {
    return any_before(r, before, 6, {"often", "usually", "normally", "regularly", "sometimes"}) || (any_before(r, before, 3, {"weeks", "days", "months"}) && any_before(r, before, 4, {"most", "many", "other"}));
}

/// "Associating herself with the statement by the European Union", "endorsing what was said on behalf of": said by another.
bool sides_with(const Report& r, std::uint32_t before) {
    return any_before(r, before, 14, {"associated", "associating", "associates", "aligned", "aligning", "aligns", "endorsing", "endorsed", "dissociated", "dissociating", "echoed", "echoing"});
}

/// "on behalf of A, B, C and others, 44 states in all"; "... and Germany. That makes 39.": the number behind the list.
void count_behind(const Report& r, Members& m) {
    if (m.declared || m.named.size() < 4) return;
    const std::uint32_t end = std::min(r.sentence_at(m.range.last - 1).last, m.range.last + 9);
    const bool sum = r.is(end, "that") && r.is(end + 1, "makes");
    for (std::uint32_t i = sum ? end + 2 : m.range.last; i < (sum ? end + 5 : end); ++i) {
        const std::uint32_t value = r.word(i).value;
        if (value < m.named.size() || value > 193) continue;
        const std::uint32_t in = i + (r.word(i + 1).is(Class::states) ? 2 : 1);
        if (sum || (r.is(in, "in") && r.is_any(in + 1, {"all", "total"}))) m.declared = value;
        return;
    }
}

}  // namespace

Declaration& Declarations::keep(BlocForm form, Range range, Members members) {
    Declaration& d = all.emplace_back();
    d.form = form;
    d.range = range;
    d.members = std::move(members);
    return d;
}

void Declarations::add(BlocForm form, Range range, Members members) {
    Declaration& d = keep(form, range, std::move(members));
    count_behind(r, d.members);
    if (form != BlocForm::roll && (withdrawn(r, range.first) || at_other_times(r, range.first) || sides_with(r, range.first))) d.form = BlocForm::mention;
    else find_speaker(*this, d);
}

}  // namespace rostra::speakers
