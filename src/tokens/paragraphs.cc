// A line break ends a paragraph, unless the text was wrapped at a column: then only a blank line does.
#include "paragraphs.h"

namespace rostra::tokens {
namespace {

constexpr std::uint32_t widest_wrap = 100;  // columns; longer lines are paragraphs
constexpr std::uint32_t fewest_lines = 4;   // too few lines show no habit

std::vector<Span> lines_of(std::string_view text, Span part) {
    std::vector<Span> lines;
    for (std::size_t at = part.begin; at < part.end;) {
        const std::size_t stop = std::min<std::size_t>(text.find('\n', at), part.end);
        lines.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(stop)});
        at = stop + 1;
    }
    return lines;
}

bool goes_on(std::string_view text, Span line, Span next) {
    const char last = line.empty() ? '.' : text[line.end - 1];
    std::size_t at = next.begin;
    return !next.empty() && std::string_view(".!?:\"").find(last) == std::string_view::npos && utf8::is_lower(utf8::next(text, at));
}

// Wrapped text: most line breaks inside blocks leave a sentence open, and no line is wide.
bool is_wrapped(std::string_view text, const std::vector<Span>& lines) {
    std::uint32_t inner = 0, open = 0;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        const Span line = trimmed(text, lines[i]), next = trimmed(text, lines[i + 1]);
        if (line.size() > widest_wrap) return false;
        if (line.empty() || next.empty()) continue;
        ++inner;
        open += goes_on(text, line, next);
    }
    return inner >= fewest_lines && open * 2 >= inner;
}

void add_paragraphs(std::string_view text, Span part, std::vector<Span>& out) {
    const std::vector<Span> lines = lines_of(text, part);
    const bool wrapped = is_wrapped(text, lines);
    bool open = false;
    for (const Span whole : lines) {
        const Span line = trimmed(text, whole);
        if (line.empty()) {
            open = false;
            continue;
        }
        if (open && wrapped) out.back().end = line.end;
        else out.push_back(line);
        open = true;
    }
}

}  // namespace

std::vector<Span> split_paragraphs(std::string_view text, const std::vector<Span>& furniture) {
    std::vector<Span> out;
    std::uint32_t at = 0;
    for (const Span skip : furniture) {
        if (skip.begin > at) add_paragraphs(text, {at, skip.begin}, out);
        at = std::max(at, skip.end);
    }
    if (at < text.size()) add_paragraphs(text, {at, static_cast<std::uint32_t>(text.size())}, out);
    return out;
}

}  // namespace rostra::tokens
