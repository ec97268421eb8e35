// Stage 7, store: readings → the record. SQLite by default; migrations carry a version.
// Must not know about HTTP or HTML. One writer, many readers; a Record is used by one thread, open one a thread.
#pragma once

#include "rostra/pipeline.h"

namespace rostra {

}  // namespace rostra
