#include "dateline.h"

#include "dates.h"

#include <array>

namespace rostra::page {
namespace {

constexpr int lines_looked_at = 6;        // not counting empty ones
constexpr std::size_t longest_head = 90;  // bytes of place, day and agency before the dash
constexpr std::size_t longest_alone = 60;
constexpr std::size_t day_size = 10;  // "2019-07-10"

std::optional<std::string> day_in(std::string_view text) {
    auto date = parse_date(text);
    return date && date->size() == day_size ? date : std::nullopt;
}

// The part before the dash that ends a dateline.
std::optional<std::string_view> head_of(std::string_view line) {
    constexpr std::array<std::string_view, 4> dashes = {"—", "–", " -- ", " - "};
    std::size_t first = std::string_view::npos;
    for (const std::string_view dash : dashes) first = std::min(first, line.find(dash));
    if (first == std::string_view::npos || first > longest_head) return std::nullopt;
    return line.substr(0, first);
}

// "Published: 30 October 2019", "Tuesday, 29 October 2019": the date and at most one word more.
bool little_but_a_date(std::string_view line) {
    constexpr int most_words = 4;
    int words = 0;
    for (std::size_t i = 0; i < line.size(); ++i) words += line[i] != ' ' && (i == 0 || line[i - 1] == ' ');
    return line.size() <= longest_alone && words <= most_words;
}

bool ends_like_sentence(std::string_view line) { return line.back() == '.' || line.back() == '?' || line.back() == '!' || line.ends_with("”"); }

}  // namespace

std::optional<std::string> dateline_of(std::string_view text) {
    std::size_t at = 0;
    for (int seen = 0; seen < lines_looked_at && at < text.size();) {
        const std::size_t stop = std::min(text.find('\n', at), text.size());
        const std::string_view line = slice(text, trimmed(text, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(stop)}));
        at = stop + 1;
        if (line.empty()) continue;
        ++seen;
        if (const auto head = head_of(line))
            if (auto day = day_in(*head)) return day;
        if (little_but_a_date(line) && !ends_like_sentence(line))
            if (auto day = day_in(line)) return day;
    }
    return std::nullopt;
}

}  // namespace rostra::page
