// Page models of speakers and states.
#include "bloc_parts.h"

#include <algorithm>

namespace rostra {

using namespace view;

namespace {

constexpr std::size_t most_joined = 20;  // on a state's page; the newest, in order of day

Json next_of_search(const char* field, std::string_view value, const std::optional<std::string>& next) {
    if (!next) return nullptr;
    return std::string("/search?") + field + "=" + escape_url(value);
}

}  // namespace

nlohmann::json speaker_view(const SpeakerPage& page, const PageOf<StatementRow>& statements, const std::vector<ActMonth>& acts,
                            const std::vector<StateActs>& subjects, std::uint32_t counted_over) {
    Json chart = act_states(subjects, ActsOf::subjects);
    const std::size_t left = page.about.size() - std::min(page.about.size(), subjects.size());
    std::string note = counted_over == 0 ? "" : "Counted over the newest " + grouped(counted_over) + " statements. ";
    if (left > 0) note += grouped(left) + " more in the list “About whom”.";
    if (!chart.is_null()) chart["chart_note"] = note;
    return {{"page", "speaker"},
            {"title", page.speaker.name},
            {"speaker", speaker(page.speaker)},
            {"by_act", act_counts(page.by_act)},
            {"about", subject_counts(page.about)},
            {"forums", counts(page.forums)},
            {"act_timeline", act_timeline(acts)},
            {"act_subjects", std::move(chart)},
            {"subjects_counted_over", counted_over == 0 ? Json(nullptr) : Json(counted_over)},
            {"data_url", speaker_url(page.speaker.slug) + ".json"},
            {"statements", rows(statements.items)},
            {"feed_url", speaker_url(page.speaker.slug) + ".atom"},
            {"all_url", next_of_search("speaker", page.speaker.slug, statements.next)}};
}

nlohmann::json states_view(const std::vector<CountOf>& states_counted) {
    return {{"page", "states"}, {"title", "States"}, {"states", most_first(state_counts(states_counted))}};
}

nlohmann::json state_view(const StatePage& page, const PageOf<StatementRow>& said, const std::vector<BlocEvent>& joined,
                          const std::vector<ActMonth>& acts) {
    Json speakers = Json::array(), events = Json::array();
    for (const SpeakerRow& row : page.speakers) speakers.push_back(speaker(row));
    publish::Namings namings;
    for (std::size_t i = joined.size() - std::min(joined.size(), most_joined); i < joined.size(); ++i) {
        const BlocEvent& event = joined[i];
        Json one = event_link(event);
        const BlocMember* member = member_of(event, page.code);
        one["lead"] = member != nullptr && member->lead;
        one["evidence"] = evidence(event, page.code, namings);
        events.push_back(std::move(one));
    }
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
            {"about", subject_counts(page.about)},
            {"act_timeline", act_timeline(acts)},
            {"data_url", "/state/" + escape_url(page.code) + ".json"},
            {"withdrawals", withdrawals_view(joined, namings, page.code)},
            {"joined", std::move(events)},
            {"joined_url", joined.size() > most_joined ? Json("/blocs?member=" + escape_url(page.code)) : Json(nullptr)},
            {"joined_words", count_words(joined.size(), "joint statement", "joint statements")},
            {"changes", changes_view(joined, namings, page.code)},
            {"said_statements", rows(said.items)},
            {"said_url", next_of_search("state", page.code, said.next)},
            {"subject_url", view::subject(page.code)["url"]},
            {"feed_url", "/state/" + escape_url(page.code) + ".atom"}};
}

}  // namespace rostra
