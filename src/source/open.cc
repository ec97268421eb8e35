// Opens inputs: undoes gzip, finds the kind, hands over to the kind's reader.
#include "readers.h"
#include "sniff.h"

namespace rostra {
namespace {

constexpr std::size_t sniffed = 64u << 10;

std::unique_ptr<Source> open_stream(std::unique_ptr<source::ByteStream> stream, std::string name, InputKind kind, const SourceLimits& limits) {
    source::Buffered input(std::move(stream));
    if (source::is_gzip(input.peek(3))) input = source::Buffered(source::open_gzip(std::move(input)));
    if (kind == InputKind::automatic) {
        const std::string_view start = input.peek(sniffed);
        kind = source::sniff(start, start.size() < sniffed, name);
    }
    switch (kind) {
        case InputKind::ndjson: return source::read_ndjson(std::move(input), std::move(name), limits);
        case InputKind::warc: return source::read_warc(std::move(input), std::move(name), limits);
        case InputKind::html: return source::read_whole(std::move(input), std::move(name), RawReport::Body::html, limits);
        case InputKind::text:
        case InputKind::automatic: break;
    }
    return source::read_whole(std::move(input), std::move(name), RawReport::Body::text, limits);
}

}  // namespace

std::optional<InputKind> input_kind(std::string_view name) {
    if (name == "auto") return InputKind::automatic;
    if (name == "text") return InputKind::text;
    if (name == "html") return InputKind::html;
    if (name == "ndjson") return InputKind::ndjson;
    if (name == "warc") return InputKind::warc;
    return std::nullopt;
}

Result<std::unique_ptr<Source>> open_source(const std::string& path, InputKind kind, const SourceLimits& limits) {
    Result<std::unique_ptr<source::ByteStream>> stream = source::open_file(path);
    if (!stream) return stream.error();
    return open_stream(*std::move(stream), path, kind, limits);
}

std::unique_ptr<Source> open_bytes(std::string_view bytes, std::string name, InputKind kind, const SourceLimits& limits) {
    return open_stream(source::open_memory(bytes), std::move(name), kind, limits);
}

}  // namespace rostra
