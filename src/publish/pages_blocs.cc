// Page models of joint statements: one, many, and two set against each other.
#include "bloc_parts.h"

#include <algorithm>

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

/// The address of the same list as JSON.
std::string data_url(const BlocFilter& filter) {
    std::string url = "/blocs.json";
    const auto add = [&url](const char* name, const std::string& value) {
        if (!value.empty()) url += (url.find('?') == std::string::npos ? "?" : "&") + std::string(name) + "=" + escape_url(value);
    };
    add("about", filter.about.value_or(""));
    add("member", filter.member.value_or(""));
    add("q", filter.words);
    add("from", filter.from);
    add("to", filter.to);
    return url;
}

/// Another statement of the sequence, with a way to set it against this one.
Json beside(const BlocEvent& other, const BlocEvent& event) {
    Json one = event_link(other);
    const bool earlier = other.tellings.front().key < event.tellings.front().key;
    const std::string &first = earlier ? other.id : event.id, &second = earlier ? event.id : other.id;
    one["compare_url"] = "/compare?a=" + escape_url(first) + "&b=" + escape_url(second);
    return one;
}

/// What it means to be named in both of two statements.
std::string overlap_words(const BlocEvent& first, const BlocEvent& second) {
    const auto sided = [](const BlocEvent& e) { return e.side == Side::against || e.side == Side::with; };
    if (!sided(first) || !sided(second)) return "The side of one of the two is not decided.";
    if (first.side == second.side) return "Both are on the same side: who is named only in the second came, who is named only in the first is no longer named.";
    return "The two are on opposite sides: who is named in both is named on each side.";
}

}  // namespace

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
            {"data_url", data_url(filter)},
            {"map", map_of(events)},
            {"matrix", matrix_view(events)},
            {"withdrawals", withdrawals_view(events)},
            {"changes", changes_view(events)}};
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
    return {{"page", "bloc"}, {"title", event_title(event)}, {"event", std::move(view)}, {"before", std::move(before)}, {"after", std::move(after)}, {"has_sequence", sequence.size() > 1}, {"data_url", bloc_url(event.id) + ".json"}};
}

nlohmann::json compare_view(const BlocEvent& first, const BlocEvent& second) {
    const BlocComparison compared = compare_blocs(first, second);
    return {{"page", "compare"},
            {"title", "Two joint statements compared"},
            {"first", event_view(first)},
            {"second", event_view(second)},
            {"overlap_words", overlap_words(first, second)},
            {"opposed", (first.side == Side::against && second.side == Side::with) || (first.side == Side::with && second.side == Side::against)},
            {"changes", changes_view({first, second})},
            {"withdrawals", withdrawals_view({first, second})},
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
