#include "changes.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace rostra::publish {

std::vector<SideChange> changes_by_subject(const std::vector<BlocEvent>& events) {
    std::map<std::string, std::vector<std::size_t>> of_subject;
    for (std::size_t i = 0; i < events.size(); ++i) {
        for (const std::string& code : events[i].about) of_subject[code].push_back(i);
        if (events[i].about.empty()) of_subject[{}].push_back(i);
    }
    const auto order = [](const SideChange& a, const SideChange& b) { return std::tie(a.to, a.code, a.from) < std::tie(b.to, b.code, b.from); };
    std::set<SideChange, decltype(order)> found(order);  // two subjects may tell of one change
    for (const auto& [subject, numbers] : of_subject) {
        std::vector<BlocEvent> some;  // what a side is read from, without the tellings
        for (const std::size_t number : numbers) {
            BlocEvent& one = some.emplace_back();
            one.declared = events[number].declared;
            one.named = events[number].named;
            one.side = events[number].side;
        }
        for (SideChange& change : side_changes(some)) found.insert({std::move(change.code), numbers[change.from], numbers[change.to]});
    }
    return {found.begin(), found.end()};
}

}  // namespace rostra::publish
