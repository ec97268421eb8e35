// What a page says of itself: title, byline, publisher, date, language, canonical address.
#pragma once

#include "html_tree.h"

namespace rostra::page {

struct Metadata {
    std::optional<std::string> url, title, byline, publisher;
    std::optional<std::string> published, updated;  ///< ISO 8601 dates
    std::string language;                           ///< as declared; may be empty
    std::string article_body;                       ///< JSON-LD's articleBody, as given; may be empty
};

/// `url`: where the page came from, if known. Trust, highest first: JSON-LD, OpenGraph, <meta>, <time> and headings,
/// the URL, the text. O(nodes + bytes).
[[nodiscard]] Metadata read_metadata(const HtmlTree& tree, std::string_view url);

}  // namespace rostra::page
