#include "windows.h"

#include <limits>

namespace rostra::attribution {
namespace {

constexpr std::uint32_t far = std::numeric_limits<std::uint32_t>::max();

/// Pieces from the unit to the nearer edge of the window; the text's own start and end are no edges.
std::uint32_t depth(const Cut& cut, const Window& w, std::uint32_t unit) {
    const std::uint32_t first = cut.units[unit].first;
    const std::uint32_t left = w.start == 0 ? far : first - cut.units[w.start].begin;
    const std::uint32_t right = w.stop == cut.units.size() ? far : cut.units[w.stop - 1].end - first;
    return std::min(left, right);
}

/// Depth falls in the earlier window and grows in the later one over what they share, so each reads one run.
void divide(const Cut& cut, std::vector<Window>& windows) {
    if (windows.empty()) return;
    windows.front().from = 0;
    windows.back().to = windows.back().stop;
    for (std::size_t k = 1; k < windows.size(); ++k) {
        Window &before = windows[k - 1], &after = windows[k];
        std::uint32_t unit = std::max(after.start, before.from);
        while (unit < before.stop && depth(cut, after, unit) <= depth(cut, before, unit)) ++unit;
        before.to = after.from = unit;
    }
}

}  // namespace

std::vector<Window> windows_of(const Cut& cut, std::uint32_t window, std::uint32_t overlap) {
    const auto count = static_cast<std::uint32_t>(cut.units.size());
    const std::uint32_t room = window - 2;
    std::vector<Window> out;
    for (std::uint32_t start = 0; start < count;) {
        std::uint32_t stop = start + 1;
        while (stop < count && cut.units[stop].end - cut.units[start].begin <= room) ++stop;
        out.push_back({start, stop, start, stop});
        if (stop == count) break;
        const std::uint32_t end = cut.units[stop - 1].end, edge = end > overlap ? end - overlap : 0;
        std::uint32_t next = start + 1;
        while (next < stop && cut.units[next].begin < edge) ++next;
        start = next;
    }
    divide(cut, out);
    return out;
}

}  // namespace rostra::attribution
