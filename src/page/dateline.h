// The day that a plain text itself names at its head. Private to the page stage.
#pragma once

#include "rostra/base.h"

namespace rostra::page {

/// The day of a dateline ("GENEVA, 10 July 2019 — The ...") or of a line near the top that holds little but a date
/// ("Published: 30 October 2019"), as "2019-07-10". A date inside a sentence is no dateline; one without year gives nullopt.
[[nodiscard]] std::optional<std::string> dateline_of(std::string_view text);

}  // namespace rostra::page
