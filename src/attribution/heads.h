// The heads on top of the encoder: which units are cues, which units each cue's source and content are, and what it does.
#pragma once

#include "act_head.h"
#include "act_reader.h"
#include "windows.h"

namespace rostra::attribution {

/// Working memory of one thread.
struct HeadScratch {
    nn::Buffer token, cues, gate, offset, table, logits, cue_logits;
    std::vector<std::uint8_t> back, labels, cue_labels, buckets;
    std::vector<Range> ranges;
    ActScratch acts;
    ReaderScratch reader;
    std::vector<Range> crops;
    std::vector<ActHead::View> views;
};

class Heads {
public:
    [[nodiscard]] static Result<Heads> make(const nn::ModelFile& file, const Settings& settings, nn::Isa isa);

    /// Reads one window. `states` are the encoder's for it, a row a unit. Appends to `out`, with what each does where `acts` are asked for.
    void read(const Window& window, const States& states, bool acts, nn::Scratch& scratch, HeadScratch& own, std::vector<Found>& out) const;

    /// Judges what attributions that are known do, as far as they lie in the window.
    void judge(const Window& window, const States& states, nn::Scratch& scratch, HeadScratch& own, std::span<Found> known) const;
    [[nodiscard]] bool judges() const { return acts_.judges(); }

private:
    void find_cues(const Window& window, const float* units, HeadScratch& own) const;
    void mean_vectors(const Window& window, const float* units, HeadScratch& own) const;
    void score_roles(const Window& window, std::size_t cue, HeadScratch& own) const;
    void judge_acts(Range window, const States& states, std::span<Found> found, nn::Scratch& scratch, HeadScratch& own) const;
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
    std::vector<std::array<float, 2>> confidence_curve_;
    ActHead acts_;
    ActReader reader_;
};

/// Number of the distance bucket of unit `j` to the cue [start, stop).
[[nodiscard]] std::uint8_t bucket_of(std::uint32_t j, Range cue);

}  // namespace rostra::attribution
