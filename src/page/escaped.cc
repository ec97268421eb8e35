#include "escaped.h"

#include <charconv>

namespace rostra::page {
namespace {

struct Sign {
    char32_t value = 0;
    std::size_t size = 0;  // bytes in the page; 0 at the string's end
    bool plain = true;     // not an escape
};

constexpr std::size_t longest_reference = 12;

class Reader {
public:
    Reader(std::string_view page, std::size_t at) : page_(page), at_(at) {}
    [[nodiscard]] std::size_t at() const { return at_; }
    void skip(const Sign& sign) { at_ += sign.size; }

    [[nodiscard]] Sign next() const {
        if (at_ >= page_.size() || page_[at_] == '"') return {};
        if (page_[at_] == '\\' && at_ + 1 < page_.size()) return escape();
        std::size_t end = at_;
        const char32_t c = utf8::next(page_, end);
        return {c, end - at_, true};
    }

    /// A tag or a character reference that begins here, as one sign without a value; else nothing.
    [[nodiscard]] std::optional<Sign> reference() const {
        for (std::size_t end = at_ + 1; end < std::min(page_.size(), at_ + longest_reference); ++end) {
            if (page_[end] == ';') return end > at_ + 1 ? std::optional(Sign{0, end + 1 - at_, false}) : std::nullopt;
            const char c = page_[end];
            if (!((c | 0x20) >= 'a' && (c | 0x20) <= 'z') && !(c >= '0' && c <= '9') && c != '#') break;
        }
        return std::nullopt;
    }
    bool skip_tag() {
        Reader ahead = *this;
        ahead.skip(ahead.next());
        const Sign first = ahead.next();
        if (first.value != '/' && first.value != '!' && !((first.value | 0x20) >= 'a' && (first.value | 0x20) <= 'z')) return false;
        for (Sign sign = first; sign.size > 0; sign = ahead.next()) {
            ahead.skip(sign);
            if (sign.value != '>') continue;
            at_ = ahead.at_;
            return true;
        }
        return false;
    }

private:
    [[nodiscard]] std::optional<std::uint32_t> unit(std::size_t at) const {
        if (at + 6 > page_.size() || page_[at] != '\\' || page_[at + 1] != 'u') return std::nullopt;
        std::uint32_t value = 0;
        const auto [rest, error] = std::from_chars(page_.data() + at + 2, page_.data() + at + 6, value, 16);
        return error == std::errc() && rest == page_.data() + at + 6 ? std::optional(value) : std::nullopt;
    }
    [[nodiscard]] Sign escape() const {
        if (const auto high = unit(at_)) {
            const auto low = unit(at_ + 6);
            if (*high >= 0xD800 && *high < 0xDC00 && low && *low >= 0xDC00 && *low < 0xE000) return {0x10000 + ((*high - 0xD800) << 10) + (*low - 0xDC00), 12, false};
            return {*high, 6, false};
        }
        const char c = page_[at_ + 1];
        const bool blank = c == 'n' || c == 't' || c == 'r' || c == 'f' || c == 'b';
        return {blank ? U' ' : static_cast<char32_t>(static_cast<unsigned char>(c)), 2, false};
    }

    std::string_view page_;
    std::size_t at_;
};

bool is_blank(char32_t c) { return c < 0x20 || utf8::is_space(c) || c == 0xAD || c == 0x200B; }

class Aligner {
public:
    Aligner(std::string_view page, std::size_t begin) : reader_(page, begin), end_(begin) {}

    bool add(std::size_t text_at, char32_t c) {
        if (utf8::is_space(c)) {
            if (!in_gap_) put(text_at, end_, false);
            in_gap_ = true;
            return true;
        }
        in_gap_ = false;
        const Sign sign = find(c);
        if (sign.size == 0) return false;
        put(text_at, reader_.at(), sign.plain);
        reader_.skip(sign);
        end_ = reader_.at();
        return true;
    }
    OffsetMap finish(std::size_t text_size) {
        put(text_size, end_, false);
        return std::move(map_);
    }

private:
    // The sign that `c` is, behind what stands for nothing.
    Sign find(char32_t c) {
        for (;;) {
            const Sign sign = reader_.next();
            if (sign.size == 0) return {};
            if (sign.value == '<' && reader_.skip_tag()) continue;
            if (const auto reference = sign.value == '&' ? reader_.reference() : std::nullopt) return *reference;
            if (sign.value == c) return sign;
            if (!is_blank(sign.value)) return {};
            reader_.skip(sign);
        }
    }
    void put(std::size_t text_at, std::size_t page_at, bool copied) {
        if (copied && copying_ && page_at - page_ == text_at - text_) return;
        map_.add({static_cast<std::uint32_t>(text_at), static_cast<std::uint32_t>(page_at), copied});
        text_ = text_at, page_ = page_at, copying_ = copied;
    }

    Reader reader_;
    OffsetMap map_;
    std::size_t end_;  // of the sign that was found last
    std::size_t text_ = 0, page_ = 0;
    bool copying_ = false, in_gap_ = false;
};

}  // namespace

std::optional<OffsetMap> align_escaped(std::string_view page, std::size_t begin, std::string_view text) {
    Aligner aligner(page, begin);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t text_at = at;
        const char32_t c = utf8::next(text, at);
        if (!aligner.add(text_at, c)) return std::nullopt;
    }
    return aligner.finish(text.size());
}

}  // namespace rostra::page
