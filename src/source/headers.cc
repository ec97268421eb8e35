#include "headers.h"

#include <charconv>

namespace rostra::source {
namespace {

constexpr std::size_t most_fields = 400;

std::string_view stripped(std::string_view s, std::string_view around = " \t\r\n") {
    const std::size_t begin = s.find_first_not_of(around);
    return begin == std::string_view::npos ? std::string_view() : s.substr(begin, s.find_last_not_of(around) - begin + 1);
}

}  // namespace

Headers Headers::parse(std::string_view block) {
    Headers out;
    while (!block.empty() && out.fields_.size() < most_fields) {
        const std::size_t newline = block.find('\n');
        const std::string_view line = block.substr(0, newline);
        block.remove_prefix(newline == std::string_view::npos ? block.size() : newline + 1);
        if (stripped(line).empty()) break;
        if ((line[0] == ' ' || line[0] == '\t') && !out.fields_.empty()) {
            out.fields_.back().second.append(" ").append(stripped(line));
            continue;
        }
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        out.fields_.emplace_back(utf8::lower(stripped(line.substr(0, colon))), std::string(stripped(line.substr(colon + 1))));
    }
    return out;
}

std::string_view Headers::get(std::string_view name) const {
    const std::string wanted = utf8::lower(name);
    for (const auto& [key, value] : fields_)
        if (key == wanted) return value;
    return {};
}

MediaType media_type(std::string_view value) {
    const std::string lower = utf8::lower(value);
    MediaType out;
    out.type = std::string(stripped(std::string_view(lower).substr(0, lower.find(';'))));
    const std::size_t at = lower.find("charset");
    const std::size_t equals = at == std::string::npos ? at : lower.find('=', at);
    if (equals == std::string::npos) return out;
    const std::string_view rest = std::string_view(lower).substr(equals + 1);
    out.charset = std::string(stripped(rest.substr(0, rest.find_first_of(";,")), " \t\r\n\"'"));
    return out;
}

std::optional<std::uint64_t> number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || rest != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace rostra::source
