// Names → the short ones that stand in addresses. Pure functions.
#pragma once

#include "rostra/base.h"

namespace rostra::store {

/// Folded letters and digits with single hyphens, at most 80 bytes: "Zhang Jun" → "zhang-jun". Never empty: a name without
/// any letter or digit gives "speaker".
[[nodiscard]] std::string slug(std::string_view name);

/// Only a-z and 0-9, lower-cased: a word that every tokeniser keeps whole.
[[nodiscard]] std::string tag_word(std::string_view text);

}  // namespace rostra::store
