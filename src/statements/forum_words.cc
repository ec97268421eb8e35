#include "forum_words.h"

namespace rostra::statements {
namespace {

/// "A session of the Council": what meets. "The presidency of the Council", "the headquarters of the agency" are no place to speak in.
bool meets(const View& view, std::uint32_t i) {
    return is_any(view, i, {"session", "sessions", "meeting", "meetings", "sitting", "debate", "opening", "close", "end", "start", "outset", "closing", "plenary", "summit", "gathering", "conference", "hearing", "event", "assembly", "segment", "day", "margins", "sidelines", "item", "floor", "chamber", "halls", "part", "members", "member", "front", "rest", "president"});
}

/// "Ambassador to the UN", "spokesperson at the ministry", "mission to the UN": where somebody serves.
bool serves(const View& view, std::uint32_t i) {
    const Known* k = view.known(i);
    return view.word(i).is(any_of(Class::role, Class::roles)) || (k && k->as(Kind::office)) || is_any(view, i, {"mission", "missions", "accredited"});
}

bool chair(const View& view, std::uint32_t i) { return is_any(view, i, {"president", "chair", "chairman", "chairwoman", "chairperson", "vice-chair", "vice-president", "co-chair"}); }

/// A word of the sentence outside the statement's content, of its source or of its cue.
template <class Test>
bool around(const Parts& parts, Test test) {
    for (std::uint32_t i = parts.sentence.first; i < parts.sentence.last; ++i)
        if (!parts.in_content(i) && test(i)) return true;
    for (const std::vector<Range>* side : {&parts.source, &parts.cue})
        for (const Range& r : *side)
            for (std::uint32_t i = r.first; i < r.last; ++i)
                if (test(i)) return true;
    return false;
}

/// "Facilitator Quist", "Co-Chair Lund": who leads a meeting, by title and name.
bool leads_talks(const View& view, std::uint32_t i) {
    return view.word(i).capital && is_any(view, i, {"facilitator", "co-facilitator", "co-facilitators", "co-chair", "co-chairs", "chair", "moderator", "secretariat"});
}

/// "The head of the delegation", "the delegation of Mali", "the Council's vice-president".
bool of_meeting(const View& view, const Range& source) {
    const std::uint32_t i = view.is(source.first, "the") ? source.first + 1 : source.first;
    if (i > source.first && view.word(i).possessive && chair(view, i + 1)) return true;
    const std::uint32_t group = is_any(view, i, {"head", "leader", "member"}) && view.is(i + 1, "of") && view.is(i + 2, "the") ? i + 3 : i;
    return i > source.first && view.is(group, "delegation") && (group > i || view.is(group + 1, "of"));
}

/// "ANA LIND, Controller": the officers of a meeting, as its summaries write names.
bool in_capitals(const View& view, const Range& source) {
    std::uint32_t i = source.first;
    while (i < source.last && view.word(i).capitals && !view.known(i)) ++i;
    return i > source.first + 1 && ((view.mark(i, ',') && view.word(i + 1).capital) || view.is(i, "of"));
}

/// "The Chair", "the Secretary of the Committee": an officer by role, not by name.
bool officer(const View& view, const Range& source) {
    if (!view.is(source.first, "the")) return false;
    const std::uint32_t i = source.first + 1;
    return view.word(i).capital && (chair(view, i) || is_any(view, i, {"director-general", "secretary-general", "secretary", "controller", "rapporteur", "facilitator"})) && (source.last == i + 1 || view.is(i + 1, "of") || view.mark(i + 1, ','));
}

/// "Had [earlier] said": the auxiliary of the cue, not of a clause beside it.
bool near_cue(const Parts& parts, std::uint32_t i) {
    for (const Range& c : parts.cue)
        if (i + 3 >= c.first && i < c.last) return true;
    return parts.cue.empty();
}

}  // namespace

const knowledge::Body* forum_body(const Known& known) {
    const knowledge::Entry* e = known.as(Kind::body);
    if (!e) return nullptr;
    const knowledge::Body& body = knowledge::bodies()[e->ref];
    return body.forum == "y" ? &body : nullptr;
}

bool sits(const knowledge::Body& body) { return body.kind == "un-organ" || body.kind == "committee"; }

bool of_states(const knowledge::Body& body) { return sits(body) || body.kind == "summit" || body.kind == "agency" || body.kind == "regional"; }

namespace {

/// "Delivered by Ambassador X, Permanent Representative of Latvia [to] the United Nations": where an envoy is posted.
bool envoy_line(const View& view, std::uint32_t start, std::uint32_t to) {
    std::uint32_t i = to;
    if (const Known* k = i > start ? view.known(i - 1) : nullptr; k && k->as(Kind::state) && k->last == to) {
        i = k->first;
        while (i > start && is_any(view, i - 1, {"of", "the"})) --i;
    }
    return i > start && is_any(view, i - 1, {"representative", "ambassador", "mission", "observer", "envoy"});
}

}  // namespace

bool place_before(const View& view, std::uint32_t first, std::uint32_t start, const Parts* parts) {
    for (std::uint32_t i = first; i > start && first - i < 9; --i) {
        const std::uint32_t j = i - 1;
        if (view.is(j, "of")) return j > start && meets(view, j - 1);
        // "A statement on the safety of journalists in the Council": a role in what is said serves nowhere.
        if (view.is(j, "to") && envoy_line(view, start, j)) return false;
        if (view.is(j, "to") && j > start && is_any(view, j - 1, {"according", "thanks", "due"})) return false;
        if (is_any(view, j, {"to", "at", "in"})) return j == start || !serves(view, j - 1) || (parts && parts->in_content(j - 1) && !parts->in_content(first));
        if (is_any(view, j, {"told", "asked", "before", "addressed", "addressing", "informed", "briefed", "briefing", "warned", "session"})) return true;
        const Word& w = view.word(j);
        if (!(w.is(any_of(Class::determiner, Class::adverb)) || view.kind(j) == TokenKind::number || w.lower || w.capital)) return false;
        if (w.is(any_of(Class::auxiliary, Class::conjunction))) return false;
    }
    return false;
}

bool owner_of_role(const View& view, const Known& known) {
    const std::uint32_t after = known.last;
    if (after >= view.size()) return false;
    // "A U.N.-set date"
    if (view.mark(after, '-') && view.span(after).begin == known.span.end) return true;
    const Word& w = view.word(after);
    const Known* k = view.known(after);
    // "At the Assembly the delegate of Botswana": what has an article of its own is not the body's.
    return w.is(any_of(Class::role, Class::roles, Class::people, Class::document)) || (k && k->as(Kind::office) && !w.is(Class::determiner)) || known.possessive;
}

std::optional<Presidency> presidency(const View& view, const Known& known) {
    // The tables know some offices whole ("President of the Security Council"): the body is then marked in the rest by itself.
    const bool office = known.as(Kind::office) != nullptr;
    Range words{known.first, known.last};
    if (!office) {
        if (!forum_body(known)) return std::nullopt;
        if (chair(view, words.last)) ++words.last;
        else {
            if (words.first > 0 && view.is(words.first - 1, "the")) --words.first;
            if (words.first < 2 || !view.is(words.first - 1, "of")) return std::nullopt;
            words.first -= 2;
        }
    }
    const bool first = chair(view, words.first), last = chair(view, words.last - 1);
    if ((!first && !last) || (words.first > 0 && view.word(words.first - 1).is(Class::former))) return std::nullopt;
    std::vector<Span> spans;
    for (std::uint32_t i = words.first + (first ? 1 : 0); i < words.last - (last ? 1 : 0); ++i) spans.push_back(view.span(i));
    for (const Known& k : knowledge::mark(view.text, spans).known)
        if (const knowledge::Body* body = forum_body(k); body && sits(*body)) return Presidency{words, k.span, body};
    return std::nullopt;
}

bool written_to(const View& view, const Presidency& presidency) {
    std::uint32_t to = presidency.words.first;
    if (to > 0 && view.is(to - 1, "the")) --to;
    return to > 1 && view.is(to - 1, "to") && is_any(view, to - 2, {"wrote", "writes", "write", "written", "writing", "letter", "complained", "appealed"});
}

bool spoken_in_source(const View& view, const Range& source, std::uint32_t body) {
    if ((view.is(source.first, "at") || view.is(source.first, "in")) && body <= source.first + 2) return true;
    for (std::uint32_t i = source.first; i < body; ++i)
        if (is_any(view, i, {"speaking", "spoke", "presenting", "presented", "reading", "read", "delivering", "delivered", "addressing", "addressed", "told", "telling"})) return true;
    return false;
}

bool delivered(const View& view, const Parts& parts) {
    bool delivers = false, text = false;
    for (const Range& c : parts.cue)
        for (std::uint32_t i = c.first; i < c.last; ++i)
            delivers = delivers || is_any(view, i, {"delivered", "delivers", "delivering", "read", "reads", "reading", "made", "presented", "presents", "presenting", "introduced"});
    if (!delivers || parts.content.empty()) return false;
    const Range& content = parts.content.front();
    for (std::uint32_t i = content.first; i < content.last && i < content.first + 3; ++i)
        text = text || is_any(view, i, {"statement", "declaration", "text", "address", "speech", "remarks", "letter", "draft"});
    return text;
}

bool answers(const View& view, const Parts& parts) {
    // Between the start of the sentence and the cue stands who answers, also where no source is marked.
    for (std::uint32_t i = parts.sentence.first; i < parts.anchor || parts.in_source(i); ++i)
        if (!parts.in_content(i) && is_any(view, i, {"mission", "ministry", "embassy", "office", "department"})) return false;
    for (const Range& r : parts.cue)
        for (std::uint32_t i = r.first; i < r.last; ++i) {
            if (is_any(view, i, {"replied", "replies", "replying", "answered", "answers", "answering", "responded", "responds", "responding", "countered", "counters", "retorted", "retorts", "rejoined"})) return true;
            if (is_any(view, i, {"shot", "hit", "fired", "shoots", "hits", "fires"}) && view.is(i + 1, "back")) return true;
        }
    return false;
}

bool works(const View& view, std::uint32_t i) {
    return is_any(view, i, {"resumed", "opened", "met", "heard", "continued", "concluded", "held", "began", "convened", "debated", "considered", "discussed", "reviewed", "examined", "turned", "ended", "closed"}) || (view.is(i, "took") && view.is(i + 1, "up"));
}

namespace {

/// "adopted the draft [by a recorded vote]": told as meeting records tell it.
bool by_vote(const View& view, std::uint32_t act) {
    for (std::uint32_t i = act + 1; i + 3 < view.size() && i < act + 24 && !view.mark(i, '.'); ++i)
        if (view.is(i, "by") && view.is(i + 1, "a") && (view.is(i + 2, "vote") || (view.is(i + 2, "recorded") && view.is(i + 3, "vote")))) return true;
    return false;
}

}  // namespace

bool at_work(const View& view, Range body) {
    std::uint32_t from = body.last;
    // "The Third Committee (Social, Humanitarian and Cultural) today resumed"
    if (view.mark(from, '('))
        for (std::uint32_t i = from; i < from + 12; ++i)
            if (view.mark(i, ')')) {
                from = i + 1;
                break;
            }
    // "The Council, in its annual panel, discussed"
    if (view.mark(from, ',') && is_any(view, from + 1, {"in", "at", "during", "meeting"}))
        for (std::uint32_t i = from + 2; i < from + 9; ++i)
            if (view.mark(i, ',')) {
                from = i + 1;
                break;
            }
    const auto today = [&](std::uint32_t act) {
        for (std::uint32_t i = act + 1; i < act + 8 && i < view.size() && !view.mark(i, '.'); ++i)
            if (view.is(i, "today") || (view.is(i, "this") && is_any(view, i + 1, {"morning", "afternoon", "evening"}))) return true;
        return false;
    };
    for (std::uint32_t i = from; i < from + 4 && i < view.size() && !view.mark(i, '.'); ++i) {
        if (works(view, i) || is_any(view, i, {"session", "meeting"})) return true;
        // What a body adopts is often told of years later: only with the day beside it.
        const bool acts = is_any(view, i, {"adopted", "approved", "elected", "voted", "decided"});
        if (acts && by_vote(view, i)) return true;
        if (acts && (is_any(view, i - 1, {"today", "morning", "afternoon", "evening"}) || today(i))) return true;
    }
    return false;
}

namespace {

/// "OSCE Permanent Council No. 1299", "First Committee, 5 November 2019": nothing but the meeting's number and day in the line.
bool heads_report(const View& view, std::uint32_t behind, const Sentence& sentence) {
    constexpr std::uint32_t longest = 12;  // tokens behind the name
    if (sentence.last - behind > longest || sentence.last == behind) return false;
    bool number = false;
    for (std::uint32_t i = behind; i < sentence.last; ++i) {
        number = number || view.kind(i) == TokenKind::number;
        if (view.word(i).is(any_of(Class::auxiliary, Class::saying, Class::determiner)) && view.kind(i + 1) != TokenKind::number) return false;
    }
    return number;
}

}  // namespace

bool heads_line(const View& view, Range body, const Sentence& sentence) {
    std::uint32_t colon = body.last;
    if (view.kind(colon) == TokenKind::number) ++colon;
    if (body.first != sentence.first) return false;
    // "Human Rights Council, general debate under Item 3", "Security Council open debate on ...": a line that names the meeting.
    constexpr std::uint32_t head_of_report = 40;  // tokens
    const bool line = view.mark(body.last, ',') || is_any(view, body.last, {"open", "general", "debate", "interactive"});
    for (std::uint32_t i = body.last; line && sentence.first < head_of_report && i < sentence.last && i < body.last + 8; ++i)
        if (is_any(view, i, {"session", "debate", "dialogue", "meeting", "record"})) return true;
    if (sentence.first < head_of_report && heads_report(view, body.last, sentence)) return true;
    return view.mark(colon, ':');
}

bool heads_section(const View& view, Range body, const Sentence& sentence) {
    if (body.first != sentence.first) return false;
    const std::uint32_t number = view.tokens->sentence_of(sentence.first);
    const std::vector<Sentence>& all = view.tokens->sentences;
    const bool line = (number == 0 || all[number - 1].paragraph != sentence.paragraph) && (number + 1 == all.size() || all[number + 1].paragraph != sentence.paragraph);
    if (!line) return false;
    constexpr std::uint32_t head_of_report = 40;  // tokens
    if (sentence.first < head_of_report && heads_line(view, body, sentence)) return true;
    for (std::uint32_t i = body.last; i < sentence.last; ++i)
        if (!is_any(view, i, {"plenary", "session", "meeting"}) && !view.mark(i, ':') && view.kind(i) != TokenKind::number) return false;
    bool capitals = true;
    for (std::uint32_t i = body.first; i < body.last; ++i) capitals = capitals && (view.word(i).capitals || !view.word(i).letters);
    if (capitals) return true;
    if (number > 2 || number + 1 >= all.size()) return false;
    for (std::uint32_t i = all[number + 1].first; i < all[number + 1].last; ++i)
        if (is_any(view, i, {"meeting", "session"})) return true;
    return false;
}

bool leaves_meeting(const View& view, const Sentence& sentence) {
    constexpr std::uint32_t longest = 14;
    if (sentence.last - sentence.first > longest) return false;
    bool other = false;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
        if (view.word(i).letters && !view.word(i).capitals && !view.is(i, "a")) return false;
        other = other || is_any(view, i, {"contact", "consultations", "corridors", "breezeways", "history", "analysis", "workshop", "workshops", "ceremony", "segment", "briefing", "dialogue", "hoc", "body", "bodies", "roundtable"});
    }
    return other;
}

