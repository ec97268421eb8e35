// What class, id and role names say about an element.
#pragma once

#include "html_tree.h"

namespace rostra::page {

enum class Hint : std::uint8_t {
    none,
    body,       ///< names the article's body ("article-body", "entry-content", itemprop articleBody)
    furniture,  ///< names something beside it (share bars, related links, newsletter boxes ...)
    weak,       ///< names something beside it, but is known to wrap parts of bodies as well
    comments,   ///< readers' comments
    dialog,     ///< a window over the page: cookies, consent, sign-in
};

/// Judges an element by its tag, role, class, id and itemprop.
[[nodiscard]] Hint hint_of(const HtmlTree& tree, const Node& node);

/// Whether an element that is no <h2> is named or marked as a heading between paragraphs.
[[nodiscard]] bool names_heading(const HtmlTree& tree, const Node& node);

}  // namespace rostra::page
