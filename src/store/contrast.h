// What makes one claim of another though nearly all words are shared: a negation, a number, a name, one word in another's
// place, who did it to whom. Pure functions.
#pragma once

#include "same.h"

namespace rostra::store {

/// Words of the content that are no function words, without endings, in order.
[[nodiscard]] std::vector<std::string> content_words(const std::vector<std::string>& words);

/// Whether the two say different things by one of these.
[[nodiscard]] bool contrast(const Version& a, const Version& b);

/// Whether it says "today", "tonight" or the like: then another day makes another claim.
[[nodiscard]] bool speaks_of_its_day(const Version& version);

}  // namespace rostra::store
