// One NDJSON line → a raw report.
#pragma once

#include "rostra/source.h"

namespace rostra::source {

/// Keys read: id, text or html, url, title, byline, publisher, published, language, attributions or statements (spans in
/// code points). Others are passed over. Errors say what was expected; `where` is left empty.
[[nodiscard]] Result<RawReport> read_ndjson_line(std::string_view line);

}  // namespace rostra::source
