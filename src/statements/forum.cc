// The forum: a body beside the cue ("told the Human Rights Council", "in the Third Committee"). It holds for what the
// same speaker says after, and a sentence of its own sets it for the speakers that follow.
#include "view.h"

namespace rostra::statements {
namespace {

const knowledge::Body* forum_body(const Known& known) {
    const knowledge::Entry* e = known.as(Kind::body);
    if (!e) return nullptr;
    const knowledge::Body& body = knowledge::bodies()[e->ref];
    return body.forum == "y" ? &body : nullptr;
}

/// "A session of the Council": what meets. "The presidency of the Council", "the headquarters of the agency" are no place to speak in.
bool meets(const View& view, std::uint32_t i) {
    for (const std::string_view w : {"session", "sessions", "meeting", "meetings", "sitting", "debate", "opening", "close", "closing", "plenary", "summit", "gathering", "conference", "hearing", "event", "assembly", "segment", "day", "margins", "floor", "chamber", "halls", "part", "members", "member", "front", "rest", "president"})
        if (view.is(i, w)) return true;
    return false;
}

/// "Ambassador to the UN", "spokesperson at the ministry", "mission to the UN": where somebody serves.
bool serves(const View& view, std::uint32_t i) {
    const Known* k = view.known(i);
    return view.word(i).is(any_of(Class::role, Class::roles)) || (k && k->as(Kind::office)) || view.is(i, "mission") || view.is(i, "missions") || view.is(i, "accredited");
}

/// Words before a body that make it the place: "told the", "in the", "at the UN", "addressed the".
bool place_before(const View& view, std::uint32_t first, std::uint32_t start) {
    for (std::uint32_t i = first; i > start && first - i < 9; --i) {
        const std::uint32_t j = i - 1;
        if (view.is(j, "of")) return j > start && meets(view, j - 1);
        for (const std::string_view w : {"to", "at", "in"})
            if (view.is(j, w)) return j == start || !serves(view, j - 1);
        for (const std::string_view w : {"told", "asked", "before", "addressed", "addressing", "informed", "briefed", "briefing", "warned", "session"})
            if (view.is(j, w)) return true;
        const Word& w = view.word(j);
        if (!(w.is(any_of(Class::determiner, Class::adverb)) || view.kind(j) == TokenKind::number || w.lower || w.capital)) return false;
        if (w.is(any_of(Class::auxiliary, Class::conjunction))) return false;
    }
    return false;
}

bool owner_of_role(const View& view, const Known& known) {
    // "UN ambassador", "the UN experts", "UN Human Rights Council's chair": a body that owns a person is no place.
    const std::uint32_t after = known.last;
    if (after >= view.size()) return false;
    // "A U.N.-set date"
    if (view.mark(after, '-') && view.span(after).begin == known.span.end) return true;
    const Word& w = view.word(after);
    const Known* k = view.known(after);
    return w.is(any_of(Class::role, Class::roles, Class::people, Class::document)) || (k && k->as(Kind::office)) || known.possessive;
}

/// "The envoy of Peru, speaking at the 44th session of the Council", "a text that Chile presented to the Council": the
/// source itself tells where it was said. "The ambassador to the Council" does not.
bool spoken_in_source(const View& view, const Range& source, std::uint32_t body) {
    if ((view.is(source.first, "at") || view.is(source.first, "in")) && body <= source.first + 2) return true;
    for (std::uint32_t i = source.first; i < body; ++i)
        for (const std::string_view w : {"speaking", "spoke", "presenting", "presented", "reading", "read", "delivering", "delivered", "addressing", "addressed", "told", "telling"})
            if (view.is(i, w)) return true;
    return false;
}

/// "Delivered a statement on the safety of journalists in the Human Rights Council": where it was delivered.
bool delivered(const View& view, const Parts& parts) {
    bool delivers = false, text = false;
    for (const Range& c : parts.cue)
        for (std::uint32_t i = c.first; i < c.last; ++i)
            for (const std::string_view w : {"delivered", "delivers", "delivering", "read", "reads", "reading", "made", "presented", "presents", "presenting", "introduced"}) delivers = delivers || view.is(i, w);
    if (!delivers || parts.content.empty()) return false;
    const Range& content = parts.content.front();
    for (std::uint32_t i = content.first; i < content.last && i < content.first + 3; ++i)
        for (const std::string_view w : {"statement", "declaration", "text", "address", "speech", "remarks", "letter", "draft"}) text = text || view.is(i, w);
    return text;
}

bool hidden(const View& view, const Parts& parts, std::uint32_t body) {
    for (const Range& r : parts.source)
        if (r.holds(body)) return !spoken_in_source(view, r, body);
    return parts.in_content(body) && !delivered(view, parts);
}

/// "Shot back", "replied", "in response": who answers does so where the other spoke.
bool answers(const View& view, const Parts& parts) {
    for (const Range& r : parts.cue)
        for (std::uint32_t i = r.first; i < r.last; ++i) {
            for (const std::string_view w : {"replied", "replies", "replying", "answered", "answers", "answering", "responded", "responds", "responding", "countered", "counters", "retorted", "retorts", "rejoined"})
                if (view.is(i, w)) return true;
            const bool blow = view.is(i, "shot") || view.is(i, "hit") || view.is(i, "fired") || view.is(i, "shoots") || view.is(i, "hits") || view.is(i, "fires");
            if (blow && view.is(i + 1, "back")) return true;
        }
    return false;
}

/// "UN" as "United Nations" where the report has the long form too.
std::string spelt_out(const View& view, const Known& known) {
    const knowledge::Entry* body = known.as(Kind::body);
    Span fullest = known.span;
    for (const Known& other : view.marked.known)
        if (const knowledge::Entry* same = other.as(Kind::body); same && same->ref == body->ref && other.span.size() > fullest.size()) fullest = other.span;
    return on_one_line(slice(view.text, fullest));
}

/// "The Sixth Committee resumed its debate", "Human Rights Council, fifty-second session": the body itself is at work.
bool at_work(const View& view, const Known& known) {
    for (std::uint32_t i = known.last; i < known.last + 4 && i < view.size(); ++i)
        for (const std::string_view w : {"resumed", "opened", "met", "heard", "continued", "concluded", "held", "began", "convened", "debated", "considered", "discussed", "session", "meeting"})
            if (view.is(i, w)) return true;
    return false;
}

/// `said`: for each token, whether somebody says it; a body in what is said is no place to speak in.
std::optional<Forum> in_sentence(const View& view, const Parts& parts, const Sentence& s, bool whole, const std::vector<bool>& said) {
    std::optional<Forum> found;
    for (std::uint32_t i = s.first; i < s.last; ++i) {
        const Known* k = view.known(i);
        if (!k || k->first != i || !forum_body(*k)) continue;
        if (whole ? said[i] : hidden(view, parts, i)) continue;
        if (owner_of_role(view, *k) || !(place_before(view, i, s.first) || (whole && at_work(view, *k)))) continue;
        const bool general = forum_body(*k)->id == "un";
        if (found && general) continue;
        Span span = k->span;
        // "G20 Summit in Bali"
        const bool summit = forum_body(*k)->kind == "summit";
        if (summit && view.is(k->last, "in") && k->last + 1 < s.last && view.word(k->last + 1).capital) span.end = view.span(k->last + 1).end;
        found = Forum{on_one_line(slice(view.text, span)), span};
        if (k->last == i + 1 && view.word(i).capitals && span.end == k->span.end) found->name = spelt_out(view, *k);
        if (!general) break;
    }
    return found;
}

}  // namespace

std::vector<std::optional<Forum>> find_forums(const View& view, const std::vector<Parts>& parts, const std::vector<ResolvedSource>& sources) {
    std::vector<std::optional<Forum>> out(parts.size());
    std::vector<std::uint32_t> order(parts.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return std::pair(parts[a].anchor, a) < std::pair(parts[b].anchor, b); });
    std::vector<bool> said(view.size());
    for (const Parts& p : parts)
        for (const Range& c : p.content)
            for (std::uint32_t i = c.first; i < c.last && !delivered(view, p); ++i) said[i] = true;
    std::optional<Forum> last;
    std::string last_speaker;
    std::uint32_t read_to = 0;  // sentences before this one have been looked at
    for (const std::uint32_t n : order) {
        if (view.size() == 0) break;
        const std::uint32_t here = view.tokens->sentence_of(std::min(parts[n].anchor, view.size() - 1));
        for (; read_to < here; ++read_to)
            if (auto f = in_sentence(view, parts[n], view.tokens->sentences[read_to], true, said)) {
                if (!last || f->name != last->name) last_speaker.clear();
                last = std::move(f);
            }
        const std::string speaker = sources[n].speaker ? sources[n].speaker->name : std::string();
        if (auto f = in_sentence(view, parts[n], parts[n].sentence, false, said)) {
            out[n] = f;
            last = std::move(f);
            last_speaker = speaker;
            continue;
        }
        if (last && (last_speaker.empty() || last_speaker == speaker || (sources[n].bloc && !speaker.empty()) || answers(view, parts[n]))) {
            out[n] = last;
            if (last_speaker.empty()) last_speaker = speaker;
        }
    }
    return out;
}

}  // namespace rostra::statements
