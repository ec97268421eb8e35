// Are two tellings of one statement? Decided by who, when, for whom and the words; precision before recall, since a false
// join puts words into a mouth and a missed one only shows two entries. Pure functions.
#pragma once

#include "rostra/store.h"

namespace rostra::store {

/// What is compared of a telling.
struct Version {
    std::optional<Speaker> speaker;
    std::optional<Bloc> bloc;
    Act act = Act::say;
    Manner manner = Manner::indirect;
    std::string day;         ///< said, else published
    bool day_said = false;   ///< `day` is when it was said, to the day
    std::vector<std::string> about;  ///< alpha-3
    std::vector<std::string> words;  ///< of the content, folded, in order; a state in any form is its code ("@CHN")
    std::vector<std::string> names;  ///< words with a capital that do not begin the content, folded, sorted
};

[[nodiscard]] Version version_of(const Statement& statement, std::string_view content, const std::optional<std::string>& published);

/// Why they are one statement, or nullopt.
[[nodiscard]] std::optional<JoinReason> same_statement(const Version& a, const Version& b);

/// Days between two tellings beyond which they are never joined: how far candidates are sought.
constexpr std::int32_t widest_window = 7;

}  // namespace rostra::store
