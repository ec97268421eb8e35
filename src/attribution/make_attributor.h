// From a checked file to a model: what `Attributor::load` does after opening it. Tests and the fuzzer come in here.
#pragma once

#include "rostra/attribution.h"
#include "rostra/nn.h"

namespace rostra::attribution {

[[nodiscard]] Result<std::unique_ptr<Attributor>> make_attributor(nn::ModelFile file, nn::Isa isa);

}  // namespace rostra::attribution
