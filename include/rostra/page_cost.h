// What part of stage 2 is the HTML parser's, for benchmarks; apart from page.h, which every later stage includes.
#pragma once

#include "rostra/page.h"

namespace rostra {

/// Decodes and parses a page as `read_page` does, and stops there. Gives the tree's nodes; 0 for a page that cannot be parsed.
/// O(bytes). Thread-safe.
[[nodiscard]] std::size_t parse_page(const RawReport& report);

}  // namespace rostra
