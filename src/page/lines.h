// Lines of a plain text, with the shape evidence that headline and furniture judgement share.
#pragma once

#include "rostra/base.h"

namespace rostra::page {

struct Line {
    Span span;           ///< trimmed; never empty
    std::string folded;  ///< lower case, no accents, no apostrophes, single spaces; at most the first 400 bytes
    std::uint32_t words = 0;
    bool ends_sentence = false;  ///< ends in . ! ? or …, also before closing quotes and brackets
    bool quotes = false;         ///< has a quotation mark
    bool blank_before = false, blank_after = false;
};

/// The non-blank lines of `text`, in order. O(bytes).
[[nodiscard]] std::vector<Line> split_lines(std::string_view text);

/// A paragraph of sentences: long enough and ended like one.
[[nodiscard]] bool is_prose(const Line& line);
/// A few words that are not a sentence: menu entries, labels, headings.
[[nodiscard]] bool is_fragment(const Line& line);

}  // namespace rostra::page
