// Whole bodies out of gzip, deflate, brotli and Zstandard, bounded in size and in ratio.
#pragma once

#include "rostra/source.h"

namespace rostra::source {

/// Undoes one HTTP content coding ("gzip", "x-gzip", "deflate", "br", "zstd", "identity"; any case).
/// Errors: unsupported (unknown coding), bad_format (damaged), too_large (over `limits`). A body that plainly is not
/// coded although it claims so is given back as it is: crawlers often decode and keep the header.
[[nodiscard]] Result<std::string> decode_content(std::string body, std::string_view coding, const SourceLimits& limits);

}  // namespace rostra::source
