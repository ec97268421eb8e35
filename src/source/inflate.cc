#include "inflate.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>
#include <memory>

namespace rostra::source {
namespace {

constexpr std::size_t step = 64u << 10;
constexpr std::size_t free_ratio = 1u << 20;  // small outputs may have any ratio

Error damaged(std::string_view coding) { return {ErrorCode::bad_format, "", "damaged " + std::string(coding) + " data"}; }

// Collects output and watches the bounds.
class Output {
public:
    Output(std::size_t encoded, const SourceLimits& limits) : encoded_(encoded), limits_(limits) {}

    // Room for the next piece; call `took` with what was written.
    char* room() {
        text_.resize(used_ + step);
        return text_.data() + used_;
    }
    Status took(std::size_t count) {
        used_ += count;
        if (used_ > limits_.report_bytes)
            return Error{ErrorCode::too_large, "", "over " + std::to_string(limits_.report_bytes) + " bytes when decompressed"};
        if (used_ > free_ratio && used_ / limits_.inflate_ratio > encoded_)
            return Error{ErrorCode::too_large, "", "decompresses to over " + std::to_string(limits_.inflate_ratio) + " times its size"};
        return Done{};
    }
    std::string finish() {
        text_.resize(used_);
        return std::move(text_);
    }

private:
    std::string text_;
    std::size_t used_ = 0, encoded_;
    const SourceLimits& limits_;
};

Result<std::string> unzlib(std::string_view body, int window, const SourceLimits& limits) {
    z_stream state{};
    if (inflateInit2(&state, window) != Z_OK) return damaged("zlib");
    const std::unique_ptr<z_stream, decltype(&inflateEnd)> closer(&state, &inflateEnd);
    state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
    state.avail_in = static_cast<uInt>(body.size());
    Output out(body.size(), limits);
    for (;;) {
        state.next_out = reinterpret_cast<Bytef*>(out.room());
        state.avail_out = step;
        const int status = inflate(&state, Z_NO_FLUSH);
        if (auto kept = out.took(step - state.avail_out); !kept) return kept.error();
        if (status == Z_STREAM_END) {
            if (state.avail_in == 0 || window <= 15) return out.finish();
            if (inflateReset(&state) != Z_OK) return damaged("gzip");  // another member, or rubbish after the last
            if (state.next_in[0] != 0x1f) return out.finish();
        } else if (status != Z_OK) {
            return damaged(window > 15 ? "gzip" : "deflate");
        }
    }
}

// "deflate" should be zlib-wrapped; some servers send it raw.
Result<std::string> undeflate(std::string_view body, const SourceLimits& limits) {
    const auto first = static_cast<unsigned char>(body[0]);
    const bool wrapped = body.size() > 1 && (first & 0x0F) == 8 && (first * 256 + static_cast<unsigned char>(body[1])) % 31 == 0;
    return unzlib(body, wrapped ? 15 : -15, limits);
}

Result<std::string> unbrotli(std::string_view body, const SourceLimits& limits) {
    const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> state(
        BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), &BrotliDecoderDestroyInstance);
    if (!state) return damaged("br");
    auto next_in = reinterpret_cast<const std::uint8_t*>(body.data());
    std::size_t left_in = body.size();
    Output out(body.size(), limits);
    for (;;) {
        auto next_out = reinterpret_cast<std::uint8_t*>(out.room());
        std::size_t left_out = step;
        const auto status = BrotliDecoderDecompressStream(state.get(), &left_in, &next_in, &left_out, &next_out, nullptr);
        if (auto kept = out.took(step - left_out); !kept) return kept.error();
        if (status == BROTLI_DECODER_RESULT_SUCCESS) return out.finish();
        if (status != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) return damaged("br");
    }
}

Result<std::string> unzstd(std::string_view body, const SourceLimits& limits) {
    const std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> state(ZSTD_createDStream(), &ZSTD_freeDStream);
    if (!state || ZSTD_isError(ZSTD_DCtx_setParameter(state.get(), ZSTD_d_windowLogMax, 27))) return damaged("zstd");
    ZSTD_inBuffer in{body.data(), body.size(), 0};
    Output out(body.size(), limits);
    for (;;) {
        ZSTD_outBuffer piece{out.room(), step, 0};
        const std::size_t status = ZSTD_decompressStream(state.get(), &piece, &in);
        if (ZSTD_isError(status)) return damaged("zstd");
        if (auto kept = out.took(piece.pos); !kept) return kept.error();
        if (in.pos == in.size && piece.pos < piece.size) {
            if (status == 0) return out.finish();
            return damaged("zstd");
        }
    }
}

bool is_gzip(std::string_view body) { return body.starts_with("\x1f\x8b"); }
bool looks_like_markup(std::string_view body) {
    const std::size_t at = body.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    return at != std::string_view::npos && body[at] == '<';
}

}  // namespace

Result<std::string> decode_content(std::string body, std::string_view coding, const SourceLimits& limits) {
    const std::string name = utf8::lower(coding);
    if (name.empty() || name == "identity" || body.empty()) return body;
    if (name == "gzip" || name == "x-gzip") {
        if (!is_gzip(body)) return body;
        return unzlib(body, 15 + 16, limits);
    }
    if (looks_like_markup(body)) return body;
    if (name == "deflate") return undeflate(body, limits);
    if (name == "br") return unbrotli(body, limits);
    if (name == "zstd") return unzstd(body, limits);
    return Error{ErrorCode::unsupported, "", "unknown content coding \"" + name.substr(0, 40) + "\""};
}

}  // namespace rostra::source
