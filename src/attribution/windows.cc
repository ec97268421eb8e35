#include "windows.h"

#include <algorithm>
#include <optional>

namespace rostra::attribution {
namespace {

constexpr std::uint32_t seen_behind = 12;  // pieces past the place where the next window takes over: enough to know that a sentence ended

bool begins_paragraph(const Unit& unit) { return unit.begin != unit.first; }

/// The unit with which the next window takes over the reading, so that what a cue tells is not cut at an edge: the last paragraph that
/// begins in the last `overlap` pieces of this window, else the last sentence in twice as many; none where neither does.
std::optional<std::uint32_t> whole_until(const Cut& cut, std::uint32_t from, std::uint32_t stop, std::uint32_t overlap) {
    const std::uint32_t end = cut.units[stop - 1].end;
    std::optional<std::uint32_t> sentence;
    for (std::uint32_t unit = stop; unit > from + 1; --unit) {
        const Unit& u = cut.units[unit];
        const std::uint32_t back = u.begin < end ? end - u.begin : 0;
        if (back > 2 * overlap) break;
        if (begins_paragraph(u) && back <= overlap) return unit;
        if (!sentence && (u.opens || begins_paragraph(u))) sentence = unit;
    }
    return sentence;
}

/// In running text without a stop: the middle of what both windows see.
std::uint32_t middle(const Cut& cut, std::uint32_t from, std::uint32_t stop, std::uint32_t overlap) {
    std::uint32_t unit = stop;
    while (unit > from + 1 && cut.units[stop - 1].end - cut.units[unit - 1].begin <= overlap / 2) --unit;
    return unit;
}

/// Behind the last unit from `from` on that is still seen by a window that reads up to there.
std::uint32_t seen_until(const Cut& cut, std::uint32_t from, std::uint32_t stop) {
    std::uint32_t unit = from;
    while (unit < stop && cut.units[unit].end - cut.units[from].begin <= seen_behind) ++unit;
    return unit;
}

}  // namespace

std::vector<Window> windows_of(const Cut& cut, std::uint32_t window, std::uint32_t overlap) {
    const auto count = static_cast<std::uint32_t>(cut.units.size());
    const std::uint32_t room = window - 2, context = overlap / 4;
    std::vector<Window> out;
    for (std::uint32_t start = 0, from = 0; start < count;) {
        std::uint32_t stop = std::max(start, from) + 1;
        while (stop < count && cut.units[stop].end - cut.units[start].begin <= room) ++stop;
        out.push_back({start, stop, from, stop});
        if (stop == count) break;
        const auto whole = whole_until(cut, from, stop, overlap);
        out.back().to = whole.value_or(middle(cut, from, stop, overlap));
        from = out.back().to;
        if (whole) out.back().stop = seen_until(cut, from, stop);
        const std::uint32_t begin = cut.units[from].begin, edge = begin > context ? begin - context : 0;
        for (++start; start < from && (cut.units[start].begin < edge || cut.units[from].end - cut.units[start].begin > room);) ++start;
    }
    return out;
}

}  // namespace rostra::attribution
