// Which folder holds the model of a name. Private to the pipeline.
#pragma once

#include "rostra/base.h"

namespace rostra::pipeline {

/// The folder of model `name`: DIRECTORY/name when it is one, or else what DIRECTORY/aliases.tsv says ("accurate" →
/// "accurate-7"). Errors: not_found, naming what is there.
[[nodiscard]] Result<std::string> find_model(const std::string& directory, const std::string& name);

}  // namespace rostra::pipeline
