#include "user_query.h"

namespace rostra::store {
namespace {

constexpr std::size_t most_bytes = 1000, most_terms = 16, most_phrase = 24;

bool of_word(char32_t c) { return utf8::is_letter(c) || utf8::is_digit(c) || utf8::is_mark(c); }

// The opening and closing marks that people's keyboards and copied texts give for a phrase.
bool is_quote(char32_t c) { return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0xAB || c == 0xBB; }

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {}

    std::vector<Term> parse() {
        while (at_ < text_.size() && terms_.size() < most_terms) step();
        return std::move(terms_);
    }

private:
    [[nodiscard]] char32_t peek() const {
        std::size_t at = at_;
        return utf8::next(text_, at);
    }
    void skip() { (void)utf8::next(text_, at_); }

    void step() {
        if (utf8::is_space(peek())) return skip();
        bool excluded = false;
        // A minus excludes only at the start of a word: "Asia-Pacific" keeps both its halves.
        if (peek() == '-') {
            excluded = true;
            skip();
        }
        if (at_ < text_.size() && is_quote(peek())) return phrase(excluded);
        word(excluded);
    }

    void phrase(bool excluded) {
        skip();
        const std::size_t begin = at_;
        while (at_ < text_.size() && !is_quote(peek())) skip();
        add(text_.substr(begin, at_ - begin), excluded, false);
        if (at_ < text_.size()) skip();
    }

    void word(bool excluded) {
        const std::size_t begin = at_;
        while (at_ < text_.size() && !utf8::is_space(peek()) && !is_quote(peek())) skip();
        const std::string_view found = text_.substr(begin, at_ - begin);
        add(found, excluded, found.ends_with('*'));
    }

    void add(std::string_view text, bool excluded, bool prefix) {
        Term term{{}, prefix, excluded};
        for (Word& w : words_in(text))
            if (term.words.size() < most_phrase) term.words.push_back(std::move(w.folded));
        if (!term.words.empty()) terms_.push_back(std::move(term));
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<Term> terms_;
};

bool meets(const std::vector<Word>& words, std::size_t at, const Term& term) {
    if (at + term.words.size() > words.size()) return false;
    for (std::size_t i = 0; i < term.words.size(); ++i) {
        const bool last = i + 1 == term.words.size();
        const std::string& word = words[at + i].folded;
        if (last && term.prefix ? !word.starts_with(term.words[i]) : word != term.words[i]) return false;
    }
    return true;
}

}  // namespace

std::vector<Term> parse_query(std::string_view words) {
    words = words.substr(0, most_bytes);
    return Parser(words).parse();
}

std::string describe(const std::vector<Term>& terms) {
    std::string out;
    for (const Term& term : terms) {
        std::string phrase;
        for (const std::string& word : term.words) phrase += (phrase.empty() ? "" : " ") + word;
        if (term.words.size() > 1) phrase = '"' + phrase + '"';
        out += std::string(out.empty() ? "" : " ") + (term.excluded ? "-" : "") + phrase + (term.prefix ? "*" : "");
    }
    return out;
}

std::vector<Word> words_in(std::string_view text) {
    std::vector<Word> out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        if (!of_word(utf8::next(text, at))) continue;
        std::size_t end = at;
        while (at < text.size() && of_word(utf8::next(text, at))) end = at;
        const Span span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
        out.push_back({utf8::fold(slice(text, span)), span});
        at = end;
    }
    return out;
}

std::optional<Span> first_hit(const std::vector<Word>& words, const Term& term) {
    for (std::size_t at = 0; at < words.size(); ++at)
        if (meets(words, at, term)) return Span{words[at].span.begin, words[at + term.words.size() - 1].span.end};
    return std::nullopt;
}

std::vector<Span> mark(std::string_view text, const std::vector<Term>& terms) {
    const auto words = words_in(text);
    std::vector<Span> out;
    for (std::size_t at = 0; at < words.size(); ++at)
        for (const Term& term : terms)
            if (!term.excluded && meets(words, at, term))
                for (std::size_t i = 0; i < term.words.size(); ++i) out.push_back(words[at + i].span);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

}  // namespace rostra::store
