// Takes the furniture out of an article's element.
#pragma once

#include "survey.h"

namespace rostra::page {

/// The blocks under `root` that are the article's text, in order.
[[nodiscard]] std::vector<Block> prune(const Survey& survey, std::uint32_t root, std::string_view title, std::string_view byline);

}  // namespace rostra::page
