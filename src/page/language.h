// Which language a text is in.
#pragma once

#include "rostra/base.h"

namespace rostra::page {

/// BCP 47 primary tag ("en", "zh") of valid UTF-8 `text`; `declared` (a lang attribute or the like, may be empty) helps
/// where the text is short. "und" when nothing reliable can be said. Looks at 2 KiB at most.
[[nodiscard]] std::string language_of(std::string_view text, std::string_view declared);

/// The primary tag of a language tag, lower case ("en-GB" → "en"); empty when it is none.
[[nodiscard]] std::string primary_tag(std::string_view tag);

}  // namespace rostra::page
