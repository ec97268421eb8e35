// Lists of those who signed, which a model sometimes takes for what was said.
#include "view.h"

namespace rostra::statements {

bool only_a_roll(const View& view, const Parts& parts) {
    constexpr std::uint32_t least_states = 4, longest_other_piece = 3;  // of the words beside the list, such as "the letter"
    bool roll = false;
    for (const Range& piece : parts.content) {
        std::uint32_t states = 0, others = 0;
        for (std::uint32_t i = piece.first; i < piece.last;) {
            const Known* k = view.known(i);
            const bool state = k && k->as(Kind::state) && k->first == i;
            states += state;
            if (!state && view.kind(i) == TokenKind::word && !view.word(i).is(any_of(Class::determiner, Class::conjunction))) ++others;
            i = state ? std::max(i + 1, k->last) : i + 1;
        }
        if (states >= least_states && others == 0) roll = true;
        else if (piece.size() > longest_other_piece) return false;
    }
    return roll;
}

}  // namespace rostra::statements
