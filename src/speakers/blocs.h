// Blocs: for whom a statement is made. Declarations ("on behalf of 23 states including A, B and C") are read from the
// whole report first; the resolver then gives them to the statements of the one who spoke for the bloc.
#pragma once

#include "discourse.h"
#include "members.h"

namespace rostra::speakers {

enum class BlocForm : std::uint8_t {
    behalf,      ///< somebody speaks for it
    joined,      ///< a state joined others
    made_by,     ///< a statement, text or demand of theirs
    leaders,     ///< "We, the leaders of ..."
    group_list,  ///< a group with its members listed: whoever speaks for the group speaks for them
    mention,     ///< a number of states that the text speaks of; it is nobody's bloc by itself
    roll,        ///< names that only add to the bloc before: "Signatories: ..."
    list,        ///< a long list of states anywhere: it adds to a bloc only when it is as long as that declares
    part,        ///< "A, B and C were among those that signed": adds to the bloc counted last before it
};

/// Forms that nobody speaks for by themselves: they count or name, for a bloc declared elsewhere.
[[nodiscard]] constexpr bool only_adds(BlocForm form) { return form >= BlocForm::mention; }

struct Declaration {
    BlocForm form = BlocForm::behalf;
    Range range;  ///< with the words that introduce it
    Members members;
    std::uint32_t subject_entity = none;  ///< who spoke for it, where the sentence says
    std::string_view subject_code;
    std::uint32_t subject_group = none;  ///< row of knowledge::groups(): "The European Union, speaking for ..."
    std::uint32_t subject_token = none;
};

/// The state whose speaker spoke for those declared, "" when the text does not tell.
[[nodiscard]] inline std::string_view subject_state(const Names& names, const Declaration& d) {
    return d.subject_entity != none ? std::string_view(names.entities[d.subject_entity].of) : d.subject_code;
}

/// Declarations in the order of the text.
[[nodiscard]] std::vector<Declaration> find_declarations(const Report& report, const Names& names, const Discourse& discourse);

/// Sentences that name some of a bloc by its number ("The 39 include A and B"), as declarations of the form `part`.
[[nodiscard]] std::vector<Declaration> find_parts(const Report& report, const Names& names);

}  // namespace rostra::speakers
