// Reads each attribution once more for the act head: its units and some around them, told which are source, cue and
// content, in a few small layers over the encoder's states (docs/formats/model-file.md, 9).
#pragma once

#include "ranges.h"
#include "settings.h"
#include "windows.h"

namespace rostra::attribution {

/// What the encoder gave for one window, a row a unit: of its last layer, and of the layers that the reader asks for.
struct States {
    const float* last = nullptr;
    std::vector<const float*> kept;
};

/// Working memory of one thread.
struct ReaderScratch {
    nn::Buffer entered, made, state;
    std::vector<std::uint32_t> place;
    std::vector<std::uint32_t> lengths;
};

/// The units that are read with an attribution: at most `longest_crop`, within the window.
inline constexpr std::uint32_t longest_crop = 96;
[[nodiscard]] Range crop_of(const Found& found, Range window);

class ActReader {
public:
    /// A reader that reads nothing where the settings have none.
    [[nodiscard]] static Result<ActReader> make(const nn::ModelFile& file, const Settings& settings, nn::Isa isa);

    [[nodiscard]] bool reads() const { return sizes_.hidden > 0; }
    [[nodiscard]] std::size_t width() const { return sizes_.hidden; }

    /// States of the units of all crops, one crop after the other: [units][width], owned by `own` until its next use.
    /// Memory grows with the units of the crops: hand in a few at a time.
    [[nodiscard]] const float* run(Range window, const States& states, std::span<const Found> found, std::span<const Range> crops, nn::Scratch& scratch, ReaderScratch& own) const;

private:
    void enter(Range window, const States& states, std::span<const Range> crops, float* state, nn::Scratch& scratch, ReaderScratch& own) const;
    void add_roles(const Found& found, Range crop, float* state) const;

    nn::LayerSizes sizes_;
    const nn::Kernels* kernels_ = nullptr;
    std::size_t from_width_ = 0, kept_ = 0;  // of an encoder's state; how many of them a unit brings
    nn::Linear enter_;
    const float *roles_ = nullptr, *distances_ = nullptr, *norm_weight_ = nullptr, *norm_bias_ = nullptr;
    nn::Layers layers_;
};

}  // namespace rostra::attribution
