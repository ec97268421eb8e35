// Who wrote a report, as pages tell it: names with "By" before them, posts, places and dates behind.
#pragma once

#include <string>
#include <string_view>

namespace rostra::page {

/// "By Ann Lee , Abuja | 18 November 2019" → "Ann Lee"; what is left may be empty: an account's name ("admin") is nobody.
[[nodiscard]] std::string cleaned_byline(std::string name);

/// The names in a line that is printed near a headline: "By ANN LEE and Bob Ray in Lima" → "Ann Lee, Bob Ray". Empty when the line
/// does not say that it is one ("By ...", "Author: ...") and is not `marked` as one, or has no name of two words or more.
[[nodiscard]] std::string printed_byline(std::string_view line, bool marked);

}  // namespace rostra::page
