// Page models of speakers, states and blocs: who stood with whom, and who changed sides.
#include "view_parts.h"

#include <algorithm>
#include <set>

namespace rostra {

using namespace view;

namespace {

constexpr std::size_t most_columns = 60;

std::string_view side_words(Side side) {
    switch (side) {
        case Side::against: return "critical";
        case Side::with: return "supportive";
        case Side::both: return "critical and supportive";
        case Side::open: break;
    }
    return "side not decided";
}

/// "23 states, led by United Kingdom"; "European Union, led by Germany".
std::string event_title(const BlocEvent& event) {
    std::string title;
    if (event.declared) title = std::to_string(*event.declared) + (*event.declared == 1 ? " state" : " states");
    else if (event.group) title = *event.group;
    else title = std::to_string(event.named.size()) + " named states";
    if (event.lead) title += ", led by " + state_name(*event.lead);
    return title;
}

Json by_name(Json list) {
    std::sort(list.begin(), list.end(), [](const Json& a, const Json& b) { return a["name"] < b["name"]; });
    return list;
}

Json member_view(const BlocMember& member) {
    Json one = state(member.code);
    one["lead"] = member.lead;
    one["told_by_count"] = member.told_by.size();
    Json told = Json::array();
    for (const std::string& id : member.told_by) told.push_back({{"id", id}, {"url", statement_url(id)}});
    one["told_by"] = std::move(told);
    return one;
}

Json event_view(const BlocEvent& event) {
    Json named = Json::array();
    for (const BlocMember& member : event.named) named.push_back(member_view(member));
    const std::size_t reports = [&] {
        std::set<std::string> ids;
        for (const StatementRow& row : event.tellings) ids.insert(row.report.id);
        return ids.size();
    }();
    Json view = {{"id", event.id},
                 {"url", bloc_url(event.id)},
                 {"title", event_title(event)},
                 {"day", event.day.empty() ? Json(nullptr) : Json(event.day)},
                 {"day_words", event.day.empty() ? "date not known" : day_words(event.day)},
                 {"declared", or_null(event.declared)},
                 {"declared_all", event.declared_all},
                 {"declared_differs", event.declared_all.size() > 1},
                 {"lead", event.lead ? state(*event.lead) : Json(nullptr)},
                 {"group", or_null(event.group)},
                 {"forum", or_null(event.forum)},
                 {"named", by_name(std::move(named))},
                 {"named_count", event.named.size()},
                 {"unnamed", event.unnamed()},
                 {"more_named", event.declared && event.named.size() > *event.declared},
                 {"by_membership", states(event.by_membership)},
                 {"by_membership_count", event.by_membership.size()},
                 {"about", states(event.about)},
                 {"side", name_of(event.side)},
                 {"side_words", side_words(event.side)},
                 {"side_reason", event.side_reason},
                 {"reports_words", count_words(reports, "report", "reports")},
                 {"tellings", rows(event.tellings)}};
    if (event.declared && *event.declared > 0)
        view["named_share"] = std::min<std::size_t>(100, event.named.size() * 100 / *event.declared);
    return view;
}

/// The title line of an event, without its lists.
Json event_link(const BlocEvent& event) {
    return {{"id", event.id}, {"url", bloc_url(event.id)}, {"title", event_title(event)}, {"day_words", event.day.empty() ? "date not known" : day_words(event.day)}, {"side", name_of(event.side)}, {"side_words", side_words(event.side)}};
}

const BlocMember* member_of(const BlocEvent& event, const std::string& code) {
    for (const BlocMember& member : event.named)
        if (member.code == code) return &member;
    return nullptr;
}

/// The words of the first telling that names the state.
Json evidence(const BlocEvent& event, const std::string& code) {
    const BlocMember* member = member_of(event, code);
    for (const StatementRow& row : event.tellings) {
        if (member == nullptr || std::find(member->told_by.begin(), member->told_by.end(), row.id) == member->told_by.end()) continue;
        return {{"content", row.content}, {"source", row.source}, {"cue", row.cue}, {"url", statement_url(row.id)}, {"report", report(row.report)}};
    }
    return nullptr;
}

Json changes_view(const std::vector<BlocEvent>& events) {
    Json list = Json::array();
    for (const SideChange& change : side_changes(events)) {
        if (change.from >= events.size() || change.to >= events.size()) continue;
        Json from = event_link(events[change.from]), to = event_link(events[change.to]);
        from["evidence"] = evidence(events[change.from], change.code);
        to["evidence"] = evidence(events[change.to], change.code);
        list.push_back({{"state", state(change.code)}, {"from", std::move(from)}, {"to", std::move(to)}});
    }
    return list;
}

/// Most of those declared are named: only then does a name that is missing say anything.
bool mostly_named(const BlocEvent& event) { return !event.named.empty() && event.unnamed() <= event.named.size(); }

/// Who is named now and was not, and the other way round, since the event before on the same side of the same subject.
void add_comings(Json& view, const std::vector<BlocEvent>& events, std::size_t at) {
    const BlocEvent& now = events[at];
    if ((now.side != Side::against && now.side != Side::with) || !mostly_named(now)) return;
    for (std::size_t before = at; before-- > 0;) {
        const BlocEvent& then = events[before];
        if (then.side != now.side || then.about != now.about || !mostly_named(then)) continue;
        const BlocComparison compared = compare_blocs(then, now);
        view["since"] = event_link(then);
        view["since"]["newly_named"] = states(compared.only_second);
        view["since"]["no_longer_named"] = states(compared.only_first);
        view["since"]["newly_named_count"] = compared.only_second.size();
        view["since"]["no_longer_named_count"] = compared.only_first.size();
        return;
    }
}

Json cell_view(const BlocEvent& event, const std::string& code) {
    const BlocMember* member = member_of(event, code);
    if (member == nullptr) {
        const bool implied = std::find(event.by_membership.begin(), event.by_membership.end(), code) != event.by_membership.end();
        return {{"named", false}, {"implied", implied}};
    }
    return {{"named", true}, {"implied", false}, {"lead", member->lead}, {"side", name_of(event.side)}, {"side_words", side_words(event.side)}, {"against", event.side == Side::against}, {"with", event.side == Side::with}, {"unsure", event.side == Side::both || event.side == Side::open}, {"url", bloc_url(event.id)}};
}

struct MatrixRow {
    std::string code, name;
    bool changed = false;
    int side = 0;  // of the first event that names it, so that those who stood together stand together
    Json cells = Json::array();
};

/// The table takes only events that name somebody: an empty column would say nothing.
Json matrix_view(const std::vector<BlocEvent>& all) {
    std::vector<BlocEvent> events;
    for (const BlocEvent& event : all)
        if (!event.named.empty() || !event.by_membership.empty()) events.push_back(event);
    if (events.empty()) return nullptr;
    const std::size_t from = events.size() > most_columns ? events.size() - most_columns : 0;
    std::set<std::string> codes, changed;
    for (std::size_t i = from; i < events.size(); ++i)
        for (const BlocMember& member : events[i].named) codes.insert(member.code);
    for (const SideChange& change : side_changes(events)) changed.insert(change.code);
    std::vector<MatrixRow> table;
    for (const std::string& code : codes) {
        MatrixRow row{code, state_name(code), changed.count(code) != 0, 0, Json::array()};
        bool seen = false;
        for (std::size_t i = from; i < events.size(); ++i) {
            row.cells.push_back(cell_view(events[i], code));
            if (!seen && member_of(events[i], code) != nullptr) row.side = static_cast<int>(events[i].side), seen = true;
        }
        table.push_back(std::move(row));
    }
    std::sort(table.begin(), table.end(), [](const MatrixRow& a, const MatrixRow& b) {
        return std::tuple(!a.changed, a.side, a.name) < std::tuple(!b.changed, b.side, b.name);
    });
    Json columns = Json::array(), out = Json::array();
    for (std::size_t i = from; i < events.size(); ++i) {
        Json column = event_link(events[i]);
        column["declared"] = or_null(events[i].declared);
        column["named_count"] = events[i].named.size();
        column["unnamed"] = events[i].unnamed();
        column["lead"] = events[i].lead ? state(*events[i].lead) : Json(nullptr);
        columns.push_back(std::move(column));
    }
    for (MatrixRow& row : table)
        out.push_back({{"state", state(row.code)}, {"changed", row.changed}, {"cells", std::move(row.cells)}});
    return {{"columns", std::move(columns)}, {"rows", std::move(out)}, {"left_out", from}, {"nameless", all.size() - events.size()}};
}

/// Subjects of the events with their number, most first.
Json subjects_of(const std::vector<BlocEvent>& events) {
    std::map<std::string, std::uint32_t> counted;
    for (const BlocEvent& event : events)
        for (const std::string& code : event.about) ++counted[code];
    std::vector<std::pair<std::string, std::uint32_t>> order(counted.begin(), counted.end());
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    Json list = Json::array();
    for (const auto& [code, count] : order) {
        Json one = state(code);
        one["count"] = count;
        one["count_words"] = count_words(count, "joint statement", "joint statements");
        one["url"] = "/blocs?about=" + escape_url(code);
        list.push_back(std::move(one));
    }
    return list;
}

/// Counts whose names are states.
Json state_counts(const std::vector<CountOf>& list) {
    Json out = counts(list);
    for (Json& one : out) one["state"] = state(one["name"].get<std::string>());
    return out;
}

Json act_counts(const std::vector<CountOf>& list) {
    Json out = counts(list);
    for (Json& one : out)
        if (const auto act = act_named(one["name"].get<std::string>())) one["words"] = act_words(*act);
    return out;
}

Json next_of_search(const char* field, std::string_view value, const std::optional<std::string>& next) {
    if (!next) return nullptr;
    return std::string("/search?") + field + "=" + escape_url(value);
}

}  // namespace

nlohmann::json speaker_view(const SpeakerPage& page, const PageOf<StatementRow>& statements) {
    return {{"page", "speaker"},
            {"title", page.speaker.name},
            {"speaker", speaker(page.speaker)},
            {"by_act", act_counts(page.by_act)},
            {"about", state_counts(page.about)},
            {"forums", counts(page.forums)},
            {"timeline", timeline(page.by_month)},
            {"statements", rows(statements.items)},
            {"feed_url", speaker_url(page.speaker.slug) + ".atom"},
            {"all_url", next_of_search("speaker", page.speaker.slug, statements.next)}};
}

nlohmann::json states_view(const std::vector<CountOf>& states_counted) {
    Json list = state_counts(states_counted);
    for (Json& one : list) one["count_words"] = count_words(one["count"].get<std::uint32_t>(), "statement", "statements");
    std::stable_sort(list.begin(), list.end(), [](const Json& a, const Json& b) { return a["count"] > b["count"]; });
    return {{"page", "states"}, {"title", "States"}, {"states", std::move(list)}};
}

nlohmann::json state_view(const StatePage& page, const PageOf<StatementRow>& said, const PageOf<StatementRow>& about,
                          const std::vector<BlocEvent>& joined) {
    Json speakers = Json::array(), events = Json::array();
    for (const SpeakerRow& row : page.speakers) speakers.push_back(speaker(row));
    for (const BlocEvent& event : joined) {
        Json one = event_link(event);
        const BlocMember* member = member_of(event, page.code);
        one["lead"] = member != nullptr && member->lead;
        one["about"] = states(event.about);
        one["evidence"] = evidence(event, page.code);
        events.push_back(std::move(one));
    }
    Json changes = Json::array();
    for (Json& change : changes_view(joined))
        if (change["state"]["code"] == page.code) changes.push_back(std::move(change));
    const Json self = state(page.code);
    return {{"page", "state"},
            {"title", self["name"]},
            {"state", self},
            {"spoke", page.spoke},
            {"spoken_about", page.spoken_about},
            {"in_blocs", page.in_blocs},
            {"spoke_words", count_words(page.spoke, "statement", "statements")},
            {"spoken_about_words", count_words(page.spoken_about, "statement", "statements")},
            {"in_blocs_words", count_words(page.in_blocs, "joint statement", "joint statements")},
            {"speakers", std::move(speakers)},
            {"by_act", act_counts(page.by_act)},
            {"about", state_counts(page.about)},
            {"timeline", timeline(page.by_month)},
            {"joined", std::move(events)},
            {"changes", std::move(changes)},
            {"said_statements", rows(said.items)},
            {"said_url", next_of_search("state", page.code, said.next)},
            {"about_statements", rows(about.items)},
            {"about_url", next_of_search("about", page.code, about.next)},
            {"blocs_url", "/blocs?about=" + escape_url(page.code)},
            {"feed_url", "/state/" + escape_url(page.code) + ".atom"}};
}

nlohmann::json blocs_view(const BlocFilter& filter, const std::vector<BlocEvent>& events) {
    Json list = Json::array();
    for (std::size_t i = 0; i < events.size(); ++i) {
        Json one = event_view(events[i]);
        add_comings(one, events, i);
        one["pick_first"] = i == 0;
        one["pick_second"] = i == 1;
        list.push_back(std::move(one));
    }
    const std::string subject = filter.about ? state_name(*filter.about) : std::string();
    std::string title = "Joint statements";
    if (!subject.empty()) title += " about " + subject;
    if (!filter.words.empty()) title += ": " + filter.words;
    return {{"page", "blocs"},
            {"title", title},
            {"subject", filter.about ? state(*filter.about) : Json(nullptr)},
            {"subjects", filter.about ? Json::array() : subjects_of(events)},
            {"words", filter.words},
            {"about", filter.about.value_or("")},
            {"member", filter.member.value_or("")},
            {"from", filter.from},
            {"to", filter.to},
            {"count_words", count_words(events.size(), "joint statement", "joint statements")},
            {"two", events.size() >= 2},
            {"events", std::move(list)},
            {"matrix", events.empty() ? Json(nullptr) : matrix_view(events)},
            {"changes", changes_view(events)}};
}

nlohmann::json bloc_view(const BlocEvent& event) {
    return {{"page", "bloc"}, {"title", event_title(event)}, {"event", event_view(event)}};
}

nlohmann::json compare_view(const BlocEvent& first, const BlocEvent& second) {
    const BlocComparison compared = compare_blocs(first, second);
    return {{"page", "compare"},
            {"title", "Two joint statements compared"},
            {"first", event_view(first)},
            {"second", event_view(second)},
            {"any_unnamed", compared.unnamed_first + compared.unnamed_second > 0},
            {"both", by_name(states(compared.both))},
            {"both_count", compared.both.size()},
            {"only_first", by_name(states(compared.only_first))},
            {"only_first_count", compared.only_first.size()},
            {"only_second", by_name(states(compared.only_second))},
            {"only_second_count", compared.only_second.size()},
            {"unnamed_first", compared.unnamed_first},
            {"unnamed_second", compared.unnamed_second}};
}

}  // namespace rostra
