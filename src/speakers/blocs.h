// Blocs: for whom a statement is made. Declarations ("on behalf of 23 states including A, B and C") are read from the
// whole report first; the resolver then gives them to the statements of the one who spoke for the bloc.
#pragma once

#include "discourse.h"

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

/// Declarations in the order of the text.
[[nodiscard]] std::vector<Declaration> find_declarations(const Report& report, const Names& names, const Discourse& discourse);

/// Sentences that name some of a bloc by its number ("The 39 include A and B"), as declarations of the form `part`.
[[nodiscard]] std::vector<Declaration> find_parts(const Report& report, const Names& names);

/// The number in "57-member", "15-nation", 0 when the token is no such word.
[[nodiscard]] std::uint32_t member_count(const Report& report, std::uint32_t token);

/// The number that a known group's name holds before its members: "five permanent members", "three Baltic states"; else 0.
[[nodiscard]] std::uint32_t counted_in_name(const Report& report, const Known& group);

/// The group that was named last, in the sentence of the token or the one before; nullptr when none was.
[[nodiscard]] const Known* group_before(const Report& report, std::uint32_t token);

/// A group by its name alone, told of in these words.
[[nodiscard]] Members group_alone(const Report& report, const Known& group, Range words);

/// Members named from token `first` on: a number of states, a known group, a list. Empty when the words are none of it.
[[nodiscard]] Members read_members(const Report& report, const Names& names, std::uint32_t first, std::uint32_t end);

}  // namespace rostra::speakers
