// What a user types into the search box → terms. Nothing is an error; what cannot be searched for is left out.
#pragma once

#include "database.h"

namespace rostra::store {

/// Bounds: at most 16 terms, of the first 1,000 bytes.
[[nodiscard]] std::vector<Term> parse_query(std::string_view words);
/// The query as it was understood: words, "phrases", prefix*, -excluded.
[[nodiscard]] std::string describe(const std::vector<Term>& terms);

/// Bytes of `text` that meet a term that is not excluded; whole words, sorted, disjoint.
[[nodiscard]] std::vector<Span> mark(std::string_view text, const std::vector<Term>& terms);

/// A word of a text, folded, with where it stands.
struct Word {
    std::string folded;
    Span span;
};
/// Runs of letters, digits and marks: the words that the index knows.
[[nodiscard]] std::vector<Word> words_in(std::string_view text);
/// Where a term first stands, excluded or not.
[[nodiscard]] std::optional<Span> first_hit(const std::vector<Word>& words, const Term& term);

}  // namespace rostra::store
