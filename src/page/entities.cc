#include "entities.h"

#include <charconv>

namespace rostra::page {
namespace {

struct Named {
    std::string_view name;
    char32_t value;
};
constexpr Named named[] = {{"amp", '&'}, {"quot", '"'}, {"apos", '\''}, {"lt", '<'}, {"gt", '>'}, {"nbsp", ' '}, {"rsquo", 0x2019}, {"lsquo", 0x2018}, {"rdquo", 0x201D}, {"ldquo", 0x201C}, {"ndash", 0x2013}, {"mdash", 0x2014}, {"hellip", 0x2026}, {"eacute", 0xE9}, {"egrave", 0xE8}, {"uuml", 0xFC}, {"ouml", 0xF6}, {"auml", 0xE4}, {"ntilde", 0xF1}, {"ccedil", 0xE7}, {"pound", 0xA3}, {"euro", 0x20AC}, {"middot", 0xB7}, {"bull", 0x2022}, {"laquo", 0xAB}, {"raquo", 0xBB}, {"copy", 0xA9}, {"reg", 0xAE}, {"trade", 0x2122}, {"shy", 0xAD}};

// Decodes the reference at `at` ('&') into `out` and gives the bytes it took; 0 when it is none.
std::size_t decode_reference(std::string_view text, std::size_t at, std::string& out) {
    const std::size_t end = text.substr(0, std::min(text.size(), at + 12)).find(';', at);
    if (end == std::string_view::npos || end == at + 1) return 0;
    const std::string_view name = text.substr(at + 1, end - at - 1);
    if (name[0] == '#') {
        const bool hex = name.size() > 1 && (name[1] | 0x20) == 'x';
        const std::string_view digits = name.substr(hex ? 2 : 1);
        std::uint32_t value = 0;
        const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
        if (error != std::errc() || rest != digits.data() + digits.size() || value == 0) return 0;
        utf8::append(out, value);
        return end + 1 - at;
    }
    for (const Named& n : named)
        if (n.name == name) {
            utf8::append(out, n.value);
            return end + 1 - at;
        }
    return 0;
}

std::string decoded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t used = text[at] == '&' ? decode_reference(text, at, out) : 0;
        if (used == 0) out.push_back(text[at]);
        at += std::max<std::size_t>(used, 1);
    }
    return out;
}

// One space for each run of white space; a run with a blank line in it stays a paragraph break when `paragraphs`.
std::string collapsed(std::string_view text, bool paragraphs) {
    std::string out;
    int newlines = 0;
    bool space = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t c = utf8::next(text, at);
        if (utf8::is_space(c) || c < 0x20) {
            space = true;
            newlines += c == '\n';
            continue;
        }
        if (c == 0xAD || c == 0x200B) continue;
        if (space && !out.empty()) out += paragraphs && newlines > 1 ? "\n\n" : " ";
        space = false;
        newlines = 0;
        out.append(text.substr(begin, at - begin));
    }
    return out;
}

bool breaks_paragraph(std::string_view tag) {
    for (const std::string_view name : {"p", "/p", "br", "div", "/div", "li", "/li", "h1", "/h1", "h2", "/h2", "h3", "/h3", "h4", "/h4", "blockquote", "/blockquote", "ul", "ol", "tr"})
        if (tag.starts_with(name) && (tag.size() == name.size() || tag[name.size()] == ' ' || tag[name.size()] == '/')) return true;
    return false;
}

}  // namespace

std::string plain_value(std::string_view text) { return collapsed(utf8::repair(decoded(text)), false); }

std::string strip_markup(std::string_view fragment) {
    std::string out;
    out.reserve(fragment.size());
    for (std::size_t at = 0; at < fragment.size();) {
        const char next = at + 1 < fragment.size() ? fragment[at + 1] : ' ';
        const bool tag = fragment[at] == '<' && (next == '/' || next == '!' || ((next | 0x20) >= 'a' && (next | 0x20) <= 'z'));
        const std::size_t close = tag ? fragment.find('>', at) : std::string_view::npos;
        if (close == std::string_view::npos) {
            out.push_back(fragment[at++]);
            continue;
        }
        if (breaks_paragraph(utf8::lower(fragment.substr(at + 1, std::min<std::size_t>(close - at - 1, 40))))) out += "\n\n";
        at = close + 1;
    }
    return collapsed(utf8::repair(decoded(out)), true);
}

}  // namespace rostra::page
