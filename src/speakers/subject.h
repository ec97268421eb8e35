// The subject of a cue whose source was not marked: read from the words around the cue.
#pragma once

#include "source.h"

namespace rostra::speakers {

struct Subject {
    enum class Kind : std::uint8_t {
        nothing,   ///< the sentence has none
        words,     ///< `range` names it
        previous,  ///< the cue shares the subject of the cue before it ("and urged", ", stressing")
    } kind = Kind::nothing;
    Range range;
};

/// `cue` and `content` are token ranges of one attribution.
[[nodiscard]] Subject find_subject(const Report& report, const Names& names, Range cue, std::span<const Range> content);

/// "It was clear", "is expected", "reportedly": nobody in the text is said to think or say it.
[[nodiscard]] bool impersonal(const Report& report, Range cue);

/// "Was asked by eleven states to", "is said by": the passive has its speaker behind it.
[[nodiscard]] bool names_its_source(const Report& report, Range cue);

}  // namespace rostra::speakers
