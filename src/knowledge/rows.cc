// Rows of the compiled tables as values, and the members of a group on a day.
#include "tables.h"

#include <array>

namespace rostra {
namespace {
constexpr std::array<std::string_view, 12> act_names = {"say", "announce", "promise", "ask", "call-for", "praise",
                                                        "criticise", "deny", "warn", "agree", "think", "show"};
}

std::string_view name_of(Act act) { return act_names[static_cast<std::size_t>(act)]; }

std::optional<Act> act_named(std::string_view name) {
    for (std::size_t i = 0; i < act_names.size(); ++i)
        if (act_names[i] == name) return static_cast<Act>(i);
    return std::nullopt;
}

namespace knowledge {
namespace {

using namespace tables;

template <class Value, class Row, class Make>
std::vector<Value> built(const Row* rows, std::size_t count, Make make) {
    std::vector<Value> out;
    out.reserve(count);
    for (std::size_t i = 0; i < count; ++i) out.push_back(make(rows[i]));
    return out;
}

/// "2020" as "2020-00-00" would be: dates of any precision compare as their first day.
bool before(std::string_view a, std::string_view b) { return a.compare(b.substr(0, std::max(a.size(), b.size()))) < 0; }

}  // namespace

std::span<const State> states() {
    static const auto all = built<State>(tables::states, states_count, [](const StateRow& r) { return State{view(r.code), view(r.name), r.member != 0}; });
    return all;
}

std::span<const Group> groups() {
    static const auto all = built<Group>(tables::groups, groups_count, [](const GroupRow& r) { return Group{view(r.id), view(r.name), view(r.kind), r.first, r.count}; });
    return all;
}

std::span<const Body> bodies() {
    static const auto all = built<Body>(tables::bodies, bodies_count, [](const BodyRow& r) { return Body{view(r.id), view(r.name), view(r.kind), view(r.forum)}; });
    return all;
}

std::span<const Office> offices() {
    static const auto all = built<Office>(tables::offices, offices_count, [](const OfficeRow& r) { return Office{view(r.title), view(r.kind), view(r.level), view(r.state)}; });
    return all;
}

const State* state(std::string_view code) {
    const auto all = knowledge::states();
    const auto at = std::lower_bound(all.begin(), all.end(), code, [](const State& s, std::string_view c) { return s.code < c; });
    return at != all.end() && at->code == code ? &*at : nullptr;
}

std::vector<std::string_view> members_at(std::uint32_t group, std::string_view date) {
    std::vector<std::string_view> out;
    if (group >= groups_count) return out;
    const GroupRow& row = tables::groups[group];
    for (std::uint32_t i = 0; i < row.count; ++i) {
        const MemberRow& m = memberships[row.first + i];
        const std::string_view from = view(m.from), until = view(m.until);
        const bool in = date.empty() ? until.empty() : (from.empty() || !before(date, from)) && (until.empty() || before(date, until));
        const std::string_view code = view(m.code);
        if (in && (out.empty() || out.back() != code)) out.push_back(code);
    }
    return out;
}

}  // namespace knowledge
}  // namespace rostra
