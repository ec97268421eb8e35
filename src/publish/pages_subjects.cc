// Page models of subjects: what was said about a state, which is not what the state said (pages_states.cc).
#include "bloc_parts.h"
#include "changes.h"
#include "row_json.h"

#include <algorithm>
#include <map>
#include <set>

namespace rostra {

using namespace view;

namespace {

constexpr std::size_t most_joint = 8, most_sided = 6, most_speakers = 20, most_states = 12;  // on a page

/// What all pages of one subject have. Members that only its first page fills are there and null.
Json base_view(const std::string& code, std::uint32_t statements, const PageOf<StatementRow>& list) {
    const Json self = subject(code);
    const std::string url = self["url"];
    return {{"page", "subject"},
            {"title", "About " + state_name(code)},
            {"subject", self},
            {"state_url", state(code)["url"]},
            {"statements_count", statements},
            {"statements_words", count_words(statements, "statement", "statements")},
            {"statements", rows(list.items)},
            {"next", or_null(list.next)},
            {"next_url", list.next ? Json(url + "?cursor=" + escape_url(*list.next)) : Json(nullptr)},
            {"search_url", "/search?about=" + escape_url(code)},
            {"feed_url", url + ".atom"},
            {"data_url", url + ".json"},
            {"first_url", url},
            {"first", false},
            {"act_timeline", nullptr},
            {"act_voices", nullptr},
            {"sides", nullptr},
            {"joint", nullptr},
            {"by_act", nullptr},
            {"speakers", nullptr}};
}

Json sided(const std::vector<SidedStatement>& list) {
    Json out = Json::array();
    for (const SidedStatement& one : list) {
        if (out.size() == most_sided) break;
        Json row = statement_row_view(one.row);
        row["why"] = "Read from " + stance_words(one.reason) + ".";
        out.push_back(std::move(row));
    }
    return out;
}

Json sides_view(const SubjectSides& sides, std::uint32_t statements) {
    if (sides.against_count + sides.with_count == 0) return nullptr;
    const std::uint32_t neither = sides.looked_at - sides.against_count - sides.with_count;
    const std::string of = sides.looked_at < statements ? "the newest " + count_words(sides.looked_at, "statement", "statements") : count_words(sides.looked_at, "statement", "statements");
    return {{"looked_at", sides.looked_at},
            {"looked_at_words", of},
            {"against_count", sides.against_count},
            {"with_count", sides.with_count},
            {"neither_count", neither},
            {"neither_words", count_words(neither, "statement takes", "statements take")},
            {"against", sided(sides.against)},
            {"with", sided(sides.with)}};
}

/// States that are named on both sides of this subject, each once.
Json changed_states(const std::vector<BlocEvent>& joint) {
    std::set<std::string> codes;
    for (const SideChange& change : publish::changes_by_subject(joint)) codes.insert(change.code);
    return by_name(states({codes.begin(), codes.end()}));
}

Json joint_view(const std::string& code, const std::vector<BlocEvent>& joint) {
    if (joint.empty()) return nullptr;
    Json newest = Json::array();
    for (std::size_t i = joint.size() - std::min(joint.size(), most_joint); i < joint.size(); ++i) {
        Json one = event_link(joint[i]);
        one["side_reason"] = joint[i].side_reason;
        one["forum"] = or_null(joint[i].forum);
        newest.push_back(std::move(one));
    }
    Json changed = changed_states(joint);
    return {{"count", joint.size()},
            {"count_words", count_words(joint.size(), "joint statement", "joint statements")},
            {"more_than_count", publish::looked_at_most(joint)},
            {"left_out", joint.size() > most_joint},
            {"shown_words", grouped(newest.size())},
            {"url", "/blocs?about=" + escape_url(code)},
            {"newest", std::move(newest)},
            {"changed", std::move(changed)}};
}

Json acts_of(const std::vector<ActMonth>& acts) {
    std::map<Act, std::uint32_t> totals;
    for (const ActMonth& one : acts) totals[one.act] += one.count;
    std::vector<CountOf> list;
    for (const auto& [act, count] : totals) list.push_back({std::string(name_of(act)), count});
    std::stable_sort(list.begin(), list.end(), [](const CountOf& a, const CountOf& b) { return a.count > b.count; });
    return act_counts(list);
}

}  // namespace

nlohmann::json subjects_view(const std::vector<CountOf>& subjects) {
    return {{"page", "subjects"}, {"title", "Subjects"}, {"subjects", most_first(subject_counts(subjects))}};
}

nlohmann::json subject_list_view(const StatePage& page, const PageOf<StatementRow>& statements) {
    return base_view(page.code, page.spoken_about, statements);
}

nlohmann::json subject_view(const SubjectPage& page, const PageOf<StatementRow>& statements, const std::vector<BlocEvent>& joint) {
    Json view = base_view(page.code, page.statements, statements);
    const bool some = page.counted_over < page.statements;
    const std::string counted = "Counted over the newest " + count_words(page.counted_over, "statement", "statements") + ".";
    Json speakers = Json::array();
    for (const SpeakerRow& row : page.speakers)
        if (speakers.size() < most_speakers) speakers.push_back(speaker(row));
    Json voices = act_states({page.states.begin(), page.states.begin() + static_cast<std::ptrdiff_t>(std::min(page.states.size(), most_states))}, ActsOf::speakers);
    if (!voices.is_null()) voices["chart_note"] = some ? Json(counted) : Json(nullptr);
    view["first"] = true;
    view["counted_words"] = some ? Json(counted) : Json(nullptr);
    view["act_timeline"] = act_timeline(page.acts);
    view["act_voices"] = std::move(voices);
    view["by_act"] = acts_of(page.acts);
    view["speakers"] = std::move(speakers);
    view["sides"] = sides_view(page.sides, page.statements);
    view["joint"] = joint_view(page.code, joint);
    return view;
}

}  // namespace rostra
