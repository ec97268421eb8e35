// The two heads on top of the encoder: which units are cues, and which units each cue's source and content are.
#pragma once

#include "settings.h"
#include "windows.h"

namespace rostra::attribution {

/// Half-open range of units.
struct Range {
    std::uint32_t start = 0, stop = 0;
};

/// An attribution in units of the whole text.
struct Found {
    Range cue;
    std::vector<Range> source, content;
    float confidence = 0;
};

/// Working memory of one thread.
struct HeadScratch {
    nn::Buffer units, token, cues, gate, offset, table, logits, cue_logits;
    std::vector<std::uint8_t> back, labels, cue_labels, buckets;
    std::vector<Range> ranges;
};

class Heads {
public:
    [[nodiscard]] static Result<Heads> make(const nn::ModelFile& file, const Settings& settings, nn::Isa isa);

    /// Reads one window. `states` are the encoder's rows for it, `[CLS]` first. Appends to `out`.
    void read(const Cut& cut, const Window& window, const float* states, nn::Scratch& scratch, HeadScratch& own, std::vector<Found>& out) const;

private:
    void gather(const Cut& cut, const Window& window, const float* states, float* units) const;
    void find_cues(const Window& window, const float* units, HeadScratch& own) const;
    void mean_vectors(const Window& window, const float* units, HeadScratch& own) const;
    void score_roles(const Window& window, std::size_t cue, HeadScratch& own) const;
    [[nodiscard]] std::optional<Found> decode(const Window& window, std::size_t cue, HeadScratch& own) const;

    const nn::Kernels* kernels_ = nullptr;
    std::size_t hidden_ = 0, width_ = 0, buckets_ = 0;
    nn::Tensor cue_weight_, out_weight_, distance_;
    const float *cue_bias_ = nullptr, *out_bias_ = nullptr;
    nn::Linear token_, gate_, cue_;
    Transitions cue_transitions_, role_transitions_;
    float no_cue_bias_ = 0;
    std::array<float, confidence_features> confidence_weights_{};
    float confidence_bias_ = 0;
};

/// Number of the distance bucket of unit `j` to the cue [start, stop).
[[nodiscard]] std::uint8_t bucket_of(std::uint32_t j, Range cue);

}  // namespace rostra::attribution
