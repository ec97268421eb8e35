// Who speaks for a bloc: the last person before the words in their sentence, else the first state, else the first mention
// behind them. Where the text says "I", its heading names the speaker.
#include "declarations.h"

namespace rostra::speakers {
namespace {

/// Mentions around a declaration, in its sentence; nullptr where there is none.
struct Candidates {
    const Referent* person = nullptr;
    const Referent* state = nullptr;     ///< or a group
    const Referent* of_group = nullptr;  ///< "the representative of [the European Union]"
    const Referent* of_state = nullptr;  ///< behind a preposition or a verb
    const Referent* after = nullptr;     ///< the first one behind the words
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

void weigh_before(const Report& r, const Referent& x, Candidates& out) {
    const bool state = x.kind == Referent::Kind::state, group = x.kind == Referent::Kind::group;
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
        if (x.token < d.range.first) weigh_before(r, x, out);
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
        if (x.range.last + comma == d.range.first && x.kind == Referent::Kind::state && !x.owner && !told_so(r, x.range.first)) aside = &x;
    }
    return aside;
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

/// "Delivered by Ambassador X": the line of a heading that begins so.
bool delivered_by(const Report& r, std::uint32_t token) {
    const std::uint32_t first = r.sentence_at(token).first;
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
    } else {
        d.subject_code = state_of_heading(found.r, start);
    }
}

const Referent* speaker_of(const Declarations& found, const Declaration& d) {
    const Report& r = found.r;
    const Sentence& s = r.sentence_at(d.range.first);
    const Candidates c = candidates(found, d);
    for (const Referent* who : {set_off(found, d), c.person, c.state, c.of_group, c.of_state})
        if (who) return who;
    if (c.after && d.form != BlocForm::made_by && !pronoun_between(r, d, c.after)) return c.after;
    return he_or_she(r, s.first) ? person_before(found, s) : nullptr;
}

}  // namespace

void find_speaker(const Declarations& found, Declaration& d) {
    const Report& r = found.r;
    // "Mr. Chair, I am speaking on behalf of": not who is addressed, but whom the heading names.
    if (says_i(r, d.range.first)) return take_from_heading(found, d);
    const Referent* who = speaker_of(found, d);
    if (!who) return;
    d.subject_entity = who->entity;
    d.subject_code = who->code;
    d.subject_token = who->token;
    if (who->kind == Referent::Kind::group)
        if (const Known* k = r.known(who->token); k && k->as(Kind::group)) d.subject_group = k->as(Kind::group)->ref;
}

}  // namespace rostra::speakers
