// Requests and responses as plain values, so that everything but the socket can be tested without one.
#pragma once

#include "rostra/base.h"

#include <nlohmann/json.hpp>

#include <map>

namespace rostra::server {

/// One request, decoded once. `segments` are the parts of the path, percent-decoded after the split, so that an id
/// may hold a slash. All strings are valid UTF-8 (what is not was repaired).
struct Request {
    std::string method = "GET";
    std::string path;                            ///< as sent, without query
    std::vector<std::string> segments;           ///< without the suffix
    std::string suffix;                          ///< "json", "jsonld", "atom", "bib" or empty
    std::map<std::string, std::string> query;    ///< the first value of each name
    std::map<std::string, std::string> headers;  ///< names in lower case; only those that `wanted_headers` names
    std::string body;
    std::string visitor = "?";  ///< who asks, as limits count them (`visitor_of` in rate_limit.h)

    [[nodiscard]] std::string header(const std::string& name) const;
    [[nodiscard]] std::string value(const std::string& name) const;
    /// Whether an error should be told in JSON: the twin or the API was asked for, or only JSON is accepted.
    [[nodiscard]] bool wants_json() const;
};

struct Response {
    int status = 200;
    std::string type = "text/html; charset=utf-8";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
};

/// Splits and decodes a request's target ("/s/a%2Fb.json?x=1"). Errors: bad_value for a broken percent code or a NUL;
/// too_large for more than 32 query values or 16 segments.
[[nodiscard]] Result<Request> parse_target(std::string_view target);

/// "?a=b&c=d" of what was asked, in order of name; empty when nothing was.
[[nodiscard]] std::string query_text(const Request& request);

/// Headers that every response bears: content policy, sniffing, referrer, framing. `framed`: of a page that is made for
/// frames of other sites; it may stand in any, and runs no script.
[[nodiscard]] const std::vector<std::pair<std::string, std::string>>& security_headers(bool framed = false);

/// Text of JSON, broken UTF-8 replaced, never throwing.
[[nodiscard]] std::string json_text(const nlohmann::json& value);
[[nodiscard]] Response json_response(const nlohmann::json& value, int status = 200);
/// {"error": {"status", "code", "message"}}: the one shape of errors.
[[nodiscard]] nlohmann::json error_json(int status, std::string_view message);
/// "Not found" ...
[[nodiscard]] std::string_view status_words(int status);
/// The HTTP status that an error of the library means.
[[nodiscard]] int status_of(ErrorCode code);

}  // namespace rostra::server
