// Stage 5, speakers: source spans → who: mentions, roles, coreference, states, bodies, blocs.
// Must not know about acts, dates or stores.
#pragma once

#include "rostra/attribution.h"
#include "rostra/knowledge.h"

namespace rostra {

enum class SpeakerType : std::uint8_t { person,
                                        organisation,
                                        state,
                                        group,
                                        document,
                                        unknown };
[[nodiscard]] std::string_view name_of(SpeakerType type);

/// The entity that a source stands for. Every string is taken from the report or is a state's common name.
struct Speaker {
    std::string name;  ///< fullest form in the report; empty when the text does not name them
    SpeakerType type = SpeakerType::unknown;
    std::optional<std::string> role;  ///< "UN ambassador", as the report says it
    std::optional<std::string> of;    ///< ISO 3166-1 alpha-3 of the state they are or speak for
    std::optional<Span> mention;      ///< where the full form stands
};

/// For whom: declared and named are never mixed, and members that only a group's roll implies are in `by_membership`.
struct Bloc {
    std::optional<std::uint32_t> declared;   ///< number that the report states, "23 states"
    std::vector<std::string> named;          ///< alpha-3, in the report's order
    std::optional<std::string> lead;         ///< alpha-3 of the state whose speaker spoke for the bloc; filled only where the report names members
                                             ///  (whoever speaks for a group or a bare number need not be one of it: see the speaker's `of`)
    std::optional<std::string> group;        ///< group's name as the report has it
    std::vector<std::string> by_membership;  ///< alpha-3 at the statement's date, when `group` is a known group
    std::optional<Span> span;                ///< the words that declare it
};

/// Why a field has its value; for `rostra read --explain`.
struct Evidence {
    std::string field;  ///< "speaker", "on_behalf_of", "act" ...
    std::string rule;   ///< short fixed name of the rule or score, "short-name", "pronoun-recency"
    std::vector<Span> words;
};

struct ResolvedSource {
    std::optional<Speaker> speaker;  ///< always set by resolve_speakers; unknown is an empty name with the type `unknown`
    std::optional<Bloc> bloc;
    std::vector<Evidence> evidence;
};

/// One entry an attribution, same order. Thread-safe; cost near linear in tokens. `published` is an ISO date or empty
/// (membership of groups is resolved at it).
[[nodiscard]] std::vector<ResolvedSource> resolve_speakers(std::string_view text, const Tokens& tokens,
                                                           std::span<const Attribution> attributions,
                                                           std::string_view published);

}  // namespace rostra
