#include "viterbi.h"

#include <algorithm>
#include <array>
#include <utility>

namespace rostra::attribution {
namespace {

/// For a number of labels that the compiler knows, so that a step is straight code: which label is best is not for a branch to guess.
template <std::size_t K>
void walk(std::span<const float> scores, const Transitions& transitions, std::vector<std::uint8_t>& back, std::vector<std::uint8_t>& labels) {
    std::array<float, K * K> from_to{};
    std::copy_n(transitions.from_to.begin(), K * K, from_to.begin());
    std::array<float, K> best{}, next{};
    for (std::size_t to = 0; to < K; ++to) best[to] = from_to[to] + scores[to];
    for (std::size_t t = 1; t < labels.size(); ++t, best = next) {
#pragma GCC unroll 8
        for (std::size_t to = 0; to < K; ++to) {
            std::uint8_t from = 0;
            float top = best[0] + from_to[to];
#pragma GCC unroll 8
            for (std::size_t other = 1; other < K; ++other) {
                const float score = best[other] + from_to[other * K + to];
                from = score > top ? static_cast<std::uint8_t>(other) : from;
                top = std::max(top, score);
            }
            back[t * K + to] = from;
            next[to] = top + scores[t * K + to];
        }
    }
    auto label = static_cast<std::uint8_t>(std::max_element(best.begin(), best.end()) - best.begin());
    for (std::size_t t = labels.size(); t-- > 0; label = back[t * K + label]) labels[t] = label;
}

}  // namespace

void viterbi(std::span<const float> scores, const Transitions& transitions, std::vector<std::uint8_t>& back, std::vector<std::uint8_t>& labels) {
    const std::size_t k = transitions.labels, steps = scores.size() / k;
    labels.resize(steps);
    back.resize(steps * k);
    if (steps == 0) return;
    [&]<std::size_t... Less>(std::index_sequence<Less...>) {
        (void)((k == Less + 1 && (walk<Less + 1>(scores, transitions, back, labels), true)) || ...);
    }
    (std::make_index_sequence<most_labels>{});
}

}  // namespace rostra::attribution
