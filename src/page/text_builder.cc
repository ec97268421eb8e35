// The parser gives decoded text and the raw bytes it came from. Both are walked together: equal bytes are copies; where
// they part, the raw side has a character reference (or a CR), and the walk meets again behind it.
#include "text_builder.h"

namespace rostra::page {
namespace {

bool ascii_alnum(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

std::size_t code_point_size(char lead) {
    const auto c = static_cast<unsigned char>(lead);
    return c < 0x80 ? 1 : c < 0xE0 ? 2
                      : c < 0xF0   ? 3
                                   : 4;
}

// The raw bytes of the character reference at `at` ("&amp;", "&#8217;", "&eacute"), or 1 when it is none.
std::size_t reference_size(std::string_view raw, std::size_t at) {
    std::size_t end = at + 1;
    if (end < raw.size() && raw[end] == '#') ++end;
    const std::size_t limit = std::min(raw.size(), at + 40);
    while (end < limit && ascii_alnum(raw[end])) ++end;
    if (end < raw.size() && raw[end] == ';') ++end;
    return end - at;
}

// Whether `decoded` goes on as `raw` does, as far as the next thing that may differ.
bool goes_on(std::string_view decoded, std::string_view raw) {
    for (std::size_t i = 0; i < 8; ++i) {
        if (i >= raw.size()) return i >= decoded.size();
        if (raw[i] == '&' || raw[i] == '\r') return true;
        if (i >= decoded.size() || decoded[i] != raw[i]) return false;
    }
    return true;
}

// A walk over decoded text that knows where each piece stands in the raw bytes.
class Alignment {
public:
    Alignment(std::string_view decoded, std::string_view raw, std::uint32_t raw_begin) : decoded_(decoded), raw_(raw), begin_(raw_begin) {}

    struct Place {
        std::uint32_t at, size;
        bool copied;
    };
    // Where the code point at `at` (asked in rising order) stands, and whether it is a plain copy.
    Place place(std::size_t at) {
        while (decoded_at_ < at) step();
        const bool copied = raw_at_ < raw_.size() && decoded_at_ == at && !in_reference() && raw_[raw_at_] == decoded_[at];
        const std::size_t size = copied ? code_point_size(decoded_[at]) : in_reference() ? reference_end().first
                                                                                         : 1;
        return {begin_ + static_cast<std::uint32_t>(std::min(raw_at_, raw_.size())), static_cast<std::uint32_t>(size), copied};
    }

private:
    [[nodiscard]] bool in_reference() const { return raw_at_ < raw_.size() && raw_[raw_at_] == '&' && reference_end().first > 1; }

    // (raw size, decoded size) of what stands at the walk's place.
    [[nodiscard]] std::pair<std::size_t, std::size_t> reference_end() const {
        const std::size_t size = reference_size(raw_, raw_at_);
        const std::size_t one = code_point_size(decoded_[decoded_at_]);
        if (size == 1) return {1, 1};
        // Without a semicolon the reference may end earlier than its letters do ("&copy2019").
        for (std::size_t end = size; end > 1; --end) {
            if (goes_on(decoded_.substr(std::min(decoded_.size(), decoded_at_ + one)), raw_.substr(raw_at_ + end))) {
                if (end == 2 && decoded_[decoded_at_] == '&') break;
                return {end, one};
            }
            if (raw_[raw_at_ + end - 1] == ';') {  // a few references stand for two characters
                const std::size_t second = decoded_at_ + one;
                if (second < decoded_.size() && goes_on(decoded_.substr(std::min(decoded_.size(), second + code_point_size(decoded_[second]))), raw_.substr(raw_at_ + end)))
                    return {end, one + code_point_size(decoded_[second])};
                if (decoded_[decoded_at_] != '&') return {end, one};
            }
        }
        return {1, 1};
    }

    void step() {
        if (raw_at_ >= raw_.size()) {
            ++decoded_at_;
            return;
        }
        if (raw_[raw_at_] == '&') {
            const auto [raw, decoded] = reference_end();
            raw_at_ += raw;
            decoded_at_ += decoded;
        } else if (raw_[raw_at_] == '\r') {
            raw_at_ += raw_.substr(raw_at_).starts_with("\r\n") ? 2 : 1;
            ++decoded_at_;
        } else {
            ++raw_at_;
            ++decoded_at_;
        }
    }

    std::string_view decoded_, raw_;
    std::uint32_t begin_;
    std::size_t decoded_at_ = 0, raw_at_ = 0;
};

enum class Kind { text,
                  space,
                  nothing };

Kind kind_of(char32_t c) {
    if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r') ? Kind::space : c < 0x20 || c == 0x7F ? Kind::nothing
                                                                                                    : Kind::text;
    if (c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF) return Kind::nothing;  // joiners stay: scripts need them
    return utf8::is_space(c) ? Kind::space : Kind::text;
}

}  // namespace

void TextBuilder::put(std::string_view bytes, std::uint32_t page_at, bool copied) {
    const auto text_at = static_cast<std::uint32_t>(text_.size());
    const bool same_run = has_run_ && copied && run_copied_ && page_at - run_page_ == text_at - run_text_;
    if (!same_run) {
        map_.add({text_at, page_at, copied});
        run_text_ = text_at;
        run_page_ = page_at;
        run_copied_ = copied;
        has_run_ = true;
    }
    text_.append(bytes);
    page_end_ = page_at + static_cast<std::uint32_t>(copied ? bytes.size() : 1);
}

// A single space in the page right before is part of the copy.
void TextBuilder::put_space(std::uint32_t next_page_at) {
    const bool copied = next_page_at > 0 && next_page_at - 1 == page_end_ && page_[page_end_] == ' ';
    put(" ", copied ? next_page_at - 1 : page_end_, copied);
}

// What stands before the next character of text: nothing, a space or the end of a paragraph.
void TextBuilder::put_pending(std::uint32_t page_at) {
    if (std::exchange(pending_break_, false) && !text_.empty()) put("\n\n", page_end_, false);
    else if (pending_space_ && !text_.empty()) put_space(page_at);
    pending_space_ = false;
}

// Text without references is in the page as it is, so whole words are copied. This is most of every page.
void TextBuilder::append_copy(const Node& node) {
    const std::string_view text = node.text;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && text[end] > ' ' && text[end] < 0x7F) ++end;
        if (end == at) {
            const char32_t c = utf8::next(text, end);
            const Kind kind = c == 0xFFFD ? Kind::text : kind_of(c);
            if (kind == Kind::space) space();
            if (kind != Kind::text) {
                at = end;
                continue;
            }
        }
        const auto page_at = static_cast<std::uint32_t>(node.raw + at);
        put_pending(page_at);
        if ((text[at] & 0x80) != 0 && utf8::find_invalid(text.substr(at, end - at))) put("\xEF\xBF\xBD", page_at, false);  // the parser may cut a character in two
        else put(text.substr(at, end - at), page_at, true);
        at = end;
    }
}

void TextBuilder::append(const Node& node) {
    const std::string_view raw = slice(page_, {node.raw, node.raw + node.raw_size});
    if (raw == node.text && raw.find('&') == std::string_view::npos) return append_copy(node);
    Alignment alignment(node.text, raw, node.raw);
    for (std::size_t at = 0; at < node.text.size();) {
        const std::size_t begin = at;
        const char32_t c = utf8::next(node.text, at);
        const Kind kind = kind_of(c);
        if (kind == Kind::nothing) continue;
        if (kind == Kind::space) {
            space();
            continue;
        }
        const auto [page_at, size, copied] = alignment.place(begin);
        put_pending(page_at);
        if (c == 0xFFFD) put("\xEF\xBF\xBD", page_at, false);  // the parser may cut a character in two
        else put(node.text.substr(begin, at - begin), page_at, copied);
        page_end_ = page_at + size;
    }
}

OffsetMap TextBuilder::take_map() {
    map_.add({static_cast<std::uint32_t>(text_.size()), page_end_, false});
    return std::move(map_);
}

void TextBuilder::paragraph() {
    pending_break_ = !text_.empty();
    pending_space_ = false;
}

}  // namespace rostra::page
