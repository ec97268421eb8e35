// Stage 5, part of its contract: a text's tokens with what the knowledge tables say of each, and small questions about
// them. Speakers and statements both read it.
#pragma once

#include "rostra/knowledge.h"
#include "rostra/tokens.h"

namespace rostra {

/// Half-open range of tokens.
struct TokenRange {
    std::uint32_t first = 0, last = 0;
    [[nodiscard]] bool empty() const { return first >= last; }
    [[nodiscard]] bool holds(std::uint32_t token) const { return first <= token && token < last; }
    [[nodiscard]] std::uint32_t size() const { return empty() ? 0 : last - first; }
};

/// Does not own text and tokens: both must outlive it. Spans are bytes, half-open. Thread-safe to read. Past the last token
/// stand an empty word and empty text, so that rules may look ahead.
struct MarkedText {
    std::string_view text;
    const Tokens* tokens = nullptr;
    knowledge::Marked marked;
    std::vector<std::uint16_t> looks;  ///< of each token (look_of)

    /// Length and first letter, lower-case: what tells most words apart at one comparison.
    [[nodiscard]] static constexpr std::uint16_t look_of(std::string_view word) {
        const char first = word.empty() ? '\0' : word[0] >= 'A' && word[0] <= 'Z' ? static_cast<char>(word[0] + 32)
                                                                                  : word[0];
        return static_cast<std::uint16_t>((word.size() & 0xFF) << 8 | static_cast<unsigned char>(first));
    }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(tokens->tokens.size()); }
    [[nodiscard]] const knowledge::Word& word(std::uint32_t i) const {
        static const knowledge::Word nothing;
        return i < marked.words.size() ? marked.words[i] : nothing;
    }
    [[nodiscard]] TokenKind kind(std::uint32_t i) const { return i < size() ? tokens->tokens[i].kind : TokenKind{}; }
    [[nodiscard]] Span span(std::uint32_t i) const { return i < size() ? tokens->tokens[i].span : Span{}; }
    [[nodiscard]] std::string_view str(std::uint32_t i) const { return i < size() ? slice(text, span(i)) : std::string_view{}; }
    [[nodiscard]] const knowledge::Known* known(std::uint32_t i) const { return marked.known_at(i); }
    /// Token `i` is this word, without regard to the case of A to Z.
    [[nodiscard]] bool is(std::uint32_t i, std::string_view lower_word) const { return i < looks.size() && looks[i] == look_of(lower_word) && spelled(i, lower_word); }
    /// Token `i` is this one character.
    [[nodiscard]] bool mark(std::uint32_t i, char c) const { return i < size() && span(i).size() == 1 && text[span(i).begin] == c; }
    /// Tokens that a byte span touches.
    [[nodiscard]] TokenRange tokens_in(Span wanted) const;
    /// From the first token to the last; empty for an empty range.
    [[nodiscard]] Span span_of(TokenRange range) const;

private:
    [[nodiscard]] bool spelled(std::uint32_t i, std::string_view lower_word) const;
};

/// O(bytes).
[[nodiscard]] MarkedText mark_text(std::string_view text, const Tokens& tokens);

}  // namespace rostra
