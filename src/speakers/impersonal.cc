// Cues that nobody in the text is the subject of.
#include "subject.h"

namespace rostra::speakers {

namespace {

bool any_before(const Report& r, std::uint32_t i) {
    for (const std::string_view w : {"is", "are", "was", "were", "be", "been", "being"})
        if (r.is(i, w)) return true;
    return false;
}

}  // namespace

/// "Was asked by eleven states to", "is said by": the passive has its speaker behind it.
bool names_its_source(const Report& r, Range cue) {
    for (std::uint32_t i = cue.first; i <= cue.last; ++i)
        if (r.is(i, "by")) return true;
    return false;
}

/// "It was clear", "is expected", "reportedly": nobody in the text is said to think or say it.
bool impersonal(const Report& r, Range cue) {
    std::uint32_t i = cue.first;
    const auto any = [&](std::uint32_t at, std::initializer_list<std::string_view> words) {
        return at < cue.last && std::any_of(words.begin(), words.end(), [&](std::string_view w) { return r.is(at, w); });
    };
    // "[Talk had been growing] of a strike": the cue has a subject of its own, and that is nobody.
    const auto verbal = [&](std::uint32_t at) { return r.is(at, "had") || r.is(at, "has") || r.is(at, "have") || any_before(r, at); };
    if (cue.size() > 2 && r.word(i).lower && verbal(i + 1) && !r.word(i).is(function_words) && !verbal(i) && !person_word(r, i) && !r.word(i).is(any_of(Class::people, Class::roles, Class::organisation, Class::states))) return true;
    if (any(i, {"reportedly", "allegedly", "rumored", "rumoured", "supposedly"})) return true;
    const bool it = any(i, {"it", "there"});
    if (it) ++i;
    // "She was [once asked]": the auxiliary may stand before the words marked.
    bool be = false;
    for (std::uint32_t j = cue.first; !it && j > r.sentence_at(cue.first).first && cue.first - j < 3; --j) {
        be = be || any_before(r, j - 1);
        if (!r.word(j - 1).is(Class::adverb)) break;
    }
    while (i < cue.last && (r.word(i).is(any_of(Class::auxiliary, Class::adverb, Class::negation)) || any(i, {"it's", "it’s", "'s", "’s", "widely"}))) {
        be = be || any(i, {"is", "are", "was", "were", "be", "been", "being", "'s", "’s"});
        ++i;
    }
    // "Appeared to lose his temper", "it would seem": how somebody looks to the writer.
    if (any(i, {"seem", "seems", "seemed", "appear", "appears", "appeared", "look", "looks", "sounds", "sounded"}) && !r.is(i + 1, "at") && !r.is(i + 1, "for")) return true;
    if (it) return be;
    // "Also known as", "viewed as a sign"
    if (any(i, {"known", "viewed", "seen", "regarded", "hailed", "considered", "dubbed", "called"}) && (r.is(i + 1, "as") || (i > 0 && r.is(i - 1, "also")))) return true;
    if (!be) return false;
    // Who "was told", "is briefed" or "was questioned" is spoken to.
    if (any(i, {"told", "briefed", "informed", "questioned", "pressed", "warned", "reminded", "notified", "asked", "accused", "criticized", "criticised", "blamed", "praised", "defined", "mocked"})) return true;
    return any(i, {"apparent", "clear", "obvious", "evident", "unmistakable", "likely", "unlikely", "expected", "reported", "said", "seen", "thought", "considered", "believed", "known", "rumored", "rumoured", "nominated", "viewed",
                   "regarded", "deemed", "alleged", "described", "portrayed", "perceived", "assumed", "projected", "estimated", "tipped", "disclosed", "revealed"});
}

}  // namespace rostra::speakers
