// Proper names: runs of capitalised words, told apart into persons and organisations, and joined into entities over the
// whole report, so that "Pierce" is "Karen Pierce" wherever the full name stands.
#pragma once

#include "report.h"

namespace rostra::speakers {

enum class Gender : std::uint8_t { unknown,
                                   male,
                                   female };
enum class NameKind : std::uint8_t { person,
                                     organisation,
                                     other };

/// One naming of an entity.
struct NameRun {
    Range range;
    NameKind kind = NameKind::other;
    Gender gender = Gender::unknown;
    bool titled = false;  ///< a title or office stands right before it
    std::uint32_t entity = none;
};

struct Entity {
    NameKind kind = NameKind::other;
    Gender gender = Gender::unknown;
    Range full;                       ///< the fullest naming
    std::vector<std::uint32_t> keys;  ///< of its words
    std::uint32_t namings = 0;
    std::uint32_t first_run = none;  ///< first naming in the text
    std::optional<Range> role;       ///< words beside the name that say what they are
    std::string_view of;             ///< alpha-3, "" when none
    bool former = false;
    bool office = false;  ///< the role is an office of a state or an organisation
};

struct Names {
    std::vector<NameRun> runs;      ///< in the order of the text, disjoint
    std::vector<std::uint32_t> at;  ///< for each token its run, or none
    std::vector<Entity> entities;

    [[nodiscard]] const NameRun* run_at(std::uint32_t token) const { return token < at.size() && at[token] != none ? &runs[at[token]] : nullptr; }
};

[[nodiscard]] Names find_names(const Report& report);

/// "Refugee group [Pro Asyl]": lower-case words before the name's first token say that an organisation bears it.
[[nodiscard]] bool described_as_body(const Report& report, std::uint32_t first);

/// The name as shown: the words of the range, without a possessive ending and stray punctuation.
[[nodiscard]] std::string name_text(const Report& report, Range range);

/// The words up to a bracket that they open and do not close: "Alliance of Small Island States (AOSIS" without "(AOSIS".
[[nodiscard]] std::string_view without_open_bracket(std::string_view words);

}  // namespace rostra::speakers
