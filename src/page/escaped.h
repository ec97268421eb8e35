// The way back from a text to the JSON string that it came from.
#pragma once

#include "rostra/page.h"

namespace rostra::page {

/// Aligns `text` with the JSON string that begins at byte `begin` of the page, behind its opening quotation mark: escapes and character
/// references stand for their signs, and markup and white space for what is between words. Nothing when the two are not the same words. O(bytes).
[[nodiscard]] std::optional<OffsetMap> align_escaped(std::string_view page, std::size_t begin, std::string_view text);

}  // namespace rostra::page
