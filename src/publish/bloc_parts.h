// What pages say of a joint statement: the values shared by the pages of blocs, states and statements. Internal to publish.
#pragma once

#include "naming.h"
#include "view_parts.h"

#include <map>

namespace rostra::view {

/// "23 states, led by United Kingdom"; "European Union, led by Germany".
[[nodiscard]] std::string event_title(const BlocEvent& event);
/// The title line of an event, without its lists.
[[nodiscard]] Json event_link(const BlocEvent& event);
/// What a list says of it: also who is named, who withdrew, how its side was decided, and which tellings tell it.
[[nodiscard]] Json event_summary(const BlocEvent& event);
/// All of it: also which telling names whom, the words of each withdrawal, and the tellings.
[[nodiscard]] Json event_view(const BlocEvent& event);
[[nodiscard]] const BlocMember* member_of(const BlocEvent& event, std::string_view code);
/// The words of the first telling that names the state, and the words that name it; null when none does.
[[nodiscard]] Json evidence(const BlocEvent& event, std::string_view code, publish::Namings& namings);
/// Who changed sides, with evidence of both; of one state when `code` is given.
[[nodiscard]] Json changes_view(const std::vector<BlocEvent>& events, publish::Namings& namings, std::string_view code = {});
/// Who took its name off which statement, and which report tells it; of one state when `code` is given.
[[nodiscard]] Json withdrawals_view(const std::vector<BlocEvent>& events, publish::Namings& namings, std::string_view code = {});
/// "since": who is named now and was not, and the other way round, since the statement before on the same side.
void add_comings(Json& view, const std::vector<BlocEvent>& events, std::size_t at);
[[nodiscard]] Json by_name(Json list);

/// Where a state stands in some joint statements, by the one rule of map and matrix: named on both sides it is "changed"
/// (as `side_changes` has it, whatever it withdrew from); else it stands on the side of the statements that still bear its
/// name, or "open"; when it took its name off each that names it, it is "left". "roll": only a group's roll implies it.
struct Stand {
    bool named_against = false, named_with = false, named = false;  ///< also where it withdrew
    bool against = false, with = false, stays = false;              ///< where its name still stands
    bool lead = false;
    [[nodiscard]] std::string_view kind() const;
};
/// By code.
[[nodiscard]] std::map<std::string, Stand> stands_of(const std::vector<const BlocEvent*>& events);
[[nodiscard]] bool has_left(const BlocEvent& event, std::string_view code);

/// Shapes to fill on the world map: [{"code", "kind", "title"}], `kind` as `Stand` has it. States that no report names are
/// not in it; null when there is none.
[[nodiscard]] Json map_of(const BlocEvent& event);
[[nodiscard]] Json map_of(const Bloc& bloc, Side side);
[[nodiscard]] Json map_of(const std::vector<BlocEvent>& events);

/// States by statements as a picture: geometry of cells, and the same as a table. Null without a named state.
[[nodiscard]] Json matrix_view(const std::vector<BlocEvent>& events);

}  // namespace rostra::view
