// Geometry of the charts of dots: acts over time, and acts by states, whom they are about or whose speakers made them. The
// template draws it; the same numbers stand in a table beside it.
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

double rounded(double value) { return static_cast<double>(static_cast<long>(value * 100 + 0.5)) / 100; }

constexpr int chart_width = 500, label_width = 92, line_height = 30;
constexpr int subject_width = 172, act_width = 46, subject_top = 84;
constexpr std::size_t longest_label = 24;

/// Area, not width, is what the eye compares; the smallest can still be seen.
double radius(std::uint32_t count, std::uint32_t most, double greatest) { return rounded(std::max(2.2, greatest * std::sqrt(static_cast<double>(count) / most))); }

/// A state's name that fits beside a line; cut between two characters.
std::string short_name(std::string_view code) {
    const std::string name = state_name(code);
    std::string out;
    std::size_t shown = 0;
    for (std::size_t at = 0; at < name.size(); ++shown) {
        const char32_t c = utf8::next(name, at);
        if (shown == longest_label - 1 && at < name.size()) return out + "…";
        utf8::append(out, c);
    }
    return out;
}

struct ActLine {
    std::map<int, std::uint32_t> counts;  // by month or year
    std::uint32_t total = 0;
};

struct Axis {
    int first = 0, last = 0, unit = 1;  // unit 12: years
    [[nodiscard]] double x(int at) const { return label_width + 14 + (chart_width - label_width - 34) * (last == first ? 0.5 : static_cast<double>(at - first) / (last - first)); }
    [[nodiscard]] std::string label(int at) const { return day_words(unit == 12 ? digits(at, 4) : digits(at / 12, 4) + '-' + digits(at % 12 + 1, 2)); }
};

/// The years that get a mark below the lines, at most nine; else the first and the last month.
Json ticks_of(const Axis& axis) {
    Json ticks = Json::array();
    const int from = axis.first * axis.unit / 12, to = axis.last * axis.unit / 12;
    const int step = (to - from) / 8 + 1;
    for (int year = from; year <= to; year += step) {
        const int at = axis.unit == 12 ? year : year * 12;
        if (at >= axis.first) ticks.push_back({{"x", rounded(axis.x(at))}, {"label", digits(year, 4)}, {"anchor", "middle"}});
    }
    if (ticks.size() > 1) return ticks;
    // One year, or none, does not say how long the line is.
    return Json::array({{{"x", rounded(axis.x(axis.first))}, {"label", axis.label(axis.first)}, {"anchor", "start"}}, {{"x", rounded(axis.x(axis.last))}, {"label", axis.label(axis.last)}, {"anchor", "end"}}});
}

/// What a chart of states and acts says of the two: in words for its labels and its table.
Json words_of(ActsOf of) {
    if (of == ActsOf::subjects) return {{"by_what", "by whom they are about"}, {"of_that_state", "about that state"}, {"row_head", "About"}};
    return {{"by_what", "by the state whose speakers made them"}, {"of_that_state", "by speakers of that state"}, {"row_head", "By"}};
}

}  // namespace

Json act_timeline(const std::vector<ActMonth>& acts) {
    std::optional<int> first, last;
    for (const ActMonth& one : acts)
        if (const auto number = month_number(one.month)) first = std::min(first.value_or(*number), *number), last = std::max(last.value_or(*number), *number);
    if (!first || *first == *last) return nullptr;  // one month tells nothing that the list does not
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
            dots.push_back({{"x", rounded(axis.x(at))}, {"r", radius(count, most, 13)}, {"title", axis.label(at) + ": " + std::string(act_words(act)) + ", " + std::to_string(count)}});
            table.push_back({{"label", axis.label(at)}, {"act", act_words(act)}, {"count", count}});
        }
        drawn.push_back({{"y", y}, {"text_y", y + 5}, {"act", act_words(act)}, {"total", line.total}, {"dots", std::move(dots)}});
        y += line_height;
    }
    return {{"width", chart_width}, {"height", y + 14}, {"axis_y", y - 8}, {"tick_y", y + 9}, {"line_start", label_width}, {"line_end", chart_width - 6}, {"ticks", ticks_of(axis)}, {"lines", std::move(drawn)}, {"table", std::move(table)}, {"first", axis.label(axis.first)}, {"last", axis.label(axis.last)}};
}

Json act_states(const std::vector<StateActs>& states, ActsOf of) {
    std::map<Act, std::uint32_t> totals;
    std::vector<std::pair<const StateActs*, std::map<Act, std::uint32_t>>> lines;
    std::uint32_t most = 1;
    for (const StateActs& one_state : states) {
        std::map<Act, std::uint32_t> counts;
        for (const ActMonth& one : one_state.acts) most = std::max(most, counts[one.act] += one.count), totals[one.act] += one.count;
        if (!counts.empty()) lines.emplace_back(&one_state, std::move(counts));
    }
    if (lines.empty()) return nullptr;
    std::vector<std::pair<Act, std::uint32_t>> order(totals.begin(), totals.end());
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    const auto x_of = [](std::size_t column) { return subject_width + static_cast<int>(column) * act_width + act_width / 2; };
    Json heads = Json::array(), drawn = Json::array(), table = Json::array();
    for (std::size_t i = 0; i < order.size(); ++i) heads.push_back({{"x", x_of(i)}, {"act", act_words(order[i].first)}});
    int y = subject_top;
    for (const auto& [one_state, counts] : lines) {
        const std::string& code = one_state->code;
        Json dots = Json::array(), cells = Json::array();
        for (std::size_t i = 0; i < order.size(); ++i) {
            const auto found = counts.find(order[i].first);
            const std::uint32_t count = found == counts.end() ? 0 : found->second;
            cells.push_back({{"count", count}});
            if (count > 0) dots.push_back({{"x", x_of(i)}, {"r", radius(count, most, 12)}, {"title", std::string(act_words(order[i].first)) + (of == ActsOf::subjects ? ", about " : ", by ") + state_name(code) + ": " + std::to_string(count)}});
        }
        Json line = {{"y", y}, {"text_y", y + 5}, {"state", of == ActsOf::subjects ? subject(code) : state(code)}, {"label", short_name(code)}, {"dots", std::move(dots)}};
        table.push_back({{"state", line["state"]}, {"cells", std::move(cells)}});
        drawn.push_back(std::move(line));
        y += line_height;
    }
    const int width = subject_width + static_cast<int>(order.size()) * act_width + 40;  // the last head leans out
    return {{"width", width}, {"height", y - line_height / 2 + 4}, {"line_start", subject_width}, {"line_end", width - 36}, {"heads", std::move(heads)}, {"lines", std::move(drawn)}, {"table", std::move(table)}, {"words", words_of(of)}};
}

}  // namespace rostra::view
