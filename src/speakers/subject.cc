// Walks left from the cue over adverbs, auxiliaries and bracketed parts to the noun phrase that ends there. A participle,
// an infinitive or a cue behind "and" has the subject of the cue before it. Behind a finished content the phrase
// right of the cue is tried ("..., said X").
#include "subject.h"

namespace rostra::speakers {
namespace {

bool skippable(const Report& r, std::uint32_t i) {
    const Word& w = r.word(i);
    if (r.known(i)) return false;
    if (w.is(Class::numeral) || w.is(any_of(Class::determiner, Class::demonstrative, Class::they, Class::he, Class::she, Class::it, Class::we, Class::i))) return false;
    const std::string_view s = r.str(i);
    return w.is(any_of(Class::adverb, Class::auxiliary, Class::negation)) || (s.size() > 4 && s.ends_with("ly") && w.lower);
}

bool participle(const Report& r, std::uint32_t i) {
    const std::string_view s = r.str(i);
    return s.size() > 5 && s.ends_with("ing") && r.word(i).lower;
}

bool stops_phrase(const Report& r, const Names& names, std::uint32_t i) {
    const Word& w = r.word(i);
    if (names.run_at(i) || r.known(i)) return false;
    if (w.is(any_of(Class::auxiliary, Class::relative))) return true;
    if (w.lower && w.is(Class::saying) && !w.is(any_of(Class::role, Class::roles, Class::document, Class::organisation, Class::people, Class::states))) return true;
    return r.is(i, "that") || r.is(i, "while") || r.is(i, "because") || r.is(i, "after") || r.is(i, "as") || r.is(i, "when") || r.is(i, "but") || r.is(i, "than");
}

bool entity_token(const Report& r, const Names& names, std::uint32_t i) { return names.run_at(i) || (r.known(i) && !r.known(i)->as(Kind::office)); }

/// The noun phrase that ends before `end`, back to where its clause begins.
Range phrase_before(const Report& r, const Names& names, std::uint32_t end, std::uint32_t start) {
    std::uint32_t first = end;
    while (first > start) {
        const std::uint32_t j = first - 1;
        if (r.kind(j) == TokenKind::open_quote || r.kind(j) == TokenKind::close_quote || r.mark(j, ':') || r.mark(j, ';') || r.dash(j)) break;
        if (r.mark(j, '(')) break;
        if (r.mark(j, ',')) {
            // Inside a list of names, or before an apposition that is a name.
            const bool list = j > start && entity_token(r, names, j - 1) && first < end && (entity_token(r, names, first) || (r.word(first).is(Class::determiner) && entity_token(r, names, first + 1)));
            if (!list) break;
        }
        if (stops_phrase(r, names, j)) break;
        if ((r.is(j, "and") || r.is(j, "or")) && !(j > start && (entity_token(r, names, j - 1) || r.word(j - 1).is(any_of(Class::people, Class::roles, Class::role, Class::person))))) break;
        first = j;
        if (end - first > 40) break;
    }
    // A list is one only when "and" is in it; else the phrase is what follows the last comma.
    bool joined = false;
    for (std::uint32_t i = first; i < end; ++i) joined = joined || r.is(i, "and");
    if (!joined)
        for (std::uint32_t i = end; i > first; --i)
            if (r.mark(i - 1, ',')) return {i, end};
    return {first, end};
}

/// Start of the bracketed part that ends at token `close` (a comma, a dash or a bracket); none when it has no opener.
std::uint32_t opener(const Report& r, const Names& names, std::uint32_t close, std::uint32_t start) {
    for (std::uint32_t i = close; i > start && close - i < 60; --i) {
        const std::uint32_t j = i - 1;
        if (r.mark(close, ')') ? r.mark(j, '(') : r.dash(close) ? r.dash(j)
                                                                : false) return j;
        if (!r.mark(close, ',')) continue;
        if (r.mark(j, ')')) {
            const std::uint32_t inner = opener(r, names, j, start);
            if (inner == none) return none;
            i = inner + 1;
            continue;
        }
        if (!r.mark(j, ',')) continue;
        // A comma between the members of a list is no opener: "including Switzerland, Mexico and Korea".
        const Word& next = r.word(j + 1);
        const bool opens = next.is(any_of(Class::preposition, Class::relative, Class::determiner)) || participle(r, j + 1) || person_word(r, j + 1) ||
                           r.known(j + 1) || names.run_at(j + 1) || next.is(Class::former) || r.kind(j + 1) == TokenKind::number;
        const bool member = j > start && entity_token(r, names, j - 1) && (entity_token(r, names, j + 1) && !next.possessive && j + 2 < close && (r.mark(j + 2, ',') || r.is(j + 2, "and")));
        if (opens && !member) return j;
    }
    return none;
}

/// The phrase right of the cue, for "..., said X".
Range phrase_after(const Report& r, std::uint32_t first, std::uint32_t end) {
    std::uint32_t last = first;
    while (last < end && last < first + 25 && !r.mark(last, '.') && !r.mark(last, ';') && !r.mark(last, ':') && r.kind(last) != TokenKind::open_quote && !(r.is(last, "that") && !r.word(last - 1).is(Class::document))) ++last;
    return {first, last};
}

bool inside(std::span<const Range> content, std::uint32_t i) {
    for (const Range& c : content)
        if (c.holds(i)) return true;
    return false;
}

bool nominal_start(const Report& r, const Names& names, std::uint32_t i) {
    const Word& w = r.word(i);
    return entity_token(r, names, i) || person_word(r, i) || w.is(any_of(Class::determiner, Class::quantifier)) || w.capital || w.is(any_of(Class::roles, Class::people, Class::he, Class::she, Class::they));
}

/// "But AOSIS balked, with [KUWAIT] stating": a participle may bring its own subject behind "with"; empty where it does not.
Range subject_behind_with(const Report& r, std::uint32_t cue, std::uint32_t start) {
    const Known* k = cue > start ? r.known(cue - 1) : nullptr;
    if (!k || k->last != cue || k->possessive || !(k->as(Kind::state) || k->as(Kind::group))) return {};
    const std::uint32_t with = k->first > start && r.is(k->first - 1, "the") ? k->first - 1 : k->first;
    return with > start && r.is(with - 1, "with") ? Range{k->first, cue} : Range{};
}

}  // namespace

Subject find_subject(const Report& r, const Names& names, Range cue, std::span<const Range> content) {
    const Sentence& sentence = r.sentence_at(cue.first);
    const bool cue_in_content = inside(content, cue.first);
    if (r.is(cue.first, "according")) return {Subject::Kind::words, phrase_after(r, std::min(cue.first + 2, cue.last), sentence.last)};
    // "a joint call from X and Y": the source is behind it.
    if (cue.size() > 1 && (r.is(cue.last - 1, "from") || r.is(cue.last - 1, "by"))) {
        Range words = phrase_after(r, cue.last, sentence.last);
        for (const Range& c : content)
            if (c.first > cue.last) words.last = std::min(words.last, c.first);
        if (!words.empty()) return {Subject::Kind::words, words};
    }
    // A cue that brings its own subject: "they say".
    if (pronoun(r, cue.first) && cue.size() > 1) return {Subject::Kind::words, {cue.first, cue.first + 1}};
    if (participle(r, cue.first))
        if (const Range own = subject_behind_with(r, cue.first, sentence.first); !own.empty()) return {Subject::Kind::words, own};
    if (participle(r, cue.first) || r.is(cue.first, "to")) return {Subject::Kind::previous, {}};
    std::uint32_t i = cue.first;
    while (i > sentence.first) {
        const std::uint32_t j = i - 1;
        if (!cue_in_content && inside(content, j)) break;
        if (r.kind(j) == TokenKind::open_quote || r.kind(j) == TokenKind::close_quote) break;
        if (!cue_in_content && r.mark(j, ',') && j > sentence.first && inside(content, j - 1)) break;
        if (skippable(r, j)) {
            i = j;
            continue;
        }
        if (r.is(j, "to")) return {Subject::Kind::previous, {}};
        if (r.is(j, "and") || r.is(j, "or") || r.is(j, "but") || r.is(j, "then")) return {Subject::Kind::previous, {}};
        if (r.mark(j, ',') || r.mark(j, ')') || r.dash(j)) {
            const std::uint32_t open = opener(r, names, j, sentence.first);
            if (open == none) {
                if (r.mark(j, ',')) return {Subject::Kind::previous, {}};
                break;
            }
            i = open;
            continue;
        }
        if (r.punctuation(j)) break;
        // "Amid [claims of]", "there for [a protest of]": what a preposition leads has no subject.
        if (i == cue.first && r.word(j).is(Class::preposition) && !names.run_at(j) && !r.known(j)) return {Subject::Kind::nothing, {}};
        const Range words = phrase_before(r, names, i, sentence.first);
        // "X, speaking for its members and others, told": a phrase that a preposition or a participle begins is an aside.
        if (!words.empty() && words.first > sentence.first && (r.word(words.first).is(Class::preposition) || participle(r, words.first - 1))) {
            std::uint32_t comma = words.first;
            while (comma > sentence.first && !r.mark(comma - 1, ',')) --comma;
            if (comma > sentence.first) {
                i = comma - 1;
                continue;
            }
        }
        if (!words.empty()) return {Subject::Kind::words, words};
        break;
    }
    if (cue.last < sentence.last && nominal_start(r, names, cue.last) && !inside(content, cue.last)) {
        const bool content_before = !content.empty() && content.front().first < cue.first;
        if (content_before) return {Subject::Kind::words, phrase_after(r, cue.last, sentence.last)};
    }
    return {cue.first == sentence.first ? Subject::Kind::nothing : Subject::Kind::previous, {}};
}

}  // namespace rostra::speakers