bool read_out(const View& view, const Sentence& sentence) {
    for (std::uint32_t i = sentence.first; i + 1 < sentence.last; ++i)
        if ((is_any(view, i, {"read", "reading"}) && view.is(i + 1, "out")) || (is_any(view, i, {"delivered", "delivering", "read"}) && view.word(i - 1).is(Class::auxiliary))) return true;
    return false;
}

bool addressed_in(const View& view, std::uint32_t first, const Sentence& sentence) {
    for (std::uint32_t i = sentence.first; i < first; ++i)
        if (view.word(i).is(any_of(Class::saying, Class::document)) || is_any(view, i, {"read", "spoke", "speaking", "speak", "speech", "addressed", "presented", "presenting", "delivered", "wrote", "briefed", "briefing", "told", "host", "appealed", "complained"})) return true;
    return false;
}

bool takes_floor(const View& view, const Parts* parts, const Sentence& sentence) {
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
        if (parts && parts->in_content(i)) continue;
        const bool taken = is_any(view, i, {"took", "take", "taking", "takes", "given"}) && view.is(i + 1, "the") && view.is(i + 2, "floor");
        const bool talk = is_any(view, i, {"dialogue", "discussion", "debate"}) && (is_any(view, i - 1, {"ensuing", "interactive", "following"}) || (is_any(view, i + 1, {"that", "which"}) && is_any(view, i + 2, {"followed", "ensued"})));
        const bool reply = view.is(i, "right") && view.is(i + 1, "of") && view.is(i + 2, "reply");
        const bool vote = view.is(i, "explanation") && view.is(i + 1, "of") && is_any(view, i + 2, {"vote", "position"});
        const bool concerned = view.is(i, "speaking") && view.is(i + 1, "as") && is_any(view, i + 2, {"the", "a"}) && is_any(view, i + 3, {"country", "state"}) && view.is(i + 4, "concerned");
        const bool capacity = view.is(i, "national") && is_any(view, i + 1, {"capacity", "position"});
        if (taken || (i > sentence.first && talk) || reply || vote || concerned || capacity) return true;
    }
    return false;
}

