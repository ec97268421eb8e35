// Where on a page a date stands, and whether it can be the day of the page's own story there.
#pragma once

#include "html_tree.h"

namespace rostra::page {

/// A date in a caption, a quoted message, a comment, a box, the page's foot or another story is not the story's own day.
/// `headline`: the node of the story's headline; 0 when none was seen. O(depth).
[[nodiscard]] bool is_of_another(const HtmlTree& tree, std::uint32_t node, std::uint32_t headline);

/// Whether a text before the headline belongs to it: it stands in the same part of the page, and that is not the whole page. O(depth).
[[nodiscard]] bool stands_over(const HtmlTree& tree, std::uint32_t text, std::uint32_t headline);

}  // namespace rostra::page
