// Which shapes of the world map to fill, and how. The shapes are a file of the site (tools/make_map.py makes it).
#include "bloc_parts.h"

#include <algorithm>
#include <map>

namespace rostra::view {

namespace {

struct Fill {
    bool against = false, with = false, undecided = false, left = false, roll = false, lead = false;
};

std::string_view kind_of(const Fill& fill) {
    if (fill.against && fill.with) return "changed";
    if (fill.left && !fill.undecided) return "left";
    if (fill.against) return "against";
    if (fill.with) return "with";
    return fill.undecided ? "open" : fill.left ? "left" : "roll";
}

std::string words_of(const Fill& fill, std::string_view kind) {
    std::string words = kind == "changed" ? "named on both sides" : kind == "roll" ? "by the group's roll only" : kind == "open" ? "named, side not decided" : kind == "left" ? "named, then withdrew" : kind == "against" ? "named, critical" : "named, supportive";
    return words + (fill.lead ? ", leads" : "");
}

void add(std::map<std::string, Fill>& fills, const std::string& code, Side side, bool lead) {
    Fill& fill = fills[code];
    (side == Side::against ? fill.against : side == Side::with ? fill.with : fill.undecided) = true;
    fill.lead |= lead;
}

void add(std::map<std::string, Fill>& fills, const BlocEvent& event) {
    for (const BlocMember& member : event.named) add(fills, member.code, event.side, member.lead);
    for (const std::string& code : event.by_membership) fills[code].roll = true;
    for (const BlocLeaving& left : event.left) fills[left.code].left = true;
}

Json shapes(const std::map<std::string, Fill>& fills) {
    Json list = Json::array();
    for (const auto& [code, fill] : fills) {
        const std::string_view kind = kind_of(fill);
        list.push_back({{"code", code}, {"kind", kind}, {"title", state_name(code) + ": " + words_of(fill, kind)}});
    }
    return list.empty() ? Json(nullptr) : list;
}

}  // namespace

Json map_of(const BlocEvent& event) {
    std::map<std::string, Fill> fills;
    add(fills, event);
    return shapes(fills);
}

Json map_of(const Bloc& bloc, Side side) {
    std::map<std::string, Fill> fills;
    for (const std::string& code : bloc.named) add(fills, code, side, bloc.lead == code);
    if (bloc.lead) add(fills, *bloc.lead, side, true);
    for (const std::string& code : bloc.by_membership) fills[code].roll = true;
    return shapes(fills);
}

Json map_of(const std::vector<BlocEvent>& events) {
    std::map<std::string, Fill> fills;
    for (const BlocEvent& event : events) add(fills, event);
    // Who withdrew once and is named again later stands where it is named.
    for (auto& [state, fill] : fills)
        for (const BlocEvent& event : events) {
            const auto leaves = [&code = state](const BlocLeaving& left) { return left.code == code; };
            if (fill.left && member_of(event, state) != nullptr && std::none_of(event.left.begin(), event.left.end(), leaves)) fill.left = false;
        }
    return shapes(fills);
}

}  // namespace rostra::view
