// A report prepared for this stage: its tokens with what the knowledge tables say of each, and small questions about them.
#pragma once

#include "rostra/speakers.h"
#include "rostra/speakers_words.h"

#include <algorithm>

namespace rostra::speakers {

using knowledge::any_of;
using knowledge::Class;
using knowledge::Kind;
using knowledge::Known;
using knowledge::Word;

constexpr std::uint32_t none = 0xffffffff;

using Range = TokenRange;

struct Report : MarkedText {
    std::vector<std::uint32_t> sentence;        ///< of each token
    std::vector<std::uint8_t> title_case;       ///< of each sentence: most of its words are capitalised, so capitals tell nothing
    std::vector<std::uint32_t> inner_capitals;  ///< sorted keys of the words that are capitalised inside a sentence somewhere
    std::vector<std::uint32_t> lower_keys;      ///< sorted keys of the words that stand in small letters somewhere
    bool federal = false;                       ///< it is of one federation more than of states of the world: "29 states" are that one's own

    using MarkedText::str;
    /// Token `i` is one of these words, without regard to the case of A to Z.
    template <std::size_t N>
    [[nodiscard]] bool is_any(std::uint32_t i, const std::string_view (&lower_words)[N]) const {
        return std::any_of(std::begin(lower_words), std::end(lower_words), [&](std::string_view w) { return is(i, w); });
    }
    [[nodiscard]] bool mark_at(std::uint32_t i, char c) const { return i < size() && text[span(i).begin] == c; }
    [[nodiscard]] bool dash(std::uint32_t i) const;
    [[nodiscard]] bool punctuation(std::uint32_t i) const { return kind(i) != TokenKind::word && kind(i) != TokenKind::number && kind(i) != TokenKind::url; }
    /// The token behind "GENEVA (Wire) -" at the head of the paragraph that the token is in; else the paragraph's first.
    [[nodiscard]] std::uint32_t behind_dateline(std::uint32_t token) const;
    [[nodiscard]] const Sentence& sentence_at(std::uint32_t token) const { return tokens->sentences[sentence[token]]; }
    [[nodiscard]] bool same_paragraph(std::uint32_t a, std::uint32_t b) const { return sentence_at(a).paragraph == sentence_at(b).paragraph; }
    [[nodiscard]] std::string_view str(Range range) const { return slice(text, span_of(range)); }
    [[nodiscard]] bool seen_lower(std::uint32_t key) const;
    /// First token of the sentence, or of a quotation in it.
    [[nodiscard]] bool starts_sentence(std::uint32_t i) const;
};

[[nodiscard]] Report read_report(std::string_view text, const Tokens& tokens);

/// Alpha-3 of a row of knowledge::states().
[[nodiscard]] inline std::string_view code_of(const knowledge::Entry& entry) { return knowledge::states()[entry.ref].code; }

/// A state that token `i` is part of the name of (name, adjective, people or seat), "" when none. Ambiguous forms count
/// only where `lenient`.
[[nodiscard]] std::string_view state_at(const Report& report, std::uint32_t i, bool lenient = true);

/// "PALAU said", "supported by CHILE": how bulletins of negotiations write those who spoke.
[[nodiscard]] bool states_in_capitals(const Report& report);

constexpr knowledge::Classes function_words =
    any_of(Class::he, Class::she, Class::it, Class::they, Class::i, Class::we, Class::you, Class::relative, Class::demonstrative,
           Class::determiner, Class::quantifier, Class::preposition, Class::auxiliary, Class::conjunction, Class::adverb,
           Class::negation, Class::numeral, Class::month, Class::weekday);

}  // namespace rostra::speakers
