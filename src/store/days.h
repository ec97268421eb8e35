// Days as numbers, and the keys that tellings are sorted by. Pure functions.
#pragma once

#include "rostra/base.h"

namespace rostra::store {

/// Days since 0000-03-01 (proleptic Gregorian), from "2019", "2019-10" or "2019-10-29"; the first day of a year or
/// month. nullopt for anything else, an impossible day included.
[[nodiscard]] std::optional<std::int32_t> day_number(std::string_view iso);
/// The last day that a date of less than day precision covers: "2019-10" → 2019-10-31.
[[nodiscard]] std::optional<std::int32_t> last_day_number(std::string_view iso);

/// A telling's key: order of day, then of arrival. An unknown day comes before all others.
[[nodiscard]] std::int64_t make_key(std::string_view day, std::int64_t arrival);
/// The least and the greatest key of a span of days; an empty or bad end leaves that side open.
[[nodiscard]] std::pair<std::int64_t, std::int64_t> key_range(std::string_view from, std::string_view to);
/// "2019-10-29" of a day number.
[[nodiscard]] std::string iso_day(std::int32_t number);
[[nodiscard]] std::int32_t day_of_key(std::int64_t key);  ///< 0: unknown

}  // namespace rostra::store
