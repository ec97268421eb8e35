// WordPiece: a unit in lower case and without accents, cut into the longest pieces that the vocabulary has.
#pragma once

#include "rostra/base.h"

#include <vector>

namespace rostra::attribution {

/// Numbers that every vocabulary begins with.
enum Special : std::uint32_t { pad = 0,
                               paragraph = 1,
                               unknown = 2,
                               cls = 3,
                               sep = 4,
                               specials = 5 };

class WordPiece {
public:
    /// `lines`: one piece a line, in order of number; must outlive the value. False when there are not `count` lines.
    [[nodiscard]] bool build(std::string_view lines, std::size_t count);

    /// Appends the pieces of one unit: `[UNK]` alone when it is too long, empty once normalised, or not covered.
    void cut(std::string_view unit, std::vector<std::uint32_t>& out) const;

private:
    struct Slot {
        std::uint32_t hash = 0;    ///< upper half of the piece's hash
        std::uint32_t number = 0;  ///< 0: free (number 0 is special and never stored)
    };
    void insert(std::uint32_t number);
    [[nodiscard]] std::uint32_t find(std::uint64_t hash, std::string_view text, bool inside) const;
    [[nodiscard]] std::string_view piece(std::uint32_t number) const;

    std::string_view lines_;
    std::vector<std::uint32_t> starts_;  ///< where each line begins, and one more
    std::vector<Slot> slots_;            ///< open addressing, size a power of two
    std::size_t longest_ = 0;            ///< bytes of the longest piece, without "##"
};

}  // namespace rostra::attribution
