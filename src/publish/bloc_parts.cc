#include "bloc_parts.h"

#include "changes.h"

#include <algorithm>
#include <map>
#include <set>

namespace rostra::view {

namespace {

/// The report that a telling is from, in few words: its publisher, else its title, and the day.
std::string source_words(const ReportRow& row) {
    const std::string name = row.publisher && !row.publisher->empty() ? *row.publisher : row.title.value_or("Report " + row.id);
    return name + (row.published ? ", " + day_words(row.published->substr(0, 10)) : std::string());
}

/// A state with the tellings that name it, one a report.
Json member_view(const BlocMember& member, const std::vector<StatementRow>& tellings) {
    Json one = state(member.code);
    one["lead"] = member.lead;
    Json told = Json::array();
    std::set<std::string> reports;
    for (const StatementRow& row : tellings)
        if (std::find(member.told_by.begin(), member.told_by.end(), row.id) != member.told_by.end() && reports.insert(row.report.id).second)
            told.push_back({{"id", row.id}, {"url", statement_url(row.id)}, {"label", source_words(row.report)}});
    one["told_by_count"] = told.size();
    one["told_by"] = std::move(told);
    return one;
}

/// How many states each report names.
Json naming_reports(const BlocEvent& event) {
    std::map<std::string, std::set<std::string>> named;
    std::map<std::string, const ReportRow*> reports;
    for (const StatementRow& row : event.tellings) {
        reports.emplace(row.report.id, &row.report);
        for (const BlocMember& member : event.named)
            if (std::find(member.told_by.begin(), member.told_by.end(), row.id) != member.told_by.end()) named[row.report.id].insert(member.code);
    }
    Json list = Json::array();
    for (const auto& [id, row] : reports) list.push_back({{"report", report(*row)}, {"names", named[id].size()}, {"names_words", named[id].empty() ? "names none" : "names " + count_words(named[id].size(), "state", "states")}});
    std::stable_sort(list.begin(), list.end(), [](const Json& a, const Json& b) { return a["names"] > b["names"]; });
    return list;
}

/// Each report's word that a state withdrew; the first of a state is told as news, the others beside it.
Json left_of(const BlocEvent& event, std::string_view code) {
    Json list = Json::array();
    for (const BlocLeaving& left : event.left) {
        if (!code.empty() && left.code != code) continue;
        list.push_back({{"state", state(left.code)},
                        {"words", left.words},
                        {"day_words", left.day.empty() ? "date not known" : day_words(left.day)},
                        {"told_url", statement_url(left.told_by)},
                        {"report", report(left.report)}});
    }
    return list;
}

Json states_that_left(const BlocEvent& event) {
    std::set<std::string> codes;
    for (const BlocLeaving& left : event.left) codes.insert(left.code);
    return states({codes.begin(), codes.end()});
}

/// Most of those declared are named: only then does a name that is missing say anything.
bool mostly_named(const BlocEvent& event) { return event.declared && !event.named.empty() && event.unnamed() <= event.named.size(); }

}  // namespace

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

Json event_summary(const BlocEvent& event) {
    Json named = Json::array(), told = Json::array();
    for (const BlocMember& member : event.named) {
        named.push_back(state(member.code));
        named.back()["lead"] = member.lead;
    }
    std::set<std::string_view> reports;
    for (const StatementRow& row : event.tellings) {
        reports.insert(row.report.id);
        told.push_back({{"id", row.id}, {"url", statement_url(row.id)}});
    }
    Json view = event_link(event);
    view.update(Json{{"day", event.day.empty() ? Json(nullptr) : Json(event.day)},
                     {"declared_all", event.declared_all},
                     {"declared_differs", event.declared_all.size() > 1},
                     {"lead", event.lead ? state(*event.lead) : Json(nullptr)},
                     {"group", or_null(event.group)},
                     {"forum", or_null(event.forum)},
                     {"named", by_name(std::move(named))},
                     {"more_named", event.declared && event.named.size() > *event.declared},
                     {"side_reason", event.side_reason},
                     {"left_states", states_that_left(event)},
                     {"reports_words", count_words(reports.size(), "report", "reports")},
                     {"told_by", std::move(told)}});
    if (event.declared && *event.declared > 0)
        view["named_share"] = std::min<std::size_t>(100, event.named.size() * 100 / *event.declared);
    return view;
}

Json event_view(const BlocEvent& event) {
    Json named = Json::array();
    for (const BlocMember& member : event.named) named.push_back(member_view(member, event.tellings));
    Json view = event_summary(event);
    view["named"] = by_name(std::move(named));
    view["by_membership"] = states(event.by_membership);
    view["by_membership_count"] = event.by_membership.size();
    view["left"] = left_of(event, {});
    view["naming_reports"] = naming_reports(event);
    view["tellings"] = rows(event.tellings);
    return view;
}

Json event_link(const BlocEvent& event) {
    return {{"id", event.id},
            {"url", bloc_url(event.id)},
            {"title", event_title(event)},
            {"day_words", event.day.empty() ? "date not known" : day_words(event.day)},
            {"side", name_of(event.side)},
            {"side_words", side_words(event.side)},
            {"about", subjects(event.about)},
            {"declared", or_null(event.declared)},
            {"named_count", event.named.size()},
            {"unnamed", event.unnamed()}};
}

const BlocMember* member_of(const BlocEvent& event, std::string_view code) {
    for (const BlocMember& member : event.named)
        if (member.code == code) return &member;
    return nullptr;
}

Json evidence(const BlocEvent& event, std::string_view code, publish::Namings& namings) {
    const StatementRow* row = publish::naming_telling(event, code);
    if (row == nullptr) return nullptr;
    const std::string named_in = namings.words(*row, code);
    return {{"content", row->content}, {"excerpt", excerpt(row->content, 300)}, {"source", row->source}, {"cue", row->cue}, {"url", statement_url(row->id)}, {"named_in", named_in.empty() ? Json(nullptr) : Json(named_in)}, {"report", report(row->report)}};
}

Json changes_view(const std::vector<BlocEvent>& events, publish::Namings& namings, std::string_view code) {
    Json list = Json::array();
    for (const SideChange& change : publish::changes_by_subject(events)) {
        if (!code.empty() && change.code != code) continue;
        Json from = event_link(events[change.from]), to = event_link(events[change.to]);
        from["evidence"] = evidence(events[change.from], change.code, namings);
        to["evidence"] = evidence(events[change.to], change.code, namings);
        list.push_back({{"state", state(change.code)}, {"from", std::move(from)}, {"to", std::move(to)}});
    }
    return list;
}

Json withdrawals_view(const std::vector<BlocEvent>& events, publish::Namings& namings, std::string_view code) {
    Json list = Json::array();
    for (const BlocEvent& event : events) {
        std::set<std::string> seen;
        for (const BlocLeaving& left : event.left) {
            if ((!code.empty() && left.code != code) || !seen.insert(left.code).second) continue;
            Json from = event_link(event);
            from["evidence"] = evidence(event, left.code, namings);
            list.push_back({{"state", state(left.code)}, {"from", std::move(from)}, {"told", left_of(event, left.code)}});
        }
    }
    return list;
}

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

}  // namespace rostra::view
