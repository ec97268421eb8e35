// Numbers of states told in passing: nobody's bloc by themselves, but a later "they" or "their text" may be of them.
#include "declarations.h"

namespace rostra::speakers {

void try_number(Declarations& found, std::uint32_t i) {
    const Report& r = found.r;
    if (i > 0 && r.is(i, "dozen") && r.word(i - 1).value > 1) return;  // "three dozen" was read at "three"
    Members m = found.members(i);
    if (!m.declared || m.others || m.back) return;
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
