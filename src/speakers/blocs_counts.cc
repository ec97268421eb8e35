// Numbers of states told in passing: nobody's bloc by themselves, but a later "they" or "their text" may be of them.
#include "declarations.h"
#include "member_words.h"

namespace rostra::speakers {
namespace {

/// "31 states have put their names to a text on mining, [among them Chile and Palau]": the one count of the sentence, its members at the end of it.
void name_at_end(const Declarations& found, Members& m) {
    const Report& r = found.r;
    if (!m.named.empty()) return;
    for (std::uint32_t i = m.count.last; i + 3 < found.end; ++i) {
        if (states_word(r, i)) return;
        if (!r.mark(i, ',') || !r.is(i + 1, "among") || !r.is(i + 2, "them")) continue;
        take_list(r, found.names, m, i, found.end);
        return;
    }
}

}  // namespace

void try_number(Declarations& found, std::uint32_t i) {
    const Report& r = found.r;
    if (i > 0 && r.is(i, "dozen") && r.word(i - 1).value > 1) return;  // "three dozen" was read at "three"
    if (i > 1 && r.is(i - 1, "and") && r.is(i - 2, "hundred")) return;
    Members m = found.members(i);
    if (!m.declared || m.others || m.back) return;
    name_at_end(found, m);
    found.keep(BlocForm::mention, {i, i + 1}, std::move(m));
}

/// "The 57-member Organization of Islamic Cooperation", "the 15-nation Council": how many they are, told in passing.
void try_membered(Declarations& found, std::uint32_t i, std::uint32_t number) {
    const Report& r = found.r;
    const Known* k = r.known(i + 1);
    const bool group = k && k->first == i + 1 && k->as(Kind::group);
    if (!group && !r.word(i + 1).is(Class::organisation)) return;
    Members m;
    if (group) m = group_alone(r, *k, {i, k->last});
    else m.range = {i, i + 2};
    m.declared = number;
    m.of_body = !group;
    found.keep(BlocForm::mention, m.range, std::move(m));
}

}  // namespace rostra::speakers
