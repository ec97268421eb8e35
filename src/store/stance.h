// The side of a sentence that tells of a paper; that of a statement is `stance_of` (rostra/store.h). Pure functions, both in stance.cc.
#pragma once

#include "rostra/store.h"

namespace rostra::store {

/// What a reporter's sentence says of a paper's side: "a letter in praise of China", "a statement that criticised China";
/// open when it says neither, or both.
[[nodiscard]] Side side_of_words(std::string_view sentence);

}  // namespace rostra::store
