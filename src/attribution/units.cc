#include "units.h"

#include <utf8proc.h>
#include <array>
#include <utility>

namespace rostra::attribution {
namespace {

enum class Kind : std::uint8_t { gap,
                                 run,
                                 sign };

Kind kind_of(utf8proc_category_t c) {
    if (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_NO) return Kind::run;   // L, M, N
    if (c >= UTF8PROC_CATEGORY_PC && c <= UTF8PROC_CATEGORY_SO) return Kind::sign;  // P, S
    return Kind::gap;
}

/// Categories of ASCII, looked up once.
const std::array<utf8proc_category_t, 128>& ascii_categories() {
    static const auto table = [] {
        std::array<utf8proc_category_t, 128> out{};
        for (std::size_t c = 0; c < out.size(); ++c) out[c] = utf8proc_category(static_cast<utf8proc_int32_t>(c));
        return out;
    }();
    return table;
}

utf8proc_category_t category_of(char32_t c) {
    return c < 128 ? ascii_categories()[c] : utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

bool is_quote(char32_t c) {
    return c == U'"' || c == U'\'' || c == U'`' || c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201F) || c == 0x2032 || c == 0x2033 ||
           c == 0x2039 || c == 0x203A;
}

enum Shape : std::uint8_t { none,
                            lower,
                            capitalised,
                            capitals,
                            mixed,
                            single_capital,
                            digit,
                            quote };

/// What the shape of a run depends on, gathered a code point at a time.
struct Look {
    std::uint32_t letters = 0, upper = 0;
    bool first_upper = false, digits = false;

    void add(utf8proc_category_t c) {
        digits |= c == UTF8PROC_CATEGORY_ND;
        if (c < UTF8PROC_CATEGORY_LU || c > UTF8PROC_CATEGORY_LO) return;
        const bool is_upper = c == UTF8PROC_CATEGORY_LU;
        if (letters == 0) first_upper = is_upper;
        ++letters;
        upper += is_upper;
    }
    [[nodiscard]] Shape shape() const {
        if (digits) return Shape::digit;
        if (letters == 0) return none;
        if (upper == 0) return lower;
        if (upper == letters) return letters == 1 ? single_capital : capitals;
        return upper == 1 && first_upper ? capitalised : mixed;
    }
};

class Cutter {
public:
    Cutter(std::string_view text, const WordPiece& vocabulary) : text_(text), vocabulary_(vocabulary) {
        out_.units.reserve(text.size() / 5);
        out_.pieces.reserve(text.size() / 4);
    }

    /// Reads one stretch of text. With `lines`, a line break inside it ends a paragraph.
    void read(Span stretch, bool lines) {
        if (stretch.empty()) return;
        std::size_t at = stretch.begin;
        apart_ |= !out_.units.empty() && holds_signs({out_.units.back().span.end, stretch.begin});
        while (at < stretch.end) {
            const std::size_t begin = at;
            const char32_t c = utf8::next(text_, at);
            const utf8proc_category_t category = category_of(c);
            const Kind kind = kind_of(category);
            if (kind == Kind::gap) {
                if (lines && c == U'\n') paragraph_ends();
                continue;
            }
            Look look;
            if (kind == Kind::run) at = run_from(at, stretch.end, category, look);
            add({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)}, kind == Kind::sign && is_quote(c) ? Shape::quote : look.shape());
        }
    }
    void paragraph_ends() { pending_paragraph_ = !out_.units.empty(); }
    [[nodiscard]] Cut take() { return std::move(out_); }

private:
    std::size_t run_from(std::size_t at, std::size_t end, utf8proc_category_t first, Look& look) const {
        look.add(first);
        while (at < end) {
            std::size_t after = at;
            const utf8proc_category_t category = category_of(utf8::next(text_, after));
            if (kind_of(category) != Kind::run) break;
            look.add(category);
            at = after;
        }
        return at;
    }
    void add(Span span, Shape shape) {
        Unit unit{span, size(), 0, 0, std::exchange(apart_, false), opens(span)};
        if (pending_paragraph_) {
            out_.pieces.push_back(paragraph);
            out_.shapes.push_back(none);
            pending_paragraph_ = false;
        }
        unit.first = size();
        vocabulary_.cut(slice(text_, span), out_.pieces);
        unit.end = size();
        out_.shapes.resize(unit.end, shape);
        heed_stop(unit, shape);
        out_.units.push_back(unit);
    }
    /// Whether a sentence begins with the next unit: a stop stands before it, and white space.
    [[nodiscard]] bool opens(Span span) const { return stopped_ && !out_.units.empty() && span.begin > out_.units.back().span.end; }
    /// A stop, and the marks that close behind it. The dot of "Mr." and "U.S." is none.
    void heed_stop(const Unit& unit, Shape shape) {
        const std::string_view word = slice(text_, unit.span);
        if (word == "." || word == "!" || word == "?") {
            const bool short_word = !out_.units.empty() && out_.units.back().span.end == unit.span.begin && out_.units.back().span.size() < 4 && last_shape_ >= capitalised && last_shape_ <= single_capital;
            stopped_ = word != "." || !short_word;
        } else if (!(stopped_ && !unit.opens && (shape == Shape::quote || word == ")"))) {
            stopped_ = false;
        }
        last_shape_ = shape;
    }
    [[nodiscard]] bool holds_signs(Span gap) const {
        for (std::size_t at = gap.begin; at < gap.end;)
            if (kind_of(category_of(utf8::next(text_, at))) != Kind::gap) return true;
        return false;
    }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(out_.pieces.size()); }

    std::string_view text_;
    const WordPiece& vocabulary_;
    Cut out_;
    bool pending_paragraph_ = false, apart_ = false, stopped_ = false;
    Shape last_shape_ = none;
};

/// Tokens that touch are read as one stretch, so that units do not depend on how words were told apart.
void read_paragraph(const Tokens& tokens, const Paragraph& paragraph, Cutter& cutter) {
    Span stretch{0, 0};
    for (std::uint32_t s = paragraph.first; s < paragraph.last; ++s)
        for (std::uint32_t t = tokens.sentences[s].first; t < tokens.sentences[s].last; ++t) {
            const Span token = tokens.tokens[t].span;
            if (token.begin != stretch.end || stretch.empty()) {
                cutter.read(stretch, false);
                stretch = token;
            }
            stretch.end = token.end;
        }
    cutter.read(stretch, false);
    cutter.paragraph_ends();
}

}  // namespace

Cut cut_text(std::string_view text, const Tokens* tokens, const WordPiece& vocabulary) {
    Cutter cutter(text, vocabulary);
    if (!tokens) cutter.read({0, static_cast<std::uint32_t>(text.size())}, true);
    else
        for (const Paragraph& p : tokens->paragraphs) read_paragraph(*tokens, p, cutter);
    return cutter.take();
}

}  // namespace rostra::attribution
