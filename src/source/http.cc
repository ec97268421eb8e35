#include "http.h"

#include "inflate.h"

#include <charconv>

namespace rostra::source {
namespace {

constexpr std::size_t most_headers = 256u << 10;
constexpr std::size_t most_codings = 4;

// Where the head ends and the body begins.
std::optional<std::pair<std::size_t, std::size_t>> split_head(std::string_view message) {
    const std::string_view start = message.substr(0, most_headers);
    const std::size_t strict = start.find("\r\n\r\n"), bare = start.find("\n\n");
    if (strict == std::string_view::npos && bare == std::string_view::npos) return std::nullopt;
    return strict < bare ? std::pair{strict, strict + 4} : std::pair{bare, bare + 2};
}

// The size on a chunk's first line; nullopt when the line is none. Moves `at` behind the line.
std::optional<std::size_t> chunk_size(std::string_view body, std::size_t& at) {
    const std::size_t newline = body.substr(at, 256).find('\n');
    if (newline == std::string_view::npos) return std::nullopt;
    std::string_view line = body.substr(at, newline);
    line = line.substr(0, line.find_first_of("; \t\r"));
    std::size_t size = 0;
    const auto [rest, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
    if (line.empty() || error != std::errc() || rest != line.data() + line.size()) return std::nullopt;
    at += newline + 1;
    return size;
}

Result<std::string> undo_codings(std::string body, std::string_view codings, const SourceLimits& limits) {
    // The last coding named was put on last, so it comes off first.
    for (std::size_t count = 0; !codings.empty(); ++count) {
        if (count == most_codings) return Error{ErrorCode::unsupported, "", "over " + std::to_string(most_codings) + " content codings"};
        const std::size_t comma = codings.find_last_of(',');
        std::string_view last = comma == std::string_view::npos ? codings : codings.substr(comma + 1);
        while (!last.empty() && (last.front() == ' ' || last.front() == '\t')) last.remove_prefix(1);
        while (!last.empty() && (last.back() == ' ' || last.back() == '\t')) last.remove_suffix(1);
        Result<std::string> next = decode_content(std::move(body), last, limits);
        if (!next) return next;
        body = *std::move(next);
        codings = comma == std::string_view::npos ? std::string_view() : codings.substr(0, comma);
    }
    return body;
}

int status_of(std::string_view line) {
    const std::size_t space = line.find(' ');
    if (!line.starts_with("HTTP/") || space == std::string_view::npos) return 0;
    const auto status = number(line.substr(space + 1, 3));
    return status ? static_cast<int>(*status) : 0;
}

}  // namespace

std::optional<std::string> join_chunks(std::string body) {
    std::string out;
    bool any = false;
    for (std::size_t at = 0;;) {
        const auto size = chunk_size(body, at);
        if (!size) return any ? out : body;
        any = true;
        if (*size == 0) return out;
        const std::size_t there = std::min(*size, body.size() - at);
        out.append(body, at, there);
        at += there;
        if (there < *size) return std::nullopt;
        if (body.compare(at, 2, "\r\n") == 0) at += 2;
        else if (body.compare(at, 1, "\n") == 0) at += 1;
    }
}

Result<HttpResponse> read_http(std::string message, const SourceLimits& limits) {
    const auto head = split_head(message);
    if (!head && status_of(std::string_view(message).substr(0, 64)) == 0) return Error{ErrorCode::bad_format, "", "expected an HTTP status line"};
    if (!head) return Error{ErrorCode::bad_format, "", message.size() < most_headers ? "the record ends in the HTTP headers" : "the HTTP headers do not end within " + std::to_string(most_headers) + " bytes"};
    const std::string_view start = std::string_view(message).substr(0, head->first);
    HttpResponse out;
    out.status = status_of(start);
    if (out.status == 0) return Error{ErrorCode::bad_format, "", "expected an HTTP status line"};
    const std::size_t first_line = start.find('\n');
    const Headers headers = Headers::parse(first_line == std::string_view::npos ? std::string_view() : start.substr(first_line + 1));
    out.type = media_type(headers.get("content-type"));
    message.erase(0, head->second);
    if (utf8::lower(headers.get("transfer-encoding")).find("chunked") != std::string::npos) {
        auto joined = join_chunks(std::move(message));
        if (!joined) return Error{ErrorCode::bad_format, "", "the chunked body is cut off"};
        message = *std::move(joined);
    }
    Result<std::string> body = undo_codings(std::move(message), headers.get("content-encoding"), limits);
    if (!body) return body.error();
    out.body = *std::move(body);
    if (out.body.size() > limits.report_bytes) return Error{ErrorCode::too_large, "", "the page is over " + std::to_string(limits.report_bytes) + " bytes"};
    return out;
}

}  // namespace rostra::source
