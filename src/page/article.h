// Finds the article in a page.
#pragma once

#include "blocks.h"

namespace rostra::page {

struct Article {
    std::uint32_t root = 0;     ///< the element that holds it
    std::vector<Block> blocks;  ///< the article's blocks, in order
};

/// `title`: the page's headline, if known; it is not part of the text. O(nodes + bytes).
[[nodiscard]] Article find_article(const HtmlTree& tree, std::string_view title, Noscript noscript = Noscript::skip);

}  // namespace rostra::page
