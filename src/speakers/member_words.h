// The pieces that words for members are made of: counts ("23 like-minded countries"), lists of states, and groups. A reader
// that finds no such words at token `i` gives `i` or false.
#pragma once

#include "members.h"
#include "phrase.h"

namespace rostra::speakers {

/// A word for states or those who speak for them: "countries", "delegations", "members".
[[nodiscard]] bool states_word(const Report& report, std::uint32_t i);
/// The state whose name begins at the token; nullptr when none does.
[[nodiscard]] const knowledge::Entry* state_name(const Report& report, std::uint32_t i);
/// Stands between the names of a list: a comma, "and", "as well as".
[[nodiscard]] bool list_separator(const Report& report, std::uint32_t i);
/// May stand before a word for states: "like-minded", "regional".
[[nodiscard]] bool modifier(const Report& report, std::uint32_t i);

/// "23 [other] [like-minded] countries"; gives the token after it.
std::uint32_t read_count(const Report& report, std::uint32_t i, std::uint32_t end, Members& members);
/// "[Australia] and 28 partner countries", "[her country] and 52 others": how many there are besides those before; the token behind it.
std::uint32_t count_besides(const Report& report, std::uint32_t i, std::uint32_t end, std::uint32_t& number);

struct StateList {
    std::vector<std::string_view> named;
    std::string groups;  ///< organisations that stand in the list
    std::uint32_t end = 0;
};
/// A list of states from `i`; with `leaders`, names of people may stand before each.
[[nodiscard]] StateList read_list(const Report& report, const Names& names, std::uint32_t i, std::uint32_t end, bool leaders);
/// Adds the names of a list that words introduce: ", including A and B", ", whose members are A and B".
void take_list(const Report& report, const Names& names, Members& members, std::uint32_t from, std::uint32_t end);

/// "a cross-regional group of 47 [countries]"
bool read_group_of(const Report& report, const Names& names, std::uint32_t i, std::uint32_t end, Members& members);
/// A known group, or capitals around a word like "Group" that the tables do not know.
bool read_group(const Report& report, const Names& names, std::uint32_t i, std::uint32_t end, Members& members);

}  // namespace rostra::speakers
