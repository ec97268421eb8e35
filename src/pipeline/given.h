// Spans that came with a report, in place of the model's. Private to the pipeline.
#pragma once

#include "rostra/attribution.h"

namespace rostra::pipeline {

/// Code point spans → byte spans; spans outside the text are dropped, an attribution left without content too.
[[nodiscard]] std::vector<Attribution> given_attributions(const Document& document);

}  // namespace rostra::pipeline
