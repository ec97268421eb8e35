// What the words of a role tell: whether they are an office, and of which state; where a report is at home.
#include "phrase.h"

#include <unordered_map>

namespace rostra::speakers {

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

/// Posts that a state has as well as a town, a firm or a campaign.
bool serves_anybody(std::string_view title) { return title == "aide" || title == "adviser" || title == "advisor" || title == "treasurer" || title == "clerk" || title == "expert"; }

OfficeLevels levels_of(const Report& r, const Known& known) {
    OfficeLevels out;
    for (const knowledge::Entry& e : known.entries) {
        if (e.kind != Kind::office) continue;
        const knowledge::Office& office = knowledge::offices()[e.ref];
        if (office.kind == "party") continue;
        const bool national = office.level == "national";
        out.national = out.national || national;
        out.other = out.other || !national;
        out.state_office = out.state_office || (national && (office.kind == "state-office" || office.kind == "legislator") && !serves_anybody(office.title));
        out.represents = out.represents || represents_state(office.title);
        if (!office.default_state.empty()) out.default_state = office.default_state;
        // Elsewhere a secretary of state is one *for* something.
        if (office.title == "secretary of state" && !r.is(known.last, "for")) out.default_state = "USA";
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

bool in_compound(const Report& r, const Known& k) {
    const Span whole = r.span(k.last - 1);
    return (k.span.end < whole.end && r.text[k.span.end] == '-') || (k.span.begin > r.span(k.first).begin && r.text[k.span.begin - 1] == '-');
}

bool security_councils(const Report& r, std::uint32_t i) {
    if (i >= r.size() || !r.word(i).possessive || !r.word(i).capital || r.word(i).key != knowledge::key_of("council")) return false;
    return std::any_of(r.marked.known.begin(), r.marked.known.end(), [](const Known& k) { return k.as(Kind::body) && knowledge::bodies()[k.as(Kind::body)->ref].id == "unsc"; });
}

namespace {

/// "Ireland's [Director for Disarmament]": a post in capitals that the state owns.
bool directs_for(const Report& r, const Known& state) {
    if (!(state.possessive || state.as(Kind::adjective)) || state.last >= r.size()) return false;
    // "Iran's atomic chief", "Syria's top negotiator", "Kyrgyz border service chief"
    for (std::uint32_t i = state.last; i < state.last + 3 && i < r.size() && r.word(i).lower; ++i)
        for (const std::string_view w : {"chief", "negotiator", "envoy"})
            if (i > state.last && r.is(i, w)) return true;
    if (!state.possessive || !r.word(state.last).capital) return false;
    for (const std::string_view w : {"director", "head", "chief", "commissioner", "coordinator", "delegate"})
        if (r.is(state.last, w)) return true;
    return false;
}

/// "Her German colleague", "his Brazilian counterpart": of the same office in that state; of a colleague only where the paragraph
/// has named an office before.
bool peer_of(const Report& r, Range role, const Known& state) {
    if (!state.as(Kind::adjective)) return false;
    if (r.is(state.last, "counterpart")) return true;
    if (!r.is(state.last, "colleague")) return false;
    const std::uint32_t paragraph = r.sentence_at(role.first).paragraph;
    for (std::uint32_t i = state.first; i > 0 && r.sentence_at(i - 1).paragraph == paragraph; --i)
        if ((r.known(i - 1) && r.known(i - 1)->as(Kind::office)) || r.is(i - 1, "ministers") || r.is(i - 1, "ambassadors")) return true;
    return false;
}

/// "The Secretary-General's Special Representative for [Libya]": sent there, not by it.
bool sent_to(const Report& r, Range role, std::uint32_t state) {
    if (!r.is(state - 1, "for")) return false;
    for (std::uint32_t i = role.first; i + 2 < state; ++i)
        if (r.is(i, "special") && (r.is(i + 1, "representative") || r.is(i + 1, "envoy") || r.is(i + 1, "coordinator") || r.is(i + 1, "adviser"))) return true;
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

/// "Ministry of Foreign Affairs, Tallinn.", "Ministry of Foreign Affairs of Japan.", "Foreign, Commonwealth & Development Office.", "House of
/// Representatives, Wellington.": the state whose ministry or parliament issues the text; "" when its first line is none.
std::string_view ministry_at_head(const Report& r) {
    constexpr std::uint32_t longest = 18;
    const Sentence& head = r.sentence_at(0);
    if (const Known* k = r.known(0); k && k->first == 0 && k->as(Kind::body) && knowledge::bodies()[k->as(Kind::body)->ref].id.starts_with("uk-")) return "GBR";
    // "The Embassy of the Philippines in Beirut urges": the text itself begins with who issues it.
    if (const std::uint32_t of = r.is(0, "the") ? 2 : 1; r.is(of - 1, "embassy") && r.is(of, "of"))
        if (const Known* k = r.known(r.is(of + 1, "the") ? of + 2 : of + 1); k && k->as(Kind::state)) return code_of(*k->as(Kind::state));
    if (head.last - head.first > longest) return {};
    const bool chamber = r.is(0, "house") || r.is(0, "parliament") || r.is(0, "senate") || r.is(1, "assembly");
    if (!chamber && !r.is(0, "ministry") && !r.is(1, "ministry") && !r.is(0, "embassy") && !r.is(0, "department") && !r.is(1, "department") && !r.is(0, "government")) return {};
    for (std::uint32_t i = head.last; i > head.first + 1; --i)
        if (const Known* k = r.known(i - 1)) {
            const bool ends = (k->last + 1 >= head.last || r.mark(k->last, ',')) && k->first > 0;
            if (!k->any_state()) continue;
            const bool seat = k->as(Kind::seat) && ends && r.mark(k->first - 1, ',');
            const bool state = k->as(Kind::state) && ends && (r.is(k->first - 1, "of") || r.is(k->first - 1, "the"));
            return seat || state ? code_of(*k->any_state()) : std::string_view{};
        }
    return {};
}

}  // namespace

std::string_view state_under_review(const Report& r) {
    constexpr std::uint32_t head_of_report = 3;  // sentences
    for (std::uint32_t n = 0; n < r.tokens->sentences.size() && n < head_of_report; ++n) {
        const Sentence& s = r.tokens->sentences[n];
        bool committee = false, report = false;
        for (std::uint32_t i = s.first; i < s.last; ++i) {
            committee = committee || r.is(i, "committee") || r.is(i, "experts");
            report = report || (committee && (r.is(i, "report") || r.is(i, "reports") || r.is(i, "review") || r.is(i, "dialogue")));
            if (!report || !(r.is(i, "of") || r.is(i, "with"))) continue;
            if (const Known* k = r.known(r.is(i + 1, "the") ? i + 2 : i + 1); k && k->as(Kind::state) && !k->possessive) return code_of(*k->as(Kind::state));
        }
    }
    return {};
}

namespace {

/// "February 2, 2024 - Ottawa, Ontario - Global Affairs Canada": the place behind the day, in one of the first lines.
std::string_view state_behind_day(const Report& r) {
    constexpr std::uint32_t lines = 3, longest_day = 5;
    for (std::uint32_t n = 0; n < r.tokens->sentences.size() && n < lines; ++n) {
        std::uint32_t i = r.tokens->sentences[n].first;
        const std::uint32_t start = i;
        while (i < r.size() && i < start + longest_day && (r.word(i).is(Class::month) || r.kind(i) == TokenKind::number || r.mark(i, ','))) ++i;
        if (i < start + 2 || !r.dash(i)) continue;
        if (const Known* k = r.known(i + 1); k && k->first == i + 1 && k->as(Kind::seat) && (r.mark(k->last, ',') || r.dash(k->last))) return code_of(*k->as(Kind::seat));
    }
    return {};
}

}  // namespace

namespace {

/// "PRETORIA, May 31 (Wire) -" at the head of a paragraph under the headline.
std::string_view dateline_below_headline(const Report& r) {
    constexpr std::uint32_t lines = 3;
    for (std::uint32_t n = 1; n < r.tokens->paragraphs.size() && n < lines; ++n) {
        const std::uint32_t first = r.tokens->sentences[r.tokens->paragraphs[n].first].first;
        const Known* k = r.known(first);
        if (!k || k->first != first || !k->as(Kind::seat) || !r.word(first).capitals) continue;
        const std::uint32_t behind = r.behind_dateline(first);
        if (behind > k->last && (r.mark(k->last, ',') || r.mark(k->last, '(') || r.dash(k->last))) return code_of(*k->as(Kind::seat));
    }
    return {};
}

}  // namespace

std::string_view dateline_state(const Report& r) {
    if (r.size() == 0) return {};
    if (const auto code = state_behind_day(r); !code.empty()) return code;
    if (const Known* place = place_at_head(r)) return code_of(*place->as(Kind::seat));
    if (const auto code = ministry_at_head(r); !code.empty()) return code;
    if (const auto code = dateline_below_headline(r); !code.empty()) return code;
    for (std::uint32_t i = 0; i < r.size() && i < 4; ++i) {
        const Known* k = r.known(i);
        const bool dateline = k && k->as(Kind::seat) && (r.word(i).capitals || r.mark(k->last, '(') || r.dash(k->last));
        if (dateline) return code_of(*k->as(Kind::seat));
        // "NICE, France -"
        if (k && k->first == i && k->as(Kind::state) && i > 1 && r.mark(i - 1, ',') && r.word(i - 2).capitals && (r.mark(k->last, '(') || r.dash(k->last))) return code_of(*k->as(Kind::state));
    }
    return {};
}

/// The state that the first word of a body's name tells: "Chinese foreign ministry".
std::string_view state_of_first(const Report& r, const Known& body) {
    const Span head = r.span(body.first);
    const knowledge::Marked first = knowledge::mark(r.text, {&head, 1});
    const knowledge::Entry* state = first.known.empty() ? nullptr : first.known.front().any_state();
    return state ? code_of(*state) : std::string_view{};
}

bool foreign_office(const Report& r, const Known& k) { return k.as(Kind::body) && k.last == k.first + 2 && r.is(k.first, "foreign") && r.is(k.first + 1, "office"); }

std::string_view foreign_office_state(const Report& r) {
    const std::string_view home = dateline_state(r);
    return home.empty() ? "GBR" : home;
}

namespace {

/// "The widow of the former minister", "the minister's wife": the office is a relative's. The range without it.
Range without_relative(const Report& r, Range range) {
    for (std::uint32_t i = range.first; i < range.last; ++i) {
        if (!r.is_any(i, {"widow", "widower", "wife", "husband", "son", "daughter", "father", "mother", "brother", "sister", "nephew", "niece", "uncle", "aunt", "cousin", "friend", "sister-in-law", "brother-in-law"})) continue;
        if (r.is(i + 1, "of")) return {range.first, i + 1};
        if (i > range.first && r.word(i - 1).possessive) return {i, range.last};
    }
    return range;
}

/// "[New Jersey] Attorney General", "a clerk at the [town] hall": an office below the state's.
bool local_word(const Report& r, std::uint32_t i) {
    const Known* k = r.known(i);
    if (!k) return r.is_any(i, {"town", "city", "county", "municipal"});
    if (k->first != i || !k->as(Kind::region) || k->any_state() || k->possessive) return false;
    const Known* office = r.known(k->last);
    if (!office || office->first != k->last || !office->as(Kind::office)) return false;
    const knowledge::Office& row = knowledge::offices()[office->as(Kind::office)->ref];
    return row.kind == "state-office" && row.default_state.empty() && r.is(office->last - 1, "general");
}

/// "[a ruling party] lawmaker": a seat in parliament or government that a party's member holds.
bool holds_office_of_state(const Report& r, Range words) {
    for (std::uint32_t i = words.first; i < words.last; ++i)
        if (r.is_any(i, {"lawmaker", "legislator", "deputy", "senator", "minister", "mp", "congressman", "congresswoman", "parliamentarian", "parliament", "president"})) return true;
    return false;
}

/// "Britain's [biggest drug firm]", "the German [carmaker's]", "Yemen's [largest opposition party]": what is no organ of the state, though
/// it is of it. At most four words on.
bool private_body_behind(const Report& r, std::uint32_t first, std::uint32_t end) {
    for (std::uint32_t i = first; i < end && i < first + 4 && r.kind(i) == TokenKind::word; ++i) {
        if (r.word(i).is(any_of(Class::preposition, Class::conjunction))) return false;
        const std::string_view word = r.str(i);
        if (r.word(i).lower && (word.ends_with("maker") || word.ends_with("maker's") || word.ends_with("maker’s"))) return true;
        for (const std::string_view w : {"firm", "company", "party", "airline", "club", "charity", "university", "insurer", "retailer", "manufacturer", "producer", "lender", "broadcaster", "newspaper", "opposition", "church"})
            if (r.word(i).lower && r.word(i).key == knowledge::key_of(w)) return !holds_office_of_state(r, {i + 1, end});
    }
    return false;
}

/// "Britain's [HB Medicines]": a name that the tables do not know, without a word for an organ in it.
bool named_body_behind(const Report& r, const Known& state, std::uint32_t end) {
    if (!state.possessive || state.last >= end || !r.word(state.last).capital || r.known(state.last)) return false;
    for (std::uint32_t i = state.last; i < end && r.word(i).capital; ++i)
        if (r.word(i).is(Class::organisation) || person_word(r, i) || r.known(i)) return false;
    return true;
}

}  // namespace

RoleFacts role_facts(const Report& r, Range range) {
    range = without_relative(r, range);
    RoleFacts facts;
    OfficeLevels levels;
    std::uint32_t office = none, owner = none, after = none;
    std::string_view body_state;
    bool body_before = false, local = false, state_office = false, elsewhere = false, public_function = false, observes = false, peer = false, serves = false, opposed = false, pending_former = false;
    for (std::uint32_t i = range.first; i < range.last; ++i) {
        const Word& w = r.word(i);
        if (w.is(Class::former)) facts.former = pending_former = true;
        if (r.is(i, "state") && office == none && !r.is(i + 1, "secretary") && !(r.known(i) && (r.known(i)->as(Kind::body) || r.known(i)->as(Kind::office) || r.known(i)->any_state()))) local = true;
        observes = observes || r.is(i, "observer");
        peer = peer || r.is(i, "counterpart");
        serves = serves || r.is_any(i, {"aide", "adviser", "advisor", "assistant"});
        local = local || local_word(r, i) || (r.word(i).lower && r.is(i, "representative") && i > range.first && r.word(i - 1).capital && !r.known(i - 1) && !person_word(r, i - 1));  // "a Lanning Andrews representative"
        opposed = opposed || (r.word(i).lower && r.is(i, "opposition"));
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
        } else if (k->any_state() && !in_compound(r, *k)) {
            if (private_body_behind(r, k->last, range.last) || named_body_behind(r, *k, range.last)) {
                elsewhere = true;
                continue;
            }
            const bool observed = observes && i > 1 && (r.is(i - 1, "for") || r.is(i - 1, "of") || (r.is(i - 1, "the") && (r.is(i - 2, "for") || r.is(i - 2, "of"))));
            if (office == none && !observed) {
                owner = i;
                // "Ireland's Director for Disarmament", "her German counterpart", "her counterpart from the United States", "Guyana's agent" before a court
                const bool named_behind = peer && i > 1 && r.is_any(r.is(i - 1, "the") ? i - 2 : i - 1, {"from", "in"});
                if (directs_for(r, *k) || peer_of(r, range, *k) || named_behind || (k->possessive && r.is_any(k->last, {"agent", "co-agent"}))) levels.national = true;
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
            // "an aide to the South Korean president"
            else if (after == none && i > 1 && serves && r.is(r.is(i - 1, "the") ? i - 2 : i - 1, "to")) after = i, levels.national = true;
            else if (after == none && i > 1 && k->as(Kind::seat) && r.is(i - 1, "in") && (r.is(i - 2, "ministry") || r.is(i - 2, "government"))) {
                after = i;
                levels.national = true;
            } else if (after == none && k->possessive && i > 0 && r.is(i - 1, "of") && organ_behind(r, k->last, range.last)) {
                body_state = code_of(*k->any_state());  // "the head of Iran's nuclear agency"
            } else if (after == none && i > 0 && !sent_to(r, range, i) && (r.is(i - 1, "of") || r.is(i - 1, "for") || (r.is(i - 1, "the") && i > 1 && (r.is(i - 2, "of") || r.is(i - 2, "for"))))) {
                after = i;
                levels.national = levels.national || observes;  // "the observer for the Holy See"
            }
        } else if ((k->as(Kind::body) || k->as(Kind::group)) && (office == none || (k->as(Kind::body) && body_state.empty() && r.is_any(r.is(i - 1, "the") ? i - 2 : i - 1, {"in", "at", "of", "for"}) && i > range.first + 1))) {
            // "Chinese foreign ministry": a body whose name begins with its state.
            const std::string_view state = state_of_first(r, *k);
            if (k->as(Kind::body) && knowledge::bodies()[k->as(Kind::body)->ref].id == "us-state") body_state = "USA";  // "a State Department official"
            else if (foreign_office(r, *k)) body_state = foreign_office_state(r);
            else if (!state.empty() && k->last - k->first > 1) body_state = state;
            else body_before = body_before || office == none;
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
    // "The head of the delegation" of the state whose report a committee reviews.
    if (owner == none && after == none && body_state.empty())
        for (std::uint32_t i = range.first; i < range.last; ++i)
            if (r.is(i, "delegation") && i > 0 && (r.is(i - 1, "the") || r.is(i - 1, "its"))) body_state = state_under_review(r), levels.national = levels.national || !body_state.empty();
    if (!levels.national || facts.former || local || (opposed && !holds_office_of_state(r, range))) return facts;
    const bool fields = after != none && office != none && r.is(office, "minister");  // "Minister of Trade of Latvia": the first "of" tells the field
    if (elsewhere && !fields && owner == none && body_state.empty() && !levels.represents && levels.default_state.empty()) return facts;
    if (body_before && owner == none && (!levels.represents || !levels.default_state.empty())) return facts;
    if (owner != none) facts.of = state_at(r, owner);
    else if (!body_state.empty()) facts.of = body_state;
    else if (after != none) facts.of = state_at(r, after);
    else if (!levels.default_state.empty()) facts.of = levels.default_state;
    // A judge sits for a city or a province as often as for the state.
    else facts.bare = !body_before && state_office && !levels.represents && !(r.is(range.last - 1, "judge") || (r.is(range.last - 1, "justice") && !(range.size() > 1 && r.is(range.last - 2, "chief"))));
    return facts;
}

std::string_view office_line(const Report& r, const Sentence& s, std::uint32_t longest) {
    if (s.last - s.first > longest) return {};
    bool office = false;
    std::string_view code;
    for (std::uint32_t i = s.first; i < s.last; ++i) {
        const bool noun = r.word(i).is(Class::document) || r.is(i, "release");
        if (r.word(i).lower && r.word(i).is(any_of(Class::auxiliary, Class::saying)) && !r.known(i) && !noun) return {};
        office = office || (r.word(i).capital && r.is_any(i, {"ministry", "embassy", "department", "mission", "government"}));
        const Known* k = r.known(i);
        if (!k || k->first != i || !k->any_state()) continue;
        if (!code.empty() && code != code_of(*k->any_state())) return {};
        code = code_of(*k->any_state());
    }
    return office ? code : std::string_view{};
}

std::string_view home_state(const Report& r) {
    if (const auto code = dateline_state(r); !code.empty()) return code;
    constexpr std::uint32_t longest = 16;  // tokens
    if (r.size() > 0)
        if (const auto code = office_line(r, r.sentence_at(0), longest); !code.empty()) return code;
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
