// Bytes → NDJSON reader. Checked: bodies are valid UTF-8 and given spans lie inside them.
#include "rostra/source.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const auto source = rostra::open_bytes(bytes, "fuzz", rostra::InputKind::ndjson);
    for (std::size_t items = 0;; ++items) {
        const auto item = source->next();
        if (!item) break;
        if (items > size + 16) std::abort();
        if (!*item) continue;
        if (rostra::utf8::find_invalid((*item)->body)) std::abort();
        if ((*item)->body_kind != rostra::RawReport::Body::text) continue;
        const std::size_t length = rostra::utf8::length((*item)->body);
        for (const auto& given : (*item)->attributions)
            for (const auto* spans : {&given.source, &given.cue, &given.content})
                for (const auto& [begin, end] : *spans)
                    if (begin > end || end > length) std::abort();
    }
    return 0;
}
