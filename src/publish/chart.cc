// Geometry of the small charts. A chart is a list of bars in a box of 100 by 100, for an SVG that the template draws;
// the same numbers stand in a table beside it.
#include "view_parts.h"

#include <algorithm>

namespace rostra::view {

namespace {

constexpr std::size_t most_months = 48;

/// Months since year 0, or nothing when it is not "2019-10".
std::optional<int> month_number(std::string_view month) {
    if (month.size() < 7 || month[4] != '-') return std::nullopt;
    int year = 0, number = 0;
    for (const std::size_t at : {0, 1, 2, 3}) {
        if (month[at] < '0' || month[at] > '9') return std::nullopt;
        year = year * 10 + (month[at] - '0');
    }
    for (const std::size_t at : {5, 6}) {
        if (month[at] < '0' || month[at] > '9') return std::nullopt;
        number = number * 10 + (month[at] - '0');
    }
    if (number < 1 || number > 12) return std::nullopt;
    return year * 12 + number - 1;
}

/// `number` in `size` digits, zeros first.
std::string digits(int number, std::size_t size) {
    std::string text(size, '0');
    for (std::size_t at = size; at-- > 0; number /= 10) text[at] = static_cast<char>('0' + number % 10);
    return text;
}

struct Bar {
    std::string label;
    std::uint32_t count = 0;
};

/// One bar a month from the first to the last; one a year when that would be too many.
std::vector<Bar> filled(const std::vector<CountOf>& by_month) {
    std::optional<int> first, last;
    for (const CountOf& one : by_month) {
        const auto number = month_number(one.name);
        if (!number) continue;
        first = std::min(first.value_or(*number), *number);
        last = std::max(last.value_or(*number), *number);
    }
    if (!first) return {};
    const bool yearly = static_cast<std::size_t>(*last - *first) >= most_months;
    const int unit = yearly ? 12 : 1;
    const int from = *first / unit, to = *last / unit;
    if (to - from > 400) return {};
    std::vector<Bar> bars;
    for (int at = from; at <= to; ++at) {
        bars.push_back({day_words(yearly ? digits(at, 4) : digits(at / 12, 4) + '-' + digits(at % 12 + 1, 2)), 0});
    }
    for (const CountOf& one : by_month)
        if (const auto number = month_number(one.name)) bars[static_cast<std::size_t>(*number / unit - from)].count += one.count;
    return bars;
}

double rounded(double value) { return static_cast<double>(static_cast<long>(value * 100 + 0.5)) / 100; }

}  // namespace

Json timeline(const std::vector<CountOf>& by_month) {
    const std::vector<Bar> bars = filled(by_month);
    if (bars.size() < 2) return nullptr;  // one bar tells nothing that the list does not
    std::uint32_t most = 1;
    for (const Bar& bar : bars) most = std::max(most, bar.count);
    const double step = 100.0 / static_cast<double>(bars.size());
    Json drawn = Json::array(), table = Json::array();
    for (std::size_t i = 0; i < bars.size(); ++i) {
        if (bars[i].count == 0) continue;
        const double height = 100.0 * bars[i].count / most;
        drawn.push_back({{"x", rounded(step * static_cast<double>(i) + step * 0.1)}, {"y", rounded(100 - height)}, {"width", rounded(std::min(step * 0.8, 6.0))}, {"height", rounded(height)}, {"label", bars[i].label}, {"count", bars[i].count}});
        table.push_back({{"label", bars[i].label}, {"count", bars[i].count}});
    }
    return {{"bars", drawn}, {"table", table}, {"first", bars.front().label}, {"last", bars.back().label}, {"most", most}};
}

}  // namespace rostra::view
