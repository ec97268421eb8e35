// Words and manner, by the rules of the Python scorer.
#pragma once

#include "rostra/evaluation.h"

namespace rostra::evaluation {

[[nodiscard]] std::u32string code_points_of(std::string_view text);

/// Letters, numbers and underscores, with single inner apostrophes, hyphens, dots and commas.
[[nodiscard]] std::vector<Span> words_of(std::u32string_view text);

/// Sorted numbers of the words that any of the spans touches.
[[nodiscard]] std::vector<std::uint32_t> touched(const std::vector<Span>& spans, const std::vector<Span>& words);

}  // namespace rostra::evaluation
