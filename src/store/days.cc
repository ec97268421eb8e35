// Day numbers after Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms": years begin in March, so that the
// leap day is the last one.
#include "days.h"

namespace rostra::store {
namespace {

constexpr int arrival_bits = 40;

std::optional<int> number(std::string_view digits) {
    int value = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

int month_length(int year, int month) {
    constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return lengths[month - 1] + (month == 2 && leap);
}

std::int32_t days(int year, int month, int day) {
    const int y = month <= 2 ? year - 1 : year;
    const int month_from_march = (month + 9) % 12;
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * month_from_march + 2) / 5 + day - 1;
}

struct Date {
    int year = 0, month = 0, day = 0;  // 0: not said
};

std::optional<Date> parse(std::string_view iso) {
    if (iso.size() != 4 && iso.size() != 7 && iso.size() != 10) return std::nullopt;
    if ((iso.size() > 4 && iso[4] != '-') || (iso.size() > 7 && iso[7] != '-')) return std::nullopt;
    const auto year = number(iso.substr(0, 4));
    const auto month = iso.size() > 4 ? number(iso.substr(5, 2)) : 0;
    const auto day = iso.size() > 7 ? number(iso.substr(8, 2)) : 0;
    if (!year || !month || !day || *year < 1) return std::nullopt;
    if (iso.size() > 4 && (*month < 1 || *month > 12)) return std::nullopt;
    if (iso.size() > 7 && (*day < 1 || *day > month_length(*year, *month))) return std::nullopt;
    return Date{*year, *month, *day};
}

}  // namespace

std::optional<std::int32_t> day_number(std::string_view iso) {
    const auto date = parse(iso);
    if (!date) return std::nullopt;
    return days(date->year, std::max(date->month, 1), std::max(date->day, 1));
}

std::optional<std::int32_t> last_day_number(std::string_view iso) {
    const auto date = parse(iso);
    if (!date) return std::nullopt;
    const int month = date->month ? date->month : 12;
    return days(date->year, month, date->day ? date->day : month_length(date->year, month));
}

std::string iso_day(std::int32_t number) {
    const std::int32_t era = number / 146097, day_of_era = number % 146097;
    const std::int32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int32_t month_from_march = (5 * day_of_year + 2) / 153;
    const std::int32_t day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    const std::int32_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    const auto padded = [](std::int32_t value, std::size_t width) {
        std::string digits = std::to_string(value);
        return std::string(width - std::min(width, digits.size()), '0') + digits;
    };
    return padded(400 * era + year_of_era + (month <= 2), 4) + "-" + padded(month, 2) + "-" + padded(day, 2);
}

std::int64_t make_key(std::string_view day, std::int64_t arrival) {
    return (std::int64_t{day_number(day).value_or(0)} << arrival_bits) | (arrival & ((std::int64_t{1} << arrival_bits) - 1));
}

std::pair<std::int64_t, std::int64_t> key_range(std::string_view from, std::string_view to) {
    const auto first = day_number(from);
    const auto last = last_day_number(to);
    return {first ? std::int64_t{*first} << arrival_bits : 0,
            last ? ((std::int64_t{*last} + 1) << arrival_bits) - 1 : INT64_MAX};
}

std::int32_t day_of_key(std::int64_t key) { return static_cast<std::int32_t>(key >> arrival_bits); }

}  // namespace rostra::store
