// Header lines as WARC records and HTTP messages have them: "Name: value" to an empty line.
#pragma once

#include "rostra/base.h"

namespace rostra::source {

class Headers {
public:
    /// Reads lines up to the end of `block` or an empty line. Lines without a colon are passed over; a line that starts
    /// with white space goes on the line before.
    [[nodiscard]] static Headers parse(std::string_view block);

    /// The first value of `name` (any case), trimmed; empty when it is missing.
    [[nodiscard]] std::string_view get(std::string_view name) const;

private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

/// "text/html; charset=utf-8" → its two parts, lower case; the charset without quotation marks.
struct MediaType {
    std::string type, charset;
};
[[nodiscard]] MediaType media_type(std::string_view value);

/// A non-negative decimal number and nothing else.
[[nodiscard]] std::optional<std::uint64_t> number(std::string_view text);

}  // namespace rostra::source
