// From a page as UTF-8 back to the bytes as they came, where it was in another encoding or damaged.
#pragma once

#include "rostra/page.h"

namespace rostra::page {

/// Runs from bytes of the page as UTF-8 (`text`) to its bytes as they came (`page`): stretches of ASCII are copies, every other character a
/// place. Empty where both are the same, and where the encoding keeps a state that cannot be followed character by character (then
/// offsets count the page as UTF-8). `utf8_size`: bytes that page_to_utf8 made of it. Cost: linear, one call of the C library a character above ASCII.
[[nodiscard]] std::vector<OffsetMap::Run> way_back(std::string_view page, const std::string& encoding, std::size_t utf8_size);

/// Lets a map that leads to the page as UTF-8 lead on to its bytes as they came. `text_size`: bytes of the text that it is of.
[[nodiscard]] OffsetMap lead_on(const OffsetMap& offsets, const std::vector<OffsetMap::Run>& way, std::size_t text_size);

}  // namespace rostra::page
