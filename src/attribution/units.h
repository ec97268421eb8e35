// From text to units, shapes and word pieces (docs/formats/model-file.md, 1 and 3).
#pragma once

#include "rostra/tokens.h"
#include "wordpiece.h"

namespace rostra::attribution {

/// A run of letters, digits and marks, or one other sign. Its pieces are [begin, end) of the whole text's, a
/// paragraph piece before it included; `first` is the first one that is its own.
struct Unit {
    Span span;
    std::uint32_t begin = 0, first = 0, end = 0;
    bool apart = false;  ///< text that is not read (furniture) lies before it: no span may reach over it
    bool opens = false;  ///< begins a sentence, by the signs before it; a paragraph begins where `begin` is not `first`
};

struct Cut {
    std::vector<Unit> units;
    std::vector<std::uint32_t> pieces;
    std::vector<std::uint8_t> shapes;  ///< one a piece
};

/// Cost linear in the text. `tokens` say which bytes are text and where paragraphs end; without them the whole
/// text is read and paragraphs end at line breaks.
[[nodiscard]] Cut cut_text(std::string_view text, const Tokens* tokens, const WordPiece& vocabulary);

}  // namespace rostra::attribution
