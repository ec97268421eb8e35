// Where a bloc is laid down: a speaker's own capacity, a right of reply, answers to the press.
#include "resolver.h"

namespace rostra::speakers {
namespace {

constexpr std::string_view press[] = {"reporters", "journalists", "correspondents", "press", "media", "radio", "television", "tv", "newspaper"};

/// "For his own country[, Russia, Nicaragua and Syria]": one of those for whom somebody speaks.
bool own_in_list(const Report& r, std::uint32_t comma) {
    const Known* k = r.mark(comma, ',') ? r.known(comma + 1) : nullptr;
    return k && k->first == comma + 1 && k->as(Kind::state) && (r.mark(k->last, ',') || r.is(k->last, "and"));
}

/// "MEXICO, as the COP Presidency,", "Ana Lind (Fiji), as Chair of": in another capacity; `as` is the token behind the comma.
bool other_capacity(const Report& r, std::uint32_t as) {
    constexpr std::uint32_t longest = 6;
    if (!r.is(as, "as") || as == 0 || !r.mark(as - 1, ',')) return false;
    for (std::uint32_t i = as + 1; i < r.size() && i < as + longest && !r.mark(i, ','); ++i)
        if (r.is_any(i, {"presidency", "president", "chair", "co-chair", "host", "facilitator", "rapporteur"})) return true;
    return false;
}

/// "Allow me to add a few words in my national capacity. ... I recall": in one's own speech that goes on.
bool changed_capacity(const Report& r, std::uint32_t token) {
    constexpr std::uint32_t reach = 6;  // sentences
    for (std::uint32_t i = token; i > 1 && r.sentence[token] - r.sentence[i] <= reach; --i)
        if (r.is(i, "capacity") && r.is(i - 1, "national") && r.is(i - 2, "my")) return true;
    return false;
}

}  // namespace

/// "Urged the Assembly to fund travel and, in its national capacity, demanded a pause": what stands before a later cue of the
/// sentence, behind this one's, is said of that.
bool Resolver::of_next_statement(std::uint32_t number, std::uint32_t token) const {
    const Range& cue = items_[number].cue;
    if (cue.empty() || token < cue.last) return false;
    for (std::uint32_t at = place_[number]; at < order_.size(); ++at) {
        const Item& next = items_[order_[at]];
        if (report_.sentence[next.anchor] != report_.sentence[cue.first]) return false;
        if (order_[at] != number && !next.cue.empty() && next.cue.first > token && next.cue.first < token + 8) return true;
    }
    return false;
}

/// The statement's own sentence says for whom: "replying on behalf of the African Group".
bool Resolver::declares_here(std::uint32_t number) const {
    return std::any_of(declarations_.begin(), declarations_.end(), [&](const Declaration& d) { return !only_adds(d.form) && report_.sentence[d.range.first] == report_.sentence[items_[number].anchor]; });
}

/// "in its national capacity", "speaking for her own country": the bloc is laid down.
bool Resolver::own_capacity(std::uint32_t number) const {
    // "The Senegalese leader" of one who spoke as the union's chair
    const Who& who = who_[number];
    if (who.rule == "description-of-speaker" && who.entity != none && names_.entities[who.entity].of.empty() && heads_group_of(who.entity, role_facts(report_, who.words).of)) return true;
    if ((who.rule == "heading" || !who.code.empty()) && changed_capacity(report_, items_[number].anchor)) return true;
    const Sentence& s = report_.sentence_at(items_[number].anchor);
    for (std::uint32_t i = s.first; i + 1 < s.last; ++i) {
        if (of_next_statement(number, i)) continue;
        // "In exercise of the right of reply": states reply for themselves.
        if (report_.is(i, "right") && report_.is(i + 1, "of") && report_.is(i + 2, "reply") && !declares_here(number)) return true;
        if (other_capacity(report_, i) && i >= items_[number].anchor && i < items_[number].cue.first && !declares_here(number)) return true;
        // "He personally had expected more"
        if (report_.is(i, "personally") && i > s.first && report_.word(i - 1).is(any_of(Class::he, Class::she, Class::i))) return true;
        if (report_.is(i, "national") && (report_.is(i + 1, "capacity") || report_.is(i + 1, "position") || report_.is(i + 1, "statement"))) return true;
        // "Announced, for Estonia alone,", "as Malaysia's own leader", "on behalf of his own ministry"
        if ((report_.is(i, "for") || report_.is(i, "as")) && !state_at(report_, i + 1).empty() && report_.known(i + 1) && report_.is(report_.known(i + 1)->last, "alone")) return true;
        if (report_.is(i, "own") && (report_.is(i + 1, "leader") || report_.is(i + 1, "president") || report_.is(i + 1, "minister") || report_.is(i + 1, "ministry") || report_.is(i + 1, "part") || report_.is(i + 1, "kingdom") || report_.is(i + 1, "republic"))) return true;
        // "Speaking only for Austria"
        if (i > 0 && report_.is(i, "for") && report_.is(i - 1, "only") && !state_at(report_, i + 1).empty()) return true;
        // "Speaking later for itself"
        const bool itself = report_.is(i + 1, "itself") || report_.is(i + 1, "himself") || report_.is(i + 1, "herself");
        if (report_.is(i, "for") && itself && i > s.first && (report_.is(i - 1, "speaking") || (i > s.first + 1 && report_.is(i - 2, "speaking")))) return true;
        // "on behalf of Chile, Mexico and his own country", "as well as on its own behalf": one of those spoken for
        if (i > 1 && report_.is(i, "own") && report_.is(i - 2, "and")) continue;
        if (i > 3 && report_.is(i, "own") && (report_.is(i - 2, "as") || ((report_.is(i - 2, "on") || report_.is(i - 2, "for")) && (report_.is(i - 3, "as") || report_.is(i - 3, "and"))))) continue;
        if (report_.is(i, "own") && (report_.is(i + 1, "government") || report_.is(i + 1, "government's") || report_.is(i + 1, "country's") || report_.is(i + 1, "government’s") || report_.is(i + 1, "country’s"))) return true;
        if (report_.is(i, "own") && (report_.is(i + 1, "country") || report_.is(i + 1, "state") || report_.is(i + 1, "nation") || report_.is(i + 1, "behalf") || report_.is(i + 1, "name")) && !report_.is(i + 2, "and") && !own_in_list(report_, i + 2)) return true;
    }
    return false;
}

/// "Allow me to add a few words in my national capacity. We offer": from then on the speech is the speaker's own.
bool Resolver::own_from_before(std::uint32_t number) const {
    if (declares_here(number)) return false;
    constexpr std::uint32_t reach = 6;  // sentences
    const std::uint32_t here = report_.sentence[items_[number].anchor];
    for (std::uint32_t s = here > reach ? here - reach : 0; s < here; ++s) {
        const Sentence& before = report_.tokens->sentences[s];
        for (std::uint32_t i = before.first; i + 2 < before.last; ++i)
            if (report_.is_any(i, {"my", "our"}) && report_.is(i + 1, "national") && report_.is(i + 2, "capacity") && !quoted(i)) return true;
    }
    return false;
}

/// "He told reporters on his way out": told to the press, in a sentence that says nothing of the bloc, it is no more of the speech.
bool Resolver::to_the_press(std::uint32_t number) const {
    const Item& item = items_[number];
    // "Asked in the corridor about a raid in Sydney, she conceded"
    const std::uint32_t first = report_.sentence_at(item.anchor).first;
    const bool asked = report_.is(first, "asked") && (report_.word(first + 1).is(any_of(Class::preposition, Class::adverb)) || report_.is(first + 1, "whether") || report_.is(first + 1, "how") || report_.is(first + 1, "why"));
    // "Outside the hall she conceded"
    if (report_.is(first, "outside") && report_.is(first + 1, "the") && report_.is_any(first + 2, {"hall", "chamber", "council", "room", "meeting", "building", "plenary"}) && !declares_here(number)) return true;
    // "Speaking to reporters at the door, she admitted"
    for (std::uint32_t i = first + 2; report_.is(first, "speaking") && report_.is(first + 1, "to") && i < first + 5; ++i)
        if (report_.is_any(i, press) && !declares_here(number)) return true;
    if (item.cue.empty() || !(asked || report_.is(item.cue.first, "told"))) return false;
    if (declares_here(number)) return false;
    if (asked) return true;
    for (std::uint32_t i = item.cue.first + 1; i < report_.sentence_at(item.cue.first).last && i < item.cue.first + 4; ++i)
        if (report_.is_any(i, press)) return true;
    return false;
}

}  // namespace rostra::speakers
