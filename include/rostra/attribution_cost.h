// What stage 4 spends on texts, for benchmarks; apart from attribution.h, which every later stage includes.
#pragma once

#include "rostra/attribution.h"

namespace rostra {

/// Multiply-adds of the encoder's linear layers for these texts, without the heads and the act reader; 0 when the model did not come from Attributor::load.
[[nodiscard]] std::uint64_t multiply_adds(const Attributor& model, std::span<const AttributionInput> texts);

}  // namespace rostra
