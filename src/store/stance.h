// Where a statement made for a bloc stands towards the state that it is about. Pure functions.
#pragma once

#include "rostra/store.h"

namespace rostra::store {

struct Stance {
    Side side = Side::open;
    std::string reason;  ///< "criticise", or the words that decided: "“internal affairs”"
};

/// By the words of diplomacy when they are there (its "internal affairs": a defence; "grave concern": a charge), else by
/// the act. Who calls on others not to meddle in a state's affairs stands with it, whatever the verb.
[[nodiscard]] Stance stance_of(const StatementRow& row);

/// What a reporter's sentence says of a paper's side: "a letter in praise of China", "a statement that criticised China";
/// open when it says neither, or both.
[[nodiscard]] Side side_of_words(std::string_view sentence);

}  // namespace rostra::store
