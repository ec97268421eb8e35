#include "moment.h"

#include <chrono>

namespace rostra::publish {
namespace {

std::string padded(std::int64_t value, std::size_t width) {
    const std::string digits = std::to_string(value);
    return std::string(width - std::min(width, digits.size()), '0') + digits;
}

std::chrono::sys_days day_of(std::int64_t seconds) { return std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(seconds))); }

}  // namespace

std::string moment_day(std::int64_t seconds) {
    const std::chrono::year_month_day date(day_of(seconds));
    return padded(static_cast<int>(date.year()), 4) + "-" + padded(static_cast<unsigned>(date.month()), 2) + "-" + padded(static_cast<unsigned>(date.day()), 2);
}

std::string moment_stamp(std::int64_t seconds) {
    const std::int64_t second = seconds - std::chrono::sys_seconds(day_of(seconds)).time_since_epoch().count();
    return moment_day(seconds) + "T" + padded(second / 3600, 2) + ":" + padded(second / 60 % 60, 2) + ":" + padded(second % 60, 2) + "Z";
}

}  // namespace rostra::publish
