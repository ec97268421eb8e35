// Who changed sides of one matter. Private to publish.
#pragma once

#include "rostra/store.h"

namespace rostra::publish {

/// As `side_changes`, within each subject: who criticises one state and supports another has changed no side. Statements of
/// which no report says the subject are one matter. In order of the later statement.
[[nodiscard]] std::vector<SideChange> changes_by_subject(const std::vector<BlocEvent>& events);

}  // namespace rostra::publish
