// The act, judged by the whole phrase. By the rules the cue says most, a plain "said" leaves it to the words of the content, and a
// negation in the cue turns it round; where the model judges acts, its chances and the rules' choice are weighed together.
#include "act_evidence.h"
#include "acts_content.h"

namespace rostra::statements {
namespace {

bool negated(const View& view, const Parts& parts) {
    for (const Range& cue : parts.cue)
        for (std::uint32_t i = cue.first; i < cue.last; ++i)
            if (negation(view, i)) return true;
    return false;
}

/// "Did not answer", "no response", "did not say when": silence, which is a refusal.
bool silent(const View& view, const Parts& parts) {
    for (const Range& cue : parts.cue)
        for (std::uint32_t i = cue.first; i < cue.last; ++i)
            for (const std::string_view w : {"comment", "respond", "reply", "answer", "return", "response", "say", "tell", "explain", "disclose", "reveal", "specify", "elaborate"})
                if (view.is(i, w)) return true;
    return false;
}

/// "Would not say", "cannot accept", "never said": a refusal. "Did not mention", "hardly said" only tell what was left out.
bool refuses(const View& view, const Parts& parts) {
    for (const Range& cue : parts.cue)
        for (std::uint32_t i = cue.first; i < cue.last; ++i) {
            if (i > cue.first && i + 1 == cue.last && view.is(i, "no")) return true;  // "said no"
            if (view.is(i, "never") || view.is(i, "won't") || view.is(i, "won’t") || view.is(i, "wouldn't") || view.is(i, "wouldn’t")) return true;
            if (i == cue.first || !negation(view, i)) continue;
            for (const std::string_view w : {"will", "would", "could", "can"})
                if (view.is(i - 1, w)) return true;
        }
    return false;
}

Act turned(const View& view, const Parts& parts, Act act) {
    if (silent(view, parts)) return Act::deny;
    switch (act) {
        case Act::deny: return Act::agree;
        case Act::say: return refuses(view, parts) ? Act::deny : Act::say;
        case Act::think:
        case Act::warn:
        case Act::show: return act;
        default: return Act::deny;
    }
}

/// Weights of cue rows, see tools/compile_data.py.
constexpr std::int8_t of_verbs = 1, of_documents = 3;

/// The act that a cue names: the last one that is more than plain saying; else saying; nullopt when it names none.
/// Rows for documents alone ("the report says": shows) count only where a document speaks. A refusal holds for what it
/// refuses ("declined to endorse"), and nouns in what stands around a verb are no acts ("said at a rally").
std::optional<Act> cue_act(std::string_view cue, bool document) {
    std::optional<Act> plain, strong;
    bool verb = false;
    std::size_t end = 0;
    for (const knowledge::ActHit& h : knowledge::act_hits(cue, true)) {
        if (h.weight == of_documents && !document) continue;
        const std::string_view between = cue.substr(end, h.span.begin - end);
        if (verb && (h.weight > of_verbs || between.ends_with(" a ") || between.ends_with(" the "))) {
            bool around = false;
            for (const std::string_view w : {" during ", " at ", " in ", " under ", " on ", " after ", " before "}) around = around || between.find(w) != std::string_view::npos;
            if (around) continue;
        }
        verb = verb || h.weight == of_verbs;
        end = h.span.end;
        if (h.act == Act::say) plain = Act::say;
        else if (h.act == Act::deny && h.weight == of_verbs) return Act::deny;
        else if (!strong || (h.act != Act::think && h.act != Act::show)) strong = h.act;
    }
    return strong ? strong : plain;
}

/// "Cited", "referred to", "talked about": what follows is a topic, whose words are not the speaker's own judgement.
bool mentions_only(const View& view, const Parts& parts) {
    for (const Range& c : parts.cue)
        for (std::uint32_t i = c.first; i < c.last; ++i) {
            for (const std::string_view w : {"cited", "cites", "cite", "citing", "referenced", "referencing", "refers", "referred", "referring", "mentioned", "mentioning", "recalled", "recalling", "described", "describes"})
                if (view.is(i, w)) return !view.is(i, "described") && !view.is(i, "describes");
            if ((view.is(i, "pointed") || view.is(i, "points") || view.is(i, "pointing")) && view.is(i + 1, "to")) return true;
        }
    return false;
}

bool starts_with(const View& view, const Parts& parts, std::string_view word) {
    return !parts.content.empty() && view.is(parts.content.front().first, word);
}

/// Nouns that tell what is expressed: "voiced concern", "expressed their satisfaction with".
std::optional<Act> expressed(const View& view, const Parts& parts) {
    struct Noun {
        std::string_view word;
        Act act;
    };
    static constexpr Noun nouns[] = {
        {"concern", Act::criticise}, {"concerns", Act::criticise}, {"worry", Act::criticise}, {"worries", Act::criticise}, {"alarm", Act::criticise}, {"dismay", Act::criticise}, {"regret", Act::criticise}, {"outrage", Act::criticise}, {"anger", Act::criticise}, {"disappointment", Act::criticise}, {"condemnation", Act::criticise}, {"doubts", Act::criticise}, {"satisfaction", Act::praise}, {"appreciation", Act::praise}, {"gratitude", Act::praise}, {"thanks", Act::praise}, {"support", Act::praise}, {"solidarity", Act::praise}, {"admiration", Act::praise}, {"hope", Act::think}, {"hopes", Act::think}, {"confidence", Act::think}, {"opposition", Act::deny}, {"objections", Act::deny}, {"objection", Act::deny}, {"commitment", Act::promise}, {"dedication", Act::promise}, {"readiness", Act::promise}, {"willingness", Act::promise}, {"determination", Act::promise}};
    bool verb = false;
    std::uint32_t from = 0;
    for (const Range& c : parts.cue)
        for (std::uint32_t i = c.first; i < c.last && !verb; ++i)
            for (const std::string_view w : {"expressed", "expresses", "expressing", "express", "voiced", "voices", "voicing", "voice", "indicated", "conveyed", "reaffirmed", "reaffirm", "reiterated", "reiterate", "reaffirming", "offered", "offer", "stated", "underlined", "registered", "announced", "announces", "announcing", "restated", "restate"})
                if (view.is(i, w)) verb = true, from = i + 1;
    // "Learned with deep dismay", "noted with appreciation": the feeling stands right behind.
    bool feeling = false;
    for (const Range& c : parts.cue)
        for (std::uint32_t i = c.first + 1; i < c.last && !verb && !feeling; ++i)
            if (view.is(i, "with")) feeling = true, from = i + 1;
    if (!verb && !feeling) return std::nullopt;
    const std::uint32_t end = std::min(view.size(), from + (feeling ? 3 : 7));
    for (std::uint32_t i = from; i < end; ++i) {
        if (view.mark(i, ',') || view.mark(i, '.') || view.is(i, "that")) break;
        for (const Noun& n : nouns)
            if (view.is(i, n.word) && (!feeling || n.act == Act::criticise || n.act == Act::praise)) return n.act;
    }
    return std::nullopt;
}

/// "Both sides", "the three", several states: they can agree among themselves.
bool several(const View& view, const Parts& parts, const ResolvedSource& source) {
    if (source.bloc && (source.bloc->named.size() > 1 || source.bloc->declared.value_or(0) > 1) && !source.bloc->group && source.speaker && source.speaker->type != SpeakerType::person) return true;
    if (parts.source.empty()) return false;
    const Range& r = parts.source.front();
    const std::uint32_t i = r.first;
    // "Parties agreed to meet": of those at the table.
    if (r.size() == 1 && is_any(view, i, {"parties", "delegates", "delegations", "members", "ministers", "leaders", "negotiators"})) return true;
    return view.is(i, "both") || (view.is(i, "the") && view.word(i + 1).is(Class::numeral) && !view.is(i + 1, "one"));
}

/// "The need for", "an urgent need to".
bool opens_with_need(const View& view, const Parts& parts) {
    if (parts.content.empty() || !is_any(view, parts.content.front().first, {"the", "a", "an"})) return false;
    const std::uint32_t i = parts.content.front().first + 1;
    return view.is(i, "need") || (view.word(i).lower && view.is(i + 1, "need"));
}

/// "Stopped short of condemning", "avoided criticising", "hardly praised", "has not ruled out": the act told is one that was not done.
bool left_undone(const View& view, const Parts& parts) {
    for (const Range& c : parts.cue)
        for (std::uint32_t i = c.first; i < c.last; ++i) {
            if (i + 2 < c.last && view.is(i + 1, "short") && view.is(i + 2, "of") && is_any(view, i, {"stopped", "stops", "stop", "stopping", "fell", "falls", "fall", "falling"})) return true;
            if (i + 2 < c.last && is_any(view, i, {"refrained", "refrains", "refrain", "refraining", "shied", "shies", "held"}) && is_any(view, i + 1, {"from", "away", "back"})) return true;
            if (i + 1 < c.last && is_any(view, i, {"avoided", "avoids", "avoid", "avoiding"}) && view.str(i + 1).ends_with("ing")) return true;
            if (i + 1 < c.last && is_any(view, i, {"hardly", "barely", "scarcely"})) return true;
            if (i + 2 < c.last && view.is(i, "no") && view.is(i + 1, "longer")) return true;
            if (i + 1 < c.last && is_any(view, i, {"rule", "ruled", "ruling"}) && view.is(i + 1, "out")) {
                for (std::uint32_t j = c.first; j < i; ++j)
                    if (negation(view, j)) return true;
            }
        }
    return false;
}

/// Words behind the cue that settle what its verb does: "called for", "asked to", "suggested postponing", "agreed to".
std::optional<Act> by_frame(const View& view, const Parts& parts, const ResolvedSource& source) {
    if (parts.cue.empty()) return std::nullopt;
    const Range& last = parts.cue.back();
    for (const Range& c : parts.cue)
        for (std::uint32_t i = c.first; i < c.last; ++i) {
            const bool call = view.is(i, "called") || view.is(i, "calls") || view.is(i, "call") || view.is(i, "calling");
            if (call) {
                for (std::uint32_t j = i + 1; j < view.size() && j < i + 4; ++j)
                    if (view.is(j, "for") || view.is(j, "on") || view.is(j, "upon")) return Act::call_for;
            }
            const bool ask = view.is(i, "asked") || view.is(i, "asks") || view.is(i, "asking") || view.is(i, "ask");
            if (ask && (starts_with(view, parts, "to") || starts_with(view, parts, "for") || view.is(last.last, "to") || view.is(i + 1, "for"))) return Act::call_for;
            // "asked the army to open": an infinitive soon after, and no question word.
            if (ask && !parts.content.empty()) {
                const Range& c0 = parts.content.front();
                const Word& head = view.word(c0.first);
                const bool question = head.is(any_of(Class::relative, Class::conjunction)) || view.is(c0.first, "how") || view.is(c0.first, "what") || view.is(c0.first, "why") || view.is(c0.first, "where") || view.kind(c0.first) == TokenKind::open_quote;
                for (std::uint32_t j = c0.first + 1; j < c0.last && j < c0.first + 6 && !question; ++j)
                    if (view.is(j, "to") || (view.is(j, "for") && is_any(view, j + 1, {"a", "an", "the", "more", "another"}))) return Act::call_for;
            }
            if (is_any(view, i, {"insisted", "insists", "insisting", "insist"}) && mandates(view, parts)) return Act::call_for;
            // "Stressed" is the cue and "the need for" the content's first words: one phrase all the same.
            const bool stress = is_any(view, i, {"stressed", "stresses", "stressing", "emphasised", "emphasized", "emphasises", "emphasizes", "emphasising", "emphasizing", "underlined", "underlines", "underlining", "underscored", "underscores", "underscoring", "highlighted", "highlights", "highlighting", "reiterated", "reiterates", "reiterating", "identified", "noted"});
            if (stress && opens_with_need(view, parts)) return Act::call_for;
            const bool suggest = view.is(i, "suggested") || view.is(i, "suggests") || view.is(i, "recommended");
            if (suggest && !parts.content.empty()) {
                const std::string_view first = view.str(parts.content.front().first);
                if (first.size() > 4 && first.ends_with("ing")) return Act::call_for;
            }
            const bool agree = view.is(i, "agreed") || view.is(i, "agree") || view.is(i, "agrees");
            if (agree && (view.is(i + 1, "to") || starts_with(view, parts, "to"))) {
                // "Both sides agreed to let a mission in": with one another.
                if (several(view, parts, source)) return Act::agree;
                return view.is(i, "agreed") ? Act::announce : Act::promise;
            }
        }
    return std::nullopt;
}

/// "We call on ...", "They also called on": the content's own first verb is the act.
std::optional<Act> own_verb(const View& view, const Parts& parts, std::string_view own) {
    if (parts.content.empty()) return std::nullopt;
    const Range& c = parts.content.front();
    std::uint32_t i = c.first;
    while (i < c.last && (!view.word(i).letters || view.is(i, "that"))) ++i;
    // "The United States aligns itself with": a state speaks of itself by its name.
    std::uint32_t name = i;
    if (name < c.last && view.word(name).is(Class::determiner)) ++name;
    const Known* state = name < c.last ? view.known(name) : nullptr;
    const bool itself = state && state->first <= name && state->as(Kind::state) && !own.empty() && knowledge::states()[state->as(Kind::state)->ref].code == own && !state->possessive;
    // "Our countries will support": they speak of themselves too.
    const bool ours = !itself && view.is(i, "our") && is_any(view, i + 1, {"country", "countries", "government", "governments", "nations"});
    if (itself) i = state->last - 1;
    if (ours) ++i;
    if (!itself && !ours && (i >= c.last || !view.word(i).is(any_of(Class::i, Class::we, Class::he, Class::she, Class::they, Class::it)) || view.word(i).is(Class::possessive))) return std::nullopt;
    bool turn = false, to_come = false;
    for (++i; i < c.last && view.word(i).is(any_of(Class::adverb, Class::auxiliary, Class::negation)) && i < c.first + 6; ++i) {
        to_come = to_come || is_any(view, i, {"will", "shall"});
        turn = turn || view.word(i).is(Class::negation);
        if (view.is(i, "was") || view.is(i, "were") || view.is(i, "been") || view.is(i, "be")) return std::nullopt;
    }
    const std::uint32_t end = std::min(c.last, i + 4);
    if (i >= end) return std::nullopt;
    const auto hits = knowledge::act_hits(slice(view.text, view.span_of({i, end})), true);
    if (hits.empty() || hits.front().span.begin != 0) return std::nullopt;
    const Act act = hits.front().act;
    if (act == Act::say || act == Act::think || act == Act::show || act == Act::announce) return std::nullopt;
    // "We will support": what is to come is promised.
    if (to_come && !turn && act == Act::praise) return Act::promise;
    return turn ? turned(view, parts, act) : act;
}

bool has_letters(const View& view, const Parts& parts) {
    for (const Range& r : parts.cue)
        for (std::uint32_t i = r.first; i < r.last; ++i)
            if (view.word(i).letters) return true;
    return false;
}

/// "Is seen as", "seems": an appearance rather than speech.
bool appears(const View& view, const Parts& parts) {
    for (const Range& r : parts.cue)
        for (std::uint32_t i = r.first; i < r.last; ++i)
            for (const std::string_view w : {"is", "are", "was", "were", "be", "been", "'s", "’s", "'re", "’re", "seem", "seems", "seemed", "appears", "appeared", "looks", "look"})
                if (view.is(i, w)) return true;
    return false;
}

bool words_of_somebody(const Speaker& document) {
    const std::string name = utf8::lower(document.name);
    for (const std::string_view w : {"statement", "declaration", "letter", "communique", "communiqué", "speech", "remarks", "message"})
        if (name.ends_with(w)) return true;
    return false;
}

/// "The EU", "the G-77/CHINA": states by the name of their group, or a pronoun for it.
bool group_of_states(const View& view, const Parts& parts, const ResolvedSource& source) {
    const auto group = [&](std::uint32_t first) {
        const Known* k = view.known(view.is(first, "the") ? first + 1 : first);
        return k && k->as(Kind::group);
    };
    if (!parts.source.empty() && group(parts.source.front().first)) return true;
    if (!source.speaker || source.speaker->type == SpeakerType::person || !source.speaker->mention) return false;
    const Range mention = view.tokens_in(*source.speaker->mention);
    return !mention.empty() && group(mention.first);
}

/// "Proposed that the board look at them": what another is to do.
bool for_another(const View& view, const Parts& parts) {
    if (!starts_with(view, parts, "that")) return false;
    return !view.word(parts.content.front().first + 1).is(any_of(Class::he, Class::she, Class::it, Class::they, Class::i, Class::we));
}

/// Corrections of the cue's act by who speaks and by what follows.
std::optional<Act> by_speaker(const View& view, const Attribution& a, const Parts& parts, std::optional<Act> act, const ResolvedSource& source) {
    const SpeakerType type = source.speaker ? source.speaker->type : SpeakerType::unknown;
    const auto cue_has = [&](std::initializer_list<std::string_view> words) {
        for (const Range& c : parts.cue)
            for (std::uint32_t i = c.first; i < c.last; ++i)
                for (const std::string_view w : words)
                    if (view.is(i, w)) return true;
        return false;
    };
    const bool somebody = type == SpeakerType::person || type == SpeakerType::organisation || type == SpeakerType::state || type == SpeakerType::group;
    // "According to X" shows where X is a document, and says where somebody speaks.
    if (act == Act::show && somebody && !cue_has({"show", "shows", "showed", "found", "finds", "find"})) return Act::say;
    // A study shows; a statement or a letter is somebody's words.
    if (act == Act::show && type == SpeakerType::document && words_of_somebody(*source.speaker) && !cue_has({"show", "shows", "showed"})) return Act::say;
    // A report finds, and so shows; a person who finds something judges.
    if (act == Act::think && (type == SpeakerType::document || type == SpeakerType::organisation) && cue_has({"found", "find", "finds"})) return Act::show;
    // A delegation's proposal asks the others; a politician's tells the own plans.
    const bool delegation = for_another(view, parts) || group_of_states(view, parts, source) || type == SpeakerType::state || type == SpeakerType::group || source.bloc || (source.speaker && source.speaker->of);
    if (act == Act::call_for && !delegation && cue_has({"propose", "proposed", "proposes", "proposing", "proposal", "proposals"})) return Act::announce;
    if (act == Act::call_for && cue_has({"demanded", "demands", "demanding"}) && asks(view, parts)) return Act::ask;
    // "Calls Clinton unqualified"
    if (act == Act::call_for && labels(view, parts) && !a.source.empty() && !cue_has({"for", "on", "upon", "to"})) return label_act(view, a);
    // "Will support": what is to come is promised.
    if (act == Act::praise && cue_has({"will", "shall"})) return Act::promise;
    if (act == Act::announce && cue_has({"offer", "offered", "offers", "offering"})) return starts_with(view, parts, "to") ? Act::promise : Act::say;
    return act;
}

/// The act of a plain "said", by the content.
std::optional<Act> said_act(const View& view, const Attribution& a, const Parts& parts, bool known_cue, const ResolvedSource& source) {
    if (mentions_only(view, parts)) return std::nullopt;
    if (denies(view, parts)) return Act::deny;
    if (says_yes(view, parts)) return Act::agree;
    if (doubts_good(view, parts)) return Act::criticise;
    if (known_cue)
        if (const auto own = own_verb(view, parts, source.speaker && source.speaker->of ? std::string_view(*source.speaker->of) : std::string_view{})) return own;
    const bool personal = source.speaker && source.speaker->type == SpeakerType::person && !source.speaker->of && !source.bloc;
    if (hopes(view, parts)) return Act::think;
    if (known_cue && demands(view, parts)) return Act::call_for;
    if (const auto words = content_act(view, a)) return words;
    if (labels(view, parts)) return label_act(view, a);
    if (personal && advises(view, parts)) return Act::call_for;
    // Who speaks in own name for a state or a bloc asks others in plain words too; a state's "should" is a position.
    if (known_cue && source.speaker && source.speaker->type == SpeakerType::person && urges_another(view, parts)) return Act::call_for;
    if (known_cue && !personal)
        if (const auto plans = intends(view, parts, source.speaker && source.speaker->of ? std::string_view(*source.speaker->of) : std::string_view{})) return plans;
    return std::nullopt;
}

/// The act by the words alone.
ActChoice by_rules(const View& view, const Attribution& a, const Parts& parts, const ResolvedSource& source) {
    ActChoice choice;
    choice.words = a.cue;
    const SpeakerType type = source.speaker ? source.speaker->type : SpeakerType::unknown;
    const bool turn = negated(view, parts);
    std::optional<Act> act = cue_act(joined(view.text, a.cue), type == SpeakerType::document);
    const auto chosen = [&](Act value, const char* rule) {
        choice.act = value;
        choice.rule = rule;
        return choice;
    };
    if (left_undone(view, parts)) return chosen(Act::say, "negated-cue");
    if (const auto framed = by_frame(view, parts, source)) return chosen(turn ? turned(view, parts, *framed) : *framed, "cue-frame");
    if (!act || *act == Act::say || *act == Act::agree || *act == Act::announce || *act == Act::think)
        if (const auto noun = expressed(view, parts)) return chosen(*noun, "expressed-noun");
    const std::optional<Act> named = act;
    act = by_speaker(view, a, parts, act, source);
    if (act && *act != Act::say) return chosen(turn ? turned(view, parts, *act) : *act, turn ? "negated-cue" : act == named ? "cue"
                                                                                                                            : "cue-by-speaker");
    if (turn) return chosen(turned(view, parts, Act::say), "negated-cue");
    if (asks(view, parts)) {
        choice.words = a.content;
        return chosen(Act::ask, "question");
    }
    if (const auto said = said_act(view, a, parts, act.has_value(), source)) {
        choice.words.insert(choice.words.end(), a.content.begin(), a.content.end());
        return chosen(*said, "content-words");
    }
    if (act) return chosen(Act::say, "cue");
    if (type == SpeakerType::document) return chosen(Act::show, "no-cue");
    // Words that the lexicon does not know: of nobody, or an appearance, they tell an inner state.
    return chosen(has_letters(view, parts) && (a.source.empty() || appears(view, parts)) ? Act::think : Act::say, "no-cue");
}

/// States and those who speak for a bloc say things in set forms that the rules know: in a negotiation "should" is a position, no call.
bool delegation(const ResolvedSource& source) {
    return source.bloc || (source.speaker && source.speaker->type == SpeakerType::state);
}

/// Rules that rest on the cue; the others on the content, or on nothing.
bool from_cue(std::string_view rule) {
    for (const std::string_view r : {"cue", "cue-frame", "expressed-noun", "cue-by-speaker", "negated-cue"})
        if (rule == r) return true;
    return false;
}

}  // namespace

ActChoice choose_act(const View& view, const Attribution& a, const Parts& parts, const ResolvedSource& source) {
    ActChoice choice = by_rules(view, a, parts, source);
    if (a.acts.size() != std::size(act_evidence[0][0]) || delegation(source)) return choice;
    // The model has read the whole phrase and what stands around it; the rules say which words are sure.
    const auto& evidence = act_evidence[from_cue(choice.rule)][static_cast<std::size_t>(choice.act)];
    std::size_t best = 0;
    for (std::size_t k = 1; k < a.acts.size(); ++k)
        if (a.acts[k] + evidence[k] > a.acts[best] + evidence[best]) best = k;
    const Act act = static_cast<Act>(best);
    if (act == choice.act) return choice;
    choice.rule = "model over " + choice.rule + ": " + std::string(name_of(choice.act));
    choice.act = act;
    choice.words = a.cue;
    choice.words.insert(choice.words.end(), a.content.begin(), a.content.end());
    return choice;
}

}  // namespace rostra::statements
