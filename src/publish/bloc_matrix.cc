// States by joint statements as a picture: a row a statement in order of time, a column a state. States that only
// criticised stand left, those that only supported right, those seen on both sides between them: two camps at a glance.
#include "bloc_parts.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace rostra::view {

namespace {

constexpr std::size_t most_rows = 60;
constexpr int column_width = 11, row_height = 22, left_margin = 236, top_margin = 66, right_margin = 168, bar_width = 92;

enum Bit : int { against = 1, with = 2, undecided = 4, withdrew = 8 };

int bit_of(Side side) { return side == Side::against ? against : side == Side::with ? with : undecided; }

struct Column {
    std::string code, name;
    int bits = 0;
    std::size_t first = 0;  // row that names it first
    std::size_t times = 0;
};

/// 0 critics, 1 both, 2 supporters, 3 the rest.
int group_of(int bits) {
    const int sides = bits & (against | with);
    return sides == against ? 0 : sides == (against | with) ? 1 : sides == with ? 2 : 3;
}

constexpr std::string_view group_labels[] = {"critical", "both sides", "supportive", "side not decided"};
constexpr std::string_view group_kinds[] = {"against", "changed", "with", "open"};

std::vector<Column> columns_of(const std::vector<BlocEvent>& events) {
    std::map<std::string, Column> found;
    for (std::size_t i = 0; i < events.size(); ++i) {
        for (const BlocMember& member : events[i].named) {
            const auto [at, fresh] = found.try_emplace(member.code);
            if (fresh) at->second = {member.code, state_name(member.code), 0, i, 0};
            at->second.bits |= bit_of(events[i].side);
            ++at->second.times;
        }
        for (const BlocLeaving& left : events[i].left)
            if (const auto at = found.find(left.code); at != found.end()) at->second.bits |= withdrew;
    }
    std::vector<Column> columns;
    for (auto& [code, column] : found) columns.push_back(std::move(column));
    std::sort(columns.begin(), columns.end(), [](const Column& a, const Column& b) {
        return std::tuple(group_of(a.bits), b.times, a.first, a.name) < std::tuple(group_of(b.bits), a.times, b.first, b.name);
    });
    return columns;
}

bool has_left(const BlocEvent& event, const std::string& code) {
    return std::any_of(event.left.begin(), event.left.end(), [&](const BlocLeaving& left) { return left.code == code; });
}

Json cells_of(const BlocEvent& event, const std::map<std::string, int>& places) {
    Json cells = Json::array();
    for (const BlocMember& member : event.named) {
        const int bits = bit_of(event.side);
        const bool gone = has_left(event, member.code);
        cells.push_back({{"x", places.at(member.code)}, {"against", bits == against}, {"with", bits == with}, {"undecided", bits == undecided}, {"lead", member.lead}, {"left", gone}, {"title", state_name(member.code) + ": " + std::string(side_words(event.side)) + (member.lead ? ", leads" : "") + (gone ? ", withdrew later" : "")}});
    }
    return cells;
}

/// Bar of the declared number with the named part in it, both on one scale.
void add_bar(Json& row, const BlocEvent& event, std::uint32_t most) {
    const auto scaled = [&](std::size_t n) { return static_cast<int>(n * bar_width / std::max<std::size_t>(most, 1)); };
    row["bar_all"] = scaled(std::max<std::size_t>(event.declared.value_or(0), event.named.size()));
    row["bar_named"] = scaled(event.named.size());
}

Json table_of(const std::vector<BlocEvent>& events, const std::vector<Column>& columns) {
    Json table = Json::array();
    for (const Column& column : columns) {
        Json row = {{"state", state(column.code)}, {"changed", group_of(column.bits) == 1}, {"critical", Json::array()}, {"supportive", Json::array()}, {"undecided", Json::array()}, {"left", Json::array()}};
        for (std::size_t i = 0; i < events.size(); ++i) {
            const BlocMember* member = member_of(events[i], column.code);
            if (member == nullptr) continue;
            const Json link = {{"url", bloc_url(events[i].id)}, {"label", events[i].day.empty() ? "date not known" : events[i].day}, {"title", event_title(events[i])}, {"lead", member->lead}};
            row[events[i].side == Side::against ? "critical" : events[i].side == Side::with ? "supportive" : "undecided"].push_back(link);
            if (has_left(events[i], column.code)) row["left"].push_back(link);
        }
        table.push_back(std::move(row));
    }
    return table;
}

Json groups_of(const std::vector<Column>& columns) {
    Json groups = Json::array();
    for (std::size_t i = 0; i < columns.size();) {
        const int group = group_of(columns[i].bits);
        std::size_t end = i;
        while (end < columns.size() && group_of(columns[end].bits) == group) ++end;
        const int width = static_cast<int>(end - i) * column_width - 4;
        const std::string label = std::string(group_labels[group]) + " " + std::to_string(end - i);
        groups.push_back({{"x", left_margin + static_cast<int>(i) * column_width}, {"width", width}, {"label", label}, {"fits", width > static_cast<int>(label.size()) * 6}, {"kind", group_kinds[group]}, {"count", end - i}});
        i = end;
    }
    return groups;
}

}  // namespace

Json matrix_view(const std::vector<BlocEvent>& all) {
    std::vector<BlocEvent> events;
    for (const BlocEvent& event : all)
        if (!event.named.empty()) events.push_back(event);
    if (events.empty()) return nullptr;
    const std::size_t left_out = events.size() > most_rows ? events.size() - most_rows : 0;
    events.erase(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(left_out));
    const std::vector<Column> columns = columns_of(events);
    std::map<std::string, int> places;
    Json heads = Json::array(), rows = Json::array();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        places[columns[i].code] = left_margin + static_cast<int>(i) * column_width;
        heads.push_back({{"x", places[columns[i].code]}, {"code", columns[i].code}, {"name", columns[i].name}});
    }
    std::uint32_t most = 1;
    for (const BlocEvent& event : events) most = std::max({most, event.declared.value_or(0), static_cast<std::uint32_t>(event.named.size())});
    for (std::size_t i = 0; i < events.size(); ++i) {
        Json row = event_link(events[i]);
        row["y"] = top_margin + static_cast<int>(i) * row_height;
        row["day"] = events[i].day;
        row["short"] = (events[i].declared ? std::to_string(*events[i].declared) : std::to_string(events[i].named.size()) + " named") + (events[i].lead ? ", " + state_name(*events[i].lead) : "");
        row["count_words"] = std::to_string(events[i].named.size()) + (events[i].declared ? " of " + std::to_string(*events[i].declared) : " named");
        row["cells"] = cells_of(events[i], places);
        add_bar(row, events[i], most);
        rows.push_back(std::move(row));
    }
    const int bars = left_margin + static_cast<int>(columns.size()) * column_width + 12;
    return {{"width", bars + right_margin},
            {"height", top_margin + static_cast<int>(events.size()) * row_height + 6},
            {"bars_x", bars},
            {"line_end", bars - 12},
            {"columns", std::move(heads)},
            {"groups", groups_of(columns)},
            {"rows", std::move(rows)},
            {"table", table_of(events, columns)},
            {"states_words", count_words(columns.size(), "state", "states")},
            {"left_out", left_out},
            {"nameless", all.size() - left_out - events.size()}};
}

}  // namespace rostra::view
