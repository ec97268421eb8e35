#include "lines.h"

namespace rostra::page {
namespace {

constexpr std::size_t folded_bytes = 400;

bool is_quote(char32_t c) { return c == '"' || (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB || (c >= 0x300C && c <= 0x300F); }
bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x2BC; }
bool closes(char32_t c) { return is_quote(c) || c == '\'' || c == ')' || c == ']' || c == '*'; }
bool ends(char32_t c) { return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002; }

std::string folded_start(std::string_view text) {
    std::string_view start = text.substr(0, folded_bytes);
    std::string kept;
    bool space = false;
    for (std::size_t at = 0; at < start.size();) {
        const char32_t c = utf8::next(start, at);
        if (is_apostrophe(c)) continue;
        if (utf8::is_space(c)) {
            space = !kept.empty();
            continue;
        }
        if (std::exchange(space, false)) kept.push_back(' ');
        utf8::append(kept, c);
    }
    return utf8::fold(kept);
}

Line measure(std::string_view all, Span span) {
    Line line;
    line.span = span;
    const std::string_view text = slice(all, span);
    line.folded = folded_start(text);
    bool in_word = false;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = utf8::next(text, at);
        const bool space = utf8::is_space(c);
        line.words += !space && !in_word;
        in_word = !space;
        line.quotes |= is_quote(c) && !is_apostrophe(c);
        if (space || closes(c)) continue;
        line.ends_sentence = ends(c);
    }
    return line;
}

}  // namespace

std::vector<Line> split_lines(std::string_view text) {
    std::vector<Line> lines;
    bool blank = true;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const Span span = trimmed(text, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
        if (span.empty()) {
            blank = true;
            if (!lines.empty()) lines.back().blank_after = true;
        } else {
            lines.push_back(measure(text, span));
            lines.back().blank_before = std::exchange(blank, false);
        }
        begin = end + 1;
    }
    if (!lines.empty()) lines.back().blank_after = true;
    return lines;
}

bool is_prose(const Line& line) { return line.words >= 8 && line.ends_sentence; }
bool is_fragment(const Line& line) { return line.words <= 12 && !line.ends_sentence && !line.quotes; }

}  // namespace rostra::page
