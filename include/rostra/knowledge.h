// Side library, knowledge: states, groups with membership over time, bodies, offices, cue and act lexicon.
// Compiled into the program from data/*.tsv at build time (tools/compile_data.py): static tables, nothing is
// parsed or built at start-up. All functions are pure and thread-safe.
#pragma once

#include "rostra/base.h"

#include <span>

namespace rostra {

enum class Act : std::uint8_t { say,
                                announce,
                                promise,
                                ask,
                                call_for,
                                praise,
                                criticise,
                                deny,
                                warn,
                                agree,
                                think,
                                show };

[[nodiscard]] std::string_view name_of(Act act);  ///< "call-for"
[[nodiscard]] std::optional<Act> act_named(std::string_view name);

namespace knowledge {

/// What a known phrase stands for. `ref` of an entry is a row number of the table named here.
enum class Kind : std::uint8_t {
    state,      ///< states(): "Britain", "United Kingdom"
    adjective,  ///< states(): "British"
    demonym,    ///< states(): "Britons"
    seat,       ///< states(): a capital or seat of government that stands for the state: "Beijing", "the Kremlin"
    group,      ///< groups()
    body,       ///< bodies()
    office,     ///< offices()
    title,      ///< "Mr", "Dame": no row
    other,      ///< a name that holds a state's name and does not stand for it ("Paris Agreement"); `ref` 1 when it can speak
    region,     ///< states(): a province or territory of the state; `ref` is the state, `weight` 1 when to speak of it is to speak about the state
    cue,        ///< acts; `ref` is an Act
    act_word,   ///< acts; `ref` is an Act, `weight` counts
};

struct Entry {
    Kind kind;
    bool ambiguous;        ///< also something else in common use (Georgia, Jordan)
    std::uint8_t letters;  ///< 2: only in capitals ("US"), 1: only with a capital, 0: any
    std::int8_t weight;
    std::uint32_t ref;
};

struct State {
    std::string_view code, name;
    bool member_state;
};
struct Group {
    std::string_view id, name, kind;
    std::uint32_t first_member, members;  ///< range of the membership table
};
struct Body {
    std::string_view id, name, kind, forum;
};
struct Office {
    std::string_view title, kind, level, default_state;
};
struct Membership {
    std::string_view code, from, until;  ///< ISO dates, empty when open
};

[[nodiscard]] std::span<const State> states();
[[nodiscard]] std::span<const Group> groups();
[[nodiscard]] std::span<const Body> bodies();
[[nodiscard]] std::span<const Office> offices();

/// A state by alpha-3, nullptr when unknown. O(log states).
[[nodiscard]] const State* state(std::string_view code);
/// Members of a group (row of groups()) on an ISO date ("2019-10-29", "2019"); with an empty date, those that are
/// members with no end. Sorted by code.
[[nodiscard]] std::vector<std::string_view> members_at(std::uint32_t group, std::string_view date);

/// Classes of closed-class and head words (data/words.tsv), a bit each.
enum class Class : std::uint8_t {
    he,
    she,
    it,
    they,
    i,
    we,
    you,
    relative,
    demonstrative,
    possessive,
    determiner,
    quantifier,
    preposition,
    auxiliary,
    conjunction,
    adverb,
    negation,
    numeral,
    role,
    roles,
    person,
    people,
    states,
    organisation,
    document,
    male,
    female,
    month,
    weekday,
    party,
    particle,
    initial,
    given_male,
    given_female,
    saying,
    former,
    family,
    honorific,
    noun,
    geo,
    count_
};
using Classes = std::uint64_t;
[[nodiscard]] constexpr Classes bit(Class c) { return Classes{1} << static_cast<unsigned>(c); }
template <class... C>
[[nodiscard]] constexpr Classes any_of(C... c) { return (bit(c) | ...); }

/// One token as the library sees it.
struct Word {
    Span span;
    std::uint32_t key = 0;  ///< hash of the folded word without a possessive ending: equal words have equal keys
    Classes classes = 0;
    std::uint32_t value = 0;  ///< of a number ("23", "twenty-three"), else 0
    bool capital = false;     ///< starts with a capital
    bool capitals = false;    ///< two letters or more, all capitals
    bool lower = false;       ///< starts with a small letter
    bool possessive = false;  ///< ends in 's or ’s
    bool letters = false;     ///< has a letter
    bool common = false;      ///< the tables hold it as a word
    [[nodiscard]] bool is(Classes c) const { return (classes & c) != 0; }
    [[nodiscard]] bool is(Class c) const { return (classes & bit(c)) != 0; }
};

/// A known phrase in the text, tokens [first, last).
struct Known {
    std::uint32_t first = 0, last = 0;
    Span span;
    bool possessive = false;  ///< "China's", and "Chinas" where the mark was lost
    std::span<const Entry> entries;
    [[nodiscard]] const Entry* as(Kind kind) const;
    /// The state that it names outright, by adjective, people or seat; nullptr when none.
    [[nodiscard]] const Entry* any_state() const;
};

struct Marked {
    std::vector<Word> words;        ///< one a token
    std::vector<Known> known;       ///< in order, disjoint, longest first
    std::vector<std::uint32_t> at;  ///< for each token the number of the phrase that covers it, or `none`
    static constexpr std::uint32_t none = 0xffffffff;
    [[nodiscard]] const Known* known_at(std::uint32_t token) const {
        return token < at.size() && at[token] != none ? &known[at[token]] : nullptr;
    }
};

/// Finds all known names in one pass. `tokens` are the spans of the text's tokens in order. O(bytes).
[[nodiscard]] Marked mark(std::string_view text, std::span<const Span> tokens);

/// Known cue phrases (or act words, when not `cues`) in a piece of text, longest first from left to right, overlaps left out.
struct ActHit {
    Span span;  ///< in bytes of `piece`
    Act act;
    std::int8_t weight;
    bool cue;
};
[[nodiscard]] std::vector<ActHit> act_hits(std::string_view piece, bool cues);

/// Key and classes of one word alone, as `mark` gives them.
[[nodiscard]] std::uint32_t key_of(std::string_view word);

}  // namespace knowledge
}  // namespace rostra
