// What an attribution does: the chance of each act, from the encoder's states over its source, cue and content.
#pragma once

#include "ranges.h"
#include "settings.h"

namespace rostra::attribution {

/// Working memory of one thread.
struct ActScratch {
    nn::Buffer pooled, hidden, look;
};

class ActHead {
public:
    /// A head that judges nothing where the settings have no acts. It reads the states of the act reader, where there is one.
    [[nodiscard]] static Result<ActHead> make(const nn::ModelFile& file, const Settings& settings, nn::Isa isa);

    [[nodiscard]] bool judges() const { return hidden_ > 0; }

    /// States [units][width] of the units of a range.
    struct View {
        const float* units = nullptr;
        Range range;
    };
    /// Fills `acts` of each attribution, each from the view with its number; parts that lie outside the view are left out.
    void judge(std::span<const View> views, std::span<Found> found, nn::Scratch& scratch, ActScratch& own) const;

private:
    void pool(const float* units, Range window, const Found& found, ActScratch& own, float* out) const;

    std::size_t width_ = 0, hidden_ = 0;  // of a state; of the layer between
    const nn::Kernels* kernels_ = nullptr;
    nn::Tensor look_;
    nn::Linear up_;
    nn::Tensor out_weight_;
    const float* out_bias_ = nullptr;
};

}  // namespace rostra::attribution
