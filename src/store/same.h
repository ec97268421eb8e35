// Are two tellings of one statement? Decided by who, when, for whom and the words; precision before recall, since a false
// join puts words into a mouth and a missed one only shows two entries. Pure functions.
#pragma once

#include "rostra/store.h"

namespace rostra::store {

/// What is compared of a telling.
/// Who joins and parts when it is no editor.
constexpr std::string_view rule_name = "rule";

struct Version {
    std::optional<Speaker> speaker;
    std::optional<Bloc> bloc;
    Act act = Act::say;
    Manner manner = Manner::indirect;
    std::string day;                     ///< said, else published
    bool day_said = false;               ///< `day` is when it was said, to the day
    std::vector<std::string> about;      ///< alpha-3
    std::vector<std::string> words;      ///< of the content, folded, in order; a state in any form is its code ("@CHN")
    std::vector<std::string> names;      ///< words with a capital that do not begin the content, folded, sorted
    std::vector<std::uint64_t> wording;  ///< hashes of runs of three words, sorted, each once
    std::vector<std::uint64_t> matter;   ///< hashes of words that are no function words, without endings; sorted, each once
    std::size_t matter_words = 0;        ///< how many such words there are, each time it stands there
};

[[nodiscard]] Version version_of(const Statement& statement, std::string_view content, const std::optional<std::string>& published);

/// Why they are one statement, or nullopt.
[[nodiscard]] std::optional<JoinReason> same_statement(const Version& a, const Version& b);

/// `matter` in few letters, kept beside a telling: most that cannot be the same are told by it alone, without loading them.
[[nodiscard]] std::string gist_of(const Version& version);
/// False only when `same_statement` of two tellings with these gists is certainly nullopt.
[[nodiscard]] bool may_be_same(std::string_view gist, std::string_view other);

/// Days between two tellings beyond which they are never joined: how far candidates are sought.
constexpr std::int32_t widest_window = 7;

}  // namespace rostra::store
