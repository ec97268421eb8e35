#include "rostra/base.h"

#include <xxhash.h>

namespace rostra {
namespace {
constexpr std::uint32_t block = 64;  // bytes between marks: a lookup counts at most this many
bool starts_code_point(char c) { return (c & 0xC0) != 0x80; }
}  // namespace

CodePoints::CodePoints(std::string_view text) : text_(text) {
    std::uint32_t count = 0;
    marks_.reserve(text.size() / block + 1);
    for (std::uint32_t i = 0; i < text.size(); ++i) {
        if (i % block == 0) marks_.push_back(count);
        count += starts_code_point(text[i]);
    }
    length_ = count;
    if (count == text.size()) marks_.clear();  // ASCII: bytes are code points
}

std::uint32_t CodePoints::of_byte(std::uint32_t offset) const {
    offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
    if (marks_.empty()) return offset;
    if (offset == text_.size()) return length_;
    while (offset > 0 && !starts_code_point(text_[offset])) --offset;
    std::uint32_t count = marks_[offset / block];
    for (std::uint32_t i = offset / block * block; i < offset; ++i) count += starts_code_point(text_[i]);
    return count;
}

std::optional<std::uint32_t> CodePoints::byte_of(std::uint32_t index) const {
    if (index > length_) return std::nullopt;
    if (index == length_) return static_cast<std::uint32_t>(text_.size());
    if (marks_.empty()) return index;
    const auto mark = std::upper_bound(marks_.begin(), marks_.end(), index) - marks_.begin() - 1;
    std::uint32_t at = static_cast<std::uint32_t>(mark) * block;
    std::uint32_t count = marks_[static_cast<std::size_t>(mark)];
    for (;; ++at) {
        if (!starts_code_point(text_[at])) continue;
        if (count == index) return at;
        ++count;
    }
}

std::string content_id(std::string_view bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    const XXH64_hash_t hash = XXH3_64bits(bytes.data(), bytes.size());
    std::string out(16, '0');
    for (std::size_t i = 0; i < 16; ++i) out[15 - i] = digits[hash >> (4 * i) & 0xF];
    return out;
}

std::string on_one_line(std::string_view name) {
    std::string out;
    for (const char c : name) {
        const bool space = c == '\n' || c == '\r' || c == '\t' || c == ' ';
        if (!space) out += c;
        else if (!out.empty() && out.back() != ' ') out += ' ';
    }
    return out;
}

Span trimmed(std::string_view text, Span span) {
    std::size_t begin = span.begin;
    while (begin < span.end) {
        std::size_t after = begin;
        if (!utf8::is_space(utf8::next(text, after))) break;
        begin = after;
    }
    std::size_t end = std::max<std::size_t>(span.end, begin);
    while (end > begin) {
        std::size_t before = end - 1;
        while (before > begin && !starts_code_point(text[before])) --before;
        std::size_t at = before;
        if (!utf8::is_space(utf8::next(text, at))) break;
        end = before;
    }
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::min<std::size_t>(end, span.end))};
}

}  // namespace rostra
