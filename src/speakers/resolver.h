// Joins the parts: each attribution's source becomes a speaker, and a bloc where the speaker spoke for one.
#pragma once

#include "blocs.h"
#include "subject.h"

#include <map>

namespace rostra::speakers {

/// A speaker with what the resolver itself needs to know of it.
struct Who {
    std::optional<Speaker> speaker;
    std::uint32_t entity = none;
    std::string_view code;             ///< of a state that speaks itself
    std::uint32_t known_group = none;  ///< row of knowledge::groups(), of a group that speaks
    std::uint32_t bloc = none;         ///< the declaration that this source is ("the group of states")
    Members members;                   ///< of a source that is a list or a number of states
    std::string group;                 ///< "Core Group", of states that the report told of without a name
    Gender gender = Gender::unknown;
    bool person = false, plural = false, thing = false;
    std::string_view rule;
    Range words;  ///< that the decision rests on
};

/// An attribution as token ranges.
struct Item {
    Range source, cue;
    std::vector<Range> content;
    std::uint32_t anchor = 0;  ///< where it stands: the source's head, else the cue
    bool direct = false;       ///< its content is in quotation marks, or a person speaks in it
    bool bare_count = false;   ///< the source is a number of states without a noun, taken from the text
};

class Resolver {
public:
    Resolver(std::string_view text, const Tokens& tokens, std::span<const Attribution> attributions, std::string_view published);
    std::vector<ResolvedSource> run();

private:
    void read_items(std::span<const Attribution> attributions);
    [[nodiscard]] std::vector<Span> spoken_pieces(std::vector<Span> pieces) const;
    [[nodiscard]] Range number_before_cue(const Range& source, const Range& cue) const;
    void join_offices(const Attribution& attribution);
    Who resolve(std::uint32_t number);
    [[nodiscard]] Range whole_list(Range source) const;
    Who from_words(Range words, std::uint32_t number);
    [[nodiscard]] std::uint32_t called_so(const Phrase& phrase) const;
    Who from_reference(const Reference& ref, std::uint32_t number);
    Who from_entity(std::uint32_t entity, std::uint32_t number);
    Who from_state(std::string_view code, const Phrase& phrase) const;
    Who from_known(const Reference& ref) const;
    [[nodiscard]] Members counted_group(const Reference& ref) const;
    void count_from_before(Members& members) const;
    Who members_of_body(const Reference& ref, std::uint32_t number);
    Who embassies_of(const Reference& ref, std::uint32_t number);
    [[nodiscard]] Who governments_before(const Reference& ref, std::uint32_t number) const;
    [[nodiscard]] Members states_of_roles(const Phrase& phrase) const;
    [[nodiscard]] Members group_of_ministers(const Phrase& phrase) const;
    [[nodiscard]] Members counted_others(const Reference& part) const;
    Who from_several(const Reference& ref, std::uint32_t number);
    [[nodiscard]] Members states_of_leaders(const Reference& ref) const;
    Who from_states(const Reference& ref);
    /// "The Movement": the declared group's name ends with the one word, in capitals as there.
    [[nodiscard]] bool ends_name(const Declaration& declaration, const Phrase& phrase) const;
    Who from_person(const Reference& ref, std::uint32_t number);
    Who from_people(const Reference& ref, const knowledge::Entry& people, std::uint32_t number);
    Who from_role(const Reference& ref, std::uint32_t number);
    Who from_organisation(const Reference& ref, std::uint32_t number);
    void give_state(Who& who, const Phrase& phrase) const;
    [[nodiscard]] std::string_view owner_told_before(const Phrase& phrase) const;
    Who from_document(const Reference& ref, std::uint32_t number);
    Who from_text(const Reference& ref, SpeakerType type, std::uint32_t number);
    Who listed_before(std::uint32_t token, std::uint32_t number, std::uint32_t count);
    [[nodiscard]] Members last_list(const Sentence& sentence, std::uint32_t token, std::uint32_t count) const;
    [[nodiscard]] Members only_two_states(std::uint32_t token) const;
    [[nodiscard]] Members parties_of(const Phrase& phrase) const;
    [[nodiscard]] Members states_of_officers(const Phrase& phrase, std::uint32_t count) const;
    [[nodiscard]] std::uint32_t led_list(std::uint32_t token, std::uint32_t count) const;
    Who states_together(const Members& members, std::uint32_t number);
    [[nodiscard]] std::uint32_t signed_below(const Phrase& phrase) const;
    [[nodiscard]] bool counted_before(std::uint32_t count, std::uint32_t token) const;
    [[nodiscard]] std::uint32_t told_apart(const Phrase& phrase) const;
    [[nodiscard]] bool group_of_states(const Phrase& phrase, std::uint32_t number) const;
    [[nodiscard]] const Referent* longer_name(const Reference& ref, std::uint32_t number) const;
    [[nodiscard]] std::uint32_t namesake(const Reference& ref) const;
    Who from_mention(const Referent& mention, std::uint32_t number);
    Who from_pronoun(std::uint32_t token, std::uint32_t number);
    Who delegate_introduced(std::uint32_t token, std::uint32_t number);
    Who third_person(std::uint32_t token, std::uint32_t number, Gender gender);
    [[nodiscard]] bool named_only_in(std::uint32_t entity, std::uint32_t sentence, std::uint32_t token) const;
    [[nodiscard]] std::uint32_t last_naming(std::uint32_t entity, std::uint32_t token) const;
    [[nodiscard]] bool another_in_capitals(std::uint32_t from, std::uint32_t token) const;
    [[nodiscard]] bool two_alike(const std::vector<const Referent*>& newcomers, std::uint32_t chosen) const;
    [[nodiscard]] bool last_named_far_before(std::uint32_t entity, std::uint32_t token) const;
    Who back_in_own_capacity(std::uint32_t token, std::uint32_t number);
    [[nodiscard]] std::uint32_t office_before(std::uint32_t token, std::uint32_t number);
    [[nodiscard]] std::uint32_t subject_ahead(std::uint32_t token) const;
    [[nodiscard]] bool shown_person(std::uint32_t entity) const;
    [[nodiscard]] std::uint32_t bloc_just_declared(std::uint32_t token, std::uint32_t number) const;
    Who states_leading(std::uint32_t token, std::uint32_t number);
    Who plural_or_thing(std::uint32_t token, std::uint32_t number, bool plural);
    Who relative(std::uint32_t token, std::uint32_t number);
    [[nodiscard]] std::uint32_t person_before_place(std::uint32_t first, std::uint32_t start) const;
    [[nodiscard]] std::uint32_t person_in_apposition(std::uint32_t end, std::uint32_t start) const;
    [[nodiscard]] std::uint32_t letter_signer(std::uint32_t token) const;
    [[nodiscard]] Who heading_office() const;
    Who whose_turn(std::uint32_t token, std::uint32_t number);
    Who first_person(std::uint32_t token, std::uint32_t number);
    [[nodiscard]] Who undersigned(std::uint32_t token) const;
    [[nodiscard]] Who signing_office(std::uint32_t token) const;
    Who pair_before(const Phrase& phrase, std::uint32_t number);
    [[nodiscard]] bool bear_office(Range range, std::uint32_t office) const;
    Who previous(std::uint32_t number);
    [[nodiscard]] bool in_own_content(std::uint32_t token, std::uint32_t number) const;
    [[nodiscard]] std::uint32_t enclosing(std::uint32_t token, std::uint32_t number) const;
    [[nodiscard]] bool owned_by_another(const Phrase& phrase, const Entity& entity) const;
    [[nodiscard]] std::uint32_t only_organisation(std::uint32_t token) const;
    [[nodiscard]] Who organisation_before(std::uint32_t number, bool firm = false) const;
    [[nodiscard]] std::uint32_t named_in_front(const Phrase& phrase) const;
    [[nodiscard]] std::uint32_t named_behind(const Phrase& phrase) const;
    [[nodiscard]] bool other_post(const Phrase& phrase, const Entity& entity) const;
    [[nodiscard]] bool also_bears(const Entity& entity, const Phrase& phrase) const;
    [[nodiscard]] bool owned_alike(std::uint32_t entity, std::uint32_t owner) const;
    [[nodiscard]] std::uint32_t role_bearer(const Phrase& phrase, std::uint32_t number);
    [[nodiscard]] std::uint32_t delegate_of(const Phrase& phrase, const RoleFacts& facts, std::uint32_t number) const;
    std::uint32_t bearer_without_state(const Phrase& phrase, const RoleFacts& facts, std::uint32_t number);
    [[nodiscard]] bool heads_group_of(std::uint32_t entity, std::string_view state) const;
    [[nodiscard]] Who same_unnamed(const Phrase& phrase, std::uint32_t number) const;
    [[nodiscard]] std::uint32_t declared_in(Range source) const;
    [[nodiscard]] std::uint32_t signed_here(const Item& item) const;
    [[nodiscard]] Who signatories(std::uint32_t declaration) const;
    [[nodiscard]] std::uint32_t named_later(std::uint32_t number) const;
    [[nodiscard]] std::string owner_name(const Phrase& phrase, std::uint32_t number);
    [[nodiscard]] bool quoted(std::uint32_t token) const { return quoted_[token] != 0; }
    [[nodiscard]] std::uint32_t told_from(std::uint32_t token, std::uint32_t number) const;
    /// How far back a token is: sentences, those quoted throughout counting half.
    [[nodiscard]] double sentences_since(std::uint32_t token, std::uint32_t sentence) const {
        const std::uint32_t before = std::min(sentence, report_.sentence[token]);
        return 0.5 * (sentence - before + sentences_between(before, sentence));
    }
    [[nodiscard]] std::uint32_t sentences_between(std::uint32_t before, std::uint32_t after) const { return after <= before ? 0 : told_[after] - told_[before]; }
    void index_contents();
    void count_told();
    void link_acronyms();
    void state_spoken_for(std::uint32_t number);
    void give_bloc(std::uint32_t number);
    void explain_of(std::uint32_t number);
    [[nodiscard]] std::uint32_t declaration_for(std::uint32_t number) const;
    [[nodiscard]] Bloc bloc_of(const Declaration& declaration, const Who& who) const;
    void add_list_as_long(Members& members) const;
    [[nodiscard]] std::string group_as_large(const Declaration& declaration) const;
    [[nodiscard]] std::vector<std::string_view> listed_members(std::uint32_t group, std::uint32_t token) const;
    [[nodiscard]] std::string group_words(const Who& who) const;
    [[nodiscard]] Members made_up_of(std::uint32_t number) const;
    [[nodiscard]] Members roll_of_text(std::uint32_t number) const;
    [[nodiscard]] Members sponsors_of_text(std::uint32_t number) const;
    void add_parts(Members& members) const;
    [[nodiscard]] Bloc bloc_from(const Members& members, const Who& who, bool led) const;
    [[nodiscard]] bool of_next_statement(std::uint32_t number, std::uint32_t token) const;
    [[nodiscard]] std::uint32_t statement_before_text(std::uint32_t number) const;
    Who ministers_before(const Reference& ref, std::uint32_t number);
    Who named_ministers(Range words, std::uint32_t number);
    [[nodiscard]] std::string_view posted_before(const Phrase& p) const;
    void lead_told_elsewhere(Bloc& bloc) const;
    [[nodiscard]] bool declares_here(std::uint32_t number) const;
    [[nodiscard]] bool own_capacity(std::uint32_t number) const;
    [[nodiscard]] const Bloc* group_as_many(std::uint32_t number, const Members& m) const;
    [[nodiscard]] bool told_by_others(const Range& range) const;
    [[nodiscard]] bool other_voice(const Declaration& declaration, const Who& who, std::uint32_t anchor) const;
    [[nodiscard]] bool own_from_before(std::uint32_t number) const;
    [[nodiscard]] bool to_the_press(std::uint32_t number) const;

