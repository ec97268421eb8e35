// Lines and paragraphs. Private to the tokens stage.
#pragma once

#include "rostra/tokens.h"

namespace rostra::tokens {

/// Spans of the paragraphs outside `furniture` (sorted, disjoint), trimmed, none empty.
[[nodiscard]] std::vector<Span> split_paragraphs(std::string_view text, const std::vector<Span>& furniture);

}  // namespace rostra::tokens
