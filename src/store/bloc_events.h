// Tellings made for a bloc → joint statements. Pure functions.
#pragma once

#include "rostra/store.h"

namespace rostra::store {

/// Gathers tellings into events, in order of day. Two tellings speak of one event when they lie within 30 days, their
/// numbers, leads and sides do not clash, and at least one of number, lead, group or three named states agrees; tellings
/// of one statement always do.
[[nodiscard]] std::vector<BlocEvent> bloc_events(std::vector<StatementRow> tellings);

[[nodiscard]] bool names(const BlocEvent& event, std::string_view code);

}  // namespace rostra::store
