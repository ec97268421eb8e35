// Joint statements a page at a time. A cursor holds the place in time of the first statement of the page that gave it, so it
// still means the same when others were added meanwhile.
#include "row_json.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace rostra {

namespace {

constexpr std::size_t most_tellings = 5000;  // that `Record::blocs` looks at

std::int64_t key_of(const BlocEvent& event) { return event.tellings.empty() ? 0 : event.tellings.front().key; }

std::string cursor_before(const BlocEvent& event) {
    char digits[24];
    return "b-" + std::string(digits, std::to_chars(digits, digits + sizeof digits, static_cast<std::uint64_t>(key_of(event)), 16).ptr);
}

Result<std::int64_t> read_cursor(const std::string& text) {
    std::uint64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto [after, fault] = text.rfind("b-", 0) == 0 ? std::from_chars(text.data() + 2, end, value, 16) : std::from_chars_result{end, std::errc::invalid_argument};
    if (fault != std::errc() || after != end || value > static_cast<std::uint64_t>(INT64_MAX)) return Error{ErrorCode::bad_value, "cursor", "is not one that this list gave"};
    return static_cast<std::int64_t>(value);
}

}  // namespace

bool publish::looked_at_most(const std::vector<BlocEvent>& events) {
    std::size_t tellings = 0;
    for (const BlocEvent& event : events) tellings += event.tellings.size();
    return tellings >= most_tellings;
}

Result<BlocEventsPage> page_of_events(std::vector<BlocEvent> events, const PageRequest& request) {
    const std::size_t size = std::clamp<std::size_t>(request.size, 1, 200);
    std::size_t end = events.size();
    if (request.cursor) {
        const Result<std::int64_t> before = read_cursor(*request.cursor);
        if (!before) return before.error();
        while (end > 0 && key_of(events[end - 1]) >= *before) --end;
    }
    const std::size_t begin = end > size ? end - size : 0;
    BlocEventsPage page;
    page.total = events.size();
    page.more_than_total = publish::looked_at_most(events);
    if (begin > 0) page.older = cursor_before(events[begin]);
    if (end < events.size()) page.newer = end + size < events.size() ? cursor_before(events[end + size]) : std::string();
    page.events.assign(std::move_iterator(events.begin() + static_cast<std::ptrdiff_t>(begin)), std::move_iterator(events.begin() + static_cast<std::ptrdiff_t>(end)));
    return page;
}

}  // namespace rostra
