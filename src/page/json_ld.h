// JSON-LD in a page's scripts.
#pragma once

#include "metadata.h"

namespace rostra::page {

/// Fills what is still missing in `found` from one script's text. Damaged JSON is passed over.
void read_json_ld(std::string_view script, Metadata& found);

}  // namespace rostra::page
