// The act, judged by the whole phrase: the cue says most; a plain "said" leaves it to the words of the content; a
// negation in the cue turns it round.
#include "view.h"

#include <array>

namespace rostra::statements {
namespace {

/// Least weight of a content's words (hundredths, act_words.tsv) that makes a plain "said" this act; 0: never. By
/// words alone few acts show: those whose words were wrong more often than right on speakers.dev are left out.
constexpr std::array<int, 12> least = {0, 85, 50, 50, 0, 85, 60, 70, 70, 0, 0, 0};

std::string joined(std::string_view text, const std::vector<Span>& spans) {
    std::string out;
    for (const Span s : spans) {
        if (!out.empty()) out += ' ';
        out += slice(text, s);
    }
    return out;
}

bool negated(const View& view, const Parts& parts) {
    for (const Range& cue : parts.cue)
        for (std::uint32_t i = cue.first; i < cue.last; ++i) {
            const std::string_view s = view.str(i);
            if (view.word(i).is(Class::negation) || s.ends_with("n't") || s.ends_with("n’t")) return true;
        }
    return false;
}

Act turned(Act act) {
    switch (act) {
        case Act::deny: return Act::agree;
        case Act::think:
        case Act::criticise:
        case Act::warn:
        case Act::show: return act;
        case Act::praise: return Act::criticise;
        default: return Act::deny;
    }
}

/// The act that a cue names: the last one that is more than plain saying; else saying; nullopt when it names none.
/// Rows for documents alone ("the report says": shows) count only where a document speaks.
std::optional<Act> cue_act(std::string_view cue, bool document, std::vector<knowledge::ActHit>& hits) {
    constexpr std::int8_t of_documents = 3;  // weight of such rows, see tools/compile_data.py
    hits = knowledge::act_hits(cue, true);
    std::optional<Act> plain, strong;
    for (const knowledge::ActHit& h : hits) {
        if (h.weight == of_documents && !document) continue;
        if (h.act == Act::say) plain = Act::say;
        else if (!strong || (h.act != Act::think && h.act != Act::show)) strong = h.act;
    }
    return strong ? strong : plain;
}

/// "They should", "must not": a demand whoever says it.
bool demands(const View& view, const Parts& parts) {
    for (const Range& c : parts.content)
        for (std::uint32_t i = c.first; i < c.last && i < c.first + 40; ++i) {
            if (view.is(i, "must") && !view.is(i + 1, "have")) return true;
            const bool we = i > c.first && view.word(i - 1).is(any_of(Class::we, Class::you));
            if (we && (view.is(i, "should") || view.is(i, "need"))) return true;
            if (we && (view.is(i, "need") || view.is(i, "needs") || view.is(i, "has") || view.is(i, "have")) && view.is(i + 1, "to") && i > c.first && !view.word(i - 1).is(any_of(Class::auxiliary, Class::negation))) return true;
        }
    return false;
}

/// One question and nothing else.
bool asks(const View& view, const Parts& parts) {
    std::uint32_t marks = 0, stops = 0;
    for (const Range& c : parts.content)
        for (std::uint32_t i = c.first; i < c.last; ++i) {
            marks += view.mark(i, '?');
            stops += view.mark(i, '.');
        }
    return marks > 0 && stops == 0;
}

/// "described the accusations as baseless": what is called untrue is denied.
bool denies(const View& view, const Parts& parts) {
    bool judged = false;
    for (const Range& c : parts.cue)
        for (std::uint32_t i = c.first; i < c.last; ++i)
            for (const std::string_view w : {"described", "describes", "describing", "called", "calls", "labelled", "labeled", "branded", "dubbed"}) judged = judged || view.is(i, w);
    if (!judged) return false;
    for (const Range& c : parts.content)
        for (std::uint32_t i = c.first; i < c.last; ++i)
            for (const std::string_view w : {"baseless", "groundless", "unfounded", "untrue", "false", "fabricated", "lies"})
                if (view.is(i, w)) return true;
    return false;
}

/// "I do not think it is helpful": a doubt that something is good blames it.
bool doubts_good(const View& view, const Parts& parts) {
    if (parts.content.empty()) return false;
    const Range& c = parts.content.front();
    const std::uint32_t end = std::min(c.last, c.first + 12);
    bool no = false, think = false;
    for (std::uint32_t i = c.first; i < end; ++i) {
        no = no || view.word(i).is(Class::negation) || view.str(i).ends_with("n't") || view.str(i).ends_with("n’t");
        think = think || view.is(i, "think") || view.is(i, "believe");
        if (!no || !think) continue;
        for (const std::string_view w : {"helpful", "right", "fair", "good", "appropriate", "acceptable", "constructive", "useful", "wise", "honest"})
            if (view.is(i, w)) return true;
    }
    return false;
}

/// "called it", "described the accusations as": what follows is a judgement, more often than not a bad one.
bool labels(const View& view, const Parts& parts) {
    for (const Range& c : parts.cue)
        for (std::uint32_t i = c.first; i < c.last; ++i)
            for (const std::string_view w : {"called", "calls", "calling", "call", "labeled", "labelled", "branded", "dubbed"})
                if (view.is(i, w) && !view.is(i + 1, "for") && !view.is(i + 1, "on") && !view.is(i + 1, "upon")) return true;
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
        {"concern", Act::criticise}, {"concerns", Act::criticise}, {"worry", Act::criticise}, {"worries", Act::criticise}, {"alarm", Act::criticise}, {"dismay", Act::criticise},
        {"regret", Act::criticise}, {"outrage", Act::criticise}, {"anger", Act::criticise}, {"disappointment", Act::criticise}, {"condemnation", Act::criticise}, {"doubts", Act::criticise},
        {"satisfaction", Act::praise}, {"appreciation", Act::praise}, {"gratitude", Act::praise}, {"thanks", Act::praise}, {"support", Act::praise}, {"solidarity", Act::praise}, {"admiration", Act::praise},
        {"hope", Act::think}, {"hopes", Act::think}, {"confidence", Act::think}, {"opposition", Act::deny}, {"objections", Act::deny}, {"objection", Act::deny},
        {"commitment", Act::promise}, {"dedication", Act::promise}, {"readiness", Act::promise}, {"willingness", Act::promise}, {"determination", Act::promise}};
    bool verb = false;
    std::uint32_t from = 0;
    for (const Range& c : parts.cue)
        for (std::uint32_t i = c.first; i < c.last && !verb; ++i)
            for (const std::string_view w : {"expressed", "expresses", "expressing", "express", "voiced", "voices", "voicing", "voice", "indicated", "conveyed", "reaffirmed", "reaffirm", "reiterated", "reiterate", "reaffirming", "offered", "offer", "stated", "underlined", "registered"})
                if (view.is(i, w)) verb = true, from = i + 1;
    if (!verb) return std::nullopt;
    const std::uint32_t end = std::min(view.size(), from + 7);
    for (std::uint32_t i = from; i < end; ++i) {
        if (view.mark(i, ',') || view.mark(i, '.') || view.is(i, "that")) break;
        for (const Noun& n : nouns)
            if (view.is(i, n.word)) return n.act;
    }
    return std::nullopt;
}

/// Words behind the cue that settle what its verb does: "called for", "asked to", "suggested postponing", "agreed to".
std::optional<Act> by_frame(const View& view, const Parts& parts) {
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
            if (ask && (starts_with(view, parts, "to") || view.is(last.last, "to") || view.is(i + 1, "for"))) return Act::call_for;
            // "asked the army to open": an infinitive soon after, and no question word.
            if (ask && !parts.content.empty()) {
                const Range& c0 = parts.content.front();
                const Word& head = view.word(c0.first);
                const bool question = head.is(any_of(Class::relative, Class::conjunction)) || view.is(c0.first, "how") || view.is(c0.first, "what") || view.is(c0.first, "why") || view.is(c0.first, "where") || view.kind(c0.first) == TokenKind::open_quote;
                for (std::uint32_t j = c0.first + 1; j < c0.last && j < c0.first + 6 && !question; ++j)
                    if (view.is(j, "to")) return Act::call_for;
            }
            const bool suggest = view.is(i, "suggested") || view.is(i, "suggests") || view.is(i, "proposed") || view.is(i, "proposes") || view.is(i, "recommended");
            if (suggest && !parts.content.empty()) {
                const std::string_view first = view.str(parts.content.front().first);
                if (first.size() > 4 && first.ends_with("ing")) return Act::call_for;
            }
            const bool agree = view.is(i, "agreed") || view.is(i, "agree") || view.is(i, "agrees");
            if (agree && (view.is(i + 1, "to") || starts_with(view, parts, "to"))) return view.is(i, "agreed") ? Act::announce : Act::promise;
        }
    return std::nullopt;
}

