// The small values that page models are made of. Internal to this stage.
#pragma once

#include "rostra/publish.h"

#include <nlohmann/json.hpp>

namespace rostra::view {

using Json = nlohmann::json;

/// "29 October 2019", "October 2019", "2019"; other text as it is.
[[nodiscard]] std::string day_words(std::string_view day);
/// The past tense that follows a speaker's name: "criticised", "called for".
[[nodiscard]] std::string_view act_words(Act act);
/// "verbatim", "paraphrased", "partly verbatim".
[[nodiscard]] std::string_view manner_words(Manner manner);
/// Whether the words bring their own quotation mark, so that a page must not set another.
[[nodiscard]] bool begins_quoted(std::string_view text);
/// "1 statement", "2,345 statements".
[[nodiscard]] std::string count_words(std::uint64_t count, std::string_view one, std::string_view many);
/// "2,345".
[[nodiscard]] std::string grouped(std::uint64_t number);

[[nodiscard]] std::string statement_url(std::string_view id);
[[nodiscard]] std::string report_url(std::string_view id);
[[nodiscard]] std::string speaker_url(std::string_view slug);
[[nodiscard]] std::string bloc_url(std::string_view id);

/// The state's common name; the code itself when it is unknown.
[[nodiscard]] std::string state_name(std::string_view code);
/// {"code", "name", "url"}
[[nodiscard]] Json state(std::string_view code);
[[nodiscard]] Json states(const std::vector<std::string>& codes);
/// The same, but `url` leads to what was said about the state, not to what it said.
[[nodiscard]] Json subject(std::string_view code);
[[nodiscard]] Json subjects(const std::vector<std::string>& codes);
/// null unless the address begins with http:// or https:// and holds no white space.
[[nodiscard]] Json safe_link(const std::optional<std::string>& address);
template <class T>
[[nodiscard]] Json or_null(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

[[nodiscard]] Json report(const ReportRow& row);
[[nodiscard]] Json speaker(const StatementRow& row);
[[nodiscard]] Json speaker(const SpeakerRow& row);
/// Declared, named and what is left between them; null without a bloc.
[[nodiscard]] Json bloc(const std::optional<Bloc>& bloc);
/// The start of a long text, cut at a word with " …"; null when it is short enough to stand whole.
[[nodiscard]] Json excerpt(std::string_view text, std::size_t bytes = 420);
[[nodiscard]] Json rows(const std::vector<StatementRow>& rows);
/// Counts with the share of the greatest in percent, for bars: [{"name", "count", "share"}].
[[nodiscard]] Json counts(const std::vector<CountOf>& counts);
/// The same where the names are states ("state": what each said), subjects ("state": what was said about each), or acts
/// ("words").
[[nodiscard]] Json state_counts(const std::vector<CountOf>& counts);
[[nodiscard]] Json subject_counts(const std::vector<CountOf>& counts);
[[nodiscard]] Json act_counts(const std::vector<CountOf>& counts);
/// A list of states or subjects by their statements, each with "count_words".
[[nodiscard]] Json most_first(Json counts);

/// A line of dots an act over the months (or years), each dot as great as its count; with its table. Null when there are
/// fewer than two months.
[[nodiscard]] Json act_timeline(const std::vector<ActMonth>& acts);
/// A line a state, a column an act, a dot as great as its count; with its table. Null when there is nothing to count.
enum class ActsOf : std::uint8_t { subjects,    ///< the states are whom the statements are about
                                   speakers };  ///< the states are whose speakers made them
[[nodiscard]] Json act_states(const std::vector<StateActs>& states, ActsOf of);

/// "critical", "supportive".
[[nodiscard]] std::string_view side_words(Side side);
/// What a stance was read from: "its act, criticised", "its words, “grave concern”".
[[nodiscard]] std::string stance_words(const std::string& reason);

/// Text cut at every border of a marked span: paragraphs of pieces {"text", "marks": ["source"|"cue"|"content"|...],
/// "first": this piece begins a mark}. A paragraph is {"pieces": [...], "furniture": bool, "gap": text was left out before}.
struct MarkedSpan {
    Span span;
    std::string kind;       ///< "source", "cue", "content", "speaker", "bloc"
    std::size_t owner = 0;  ///< number of the statement, from 1; 0: none
    std::string url;        ///< the statement's page; empty: none
};
[[nodiscard]] Json marked_text(std::string_view text, const std::vector<MarkedSpan>& marks, const std::vector<Span>& furniture);
/// The same, of the paragraphs only that hold a mark, with one on each side.
[[nodiscard]] Json passage(std::string_view text, const std::vector<MarkedSpan>& marks, const std::vector<Span>& furniture);
/// The spans of a statement's three parts, as marks.
void add_marks(std::vector<MarkedSpan>& marks, const Statement& statement, std::size_t owner, const std::string& url);

/// The words of two texts set against each other: [{"text", "change": "same"|"only_first"|"only_second"}].
/// Quadratic in words, so at most the first 600 of each are looked at.
[[nodiscard]] Json word_diff(std::string_view first, std::string_view second);

}  // namespace rostra::view
