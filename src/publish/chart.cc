// Geometry of the small charts. A chart is a list of bars in a box of 100 by 100, for an SVG that the template draws;
// the same numbers stand in a table beside it.
#include "view_parts.h"

#include <algorithm>
#include <cmath>
#include <map>

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

namespace {

constexpr int chart_width = 640, label_width = 104, line_height = 30;

struct ActLine {
    std::map<int, std::uint32_t> counts;  // by month or year
    std::uint32_t total = 0;
};

struct Axis {
    int first = 0, last = 0, unit = 1;  // unit 12: years
    [[nodiscard]] double x(int at) const { return label_width + 14 + (chart_width - label_width - 34) * (last == first ? 0.5 : static_cast<double>(at - first) / (last - first)); }
    [[nodiscard]] std::string label(int at) const { return day_words(unit == 12 ? digits(at, 4) : digits(at / 12, 4) + '-' + digits(at % 12 + 1, 2)); }
};

/// The years that get a mark below the lines: at most eight.
Json ticks_of(const Axis& axis) {
    Json ticks = Json::array();
    const int from = axis.first * axis.unit / 12, to = axis.last * axis.unit / 12;
    const int step = (to - from) / 8 + 1;
    for (int year = from; year <= to; year += step) {
        const int at = axis.unit == 12 ? year : year * 12;
        if (at >= axis.first) ticks.push_back({{"x", rounded(axis.x(at))}, {"label", digits(year, 4)}});
    }
    return ticks;
}

}  // namespace

Json act_timeline(const std::vector<ActMonth>& acts) {
    std::vector<CountOf> months;
    for (const ActMonth& one : acts) months.push_back({one.month, one.count});
    const std::vector<Bar> bars = filled(months);
    if (bars.size() < 2) return nullptr;
    std::optional<int> first, last;
    for (const ActMonth& one : acts)
        if (const auto number = month_number(one.month)) first = std::min(first.value_or(*number), *number), last = std::max(last.value_or(*number), *number);
    Axis axis{*first, *last, 1};
    if (static_cast<std::size_t>(*last - *first) >= most_months) axis = {*first / 12, *last / 12, 12};
    std::map<Act, ActLine> lines;
    std::uint32_t most = 1;
    for (const ActMonth& one : acts) {
        const auto number = month_number(one.month);
        if (!number) continue;
        ActLine& line = lines[one.act];
        line.total += one.count;
        most = std::max(most, line.counts[*number / axis.unit] += one.count);
    }
    std::vector<std::pair<Act, ActLine>> order(lines.begin(), lines.end());
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second.total > b.second.total; });
    Json drawn = Json::array(), table = Json::array();
    int y = 16;
    for (const auto& [act, line] : order) {
        Json dots = Json::array();
        for (const auto& [at, count] : line.counts) {
            // Area, not width, is what the eye compares.
            dots.push_back({{"x", rounded(axis.x(at))}, {"r", rounded(2.5 + 10.5 * std::sqrt(static_cast<double>(count) / most))}, {"title", axis.label(at) + ": " + std::string(act_words(act)) + ", " + std::to_string(count)}});
            table.push_back({{"label", axis.label(at)}, {"act", act_words(act)}, {"count", count}});
        }
        drawn.push_back({{"y", y}, {"text_y", y + 5}, {"act", act_words(act)}, {"total", line.total}, {"dots", std::move(dots)}});
        y += line_height;
    }
    return {{"width", chart_width}, {"height", y + 14}, {"axis_y", y - 8}, {"tick_y", y + 9}, {"line_start", label_width}, {"line_end", chart_width - 6}, {"ticks", ticks_of(axis)}, {"lines", std::move(drawn)}, {"table", std::move(table)}, {"first", bars.front().label}, {"last", bars.back().label}};
}

}  // namespace rostra::view
