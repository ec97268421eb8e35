// Sentence ends are decided on tokens: a terminal mark, closing marks after it, and what follows.
#include "rostra/tokens.h"

#include "abbreviations.h"
#include "paragraphs.h"
#include "words.h"

namespace rostra {
namespace {

using tokens::Abbreviation;

constexpr std::uint32_t longest_headline = 200;  // bytes
constexpr std::size_t headline_lines = 4;        // only lines at the start can be headlines

class SentenceSplitter {
public:
    SentenceSplitter(std::string_view text, Tokens& out) : text_(text), out_(out) {}

    void split(std::uint32_t first, std::uint32_t last, std::uint32_t paragraph) {
        std::uint32_t start = first;
        for (std::uint32_t i = first; i < last; ++i) {
            if (!terminal(i)) continue;
            std::uint32_t after = i + 1;
            while (after < last && closes(after)) ++after;
            if (after < last && !begins(i, after)) continue;
            add(start, after, paragraph);
            start = after;
            i = after - 1;
        }
        if (start < last) add(start, last, paragraph);
    }

private:
    [[nodiscard]] std::string_view word(std::uint32_t i) const { return slice(text_, out_.tokens[i].span); }
    [[nodiscard]] TokenKind kind(std::uint32_t i) const { return out_.tokens[i].kind; }

    [[nodiscard]] bool terminal(std::uint32_t i) const {
        const std::string_view w = word(i);
        if (kind(i) == TokenKind::word) return w.back() == '.';
        return kind(i) == TokenKind::punctuation && (w[0] == '.' || w == "!" || w == "?" || w == "…");
    }
    [[nodiscard]] bool closes(std::uint32_t i) const {
        const std::string_view w = word(i);
        if (kind(i) == TokenKind::close_quote) return true;
        return kind(i) == TokenKind::punctuation && (w == ")" || w == "]" || w == "." || w == "!" || w == "?");
    }

    // Does a sentence begin at token `next`, after the terminal token `i`?
    [[nodiscard]] bool begins(std::uint32_t i, std::uint32_t next) const {
        std::uint32_t lead = next;
        while (lead < out_.tokens.size() && (kind(lead) == TokenKind::open_quote || opens_bracket(lead))) ++lead;
        if (lead >= out_.tokens.size()) return true;
        const std::string_view follower = word(lead);
        std::size_t at = 0;
        const char32_t initial = utf8::next(follower, at);
        if (utf8::is_lower(initial)) return false;
        // A mark set hard against what follows ("?,") ends nothing.
        if (lead == next && kind(lead) == TokenKind::punctuation && !is_dash(follower)) return false;
        if (kind(i) == TokenKind::word) return after_abbreviation(i, lead != next, follower);
        return true;
    }

    [[nodiscard]] bool after_abbreviation(std::uint32_t i, bool quoted, std::string_view follower) const {
        const std::string_view stem = word(i).substr(0, word(i).size() - 1);
        if (tokens::abbreviation(stem) == Abbreviation::leads) return false;
        return quoted || tokens::starts_sentences(follower);
    }

    [[nodiscard]] bool opens_bracket(std::uint32_t i) const { return kind(i) == TokenKind::punctuation && (word(i) == "(" || word(i) == "["); }
    [[nodiscard]] static bool is_dash(std::string_view w) { return w == "-" || w == "–" || w == "—" || w == "•" || w == "*" || w == "$" || w == "#"; }

    void add(std::uint32_t first, std::uint32_t last, std::uint32_t paragraph) {
        out_.sentences.push_back({{out_.tokens[first].span.begin, out_.tokens[last - 1].span.end}, first, last, paragraph});
    }

    std::string_view text_;
    Tokens& out_;
};

bool looks_like_headline(std::string_view text, Span paragraph, std::size_t position) {
    if (position >= headline_lines || paragraph.size() > longest_headline) return false;
    return std::string_view(".!?:;,\"").find(text[paragraph.end - 1]) == std::string_view::npos && !slice(text, paragraph).ends_with("”");
}

}  // namespace

Tokens tokenize(std::string_view text, const std::vector<Span>& furniture) {
    Tokens out;
    out.tokens.reserve(text.size() / 5);
    SentenceSplitter splitter(text, out);
    bool in_head = true;
    for (const Span span : tokens::split_paragraphs(text, furniture)) {
        const auto first_token = static_cast<std::uint32_t>(out.tokens.size());
        tokens::scan_words(text, span, out.tokens);
        if (out.tokens.size() == first_token) continue;
        const auto first_sentence = static_cast<std::uint32_t>(out.sentences.size());
        splitter.split(first_token, static_cast<std::uint32_t>(out.tokens.size()), static_cast<std::uint32_t>(out.paragraphs.size()));
        in_head = in_head && looks_like_headline(text, span, out.paragraphs.size());
        out.paragraphs.push_back({span, first_sentence, static_cast<std::uint32_t>(out.sentences.size()), in_head});
    }
    return out;
}

std::uint32_t Tokens::sentence_of(std::uint32_t index) const {
    const auto it = std::partition_point(sentences.begin(), sentences.end(), [index](const Sentence& s) { return s.last <= index; });
    return static_cast<std::uint32_t>(it - sentences.begin());
}

std::uint32_t Tokens::token_at(std::uint32_t byte) const {
    const auto it = std::partition_point(tokens.begin(), tokens.end(), [byte](const Token& t) { return t.span.end <= byte; });
    return static_cast<std::uint32_t>(it - tokens.begin());
}

}  // namespace rostra
