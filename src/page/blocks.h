// A page as a row of text blocks: the runs of inline text between block-level tags.
#pragma once

#include "html_tree.h"

namespace rostra::page {

struct Block {
    std::uint32_t first = 0, last = 0;  ///< its text lies in text nodes of [first, last)
    std::uint32_t owner = 0;            ///< the nearest block-level element
    Tag tag = Tag::other;               ///< the owner's nearest telling tag: p, h1..h6, li, blockquote, td, figcaption, div ...
    std::uint32_t words = 0, letters = 0, link_words = 0;
    std::uint32_t wide = 0;   ///< letters of scripts without spaces between words (CJK)
    std::uint32_t stops = 0;  ///< full stops, question and exclamation marks
    std::uint32_t commas = 0;
    bool ends_sentence = false;
};

/// Elements whose text is never read: scripts, styles, forms' controls, what is hidden.
[[nodiscard]] bool is_unread(const HtmlTree& tree, const Node& node);
[[nodiscard]] bool is_block_tag(Tag tag);

/// Whether the text inside <noscript> counts: it does only where the rest of a page says next to nothing.
enum class Noscript { skip,
                      read };

/// All blocks that have at least one word, in document order. O(nodes + bytes).
[[nodiscard]] std::vector<Block> split_blocks(const HtmlTree& tree, Noscript noscript = Noscript::skip);

}  // namespace rostra::page
