// Gives each statement the bloc it was made for. A declaration holds for its speaker from its sentence on, through
// the statements that follow, until the same speaker speaks for the own state.
#include "declarations.h"
#include "member_words.h"
#include "resolver.h"

namespace rostra::speakers {
namespace {

void put(std::vector<std::string>& list, std::string_view code) {
    if (std::find(list.begin(), list.end(), code) == list.end()) list.emplace_back(code);
}

/// "Called [the statement of the three countries] unconstructive": a text of theirs is talked about, not voiced.
bool text_of(const Report& r, std::uint32_t of) {
    return of > 0 && (r.is(of - 1, "statement") || r.is(of - 1, "declaration") || r.is(of - 1, "letter"));
}

/// "Condemned [Egypt on behalf of 31 states]", "expressed [concern about the raids on behalf of 31 states]": the words end what is not a clause of its own,
/// so they belong to who speaks.
bool ends_what_is_said(const Report& r, const Declaration& d, const Item& item) {
    const Range content = item.content.back();
    if (item.content.size() != 1 || item.direct || item.cue.empty() || item.cue.last > content.first || d.range.first <= content.first) return false;
    // "Responded with a statement in support of [China for 72 states]"
    bool text = false;
    for (std::uint32_t i = item.cue.first; i < item.cue.last; ++i) text = text || r.is_any(i, {"statement", "text", "letter", "declaration"});
    if (!(text && r.is(d.range.first, "for")) && !r.is_any(d.range.first, {"on", "in"})) return false;
    std::uint32_t last = content.last;
    while (last > content.first && r.punctuation(last - 1)) --last;
    if (d.range.last < last || d.subject_token == none || d.subject_token >= item.cue.first) return false;
    if (r.is_any(item.cue.first, {"said", "says", "told", "added", "noted", "stated", "argued", "claimed"}) || r.is_any(d.range.first - 1, speaking_words)) return false;
    for (std::uint32_t i = content.first; i < d.range.first; ++i)
        if (r.word(i).is(any_of(Class::auxiliary, Class::relative)) || r.is_any(i, {"that", "speaking", "speaks", "acting", "acted", "spoke"})) return false;
    return true;
}

/// What is said tells for whom: "On behalf of the 22 states I demand ...", or a clause between commas in what is reported,
/// "called on Beijing, on behalf of 39 countries, to uphold freedoms".
bool said_of_oneself(const Report& r, const Declaration& d, const Item& item) {
    if (d.form != BlocForm::behalf || item.content.empty()) return false;
    if (ends_what_is_said(r, d, item)) return true;
    const std::uint32_t after = r.mark(d.range.last, ',') ? d.range.last + 1 : d.range.last;
    const Range& content = item.content.front();
    if (d.range.first >= content.first && d.range.first < content.first + 3 && (r.is(after, "i") || r.is(after, "we"))) return true;
    const bool clause = d.range.first > content.first && r.mark(d.range.first - 1, ',') && r.mark(d.range.last, ',') && !item.cue.empty() && item.cue.last <= content.first;
    return clause && !item.direct && d.subject_token != none && d.subject_token < item.cue.first;
}

/// None of the states is known to stand outside the group: candidates that align themselves with a union are not of it.
bool may_be_members(std::uint32_t group, const std::vector<std::string_view>& named, std::string_view date) {
    const std::vector<std::string_view> members = knowledge::members_at(group, date);
    return members.empty() || std::all_of(named.begin(), named.end(), [&](std::string_view code) { return std::find(members.begin(), members.end(), code) != members.end(); });
}

/// Offices whose holders speak for a state at home, where its envoys speak for a bloc.
constexpr std::string_view home_offices[] = {"minister", "president", "premier", "chancellor", "spokesman", "spokeswoman", "spokesperson"};

/// The words from `first` on, up to the next mark, hold one of those offices.
bool home_office(const Report& r, Range words) {
    for (std::uint32_t i = words.first; i < words.last && !r.mark(i, ','); ++i)
        if (r.is_any(i, home_offices)) return true;
    return false;
}

/// "The environment minister, who delivered the alliance's statement": in this sentence somebody is said to read one.
bool delivers_text(const Report& r, const Sentence& s) {
    constexpr std::uint32_t widest = 5;
    for (std::uint32_t i = s.first; i < s.last; ++i) {
        if (!r.is_any(i, {"delivered", "delivering", "read", "reading"})) continue;
        for (std::uint32_t noun = i + 1; noun < s.last && noun < i + widest; ++noun)
            if (r.is_any(noun, {"statement", "text", "declaration", "letter"})) return true;
    }
    return false;
}

}  // namespace

/// "Cuba, on behalf of 45 countries, praised. The Cuban foreign ministry later announced", "Cuba's trade minister thanked": the state's other voices
/// at home are not the one that spoke for the bloc; an office is where it was that office which did.
bool Resolver::other_voice(const Declaration& d, const Who& who, std::uint32_t anchor) const {
    constexpr std::uint32_t phrase = 6;
    if (delivers_text(report_, report_.sentence_at(anchor))) return false;
    if (!who.code.empty() || !who.speaker) return false;
    if (who.speaker->type == SpeakerType::organisation) return !(report_.is(who.words.last - 1, "mission") || report_.is(who.words.last - 1, "delegation"));
    if (d.subject_token != none && home_office(report_, {d.subject_token, std::min(report_.size(), d.subject_token + phrase)})) return false;
    const Entity* e = who.entity != none ? &names_.entities[who.entity] : nullptr;
    return home_office(report_, who.words) || (e && e->role && home_office(report_, *e->role));
}

Bloc Resolver::bloc_from(const Members& members, const Who& who, bool led) const {
    Bloc bloc;
    bloc.declared = members.declared;
    const std::string_view of = !who.code.empty() ? who.code : who.speaker && who.speaker->of ? std::string_view(*who.speaker->of)
                                                                                              : std::string_view{};
    if (members.own && !of.empty()) put(bloc.named, of);
    for (const auto code : members.named) put(bloc.named, code);
    if (!members.group.empty()) bloc.group = members.group;
    if (members.group_row != none)
        for (const auto code : knowledge::members_at(members.group_row, published_)) bloc.by_membership.emplace_back(code);
    // The lead is told apart only where the report names members: who speaks for a group need not be one of it.
    if (led && !of.empty() && !bloc.named.empty() && (members.group_row == none || may_be_members(members.group_row, {of}, published_))) bloc.lead = std::string(of);
    if (!bloc.lead && !members.lead.empty()) bloc.lead = std::string(members.lead);
    if (!members.range.empty()) bloc.span = report_.span_of(members.range);
    return bloc;
}

/// "A, B and C were among those that signed it": names for the bloc whose number the report gave last before.
void Resolver::add_parts(Members& members) const {
    if (!members.declared) return;
    std::optional<std::uint32_t> counted;
    for (const Declaration& other : declarations_) {
        // A part of its own number, "The 39 include ...", belongs to that; another to the number counted last.
        if (other.members.declared) counted = other.members.declared;
        if (other.form != BlocForm::part || counted != members.declared) continue;
        for (const auto code : other.members.named)
            if (std::find(members.named.begin(), members.named.end(), code) == members.named.end()) members.named.push_back(code);
    }
}

/// "22 states wrote. ... The letter was signed by A, B, ...": a list of just that many states, or of one less (whoever
/// leads it is often left out, and lists lose a comma), names the bloc wherever in the report it stands.
void Resolver::add_list_as_long(Members& members) const {
    constexpr std::size_t long_list = 4;
    if (!members.declared || members.named.size() >= *members.declared) return;
    for (const Declaration& other : declarations_) {
        const std::size_t length = other.members.named.size() + (other.members.own ? 1 : 0);
        // Short lists are as long as a small number by chance.
        constexpr std::size_t large = 12;
        const bool fits = length == *members.declared || (length + 1 == *members.declared && length >= large);
        if (length < long_list || !fits) continue;
        if (other.members.declared && other.members.declared != members.declared) continue;
        for (const auto code : other.members.named)
            if (std::find(members.named.begin(), members.named.end(), code) == members.named.end()) members.named.push_back(code);
        return;
    }
}

/// "The Gulf Cooperation Council ... on behalf of the six member states": the one group told of before that has just so many members; "" where
/// none or another has as many.
std::string Resolver::group_as_large(const Declaration& d) const {
    bool members = false;
    for (std::uint32_t i = d.members.count.first; i < d.members.count.last; ++i) members = members || report_.is(i, "member") || report_.is(i, "members");
    if (!d.members.declared || !members) return {};
    const Known* only = nullptr;
    for (const Known& k : report_.marked.known) {
        if (k.first >= d.range.first) break;
        const knowledge::Entry* group = k.as(Kind::group);
        if (!group || knowledge::members_at(group->ref, published_).size() != *d.members.declared) continue;
        if (only && only->as(Kind::group)->ref != group->ref) return {};
        if (!only) only = &k;
    }
    return only ? std::string(slice(report_.text, only->span)) : std::string();
}

Bloc Resolver::bloc_of(const Declaration& declaration, const Who& who) const {
    Members members = declaration.members;
    const std::uint32_t before = declaration.range.first;
    if (members.back)
        // "on behalf of the four": the list of that many before it.
        for (std::uint32_t i = 0; i < items_.size(); ++i)
            if (items_[i].anchor < before && who_[i].members.named.size() == *members.declared) members.named = who_[i].members.named;
    // A list without a number is the number declared before, when it is as long.
    if (!members.declared && !members.named.empty()) {
        const std::size_t length = members.named.size() + (members.own ? 1 : 0);
        for (const Declaration& other : declarations_)
            if (other.range.first < before && other.members.declared == length) members.declared = other.members.declared;
        for (std::uint32_t i = 0; i < items_.size(); ++i)
            if (items_[i].anchor < before && who_[i].members.declared == length) members.declared = who_[i].members.declared;
    }
    // A declaration of the same number says more or less of the same bloc: names add up.
    for (const Declaration& other : declarations_) {
        if (&other == &declaration || other.form == BlocForm::mention || other.form == BlocForm::list || other.form == BlocForm::part) continue;
        const bool same = other.members.declared && other.members.declared == members.declared && (other.form == BlocForm::joined || declaration.form == BlocForm::joined || members.named.empty());
        if (!same && other.form != BlocForm::roll) continue;
        if (other.form != BlocForm::roll && other.range.first > declaration.range.first && other.form != BlocForm::joined) continue;
        if (declaration.members.named.empty() || other.form == BlocForm::roll)
            for (const auto code : other.members.named)
                if (std::find(members.named.begin(), members.named.end(), code) == members.named.end()) members.named.push_back(code);
        if (members.group.empty()) members.group = other.members.group, members.group_row = other.members.group_row;
    }
    add_list_as_long(members);
    // More names than states: some of them were of another bloc.
    const std::vector<std::string_view> sure = members.named;
    add_parts(members);
    if (members.declared && members.named.size() > *members.declared) members.named = sure;
    if (members.declared && members.named.size() > *members.declared && declaration.members.named.size() <= *members.declared) members.named = declaration.members.named;
    const bool led = declaration.form == BlocForm::behalf;
    if (members.group.empty() && declaration.subject_group != none) {
        members.group = std::string(report_.str(declaration.subject_token));
        if (const Known* k = report_.known(declaration.subject_token)) members.group = std::string(slice(report_.text, k->span));
        if (!members.declared) members.group_row = declaration.subject_group;
    }
    if (members.group.empty() && members.named.empty()) members.group = group_as_large(declaration);
    Bloc bloc = bloc_from(members, who, led);
    bloc.span = report_.span_of(declaration.range);
    // "I speak on behalf of Jordan, Portugal and my own country. We condemn": of the one whom the heading names.
    if (const std::string_view own = subject_state(names_, declaration); members.own && !own.empty() && std::find(bloc.named.begin(), bloc.named.end(), own) == bloc.named.end()) bloc.named.emplace_back(own);
    if (!bloc.lead && led && !bloc.named.empty() && members.group_row == none) {
        if (!declaration.subject_code.empty()) bloc.lead = std::string(declaration.subject_code);
        else if (declaration.subject_entity != none && !names_.entities[declaration.subject_entity].of.empty()) bloc.lead = std::string(names_.entities[declaration.subject_entity].of);
    }
    return bloc;
}

/// "He rejected the statement by the 51. He accused": what somebody says of a bloc tells nothing of for whom the next speaks.
bool Resolver::told_by_others(const Range& range) const {
    return std::any_of(items_.begin(), items_.end(), [&](const Item& item) {
        return std::any_of(item.content.begin(), item.content.end(), [&](const Range& c) { return c.holds(range.first) && !c.holds(item.anchor); });
    });
}

/// The declaration that covers this attribution, none when there is none.
std::uint32_t Resolver::declaration_for(std::uint32_t number) const {
    const Item& item = items_[number];
    const Who& who = who_[number];
    const std::uint32_t sentence = report_.sentence[item.anchor];
    const auto in_content = [&](const Range& range) {
        for (const Range& c : item.content)
            if (c.holds(range.first) && !c.holds(item.cue.empty() ? item.anchor : item.cue.first)) return true;
        return false;
    };
    const std::string_view of = !who.code.empty() ? who.code : who.speaker && who.speaker->of ? std::string_view(*who.speaker->of)
                                                                                              : std::string_view{};
    std::uint32_t best = none;
    for (std::uint32_t d = 0; d < declarations_.size(); ++d) {
        const Declaration& decl = declarations_[d];
        // "voiced the worry of 36 states": the bloc stands at the head of what is voiced.
        const bool voiced = decl.form == BlocForm::made_by && report_.is(decl.range.first, "of") && !text_of(report_, decl.range.first) && !item.content.empty() && decl.range.first < item.content.front().first + 6 && decl.range.first > item.content.front().first;
        if (only_adds(decl.form) || (in_content(decl.range) && !voiced && !said_of_oneself(report_, decl, item))) continue;
        const std::uint32_t at = report_.sentence[decl.range.first];
        const bool here = at == sentence;
        // "X told ... . He was speaking on behalf of ...": the sentence after says for whom.
        const bool told_after = at == sentence + 1 && decl.subject_entity != none && decl.subject_entity == who.entity && decl.subject_token != none && report_.sentence[decl.subject_token] == sentence;
        if (decl.range.first > item.anchor && !here && !told_after) break;
        const bool same_person = decl.subject_entity != none && decl.subject_entity == who.entity;
        const bool subject_state = !decl.subject_code.empty() && decl.subject_code == of && (here || !other_voice(decl, who, item.anchor));
        const bool state_of_person = decl.subject_entity != none && !of.empty() && names_.entities[decl.subject_entity].of == of && who.entity == none && !who.code.empty();
        const bool nobody = decl.subject_entity == none && decl.subject_code.empty() && here;
        if (decl.form == BlocForm::leaders) continue;
        if (decl.form == BlocForm::made_by && !here && report_.is(decl.range.first, "by") && told_by_others(decl.range)) continue;
        // "For the New Agenda Coalition (Brazil, Egypt, ...). The Coalition proposed", "on behalf of the OIC. The OIC urged": the group itself.
        if (decl.form == BlocForm::behalf && who.known_group != none && who.known_group == decl.members.group_row) {
            best = d;
            continue;
        }
        // "On behalf of the Pacific Group. ... The Pacific Group also demanded": by a name that no table has.
        if (decl.form == BlocForm::behalf && who.speaker && !who.person && who.code.empty() && !decl.members.group.empty() && who.speaker->name == decl.members.group) {
            best = d;
            continue;
        }
        if (decl.form == BlocForm::group_list) {
            if (who.known_group == decl.members.group_row && who.known_group != none) best = d;
            continue;
        }
        // A state that joins others speaks so itself; its officials' later words are another matter.
        if (decl.form == BlocForm::joined && !here && (who.code.empty() || report_.is_any(decl.range.first, {"with", "together", "along", "jointly"}))) continue;
        if (decl.form == BlocForm::joined && who.code.empty() && !item.source.holds(decl.subject_token)) continue;
        // "The representative of the European Union ... He": without a name, but known by the same words.
        const bool same_words = decl.subject_token != none && who.person && who.entity == none && who.code.empty() && who.words.holds(decl.subject_token);
        const bool same_group = decl.subject_group != none && decl.subject_group == who.known_group;
        if (same_group || same_words || same_person || subject_state || state_of_person || nobody) best = d;
        else if (here && decl.form == BlocForm::behalf && decl.range.first < item.anchor + 60) {
            // In the same sentence, between or beside source and cue, whoever the source is.
            const bool beside = decl.range.first >= item.anchor ? decl.range.first < std::max(item.source.last, item.cue.last) + 12 : item.anchor - decl.range.last < 6;
            // "NEPAL, with Fiji, for AOSIS,": the one who speaks for them is another in the same words.
            const bool another = !who.code.empty() && !decl.subject_code.empty() && decl.subject_code != who.code;
            if (beside && !another && (decl.subject_token == none || item.source.holds(decl.subject_token))) best = d;
        }
    }
    return best;
}

/// "France, Germany and the United Kingdom submitted a statement. The E3 urge": the group's members, all of them and in the
/// report's order, where one of the two sentences before lists just these.
std::vector<std::string_view> Resolver::listed_members(std::uint32_t group, std::uint32_t token) const {
    const std::vector<std::string_view> members = knowledge::members_at(group, published_);
    if (members.size() < 2) return {};
    const std::uint32_t here = report_.sentence[token];
    for (std::uint32_t s = here > 2 ? here - 2 : 0; s < here; ++s) {
        const Members list = last_list(report_.tokens->sentences[s], token, static_cast<std::uint32_t>(members.size()));
        if (!list.named.empty() && may_be_members(group, list.named, published_)) return list.named;
    }
    return {};
}

/// "The draft resolution, tabled by Kenya and co-sponsored by 31 countries including Gambia,": those who stand behind the text that speaks.
Members Resolver::sponsors_of_text(std::uint32_t number) const {
    const Who& who = who_[number];
    const Range source = items_[number].source;
    if (!who.speaker || who.speaker->type != SpeakerType::document) return {};
    for (std::uint32_t i = source.first; i + 2 < source.last; ++i) {
        if (!report_.is_any(i, {"co-sponsored", "cosponsored", "sponsored", "signed", "co-signed", "backed", "endorsed"}) || !report_.is(i + 1, "by")) continue;
        Members m = read_members(report_, names_, i + 2, source.last);
        if (m.declared || m.named.size() > 1) return m;
    }
    return {};
}

/// "The text was supported by: - Denmark - Ireland. The text urges": the one roll of the report, where its text speaks.
Members Resolver::roll_of_text(std::uint32_t number) const {
    const Who& who = who_[number];
    if (!who.speaker || who.speaker->type != SpeakerType::document || (who.rule != "description" && who.rule != "shared-subject") || who.words.size() > 3) return {};
    const Phrase p = parse_phrase(report_, names_, who.words);
    if (p.empty() || !p.definite || !report_.is_any(p.head, {"text", "statement", "declaration", "letter", "appeal"})) return {};
    const Declaration* roll = nullptr;
    for (const Declaration& d : declarations_) {
        if (d.form != BlocForm::roll || d.members.named.size() < 2) continue;
        if (roll) return {};
        roll = &d;
    }
    return roll ? roll->members : Members{};
}

/// "The Group of Friends of the Rivers, made up of Chad, Niger and Cameroon,": the members that a source tells of a group that no table has.
Members Resolver::made_up_of(std::uint32_t number) const {
    const Who& who = who_[number];
    const Range source = items_[number].source;
    if (!who.speaker || who.speaker->type == SpeakerType::person || who.known_group != none) return {};
    for (std::uint32_t i = source.first; i + 2 < source.last; ++i) {
        if (!report_.is_any(i, {"made", "composed", "consisting", "comprising"})) continue;
        Members m;
        m.range = {source.first, i};
        take_list(report_, names_, m, i, source.last);
        if (m.named.size() < 2) return {};
        m.group = who.speaker->name;
        return m;
    }
    return {};
}

/// The group that speaks, in the words of its source.
std::string Resolver::group_words(const Who& who) const {
    for (std::uint32_t i = who.words.first; i < who.words.last; ++i)
        if (const Known* k = report_.known(i); k && k->as(Kind::group)) return std::string(slice(report_.text, k->span));
    return who.speaker ? who.speaker->name : std::string();
}

/// "12 countries wrote. ... The letter warned", "their joint statement", "the group's statement": whose bloc the text is, none when it
/// is not told.
std::uint32_t Resolver::statement_before_text(std::uint32_t number) const {
    const Who& who = who_[number];
    if (!who.speaker || who.speaker->type != SpeakerType::document || who.rule != "description" || who.words.empty()) return none;
    const Phrase p = parse_phrase(report_, names_, who.words);
    if (p.empty() || !p.definite || !(text_of(report_, p.head + 1) || report_.is(p.head, "text"))) return none;
    const bool theirs = text_of_several(report_, p);
    if (!theirs && p.whole.size() > 2) return none;
    constexpr std::uint32_t reach = 2;  // sentences
    for (std::uint32_t at = place_[number]; at > 0; --at) {
        const std::uint32_t other = order_[at - 1];
        if (report_.sentence[items_[number].anchor] - report_.sentence[items_[other].anchor] > reach) return none;
        const bool letter = who_[other].speaker && who_[other].speaker->type == SpeakerType::document;
        if (out_[other].bloc && (theirs || who_[other].plural || letter)) return other;
        if (!theirs) return none;
    }
    return none;
}

/// "The V4 rejected ... . The four countries welcomed": the bloc of the group just before that has as many members; nullptr when none.
const Bloc* Resolver::group_as_many(std::uint32_t number, const Members& m) const {
    const Who& who = who_[number];
    if (!m.declared || who.words.empty() || !report_.is(who.words.first, "the") || m.named.size() > *m.declared || !m.group.empty()) return nullptr;
    constexpr std::uint32_t near = 3;  // statements
    for (std::uint32_t back = 1; back <= near && back <= place_[number]; ++back) {
        const std::optional<Bloc>& bloc = out_[order_[place_[number] - back]].bloc;
        if (!bloc || !bloc->group) continue;
        const bool many = bloc->named.size() == *m.declared || bloc->by_membership.size() == *m.declared;
        return many ? &*bloc : nullptr;
    }
    return nullptr;
}

/// "Forty-three countries called. ... Latvian ambassador X, who read it out for the group": who leads those that speak, told later.
void Resolver::lead_told_elsewhere(Bloc& bloc) const {
    if (bloc.lead || !bloc.declared || bloc.named.empty() || bloc.group) return;
    for (const Declaration& d : declarations_) {
        const std::string_view of = d.form == BlocForm::behalf && d.members.declared == bloc.declared ? subject_state(names_, d) : std::string_view{};
        if (of.empty()) continue;
        bloc.lead = std::string(of);
        return;
    }
}

void Resolver::give_bloc(std::uint32_t number) {
    const Who& who = who_[number];
    const Item& item = items_[number];
    ResolvedSource& out = out_[number];
    std::uint32_t chosen = who.bloc;
    std::string_view rule = "source-is-bloc";
    if (chosen == none && who.speaker && !own_capacity(number) && !own_from_before(number) && !to_the_press(number)) {
        chosen = declaration_for(number);
        rule = "speaks-for";
        if (chosen == none) {
            // "... Speaking on behalf of 45 states, he said": the statement just before is the same speech.
            const std::uint32_t at = place_[number];
            if (at + 1 < order_.size()) {
                const std::uint32_t next = order_[at + 1];
                const std::uint32_t gap = report_.sentence[items_[next].anchor] - report_.sentence[item.anchor];
                if (gap == 1 && who_[next].entity != none && who_[next].entity == who.entity) {
                    const std::uint32_t d = declaration_for(next);
                    if (d != none && report_.sentence[declarations_[d].range.first] == report_.sentence[items_[next].anchor]) chosen = d, rule = "speech-goes-on";
                }
            }
        }
    }
    if (chosen == none && !who.speaker)
        for (std::uint32_t d = 0; d < declarations_.size(); ++d)
            if (declarations_[d].form == BlocForm::leaders && report_.sentence[declarations_[d].range.first] <= report_.sentence[item.anchor]) chosen = d, rule = "signatories";
    bloc_of_item_[number] = chosen;
    if (chosen != none) {
        out.bloc = bloc_of(declarations_[chosen], who);
        if (!out.bloc->group && !who.group.empty()) out.bloc->group = who.group;
        // "The 23 also asked": the bloc itself speaks, and whoever read its text is one of it.
        if (rule == "source-is-bloc" && who.plural && out.bloc->lead && !out.bloc->named.empty() && std::find(out.bloc->named.begin(), out.bloc->named.end(), *out.bloc->lead) == out.bloc->named.end())
            out.bloc->named.insert(out.bloc->named.begin(), *out.bloc->lead);
        out.evidence.push_back({"on_behalf_of", std::string(rule), {report_.span_of(declarations_[chosen].range)}});
        return;
    }
    if (const std::uint32_t other = statement_before_text(number); other != none) {
        out.bloc = out_[other].bloc;
        out.evidence.push_back({"on_behalf_of", "text-of-bloc", {report_.span_of(who.words)}});
        return;
    }
    Members m = who.members;
    if (m.empty()) m = sponsors_of_text(number);
    if (m.empty()) m = roll_of_text(number);
    if (m.empty()) m = made_up_of(number);
    if (const Bloc* group = group_as_many(number, m)) {
        out.bloc = *group;
        if (!out.bloc->declared) out.bloc->declared = m.declared;
        out.evidence.push_back({"on_behalf_of", "group-as-many", {report_.span_of(who.words)}});
        return;
    }
    // "22 countries wrote. 37 others defended it."
    const bool others = item.source.size() == 2 && report_.word(item.source.first).value > 1 && report_.is(item.source.first + 1, "others");
    const auto counted_before = [&] {
        constexpr std::uint32_t near = 8;  // statements
        const auto here = order_.begin() + place_[number];
        return std::any_of(here - std::min(near, place_[number]), here, [&](std::uint32_t other) { return out_[other].bloc && out_[other].bloc->declared; });
    };
    if ((item.bare_count || (others && counted_before())) && !m.declared) m.declared = report_.word(item.source.first).value, m.range = item.source;
    for (const Declaration& d : declarations_)
        if (d.members.back && d.form != BlocForm::mention && !m.declared && d.members.declared == m.named.size()) m.declared = d.members.declared;
    if (m.named.size() > 3 || who.known_group != none) {
        // "The Lima Group deplored ... . Argentina, Brazil, ... vowed": the list is the group's.
        const std::uint32_t at = place_[number];
        const bool list = m.named.size() > 3;
        const std::uint32_t other = list ? (at > 0 ? order_[at - 1] : none) : (at + 1 < order_.size() ? order_[at + 1] : none);
        if (other != none) {
            const std::uint32_t a = report_.sentence[items_[number].anchor], b = report_.sentence[items_[other].anchor];
            const Who& x = who_[other];
            const bool fits = list ? x.known_group != none : x.members.named.size() > 3;
            if (fits && may_be_members(list ? x.known_group : who.known_group, list ? m.named : x.members.named, published_) && (list ? a == b + 1 : b == a + 1)) {
                const std::uint32_t row = list ? x.known_group : who.known_group;
                if (!list) m.named = x.members.named;
                m.group = list && x.speaker ? x.speaker->name : who.speaker ? who.speaker->name
                                                                            : std::string();
                m.group_row = row;
                m.range = list ? m.range : who.words;
            }
        }
    }
    if (m.named.empty() && who.known_group != none) m.named = listed_members(who.known_group, items_[number].anchor), m.group = m.named.empty() ? m.group : group_words(who);
    add_list_as_long(m);
    add_parts(m);
    // The ministers of a group speak for it; the group's own words are nobody's else.
    const bool ministers = m.group_row != none && !m.group.empty() && who.speaker && who.speaker->type == SpeakerType::group && who.known_group == none && who.rule != "several";
    if (m.declared || m.named.size() > 1 || (!m.named.empty() && !m.group.empty()) || ministers) {
        out.bloc = bloc_from(m, who, false);
        lead_told_elsewhere(*out.bloc);
        out.evidence.push_back({"on_behalf_of", "source-lists", {report_.span_of(m.range)}});
    }
}

}  // namespace rostra::speakers
