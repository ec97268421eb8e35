// The members of a bloc as words name them: "23 states including A, B and C", "the Lima Group", "A, B and C".
#pragma once

#include "names.h"

namespace rostra::speakers {

struct Members {
    Range range;  ///< the words
    std::optional<std::uint32_t> declared;
    std::vector<std::string_view> named;  ///< alpha-3, in order, once each
    std::string group;                    ///< name as the report has it
    std::uint32_t group_row = none;       ///< of knowledge::groups()
    bool others = false;                  ///< "22 other countries"
    bool own = false;                     ///< "her own country and"
    bool back = false;                    ///< "the four": the list before
    bool of_body = false;                 ///< "the 15-nation Council": the number is the body's
    std::string_view lead;                ///< "54 states led by Belarus"
    std::string_view besides;             ///< "[Australia] and 28 partner countries": the one state that the others are counted with
    Range count;                          ///< "23 states"
    [[nodiscard]] bool empty() const { return range.empty(); }
};

/// Members named from token `first` on: a number of states, a known group, a list. Empty when the words are none of it.
[[nodiscard]] Members read_members(const Report& report, const Names& names, std::uint32_t first, std::uint32_t end);

/// Adds those that are not among them yet.
void add_names(std::vector<std::string_view>& named, const std::vector<std::string_view>& more);

/// The number in "57-member", "15-nation", 0 when the token is no such word.
[[nodiscard]] std::uint32_t member_count(const Report& report, std::uint32_t token);

/// The number that a known group's name holds before its members: "five permanent members", "three Baltic states"; else 0.
[[nodiscard]] std::uint32_t counted_in_name(const Report& report, const Known& group);

/// The group that was named last, in the sentence of the token or the one before; nullptr when none was.
[[nodiscard]] const Known* group_before(const Report& report, std::uint32_t token);

/// A group by its name alone, told of in these words.
[[nodiscard]] Members group_alone(const Report& report, const Known& group, Range words);

}  // namespace rostra::speakers
