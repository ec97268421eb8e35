// Side library, knowledge: states, groups with membership over time, bodies, offices, cue and act lexicon.
// Compiled into the program from data/*.tsv at build time; read-only, no start-up parse beyond index building.
// Thread safety: `Knowledge::instance()` is built once, then immutable.
#pragma once

#include "rostra/base.h"

#include <span>

namespace rostra {

enum class Act : std::uint8_t { say, announce, promise, ask, call_for, praise, criticise, deny, warn, agree, think, show };

[[nodiscard]] std::string_view name_of(Act act);  ///< "call-for"
[[nodiscard]] std::optional<Act> act_named(std::string_view name);

}  // namespace rostra
