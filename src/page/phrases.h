// The standing phrases of web furniture, in English and the most frequent ones of eight other languages: what sites
// print around an article.
#pragma once

#include <string_view>

namespace rostra::page {

enum class Phrase {
    none,
    notice,   ///< the line itself is furniture; says nothing of its neighbours
    section,  ///< heads a block that is not the article: related links, newsletter, comments
    closing,  ///< nothing of the article comes after it: comment forms, copyright lines
};

/// What a line is by its words. `folded`: lower case, no accents, no apostrophes, single spaces (`Line::folded`);
/// `words` is the line's number of words. O(bytes of the line).
[[nodiscard]] Phrase phrase_of(std::string_view folded, unsigned words);

}  // namespace rostra::page
