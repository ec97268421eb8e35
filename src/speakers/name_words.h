// What finding names is made of: which words may be part of a name, the runs that they form, and whom a run names.
#pragma once

#include "names.h"

namespace rostra::speakers {

inline constexpr knowledge::Classes given_name = any_of(Class::given_male, Class::given_female);

// name_words.cc
/// A word that may stand in a name: a capital, an initial.
[[nodiscard]] bool name_token(const Report& report, std::uint32_t i);
/// A title, an honorific or an office: it stands before a name and is no part of it.
[[nodiscard]] bool title_token(const Report& report, std::uint32_t i);
/// The token belongs to a known name that can not be part of a person's name.
[[nodiscard]] bool fixed_known(const Report& report, std::uint32_t i);
/// A state, by name, adjective, people or seat.
[[nodiscard]] bool state_token(const Report& report, std::uint32_t i);
/// Keys of the words that tell one bearer from another: without "Jr." and marks.
[[nodiscard]] std::vector<std::uint32_t> name_keys(const Report& report, Range range);

/// "River Watch [Cambodia]": the state where a body works, behind its name.
[[nodiscard]] bool state_of_body(const Report& report, std::uint32_t i);

/// Letters behind a name for an honour or a seat: "Orla Fenwick QC".
[[nodiscard]] bool post_nominal(const Report& report, std::uint32_t i);

// name_runs.cc
/// Cuts the runs of capitalised words out of a sentence, or out of what follows its heading.
void cut_runs(const Report& report, Range words, std::vector<NameRun>& out);

// name_headings.cc
/// End of a dateline that begins the paragraph of the sentence ("NEW YORK, 5 October 2020 —", "GENEVA (North Wire) -"), else its
/// first token.
[[nodiscard]] std::uint32_t dateline_end(const Report& report, const Sentence& sentence);
/// End of a cross-head in capitals that runs into the text: "WHAT COMES NEXT Back in May, ..."; else the sentence's first token.
[[nodiscard]] std::uint32_t shouted_end(const Report& report, const Sentence& sentence);
/// Adds the runs of the headings, of words that the names in `runs` bear or that a title shows.
void add_heading_runs(const Report& report, const std::vector<Range>& headings, std::vector<NameRun>& runs);

// name_kinds.cc
/// What a run names, by its own words and its neighbours.
[[nodiscard]] NameKind kind_of_run(const Report& report, const NameRun& run);
/// Honorific, role or given name tell the gender.
[[nodiscard]] Gender gender_of_run(const Report& report, const NameRun& run);

// name_entities.cc
/// Joins the runs into entities.
void join_runs(const Report& report, Names& names);

}  // namespace rostra::speakers
