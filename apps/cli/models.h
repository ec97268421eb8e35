// The models of a folder, for the verbs that list or time them.
#pragma once

#include "rostra/base.h"

namespace rostra::cli {

struct ListedModel {
    std::string id, licence, folder;
    std::vector<std::string> names;  ///< short names of aliases.tsv
    std::uintmax_t bytes = 0;
};

/// Sorted by id; empty when there are none.
[[nodiscard]] std::vector<ListedModel> models_in(const std::string& folder);

}  // namespace rostra::cli
