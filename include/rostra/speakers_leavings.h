// Stage 5, part of its contract: who took its name off a joint statement, as a text tells it. It is no speech, so it is
// no statement; the record reads it when it gathers joint statements, from the texts that it keeps.
#pragma once

#include "rostra/tokens.h"

namespace rostra {

/// "Qatar has withdrawn its signature from a letter": a state that left a joint statement.
struct Leaving {
    std::string code;                    ///< alpha-3
    Span sentence;                       ///< the sentence that tells it
    std::vector<std::uint32_t> numbers;  ///< sizes of groups told there or in the sentence after it ("one of 37 countries")
    std::vector<std::string> states;     ///< alpha-3 of other states named in the sentence
    std::vector<std::uint32_t> years;    ///< years named in the sentence
};

/// Quick: whether a text has a word without which no leaving is told. O(bytes).
[[nodiscard]] bool may_tell_leaving(std::string_view text);

/// In order of the text, one a state and sentence. What is denied, asked for or only feared is none. Thread-safe; linear.
[[nodiscard]] std::vector<Leaving> find_leavings(std::string_view text, const Tokens& tokens);

}  // namespace rostra
