// A hand-written scanner, one code point of look-ahead: rules for news English in the manner of the Penn Treebank and
// UAX 29, except that contractions and possessives stay whole (attribution cuts words further itself) and
// that the full stop of an abbreviation belongs to it.
#include "words.h"

#include "abbreviations.h"

namespace rostra::tokens {
namespace {

bool is_apostrophe(char32_t c) { return c == '\'' || c == U'’' || c == U'ʼ'; }
bool is_hyphen(char32_t c) { return c == '-' || c == U'‐' || c == U'‑'; }
bool is_alnum(char32_t c) { return utf8::is_letter(c) || utf8::is_digit(c) || utf8::is_mark(c); }
bool opens_by_shape(char32_t c) { return c == U'“' || c == U'„' || c == U'‟' || c == U'«' || c == U'‹' || c == U'‘' || c == U'‚'; }
bool closes_by_shape(char32_t c) { return c == U'”' || c == U'»' || c == U'›' || c == U'’'; }

class Scanner {
public:
    Scanner(std::string_view text, Span span, std::vector<Token>& out) : text_(text.substr(0, span.end)), at_(span.begin), start_(span.begin), out_(out) {}

    void run() {
        while (at_ < text_.size()) {
            const char32_t c = peek(at_);
            if (utf8::is_space(c)) at_ = after(at_);
            else if (starts_url()) take_url();
            else if (utf8::is_letter(c)) take_word();
            else if (utf8::is_digit(c)) take_number();
            else take_mark(c);
        }
    }

private:
    [[nodiscard]] char32_t peek(std::size_t at) const { return at < text_.size() ? utf8::next(text_, at) : U'\0'; }
    [[nodiscard]] std::size_t after(std::size_t at) const {
        utf8::next(text_, at);
        return std::min(at, text_.size());
    }
    [[nodiscard]] char32_t before(std::size_t at) const {
        if (at <= start_) return U' ';
        std::size_t b = at - 1;
        while (b > start_ && (text_[b] & 0xC0) == 0x80) --b;
        return peek(b);
    }
    void emit(std::size_t begin, std::size_t end, TokenKind kind) {
        out_.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, kind});
        at_ = end;
    }

