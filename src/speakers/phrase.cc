#include "phrase.h"

#include <unordered_map>

namespace rostra::speakers {
namespace {

constexpr knowledge::Classes leading = any_of(Class::determiner, Class::quantifier, Class::possessive, Class::demonstrative);

bool ends_base(const Report& r, const Names& names, std::uint32_t i) {
    const Word& w = r.word(i);
    if (names.run_at(i)) return false;
    if (const Known* k = r.known(i); k && k->first < i && !k->as(Kind::cue)) return false;  // inside "ambassador to the UN"
    if (r.punctuation(i)) return r.kind(i) != TokenKind::open_quote && r.kind(i) != TokenKind::close_quote && !r.mark(i, '/') && !r.mark(i, '&');
    if (w.is(any_of(Class::preposition, Class::relative, Class::auxiliary))) return true;
    if (w.lower && (r.is(i, "led") || r.is(i, "headed")) && r.is(i + 1, "by")) return true;  // "eleven countries led by Canada"
    // "research conducted by", "a report released last year": a participle ends the noun's own words.
    const std::string_view s = r.str(i);
    // "the US joined 22 others": a verb right behind a name.
    if (w.lower && s.size() > 4 && s.ends_with("ed") && i > 0 && (names.run_at(i - 1) || (r.known(i - 1) && (r.known(i - 1)->as(Kind::state) || r.known(i - 1)->as(Kind::group)))) && !person_word(r, i)) return true;
    if (w.lower && i + 1 < r.size() && ((s.size() > 4 && s.ends_with("ed")) || r.is(i, "made") || r.is(i, "written") || r.is(i, "known")))
        return r.word(i + 1).is(any_of(Class::preposition, Class::adverb)) || r.is(i + 1, "this") || r.is(i + 1, "last");
    if (w.lower && s.size() > 5 && s.ends_with("ing") && w.is(Class::saying) && i + 1 < r.size()) return !r.punctuation(i + 1);
    // "Three judges handling his cases": behind a plural of people a participle begins their clause.
    if (w.lower && s.size() > 5 && s.ends_with("ing") && i > 0 && i + 1 < r.size() && !r.punctuation(i + 1) && r.word(i - 1).lower && r.word(i - 1).is(Class::roles) && !w.is(any_of(Class::role, Class::roles, Class::people))) return true;
    // "An opposition council convening in Riyadh"
    if (w.lower && s.size() > 5 && s.ends_with("ing") && i > 0 && i + 1 < r.size() && r.word(i + 1).is(Class::preposition) && (r.word(i - 1).is(any_of(Class::organisation, Class::people, Class::roles)) || person_word(r, i - 1))) return true;
    return false;
}

/// "a number of", "a chorus of": the head is behind it.
bool quantity_noun(const Report& r, std::uint32_t i) {
    for (const std::string_view w : {"number", "handful", "chorus", "array", "couple", "majority", "variety", "dozens", "hundreds", "thousands", "lot", "pair", "string", "series", "host", "range", "scores", "half", "rest", "group", "groups", "coalition"})
        if (r.is(i, w)) return true;
    return false;
}

}  // namespace

Range trim_marks(const Report& r, Range range) {
    while (!range.empty() && r.punctuation(range.first)) ++range.first;
    while (!range.empty() && r.punctuation(range.last - 1) && !r.mark(range.last - 1, ')')) --range.last;
    if (!range.empty() && r.mark(range.last - 1, ')')) {
        bool open = false;
        for (std::uint32_t i = range.first; i < range.last; ++i) open = open || r.mark(i, '(');
        if (!open) --range.last;
    }
    return range;
}

Phrase parse_phrase(const Report& r, const Names& names, Range range) {
    Phrase p;
    p.whole = trim_marks(r, range);
    std::uint32_t i = p.whole.first;
    while (i < p.whole.last && r.word(i).is(Class::adverb) && !names.run_at(i)) ++i;
    // "More than twice as many states": the measure stays whole.
    const bool measure = r.is(i + 1, "than") && (r.is(i, "more") || r.is(i, "fewer") || r.is(i, "less"));
    while (!measure && i < p.whole.last && r.word(i).is(leading) && !names.run_at(i) && !(r.known(i) && r.known(i)->last > i + 1 && r.known(i)->first == i)) {
        p.definite = p.definite || r.is(i, "the") || r.word(i).is(any_of(Class::possessive, Class::demonstrative));
        ++i;
    }
    // "both of", "one of the", "most of whom": what follows carries the head.
    if (i > p.whole.first && i < p.whole.last && r.is(i, "of")) {
        Phrase inner = parse_phrase(r, names, {i + 1, p.whole.last});
        inner.whole = p.whole;
        if (!inner.empty()) return inner;
    }
    const std::uint32_t start = i;
    while (i < p.whole.last && !((i > start || start > p.whole.first) && ends_base(r, names, i))) ++i;
    if (start == i) {
        // A quantifier that stands alone ("Some", "many") is its own head.
        if (start > p.whole.first) {
            p.base = {start - 1, start};
            p.head = start - 1;
        }
        return p;
    }
    p.base = {start, i};
    p.head = i - 1;
    while (p.head > start && r.punctuation(p.head)) --p.head;
    if (r.is(i, "of") && i + 1 < p.whole.last && quantity_noun(r, p.head)) {
        Phrase inner = parse_phrase(r, names, {i + 1, p.whole.last});
        const bool states = !inner.empty() && r.word(inner.head).is(Class::states);
        if (!inner.empty() && !states && !r.known(inner.head) && r.word(inner.head).is(any_of(Class::people, Class::roles))) {
            inner.whole = p.whole;
            return inner;
        }
    }
    return p;
}

std::vector<Range> comma_parts(const Report& r, const Names& names, Range range) {
    std::vector<Range> out;
    std::uint32_t first = range.first;
    for (std::uint32_t i = range.first; i < range.last; ++i) {
        const bool in_name = names.run_at(i) && names.run_at(i)->range.first < i;
        const bool parts = (r.mark(i, ',') && !in_name) || r.dash(i) || r.mark(i, '(') || r.mark(i, ')') || r.mark(i, ';') || r.mark(i, ':');
        if (!parts) continue;
        if (i > first) out.push_back({first, i});
        first = i + 1;
    }
    if (first < range.last) out.push_back({first, range.last});
    return out;
}

bool person_word(const Report& r, std::uint32_t i) {
    const Word& w = r.word(i);
    if (w.is(any_of(Class::role, Class::honorific, Class::person, Class::family, Class::party))) return true;
    const Known* k = r.known(i);
    return k && (k->as(Kind::office) || k->as(Kind::title));
}

namespace {

struct OfficeLevels {
    bool national = false, other = false, represents = false, state_office = false;
    std::string_view default_state;
};

/// "ambassador", "envoy", "representative": they speak for a state at a body, so that a body beside them is no owner.
bool represents_state(std::string_view title) {
    for (const std::string_view word : {"ambassador", "envoy", "representative", "delegate", "mission", "chargé", "diplomat"})
        if (title.find(word) != std::string_view::npos) return true;
    return false;
}

OfficeLevels levels_of(const Report& r, const Known& known) {
    OfficeLevels out;
    for (const knowledge::Entry& e : known.entries) {
        if (e.kind != Kind::office) continue;
        const knowledge::Office& office = knowledge::offices()[e.ref];
        if (office.kind == "party") continue;
        const bool national = office.level == "national";
        out.national = out.national || national;
        out.other = out.other || !national;
        out.state_office = out.state_office || (national && (office.kind == "state-office" || office.kind == "legislator"));
        out.represents = out.represents || represents_state(office.title);
        if (!office.default_state.empty()) out.default_state = office.default_state;
    }
    // Abbreviated before a name, these are members of the Congress of the United States.
    if (known.as(Kind::title))
        for (const std::string_view title : {"rep.", "rep", "sen.", "sen", "reps.", "sens."})
            if (r.is(known.first, title)) {
                out.national = true;
                out.default_state = "USA";
            }
    return out;
}

}  // namespace

bool security_councils(const Report& r, std::uint32_t i) {
    if (i >= r.size() || !r.word(i).possessive || !r.word(i).capital || r.word(i).key != knowledge::key_of("council")) return false;
    return std::any_of(r.marked.known.begin(), r.marked.known.end(), [](const Known& k) { return k.as(Kind::body) && knowledge::bodies()[k.as(Kind::body)->ref].id == "unsc"; });
}

namespace {

/// "Ireland's [Director for Disarmament]": a post in capitals that the state owns.
bool directs_for(const Report& r, const Known& state) {
    if (!state.possessive || state.last >= r.size()) return false;
    // "Iran's atomic chief", "Syria's top negotiator"
    for (const std::string_view w : {"chief", "negotiator", "envoy"})
        if (r.is(state.last + 1, w) && r.word(state.last).lower) return true;
    if (!r.word(state.last).capital) return false;
    for (const std::string_view w : {"director", "head", "chief", "commissioner", "coordinator", "delegate"})
        if (r.is(state.last, w)) return true;
    return false;
}

/// "Her German colleague", "his Brazilian counterpart": of the same office in that state; of a colleague only where the sentence
/// or the one before it has named an office.
bool peer_of(const Report& r, Range role, const Known& state) {
    if (!state.as(Kind::adjective)) return false;
    if (r.is(state.last, "counterpart")) return true;
    if (!r.is(state.last, "colleague")) return false;
    const std::uint32_t here = r.sentence_at(role.first).first;
    const std::uint32_t from = here > 0 && r.sentence_at(here - 1).paragraph == r.sentence_at(here).paragraph ? r.sentence_at(here - 1).first : here;
    for (std::uint32_t i = from; i < state.first; ++i)
        if (r.known(i) && r.known(i)->as(Kind::office)) return true;
    return false;
}

/// "[Iran's] nuclear agency", "[Peru's] central bank": an organ of the state, at most two words on.
bool organ_behind(const Report& r, std::uint32_t first, std::uint32_t end) {
    for (std::uint32_t i = first; i < end && i < first + 3; ++i)
        for (const std::string_view w : {"agency", "ministry", "mission", "delegation", "government", "army", "navy", "parliament", "embassy"})
            if (r.is(i, w)) return true;
    return false;
}

}  // namespace

namespace {

/// "Berlin. On the ...", "Oslo, 1 March. ...", "New Delhi, Aug 7 (PTI)": the place at the head of a report.
const Known* place_at_head(const Report& r) {
    const Known* first = r.known(0);
    if (!first || first->first != 0 || !first->as(Kind::seat)) return nullptr;
    const std::uint32_t next = first->last;
    const bool dated = r.mark(next, ',') && (r.kind(next + 1) == TokenKind::number || (r.word(next + 1).is(Class::month) && r.kind(next + 2) == TokenKind::number));
    return dated || (r.mark(next, '.') && r.sentence_at(0).last == next + 1) ? first : nullptr;
}

/// "Ministry of Foreign Affairs, Tallinn.", "Ministry of Foreign Affairs of Japan.", "Foreign, Commonwealth & Development Office.": the
/// state whose ministry issues the text; "" when its first line is none.
std::string_view ministry_at_head(const Report& r) {
    constexpr std::uint32_t longest = 14;
    const Sentence& head = r.sentence_at(0);
    if (head.last - head.first > longest) return {};
    if (const Known* k = r.known(0); k && k->first == 0 && k->as(Kind::body) && knowledge::bodies()[k->as(Kind::body)->ref].id.starts_with("uk-")) return "GBR";
    if (!r.is(0, "ministry") && !r.is(0, "embassy") && !r.is(0, "department") && !r.is(1, "department") && !r.is(0, "government")) return {};
    for (std::uint32_t i = head.last; i > head.first + 1; --i)
        if (const Known* k = r.known(i - 1)) {
            const bool ends = k->last + 1 >= head.last && k->first > 0;
            const bool seat = k->as(Kind::seat) && ends && r.mark(k->first - 1, ',');
            const bool state = k->as(Kind::state) && ends && (r.is(k->first - 1, "of") || r.is(k->first - 1, "the"));
            return seat || state ? code_of(*k->any_state()) : std::string_view{};
        }
    return {};
}

}  // namespace

std::string_view dateline_state(const Report& r) {
    if (r.size() == 0) return {};
    if (const Known* place = place_at_head(r)) return code_of(*place->as(Kind::seat));
    if (const auto code = ministry_at_head(r); !code.empty()) return code;
    for (std::uint32_t i = 0; i < r.size() && i < 4; ++i) {
        const Known* k = r.known(i);
        const bool dateline = k && k->as(Kind::seat) && (r.word(i).capitals || r.mark(k->last, '(') || r.dash(k->last));
        if (dateline) return code_of(*k->as(Kind::seat));
        // "NICE, France -"
        if (k && k->first == i && k->as(Kind::state) && i > 1 && r.mark(i - 1, ',') && r.word(i - 2).capitals && (r.mark(k->last, '(') || r.dash(k->last))) return code_of(*k->as(Kind::state));
    }
    return {};
}

bool foreign_office(const Report& r, const Known& k) { return k.as(Kind::body) && k.last == k.first + 2 && r.is(k.first, "foreign") && r.is(k.first + 1, "office"); }

std::string_view foreign_office_state(const Report& r) {
    const std::string_view home = dateline_state(r);
    return home.empty() ? "GBR" : home;
}

RoleFacts role_facts(const Report& r, Range range) {
    RoleFacts facts;
    OfficeLevels levels;
    std::uint32_t office = none, owner = none, after = none;
    std::string_view body_state;
    bool body_before = false, local = false, state_office = false, elsewhere = false, public_function = false, observes = false, pending_former = false;
    for (std::uint32_t i = range.first; i < range.last; ++i) {
        const Word& w = r.word(i);
        if (w.is(Class::former)) facts.former = pending_former = true;
        if (r.is(i, "state") && office == none && !r.is(i + 1, "secretary") && !(r.known(i) && (r.known(i)->as(Kind::body) || r.known(i)->as(Kind::office) || r.known(i)->any_state()))) local = true;
        observes = observes || r.is(i, "observer");
        public_function = public_function || r.is(i, "police") || r.is(i, "army") || r.is(i, "prosecutor") || r.is(i, "official") || r.is(i, "lawmaker") || r.is(i, "judge") || r.is(i, "legislator");
        const Known* k = r.known(i);
        const bool office_here = k && k->first == i && (k->as(Kind::office) || k->as(Kind::title)) && !w.is(Class::honorific);
        if (person_word(r, i)) {
            // "former candidate Sen. X": only the next office is a former one.
            if (facts.role && pending_former && office_here && !w.is(Class::former)) facts.former = pending_former = false;
            if (!w.is(Class::former)) facts.role = true;
        }
        if (w.possessive && office == none && !(k && k->any_state())) elsewhere = true;
        if (!k || k->first != i) continue;
        if (k->as(Kind::office) || k->as(Kind::title)) {
            const OfficeLevels found = levels_of(r, *k);
            state_office = state_office || found.state_office;
            // "president of the United Federation of Teachers": an office of somebody else than a state.
            if (r.is(k->last, "of") && k->last + 1 < range.last) {
                std::uint32_t j = k->last + 1;
                if (r.is(j, "the")) ++j;
                elsewhere = elsewhere || (j < range.last && state_at(r, j).empty() && !r.is(j, "state"));
            }
            if (office == none || found.national || (!levels.national && found.other)) {
                levels.national = levels.national || found.national;
                levels.other = levels.other || found.other;
                levels.represents = levels.represents || found.represents;
                if (!found.default_state.empty()) levels.default_state = found.default_state;
                if (office == none) office = i;
            }
        } else if (k->any_state()) {
            const bool observed = observes && i > 1 && (r.is(i - 1, "for") || r.is(i - 1, "of") || (r.is(i - 1, "the") && (r.is(i - 2, "for") || r.is(i - 2, "of"))));
            if (office == none && !observed) {
                owner = i;
                // "Ireland's Director for Disarmament", "her German counterpart"
                if (directs_for(r, *k) || peer_of(r, range, *k)) levels.national = true;
            }
            // "the highest-ranking prosecutor in the United States": a public function in the state.
            else if (after == none && i > 1 && public_function && (r.is(i - 1, "in") || (r.is(i - 1, "the") && r.is(i - 2, "in")))) {
                after = i;
                levels.national = true;
            }
            // "spokesman for the foreign ministry in Beijing"
            else if ((k->possessive || k->as(Kind::adjective)) && (r.is(k->last, "mission") || r.is(k->last, "embassy") || r.is(k->last, "permanent") || r.is(k->last, "foreign") || r.is(k->last, "ministry") || r.is(k->last, "delegation")))
                body_state = code_of(*k->any_state());
            else if (after == none && i > 0 && k->as(Kind::seat) && r.is(i - 1, "from")) after = i;  // "the first envoy from Pyongyang"
            else if (after == none && i > 1 && k->as(Kind::seat) && r.is(i - 1, "in") && (r.is(i - 2, "ministry") || r.is(i - 2, "government"))) {
                after = i;
                levels.national = true;
            } else if (after == none && k->possessive && i > 0 && r.is(i - 1, "of") && organ_behind(r, k->last, range.last)) {
                body_state = code_of(*k->any_state());  // "the head of Iran's nuclear agency"
            } else if (after == none && i > 0 && (r.is(i - 1, "of") || r.is(i - 1, "for") || (r.is(i - 1, "the") && i > 1 && (r.is(i - 2, "of") || r.is(i - 2, "for"))))) {
                after = i;
                levels.national = levels.national || observes;  // "the observer for the Holy See"
            }
        } else if ((k->as(Kind::body) || k->as(Kind::group)) && office == none) {
            // "Chinese foreign ministry": a body whose name begins with its state.
            const Span head = r.span(k->first);
            const knowledge::Marked first = knowledge::mark(r.text, {&head, 1});
            const knowledge::Entry* state = first.known.empty() ? nullptr : first.known.front().any_state();
            if (k->as(Kind::body) && knowledge::bodies()[k->as(Kind::body)->ref].id == "us-state") body_state = "USA";  // "a State Department official"
            else if (foreign_office(r, *k)) body_state = foreign_office_state(r);
            else if (state && k->last - k->first > 1) body_state = code_of(*state);
            else body_before = true;
        }
    }
    // "a U.S. government source", "the Chinese foreign ministry spokeswoman": an arm of the state stands beside the role.
    bool arm = false;
    for (std::uint32_t i = range.first; i < range.last; ++i)
        for (const std::string_view w : {"government", "administration", "ministry", "embassy", "mission", "military", "delegation", "official", "diplomat"}) arm = arm || r.is(i, w) || (r.is(i, "office") && i > range.first && r.is(i - 1, "foreign"));
    if (!body_state.empty()) levels.national = true;
    // "Russian children's rights commissioner", "Turkey's chief negotiator": a public post that the state's adjective owns.
    if (owner != none && owner == range.first && facts.role)
        for (const std::string_view w : {"commissioner", "ombudsman", "ombudswoman", "negotiator", "lawmaker", "prosecutor"}) levels.national = levels.national || r.is(range.last - 1, w);
    // "North Korean leader Kim Jong Un"
    if (owner != none && r.is(r.known(owner)->last, "leader")) levels.national = true;
    if (facts.role && arm && (owner != none || office != none)) {
        levels.national = true;
        state_office = true;
    }
    facts.office = levels.national || (office != none && levels.other);
    if (!levels.national || facts.former || local) return facts;
    if (elsewhere && owner == none && body_state.empty() && !levels.represents && levels.default_state.empty()) return facts;
    if (body_before && owner == none && (!levels.represents || !levels.default_state.empty())) return facts;
    if (owner != none) facts.of = state_at(r, owner);
    else if (!body_state.empty()) facts.of = body_state;
    else if (after != none) facts.of = state_at(r, after);
    else if (!levels.default_state.empty()) facts.of = levels.default_state;
    // A judge sits for a city or a province as often as for the state.
    else facts.bare = !body_before && state_office && !levels.represents && !(r.is(range.last - 1, "judge") || (r.is(range.last - 1, "justice") && !(range.size() > 1 && r.is(range.last - 2, "chief"))));
    return facts;
}

namespace {

/// Words before the name in its own phrase: "China's UN ambassador [Zhang Jun]".
Range role_before(const Report& r, const Names& names, Range name) {
    const std::uint32_t start = r.sentence_at(name.first).first;
    std::uint32_t first = name.first;
    bool role = false;
    while (first > start && name.first - first < 14) {
        const std::uint32_t j = first - 1;
        const Word& w = r.word(j);
        const Known* k = r.known(j);
        const bool name_part = names.run_at(j) != nullptr;
        if (r.punctuation(j) && !(r.kind(j) == TokenKind::close_quote || r.mark(j, '/'))) break;
        if (person_word(r, j) && !w.is(any_of(Class::people, Class::roles))) role = true;
        else if (!k && !name_part) {
            if (w.is(function_words) && !w.is(Class::former)) break;
            if (w.is(any_of(Class::people, Class::roles, Class::saying)) && !w.is(any_of(Class::organisation, Class::former))) break;
        }
        first = k && k->last <= name.first ? std::max(start, k->first) : j;
    }
    return role ? Range{first, name.first} : Range{};
}

/// "Senators Charles E. Grassley, Republican of Iowa, and Patrick J. Leahy": the title before the first name is both's.
Range plural_title(const Report& r, const Names& names, Range name) {
    const std::uint32_t start = r.sentence_at(name.first).first;
    for (std::uint32_t i = name.first; i > start && name.first - i < 18; --i) {
        const std::uint32_t j = i - 1;
        if (r.word(j).is(Class::saying) && r.word(j).lower && !r.word(j).is(any_of(Class::role, Class::roles))) break;
        const bool title = r.word(j).capital && (r.word(j).is(Class::roles) || r.is(j, "sens.") || r.is(j, "reps.") || r.is(j, "govs.")) && names.run_at(j + 1);
        if (title && (j + 1 == name.first || r.is(name.first - 1, "and") || r.mark(name.first - 1, ','))) return {j, j + 1};
    }
    return {};
}

/// End of the chunk that starts at `first`: the next comma, bracket, dash or the sentence's end.
std::uint32_t chunk_end(const Report& r, std::uint32_t first, std::uint32_t end) {
    std::uint32_t i = first;
    while (i < end && i < first + 25 && !r.mark(i, ',') && !r.mark(i, ')') && !r.mark(i, ';') && !r.dash(i)) ++i;
    return i;
}

bool role_chunk(const Report& r, const Names& names, Range chunk) {
    const Phrase p = parse_phrase(r, names, chunk);
    return !p.empty() && person_word(r, p.head) && !names.run_at(p.head) && !r.word(p.head).is(any_of(Class::people, Class::roles));
}

/// Words after the name: ", the US ambassador to the UN,", "(R-Utah)" is passed over, ", 59," too.
Range role_after(const Report& r, const Names& names, Range name) {
    const std::uint32_t end = r.sentence_at(name.first).last;
    std::uint32_t i = name.last;
    for (int skips = 0; skips < 3 && i + 1 < end; ++skips) {
        if (r.mark(i, '(')) {
            const std::uint32_t close = chunk_end(r, i + 1, end);
            // "PAUL BEKKERS (Netherlands)": how meeting records name a delegate.
            if (const Known* k = r.known(i + 1); k && k->as(Kind::state) && k->first <= i + 2 && k->last == close && close < end) return {i + 1, close};
            if (close >= end || !r.mark(close, ')')) return {};
            if (role_chunk(r, names, {i + 1, close})) return {i + 1, close};
            // "(R-Utah)": a member of the Congress of the United States.
            if (close == i + 2 && r.span(i + 1).size() > 2 && r.text[r.span(i + 1).begin + 1] == '-' && (r.mark_at(i + 1, 'R') || r.mark_at(i + 1, 'D') || r.mark_at(i + 1, 'I'))) return {i + 1, close};
            i = close + 1;
            continue;
        }
        if (!r.mark(i, ',') && !r.dash(i)) return {};
        const std::uint32_t close = chunk_end(r, i + 1, end);
        const Range chunk{i + 1, close};
        if (chunk.size() == 1 && r.kind(i + 1) == TokenKind::number) {
            i = close;
            continue;
        }
        if (r.is(i + 1, "who") && chunk.size() > 2) {
            // "who represents China at the UN", "who is the committee's chair"
            const Word& verb = r.word(i + 2);
            const bool is = r.is(i + 2, "is") || r.is(i + 2, "represents") || r.is(i + 2, "serves") || r.is(i + 2, "heads") || r.is(i + 2, "leads") || r.is(i + 2, "chairs");
            return is && !verb.is(Class::negation) ? Range{i + 2, close} : Range{};
        }
        return role_chunk(r, names, chunk) ? chunk : Range{};
    }
    return {};
}

/// "AMINATA DIOP (Senegal), Chair of the Third Committee,": the post behind the state's bracket.
Range role_behind_bracket(const Report& r, const Names& names, Range name) {
    const Known* k = r.mark(name.last, '(') ? r.known(name.last + 1) : nullptr;
    if (!k || !k->as(Kind::state) || !r.mark(k->last, ')') || !r.mark(k->last + 1, ',')) return {};
    const Range chunk{k->last + 2, chunk_end(r, k->last + 2, r.sentence_at(name.first).last)};
    const bool post = !chunk.empty() && r.word(chunk.first).capital && role_chunk(r, names, chunk);
    return post ? chunk : Range{};
}

/// "Sweden's new foreign minister used her first speech ... . Ana Lind said": a sentence about the bearer of a state's office, with no
/// name in it, before one that begins with a name met for the first time.
Range role_sentence_before(const Report& r, const Names& names, Range name) {
    const Sentence& s = r.sentence_at(name.first);
    if (s.first != name.first || s.first == 0 || name.size() < 2) return {};
    const Sentence& before = r.sentence_at(s.first - 1);
    if (before.paragraph != s.paragraph) return {};
    const std::uint32_t first = r.behind_dateline(before.first);
    for (std::uint32_t i = first; i < before.last; ++i)
        if (names.run_at(i)) return {};
    const Known* owner = r.known(first);
    if (!owner || owner->first != first || !owner->possessive || !owner->any_state()) return {};
    for (std::uint32_t i = owner->last; i < before.last && i < owner->last + 3; ++i)
        if (const Known* k = r.known(i); k && k->first == i && k->as(Kind::office)) return {first, k->last};
    return {};
}

/// "Britains UN ambassador, [Karen Pierce],": the chunk that ends in the comma before the name.
Range role_before_comma(const Report& r, const Names& names, Range name) {
    const std::uint32_t start = r.sentence_at(name.first).first;
    // "Jordan's Permanent Representative, Ambassador Rami Haddadin,": the title is the name's.
    while (name.first > start + 2 && person_word(r, name.first - 1) && r.word(name.first - 1).capital && !r.word(name.first - 1).possessive) --name.first;
    if (name.first < start + 2 || !r.mark(name.first - 1, ',')) return {};
    std::uint32_t first = name.first - 1;
    while (first > start && name.first - first < 16 && !(r.punctuation(first - 1) && !r.mark(first - 1, '/'))) --first;
    // Begin at the last article, possessive or state: "told reporters the German ambassador, X".
    for (std::uint32_t i = first; i + 1 < name.first; ++i) {
        const bool begins = r.word(i).is(leading) || (r.known(i) && r.known(i)->first == i && (r.known(i)->any_state() || r.known(i)->as(Kind::office))) ||
                            r.word(i).possessive || r.word(i).is(Class::former) || i == start;
        if (!begins || !role_chunk(r, names, {i, name.first - 1})) continue;
        // "Minister X of France and her German colleague, Y": what "and" joins to another begins behind it.
        for (std::uint32_t j = i + 1; j + 2 < name.first; ++j)
            if (r.is(j, "and") && r.word(j + 1).is(Class::possessive)) i = j + 1;
        return {i, name.first - 1};
    }
    return {};
}

/// "who represents China": the state after the verb.
std::string_view represented(const Report& r, Range role) {
    if (role.empty() || !r.is(role.first, "represents")) return {};
    for (std::uint32_t i = role.first + 1; i < role.last && i < role.first + 4; ++i)
        if (const auto code = state_at(r, i); !code.empty()) return code;
    return {};
}

bool courtesy(const Report& r, std::uint32_t i) {
    for (const std::string_view w : {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "mx", "mx.", "messrs", "messrs.", "mme", "mme.", "h.e.", "h.e"})
        if (r.is(i, w)) return true;
    return false;
}

/// "Gov.", "mayor": an office below the state's.
bool subnational(const Report& r, Range role) {
    for (std::uint32_t i = role.first; i < role.last; ++i)
        for (const std::string_view office : {"governor", "gov.", "gov", "mayor", "councilman", "councilwoman", "assemblyman", "assemblywoman", "sheriff"})
            if (r.is(i, office)) return true;
    return false;
}

/// "Mr.", "the real Mrs.": a form of address tells no role.
bool only_address(const Report& r, Range role) {
    for (std::uint32_t i = role.first; i < role.last; ++i)
        if (person_word(r, i) && !courtesy(r, i)) return false;
    return courtesy(r, role.last - 1);
}

/// "though he has vowed to stay", "protester was being removed": a clause is no role.
bool clause(const Report& r, Range role) {
    const bool now = r.is(role.first, "now") || r.is(role.first, "currently") || r.is(role.first, "then");
    if (!now && r.word(role.first).is(any_of(Class::conjunction, Class::adverb)) && !r.word(role.first).is(Class::former) && !person_word(r, role.first)) return true;
    for (std::uint32_t i = role.first; i < role.last; ++i) {
        if (r.word(i).is(Class::relative)) return false;  // what stands in its clause is another matter
        if (r.word(i).is(Class::auxiliary) && r.word(i).lower) return true;
        for (const std::string_view subject : {"he", "she", "they", "we"})
            if (r.is(i, subject)) return true;
    }
    return false;
}

void offer(const Report& r, Entity& entity, Range role, bool& bare) {
    if (role.empty() || only_address(r, role) || clause(r, role)) return;
    RoleFacts facts = role_facts(r, role);
    if (const Known* k = r.known(role.first); k && k->as(Kind::state) && (!facts.role || k->last == role.last)) {  // the state's bracket of role_after
        if (entity.of.empty()) entity.of = code_of(*k->as(Kind::state)), entity.office = true;
        return;
    }
    if (role.size() == 1 && !facts.role) {  // the party bracket of role_after
        if (!entity.of.empty() || entity.former) return;
        if (entity.role) {
            if (!subnational(r, *entity.role)) entity.of = "USA";
            return;
        }
        facts.of = "USA";
        facts.office = true;
    }
    if (const auto code = represented(r, role); !code.empty()) facts.of = code, facts.office = true;
    const bool better = !entity.role || (!entity.office && facts.office) || (entity.of.empty() && !facts.of.empty());
    if (!better) return;
    if (facts.former && entity.role && !facts.of.empty()) return;
    entity.role = role;
    entity.office = facts.office;
    entity.former = facts.former;
    if (!facts.of.empty()) entity.of = facts.of;
    bare = bare || facts.bare;
}

/// "Belarus, speaking for 54 countries, ... Its ambassador Valentin Rybakov", "... spoke through Belarus. Ambassador
/// Valentin Rybakov": the state of the sentence before that spoke. Without "its", and with a second state there, the
/// envoy may be either's: none.
std::string_view state_before(const Report& r, std::uint32_t token) {
    const Sentence& s = r.sentence_at(token);
    if (s.first == 0) return {};
    const Sentence& before = r.sentence_at(s.first - 1);
    if (before.paragraph + 1 < s.paragraph) return {};
    const bool its = r.is(s.first, "its") || r.is(s.first, "their");
    // "A call to North Korea's mission was not returned. Its deputy envoy": of the state whose organ the sentence names.
    if (its)
        for (std::uint32_t i = before.first; i + 1 < before.last; ++i) {
            const Known* k = r.known(i);
            if (!k || k->first != i || !(k->as(Kind::adjective) || (k->as(Kind::state) && k->possessive))) continue;
            for (std::uint32_t j = k->last; j < k->last + 3; ++j)
                for (const std::string_view w : {"mission", "embassy", "commission", "ministry", "delegation"})
                    if (r.is(j, w)) return code_of(*k->any_state());
        }
    std::string_view spoke;
    bool another = false;
    const std::uint32_t first = r.behind_dateline(before.first);
    for (std::uint32_t i = first; i < before.last; ++i) {
        const Known* k = r.known(i);
        if (!k || k->first != i || !(k->as(Kind::state) || k->as(Kind::seat)) || k->possessive) continue;
        const std::string_view code = code_of(k->as(Kind::state) ? *k->as(Kind::state) : *k->as(Kind::seat));
        if (i > before.first && r.is(i - 1, "through")) return code;
        const bool subject = i == first || (i == first + 1 && r.word(first).is(Class::determiner)) || (i > before.first && (r.mark(i - 1, ',') || r.dash(i - 1)));
        if (subject && spoke.empty()) spoke = code;
        else another = another || code != spoke;
    }
    return its || !another ? spoke : std::string_view{};
}

/// "Foreign ministry spokesman Geng Shuang told a daily briefing in Beijing", "Foreign Ministry Spokeswoman Orlova, Moscow": the ministry sits there.
const Known* ministry_seat(const Report& r, Range role) {
    bool ministry = false;
    for (std::uint32_t i = role.first; i < role.last; ++i) ministry = ministry || r.is(i, "ministry") || r.is(i, "government");
    const Sentence& s = r.sentence_at(role.first);
    for (std::uint32_t i = s.first; ministry && i + 1 < s.last; ++i)
        if (const Known* k = r.known(i + 1); k && k->first == i + 1 && k->as(Kind::seat) && (r.is(i, "in") || (r.mark(i, ',') && k->last >= s.last - 1))) return k;
    return nullptr;
}

/// "China's foreign ministry rejected ... , ministry spokeswoman Lin Wei said": of the ministry named last; "" when none is near.
std::string_view ministry_before(const Report& r, Range role) {
    if (!r.is(role.first, "ministry")) return {};
    constexpr std::uint32_t reach = 2;  // sentences
    const std::uint32_t here = r.sentence[role.first];
    for (std::uint32_t i = role.first; i > 0 && here - r.sentence[i - 1] <= reach; --i) {
        if (!r.is(i - 1, "ministry")) continue;
        const std::uint32_t from = i > 4 ? i - 4 : 0;
        for (std::uint32_t j = i - 1; j > from; --j)
            if (const Known* k = r.known(j - 1); k && k->any_state() && r.sentence[j - 1] == r.sentence[i - 1]) return code_of(*k->any_state());
        if (const Known* k = r.known(i + 1); r.is(i, "of") && k && k->as(Kind::state)) return code_of(*k->as(Kind::state));
        return {};
    }
    return {};
}

/// The state that the same office is said to be of elsewhere: "Foreign Minister Javad Zarif ... Iran's foreign minister". None when
/// it is said of two.
std::string_view owner_elsewhere(const Report& r, const Names& names, Range role) {
    std::string_view owner;
    for (std::uint32_t i = 1; i + role.size() <= r.size(); ++i) {
        bool same = true;
        for (std::uint32_t k = 0; k < role.size() && same; ++k) same = r.word(i + k).key == r.word(role.first + k).key;
        const Known* k = same ? r.known(i - 1) : nullptr;
        if (!k || !k->any_state() || names.run_at(i + role.size())) continue;  // a name behind it: that one's office
        const std::string_view code = code_of(*k->any_state());
        if (!owner.empty() && code != owner) return {};
        owner = code;
    }
    return owner;
}

/// "[Pakistan's] Tariq Lodhi said": the state that a person's full name is given to; "" when there is none.
std::string_view owner_of_name(const Report& r, const NameRun& run, const Entity& entity) {
    if (run.range.size() < 2 || run.range.first == 0 || entity.kind == NameKind::organisation) return {};
    const Known* k = r.known(run.range.first - 1);
    return k && k->last == run.range.first && k->possessive && k->as(Kind::state) ? code_of(*k->as(Kind::state)) : std::string_view{};
}

/// "SEOUL (Wire) - ... Rep. Park Eun-sook": an abbreviated title under the dateline of another state is of that state's parliament, where the
/// report has nothing of the United States.
void rehome_legislators(const Report& r, Names& names) {
    const std::string_view home = dateline_state(r);
    if (home.empty() || home == "USA") return;
    for (const Known& k : r.marked.known)
        if (k.any_state() && code_of(*k.any_state()) == "USA") return;
    for (Entity& entity : names.entities) {
        if (!entity.role || entity.of != "USA") continue;
        for (std::uint32_t i = entity.role->first; i < entity.role->last; ++i)
            for (const std::string_view title : {"rep.", "rep", "sen.", "sen", "senator", "congressman", "congresswoman"})
                if (r.is(i, title)) entity.of = home;
    }
}

}  // namespace

void find_roles(const Report& r, Names& names) {
    std::vector<std::uint8_t> bare(names.entities.size(), 0);
    for (const NameRun& run : names.runs) {
        if (run.entity == none || names.entities[run.entity].kind == NameKind::organisation) continue;
        Entity& entity = names.entities[run.entity];
        if (!entity.of.empty() && entity.namings > 4 && entity.office) continue;
        bool is_bare = false;
        for (const Range role : {role_before(r, names, run.range), plural_title(r, names, run.range), role_after(r, names, run.range), role_before_comma(r, names, run.range)})
            offer(r, entity, role, is_bare);
        offer(r, entity, role_behind_bracket(r, names, run.range), is_bare);
        if (!entity.role && entity.namings > 0 && entity.first_run != none && names.runs[entity.first_run].range.first == run.range.first && entity.kind == NameKind::person)
            offer(r, entity, role_sentence_before(r, names, run.range), is_bare);
        // "Ambassador Li Wen of China"
        if (entity.role && entity.of.empty() && entity.office && r.is(run.range.last, "of") && run.range.last + 2 < r.size() && !entity.former) {
            const std::uint32_t state = run.range.last + (r.is(run.range.last + 1, "the") ? 2 : 1);
            if (const Known* k = r.known(state); k && k->as(Kind::state) && !subnational(r, *entity.role)) entity.of = code_of(*k->as(Kind::state));
        }
        if (entity.of.empty() && !entity.former) entity.of = owner_of_name(r, run, entity);
        if (is_bare) bare[run.entity] = 1;
        if (entity.role && entity.kind == NameKind::other) entity.kind = NameKind::person;
        if (entity.role && entity.gender == Gender::unknown)
            for (std::uint32_t i = entity.role->first; i < entity.role->last; ++i) {
                const Word& w = r.word(i);
                if (w.is(Class::role) && w.is(any_of(Class::male, Class::female))) entity.gender = w.is(Class::male) ? Gender::male : Gender::female;
            }
    }
    for (Entity& entity : names.entities) {
        if (!entity.role || !entity.of.empty() || entity.former || r.sentence_at(entity.role->first).first + 1 < entity.role->first) continue;
        bool envoy = entity.office && (r.is(entity.role->first, "its") || r.is(entity.role->first, "their"));
        for (std::uint32_t i = entity.role->first; i < entity.role->last; ++i)
            for (const std::string_view w : {"ambassador", "representative", "envoy", "delegate", "spokesperson", "spokesman", "spokeswoman"}) envoy = envoy || (r.is(i, w) && (!w.starts_with("spokes") || r.is(entity.role->first, "its")));
        if (envoy) entity.of = state_before(r, entity.role->first);
    }
    for (Entity& entity : names.entities)
        if (entity.role && entity.of.empty() && !entity.former) entity.of = ministry_before(r, *entity.role);
    rehome_legislators(r, names);
    // A bare national office ("President Obama") is of the home state; of two who bear one title only the one most named.
    const std::string_view home = home_state(r);
    for (std::uint32_t e = 0; e < names.entities.size(); ++e) {
        Entity& entity = names.entities[e];
        if (!bare[e] || !entity.of.empty() || entity.former || !entity.role) continue;
        const std::uint32_t title = entity.role->last - 1;
        bool best = true;
        for (std::uint32_t o = 0; o < names.entities.size() && best; ++o)
            best = o == e || !bare[o] || !names.entities[o].role || r.word(names.entities[o].role->last - 1).key != r.word(title).key || names.entities[o].namings <= entity.namings;
        if (!best) continue;
        if (const auto owner = owner_elsewhere(r, names, *entity.role); !owner.empty()) {
            entity.of = owner;
            continue;
        }
        // "In Beijing, foreign ministry spokeswoman X": the seat at the head of the sentence is the nearer home.
        const std::uint32_t first = r.sentence_at(entity.role->first).first;
        const Known* seat = r.is(first, "in") || r.is(first, "from") ? r.known(first + 1) : nullptr;
        if (!seat || !seat->as(Kind::seat)) seat = ministry_seat(r, *entity.role);
        if (seat && seat->as(Kind::seat)) entity.of = code_of(*seat->as(Kind::seat));
        else entity.of = home;
    }
}

std::string_view home_state(const Report& r) {
    if (const auto code = dateline_state(r); !code.empty()) return code;
    // Only what belongs to one state alone counts: its legislators' titles, its parties, its seats of government. A state
    // that is merely talked about is no home.
    std::unordered_map<std::string_view, std::uint32_t> counts;
    for (const Known& k : r.marked.known) {
        if (k.as(Kind::office) || k.as(Kind::title)) {
            const OfficeLevels levels = levels_of(r, k);
            if (!levels.default_state.empty()) ++counts[levels.default_state];
        } else if (const knowledge::Entry* seat = k.as(Kind::seat); seat && k.last - k.first > 1) {
            ++counts[code_of(*seat)];
        }
    }
    for (const Word& w : r.marked.words)
        if (w.is(Class::party) && w.capital && !w.is(Class::honorific)) ++counts["USA"];
    std::string_view best;
    std::uint32_t most = 0, all = 0;
    for (const auto& [code, n] : counts) {
        all += n;
        if (n > most || (n == most && code < best)) most = n, best = code;
    }
    return most >= 1 && 2 * most > all ? best : std::string_view{};
}

}  // namespace rostra::speakers
