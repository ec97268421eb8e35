// Which shapes of the world map to fill, and how. The shapes are a file of the site (tools/make_map.py makes it).
#include "bloc_parts.h"

#include <algorithm>

namespace rostra::view {

namespace {

std::string words_of(const Stand& stand) {
    const std::string_view kind = stand.kind();
    std::string words = kind == "changed" ? "named on both sides"
                        : kind == "left"  ? "named, then withdrew"
                        : kind == "roll"  ? "by the group's roll only"
                        : kind == "open"  ? "named, side not decided"
                                          : "named, " + std::string(side_words(stand.against ? Side::against : Side::with));
    return words + (stand.lead ? ", leads" : "");
}

void put(Stand& stand, Side side, bool lead, bool stays) {
    stand.named = true;
    stand.named_against |= side == Side::against;
    stand.named_with |= side == Side::with;
    stand.stays |= stays;
    stand.against |= stays && side == Side::against;
    stand.with |= stays && side == Side::with;
    stand.lead |= lead;
}

Json shapes(const std::map<std::string, Stand>& stands) {
    Json list = Json::array();
    for (const auto& [code, stand] : stands) list.push_back({{"code", code}, {"kind", stand.kind()}, {"name", state_name(code)}, {"words", words_of(stand)}, {"title", state_name(code) + ": " + words_of(stand)}});
    return list.empty() ? Json(nullptr) : list;
}

}  // namespace

std::string_view Stand::kind() const {
    if (named_against && named_with) return "changed";
    if (!named) return "roll";
    if (!stays) return "left";
    return against ? "against" : with ? "with"
                                      : "open";
}

bool has_left(const BlocEvent& event, std::string_view code) {
    return std::any_of(event.left.begin(), event.left.end(), [&](const BlocLeaving& left) { return left.code == code; });
}

std::map<std::string, Stand> stands_of(const std::vector<const BlocEvent*>& events) {
    std::map<std::string, Stand> stands;
    for (const BlocEvent* event : events) {
        for (const BlocMember& member : event->named) put(stands[member.code], event->side, member.lead, !has_left(*event, member.code));
        for (const std::string& code : event->by_membership) stands.try_emplace(code);
        // A report may tell that a state withdrew where none names it.
        for (const BlocLeaving& left : event->left)
            if (member_of(*event, left.code) == nullptr) put(stands[left.code], event->side, false, false);
    }
    return stands;
}

Json map_of(const BlocEvent& event) { return shapes(stands_of({&event})); }

Json map_of(const Bloc& bloc, Side side) {
    std::map<std::string, Stand> stands;
    for (const std::string& code : bloc.by_membership) stands.try_emplace(code);
    for (const std::string& code : bloc.named) put(stands[code], side, bloc.lead == code, true);
    if (bloc.lead) put(stands[*bloc.lead], side, true, true);
    return shapes(stands);
}

Json map_of(const std::vector<BlocEvent>& events) {
    std::vector<const BlocEvent*> all;
    for (const BlocEvent& event : events) all.push_back(&event);
    return shapes(stands_of(all));
}

}  // namespace rostra::view
