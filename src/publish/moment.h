// Moments (seconds since 1970) as people and formats write them, in UTC: no locale, no clock. Private to publish.
#pragma once

#include "rostra/publish.h"

namespace rostra::publish {

/// "2019-10-30".
[[nodiscard]] std::string moment_day(std::int64_t seconds);
/// RFC 3339: "2019-10-30T01:46:40Z".
[[nodiscard]] std::string moment_stamp(std::int64_t seconds);

}  // namespace rostra::publish
