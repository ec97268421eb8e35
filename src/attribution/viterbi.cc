#include "viterbi.h"

#include <algorithm>
#include <array>

namespace rostra::attribution {

void viterbi(std::span<const float> scores, const Transitions& transitions, std::vector<std::uint8_t>& back, std::vector<std::uint8_t>& labels) {
    const std::size_t k = transitions.labels, steps = scores.size() / k;
    labels.resize(steps);
    back.resize(steps * k);
    if (steps == 0) return;
    std::array<float, most_labels> best{}, next{};
    for (std::size_t to = 0; to < k; ++to) best[to] = transitions.from_to[to] + scores[to];
    for (std::size_t t = 1; t < steps; ++t) {
        for (std::size_t to = 0; to < k; ++to) {
            std::size_t from = 0;
            float top = best[0] + transitions.from_to[to];
            for (std::size_t other = 1; other < k; ++other) {
                const float score = best[other] + transitions.from_to[other * k + to];
                if (score > top) {
                    top = score;
                    from = other;
                }
            }
            back[t * k + to] = static_cast<std::uint8_t>(from);
            next[to] = top + scores[t * k + to];
        }
        best = next;
    }
    auto label = static_cast<std::uint8_t>(std::max_element(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(k)) - best.begin());
    for (std::size_t t = steps; t-- > 0; label = back[t * k + label]) labels[t] = label;
}

}  // namespace rostra::attribution
