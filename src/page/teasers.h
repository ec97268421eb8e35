// Lists of teasers: rows of like elements, each a linked headline with at most a short excerpt.
#pragma once

#include "blocks.h"

namespace rostra::page {

/// One flag a node: true at each element that is an item of such a row. O(nodes + bytes of class names).
[[nodiscard]] std::vector<bool> find_teasers(const HtmlTree& tree, const std::vector<Block>& blocks, const std::vector<float>& prose);

}  // namespace rostra::page
