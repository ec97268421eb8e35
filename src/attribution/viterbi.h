// The best sequence of labels for scores and transitions between neighbours.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace rostra::attribution {

inline constexpr std::size_t most_labels = 8;

/// Square table of what each step from one label to the next adds.
struct Transitions {
    std::size_t labels = 0;
    std::vector<float> from_to;  ///< [from][to]
};

/// `scores` is [steps][labels]. The label before the first step counts as 0; nothing is added after the last; of
/// equal scores the lower label wins. `back` is working memory, kept between calls.
void viterbi(std::span<const float> scores, const Transitions& transitions, std::vector<std::uint8_t>& back, std::vector<std::uint8_t>& labels);

}  // namespace rostra::attribution
