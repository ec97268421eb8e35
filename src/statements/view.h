// The report as this stage needs it: tokens with what the knowledge tables say of them, and where sentences are.
#pragma once

#include "rostra/speakers_words.h"
#include "rostra/statements.h"

namespace rostra::statements {

using knowledge::any_of;
using knowledge::Class;
using knowledge::Kind;
using knowledge::Known;
using knowledge::Word;

using Range = TokenRange;
using View = MarkedText;

/// One attribution's parts as token ranges, and its sentence.
struct Parts {
    std::vector<Range> source, cue, content;
    std::uint32_t anchor = 0;
    Sentence sentence;
    [[nodiscard]] bool in_content(std::uint32_t i) const;
    [[nodiscard]] bool in_source(std::uint32_t i) const;
};
[[nodiscard]] Parts parts_of(const View& view, const Attribution& attribution);

/// Token `i` is one of these words.
[[nodiscard]] bool is_any(const View& view, std::uint32_t i, std::initializer_list<std::string_view> words);

// acts.cc
struct ActChoice {
    Act act = Act::say;
    std::string rule;
    std::vector<Span> words;
};
[[nodiscard]] ActChoice choose_act(const View& view, const Attribution& attribution, const Parts& parts, const ResolvedSource& source);

// roll.cc
/// The content names four states or more and says nothing: "the letter was signed by [Algeria, Angola, Bahrain and Belarus]".
[[nodiscard]] bool only_a_roll(const View& view, const Parts& parts);

// manner.cc
struct MannerChoice {
    Manner manner = Manner::indirect;
    const char* rule = "paraphrase";
};
[[nodiscard]] MannerChoice choose_manner(const View& view, const Parts& parts);

// about.cc
/// Of each token: what keeps a state that it names from being spoken about.
struct Mentions {
    std::vector<bool> speaks;  ///< in a source: who speaks in what another says is not whom that is about
    std::vector<bool> city;    ///< a capital that stands for the conference there
};
[[nodiscard]] Mentions mentions_of(const View& view, const std::vector<Parts>& parts);
[[nodiscard]] std::vector<Target> find_targets(const View& view, const Parts& parts, const ResolvedSource& source, Act act, const Mentions& mentions);
/// A demand or reproach that names nobody goes on from the one before it by the same speaker.
void carry_targets(const View& view, std::vector<Statement>& statements, const std::vector<Parts>& parts);

/// A demand or reproach that names nobody, in a paragraph that has spoken of one other state alone: about that state.
void topic_targets(const View& view, std::vector<Statement>& statements, const std::vector<Parts>& parts, const Mentions& mentions);

// forum.cc
/// Where a statement was made and, where the forum stands in another sentence that names the day, on which day.
struct Setting {
    std::optional<Forum> forum;
    std::optional<SaidOn> day;
};
[[nodiscard]] std::vector<Setting> find_settings(const View& view, const std::vector<Parts>& parts, const std::vector<ResolvedSource>& sources, const std::vector<std::uint8_t>& depths, std::string_view published);

// dates.cc
/// The day from which "today" and weekdays count: the dateline's, where it gives one, else that of publication.
[[nodiscard]] std::string day_of_report(const View& view, std::string_view published);
/// For each token, in how many statements' contents it stands.
[[nodiscard]] std::vector<std::uint8_t> said_depths(const View& view, const std::vector<Parts>& parts);
[[nodiscard]] std::optional<SaidOn> find_date(const View& view, const Parts& parts, const std::vector<std::uint8_t>& depths, std::string_view published);
/// The day that stands beside a token of a sentence; `said` marks tokens of what somebody says.
[[nodiscard]] std::optional<SaidOn> day_beside(const View& view, const Sentence& sentence, std::uint32_t token, const std::vector<bool>& said, std::string_view published);
/// The statement's own sentence tells of another time: "had said", "earlier", "a day later".
[[nodiscard]] bool at_another_time(const View& view, const Parts& parts);
/// Statements without a day that belong to the occasion of the one before.
void carry_dates(const View& view, std::vector<Statement>& statements, const std::vector<Parts>& parts, std::string_view published);

}  // namespace rostra::statements
