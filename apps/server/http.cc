#include "http.h"

#include "rostra/publish.h"

#include <algorithm>
#include <array>

namespace rostra::server {

namespace {

constexpr std::size_t most_segments = 16;
constexpr std::size_t most_values = 32;

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

Result<std::string> decoded(std::string_view text, bool plus_is_space) {
    const auto fault = [&] { return Error{ErrorCode::bad_value, "address", "broken percent code"}; };
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '+' && plus_is_space) c = ' ';
        if (c == '%') {
            if (i + 2 >= text.size()) return fault();
            const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0) return fault();
            c = static_cast<char>(high * 16 + low);
            i += 2;
        }
        if (c == '\0') return fault();
        out += c;
    }
    return utf8::repair(out);
}

/// Cuts a suffix that the site knows off the raw last segment. A dot that was sent as %2E does not count.
std::string take_suffix(std::string_view& segment) {
    for (const std::string_view suffix : {"json", "jsonld", "atom", "bib"}) {
        if (segment.size() <= suffix.size() + 1) continue;
        const std::size_t dot = segment.size() - suffix.size() - 1;
        if (segment[dot] != '.' || segment.substr(dot + 1) != suffix) continue;
        segment = segment.substr(0, dot);
        return std::string(suffix);
    }
    return {};
}

Status parse_path(std::string_view path, Request& request) {
    while (!path.empty() && path.front() == '/') path.remove_prefix(1);
    while (!path.empty() && path.back() == '/') path.remove_suffix(1);
    while (!path.empty()) {
        const std::size_t slash = std::min(path.find('/'), path.size());
        std::string_view raw = path.substr(0, slash);
        path.remove_prefix(std::min(slash + 1, path.size()));
        // An address of the interface has no twin: there an id may end in ".json".
        const bool of_interface = !request.segments.empty() && request.segments.front() == "api";
        if (path.empty() && !of_interface) request.suffix = take_suffix(raw);
        Result<std::string> segment = decoded(raw, false);
        if (!segment) return segment.error();
        if (request.segments.size() == most_segments) return Error{ErrorCode::too_large, "address", "too many parts"};
        request.segments.push_back(*std::move(segment));
    }
    return Done{};
}

Status parse_query(std::string_view query, Request& request) {
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        const std::size_t equals = std::min(pair.find('='), pair.size());
        Result<std::string> name = decoded(pair.substr(0, equals), true);
        Result<std::string> value = decoded(pair.substr(std::min(equals + 1, pair.size())), true);
        if (!name) return name.error();
        if (!value) return value.error();
        if (name->empty()) continue;
        if (request.query.size() == most_values) return Error{ErrorCode::too_large, "address", "too many values"};
        request.query.emplace(*std::move(name), *std::move(value));
    }
    return Done{};
}

}  // namespace

std::string Request::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
}

std::string Request::value(const std::string& name) const {
    const auto found = query.find(name);
    return found == query.end() ? std::string() : found->second;
}

bool Request::wants_json() const {
    if (suffix == "json" || (!segments.empty() && segments.front() == "api")) return true;
    const std::string accept = header("accept");
    return accept.find("application/json") != std::string::npos && accept.find("text/html") == std::string::npos;
}

Result<Request> parse_target(std::string_view target) {
    Request request;
    target = target.substr(0, target.find('#'));
    const std::size_t mark = std::min(target.find('?'), target.size());
    request.path = utf8::repair(target.substr(0, mark));
    if (Status path = parse_path(target.substr(0, mark), request); !path) return path.error();
    if (mark < target.size())
        if (Status query = parse_query(target.substr(mark + 1), request); !query) return query.error();
    return request;
}

std::string query_text(const Request& request) {
    std::string text;
    for (const auto& [name, value] : request.query) text += (text.empty() ? "?" : "&") + escape_url(name) + "=" + escape_url(value);
    return text;
}

const std::vector<std::pair<std::string, std::string>>& security_headers(bool framed) {
    static const std::vector<std::pair<std::string, std::string>> in_frames = {
        {"Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "same-origin"},
        {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
    };
    if (framed) return in_frames;
    static const std::vector<std::pair<std::string, std::string>> headers = {
        {"Content-Security-Policy",
         "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
         "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
        {"Referrer-Policy", "same-origin"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
    };
    return headers;
}

std::string json_text(const nlohmann::json& value) {
    return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Response json_response(const nlohmann::json& value, int status) {
    Response response{status, "application/json", json_text(value) + "\n", {}};
    response.headers.emplace_back("Access-Control-Allow-Origin", "*");
    return response;
}

nlohmann::json error_json(int status, std::string_view message) {
    std::string code(status_words(status));
    for (char& c : code) c = c == ' ' ? '_' : (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32)
                                                                     : c;
    return {{"error", {{"status", status}, {"code", code}, {"message", message}}}};
}

std::string_view status_words(int status) {
    switch (status) {
        case 400: return "Bad request";
        case 401: return "Not logged in";
        case 403: return "Not allowed";
        case 404: return "Not found";
        case 405: return "Method not allowed";
        case 406: return "Not acceptable";
        case 409: return "Conflict";
        case 413: return "Too large";
        case 414: return "Address too long";
        case 415: return "Unsupported type";
        case 422: return "Not readable";
        case 429: return "Too many requests";
        case 503: return "Not available";
        default: return "Server error";
    }
}

int status_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::not_found: return 404;
        case ErrorCode::too_large: return 413;
        case ErrorCode::bad_encoding:
        case ErrorCode::empty:
        case ErrorCode::no_article: return 422;
        case ErrorCode::bad_format:
        case ErrorCode::bad_value:
        case ErrorCode::usage: return 400;
        case ErrorCode::unsupported: return 415;
        case ErrorCode::not_readable:
        case ErrorCode::store: break;
        case ErrorCode::conflict: return 503;
    }
    return 500;
}

}  // namespace rostra::server
