// Finds the article in a page.
#pragma once

#include "blocks.h"

namespace rostra::page {

struct Article {
    std::uint32_t root = 0;     ///< the element that holds it
    std::vector<Block> blocks;  ///< the article's blocks, in order
};

/// `title`, `byline`: the page's headline and its authors, if known; they are not part of the text. O(nodes + bytes).
[[nodiscard]] Article find_article(const HtmlTree& tree, std::string_view title, std::string_view byline, Noscript noscript = Noscript::skip);

}  // namespace rostra::page
