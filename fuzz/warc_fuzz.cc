// Bytes → archive reader, with HTTP and content codings inside. Checked: it ends, and no report is over the limit.
#include "rostra/source.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    rostra::SourceLimits limits;
    limits.report_bytes = 1u << 20;
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const auto source = rostra::open_bytes(bytes, "fuzz", rostra::InputKind::warc, limits);
    for (std::size_t items = 0;; ++items) {
        const auto item = source->next();
        if (!item) break;
        if (items > size + 16 || (*item && (*item)->body.size() > limits.report_bytes)) std::abort();
    }
    return 0;
}
