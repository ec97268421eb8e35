// Noun phrases without a parser: the base ends where a preposition, a relative or a verb form begins, its last word is
// the head. Enough for sources, appositions and roles.
#pragma once

#include "names.h"

namespace rostra::speakers {

/// What may stand before the words of a noun phrase.
inline constexpr knowledge::Classes leading = any_of(Class::determiner, Class::quantifier, Class::possessive, Class::demonstrative);

struct Phrase {
    Range whole;  ///< without leading and trailing marks
    Range base;   ///< without leading article; up to and with the head
    std::uint32_t head = none;
    bool definite = false;  ///< "the", a demonstrative or a possessive leads it
    [[nodiscard]] bool empty() const { return head == none; }
};

[[nodiscard]] Phrase parse_phrase(const Report& report, const Names& names, Range range);

/// The range without marks at its ends.
[[nodiscard]] Range trim_marks(const Report& report, Range range);

/// Parts of a range between commas, dashes and brackets at its top level.
[[nodiscard]] std::vector<Range> comma_parts(const Report& report, const Names& names, Range range);

/// What a role phrase says: whose office it is.
struct RoleFacts {
    bool role = false;    ///< there is a role word at all
    bool office = false;  ///< of a state or of an organisation of states
    bool former = false;
    bool bare = false;    ///< a national office with no state named ("President", "the foreign minister")
    std::string_view of;  ///< alpha-3
};

/// "Italian-born", "Paris-based", "pro-Russian": the state's name is a part of a compound.
[[nodiscard]] bool in_compound(const Report& report, const Known& state);

/// "[the Council's] ten elected members": token `i` is the Council's, in a report on the Security Council.
[[nodiscard]] bool security_councils(const Report& report, std::uint32_t i);
[[nodiscard]] RoleFacts role_facts(const Report& report, Range range);

/// An office or title that the tables know, or a learned trade by its ending ("hydrologist").
[[nodiscard]] bool names_office(const Report& report, std::uint32_t token);
/// The word is one that people are called by: an office, a title, a role, a kind of person.
[[nodiscard]] bool person_word(const Report& report, std::uint32_t token);

/// Gives every person entity the role that stands beside one of its namings.
void find_roles(const Report& report, Names& names);

/// The state of the place at the head of the report, or of the ministry that issues it; "" where neither stands there.
[[nodiscard]] std::string_view dateline_state(const Report& report);

/// The state whose report a committee reviews, by the head of the report on it: "the delegation" there is its own; "" where there is none.
[[nodiscard]] std::string_view state_under_review(const Report& report);

/// "The Foreign Office": Pakistan's, Germany's and Britain's foreign ministries are all called so in news from there.
[[nodiscard]] bool foreign_office(const Report& report, const Known& known);
/// Whose it is: the dateline's state, else the United Kingdom.
[[nodiscard]] std::string_view foreign_office_state(const Report& report);

/// "Ministry of Foreign Affairs of Kazakhstan – Press release", "Republic of Turkey, Ministry of Foreign Affairs": the one state whose office a
/// line of at most so many tokens names, without a verb; "" for any other line.
[[nodiscard]] std::string_view office_line(const Report& report, const Sentence& line, std::uint32_t longest);
/// The state that the report is at home in: of its dateline, else the one it names most; "" when unclear.
[[nodiscard]] std::string_view home_state(const Report& report);

}  // namespace rostra::speakers
