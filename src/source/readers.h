// One reader an input kind, each over a buffered stream. Made by `open_source` and `open_bytes` only.
#pragma once

#include "rostra/source.h"
#include "stream.h"

namespace rostra::source {

/// The whole input is one report; `body` says whether it is read as text or as a page.
[[nodiscard]] std::unique_ptr<Source> read_whole(Buffered input, std::string name, RawReport::Body body, const SourceLimits& limits);
[[nodiscard]] std::unique_ptr<Source> read_ndjson(Buffered input, std::string name, const SourceLimits& limits);
[[nodiscard]] std::unique_ptr<Source> read_warc(Buffered input, std::string name, const SourceLimits& limits);

}  // namespace rostra::source