    [[nodiscard]] bool starts_url() const {
        const std::string_view rest = text_.substr(at_);
        if (rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.")) return true;
        return rest[0] == '@' && rest.size() > 1 && (utf8::is_letter(peek(at_ + 1)) || rest[1] == '_');
    }

    void take_url() {
        std::size_t end = at_;
        for (char32_t c = peek(end); end < text_.size() && !utf8::is_space(c) && c != '<' && c != '>' && c != '"' && !closes_by_shape(c); c = peek(end))
            end = after(end);
        constexpr std::string_view ending_marks = ".,;:!?)]'";
        while (end > at_ + 1 && ending_marks.find(text_[end - 1]) != std::string_view::npos) --end;
        emit(at_, end, TokenKind::url);
    }

    [[nodiscard]] std::size_t alnum_run(std::size_t at) const {
        while (at < text_.size() && is_alnum(peek(at))) at = after(at);
        return at;
    }

    // "U.S", "a.m", "Ph.D": a run of one or two letters, a full stop, and a letter with no space between.
    [[nodiscard]] bool dotted(std::size_t run, std::size_t end) const {
        return peek(end) == '.' && end - run <= 2 && utf8::is_letter(peek(end + 1)) && alnum_run(end + 1) - (end + 1) <= 2;
    }

    [[nodiscard]] bool joins_inside(char32_t c, std::size_t end) const {
        return (is_apostrophe(c) || is_hyphen(c) || c == '&' || c == '_') && is_alnum(peek(after(end)));
    }

    void take_word() {
        std::size_t run = at_;
        std::size_t end = alnum_run(at_);
        bool has_dot = false;
        for (;;) {
            const char32_t c = peek(end);
            if (joins_inside(c, end)) run = after(end);
            else if (dotted(run, end)) run = end + 1, has_dot = true;
            else if (c == '@' && utf8::is_letter(peek(end + 1))) return take_mail(end);
            else break;
            end = alnum_run(run);
        }
        if (peek(end) == '.' && peek(end + 1) != '.' && keeps_stop(has_dot, end)) ++end;
        emit(at_, end, TokenKind::word);
    }

    [[nodiscard]] bool keeps_stop(bool has_dot, std::size_t end) const {
        if (has_dot) return true;
        const std::string_view word = text_.substr(at_, end - at_);
        const bool initial = after(at_) == end && utf8::is_upper(peek(at_)) && peek(at_) != 'I';
        if (initial || (word == "I" && utf8::is_upper(peek(end + 2)))) return initial;
        if (word == "No" || word == "no" || word == "Nos" || word == "nos") return utf8::is_digit(peek(end + 2));
        // Lower-case look-alikes ("mar", "sat", "no", "fig") are words; only the capitalised ones are abbreviations.
        if (!utf8::is_upper(peek(at_)) && word != "vs" && word != "etc" && word != "al" && word != "cf") return false;
        return abbreviation(word) != Abbreviation::none;
    }

    void take_mail(std::size_t end) {
        const std::size_t begin = at_;
        while (end < text_.size() && (is_alnum(peek(end)) || text_[end] == '@' || text_[end] == '.' || text_[end] == '-')) end = after(end);
        while (text_[end - 1] == '.') --end;
        emit(begin, end, TokenKind::url);
    }

    void take_number() {
        std::size_t end = alnum_run(at_);
        for (;;) {
            const char32_t c = peek(end);
            const bool inner = (c == ',' || c == '.' || c == ':' || c == '/') && utf8::is_digit(peek(end + 1)) && utf8::is_digit(before(end));
            if (!inner && !(is_hyphen(c) && is_alnum(peek(after(end))))) break;
            end = alnum_run(after(end));
        }
        emit(at_, end, TokenKind::number);
    }

    void take_mark(char32_t c) {
        if (c == '.' && take_ellipsis()) return;
        const std::size_t end = after(at_);
        if (c == '`' || (c == '\'' && peek(end) == c)) {  // `` and '' are typewriter quotation marks
            const bool twice = peek(end) == c;
            return emit(at_, twice ? end + 1 : end, c == '`' ? TokenKind::open_quote : TokenKind::close_quote);
        }
        if (opens_by_shape(c)) return emit(at_, end, TokenKind::open_quote);
        if (c == U'’' && !closes_here(end)) return emit(at_, end, TokenKind::punctuation);
        if (closes_by_shape(c)) return emit(at_, end, TokenKind::close_quote);
        if (c == '"' || c == '\'') return take_straight(c, end);
        emit(at_, end, TokenKind::punctuation);
    }

    // "..." and ". . ."
    bool take_ellipsis() {
        std::size_t end = at_ + 1;
        std::size_t stops = 1;
        for (std::size_t i = end; i < text_.size() && stops < 6; ++i) {
            if (text_[i] == '.') ++stops, end = i + 1;
            else if (text_[i] != ' ' || peek(i + 1) != '.') break;
        }
        if (stops < 2) return false;
        emit(at_, end, TokenKind::punctuation);
        return true;
    }

    // An apostrophe before letters or digits ("’90s", "’em") opens nothing.
    [[nodiscard]] bool closes_here(std::size_t end) const { return !(utf8::is_space(before(at_)) && is_alnum(peek(end))); }

    void take_straight(char32_t c, std::size_t end) {
        const char32_t left = before(at_);
        const char32_t right = end < text_.size() ? peek(end) : U' ';
        // Two quotations without a space between: “we fail.""Too often”.
        const bool behind_close = left == c && is_alnum(right) && !out_.empty() && out_.back().kind == TokenKind::close_quote && out_.back().span.end == at_;
        const bool free_left = behind_close || utf8::is_space(left) || left == '(' || left == '[' || left == U'—' || left == U'–' || left == '-' || opens_by_shape(left);
        const bool opens = free_left && !utf8::is_space(right);
        if (c == '\'' && opens && utf8::is_digit(right)) return emit(at_, end, TokenKind::punctuation);
        emit(at_, end, opens ? TokenKind::open_quote : TokenKind::close_quote);
    }

    std::string_view text_;
    std::size_t at_;
    std::size_t start_;
    std::vector<Token>& out_;
};

}  // namespace

void scan_words(std::string_view text, Span span, std::vector<Token>& out) { Scanner(text, span, out).run(); }

}  // namespace rostra::tokens
