#include "source.h"

#include "name_words.h"

namespace rostra::speakers {

constexpr knowledge::Classes pronouns = any_of(Class::he, Class::she, Class::it, Class::they, Class::i, Class::we, Class::you, Class::relative);

bool pronoun(const Report& r, std::uint32_t i) {
    if (r.word(i).is(Class::possessive) && r.is(i, "whose")) return true;
    if (!r.word(i).is(pronouns)) return false;
    return !(r.word(i).capitals && r.is(i, "us")) && !r.is(i, "it's");
}

namespace {

/// "The North", "the South" in a report that names the Korea so called.
std::string_view half_of_korea(const Report& r, const Phrase& p) {
    const bool north = r.is(p.head, "north"), south = r.is(p.head, "south");
    if (!(north || south) || !r.word(p.head).capital || !p.definite || p.whole.size() != 2) return {};
    const std::string_view wanted = north ? "PRK" : "KOR";
    for (const Known& k : r.marked.known)
        if (k.any_state() && code_of(*k.any_state()) == wanted) return wanted;
    return {};
}

/// "Russians", "Swiss", "Basotho": a people in the plural; whoever has a form in -s besides is one of them, "Russian", "Czech".
bool plural_people(std::string_view word) {
    if (word.ends_with("hman") || word.ends_with("woman")) return false;
    const std::string more = std::string(word) + "s";
    const Span whole{0, static_cast<std::uint32_t>(more.size())};
    const knowledge::Marked marked = knowledge::mark(more, {&whole, 1});
    // A match that took the -s off for a lost apostrophe is the word itself.
    return marked.known.empty() || marked.known.front().possessive || !marked.known.front().as(Kind::demonym);
}

/// "Chinese fishermen", "two Chinese were": the adjective before people who hold no office, or for them.
bool adjective_of_persons(const Report& r, const Known& k, bool counted) {
    const Word& next = r.word(std::min(k.last, r.size() - 1));
    const bool officials = next.is(any_of(Class::roles, Class::role));
    return (next.is(any_of(Class::people, Class::person)) && !officials) || (counted && next.is(any_of(Class::auxiliary, Class::relative, Class::preposition)));
}

/// "Two Iranians", "dozens of Iranians", "Iranians marched" before: people in a story, whom "the Iranians" takes up.
bool told_as_persons(const Report& r, const knowledge::Entry& people, std::uint32_t before) {
    for (const Known& k : r.marked.known) {
        if (k.first >= before) return false;
        const knowledge::Entry* e = k.as(Kind::demonym);
        if (!e || e->ref != people.ref || k.possessive) continue;
        const Word& lead = r.word(k.first > 0 ? k.first - 1 : k.first);
        const bool counted = lead.is(any_of(Class::numeral, Class::quantifier)) || lead.value > 0 || (k.first > 0 && r.is(k.first - 1, "of"));
        if (k.as(Kind::adjective) ? adjective_of_persons(r, k, counted) : !(k.first > 0 && r.is(k.first - 1, "the"))) return true;
    }
    return false;
}

/// "The Dutch said": a people by its name alone, and no more words, is its state.
const knowledge::Entry* state_by_people(const Report& r, const Phrase& p, const Known& k) {
    const knowledge::Entry* e = k.as(Kind::demonym);
    if (!e || e->ambiguous || k.possessive || !p.definite || k.first != p.head || p.whole.size() != 2 || !r.is(p.whole.first, "the")) return nullptr;
    return plural_people(r.str(p.head)) && !told_as_persons(r, *e, p.whole.first) ? e : nullptr;
}

/// What the phrase's head is, when it is a name or something that the tables know.
Reference by_head(const Report& r, const Names& names, const Phrase& p) {
    Reference ref;
    ref.phrase = p;
    if (p.empty()) return ref;
    if (const auto code = half_of_korea(r, p); !code.empty()) {
        ref.kind = RefKind::state;
        ref.code = code;
        return ref;
    }
    const NameRun* run = names.run_at(p.head);
    if (run && run->range.last == p.head + 1 && run->entity != none) {
        // "the U.S. Embassy in Baghdad": an organisation that the words before it tell apart.
        if (names.entities[run->entity].kind == NameKind::organisation && run->range.first > p.base.first && run->range.size() == 1 && !described_as_body(r, run->range.first)) {
            ref.kind = RefKind::organisation;
            return ref;
        }
        ref.kind = RefKind::entity;
        ref.entity = run->entity;
        if (run->range.first > p.base.first) ref.role = Range{p.base.first, run->range.first};
        return ref;
    }
    const Known* k = r.known(p.head);
    if (k && k->last == p.head + 1) {
        ref.known = r.marked.at[p.head];
        if (k->as(Kind::state) || k->as(Kind::seat)) {
            ref.kind = RefKind::state;
            ref.code = code_of(k->as(Kind::state) ? *k->as(Kind::state) : *k->as(Kind::seat));
            return ref;
        }
        if (const knowledge::Entry* people = state_by_people(r, p, *k)) {
            ref.kind = RefKind::state;
            ref.code = code_of(*people);
            return ref;
        }
        if (k->as(Kind::group)) {
            ref.kind = RefKind::group;
            return ref;
        }
        if (k->as(Kind::body)) {
            ref.kind = RefKind::body;
            return ref;
        }
        if (const knowledge::Entry* other = k->as(Kind::other); other && other->ref == 1) {
            ref.kind = RefKind::body;
            return ref;
        }
        if (k->as(Kind::demonym) && !p.definite && (r.str(p.head).ends_with("s") || p.base.first < p.head || p.whole.first < p.head)) {
            ref.kind = RefKind::people;
            return ref;
        }
        ref.known = none;
    }
    return ref;
}

/// Number in a phrase like "23 countries", "a group of 51 Muslim states", "twenty-two other nations".
std::uint32_t number_in(const Report& r, Range range) {
    for (std::uint32_t i = range.first; i < range.last; ++i)
        if (r.is(i, "hundred")) return 100 + (r.is(i + 1, "and") ? r.word(i + 2).value : 0);
        else if (r.word(i).value > 1 && r.word(i).value < 194 && !(r.kind(i) == TokenKind::number && i + 1 < range.last && r.mark(i + 1, '%'))) return r.word(i).value;
    return 0;
}

RefKind described(const Report& r, const Phrase& p) {
    const Word& head = r.word(p.head);
    // "Question:" in the transcript of a briefing: whoever asks it.
    if (p.whole.size() == 1 && (r.is(p.head, "question") || r.is(p.head, "q")) && r.mark(p.head + 1, ':')) return RefKind::person;
    if (r.is(p.head, "parties") && p.head > p.whole.first && r.is(p.head - 1, "states")) return RefKind::states;
    // "The group of 44"
    if (r.is(p.head, "group") && r.is(p.head + 1, "of") && p.head + 3 == p.whole.last && r.word(p.head + 2).value > 2) return RefKind::states;
    const bool states_head = head.is(Class::states) && !head.is(any_of(Class::organisation)) && !r.is(p.head, "parties");
    // "a group of 23 states": the head is "group" and the states follow.
    if (r.is(p.head, "group") || r.is(p.head, "coalition") || r.is(p.head, "bloc") || r.is(p.head, "alliance"))
        for (std::uint32_t i = p.head + 1; i < p.whole.last && i < p.head + 6; ++i)
            if (r.word(i).is(Class::states) && !r.is(i, "members") && r.is(p.head + 1, "of")) return RefKind::states;
    // "A group of 34 lawmakers from 14 countries": people, not a body.
    if (r.is(p.head, "group") && r.is(p.head + 1, "of"))
        for (std::uint32_t i = p.head + 2; i < p.whole.last && i < p.head + 6 && (r.word(i).lower || r.word(i).value > 0); ++i)
            if (r.word(i).is(any_of(Class::people, Class::roles)) && !r.word(i).is(Class::states)) return RefKind::people;
    // "The ten ASEAN members", "the OIC's members"
    for (std::uint32_t i = p.base.first; r.is(p.head, "members") && i < p.head; ++i)
        if ((r.known(i) && r.known(i)->as(Kind::group)) || (security_councils(r, i) && number_in(r, p.whole) > 0)) return RefKind::states;
    if (states_head && (r.is(p.head, "countries") || r.is(p.head, "states") || r.is(p.head, "nations") || r.is(p.head, "governments") || r.is(p.head, "delegations") || r.is(p.head, "sponsors") || r.is(p.head, "co-sponsors")))
        return RefKind::states;
    if (head.is(any_of(Class::people, Class::roles)) || (r.is(p.head, "signatories") && r.is(p.head + 1, "of"))) return RefKind::people;
    // "The Ministers of Health of": an office of several words, of several people.
    if (const Known* k = r.known(p.head); k && k->as(Kind::office) && k->first < p.head && r.word(k->first).is(Class::roles)) return RefKind::people;
    if (person_word(r, p.head)) return RefKind::person;
    if (r.is(p.head, "parties") || (r.is(p.head, "opposition") && p.definite)) return RefKind::people;
    if (head.is(Class::document) && !head.is(Class::organisation)) return RefKind::document;
    // "The academy's website", "a post on the club's page": what somebody has put up.
    if (head.is(Class::document) && (r.is(p.head, "website") || r.is(p.head, "post")) && (r.is(p.head + 1, "on") || (p.head > p.whole.first && r.word(p.head - 1).possessive))) return RefKind::document;
    if (head.is(Class::organisation)) return RefKind::organisation;
    if (head.is(Class::document)) return RefKind::document;
    // "The Hungarian" is one, "the Hungarians" are many.
    if (r.known(p.head) && r.known(p.head)->as(Kind::demonym)) return p.definite && !plural_people(r.str(p.head)) ? RefKind::person : RefKind::people;
    const std::string_view word = r.str(p.head);
    // A plural that is not known is taken for people when it stands without an article: "many colleges".
    if (head.lower && word.size() > 4 && word.ends_with("s") && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is") && !p.definite) return RefKind::people;
    if (p.base.size() > 1)
        for (std::uint32_t i = p.base.first; i <= p.head; ++i)
            if (r.word(i).capital && !r.punctuation(i)) return RefKind::organisation;
    return RefKind::thing;
}

/// "None of the major candidates", "46 percent of registered voters", "an average of 60 percent of voters": those who are counted.
Range without_count(const Report& r, Range part) {
    for (std::uint32_t i = part.first; i + 2 < part.last && i < part.first + 7; ++i) {
        const bool counts = r.mark(i, '%') || (i == part.first && r.is(i, "none")) || r.is(i, "percent") || (r.is(i, "cent") && i > part.first && r.is(i - 1, "per"));
        if (counts && r.is(i + 1, "of")) return {i + 2, part.last};
    }
    return part;
}

/// "UNITED NATIONS - China said": the place at the head of a report is no part of who says it.
Range without_dateline(const Report& r, Range range) {
    if (range.empty()) return range;
    const std::uint32_t first = r.behind_dateline(range.first);
    return first > range.first && first < range.last ? Range{first, range.last} : range;
}

/// "By several people", "in media reports": the preposition is no part of who says it.
Range without_preposition(const Report& r, const Names& names, Range range) {
    // "At the World Health Assembly the delegate of Botswana"
    if (r.is(range.first, "at") || r.is(range.first, "in")) {
        const Known* k = r.known(r.is(range.first + 1, "the") ? range.first + 2 : range.first + 1);
        if (k && k->as(Kind::body) && k->last < range.last) return trim_marks(r, {k->last, range.last});
    }
    for (const std::string_view w : {"by", "from", "in", "to", "for", "with"})
        if (range.size() > 1 && r.is(range.first, w) && !r.known(range.first) && !names.run_at(range.first)) return {range.first + 1, range.last};
    return range;
}

/// "A chorus of prominent Republicans", "a wide array of artists": those who speak stand behind "of".
Range without_partitive(const Report& r, Range part) {
    part = without_count(r, part);
    if (!r.is(part.first, "a") && !r.is(part.first, "an")) return part;
    for (std::uint32_t i = part.first + 1; i + 2 < part.last && i < part.first + 4; ++i)
        for (const std::string_view w : {"chorus", "array", "number", "host", "handful", "majority", "range", "lot", "couple", "slew", "variety", "string", "succession"})
            if (r.is(i, w) && r.is(i + 1, "of")) return {i + 2, part.last};
    return part;
}

/// "UMWA Director of Government Affairs Phil Smith": the person's name at the end, when the head before it is an office.
std::uint32_t named_at_end(const Report& r, const Names& names, const Phrase& p) {
    const NameRun* run = p.empty() ? nullptr : names.run_at(p.whole.last - 1);
    if (!run || run->range.last != p.whole.last || run->entity == none || run->range.size() < 2 || run->range.first <= p.head + 1) return none;
    const bool title = person_word(r, p.head) && r.word(p.head).capital && r.word(run->range.first - 1).capital && !r.punctuation(run->range.first - 1);
    return title && names.entities[run->entity].kind != NameKind::organisation ? run->entity : none;
}

Reference read_part(const Report& r, const Names& names, Range part) {
    part = without_partitive(r, part);
    while (part.size() > 2 && post_nominal(r, part.last - 1) && names.run_at(part.last - 2)) --part.last;
    const Phrase p = parse_phrase(r, names, part);
    if (const std::uint32_t named = named_at_end(r, names, p); named != none) {
        Reference ref;
        ref.kind = RefKind::entity;
        ref.phrase = p;
        ref.entity = named;
        ref.role = Range{p.base.first, names.run_at(p.whole.last - 1)->range.first};
        return ref;
    }
    Reference ref = by_head(r, names, p);
    if (ref.kind != RefKind::nothing || p.empty()) return ref;
    ref.kind = described(r, p);
    if (ref.kind == RefKind::states) ref.number = number_in(r, p.whole);
    return ref;
}

/// "The Government of Japan and the Government of Brazil": the states themselves.
void as_government(const Report& r, Reference& ref) {
    const Phrase& p = ref.phrase;
    if (ref.kind != RefKind::organisation && ref.kind != RefKind::entity) return;
    const std::uint32_t word = p.empty() ? none : p.base.first;
    if (word == none || !r.is(word, "government") || !r.is(word + 1, "of")) return;
    const std::uint32_t state = word + (r.is(word + 2, "the") ? 3 : 2);
    const std::string_view code = state < p.whole.last ? state_at(r, state) : std::string_view{};
    if (code.empty()) return;
    ref.kind = RefKind::state;
    ref.code = code;
    ref.known = r.marked.at[state];
}

bool stands_alone(RefKind kind) {
    return kind == RefKind::entity || kind == RefKind::state || kind == RefKind::group || kind == RefKind::body;
}

bool person_at(const Names& names, std::uint32_t i) {
    const NameRun* run = names.run_at(i);
    return run && run->entity != none && names.entities[run->entity].kind == NameKind::person;
}

/// "[X,] Minister for Water [and Forests]": the "and" stands in the office.
bool office_for_two(const Report& r, Range part) {
    part = trim_marks(r, part);
    if (part.size() < 3 || !person_word(r, part.first) || !r.word(part.first).capital) return false;
    for (std::uint32_t i = part.first + 1; i + 1 < part.last; ++i)
        if (r.is_any(i, {"for", "of"})) return r.word(i + 1).capital && !r.known(i + 1);
    return false;
}

/// "[X,] his sister-in-law [and] its author": two things that one person is.
bool two_roles(const Report& r, const Names& names, Range one, Range other) {
    one = trim_marks(r, one);
    if (one.empty() || other.empty() || !r.word(one.first).is(Class::possessive) || !r.word(other.first).is(any_of(Class::possessive, Class::determiner))) return false;
    for (std::uint32_t i = one.first; i < other.last; ++i)
        if (names.run_at(i)) return false;
    return person_word(r, one.last - 1) || r.is(one.last - 1, "sister-in-law") || r.is(one.last - 1, "brother-in-law");
}

/// "Trump and Clinton", "The EU and Canada", "the US, Albania, Japan and South Korea"; empty when it is no such list.
std::vector<Reference> listed(const Report& r, const Names& names, Range range) {
    std::vector<Reference> out;
    bool joined = false;
    std::uint32_t first = range.first;
    for (std::uint32_t i = range.first; i <= range.last; ++i) {
        const bool inside = i < range.last && ((names.run_at(i) && names.run_at(i)->range.first < i) || (r.known(i) && r.known(i)->first < i && r.known(i)->last > i));
        const bool number = i > range.first && r.is(i - 1, "hundred") && r.word(i + 1).value > 0;  // "a hundred and four"
        const bool conjunction = i < range.last && (r.is(i, "and") || r.mark(i, '&')) && !inside && !number;
        if (i < range.last && !(conjunction || (r.mark(i, ',') && !inside))) {
            // "President Ana Lind of Bolivia and President Karl Weber of Peru"
            const bool of_state = r.is(i, "of") && i > range.first && person_at(names, i - 1) && !state_at(r, r.is(i + 1, "the") ? i + 2 : i + 1).empty();
            if (r.word(i).is(Class::preposition) && !inside && !joined && !of_state) return {};
            if (r.word(i).is(Class::relative)) return {};
            continue;
        }
        if (conjunction && out.size() == 1 && (office_for_two(r, {first, i}) || two_roles(r, names, {first, i}, {i + 1, range.last}))) return {};
        if (conjunction) joined = true;
        const Range part = trim_marks(r, {first, i});
        first = i + 1;
        if (part.empty()) continue;
        // "China and the United States, the world's top producers,": an apposition to those listed.
        const bool behind_comma = part.first > range.first && r.mark(part.first - 1, ',');
        if (joined && out.size() > 1 && !conjunction && behind_comma && r.is(part.first, "members") && r.is(part.first + 1, "of")) break;
        if (joined && out.size() > 1 && !conjunction && behind_comma && r.word(part.first).is(Class::determiner) && !r.known(part.first + 1)) break;
        // "A, B and C, with the envoys of D": what joins the list by a preposition is not of it.
        if (joined && out.size() > 1 && r.word(part.first).is(Class::preposition)) break;
        Reference ref = read_part(r, names, part);
        as_government(r, ref);
        // "X, a developer and spokeswoman for Y": an apposition, no second speaker.
        if (!out.empty() && !joined && r.word(part.first).is(Class::determiner) && ref.kind == RefKind::person) return {};
        const bool people = ref.kind == RefKind::people || ref.kind == RefKind::person || ref.kind == RefKind::states || ref.kind == RefKind::organisation;
        if (!stands_alone(ref.kind) && !(people && joined && !out.empty())) return {};
        out.push_back(std::move(ref));
    }
    return joined && out.size() > 1 ? out : std::vector<Reference>{};
}

/// "Ann Lind, head of the Harbour Institute, and other engineers", "Sen. X, R-Ohio, and Y, D-Iowa": the last part begins with "and"
/// behind a comma; what stands between the names says what they are.
std::vector<Reference> with_appositions(const Report& r, const Names& names, Range range) {
    std::vector<Reference> out;
    bool joined = false, between = false;
    for (const Range part : comma_parts(r, names, range)) {
        const bool last = r.is(part.first, "and");
        const Range words{part.first + (last ? 1 : 0), part.last};
        if (words.empty() || (joined && last) || r.word(words.first).is(Class::preposition) || r.is(words.first, "along")) return {};
        joined = joined || last;
        Reference ref = read_part(r, names, words);
        const bool person = ref.kind == RefKind::entity && names.entities[ref.entity].kind == NameKind::person && !ref.phrase.empty() && ref.phrase.whole.last == ref.phrase.head + 1;
        const bool others = last && ref.kind == RefKind::people && (r.is(words.first, "other") || r.is(words.first, "others"));
        if (out.empty() && !person) return {};
        if (person || others) out.push_back(std::move(ref));
        else between = true;
        if (last && !person && !others) return {};
    }
    return joined && between && out.size() > 1 ? out : std::vector<Reference>{};
}

/// A name that an apposition gives to a description: "An attorney for Pagliano, Mark MacDougall,".
const Reference* named_part(const std::vector<Reference>& parts) {
    for (const Reference& ref : parts)
        if (ref.kind == RefKind::entity) return &ref;
    return nullptr;
}

/// "Ann Chad Slams Port Owners:" as a source: the name that leads the headline speaks; a verb in capitals follows it. The token
/// behind the name, else none.
std::uint32_t headline_leader(const Report& r, const Names& names, Range range) {
    if (!r.title_case[r.sentence[range.first]]) return none;
    const NameRun* run = names.run_at(range.first);
    if (!run || run->range.first != range.first || run->range.size() < 2 || run->range.last + 1 >= range.last || run->entity == none) return none;
    const std::uint32_t verb = run->range.last;
    const std::string_view word = r.str(verb);
    const bool third = r.kind(verb) == TokenKind::word && word.ends_with('s') && !word.ends_with("ss") && !r.word(verb).possessive && !r.word(verb - 1).possessive;
    return third && !r.known(verb) && !names.run_at(verb) && !r.word(verb).is(any_of(Class::people, Class::roles, Class::document, Class::states, Class::organisation)) && !person_word(r, verb) ? verb : none;
}

}  // namespace

namespace {

/// A heading above the line in which the speaker stands: "LIST OF EXPERTS / The US".
Range without_heading(const Report& r, Range range) {
    if (range.empty() || r.same_paragraph(range.first, range.last - 1)) return range;
    const std::uint32_t paragraph = r.sentence_at(range.last - 1).paragraph;
    const std::uint32_t line = r.tokens->sentences[r.tokens->paragraphs[paragraph].first].first;
    // A name that goes on over a hard line break has small letters or a title before it; a heading has capitals alone.
    for (std::uint32_t i = range.first; i < line; ++i)
        if (r.kind(i) == TokenKind::word && !r.word(i).capitals && r.span(i).size() > 1) return range;
    return {std::max(line, range.first), range.last};
}

/// "UN/WELL/2011/7 ), Ingrid Oberholt": the number of a document before who speaks.
Range without_symbol(const Report& r, Range range) {
    for (std::uint32_t i = range.first; i + 2 < range.last && i < range.first + 10 && !r.mark(i, ','); ++i) {
        if (!r.mark(i, ')')) continue;
        const std::string_view words = r.str(Range{range.first, i});
        const bool symbol = words.find('/') != std::string_view::npos && words.find_first_of("0123456789") != std::string_view::npos && words.find(' ') > words.size() - 2;
        return symbol ? trim_marks(r, {i + 1, range.last}) : range;
    }
    return range;
}

}  // namespace

Reference read_reference(const Report& r, const Names& names, Range range) {
    Reference ref;
    range = without_preposition(r, names, without_dateline(r, without_symbol(r, without_heading(r, trim_marks(r, range)))));
    if (range.empty()) return ref;
    if (r.is(range.first, "both") && range.size() > 2 && !r.is(range.first + 1, "of")) ++range.first;  // "Both Britain and Sweden"
    if (pronoun(r, range.first) && !names.run_at(range.first) && !r.known(range.first) && !r.word(range.first).is(any_of(Class::possessive))) {
        ref.kind = RefKind::pronoun;
        ref.phrase.whole = range;
        ref.phrase.head = range.first;
        return ref;
    }
    if (range.size() == 1 && pronoun(r, range.first) && !names.run_at(range.first) && !r.known(range.first)) {
        ref.kind = RefKind::pronoun;
        ref.phrase.whole = range;
        ref.phrase.head = range.first;
        return ref;
    }
    // "many of whom"
    for (std::uint32_t i = range.first; i < range.last && i < range.first + 4; ++i)
        if (r.is(i, "whom") && range.last == i + 1) {
            ref.kind = RefKind::pronoun;
            ref.phrase.whole = range;
            ref.phrase.head = i;
            return ref;
        }
    // "The 50 said": the bloc of that number.
    const bool article = r.is(range.first, "the");
    const std::uint32_t count = range.first + (article ? 1 : 0);
    if (range.last == count + 1 && (article || r.kind(count) == TokenKind::number) && r.word(count).value > 2 && r.word(count).value < 194) {
        ref.kind = RefKind::states;
        ref.phrase.whole = range;
        ref.phrase.base = {count, count + 1};
        ref.phrase.head = count;
        ref.phrase.definite = true;
        ref.number = r.word(count).value;
        return ref;
    }
    // "The field's biggest hawks, like Rubio and Bush": examples of those who speak.
    for (std::uint32_t i = range.first + 1; i + 2 < range.last; ++i)
        if (r.mark(i, ',') && (r.is(i + 1, "like") || r.is(i + 1, "including") || (r.is(i + 1, "such") && r.is(i + 2, "as"))) && r.word(i - 1).is(any_of(Class::people, Class::roles))) {
            ref = read_part(r, names, {range.first, i});
            return ref;
        }
    if (auto parts = listed(r, names, range); !parts.empty()) {
        ref.kind = RefKind::several;
        ref.phrase.whole = range;
        ref.phrase.head = range.first;
        ref.parts = std::move(parts);
        return ref;
    }
    if (const std::uint32_t leader = headline_leader(r, names, range); leader != none) return read_reference(r, names, {range.first, leader});
    std::vector<Reference> parts;
    for (const Range part : comma_parts(r, names, range)) {
        parts.push_back(read_part(r, names, part));
        if (parts.size() == 4) break;
    }
    if (parts.empty()) return ref;
    // "Another Wang, the lawyer Wang Meihua": not the one named before.
    if (r.is(range.first, "another") && parts.size() > 1 && parts[0].kind == RefKind::entity && parts[1].kind == RefKind::entity && parts[0].entity != parts[1].entity) return parts[1];
    if (std::vector<Reference> several = with_appositions(r, names, range); !several.empty()) {
        ref.kind = RefKind::several;
        ref.phrase.whole = range;
        ref.phrase.head = range.first;
        ref.parts = std::move(several);
        return ref;
    }
    ref = parts.front();
    // "The mint, a subsidiary of the central bank,"
    if (ref.kind == RefKind::thing && ref.phrase.definite && parts.size() > 1 && parts[1].kind == RefKind::organisation && r.is_any(parts[1].phrase.whole.first, {"a", "an"})) ref.kind = RefKind::organisation;
    // "The two rivals, Ann Lind and Karl Weber,": the names that follow tell who they are.
    if (ref.kind == RefKind::people && parts.size() == 2 && r.mark(ref.phrase.whole.last, ',') && ref.phrase.whole.last == ref.phrase.head + 1) {
        std::vector<Reference> named = listed(r, names, {ref.phrase.whole.last + 1, range.last});
        const bool persons = named.size() > 1 && std::all_of(named.begin(), named.end(), [&](const Reference& one) { return one.kind == RefKind::entity && names.entities[one.entity].kind == NameKind::person; });
        if (persons) {
            ref.kind = RefKind::several;
            ref.parts = std::move(named);
            return ref;
        }
    }
    // "Chisale's main rival, Joyce Nyirongo,": the capital in it is the owner's.
    const bool owned = ref.kind == RefKind::organisation && r.word(ref.phrase.head).lower && !r.word(ref.phrase.head).is(Class::organisation) && !r.known(ref.phrase.head);
    if (owned || ref.kind == RefKind::person || ref.kind == RefKind::nothing || ref.kind == RefKind::thing) {
        const Reference* named = named_part(parts);
        // "X's lawyer, who ..., told Y": only a part that is a bare name, or a name with titles, names the described one.
        if (named && names.entities[named->entity].kind != NameKind::organisation) {
            const Range role = ref.phrase.whole;
            ref = *named;
            ref.role = role;
        }
    }
    // "Another holdout, the United Mine Workers,", "the bank, Wells Fargo,"
    if ((ref.kind == RefKind::thing || ref.kind == RefKind::organisation) && parts.size() > 1 && !r.word(parts[1].phrase.whole.first).is(Class::relative) && parts[1].phrase.whole.first <= ref.phrase.whole.last + 1 &&
        (parts[1].kind == RefKind::body || (parts[1].kind == RefKind::entity && names.entities[parts[1].entity].kind == NameKind::organisation)))
        return parts[1];
    return ref;
}

}  // namespace rostra::speakers
