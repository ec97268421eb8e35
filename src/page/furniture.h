// Finds web furniture in plain text: what a site printed around the article and a copy kept.
#pragma once

#include "lines.h"

namespace rostra::page {

/// Spans of whole lines of `text`, sorted and disjoint; neighbouring lines are one span. `lines` are the text's.
/// O(bytes).
[[nodiscard]] std::vector<Span> find_furniture(std::string_view text, const std::vector<Line>& lines);

/// The text's headline, when its first line of article is clearly one: short, no full stop, prose below it.
[[nodiscard]] std::optional<Span> find_headline(std::string_view text, const std::vector<Line>& lines, const std::vector<Span>& furniture);

}  // namespace rostra::page
