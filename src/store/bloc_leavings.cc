#include "bloc_leavings.h"

#include "days.h"
#include "stance.h"

namespace rostra::store {
namespace {

constexpr std::int32_t soon = 200;  // days within which a leaving needs no year to tell which statement it was
constexpr int enough = 3;

template <class T>
bool holds(const std::vector<T>& all, const T& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

bool tells(const BlocEvent& event, const std::string& report) {
    return std::any_of(event.tellings.begin(), event.tellings.end(), [&](const StatementRow& row) { return row.report.id == report; });
}

// How well the event answers to what the report says of the statement that was left; 0: it cannot be meant.
int answers(const BlocEvent& event, std::int32_t first, const ToldLeaving& told, Side side) {
    if (first == 0 || told.day < first) return 0;
    const std::uint32_t year = static_cast<std::uint32_t>(std::stoul(event.day.substr(0, 4)));
    const bool dated = holds(told.leaving.years, year);
    if (!told.leaving.years.empty() ? !dated : told.day - first > soon) return 0;
    if (side != Side::open && (event.side == Side::against || event.side == Side::with) && side != event.side) return 0;
    const bool numbered = std::any_of(event.declared_all.begin(), event.declared_all.end(), [&](std::uint32_t n) { return holds(told.leaving.numbers, n); });
    if (!numbered && !told.leaving.numbers.empty() && event.declared) return 0;
    int score = numbered ? 3 : 0;
    if (names(event, told.leaving.code)) score += 2;
    if (dated) score += 1;
    if (side != Side::open && side == event.side) score += 1;
    if (event.lead && holds(told.leaving.states, *event.lead)) score += 2;
    if (tells(event, told.reading)) score += 1;
    return score;
}

}  // namespace

void add_leavings(std::vector<BlocEvent>& events, const std::vector<ToldLeaving>& leavings) {
    // Thousands of events may stand before a thousand leavings: what is of one of them alone is asked once.
    std::vector<std::int32_t> days;
    for (const BlocEvent& event : events) days.push_back(day_number(event.day).value_or(0));
    for (const ToldLeaving& told : leavings) {
        const Side side = side_of_words(told.told.words);
        BlocEvent* best = nullptr;
        int most = enough - 1;
        for (std::size_t i = 0; i < events.size(); ++i)
            if (const int score = answers(events[i], days[i], told, side); score >= most + (best == nullptr)) best = &events[i], most = score;  // of equals the latest
        if (best) best->left.push_back(told.told);
    }
    for (BlocEvent& event : events)
        std::stable_sort(event.left.begin(), event.left.end(), [](const BlocLeaving& a, const BlocLeaving& b) { return a.day < b.day; });
}

}  // namespace rostra::store
