// What is known of every element of a page before the article is sought.
#pragma once

#include "blocks.h"
#include "hints.h"

namespace rostra::page {

/// Words that a block is worth as prose: 0 for menus, labels and link lists.
[[nodiscard]] double prose_of(const Block& block);
/// The words of a block; scripts without spaces count by letters.
[[nodiscard]] double words_of(const Block& block);
[[nodiscard]] inline double link_share(const Block& b) { return b.words ? double(b.link_words) / b.words : 0.0; }
[[nodiscard]] inline bool is_heading(Tag tag) { return tag >= Tag::h1 && tag <= Tag::h6; }

struct Element {
    Hint hint = Hint::none;
    bool out = false;  ///< it, or an element around it, is furniture
    bool entry_title = false;
    float prose = 0;  ///< sums over the subtree ...
    float words = 0;
    float link_words = 0;
};

struct Survey {
    const HtmlTree& tree;
    std::vector<Block> blocks;
    std::vector<Element> elements;  ///< one a node

    explicit Survey(const HtmlTree& page, Noscript noscript = Noscript::skip);
    [[nodiscard]] const Node& node(std::uint32_t i) const { return tree.nodes()[i]; }
};

}  // namespace rostra::page
