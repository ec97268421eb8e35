#include "words.h"

#include <utf8proc.h>

namespace rostra::evaluation {
namespace {

bool is_word(char32_t c) {
    if (c == U'_') return true;
    if (c < 0x80) return (c >= U'0' && c <= U'9') || ((c | 0x20) >= U'a' && (c | 0x20) <= U'z');
    const auto k = utf8proc_category(static_cast<utf8proc_int32_t>(c));
    return (k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO) || (k >= UTF8PROC_CATEGORY_ND && k <= UTF8PROC_CATEGORY_NO);
}

bool joins(char32_t c) { return c == U'\'' || c == 0x2019 || c == U'-' || c == U'.' || c == U','; }

bool any_of(std::u32string_view set, char32_t c) { return set.find(c) != set.npos; }

constexpr std::u32string_view marks = U"\"\u201C\u201D\u00AB\u00BB";
constexpr std::u32string_view outer = U" ,.;:";

}  // namespace

std::u32string code_points_of(std::string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) out.push_back(utf8::next(text, at));
    return out;
}

std::vector<Span> words_of(std::u32string_view text) {
    std::vector<Span> out;
    for (std::size_t at = 0; at < text.size();) {
        if (!is_word(text[at])) {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        while (at < text.size() && (is_word(text[at]) || (joins(text[at]) && at + 1 < text.size() && is_word(text[at + 1])))) ++at;
        out.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)});
    }
    return out;
}

std::vector<std::uint32_t> touched(const std::vector<Span>& spans, const std::vector<Span>& words) {
    std::vector<std::uint32_t> out;
    for (const Span& s : spans) {
        auto first = std::partition_point(words.begin(), words.end(), [&](Span w) { return w.end <= s.begin; });
        for (; first != words.end() && first->begin < s.end; ++first) out.push_back(static_cast<std::uint32_t>(first - words.begin()));
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

std::string_view manner_of(std::u32string_view text, const Attribution& attribution) {
    bool some = false, all = true, inner = false;
    for (const Span& s : attribution.spans[content]) {
        std::u32string_view piece = text.substr(std::min<std::size_t>(s.begin, text.size()), s.size());
        while (!piece.empty() && any_of(outer, piece.front())) piece.remove_prefix(1);
        while (!piece.empty() && any_of(outer, piece.back())) piece.remove_suffix(1);
        if (piece.empty()) continue;
        some = true;
        const bool opens = any_of(marks, piece.front()) || piece.front() == U'\'' || piece.front() == 0x2018;
        const bool closes = any_of(marks, piece.back()) || piece.back() == U'\'' || piece.back() == 0x2019;
        all = all && (opens || closes);
        for (char32_t c : piece) inner = inner || any_of(marks, c);
    }
    if (some && all) return "direct";
    return inner ? "mixed" : "indirect";
}

}  // namespace rostra::evaluation
