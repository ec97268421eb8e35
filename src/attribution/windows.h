// Overlapping windows over the units of a text, and which of them reads each unit (docs/formats/model-file.md, 2).
#pragma once

#include "units.h"

namespace rostra::attribution {

/// Units [start, stop), and within them those that this window reads, [from, to).
struct Window {
    std::uint32_t start = 0, stop = 0;
    std::uint32_t from = 0, to = 0;
};

/// `window` positions at most, `[CLS]` and `[SEP]` among them; `overlap` in pieces. A window takes over with a paragraph or a sentence,
/// where one begins near the end of the window before; a quarter of `overlap` is seen before it, and a few pieces past it by the window before.
[[nodiscard]] std::vector<Window> windows_of(const Cut& cut, std::uint32_t window, std::uint32_t overlap);

}  // namespace rostra::attribution
