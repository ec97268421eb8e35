// The words by which a report names a state for a bloc: a claim about who stood where is shown with them.
#pragma once

#include "rostra/store.h"

namespace rostra::publish {

/// "… Saudi Arabia, Somalia, South Sudan …": the state's name in the telling's report with what stands beside it, where
/// the bloc is declared when it is named there, else nearest to the statement. Empty when the text does not have it.
/// Linear in the text.
[[nodiscard]] std::string naming_words(const StatementRow& row, std::string_view code);

/// The telling of the event that names the state, the first when several do; nullptr when none does.
[[nodiscard]] const StatementRow* naming_telling(const BlocEvent& event, std::string_view code);

}  // namespace rostra::publish
