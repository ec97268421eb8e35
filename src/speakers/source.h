// What a source span is, by its words alone: a pronoun, a name, a known body, a state, several of them, or a description.
#pragma once

#include "phrase.h"

namespace rostra::speakers {

enum class RefKind : std::uint8_t {
    nothing,  ///< no words
    pronoun,
    entity,        ///< a name run: `entity`
    state,         ///< `code`
    group,         ///< a known group of states: `known`
    body,          ///< a known body: `known`
    several,       ///< `parts`
    states,        ///< "23 countries", "the group of states": `number` or 0
    person,        ///< described person: "the ambassador", "a US official"
    people,        ///< described people: "officials", "Some Democrats"
    organisation,  ///< described: "the bank", "Clinton's campaign"
    document,      ///< "the report"
    thing,         ///< anything else
};

struct Reference {
    RefKind kind = RefKind::nothing;
    Phrase phrase;
    std::uint32_t entity = none;
    std::uint32_t known = none;
    std::string_view code;
    std::uint32_t number = 0;
    std::optional<Range> role;
    std::vector<Reference> parts;
};

[[nodiscard]] Reference read_reference(const Report& report, const Names& names, Range range);

/// A pronoun that stands for its noun, with or without more words ("they", "she herself").
[[nodiscard]] bool pronoun(const Report& report, std::uint32_t token);

}  // namespace rostra::speakers
