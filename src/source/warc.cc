#include "readers.h"

namespace rostra::source {
std::unique_ptr<Source> read_warc(Buffered input, std::string name, const SourceLimits& limits) {
    return read_whole(std::move(input), std::move(name), RawReport::Body::text, limits);
}
}  // namespace rostra::source
