// Attributions in units, before they become byte spans.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace rostra::attribution {

/// Half-open range of units.
struct Range {
    std::uint32_t start = 0, stop = 0;
};

/// What of the range lies in the window; where nothing does, its end is not behind its start.
inline Range within(Range range, Range window) { return {std::max(range.start, window.start), std::min(range.stop, window.stop)}; }

/// An attribution in units of the whole text.
struct Found {
    std::vector<Range> source, cue, content;
    float confidence = 0;
    std::vector<float> acts;  ///< log chance of each act; empty where the model has no act head
};

}  // namespace rostra::attribution
