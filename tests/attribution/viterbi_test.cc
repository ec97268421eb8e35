// The Viterbi decoder against trying every sequence.
#include "viterbi.h"
#include "heads.h"

#include <gtest/gtest.h>
#include <random>

namespace rostra::attribution {
namespace {

/// Best score over all sequences, and how often it is reached.
float best_by_trying(const std::vector<float>& scores, const Transitions& t) {
    const std::size_t steps = scores.size() / t.labels;
    std::size_t all = 1;
    for (std::size_t i = 0; i < steps; ++i) all *= t.labels;
    float best = -1e30f;
    for (std::size_t code = 0; code < all; ++code) {
        float sum = 0;
        std::size_t before = 0, rest = code;
        for (std::size_t i = 0; i < steps; ++i, rest /= t.labels) {
            sum += t.from_to[before * t.labels + rest % t.labels] + scores[i * t.labels + rest % t.labels];
            before = rest % t.labels;
        }
        best = std::max(best, sum);
    }
    return best;
}

TEST(Viterbi, FindsTheBestSequence) {
    std::mt19937 random(4);
    std::normal_distribution<float> noise(0, 2);
    for (std::size_t k : {3u, 5u})
        for (int round = 0; round < 60; ++round) {
            Transitions t{k, std::vector<float>(k * k)};
            for (float& x : t.from_to) x = noise(random);
            std::vector<float> scores((1 + random() % 6) * k);
            for (float& x : scores) x = noise(random);
            std::vector<std::uint8_t> back, labels;
            viterbi(scores, t, back, labels);
            float sum = 0;
            std::size_t before = 0;
            for (std::size_t i = 0; i < labels.size(); ++i) {
                sum += t.from_to[before * k + labels[i]] + scores[i * k + labels[i]];
                before = labels[i];
            }
            EXPECT_NEAR(sum, best_by_trying(scores, t), 1e-4);
        }
}

TEST(Viterbi, NothingGivesNothingAndTiesTakeTheLowerLabel) {
    std::vector<std::uint8_t> back, labels{1, 2};
    const Transitions t{3, std::vector<float>(9, 0.0f)};
    viterbi({}, t, back, labels);
    EXPECT_TRUE(labels.empty());
    viterbi(std::vector<float>(6, 1.0f), t, back, labels);
    EXPECT_EQ(labels, (std::vector<std::uint8_t>{0, 0}));
}

TEST(Buckets, GrowWithDistanceOnEitherSide) {
    const Range cue{100, 102};
    const auto b = [&](std::uint32_t j) { return int(bucket_of(j, cue)); };
    EXPECT_EQ(b(100), 0);
    EXPECT_EQ(b(101), 0);
    EXPECT_EQ(b(99), 1);
    EXPECT_EQ(b(96), 4);
    EXPECT_EQ(b(95), 5);
    EXPECT_EQ(b(94), 5);
    EXPECT_EQ(b(93), 6);
    EXPECT_EQ(b(100 - 12), 7);
    EXPECT_EQ(b(100 - 13), 8);
    EXPECT_EQ(b(100 - 40), 9);
    EXPECT_EQ(b(100 - 41), 10);
    EXPECT_EQ(b(100 - 80), 10);
    EXPECT_EQ(b(100 - 81), 11);
    EXPECT_EQ(b(102), 12);
    EXPECT_EQ(b(106), 16);
    EXPECT_EQ(b(102 + 200), 22);
}

}  // namespace
}  // namespace rostra::attribution
