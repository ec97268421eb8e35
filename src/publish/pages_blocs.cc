// Page models of joint statements: one, many, and two set against each other.
#include "bloc_parts.h"

#include <algorithm>
#include <set>

namespace rostra {

using namespace view;

namespace {

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

/// The address of the list, or of another page of it ("" for the newest).
std::string list_url(const char* path, const BlocFilter& filter, const std::string& cursor = {}) {
    std::string url = path;
    const auto add = [&url](const char* name, const std::string& value) {
        if (!value.empty()) url += (url.find('?') == std::string::npos ? "?" : "&") + std::string(name) + "=" + escape_url(value);
    };
    add("about", filter.about.value_or(""));
    add("member", filter.member.value_or(""));
    add("q", filter.words);
    add("from", filter.from);
    add("to", filter.to);
    add("cursor", cursor);
    return url;
}

/// Critical and supportive say nothing beside each other where the statements are about different states.
bool is_of_one_subject(const std::vector<BlocEvent>& events) {
    std::set<std::string> subjects;
    for (const BlocEvent& event : events) subjects.insert(event.about.begin(), event.about.end());
    return subjects.size() < 2;
}

/// "60 from 8 July 2019 to 31 October 2022".
std::string span_words(const std::vector<BlocEvent>& events) {
    if (events.empty()) return {};
    const auto day = [](const BlocEvent& event) { return event.day.empty() ? std::string("an unknown day") : day_words(event.day); };
    return grouped(events.size()) + (events.size() == 1 ? ", of " + day(events.front()) : " from " + day(events.front()) + " to " + day(events.back()));
}

/// Another statement of the sequence, with a way to set it against this one.
Json beside(const BlocEvent& other, const BlocEvent& event) {
    Json one = event_link(other);
    const bool earlier = other.tellings.front().key < event.tellings.front().key;
    const std::string &first = earlier ? other.id : event.id, &second = earlier ? event.id : other.id;
    one["compare_url"] = "/compare?a=" + escape_url(first) + "&b=" + escape_url(second);
    return one;
}

/// "23 states, led by United Kingdom, about China, 29 October 2019": tells one from all others in a list of bookmarks.
std::string full_title(const BlocEvent& event) {
    std::string title = event_title(event);
    for (std::size_t i = 0; i < event.about.size(); ++i) title += (i == 0 ? ", about " : " and ") + state_name(event.about[i]);
    return event.day.empty() ? title : title + ", " + day_words(event.day);
}

/// What it means to be named in both of two statements.
std::string overlap_words(const BlocEvent& first, const BlocEvent& second) {
    const auto sided = [](const BlocEvent& e) { return e.side == Side::against || e.side == Side::with; };
    const bool one_subject = first.about == second.about || std::any_of(first.about.begin(), first.about.end(), [&](const std::string& code) { return std::find(second.about.begin(), second.about.end(), code) != second.about.end(); });
    if (!one_subject) return "The two are about different subjects: to be named in both, on whichever side, is no change of side.";
    if (!sided(first) || !sided(second)) return "The side of one of the two is not decided, so being named in both says nothing of sides.";
    if (first.side == second.side) return "Both are on the same side. Some states may be named in only one of them because reports do not name all that joined.";
    return "The two are on opposite sides: who is named in both is named on each side.";
}

}  // namespace

nlohmann::json blocs_view(const BlocFilter& filter, const BlocEventsPage& page, const std::optional<std::string>& cursor) {
    const std::vector<BlocEvent>& events = page.events;
    Json list = Json::array();
    for (std::size_t i = 0; i < events.size(); ++i) {
        Json one = event_summary(events[i]);
        add_comings(one, events, i);
        one["pick_first"] = i == 0;
        one["pick_second"] = i == 1;
        list.push_back(std::move(one));
    }
    publish::Namings namings;
    const bool one_matter = filter.about || !filter.words.empty() || is_of_one_subject(events);
    const std::string subject = filter.about ? state_name(*filter.about) : std::string();
    std::string title = "Joint statements";
    if (!subject.empty()) title += " about " + subject;
    if (!filter.words.empty()) title += ": " + filter.words;
    return {{"page", "blocs"},
            {"title", title},
            {"subject", filter.about ? view::subject(*filter.about) : Json(nullptr)},
            {"subjects", filter.about ? Json::array() : subjects_of(events)},
            {"words", filter.words},
            {"about", filter.about.value_or("")},
            {"member", filter.member.value_or("")},
            {"from", filter.from},
            {"to", filter.to},
            {"count_words", count_words(page.total, "joint statement", "joint statements")},
            {"more_than_total", page.more_than_total},
            {"paged", page.older.has_value() || page.newer.has_value()},
            {"page_words", span_words(events)},
            {"next", or_null(page.older)},
            {"older_url", page.older ? Json(list_url("/blocs", filter, *page.older)) : Json(nullptr)},
            {"newer_url", page.newer ? Json(list_url("/blocs", filter, *page.newer)) : Json(nullptr)},
            {"two", events.size() >= 2},
            {"events", std::move(list)},
            {"data_url", list_url("/blocs.json", filter, cursor.value_or(""))},
            {"map", one_matter ? map_of(events) : Json(nullptr)},
            {"matrix", one_matter ? matrix_view(events) : Json(nullptr)},
            {"many_matters", !one_matter},
            {"withdrawals", withdrawals_view(events, namings)},
            {"changes", changes_view(events, namings)}};
}

nlohmann::json bloc_view(const BlocEvent& event, const std::vector<BlocEvent>& sequence) {
    Json view = event_view(event);
    view["map"] = map_of(event);
    Json before = Json::array(), after = Json::array();
    for (std::size_t i = 0; i < sequence.size(); ++i) {
        if (sequence[i].id == event.id) {
            add_comings(view, sequence, i);
            for (std::size_t j = i > 3 ? i - 3 : 0; j < i; ++j) before.push_back(beside(sequence[j], event));
            for (std::size_t j = i + 1; j < sequence.size() && j <= i + 3; ++j) after.push_back(beside(sequence[j], event));
        }
    }
    return {{"page", "bloc"}, {"title", full_title(event)}, {"event", std::move(view)}, {"before", std::move(before)}, {"after", std::move(after)}, {"has_sequence", sequence.size() > 1}, {"data_url", bloc_url(event.id) + ".json"}};
}

nlohmann::json compare_view(const BlocEvent& first, const BlocEvent& second) {
    const BlocComparison compared = compare_blocs(first, second);
    const std::vector<BlocEvent> both = {first, second};
    publish::Namings namings;
    return {{"page", "compare"},
            {"title", "Two joint statements compared"},
            {"first", event_summary(first)},
            {"second", event_summary(second)},
            {"overlap_words", overlap_words(first, second)},
            {"opposed", (first.side == Side::against && second.side == Side::with) || (first.side == Side::with && second.side == Side::against)},
            {"changes", changes_view(both, namings)},
            {"withdrawals", withdrawals_view(both, namings)},
            {"data_url", "/compare.json?a=" + escape_url(first.id) + "&b=" + escape_url(second.id)},
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
