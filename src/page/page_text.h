// The text of a page's article with its way back to the page: from the page's elements, or, where these hold nearly
// nothing, from its <noscript> or from the articleBody of its JSON-LD.
#pragma once

#include "html_tree.h"
#include "metadata.h"
#include "rostra/page.h"

namespace rostra::page {

struct PageText {
    std::string text;
    OffsetMap offsets;
};

/// Empty text when the page has no article. O(nodes + bytes).
[[nodiscard]] PageText text_of_page(const HtmlTree& tree, const Metadata& meta);

}  // namespace rostra::page
