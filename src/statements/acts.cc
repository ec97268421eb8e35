// The act, judged by the whole phrase: the cue says most; a plain "said" leaves it to the words of the content; a
// negation in the cue turns it round.
#include "view.h"

#include <array>

namespace rostra::statements {
namespace {

constexpr int content_threshold = 55;  // of act_words.tsv's weights in hundredths; chosen on speakers.dev

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
std::optional<Act> cue_act(std::string_view cue, std::vector<knowledge::ActHit>& hits) {
    hits = knowledge::act_hits(cue);
    std::optional<Act> plain, strong;
    for (const knowledge::ActHit& h : hits) {
        if (!h.cue) continue;
        if (h.act == Act::say) plain = Act::say;
        else if (!strong || (h.act != Act::think && h.act != Act::show)) strong = h.act;
    }
    return strong ? strong : plain;
}

/// The content's own words: the act whose words weigh most, when they weigh enough.
std::optional<Act> content_act(const View& view, const Attribution& a) {
    std::array<int, 12> weights{};
    const std::string content = joined(view.text, a.content);
    const bool question = content.find('?') != std::string::npos;
    for (const knowledge::ActHit& h : knowledge::act_hits(content)) {
        if (h.cue) continue;
        int weight = h.weight;
        if (weight < 0) {
            if (!question) continue;
            weight = -weight;
        }
        int& sum = weights[static_cast<std::size_t>(h.act)];
        sum = std::max(sum, weight) + std::min(sum, weight) / 3;
    }
    const auto best = std::max_element(weights.begin(), weights.end());
    if (*best < content_threshold) return std::nullopt;
    return static_cast<Act>(best - weights.begin());
}

}  // namespace

ActChoice choose_act(const View& view, const Attribution& a, const Parts& parts, const ResolvedSource& source) {
    ActChoice choice;
    choice.words = a.cue;
    std::vector<knowledge::ActHit> hits;
    const std::string cue = joined(view.text, a.cue);
    std::optional<Act> act = cue_act(cue, hits);
    choice.rule = act ? "cue" : "no-cue";
    const SpeakerType type = source.speaker ? source.speaker->type : SpeakerType::unknown;
    // "According to X" shows where X is a document, and says where somebody speaks.
    if (act == Act::show && (type == SpeakerType::person || type == SpeakerType::organisation || type == SpeakerType::state || type == SpeakerType::group)) act = Act::say;
    const bool turn = negated(view, parts);
    if (!act || *act == Act::say) {
        if (turn && act) {
            choice.act = Act::deny;
            choice.rule = "negated-cue";
            return choice;
        }
        if (const auto by_content = content_act(view, a)) {
            choice.act = *by_content;
            choice.rule = "content-words";
            choice.words.insert(choice.words.end(), a.content.begin(), a.content.end());
            return choice;
        }
        choice.act = type == SpeakerType::document ? Act::show : Act::say;
        return choice;
    }
    choice.act = turn ? turned(*act) : *act;
    if (turn) choice.rule = "negated-cue";
    return choice;
}

}  // namespace rostra::statements
