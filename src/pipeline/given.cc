#include "given.h"

namespace rostra::pipeline {
namespace {

std::vector<Span> to_bytes(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& spans, const CodePoints& points) {
    std::vector<Span> out;
    for (const auto& [first, last] : spans) {
        const auto begin = points.byte_of(first), end = points.byte_of(last);
        if (begin && end && *begin < *end) out.push_back({*begin, *end});
    }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

std::vector<Attribution> given_attributions(const Document& document) {
    const CodePoints points(document.text);
    std::vector<Attribution> out;
    for (const GivenAttribution& given : document.given) {
        Attribution attribution{to_bytes(given.source, points), to_bytes(given.cue, points), to_bytes(given.content, points), 1.0f};
        if (!attribution.content.empty()) out.push_back(std::move(attribution));
    }
    return out;
}

}  // namespace rostra::pipeline