    Report report_;
    Names names_;
    Discourse discourse_;
    std::vector<Declaration> declarations_;
    std::string_view published_;
    std::string_view home_;
    bool bulletin_ = false;  ///< of negotiations: states stand in capitals and their delegates are "he" and "she"
    std::vector<Item> items_;
    /// For each token the two smallest contents that hold it: what a word is quoted in.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> holders_;
    std::vector<std::uint8_t> quoted_;                 ///< for each token: it stands in a direct quotation
    std::vector<std::uint32_t> told_;                  ///< for each sentence how many up to it are the report's own, not a quotation throughout
    std::vector<std::vector<std::uint32_t>> runs_of_;  ///< namings of each entity
    std::vector<std::uint32_t> order_;                 ///< items by anchor
    std::vector<std::uint32_t> place_;                 ///< of each item in order_
    std::vector<Who> who_;
    std::map<std::string, std::uint32_t> described_;  ///< descriptions ("the former president") that were settled: the entity
    std::vector<std::uint8_t> state_of_work_;         ///< 0 open, 1 under way, 2 done
    std::vector<ResolvedSource> out_;
    std::vector<std::uint32_t> bloc_of_item_;  ///< declaration, or none
};

/// "Their joint statement", "the group's letter": the text of several, who are not named in its words.
[[nodiscard]] bool text_of_several(const Report& r, const Phrase& phrase);

/// "Electoral commission", "border guard", "police": what every state has one of.
[[nodiscard]] bool only_one_in_a_state(const Report& r, Range words);

/// The role as shown: without the owner state's possessive and outer marks.
[[nodiscard]] std::string role_text(const Report& r, Range role);

}  // namespace rostra::speakers
