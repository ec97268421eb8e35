// Acts by the words of the content.
#include "acts_content.h"

#include <array>

namespace rostra::statements {
namespace {

/// Least weight of a content's words (hundredths, act_words.tsv) that makes a plain "said" this act; 0: never. By
/// words alone few acts show: those whose words were wrong more often than right on speakers.dev are left out.
constexpr std::array<int, 12> least = {0, 85, 0, 50, 0, 85, 60, 70, 70, 0, 0, 0};

/// The content's first words without "that" and quotation marks; the end where there are none.
std::uint32_t opening(const View& view, const Parts& parts) {
    const Range& c = parts.content.front();
    std::uint32_t i = c.first;
    while (i < c.last && (!view.word(i).letters || view.is(i, "that") || view.word(i).is(Class::adverb))) ++i;
    return i;
}

/// Sums of the weights of the content's act words, an act each: the strongest counts whole, the others a third.
std::array<int, 12> weigh(const View& view, const Attribution& a) {
    std::array<int, 12> weights{};
    const std::string content = joined(view.text, a.content);
    const bool question = content.find('?') != std::string::npos;
    for (const knowledge::ActHit& h : knowledge::act_hits(content, false)) {
        int weight = h.weight;
        if (weight < 0) {
            if (!question) continue;
            weight = -weight;
        }
        int& sum = weights[static_cast<std::size_t>(h.act)];
        sum = std::max(sum, weight) + std::min(sum, weight) / 3;
    }
    return weights;
}

}  // namespace

std::string joined(std::string_view text, const std::vector<Span>& spans) {
    std::string out;
    for (const Span s : spans) {
        if (!out.empty()) out += ' ';
        out += slice(text, s);
    }
    return out;
}

bool negation(const View& view, std::uint32_t i) {
    const std::string_view s = view.str(i);
    return view.word(i).is(Class::negation) || s.ends_with("n't") || s.ends_with("n’t");
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

/// "There was no truth in the charge", "it is simply untrue that": the content opens with the denial.
bool opens_with_denial(const View& view, const Parts& parts) {
    if (parts.content.empty()) return false;
    const Range& c = parts.content.front();
    std::uint32_t i = c.first;
    while (i < c.last && (!view.word(i).letters || view.is(i, "that"))) ++i;
    if (view.is(i, "there") && is_any(view, i + 1, {"is", "was", "were"})) {
        if (view.is(i + 2, "no")) return is_any(view, i + 3, {"truth", "basis", "foundation"});
        return view.is(i + 2, "nothing") && view.is(i + 3, "to");
    }
    if (!view.is(i, "it") || !is_any(view, i + 1, {"is", "was"})) return false;
    i += 2;
    while (view.word(i).is(Class::adverb) || is_any(view, i, {"simply", "just", "plainly", "completely", "entirely"})) ++i;
    return is_any(view, i, {"untrue", "false"});
}

/// "described the accusations as baseless": what is called untrue is denied.
bool denies(const View& view, const Parts& parts) {
    if (opens_with_denial(view, parts)) return true;
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

bool says_yes(const View& view, const Parts& parts) {
    if (parts.content.empty()) return false;
    const std::uint32_t i = opening(view, parts);
    return view.is(i, "yes") && view.mark(i + 1, ',');
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

bool hopes(const View& view, const Parts& parts) {
    if (parts.content.empty()) return false;
    const std::uint32_t i = opening(view, parts);
    if (!view.word(i).is(any_of(Class::he, Class::she, Class::they, Class::it)) || view.word(i).is(Class::possessive)) return false;
    std::uint32_t verb = i + 1;
    while (verb < i + 3 && view.word(verb).is(Class::adverb)) ++verb;
    return is_any(view, verb, {"hopes", "hoped", "believes", "believed", "thinks", "thought", "fears", "feared"});
}

bool advises(const View& view, const Parts& parts) {
    if (parts.content.empty() || asks(view, parts)) return false;
    const std::uint32_t first = opening(view, parts);
    if (is_any(view, first, {"let's", "let’s", "lets"})) return true;
    const std::uint32_t end = std::min(parts.content.front().last, first + 22);
    for (std::uint32_t i = first + 1; i < end; ++i) {
        const bool should = view.is(i, "should") && !negation(view, i + 1) && !is_any(view, i + 1, {"have", "be"});
        const bool needs = is_any(view, i, {"needs", "need", "got"}) && view.is(i + 1, "to") && view.word(i - 1).is(any_of(Class::we, Class::you, Class::he, Class::she, Class::they, Class::auxiliary)) && !negation(view, i - 1);
        if (should || needs) return true;
    }
    return false;
}

bool urges_another(const View& view, const Parts& parts) {
    if (parts.content.empty() || asks(view, parts)) return false;
    const std::uint32_t first = opening(view, parts), end = std::min(parts.content.front().last, first + 14);
    for (std::uint32_t i = first + 1; i < end; ++i) {
        if (view.kind(i) == TokenKind::open_quote || view.word(i).is(Class::relative)) return false;
        const bool should = view.is(i, "should") && !negation(view, i + 1) && !is_any(view, i + 1, {"have", "be"});
        const bool ought = view.is(i, "ought") && view.is(i + 1, "to") && !is_any(view, i + 2, {"have", "be"});
        if (!should && !ought) continue;
        return true;
    }
    return false;
}

bool mandates(const View& view, const Parts& parts) {
    if (parts.content.empty()) return false;
    const Range& c = parts.content.front();
    for (std::uint32_t i = c.first + 2; i < c.last && i < c.first + 14; ++i) {
        if (view.word(i).is(any_of(Class::auxiliary, Class::relative)) && !view.is(i, "be")) return false;
        if (view.is(i, "be")) return !view.is(i - 1, "to") && !view.word(i - 1).is(any_of(Class::auxiliary, Class::conjunction));
    }
    return false;
}

std::optional<Act> intends(const View& view, const Parts& parts, std::string_view own) {
    if (parts.content.empty()) return std::nullopt;
    std::uint32_t i = opening(view, parts);
    // "Tirana would close its consulate", said by Albania's envoy.
    const Known* k = view.known(i);
    const knowledge::Entry* state = k && k->first == i && !k->possessive ? k->as(Kind::seat) ? k->as(Kind::seat) : k->as(Kind::state) : nullptr;
    if (state && !own.empty() && knowledge::states()[state->ref].code == own) i = k->last - 1;
    else if (!view.word(i).is(any_of(Class::we, Class::they, Class::it)) || view.word(i).is(Class::possessive)) return std::nullopt;
    if (!is_any(view, i + 1, {"will", "would"})) return std::nullopt;
    if (negation(view, i + 2) || is_any(view, i + 2, {"be", "have", "take", "mean", "make"})) return std::nullopt;
    return Act::announce;
}

std::optional<Act> content_act(const View& view, const Attribution& a) {
    const std::array<int, 12> weights = weigh(view, a);
    std::size_t best = 0;
    int most = 0;
    for (std::size_t i = 1; i < weights.size(); ++i)
        if (weights[i] >= least[i] && least[i] > 0 && weights[i] > most) best = i, most = weights[i];
    if (best == 0) return std::nullopt;
    return static_cast<Act>(best);
}

Act label_act(const View& view, const Attribution& a) {
    const std::array<int, 12> weights = weigh(view, a);
    const int good = weights[static_cast<std::size_t>(Act::praise)], bad = weights[static_cast<std::size_t>(Act::criticise)];
    return good > bad ? Act::praise : Act::criticise;
}

}  // namespace rostra::statements
