// Bytes → an HTTP response's decoded body. The first byte says what the rest is: a whole message, or a body behind headers
// that are right, in one coding, so that the decoders behind them are reached from the first run on.
// Checked: no body is over the limit, and a body that is chunked properly comes back whole.
#include "http.h"
#include "inflate.h"

#include <algorithm>
#include <cstdlib>

namespace {

void require(bool truth) {
    if (!truth) std::abort();
}

std::string chunked(std::string_view body, std::size_t size) {
    std::string out;
    for (std::size_t at = 0; at < body.size(); at += size) {
        const std::string_view piece = body.substr(at, size);
        char length[24];
        std::snprintf(length, sizeof length, "%zx\r\n", piece.size());
        out.append(length).append(piece).append("\r\n");
    }
    return out + "0\r\n\r\n";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    rostra::SourceLimits limits;
    limits.report_bytes = 1u << 20;
    const std::string rest(reinterpret_cast<const char*>(data + 1), size - 1);
    static const char* const codings[] = {"gzip", "deflate", "br", "zstd", "x-gzip, identity", "zstd, br"};
    const unsigned kind = data[0] % 9;
    if (kind == 0) {
        require(rostra::source::join_chunks(chunked(rest, 1 + data[1])) == rest);
    } else if (kind <= std::size(codings)) {
        const auto decoded = rostra::source::decode_content(rest, std::string_view(codings[kind - 1]).substr(0, std::string_view(codings[kind - 1]).find(',')), limits);
        require(!decoded || decoded->size() <= std::max(limits.report_bytes, rest.size()));
        const auto message = rostra::source::read_http(std::string("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: ") + codings[kind - 1] + "\r\n\r\n" + rest, limits);
        require(!message || (message->status == 200 && message->body.size() <= limits.report_bytes));
    } else {
        const auto message = rostra::source::read_http(kind == 7 ? "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + rest : rest, limits);
        require(!message || message->body.size() <= limits.report_bytes);
    }
    return 0;
}
