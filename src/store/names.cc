// The fixed names of the store's enumerations, as they stand in JSON and in the database.
#include "rostra/store.h"

#include <array>

namespace rostra {
namespace {

constexpr std::array<std::string_view, 6> kinds{"speaker", "bloc", "not-a-statement", "furniture", "other", "apart"};
constexpr std::array<std::string_view, 5> states{"proposed", "suspected", "accepted", "rejected", "spam"};

}  // namespace

std::string_view name_of(Added added) {
    switch (added) {
        case Added::added: return "added";
        case Added::unchanged: return "unchanged";
        case Added::updated: return "updated";
    }
    return "unknown";
}

std::string_view name_of(CorrectionKind kind) { return kinds[static_cast<std::size_t>(kind)]; }

std::optional<CorrectionKind> correction_kind(std::string_view name) {
    for (std::size_t i = 0; i < kinds.size(); ++i)
        if (kinds[i] == name) return static_cast<CorrectionKind>(i);
    return std::nullopt;
}

std::string_view name_of(CorrectionState state) { return states[static_cast<std::size_t>(state)]; }

std::optional<CorrectionState> correction_state(std::string_view name) {
    for (std::size_t i = 0; i < states.size(); ++i)
        if (states[i] == name) return static_cast<CorrectionState>(i);
    return std::nullopt;
}

std::string_view name_of(Side side) {
    switch (side) {
        case Side::against: return "against";
        case Side::with: return "with";
        case Side::both: return "both";
        case Side::open: return "open";
    }
    return "unknown";
}

Side side_of(Act act) {
    switch (act) {
        case Act::criticise:
        case Act::warn:
        case Act::call_for: return Side::against;
        case Act::praise: return Side::with;
        default: return Side::open;
    }
}

}  // namespace rostra
