// What pages say of a joint statement: the values shared by the pages of blocs, states and statements. Internal to publish.
#pragma once

#include "view_parts.h"

namespace rostra::view {

[[nodiscard]] std::string_view side_words(Side side);
/// "23 states, led by United Kingdom"; "European Union, led by Germany".
[[nodiscard]] std::string event_title(const BlocEvent& event);
/// Everything: declared, named, unnamed, by whom named, who withdrew, side, tellings.
[[nodiscard]] Json event_view(const BlocEvent& event);
/// The title line of an event, without its lists.
[[nodiscard]] Json event_link(const BlocEvent& event);
[[nodiscard]] const BlocMember* member_of(const BlocEvent& event, std::string_view code);
/// The words of the first telling that names the state, and the words that name it; null when none does.
[[nodiscard]] Json evidence(const BlocEvent& event, std::string_view code);
/// Who changed sides, with evidence of both.
[[nodiscard]] Json changes_view(const std::vector<BlocEvent>& events);
/// Who took its name off which statement, and which report tells it; of one state when `code` is given.
[[nodiscard]] Json withdrawals_view(const std::vector<BlocEvent>& events, std::string_view code = {});
/// "since": who is named now and was not, and the other way round, since the statement before on the same side.
void add_comings(Json& view, const std::vector<BlocEvent>& events, std::size_t at);
[[nodiscard]] Json by_name(Json list);

/// Shapes to fill on the world map: [{"code", "name", "kind", "words"}], kind "against", "with", "changed", "open",
/// "left" or "roll". States that no report names are not in it.
[[nodiscard]] Json map_of(const BlocEvent& event);
[[nodiscard]] Json map_of(const Bloc& bloc, Side side);
[[nodiscard]] Json map_of(const std::vector<BlocEvent>& events);

/// States by statements as a picture: geometry of cells, and the same as a table. Null without a named state.
[[nodiscard]] Json matrix_view(const std::vector<BlocEvent>& events);

}  // namespace rostra::view
