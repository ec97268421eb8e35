// Dates as pages print them → ISO 8601.
#pragma once

#include "rostra/base.h"

namespace rostra::page {

/// The first date in `text` as "2019-10-30", "2019-10" or "2019" (the year only when it stands alone). Reads ISO 8601,
/// RFC 2822, "30 October 2019", "Oct. 30, 2019", 2019/10/30, 20191030, and day/month/year where only one order is
/// possible. The day is the one printed: no time zone is applied. nullopt when there is none or it cannot be.
[[nodiscard]] std::optional<std::string> parse_date(std::string_view text);

/// A date out of an URL's path (/2019/10/30/, /2019/oct/30/, /2019/10/, -20191030).
[[nodiscard]] std::optional<std::string> date_in_url(std::string_view url);

}  // namespace rostra::page