namespace {

/// "A Committee Expert", "Several delegations", "some speakers", "The delegation": those who sit in the room, without a name.
bool in_the_room(const View& view, const Range& source) {
    std::uint32_t i = source.first;
    if (view.word(i).is(any_of(Class::determiner, Class::quantifier, Class::numeral)) || is_any(view, i, {"several", "some", "many", "another", "other", "one"})) ++i;
    if (i == source.first && !view.is(i, "committee")) return false;
    if (view.is(i, "committee") && view.word(i).capital) ++i;
    // "Committee Expert RAFAEL TORO"
    if (i > source.first && view.is(i - 1, "committee") && view.is(i, "expert") && view.word(i + 1).capital) return true;
    return (i + 1 == source.last || view.is(i + 1, "of")) && is_any(view, i, {"expert", "experts", "delegation", "delegations", "delegate", "delegates", "speaker", "speakers", "panellist", "panellists"});
}

}  // namespace

namespace {

/// "A written statement", "in a letter": words on paper; "in a statement of his own" is spoken.
bool on_paper(const View& view, std::uint32_t i) {
    if (!view.word(i).is(Class::document) || i < 2 || !is_any(view, i - 1, {"a", "separate", "written"}) || !is_any(view, i - 2, {"in", "a"})) return false;
    return !(view.is(i + 1, "of") && view.is(i + 3, "own"));
}

/// "At a briefing"; "Briefing by video link" is spoken to those in the room.
bool press_briefing(const View& view, std::uint32_t i, const Sentence& sentence) {
    return view.is(i, "briefing") && i > sentence.first && !is_any(view, i + 1, {"by", "the", "via"});
}

}  // namespace

