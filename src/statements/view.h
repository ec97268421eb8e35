// The report as this stage needs it: tokens with what the knowledge tables say of them, and where sentences are.
#pragma once

#include "rostra/statements.h"

namespace rostra::statements {

using knowledge::any_of;
using knowledge::Class;
using knowledge::Kind;
using knowledge::Known;
using knowledge::Word;

struct Range {
    std::uint32_t first = 0, last = 0;
    [[nodiscard]] bool empty() const { return first >= last; }
    [[nodiscard]] bool holds(std::uint32_t i) const { return first <= i && i < last; }
};

struct View {
    std::string_view text;
    const Tokens* tokens = nullptr;
    knowledge::Marked marked;

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(tokens->tokens.size()); }
    /// Past the end stands an empty word, so that rules may look ahead.
    [[nodiscard]] const Word& word(std::uint32_t i) const {
        static const Word nothing;
        return i < marked.words.size() ? marked.words[i] : nothing;
    }
    [[nodiscard]] TokenKind kind(std::uint32_t i) const { return i < size() ? tokens->tokens[i].kind : TokenKind{}; }
    [[nodiscard]] Span span(std::uint32_t i) const { return i < size() ? tokens->tokens[i].span : Span{}; }
    [[nodiscard]] std::string_view str(std::uint32_t i) const { return i < size() ? slice(text, span(i)) : std::string_view{}; }
    [[nodiscard]] bool is(std::uint32_t i, std::string_view lower_word) const;
    [[nodiscard]] bool mark(std::uint32_t i, char c) const { return i < size() && span(i).size() == 1 && text[span(i).begin] == c; }
    [[nodiscard]] const Known* known(std::uint32_t i) const { return marked.known_at(i); }
    [[nodiscard]] Range tokens_in(Span wanted) const;
    [[nodiscard]] Span span_of(Range range) const { return range.empty() ? Span{} : Span{span(range.first).begin, span(range.last - 1).end}; }
};

[[nodiscard]] View read_view(std::string_view text, const Tokens& tokens);

/// One attribution's parts as token ranges, and its sentence.
struct Parts {
    std::vector<Range> source, cue, content;
    std::uint32_t anchor = 0;
    Sentence sentence;
    [[nodiscard]] bool in_content(std::uint32_t i) const;
    [[nodiscard]] bool in_source(std::uint32_t i) const;
};
[[nodiscard]] Parts parts_of(const View& view, const Attribution& attribution);

// acts.cc
struct ActChoice {
    Act act = Act::say;
    std::string rule;
    std::vector<Span> words;
};
[[nodiscard]] ActChoice choose_act(const View& view, const Attribution& attribution, const Parts& parts, const ResolvedSource& source);

// manner.cc
struct MannerChoice {
    Manner manner = Manner::indirect;
    const char* rule = "paraphrase";
};
[[nodiscard]] MannerChoice choose_manner(const View& view, const Parts& parts);

// about.cc
[[nodiscard]] std::vector<Target> find_targets(const View& view, const Parts& parts, const ResolvedSource& source, Act act);
/// A demand or reproach that names nobody goes on from the one before it by the same speaker.
void carry_targets(std::vector<Statement>& statements, const std::vector<Parts>& parts);

/// A demand or reproach that names nobody, in a paragraph that has spoken of one other state alone: about that state.
void topic_targets(const View& view, std::vector<Statement>& statements, const std::vector<Parts>& parts);

// forum.cc
[[nodiscard]] std::vector<std::optional<Forum>> find_forums(const View& view, const std::vector<Parts>& parts, const std::vector<ResolvedSource>& sources);

// dates.cc
[[nodiscard]] std::optional<SaidOn> find_date(const View& view, const Parts& parts, std::string_view published);

}  // namespace rostra::statements