/// "We call on ...", "They also called on": the content's own first verb is the act.
std::optional<Act> own_verb(const View& view, const Parts& parts) {
    if (parts.content.empty()) return std::nullopt;
    const Range& c = parts.content.front();
    std::uint32_t i = c.first;
    while (i < c.last && (!view.word(i).letters || view.is(i, "that"))) ++i;
    if (i >= c.last || !view.word(i).is(any_of(Class::i, Class::we, Class::he, Class::she, Class::they, Class::it)) || view.word(i).is(Class::possessive)) return std::nullopt;
    bool turn = false;
    for (++i; i < c.last && view.word(i).is(any_of(Class::adverb, Class::auxiliary, Class::negation)) && i < c.first + 6; ++i) {
        turn = turn || view.word(i).is(Class::negation);
        if (view.is(i, "was") || view.is(i, "were") || view.is(i, "been") || view.is(i, "be")) return std::nullopt;
    }
    const std::uint32_t end = std::min(c.last, i + 4);
    if (i >= end) return std::nullopt;
    const auto hits = knowledge::act_hits(slice(view.text, view.span_of({i, end})), true);
    if (hits.empty() || hits.front().span.begin != 0) return std::nullopt;
    const Act act = hits.front().act;
    if (act == Act::say || act == Act::think || act == Act::show || act == Act::announce) return std::nullopt;
    return turn ? turned(act) : act;
}

