// The role that stands beside a name: before it, behind it, in an apposition or a bracket, in the sentence before.
#include "name_words.h"
#include "phrase.h"

namespace rostra::speakers {

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
        // "HAVANA President X arrived": a dateline that has lost its dash.
        if (k && k->as(Kind::seat) && w.capitals && r.span(j).size() > 3 && k->first == start && !r.word(name.first).capitals) break;
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
    if (name.size() > 1 && post_nominal(r, i)) ++i;
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
            const bool is = r.is(i + 2, "is") || r.is(i + 2, "represents") || r.is(i + 2, "serves") || r.is(i + 2, "heads") || r.is(i + 2, "leads") || r.is(i + 2, "chairs") || (r.is(i + 2, "speaks") && r.is(i + 3, "for"));
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
    // "Its lead author, hydrologist X": a trade alone behind the comma.
    if (name.first > start + 3 && r.mark(name.first - 2, ',') && r.word(name.first - 1).lower && person_word(r, name.first - 1)) --name.first;
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
    if (role.empty() || !(r.is(role.first, "represents") || (r.is(role.first, "speaks") && r.is(role.first + 1, "for")))) return {};
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

/// "German foreign ministry" that the tables know whole: its name begins with its state.
std::string_view ministry_state(const Report& r, const Known& whole) {
    const Span head = r.span(whole.first);
    const knowledge::Marked first = knowledge::mark(r.text, {&head, 1});
    const knowledge::Entry* state = whole.as(Kind::body) && !first.known.empty() ? first.known.front().any_state() : nullptr;
    return state ? code_of(*state) : std::string_view{};
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
    while (!role.empty() && r.punctuation(role.first) && !r.mark(role.first, '(')) ++role.first;  // the quotation's mark before it
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
    const bool its = r.is_any(s.first, {"its", "their"}) || r.is_any(token, {"its", "their"});
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
    std::uint32_t first = std::max(before.first, r.behind_dateline(before.first));
    while (first < before.last && (r.kind(first) == TokenKind::number || r.mark(first, ':'))) ++first;  // the time of a live report
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

bool opens_sentence(const Report& r, std::uint32_t i) { return r.sentence_at(i).first + 1 >= i; }

/// "“...,” said its spokesman, Karim Belhadj"
bool behind_quotation(const Report& r, std::uint32_t i) {
    return i > 1 && r.is_any(i, {"its", "their"}) && r.word(i - 1).is(Class::saying) && (r.kind(i - 2) == TokenKind::close_quote || r.mark(i - 2, ','));
}

/// "Foreign ministry spokesman Geng Shuang told a daily briefing in Beijing", "Foreign Ministry Spokeswoman Orlova, Moscow": the ministry sits there.
const Known* ministry_seat(const Report& r, Range role) {
    bool ministry = false;
    for (std::uint32_t i = role.first; i < role.last; ++i) ministry = ministry || r.is(i, "ministry") || r.is(i, "government");
    const Sentence& s = r.sentence_at(role.first);
    // "Prime Minister X told parliament in Canberra"
    const auto parliament = [&](std::uint32_t i) { return i > s.first && r.is(i, "in") && r.is_any(i - 1, {"parliament", "lawmakers", "legislators"}); };
    for (std::uint32_t i = s.first; i + 1 < s.last; ++i)
        if (!ministry && !parliament(i)) continue;
        else if (const Known* k = r.known(i + 1); k && k->first == i + 1 && k->as(Kind::seat) && (r.is(i, "in") || (r.mark(i, ',') && k->last >= s.last - 1))) return k;
    return nullptr;
}

/// "China's foreign ministry rejected ... , ministry spokeswoman Lin Wei said": of the ministry named last; "" when none is near.
std::string_view ministry_before(const Report& r, Range role) {
    if (!r.is(role.first, "ministry")) return {};
    constexpr std::uint32_t reach = 2;  // sentences
    const std::uint32_t here = r.sentence[role.first];
    for (std::uint32_t i = role.first; i > 0 && here - r.sentence[i - 1] <= reach; --i) {
        if (!r.is(i - 1, "ministry")) continue;
        // "China's foreign ministry" that the tables know whole: its name begins with its state.
        if (const Known* whole = r.known(i - 1); whole && whole->first + 1 < whole->last)
            if (const auto code = ministry_state(r, *whole); !code.empty()) return code;
        const std::uint32_t from = i > 4 ? i - 4 : 0;
        for (std::uint32_t j = i - 1; j > from; --j)
            if (const Known* k = r.known(j - 1); k && k->any_state() && r.sentence[j - 1] == r.sentence[i - 1]) return code_of(*k->any_state());
        if (const Known* k = r.known(i + 1); r.is(i, "of") && k && k->as(Kind::state)) return code_of(*k->as(Kind::state));
        return {};
    }
    return {};
}

/// "The Kremlin accused Finland. "...," spokesman X said": of the state whose seat is the subject of the sentence before; "" else.
std::string_view spokesman_of_seat(const Report& r, Range role) {
    const bool named_alone = role.size() == 1 && role.first > 0 && (r.mark(role.first - 1, ',') || r.kind(role.first - 1) == TokenKind::close_quote || r.sentence_at(role.first).first == role.first);
    if (!named_alone || !r.is_any(role.first, {"spokesman", "spokeswoman", "spokesperson"})) return {};
    const std::uint32_t here = r.sentence[role.first];
    for (std::uint32_t back = 1; back <= 2 && back <= here; ++back) {
        const Sentence& before = r.tokens->sentences[here - back];
        if (before.last == before.first || r.kind(before.first) == TokenKind::open_quote) continue;
        const std::uint32_t first = r.is(before.first, "the") ? before.first + 1 : before.first;
        const Known* k = r.known(first);
        return k && k->first == first && k->as(Kind::seat) && !k->possessive ? code_of(*k->as(Kind::seat)) : std::string_view{};
    }
    return {};
}

/// "Chile's ambassador went home. The ambassador, Luz Prado,": of the one state whose holder of the office was told before; "" where two were,
/// or none.
std::string_view owner_told_before_name(const Report& r, Range role) {
    role = trim_marks(r, role);
    if (role.size() != 2 || !r.is(role.first, "the") || !r.is_any(role.first + 1, {"ambassador", "envoy", "representative", "delegate", "minister", "president", "premier", "chancellor", "spokesman", "spokeswoman", "spokesperson", "negotiator"})) return {};
    std::string_view owner;
    for (std::uint32_t i = 1; i < role.first; ++i) {
        if (r.word(i).key != r.word(role.first + 1).key || !r.word(i).lower) continue;
        const std::uint32_t start = r.sentence_at(i).first;
        std::uint32_t first = i;
        while (first > start && i - first < 6 && !r.punctuation(first - 1) && !r.word(first - 1).is(any_of(Class::auxiliary, Class::conjunction, Class::relative)) && !(r.word(first - 1).is(Class::saying) && r.word(first - 1).lower)) --first;
        std::uint32_t last = i + 1;
        const Known* state = r.is(last, "of") ? r.known(r.is(last + 1, "the") ? last + 2 : last + 1) : nullptr;
        if (state && state->as(Kind::state)) last = state->last;
        const RoleFacts facts = role_facts(r, {first, last});
        if (facts.of.empty() || facts.former) continue;
        if (!owner.empty() && owner != facts.of) return {};
        owner = facts.of;
    }
    return owner;
}

/// "Permanent Mission of Argentina ... / Joint statement delivered by Ambassador X": the mission's own, in the head of its release.
std::string_view mission_of_release(const Report& r, Range role) {
    constexpr std::uint32_t head = 4, longest = 18;  // sentences, tokens
    const Sentence& s = r.sentence_at(role.first);
    if (r.sentence[role.first] >= head || !r.is_any(role.last - 1, {"ambassador", "representative", "delegate"})) return {};
    const std::uint32_t first = r.is(s.first, "joint") ? s.first + 1 : s.first;
    return r.is_any(first, {"statement", "remarks"}) ? office_line(r, r.sentence_at(0), longest) : std::string_view{};
}

/// "Minister for Water and Forests, Norway,": the state alone between commas behind the office.
std::string_view state_behind_office(const Report& r, Range role) {
    const Known* k = r.mark(role.last, ',') ? r.known(role.last + 1) : nullptr;
    if (!k || k->first != role.last + 1 || !k->as(Kind::state) || k->possessive || k->last >= r.size() || r.sentence[k->last] != r.sentence[role.first]) return {};
    return r.mark(k->last, ',') || r.mark(k->last, ')') || (r.word(k->last).lower && r.word(k->last).is(Class::saying)) ? code_of(*k->as(Kind::state)) : std::string_view{};
}

/// "EGYPT: President X called": the state that heads the paragraph.
std::string_view state_heading_paragraph(const Report& r, std::uint32_t token) {
    const std::uint32_t first = r.tokens->sentences[r.tokens->paragraphs[r.sentence_at(token).paragraph].first].first;
    const Known* k = r.known(first);
    return k && k->first == first && k->as(Kind::state) && r.mark(k->last, ':') ? code_of(*k->as(Kind::state)) : std::string_view{};
}

/// "[Senator X] of Ohio": the state that the member of its parliament's region is in.
std::string_view state_of_region(const Report& r, Range role, std::uint32_t behind) {
    if (!r.is(behind, "of") || !r.is_any(role.last - 1, {"senator", "sen.", "sen", "congressman", "congresswoman", "representative", "rep.", "rep"}) || r.is(role.first, "state")) return {};
    const Known* k = r.known(behind + 1);
    return k && k->first == behind + 1 && k->as(Kind::region) ? code_of(*k->as(Kind::region)) : std::string_view{};
}

/// "So is Costa Rica, and its envoy, X,", "It was the work of Singapore. Its permanent representative, X,": the one state that stands before
/// "its" in the sentence, or in the one before; "" where there are two.
std::string_view state_of_its(const Report& r, Range role) {
    role = trim_marks(r, role);
    if (!r.is(role.first, "its") || !r.is_any(role.last - 1, {"ambassador", "envoy", "representative", "delegate", "minister", "president"})) return {};
    const std::uint32_t here = r.sentence[role.first];
    for (std::uint32_t back = 0; back < 2 && back <= here; ++back) {
        std::string_view only;
        const Sentence& s = r.tokens->sentences[here - back];
        for (std::uint32_t i = s.first; i < std::min(s.last, role.first); ++i) {
            const Known* k = r.known(i);
            if (k && k->first == i && (k->as(Kind::group) || k->as(Kind::body))) return {};
            if (!k || k->first != i || !(k->as(Kind::state) || k->as(Kind::seat)) || r.is(i > 0 ? i - 1 : i, "in")) continue;
            const std::string_view code = code_of(*k->any_state());
            if (!only.empty() && code != only) return {};
            only = code;
        }
        if (!only.empty()) return only;
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

/// "[Minsk denied any part.] "...," foreign ministry spokesman X told": a spokesman by his office alone, in the paragraph of what
/// was said before him.
bool speaks_for_office(const Report& r, Range role) {
    if (!r.is_any(role.last - 1, {"spokesperson", "spokesman", "spokeswoman"}) || role.size() < 2 || role.size() > 4 || !r.is_any(role.last - 2, {"ministry", "government"})) return false;
    const Sentence& s = r.sentence_at(role.first);
    return s.first > 0 && r.sentence_at(s.first - 1).paragraph == s.paragraph;
}

/// "Nadeem Khokhar of Pakistan, speaking on behalf of 62 States": the state behind the name of one who takes the floor; "" where
/// the sentence has no such words, as it may be where a private person lives.
std::string_view state_of_delegate(const Report& r, Range name) {
    const std::uint32_t at = name.last + (r.is(name.last + 1, "the") ? 2 : 1);
    if (!r.is(name.last, "of") || at >= r.size()) return {};
    const Known* k = r.known(at);
    if (!k || k->first != at || !k->as(Kind::state) || k->possessive) return {};
    const Sentence& s = r.sentence_at(name.first);
    for (std::uint32_t i = s.first; i + 1 < s.last; ++i) {
        const bool floor = r.is(i, "the") && r.is(i + 1, "floor");
        const bool for_others = r.is_any(i, {"behalf", "name"}) && r.is(i + 1, "of") && i > s.first && r.is_any(i - 1, {"on", "in"});
        const bool heading = i == s.first && r.is_any(i, {"statement", "remarks"}) && r.is(i + 1, "by");
        if (heading) return code_of(*k->as(Kind::state));
        const bool capacity = r.is(i, "national") && r.is_any(i + 1, {"capacity", "statement", "position"});
        if (floor || for_others || capacity) return code_of(*k->as(Kind::state));
    }
    return {};
}

/// "HAVANA: President X arrived. The White House ... Cuban President Y": a president who is a guest where the report was filed, since that
/// state has another or is not spoken of at all, and the report names the White House.
bool visits_home(const Report& r, const Names& names, const Entity& guest, std::string_view home) {
    if (home.empty() || home == "USA" || !r.is(guest.role->last - 1, "president") || home != dateline_state(r)) return false;
    bool white_house = false, spoken_of = false;
    for (const Known& k : r.marked.known) {
        white_house = white_house || (k.as(Kind::seat) && k.last == k.first + 2 && r.is(k.first, "white") && r.is(k.first + 1, "house"));
        spoken_of = spoken_of || (k.any_state() && !k.as(Kind::seat) && code_of(*k.any_state()) == home);
    }
    const auto presides = [&](const Entity& other) { return &other != &guest && other.role && other.of == home && r.is(other.role->last - 1, "president"); };
    return white_house && (!spoken_of || std::any_of(names.entities.begin(), names.entities.end(), presides));
}

}  // namespace

void find_roles(const Report& r, Names& names) {
    std::vector<std::uint8_t> bare(names.entities.size(), 0);
    for (const NameRun& run : names.runs) {
        if (run.entity == none || names.entities[run.entity].kind == NameKind::organisation) continue;
        Entity& entity = names.entities[run.entity];
        if (!entity.of.empty() && entity.namings > 4 && entity.office) continue;
        bool is_bare = false;
        const Range before = role_before(r, names, run.range);
        // "Its lead author, hydrologist X": what comes before the comma tells more than a trade.
        if (before.size() == 1 && r.word(before.first).lower && !role_facts(r, before).office) offer(r, entity, role_before_comma(r, names, run.range), is_bare);
        for (const Range role : {before, plural_title(r, names, run.range), role_after(r, names, run.range), role_before_comma(r, names, run.range)})
            offer(r, entity, role, is_bare);
        offer(r, entity, role_behind_bracket(r, names, run.range), is_bare);
        if (!entity.role && entity.namings > 0 && entity.first_run != none && names.runs[entity.first_run].range.first == run.range.first && entity.kind == NameKind::person)
            offer(r, entity, role_sentence_before(r, names, run.range), is_bare);
        // "Ambassador Li Wen of China"
        if (entity.role && entity.of.empty() && entity.office && r.is(run.range.last, "of") && run.range.last + 2 < r.size() && !entity.former) {
            const std::uint32_t state = run.range.last + (r.is(run.range.last + 1, "the") ? 2 : 1);
            const Known* k = r.known(state);
            if (k && k->as(Kind::state) && !subnational(r, *entity.role)) entity.of = code_of(*k->as(Kind::state));
            // "State secretary Ulf Brandner of the German foreign ministry"
            else if (k && k->first == state && r.is(k->last - 1, "ministry")) entity.of = ministry_state(r, *k);
            else if (k && k->first == state && k->any_state() && r.is_any(k->last, {"foreign", "defence", "defense", "finance", "ministry", "mission", "embassy"})) entity.of = code_of(*k->any_state());
        }
        if (entity.role && entity.of.empty() && entity.office && !entity.former) {
            entity.of = state_of_region(r, *entity.role, run.range.last);
            if (entity.of.empty() && !subnational(r, *entity.role)) entity.of = state_behind_office(r, *entity.role);
        }
        if (entity.of.empty() && !entity.former) entity.of = owner_of_name(r, run, entity);
        if (entity.of.empty() && !entity.office && entity.kind != NameKind::organisation) entity.of = state_of_delegate(r, run.range);
        if (is_bare) bare[run.entity] = 1;
        if (entity.role && entity.kind == NameKind::other) entity.kind = NameKind::person;
        if (entity.role && entity.gender == Gender::unknown)
            for (std::uint32_t i = entity.role->first; i < entity.role->last; ++i) {
                const Word& w = r.word(i);
                if (w.is(Class::role) && w.is(any_of(Class::male, Class::female))) entity.gender = w.is(Class::male) ? Gender::male : Gender::female;
            }
    }
    for (Entity& entity : names.entities) {
        if (!entity.role || !entity.of.empty() || entity.former) continue;
        const bool office = speaks_for_office(r, *entity.role);
        if (!office && !opens_sentence(r, entity.role->first) && !behind_quotation(r, entity.role->first)) continue;
        bool envoy = entity.office && (r.is(entity.role->first, "its") || r.is(entity.role->first, "their"));
        for (std::uint32_t i = entity.role->first; i < entity.role->last; ++i)
            for (const std::string_view w : {"ambassador", "representative", "envoy", "delegate", "spokesperson", "spokesman", "spokeswoman"}) envoy = envoy || (r.is(i, w) && (!w.starts_with("spokes") || r.is(entity.role->first, "its")));
        if (envoy || office) entity.of = state_before(r, entity.role->first);
        entity.office = entity.office || (office && !entity.of.empty());
    }
    for (Entity& entity : names.entities)
        if (entity.role && entity.of.empty() && !entity.former) {
            entity.of = state_of_its(r, *entity.role);
            if (!entity.of.empty()) continue;
            entity.of = ministry_before(r, *entity.role);
            if (entity.of.empty()) entity.of = spokesman_of_seat(r, *entity.role);
            if (entity.of.empty()) entity.of = mission_of_release(r, *entity.role);
            if (entity.of.empty()) entity.of = owner_told_before_name(r, *entity.role);
            entity.office = entity.office || !entity.of.empty();
        }
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
        if (const auto heads = state_heading_paragraph(r, entity.role->first); !heads.empty()) {
            entity.of = heads;
            continue;
        }
        // "In Beijing, foreign ministry spokeswoman X": the seat at the head of the sentence is the nearer home.
        const std::uint32_t first = r.sentence_at(entity.role->first).first;
        const bool asked = r.is_any(first, {"asked", "speaking"}) && r.is(first + 1, "in");
        const Known* seat = asked || r.is(first, "in") || r.is(first, "from") ? r.known(first + (asked ? 2 : 1)) : nullptr;
        if (!seat || !seat->as(Kind::seat)) seat = ministry_seat(r, *entity.role);
        if (seat && seat->as(Kind::seat)) entity.of = code_of(*seat->as(Kind::seat));
        else entity.of = visits_home(r, names, entity, home) ? "USA" : home;
    }
}

}  // namespace rostra::speakers
