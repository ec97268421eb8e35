// Character references that are still in a value after parsing: pages escape their metadata twice, or inside scripts.
#pragma once

#include "rostra/base.h"

namespace rostra::page {

/// `text` with numeric references and the usual named ones decoded once, white space runs made one space, and trimmed.
[[nodiscard]] std::string plain_value(std::string_view text);

/// The text of a fragment of markup: tags dropped (block tags and <br> become paragraph breaks), references decoded.
[[nodiscard]] std::string strip_markup(std::string_view fragment);

}  // namespace rostra::page
