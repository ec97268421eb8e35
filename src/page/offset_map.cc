#include "rostra/page.h"

namespace rostra {

void OffsetMap::add(Run run) { runs_.push_back(run); }

std::uint32_t OffsetMap::to_page(std::uint32_t text_byte) const {
    const auto after = std::upper_bound(runs_.begin(), runs_.end(), text_byte, [](std::uint32_t at, const Run& r) { return at < r.text; });
    if (after == runs_.begin()) return runs_.empty() ? text_byte : runs_.front().page;
    const Run& run = *(after - 1);
    return run.copied ? run.page + (text_byte - run.text) : run.page;
}

}  // namespace rostra