/// The content's own words: the act whose words weigh most, when they weigh enough.
std::optional<Act> content_act(const View& view, const Attribution& a) {
    std::array<int, 12> weights{};
    const std::string content = joined(view.text, a.content);
    const bool question = content.find('?') != std::string::npos;
    for (const knowledge::ActHit& h : knowledge::act_hits(content, false)) {
        if (least[static_cast<std::size_t>(h.act)] == 0) continue;
        int weight = h.weight;
        if (weight < 0) {
            if (!question) continue;
            weight = -weight;
        }
        int& sum = weights[static_cast<std::size_t>(h.act)];
        sum = std::max(sum, weight) + std::min(sum, weight) / 3;
    }
    std::size_t best = 0;
    for (std::size_t i = 1; i < weights.size(); ++i)
        if (weights[i] >= least[i] && least[i] > 0 && weights[i] > weights[best]) best = i;
    if (best == 0) return std::nullopt;
    return static_cast<Act>(best);
}

}  // namespace

ActChoice choose_act(const View& view, const Attribution& a, const Parts& parts, const ResolvedSource& source) {
    ActChoice choice;
    choice.words = a.cue;
    std::vector<knowledge::ActHit> hits;
    const std::string cue = joined(view.text, a.cue);
    std::optional<Act> act = cue_act(cue, source.speaker && source.speaker->type == SpeakerType::document, hits);
    choice.rule = act ? "cue" : "no-cue";
    if (const auto framed = by_frame(view, parts)) {
        choice.act = negated(view, parts) ? turned(*framed) : *framed;
        choice.rule = "cue-frame";
        return choice;
    }
    if (!act || *act == Act::say || *act == Act::agree || *act == Act::announce)
        if (const auto noun = expressed(view, parts)) {
            choice.act = *noun;
            choice.rule = "expressed-noun";
            return choice;
        }
    const SpeakerType type = source.speaker ? source.speaker->type : SpeakerType::unknown;
    // "According to X" shows where X is a document, and says where somebody speaks.
    if (act == Act::show && (type == SpeakerType::person || type == SpeakerType::organisation || type == SpeakerType::state || type == SpeakerType::group)) act = Act::say;
    // A report finds, and so shows; a person who finds something judges.
    if (act == Act::think && (type == SpeakerType::document || type == SpeakerType::organisation) && (cue.find("found") != std::string::npos || cue.find("find") != std::string::npos)) act = Act::show;
    const bool turn = negated(view, parts);
    if (!act || *act == Act::say) {
        if (turn && act) {
            choice.act = Act::deny;
            choice.rule = "negated-cue";
            return choice;
        }
        if (!act && turn) {
            choice.act = Act::deny;
            choice.rule = "negated-cue";
            return choice;
        }
        if (asks(view, parts)) {
            choice.act = Act::ask;
            choice.rule = "question";
            choice.words = a.content;
            return choice;
        }
        std::optional<Act> by_content;
        if (denies(view, parts)) by_content = Act::deny;
        else if (doubts_good(view, parts)) by_content = Act::criticise;
        if (!by_content && act) by_content = own_verb(view, parts);
        if (!by_content) by_content = content_act(view, a);
        if (!by_content && labels(view, parts)) by_content = Act::criticise;
        if (!by_content && act && demands(view, parts)) by_content = Act::call_for;
        if (by_content) {
            choice.act = *by_content;
            choice.rule = "content-words";
            choice.words.insert(choice.words.end(), a.content.begin(), a.content.end());
            return choice;
        }
        // A cue of words that the lexicon does not know tells an inner state or a doing more often than speech.
        const bool mark_only = std::none_of(parts.cue.begin(), parts.cue.end(), [&](const Range& r) {
            for (std::uint32_t i = r.first; i < r.last; ++i)
                if (view.word(i).letters) return true;
            return false;
        });
        const bool unknown = !act && !mark_only;
        choice.act = type == SpeakerType::document ? Act::show : unknown ? Act::think : Act::say;
        return choice;
    }
    choice.act = turn ? turned(*act) : *act;
    if (turn) choice.rule = "negated-cue";
    return choice;
}

}  // namespace rostra::statements
