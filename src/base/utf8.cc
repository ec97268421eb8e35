// UTF-8 decoding after the Unicode Standard 15.0, table 3-7 (well-formed byte sequences), and replacement of
// maximal ill-formed parts after the WHATWG Encoding Standard. Properties and NFD come from utf8proc.
#include "rostra/base.h"

#include <utf8proc.h>
#include <cstring>

namespace rostra::utf8 {
namespace {

constexpr char32_t replacement = 0xFFFD;

struct Decoded {
    char32_t value;
    std::uint32_t size;  // bytes taken; for an ill-formed part, its maximal length
    bool valid;
};

// Second bytes are narrower after E0, ED, F0 and F4: that shuts out overlong forms, surrogates and > U+10FFFF.
std::pair<unsigned char, unsigned char> second_byte_range(unsigned char lead) {
    switch (lead) {
        case 0xE0: return {0xA0, 0xBF};
        case 0xED: return {0x80, 0x9F};
        case 0xF0: return {0x90, 0xBF};
        case 0xF4: return {0x80, 0x8F};
        default: return {0x80, 0xBF};
    }
}

Decoded decode(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    if (lead < 0x80) return {lead, 1, true};
    const std::uint32_t more = lead >= 0xC2 && lead <= 0xDF ? 1 : lead >= 0xE0 && lead <= 0xEF ? 2
                                                              : lead >= 0xF0 && lead <= 0xF4   ? 3
                                                                                               : 0;
    if (more == 0) return {replacement, 1, false};
    char32_t value = lead & (0x3Fu >> more);
    for (std::uint32_t i = 1; i <= more; ++i) {
        const auto [low, high] = i == 1 ? second_byte_range(lead) : std::pair<unsigned char, unsigned char>{0x80, 0xBF};
        if (at + i >= text.size() || byte(at + i) < low || byte(at + i) > high) return {replacement, i, false};
        value = value << 6 | (byte(at + i) & 0x3Fu);
    }
    return {value, more + 1, true};
}

utf8proc_category_t category(char32_t c) { return utf8proc_category(static_cast<utf8proc_int32_t>(c)); }

}  // namespace

std::optional<std::size_t> find_invalid(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (at + sizeof(std::uint64_t) <= text.size()) {  // eight ASCII bytes at a time: most of every page
            std::uint64_t eight;
            std::memcpy(&eight, text.data() + at, sizeof eight);
            if ((eight & 0x8080808080808080u) == 0) {
                at += sizeof eight;
                continue;
            }
        }
        const Decoded d = decode(text, at);
        if (!d.valid) return at;
        at += d.size;
    }
    return std::nullopt;
}

std::string repair(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Decoded d = decode(text, at);
        if (d.valid) out.append(text.substr(at, d.size));
        else append(out, replacement);
        at += d.size;
    }
    return out;
}

char32_t next(std::string_view text, std::size_t& at) {
    if (at >= text.size()) {
        ++at;
        return replacement;
    }
    if (const auto lead = static_cast<unsigned char>(text[at]); lead < 0x80) {
        ++at;
        return lead;
    }
    const Decoded d = decode(text, at);
    at += d.valid ? d.size : 1;
    return d.value;
}

void append(std::string& out, char32_t c) {
    if (c < 0x80) return out.push_back(static_cast<char>(c));
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = replacement;
    utf8proc_uint8_t buffer[4];
    const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), buffer);
    out.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(size));
}

std::size_t length(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool is_letter(char32_t c) {
    if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    const auto k = category(c);
    return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}
bool is_digit(char32_t c) { return c < 0x80 ? c >= '0' && c <= '9' : category(c) == UTF8PROC_CATEGORY_ND; }
bool is_upper(char32_t c) {
    if (c < 0x80) return c >= 'A' && c <= 'Z';
    const auto k = category(c);
    return k == UTF8PROC_CATEGORY_LU || k == UTF8PROC_CATEGORY_LT;
}
bool is_lower(char32_t c) { return c < 0x80 ? c >= 'a' && c <= 'z' : category(c) == UTF8PROC_CATEGORY_LL; }
bool is_mark(char32_t c) {
    if (c < 0x300) return false;
    const auto k = category(c);
    return k >= UTF8PROC_CATEGORY_MN && k <= UTF8PROC_CATEGORY_ME;
}
bool is_space(char32_t c) {
    if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
    const auto k = category(c);
    return c == 0x85 || c == 0xFEFF || (k >= UTF8PROC_CATEGORY_ZS && k <= UTF8PROC_CATEGORY_ZP);
}
char32_t to_lower(char32_t c) {
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
}

std::string lower(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) append(out, to_lower(next(text, at)));
    return out;
}

std::string fold(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = to_lower(next(text, at));
        if (c < 0x80) {
            out.push_back(static_cast<char>(c));
            continue;
        }
        // One code point decomposes into at most 18 (UAX 15).
        utf8proc_int32_t parts[18];
        int boundary = 0;
        const auto n = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts, 18, UTF8PROC_DECOMPOSE, &boundary);
        for (utf8proc_ssize_t i = 0; i < n && i < 18; ++i) {
            const auto part = static_cast<char32_t>(parts[i]);
            if (category(part) != UTF8PROC_CATEGORY_MN) append(out, part);
        }
    }
    return out;
}

}  // namespace rostra::utf8
