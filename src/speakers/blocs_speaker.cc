// Who speaks for a bloc: the last person before the words in their sentence, else the first state, else the first mention
// behind them. Where the text says "I", its heading names the speaker.
#include "declarations.h"

namespace rostra::speakers {
namespace {

/// Mentions around a declaration, in its sentence; nullptr where there is none.
struct Candidates {
    const Referent* person = nullptr;
    const Referent* state = nullptr;      ///< or a group
    const Referent* of_group = nullptr;   ///< "the representative of [the European Union]"
    const Referent* of_state = nullptr;   ///< behind a preposition or a verb
    const Referent* after = nullptr;      ///< the first one behind the words
    const Referent* deliverer = nullptr;  ///< "delivered by [Iceland]"
};

/// "The representative of [the European Union]": one without a name speaks there.
bool represented(const Report& r, std::uint32_t i) {
    const std::uint32_t of = i > 0 && r.is(i - 1, "the") ? i - 1 : i;
    return of > 1 && r.is(of - 1, "of") && person_word(r, of - 2);
}

/// "told China", "called on China": who is told does not speak.
bool told_so(const Report& r, std::uint32_t i) {
    if (i > 1 && r.is(i - 1, "on") && r.is_any(i - 2, {"called", "calls", "calling"})) return true;
    return i > 0 && r.is_any(i - 1, {"told", "tells", "urged", "accused", "asked"});
}

/// "The [Finnish] permanent representative", "Kenya's mission": the words from `i` on are an office or a mission, without a name.
bool envoy_at(const Report& r, std::uint32_t i) {
    constexpr std::uint32_t longest = 4;
    for (std::uint32_t j = i; j < r.size() && j < i + longest; ++j) {
        if (person_word(r, j) || r.is_any(j, {"mission", "delegation", "embassy", "government", "ministry"})) return true;
        if (!r.word(j).lower || r.word(j).is(function_words)) return false;
    }
    return false;
}

/// Verbs behind which their subject may stand: "said Kenya".
constexpr std::string_view plain_saying[] = {"said", "says", "added", "adds", "noted", "notes", "stated", "states", "explained", "replied"};

/// Somebody acts in the sentence before the token: a name, a state or a pronoun that no preposition governs.
bool acts_before(const Declarations& found, std::uint32_t token) {
    const Report& r = found.r;
    const std::uint32_t start = r.sentence_at(token).first;
    const auto& all = found.discourse.mentions();
    for (std::size_t m = found.discourse.from(start); m < all.size() && all[m].token < token; ++m)
        if (!all[m].object && all[m].kind != Referent::Kind::document) return true;
    for (std::uint32_t i = start; i < token; ++i) {
        const Known* k = r.known(i);
        if (r.word(i).is(any_of(Class::he, Class::she, Class::it, Class::they, Class::we, Class::i)) || (k && k->as(Kind::adjective) && envoy_at(r, k->last))) return true;
    }
    return false;
}

/// "The delegate [of Peru]", "introduced [by Peru]": a preposition that hides no speaker.
bool names_speaker(const Report& r, std::uint32_t preposition) {
    if (r.is(preposition, "with") && preposition > 0 && r.mark(preposition - 1, ',')) return true;  // "INDIA, with [Panama], for the CfRN,"
    if (r.is(preposition, "by") || (r.is(preposition, "for") && preposition > 0 && r.is(preposition - 1, "as"))) return true;
    return preposition > 0 && r.is_any(preposition, {"of", "from", "for"}) && person_word(r, preposition - 1);
}

/// "Finland condemned [Egypt] on behalf of", "the arrests in [Egypt] on behalf of": what another's verb or a preposition governs does not speak.
bool acted_on(const Declarations& found, std::uint32_t first) {
    const Report& r = found.r;
    const std::uint32_t start = r.sentence_at(first).first;
    std::uint32_t i = first;
    while (i > start && (r.word(i - 1).is(Class::determiner) || (i < first && person_word(r, i - 1)))) --i;
    if (i <= start || r.punctuation(i - 1) || !r.word(i - 1).lower || r.is_any(i - 1, plain_saying)) return false;
    const Word& w = r.word(i - 1);
    if (w.is(Class::preposition) ? names_speaker(r, i - 1) : (w.is(function_words) || person_word(r, i - 1))) return false;
    if (i - 1 == start) return false;
    // "..., warned Peru on behalf of"; not "Finland's envoy, Ana Lind, condemned Egypt on behalf of"
    const bool named = i > start + 2 && r.mark(i - 2, ',') && (found.names.run_at(i - 3) || !state_at(r, i - 3).empty() || r.mark(i - 3, ')'));
    if (r.punctuation(i - 2) && !named) return false;
    return acts_before(found, i - 1);
}

/// A clause of its own has its own subject: "the remarks that Venezuela had made for". Else the first token of the sentence.
std::uint32_t clause_start(const Declarations& found, std::uint32_t before) {
    const Report& r = found.r;
    std::uint32_t clause = r.sentence_at(before).first;
    for (std::uint32_t i = clause; i + 1 < before; ++i)
        if (r.is_any(i, {"that", "which"}) && (r.known(i + 1) || found.names.run_at(i + 1))) clause = i;
    return clause;
}

/// "Draft resolution A/C.3/77/L.29": a document's number looks like a name.
bool numbered(const Report& r, Range name) {
    const std::string_view words = r.str(name);
    return std::any_of(words.begin(), words.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "Delivered by [Iceland]", "read out by [the Netherlands]".
bool delivers(const Report& r, std::uint32_t i) {
    const std::uint32_t by = i > 0 && r.is(i - 1, "the") ? i - 1 : i;
    return by > 1 && r.is(by - 1, "by") && any_before(r, by - 1, 3, {"delivered", "read", "presented", "made"});
}

void weigh_before(const Declarations& found, const Referent& x, Candidates& out) {
    const Report& r = found.r;
    if (acted_on(found, x.range.first)) return;
    const bool state = x.kind == Referent::Kind::state, group = x.kind == Referent::Kind::group;
    if (state && delivers(r, x.range.first)) out.deliverer = &x;
    if (state && !out.of_state && x.object) out.of_state = &x;
    if (group && !out.of_group && represented(r, x.range.first)) out.of_group = &x;
    if (x.kind == Referent::Kind::person) {
        if (!x.object || !out.person) out.person = &x;
    } else if ((state || group) && !out.state && !x.object && !told_so(r, x.range.first)) {
        out.state = &x;
    }
}

Candidates candidates(const Declarations& found, const Declaration& d) {
    const Report& r = found.r;
    const Sentence& s = r.sentence_at(d.range.first);
    const std::uint32_t start = std::max(clause_start(found, d.range.first), r.behind_dateline(s.first));
    const auto& all = found.discourse.mentions();
    Candidates out;
    for (std::size_t m = found.discourse.from(s.first); m < all.size() && all[m].token < s.last; ++m) {
        const Referent& x = all[m];
        // "Speaking for the African Group, Cameroon's delegate": whose envoy it is that speaks.
        const bool envoy = x.owner && x.kind == Referent::Kind::state && x.token >= d.range.last && person_word(r, x.range.last);
        if (d.range.holds(x.token) || (x.owner && !envoy) || x.token < start || (x.kind == Referent::Kind::person && numbered(r, x.range))) continue;
        // "Speaking in Geneva for the African Group, Zambia": a place speaks for nobody.
        if (x.range.first > 0 && r.is_any(x.range.first - 1, {"in", "at"})) continue;
        if (x.token < d.range.first) weigh_before(found, x, out);
        else if (!out.after && (x.kind == Referent::Kind::person || x.kind == Referent::Kind::state)) out.after = &x;
    }
    return out;
}

bool he_or_she(const Report& r, std::uint32_t i) { return r.word(i).is(any_of(Class::he, Class::she)) && !r.word(i).is(Class::possessive); }

/// "He" or "she" stands in the sentence before the first mention behind the words: no need to look on.
bool pronoun_between(const Report& r, const Declaration& d, const Referent* after) {
    const Sentence& s = r.sentence_at(d.range.first);
    for (std::uint32_t i = s.first; i < s.last && (!after || i < after->token); ++i)
        if (!d.range.holds(i) && he_or_she(r, i)) return true;
    return false;
}

/// "[PERU], for AILAC,", "Speaking were [Lithuania] on behalf of the Nordic countries, ...": the state right before the words.
const Referent* set_off(const Declarations& found, const Declaration& d) {
    const Report& r = found.r;
    if (d.form != BlocForm::behalf || d.range.first == 0) return nullptr;
    const std::uint32_t comma = r.mark(d.range.first - 1, ',') ? 1 : 0;
    const auto& all = found.discourse.mentions();
    const Referent* aside = nullptr;
    for (std::size_t m = found.discourse.from(r.sentence_at(d.range.first).first); m < all.size() && all[m].token < d.range.first; ++m) {
        const Referent& x = all[m];
        if (x.range.last + comma == d.range.first && x.kind == Referent::Kind::state && !x.owner && !told_so(r, x.range.first) && !acted_on(found, x.range.first)) aside = &x;
    }
    return aside;
}

/// "[Bahrain's foreign minister], on behalf of", "the [Bahraini] envoy, speaking for": the first one before the words who bears no name.
std::optional<Referent> nameless_envoy(const Declarations& found, const Declaration& d) {
    const Report& r = found.r;
    const std::uint32_t start = std::max(clause_start(found, d.range.first), r.behind_dateline(r.sentence_at(d.range.first).first));
    for (std::uint32_t i = start; i < d.range.first; ++i) {
        const Known* k = r.known(i);
        if (!k || k->first != i || !(k->as(Kind::adjective) || (k->as(Kind::state) && k->possessive))) continue;
        if (!envoy_at(r, k->last) || told_so(r, i) || acted_on(found, i)) continue;
        Referent envoy;
        envoy.kind = Referent::Kind::state;
        envoy.token = k->last - 1;
        envoy.range = {k->first, k->last};
        envoy.code = code_of(k->as(Kind::adjective) ? *k->as(Kind::adjective) : *k->as(Kind::state));
        return envoy;
    }
    return {};
}

/// "Ambassador Zhang Jun told ... He was speaking on behalf of": the person of the sentence before.
const Referent* person_before(const Declarations& found, const Sentence& s) {
    if (s.first == 0) return nullptr;
    const Sentence& before = found.r.sentence_at(s.first - 1);
    const auto& all = found.discourse.mentions();
    for (std::size_t m = found.discourse.from(before.first); m < all.size() && all[m].token < before.last; ++m)
        if (all[m].kind == Referent::Kind::person && all[m].subject && !all[m].owner) return &all[m];
    return nullptr;
}

/// "I am speaking", "we have the honour to speak", outside quotation marks.
bool says_i(const Report& r, std::uint32_t before) {
    bool i_say = false;
    for (std::uint32_t i = r.sentence_at(before).first; i < before; ++i) {
        if (r.kind(i) == TokenKind::open_quote) return false;
        i_say = i_say || (r.is(i, "i") && r.word(i).is(Class::i) && r.is_any(i + 1, {"am", "have", "speak", "make", "deliver"}));
    }
    return i_say;
}

constexpr std::uint32_t heading_lines = 4;

/// "Delivered by Ambassador X", "Joint statement delivered by": the line of a heading that begins so.
bool delivered_by(const Report& r, std::uint32_t token) {
    const std::uint32_t begin = r.sentence_at(token).first, first = r.is(begin, "joint") ? begin + 1 : begin;
    return r.is_any(first, {"delivered", "statement", "intervention", "remarks"}) && r.is_any(first + 1, {"by", "delivered"});
}

/// "Delivered by Ilze Lind, Permanent Representative of Latvia": the state in a heading whose names no word of the text bears.
std::string_view state_of_heading(const Report& r, std::uint32_t before) {
    for (std::uint32_t i = 0; i < before && r.sentence[i] < 4; ++i)
        if (delivered_by(r, i) && r.is(i, "of") && !state_at(r, i + 1).empty()) return state_at(r, i + 1);
    return {};
}

/// "Statement delivered by Ambassador X": the one person with an office in the first sentence of the text.
const Referent* person_of_heading(const Declarations& found, std::uint32_t before) {
    const Report& r = found.r;
    const Referent* only = nullptr;
    for (const Referent& m : found.discourse.mentions()) {
        if (m.token >= before || r.sentence[m.token] > 3 || (r.sentence[m.token] > 0 && !delivered_by(r, m.token))) break;
        if (m.kind != Referent::Kind::person || m.entity == none || !found.names.entities[m.entity].office) continue;
        if (only && only->entity != m.entity) return nullptr;
        only = &m;
    }
    return only;
}

void take_from_heading(const Declarations& found, Declaration& d) {
    const std::uint32_t start = found.r.sentence_at(d.range.first).first;
    if (const Referent* headed = person_of_heading(found, start)) {
        d.subject_entity = headed->entity;
        d.subject_token = headed->token;
        if (found.names.entities[headed->entity].of.empty() && d.members.lead.empty()) d.members.lead = mission_in_heading(found.r);
    } else {
        d.subject_code = state_of_heading(found.r, start);
    }
}

std::optional<Referent> speaker_of(const Declarations& found, const Declaration& d) {
    const Report& r = found.r;
    const Sentence& s = r.sentence_at(d.range.first);
    const Candidates c = candidates(found, d);
    for (const Referent* who : {set_off(found, d), c.deliverer, c.person})
        if (who) return *who;
    const std::optional<Referent> envoy = nameless_envoy(found, d);
    if (envoy && !(c.state && c.state->token < envoy->token)) return envoy;
    for (const Referent* who : {c.state, c.of_group, c.of_state})
        if (who) return *who;
    if (c.after && d.form != BlocForm::made_by && !pronoun_between(r, d, c.after)) return *c.after;
    const Referent* before = he_or_she(r, s.first) ? person_before(found, s) : nullptr;
    return before ? std::optional(*before) : std::nullopt;
}

}  // namespace

void find_speaker(const Declarations& found, Declaration& d) {
    const Report& r = found.r;
    // "Mr. Chair, I am speaking on behalf of": not who is addressed, but whom the heading names.
    if (says_i(r, d.range.first)) return take_from_heading(found, d);
    const std::optional<Referent> who = speaker_of(found, d);
    if (!who) return;
    d.subject_entity = who->entity;
    d.subject_code = who->code;
    d.subject_token = who->token;
    const bool in_heading = delivered_by(r, who->token) && r.sentence[who->token] < heading_lines;
    if (in_heading && subject_state(found.names, d).empty() && d.members.lead.empty()) d.members.lead = mission_in_heading(r);
    if (who->kind == Referent::Kind::group)
        if (const Known* k = r.known(who->token); k && k->as(Kind::group)) d.subject_group = k->as(Kind::group)->ref;
}

}  // namespace rostra::speakers