bool elsewhere(const View& view, const Parts& parts) {
    const std::uint32_t first = parts.sentence.first;
    // "In Washington, the State Department's spokesman said"
    const Known* k = view.known(first + 1);
    if (view.is(first, "in") && k && k->as(Kind::seat)) return true;
    return around(parts, [&](std::uint32_t i) {
        if (!parts.in_source(i) && is_any(view, i, {"press", "media"})) return true;
        if (on_paper(view, i) || press_briefing(view, i, parts.sentence)) return true;
        return is_any(view, i, {"reporters", "journalists", "ministry", "interview", "newspaper", "television", "radio", "tweeted", "tweet", "twitter", "embassy", "phone", "telephone", "mission", "website"}) || (view.is(i, "had") && near_cue(parts, i));
    });
}

bool delegate(const View& view, const Parts& parts, const ResolvedSource& source) {
    if (parts.source.empty()) return false;
    const Range& r = parts.source.front();
    const std::uint32_t first = view.is(r.first, "the") ? r.first + 1 : r.first;
    const Known* k = view.known(first);
    // "France's delegate"
    if (k && k->as(Kind::state) && k->possessive && is_any(view, k->last, {"delegate", "representative"}) && k->last + 1 == r.last) return true;
    const bool state = k && k->as(Kind::state) && k->first == first && k->last >= r.last && !k->as(Kind::other);
    if (state && source.speaker && source.speaker->type == SpeakerType::state) return true;
    const std::uint32_t rank = is_any(view, first, {"resident", "permanent", "deputy"}) ? first + 1 : first;
    if (is_any(view, rank, {"representative", "delegate", "observer"}) && first > r.first) return true;
    if (in_the_room(view, r)) return true;
    // "The Honduran delegate"
    if (k && k->as(Kind::adjective) && first > r.first && is_any(view, k->last, {"delegate", "representative"}) && k->last + 1 == r.last) return true;
    // "ANA LIND (Peru)", "Mr. Lind (Controller)": as summaries of meetings name their speakers.
    for (std::uint32_t i = r.first; i + 2 < r.last; ++i)
        if (view.mark(i, '(') && ((view.known(i + 1) && view.known(i + 1)->as(Kind::state) && view.mark(view.known(i + 1)->last, ')')) || (view.word(i + 1).capital && !view.word(i + 1).capitals && view.mark(i + 2, ')') && i + 3 == r.last))) return true;
    // "Its ambassador, Ana Lind", "Panellist Juan Lind": an envoy or a guest of the meeting by title.
    const std::uint32_t title = r.first + (view.is(r.first, "the") ? 3 : 2);  // "The Swedish ambassador, Ana Lind"
    for (std::uint32_t i = r.first > parts.sentence.first + 2 ? r.first - 2 : parts.sentence.first; i < title && i < r.last; ++i)
        if (is_any(view, i, {"ambassador", "representative", "delegate", "panellist", "panelist", "rapporteur"}) || (view.is(i, "governor") && k && k->as(Kind::state) && k->possessive)) return true;
    return officer(view, r) || leads_talks(view, first) || of_meeting(view, r) || in_capitals(view, r);
}

}  // namespace rostra::statements
