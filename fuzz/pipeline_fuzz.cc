// Any bytes, as text, NDJSON, page or archive, through the whole pipeline and out as JSON. The first byte chooses the kind.
// The model is a tiny one with random weights: what matters here is that no input breaks a stage.
#include "rostra/publish.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace {

const rostra::Reader& reader() {
    static const rostra::Reader loaded = [] {
        rostra::ReadOptions options;
        options.models_directory = ROSTRA_ROOT "/tests/frozen/models";
        options.model = "tiny-1";
        options.limits.report_bytes = 1u << 20;
        auto result = rostra::Reader::load(options);
        if (!result) std::abort();
        return *std::move(result);
    }();
    return loaded;
}

// Spans must lie in the text, on code point borders, and never in furniture.
void check(const rostra::Reading& reading) {
    const std::string& text = reading.document.text;
    if (rostra::utf8::find_invalid(text)) std::abort();
    for (const rostra::Statement& s : reading.statements)
        for (const auto* part : {&s.attribution.source, &s.attribution.cue, &s.attribution.content})
            for (const rostra::Span span : *part) {
                if (span.empty() || span.end > text.size() || rostra::utf8::find_invalid(slice(text, span))) std::abort();
                for (const rostra::Span f : reading.document.furniture)
                    if (f.touches(span)) std::abort();
            }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    constexpr rostra::InputKind kinds[] = {rostra::InputKind::automatic, rostra::InputKind::text, rostra::InputKind::html, rostra::InputKind::ndjson, rostra::InputKind::warc};
    // A block of its own, exactly as long as the input: an overread by one byte shows.
    const std::unique_ptr<char[]> block(new char[size - 1]);
    std::memcpy(block.get(), data + 1, size - 1);
    const auto source = rostra::open_bytes({block.get(), size - 1}, "fuzz", kinds[data[0] % std::size(kinds)]);
    reader().read_all(*source, [](rostra::Result<rostra::Reading> reading) {
        if (reading) {
            check(*reading);
            if (rostra::to_json(*reading, {true, true}).empty() || rostra::to_text(*reading, true).empty()) std::abort();
        }
        return true;
    });
    return 0;
}
