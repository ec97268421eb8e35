#include "rostra/page.h"

namespace rostra {

void OffsetMap::add(Run run) { runs_.push_back(run); }

std::uint32_t OffsetMap::to_page(std::uint32_t text_byte) const {
    const auto after = std::upper_bound(runs_.begin(), runs_.end(), text_byte, [](std::uint32_t at, const Run& r) { return at < r.text; });
    if (after == runs_.begin()) return runs_.empty() ? text_byte : runs_.front().page;
    const Run& run = *(after - 1);
    return run.copied ? run.page + (text_byte - run.text) : run.page;
}

std::uint32_t OffsetMap::to_page_end(std::uint32_t text_end) const {
    if (text_end == 0) return to_page(0);
    const auto after = std::upper_bound(runs_.begin(), runs_.end(), text_end - 1, [](std::uint32_t at, const Run& r) { return at < r.text; });
    const bool whole = after != runs_.begin() && !(after - 1)->copied && after != runs_.end() && after->text == text_end && after->page > (after - 1)->page;
    return whole ? after->page : to_page(text_end - 1) + 1;
}

}  // namespace rostra
