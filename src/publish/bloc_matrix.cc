// States by joint statements as a picture: a row a statement in order of time, a column a state. States that only
// criticised stand left, those that only supported right, those seen on both sides between them: two camps at a glance.
#include "bloc_parts.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace rostra::view {

namespace {

constexpr std::size_t most_rows = 60;
constexpr int column_width = 11, row_height = 22, left_margin = 236, top_margin = 66, right_margin = 168, bar_width = 92;

using Events = std::vector<const BlocEvent*>;

struct Column {
    std::string code, name;
    Stand stand;
    std::size_t first = 0;  // row that names it first
    std::size_t times = 0;
};

struct Group {
    std::string_view kind, label;
};
/// In the order in which they stand from left to right.
constexpr std::array<Group, 5> groups = {{{"against", "critical"}, {"changed", "both sides"}, {"with", "supportive"}, {"left", "withdrew"}, {"open", "side not decided"}}};

std::size_t group_of(const Stand& stand) {
    const std::string_view kind = stand.kind();
    return static_cast<std::size_t>(std::find_if(groups.begin(), groups.end(), [&](const Group& group) { return group.kind == kind; }) - groups.begin());
}

std::vector<Column> columns_of(const Events& events) {
    const auto stands = stands_of(events);
    std::map<std::string, Column> found;
    for (std::size_t i = 0; i < events.size(); ++i)
        for (const BlocMember& member : events[i]->named) {
            const auto [at, fresh] = found.try_emplace(member.code);
            if (fresh) at->second = {member.code, state_name(member.code), stands.at(member.code), i, 0};
            ++at->second.times;
        }
    std::vector<Column> columns;
    for (auto& [code, column] : found) columns.push_back(std::move(column));
    std::sort(columns.begin(), columns.end(), [](const Column& a, const Column& b) {
        return std::tuple(group_of(a.stand), b.times, a.first, a.name) < std::tuple(group_of(b.stand), a.times, b.first, b.name);
    });
    return columns;
}

Json cells_of(const BlocEvent& event, const std::map<std::string, int>& places) {
    Json cells = Json::array();
    for (const BlocMember& member : event.named) {
        const bool against = event.side == Side::against, with = event.side == Side::with;
        const bool gone = has_left(event, member.code);
        cells.push_back({{"x", places.at(member.code)}, {"against", against}, {"with", with}, {"undecided", !against && !with}, {"lead", member.lead}, {"left", gone}, {"title", state_name(member.code) + ": " + std::string(side_words(event.side)) + (member.lead ? ", leads" : "") + (gone ? ", withdrew later" : "")}});
    }
    return cells;
}

/// Bar of the declared number with the named part in it, both on one scale.
void add_bar(Json& row, const BlocEvent& event, std::uint32_t most) {
    const auto scaled = [&](std::size_t n) { return static_cast<int>(n * bar_width / std::max<std::size_t>(most, 1)); };
    row["bar_all"] = scaled(std::max<std::size_t>(event.declared.value_or(0), event.named.size()));
    row["bar_named"] = scaled(event.named.size());
}

Json table_of(const Events& events, const std::vector<Column>& columns) {
    std::map<std::string, Json> found;
    for (const Column& column : columns)
        found[column.code] = {{"state", state(column.code)}, {"changed", column.stand.kind() == "changed"}, {"critical", Json::array()}, {"supportive", Json::array()}, {"undecided", Json::array()}, {"left", Json::array()}};
    for (const BlocEvent* event : events) {
        const Json link = {{"url", bloc_url(event->id)}, {"label", event->day.empty() ? "date not known" : event->day}, {"title", event_title(*event)}};
        const char* side = event->side == Side::against ? "critical" : event->side == Side::with ? "supportive"
                                                                                                 : "undecided";
        for (const BlocMember& member : event->named) {
            Json one = link;
            one["lead"] = member.lead;
            if (has_left(*event, member.code)) found[member.code]["left"].push_back(one);
            found[member.code][side].push_back(std::move(one));
        }
    }
    Json table = Json::array();
    for (const Column& column : columns) table.push_back(std::move(found[column.code]));
    return table;
}

Json groups_of(const std::vector<Column>& columns) {
    Json list = Json::array();
    for (std::size_t i = 0; i < columns.size();) {
        const std::size_t group = group_of(columns[i].stand);
        std::size_t end = i;
        while (end < columns.size() && group_of(columns[end].stand) == group) ++end;
        const int width = static_cast<int>(end - i) * column_width - 4;
        const std::string label = std::string(groups[group].label) + " " + std::to_string(end - i);
        list.push_back({{"x", left_margin + static_cast<int>(i) * column_width}, {"width", width}, {"label", label}, {"fits", width > static_cast<int>(label.size()) * 6}, {"kind", groups[group].kind}, {"count", end - i}});
        i = end;
    }
    return list;
}

}  // namespace

Json matrix_view(const std::vector<BlocEvent>& all) {
    Events events;
    for (const BlocEvent& event : all)
        if (!event.named.empty()) events.push_back(&event);
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
    for (const BlocEvent* event : events) most = std::max({most, event->declared.value_or(0), static_cast<std::uint32_t>(event->named.size())});
    for (std::size_t i = 0; i < events.size(); ++i) {
        const BlocEvent& event = *events[i];
        Json row = event_link(event);
        row["y"] = top_margin + static_cast<int>(i) * row_height;
        row["day"] = event.day;
        row["short"] = (event.declared ? std::to_string(*event.declared) : std::to_string(event.named.size()) + " named") + (event.lead ? ", " + state_name(*event.lead) : "");
        row["count_words"] = std::to_string(event.named.size()) + (event.declared ? " of " + std::to_string(*event.declared) : " named");
        row["cells"] = cells_of(event, places);
        add_bar(row, event, most);
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
