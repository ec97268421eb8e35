// Any bytes as a model file. The fixed bytes (magic, version, lengths, hash) are set right first, or nothing behind
// them would ever be reached; one input in four is left as it is. What loads must then read a text without harm.
// Seed: a tiny model with an act head and a reader (tests/support/write_tiny_model.cc).
#include "make_attributor.h"

#include <xxhash.h>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace {

constexpr std::size_t prefix = 32, most_bytes = std::size_t{1} << 20;

void seal(std::byte* bytes, std::size_t size) {
    const std::uint32_t version = 1;
    const std::uint64_t whole = size, hash = XXH3_64bits(bytes + prefix, size - prefix);
    std::memcpy(bytes, "ROSTRANN", 8);
    std::memcpy(bytes + 8, &version, 4);
    std::memcpy(bytes + 16, &whole, 8);
    std::memcpy(bytes + 24, &hash, 8);
}

void use(const rostra::Attributor& model) {
    const std::string text = "\"Unbelievable,\" the minister said.\n\nThat 12 would talk, he said, \xE2\x80\x9Cis the U.S.\xE2\x80\x9D";
    const rostra::AttributionInput input{text, nullptr};
    const auto lists = model.attribute({&input, 1});
    for (const auto& a : lists[0])
        for (const auto* part : {&a.source, &a.cue, &a.content})
            for (const rostra::Span s : *part)
                if (s.empty() || s.end > text.size()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > most_bytes) return 0;
    // A block of its own, exactly as long as the input: an overread by one byte shows.
    const std::unique_ptr<std::byte[]> block(new std::byte[size]);
    std::memcpy(block.get(), data, size);
    if (size >= prefix && data[size - 1] % 4 != 0) seal(block.get(), size);
    auto file = rostra::nn::ModelFile::parse({block.get(), size}, "fuzz");
    if (!file) return 0;
    const auto model = rostra::attribution::make_attributor(std::move(*file), rostra::nn::Isa::portable);
    if (model) use(**model);
    return 0;
}
