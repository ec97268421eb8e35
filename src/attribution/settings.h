// What stage 4 reads from a model file's JSON header.
#pragma once

#include "rostra/attribution.h"
#include "rostra/nn.h"
#include "viterbi.h"

#include <array>
#include <span>

namespace rostra::attribution {

/// A text whose attributions are known; spans count code points.
struct Sample {
    std::string text;
    std::vector<std::array<std::vector<Span>, 3>> attributions;  ///< source, cue, content
};

inline constexpr std::size_t confidence_features = 5;

/// The acts that a head judges, in the order of rostra::Act.
inline constexpr std::array<const char*, 12> act_labels = {"say", "announce", "promise", "ask", "call-for", "praise", "criticise", "deny", "warn", "agree", "think", "show"};

/// Sizes of the layers that read each attribution for the act head; `hidden` 0: there are none.
struct ActReaderSizes {
    std::uint32_t hidden = 0, layers = 0, heads = 0, intermediate = 0;
    std::vector<std::uint32_t> states;  ///< the encoder's layers whose states they begin from, counted from 1, rising
};

struct Settings {
    std::string id;
    std::uint32_t window = 0, overlap = 0, role_hidden = 0, buckets = 0;
    std::uint32_t act_hidden = 0;  ///< 0: the model does not judge acts
    ActReaderSizes act_reader;
    Transitions cue, role;
    float cue_bias = 0;
    std::array<float, confidence_features> confidence_weights{};
    float confidence_bias = 0;
    std::vector<std::array<float, 2>> confidence_curve;  ///< knots (what the logistic gives, how often it is right), ascending; empty: as it is
    std::vector<Sample> samples;
};

/// The curve at `x`: straight between knots, level outside them; `x` itself without knots.
[[nodiscard]] float on_curve(std::span<const std::array<float, 2>> knots, float x);

/// Error: bad_format, naming what is missing or out of bounds.
[[nodiscard]] Result<Settings> read_settings(const nn::ModelFile& file);

}  // namespace rostra::attribution
