// Stage 3, tokens: text → paragraphs, sentences and words, as spans. Must not know what an attribution is.
#pragma once

#include "rostra/page.h"

namespace rostra {

enum class TokenKind : std::uint8_t {
    word,         ///< letters, with inner apostrophes, hyphens and dots ("U.S.", "O'Neill", "Asia-Pacific")
    number,       ///< "23", "1,000", "3.5", "2019", "23rd"
    open_quote,   ///< a quotation mark that opens, by shape or by place
    close_quote,  ///< one that closes
    punctuation,  ///< any other mark or symbol, one code point each; "..." is one token
    url,          ///< web and mail addresses, @names
};

struct Token {
    Span span;
    TokenKind kind = TokenKind::word;
};

/// Ranges of token numbers are half-open.
struct Sentence {
    Span span;
    std::uint32_t first = 0, last = 0;  ///< tokens [first, last)
    std::uint32_t paragraph = 0;
};

struct Paragraph {
    Span span;
    std::uint32_t first = 0, last = 0;  ///< sentences [first, last)
    bool headline = false;              ///< short, no full stop at its end, at the start of the text
};

/// All levels cover the text without furniture; tokens never cross a sentence, sentences never a paragraph.
/// A paragraph ends at a line break ("\n"); a line that was only wrapped is joined when the whole text is wrapped so.
struct Tokens {
    std::vector<Token> tokens;
    std::vector<Sentence> sentences;
    std::vector<Paragraph> paragraphs;

    /// Number of the sentence that holds token `index`. O(log sentences).
    [[nodiscard]] std::uint32_t sentence_of(std::uint32_t index) const;
    /// First token whose span ends after `byte` (tokens.size() when none). O(log tokens).
    [[nodiscard]] std::uint32_t token_at(std::uint32_t byte) const;
};

/// Cost linear in the text. Thread-safe. Never fails: any valid UTF-8 has tokens, possibly none.
[[nodiscard]] Tokens tokenize(std::string_view text, const std::vector<Span>& furniture = {});

}  // namespace rostra
