// Stage 8, publish: readings and record rows → JSON, CSV and page models. Pure functions, no input or output.
#pragma once

#include "rostra/pipeline.h"

namespace rostra {

struct JsonOptions {
    bool page_offsets = false;  ///< adds the byte of the page for each span
    bool explain = false;       ///< adds the evidence of each resolved field
};

/// One report as one line of JSON (no newline), in the shape of the house: offsets in code points.
[[nodiscard]] std::string to_json(const Reading& reading, const JsonOptions& options = {});

}  // namespace rostra
