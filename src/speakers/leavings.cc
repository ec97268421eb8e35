// Leavings are told in few ways: somebody withdraws a signature, takes a name off a letter, no longer supports the text,
// or had signed it and then withdrew. Each needs the paper or the name beside the verb, so that troops, candidates and
// complaints that are withdrawn do not count.
#include "rostra/speakers_leavings.h"

#include "report.h"

#include <algorithm>

namespace rostra {
namespace {

using namespace speakers;

constexpr std::string_view withdrew[] = {"withdrew", "withdrawn", "withdraws", "removed", "removes", "retracted", "retracts", "rescinded"};
constexpr std::string_view took[] = {"took", "taken", "takes", "pulled", "pulls", "struck", "strikes"};
constexpr std::string_view left[] = {"left", "withdrew", "withdrawn", "withdraws", "dropped"};
constexpr std::string_view names_of_it[] = {"name", "names", "signature", "signatures", "support", "backing", "endorsement"};
constexpr std::string_view papers[] = {"letter", "statement", "text", "declaration", "list", "appeal", "petition"};
constexpr std::string_view joined_it[] = {"signed", "joined", "backed", "supported"};
constexpr std::string_view joined_it_now[] = {"support", "supports", "supported", "back", "backs", "backed", "endorses", "endorsed"};
constexpr std::string_view missions[] = {"mission", "government", "ambassador", "delegation", "ministry"};
constexpr std::string_view unreal[] = {"not", "never", "to", "would", "could", "might", "may", "should", "will", "must", "can", "cannot", "refused", "nobody", "if", "whether"};
constexpr std::string_view beside[] = {"to", "in", "with", "of", "from", "against", "by", "at", "for", "on", "between"};

struct Reader {
    const Report& r;
    std::uint32_t first, last;  // tokens of the sentence

    template <std::size_t N>
    [[nodiscard]] bool one_of(std::uint32_t i, const std::string_view (&words)[N]) const {
        return i < last && std::any_of(std::begin(words), std::end(words), [&](std::string_view w) { return r.is(i, w); });
    }
    template <std::size_t N>
    [[nodiscard]] bool within(std::uint32_t from, std::uint32_t to, const std::string_view (&words)[N]) const {
        for (std::uint32_t i = std::max(from, first); i < std::min(to, last); ++i)
            if (one_of(i, words)) return true;
        return false;
    }
    // What did not happen: a negation, an infinitive or a modal just before the verb.
    [[nodiscard]] bool happened(std::uint32_t verb) const {
        for (std::uint32_t i = verb; i > first && verb - i < 3; --i) {
            if (one_of(i - 1, unreal) || r.word(i - 1).is(knowledge::Class::negation)) return false;
            if (!r.word(i - 1).is(any_of(knowledge::Class::auxiliary, knowledge::Class::adverb, knowledge::Class::conjunction))) break;
        }
        return true;
    }
    [[nodiscard]] bool ends_clause(std::uint32_t i) const { return i >= last || r.punctuation(i); }

    [[nodiscard]] bool leaves_at(std::uint32_t i) const {  // i > first
        // "withdrew its signature from", "withdrawn from the letter"
        if (one_of(i, withdrew) && (within(i + 1, i + 5, names_of_it) || (r.is(i + 1, "from") && within(i + 2, i + 7, papers)))) return true;
        // "took its name off", "has taken its name back"
        if (one_of(i, took) && within(i + 1, i + 4, names_of_it) && r.word(std::min(i + 1, last - 1)).is(knowledge::Class::possessive)) return true;
        // "no longer supported the text"
        if (r.is(i, "longer") && i > first && r.is(i - 1, "no") && within(i + 1, i + 3, joined_it_now) && within(i + 2, i + 6, papers)) return true;
        // "had signed a letter in July and then withdrawn", "joined the statement and left again"
        if (!one_of(i, left) || !(r.is(i - 1, "and") || r.is(i - 1, "then") || r.is(i - 1, "but"))) return false;
        const bool on_paper = within(first, i, joined_it) && within(first, i, papers);
        return on_paper && (ends_clause(i + 1) || r.is(i + 1, "again") || r.is(i + 1, "it") || r.is(i + 1, "within"));
    }
    // The state nearest before the verb that stands free: not "China's", not "to China", unless there is no other.
    [[nodiscard]] std::string_view who(std::uint32_t verb) const {
        std::string_view fallback;
        for (std::uint32_t i = verb; i > first; --i) {
            const Known* known = r.known(i - 1);
            if (!known) continue;
            const std::string_view code = state_at(r, i - 1, false);
            if (code.empty()) continue;
            i = known->first + 1;
            fallback = code;
            const std::uint32_t before = known->first > first && r.is(known->first - 1, "the") ? known->first - 1 : known->first;
            if (known->possessive && !one_of(known->last, missions)) continue;
            if (before > first && one_of(before - 1, beside)) continue;
            return code;
        }
        return fallback;
    }
};

void add_numbers(const Report& r, const Sentence& s, std::vector<std::uint32_t>& out) {
    for (std::uint32_t i = s.first; i + 1 < s.last; ++i) {
        const std::uint32_t value = r.word(i).value;
        if (value < 3 || value > 250) continue;
        const bool people = r.word(i + 1).is(any_of(knowledge::Class::states, knowledge::Class::people)) || r.is(i + 1, "names") || r.is(i + 1, "others") || r.is(i + 1, "members");
        if (people || (i > s.first && r.is(i - 1, "of"))) out.push_back(value);
    }
}

Leaving told(const Report& r, const Reader& reader, std::uint32_t number, std::string_view code) {
    const auto& sentences = r.tokens->sentences;
    const Sentence& s = sentences[number];
    Leaving out{std::string(code), s.span, {}, {}, {}};
    add_numbers(r, s, out.numbers);
    if (number + 1 < sentences.size() && sentences[number + 1].paragraph <= s.paragraph + 1) add_numbers(r, sentences[number + 1], out.numbers);
    for (std::uint32_t i = reader.first; i < reader.last; ++i) {
        const std::string_view other = state_at(r, i, false);
        if (!other.empty() && other != code && std::find(out.states.begin(), out.states.end(), other) == out.states.end()) out.states.emplace_back(other);
        if (const std::uint32_t year = r.word(i).value; year >= 1900 && year < 2200) out.years.push_back(year);
    }
    return out;
}

}  // namespace

bool may_tell_leaving(std::string_view text) {
    // Of each way in Reader::leaves_at, words that it cannot do without and that few reports have.
    for (const std::string_view word : {"withdr", "retract", "rescind", "signature", "its name", "their name", "its support", "their support", "its backing", "their backing",
                                        "its endorsement", "their endorsement", "no longer", "and left", "then left", "but left", "and dropped", "then dropped", "but dropped"})
        if (text.find(word) != std::string_view::npos) return true;
    return false;
}

std::vector<Leaving> find_leavings(std::string_view text, const Tokens& tokens) {
    std::vector<Leaving> out;
    if (!may_tell_leaving(text)) return out;
    const Report report = read_report(text, tokens);
    for (std::uint32_t number = 0; number < tokens.sentences.size(); ++number) {
        const Sentence& s = tokens.sentences[number];
        const Reader reader{report, s.first, s.last};
        for (std::uint32_t i = s.first + 1; i < s.last; ++i) {
            if (!reader.leaves_at(i) || !reader.happened(report.is(i, "longer") ? i - 1 : i)) continue;
            const std::string_view code = reader.who(i);
            if (code.empty()) continue;
            out.push_back(told(report, reader, number, code));
            break;
        }
    }
    return out;
}

}  // namespace rostra
