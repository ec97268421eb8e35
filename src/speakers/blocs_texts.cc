// Texts of several states: "a letter signed by 37 ambassadors", "We, the leaders of", "the concern of 39 states".
#include "declarations.h"

namespace rostra::speakers {
namespace {

constexpr std::string_view text_words[] = {
    "statement", "statements", "declaration", "letter", "text", "resolution", "signed", "cosigned", "co-signed", "cosponsored", "co-sponsored", "sponsored",
    "backed", "supported", "endorsed", "issued", "made", "delivered", "joined", "call", "appeal", "demand", "read", "released", "published", "co-authored",
    "tabled", "submitted", "initiative", "asked", "urged", "accused", "condemned", "criticised", "criticized", "told", "called", "warned", "praised", "welcomed"};

constexpr std::string_view feeling_words[] = {
    "worry", "worries", "concern", "concerns", "views", "view", "support", "position", "voice", "voices", "demand", "demands",
    "alarm", "condemnation", "appeal", "call", "statement", "declaration", "letter", "anger", "thanks", "opposition", "wish", "hope"};

/// "Introducing the draft resolution, co-sponsored by 62 Member States": its sponsors are not those that a delegate speaks for.
bool sponsored_draft(const Report& r, std::uint32_t by) {
    return any_before(r, by, 6, {"co-sponsored", "cosponsored", "sponsored", "tabled", "submitted"}) && any_before(r, by, 14, {"draft", "resolution", "amendment"});
}

/// "We, the leaders of", "Joint statement from the Governments of", "released the following joint statement".
bool first_person_near(const Report& r, std::uint32_t i) {
    const Sentence& s = r.sentence_at(i);
    for (std::uint32_t j = s.first; j < s.last; ++j) {
        const bool joint = r.is(j, "joint") && r.is_any(j + 1, {"statement", "declaration"});
        if (joint || r.word(j).is(Class::we) || (r.is(j, "following") && r.is(j + 1, "statement"))) return true;
    }
    return false;
}

/// "By the governments of", "by the Foreign Ministers of". What stands between does not matter.
bool by_offices(const Report& r, std::uint32_t by) {
    for (std::uint32_t whose = by + 1; whose < by + 4; ++whose)
        if (r.is_any(whose, {"governments", "leaders", "ministers"}) && r.is(whose + 1, "of")) return true;
    return false;
}

/// "Reading out the statement, which was backed by Australia, Britain and others": names for the bloc just counted.
bool names_bloc_before(Declarations& found, std::uint32_t by, const Members& m) {
    if (found.all.empty() || m.declared) return false;
    Declaration& last = found.all.back();
    if (last.form != BlocForm::behalf || !last.members.declared || found.r.sentence[last.range.first] != found.r.sentence[by]) return false;
    add_names(last.members.named, m.named);
    return true;
}

/// ", Australia, Japan and Switzerland among them,"
void name_among(const Declarations& found, Members& m) {
    const Report& r = found.r;
    if (!m.named.empty() || !r.mark(m.range.last, ',')) return;
    const Members list = found.members(m.range.last + 1);
    if (list.named.empty() || list.declared || !r.is(list.range.last, "among") || !r.is(list.range.last + 1, "them")) return;
    m.named = list.named;
    m.range.last = list.range.last + 2;
}

/// "Signed by the ambassadors of 22 states": those who sign stand before the states for which they do.
Members of_envoys(const Declarations& found, std::uint32_t i) {
    const Report& r = found.r;
    if (r.is(i, "the")) ++i;
    if (!r.is_any(i, {"ambassadors", "envoys", "representatives", "ministers", "leaders", "missions", "embassies", "delegations", "heads"}) || !r.is_any(i + 1, {"of", "from"})) return {};
    Members m = found.members(i + 2);
    if (!m.declared || m.others) return {};
    name_among(found, m);
    return m;
}

/// "The Ministers of the G7, [together with our colleagues from Brazil and Indonesia]"
void take_guests(const Declarations& found, Members& m) {
    const Report& r = found.r;
    std::uint32_t i = m.range.last;
    if (r.mark(i, ',')) ++i;
    if (!r.is_any(i, {"together", "along"}) || !r.is(i + 1, "with")) return;
    for (std::uint32_t from = i + 2; from < i + 7; ++from) {
        if (!r.is_any(from, {"from", "of"})) continue;
        const Members guests = found.members(from + 1);
        if (guests.named.empty() || guests.declared) return;
        add_names(m.named, guests.named);
        m.range.last = guests.range.last;
        return;
    }
}

/// "KENYA, supported by LAOS and MALTA, called for": who only supports a proposal is no bloc of the one who makes it, unlike "a text backed by".
bool supports_speaker(const Report& r, std::uint32_t by, const Members& m) {
    if (m.declared || by < 2 || !r.is_any(by - 1, {"supported", "backed", "seconded", "endorsed"})) return false;
    return !any_before(r, by - 1, 8, {"statement", "declaration", "letter", "text", "resolution", "appeal", "call", "initiative", "document", "paper", "draft"});
}

/// "Reading out a text backed by 26 other countries": whoever reads it is one more of them.
void try_backed(Declarations& found, std::uint32_t by, Members m) {
    const Report& r = found.r;
    const bool backed = by > 1 && r.is_any(by - 1, {"backed", "supported", "endorsed", "signed", "joined"});
    if (!backed || !m.declared) return;
    const bool reads = any_before(r, by, 8, {"reading", "read", "delivering", "delivered", "presenting"});
    // "Costa Rica, backed by 14 other countries, called on": it and they.
    if (!reads && by > 2 && r.mark(by - 2, ',') && !state_at(r, by - 3).empty() && closes_aside(r, m.range.last)) return join_others(found, by - 3, by, std::move(m));
    if (!reads || sponsored_draft(r, by)) return;
    m.declared = *m.declared + 1;
    m.others = false;
    name_among(found, m);
    found.add(BlocForm::behalf, {by, m.range.last}, std::move(m));
}

}  // namespace

void try_by(Declarations& found, std::uint32_t i) {
    const Report& r = found.r;
    Members m = found.members(i + 1);
    if (m.empty()) m = of_envoys(found, i + 1);
    if (m.others) return try_backed(found, i, std::move(m));
    try_read_by(found, i);
    const bool following = r.is(i + 1, "the") && r.is(i + 2, "following") && r.word(i + 3).is(Class::states) && r.mark(i + 4, ':');
    if ((r.mark(i + 1, ':') || following) && any_before(r, i, 5, text_words)) return try_roll(found, i);  // "This statement is made by: Austria, Belgium"
    if (m.empty() || !(m.declared || m.named.size() > 1) || supports_speaker(r, i, m)) return;
    if (!any_before(r, i, 4, text_words) || sponsored_draft(r, i) || names_bloc_before(found, i, m)) return;
    // "The following statement was issued by the governments of ...": it is theirs, and "we" in it are they.
    const bool signatories = m.named.size() > 1 && by_offices(r, i) && first_person_near(r, i);
    found.add(signatories ? BlocForm::leaders : BlocForm::made_by, {i, m.range.last}, std::move(m));
}

void try_of(Declarations& found, std::uint32_t i) {
    const Report& r = found.r;
    if (i == 0) return;
    const bool leaders = r.is_any(i - 1, {"leaders", "governments", "ministers", "representatives", "government", "members"});
    if (!leaders && !r.is_any(i - 1, feeling_words)) return;
    Members m = found.members(i + 1);
    if (m.empty() || m.others) return;
    if (leaders) {
        take_guests(found, m);
        const bool enough = m.named.size() > 1 || m.group_row != none;
        if (enough && first_person_near(r, i)) found.add(BlocForm::leaders, {i - 1, m.range.last}, std::move(m));
    } else if (m.declared && m.count.size() > 0 && !r.is(i - 1, "support")) {
        found.add(BlocForm::made_by, {i, m.range.last}, std::move(m));
    }
}

namespace {

/// The union or group that speaks in the report's words around the token: in its sentence, else the last one before; nullptr when there is none.
const Known* group_that_spoke(const Report& r, std::uint32_t token) {
    const Sentence& s = r.sentence_at(token);
    for (std::uint32_t i = token; i < s.last; ++i)
        if (const Known* k = r.known(i); k && k->as(Kind::group)) return k;
    for (std::uint32_t i = s.first; i > 0; --i)
        if (const Known* k = r.known(i - 1); k && k->as(Kind::group)) return k;
    return nullptr;
}

}  // namespace

/// "In a statement with which A, B and C aligned themselves, the representative of the European Union": names beside those who are members.
/// Who aligns in a sentence of its own says so itself.
void try_aligned(Declarations& found, std::uint32_t i) {
    const Report& r = found.r;
    const std::uint32_t first = r.sentence_at(i).first;
    if (!r.is_any(i + 1, {"themselves", "itself"}) || !any_before(r, i, i - first, {"which"})) return;
    const Known* group = group_that_spoke(r, i);
    Members m;
    std::uint32_t begin = i;
    for (std::uint32_t j = i; j > first && !r.is(j - 1, "which"); --j) {
        const Known* k = r.known(j - 1);
        if (!k || k->first != j - 1 || !k->as(Kind::state) || k->possessive) continue;
        m.named.insert(m.named.begin(), code_of(*k->as(Kind::state)));
        begin = j - 1;
    }
    if (!group || m.named.empty()) return;
    const knowledge::Entry* entry = group->as(Kind::group);
    Span fullest = group->span;
    for (const Known& other : r.marked.known)
        if (const knowledge::Entry* same = other.as(Kind::group); same && same->ref == entry->ref && other.span.size() > fullest.size()) fullest = other.span;
    m.group = std::string(slice(r.text, fullest));
    m.group_row = entry->ref;
    m.range = {begin, i + 2};
    found.add(BlocForm::behalf, m.range, std::move(m));
}

/// "Joining the German statement were, among others: A, B and C": names for the bloc that the German spoke for.
void try_joining(Declarations& found, std::uint32_t i) {
    const Report& r = found.r;
    const std::string_view code = state_at(r, i + 2);
    if (code.empty() || !r.is_any(i + 3, text_words) || !r.is_any(i + 4, {"were", "are"})) return;
    std::uint32_t list = i + 5;
    while (list < found.end && list < i + 10 && state_at(r, list).empty()) ++list;
    Members m = found.members(list);
    if (m.named.empty()) return;
    for (std::size_t d = found.all.size(); d > 0; --d) {
        const Declaration& led = found.all[d - 1];
        if (subject_state(found.names, led) != code || !led.members.declared) continue;
        m.declared = led.members.declared;
        found.keep(BlocForm::part, m.range, std::move(m));
        return;
    }
}

}  // namespace rostra::speakers
