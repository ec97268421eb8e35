// Forms that two rows of the tables hold.
#pragma once

#include "rostra/knowledge.h"

namespace rostra::knowledge {

/// Gives each form of two states, or of a state and a group, to the one that the text names by a form of its own too.
/// Where it names none or both, the form stands for nobody and is taken out; a state's own name stays with it.
void settle_shared(Marked& marked, std::string_view text);

}  // namespace rostra::knowledge
