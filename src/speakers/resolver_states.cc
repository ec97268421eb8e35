// Speakers that are known by themselves: a named entity, a state or a group, several of them in a row.
#include "resolver.h"

namespace rostra::speakers {

std::string role_text(const Report& r, Range role) {
    const Range bare = trim_marks(r, role);
    std::uint32_t first = bare.first;
    for (const std::string_view lead : {"the", "a", "an", "its", "his", "her", "their", "our", "my"})
        if (first + 1 < bare.last && r.is(first, lead)) {
            ++first;
            break;
        }
    if (const Known* k = first < bare.last ? r.known(first) : nullptr; k && k->any_state() && k->last < bare.last) first = k->last;
    if (first < bare.last && r.word(first).is(Class::auxiliary)) ++first;
    // "Who chairs the group" tells what he does, in words that are no title.
    for (const std::string_view verb : {"heads", "leads", "chairs", "represents", "serves", "speaks"})
        if (first < bare.last && r.is(first, verb)) return {};
    return std::string(r.str(Range{first, bare.last}));
}

Who Resolver::from_entity(std::uint32_t entity, std::uint32_t) {
    const Entity& e = names_.entities[entity];
    Who who;
    who.entity = entity;
    who.gender = e.gender;
    who.rule = e.keys.size() > 1 ? "full-name" : "name";
    Speaker s;
    s.name = name_text(report_, e.full);
    s.mention = report_.span_of(e.full);
    // A lone capitalised word with no title, given name or role is taken for what papers quote most in that form.
    const bool lone = e.kind == NameKind::other && !e.role && e.gender == Gender::unknown;
    const bool paper = e.kind != NameKind::person && e.full.size() > 1 && report_.is_any(e.full.last - 1, {"plan", "act", "declaration", "strategy", "charter", "treaty", "roadmap", "communiqué"});
    s.type = paper ? SpeakerType::document : e.kind == NameKind::organisation || lone ? SpeakerType::organisation
                                                                                      : SpeakerType::person;
    who.person = e.kind != NameKind::organisation;
    who.thing = e.kind != NameKind::person;
    if (who.person && e.role)
        if (std::string role = role_text(report_, *e.role); !role.empty()) s.role = std::move(role);
    if (who.person && !e.of.empty()) s.of = std::string(e.of);
    who.speaker = std::move(s);
    return who;
}

Who Resolver::from_state(std::string_view code, const Phrase& phrase) const {
    Who who;
    who.code = code;
    who.thing = true;
    who.rule = "state-name";
    who.words = phrase.whole;
    Speaker s;
    s.name = std::string(knowledge::state(code)->name);
    s.type = SpeakerType::state;
    s.of = std::string(code);
    if (!phrase.whole.empty()) s.mention = report_.span_of(phrase.base.empty() ? phrase.whole : phrase.base);
    who.speaker = std::move(s);
    return who;
}

/// A known body or group: named by the fullest form that the report has of it.
Who Resolver::from_known(const Reference& ref) const {
    const Known& known = report_.marked.known[ref.known];
    const knowledge::Entry& entry = ref.kind == RefKind::group ? *known.as(Kind::group) : known.as(Kind::body) ? *known.as(Kind::body)
                                                                                                               : *known.as(Kind::other);
    const Known* fullest = &known;
    for (const Known& other : report_.marked.known) {
        const knowledge::Entry* same = other.as(entry.kind);
        if (same && same->ref == entry.ref && entry.kind != Kind::other && other.span.size() > fullest->span.size() && (report_.word(other.last - 1).capital || report_.word(known.last - 1).lower)) fullest = &other;
    }
    Who who;
    who.thing = true;
    if (ref.kind == RefKind::group) who.known_group = entry.ref;
    who.rule = "known-name";
    who.words = ref.phrase.whole;
    Speaker s;
    const std::string_view words = without_open_bracket(slice(report_.text, fullest->span));
    s.name = std::string(words);
    s.mention = {fullest->span.begin, fullest->span.begin + static_cast<std::uint32_t>(words.size())};
    const Members counted = ref.kind == RefKind::group ? counted_group(ref) : Members{};
    // "The 15-member Caribbean Community": how many they are is no part of the name.
    if (fullest == &known && ref.phrase.base.first < known.first && !counted.declared) s.name = std::string(report_.str(ref.phrase.base));
    // The African Group, the G77 and the like have no secretariat: they are their states.
    const bool loose = ref.kind == RefKind::group && (knowledge::groups()[entry.ref].kind == "un-group" || knowledge::groups()[entry.ref].kind == "negotiation-group");
    s.type = loose ? SpeakerType::group : SpeakerType::organisation;
    who.members = counted;
    who.speaker = std::move(s);
    return who;
}

/// "The 57-member Organization of Islamic Cooperation", "the Council's ten elected members": a group with its number; empty without.
Members Resolver::counted_group(const Reference& ref) const {
    const Known& known = report_.marked.known[ref.known];
    std::uint32_t number = counted_in_name(report_, known);
    for (std::uint32_t i = ref.phrase.base.first; i < known.first && number == 0; ++i) number = member_count(report_, i);
    if (number == 0) return {};
    Members m;
    m.declared = number;
    m.group = std::string(slice(report_.text, known.span));
    m.range = ref.phrase.whole;
    return m;
}

/// "The OIC's members" in a report that counted them: "the 57-member Organization of Islamic Cooperation".
void Resolver::count_from_before(Members& members) const {
    if (members.declared || members.group_row == none) return;
    for (const Declaration& d : declarations_) {
        if (d.form != BlocForm::mention || d.members.group_row != members.group_row || d.range.first >= members.range.first) continue;
        members.declared = d.members.declared;
        members.group = d.members.group;
    }
}

/// "The members", where the report counted a body's before: "the 15-nation Council".
Who Resolver::members_of_body(const Reference& ref, std::uint32_t number) {
    const Phrase& p = ref.phrase;
    if (ref.kind != RefKind::people || !report_.is(p.head, "members") || p.base.size() > 1 || !report_.is(p.whole.first, "the") || p.whole.last != p.head + 1) return {};
    constexpr std::uint32_t reach = 3;  // sentences
    for (std::size_t d = declarations_.size(); d > 0; --d) {
        const Declaration& decl = declarations_[d - 1];
        if (!decl.members.of_body || decl.range.first > p.head || report_.sentence[p.head] - report_.sentence[decl.range.first] > reach) continue;
        Who who = from_text(ref, SpeakerType::group, number);
        who.members.declared = decl.members.declared;
        who.members.range = p.whole;
        who.rule = "members-of-body";
        return who;
    }
    return {};
}

/// "[South Korea and] 61 other countries": the states counted besides those named; empty when the part counts none.
Members Resolver::counted_others(const Reference& part) const {
    if (part.kind != RefKind::states || part.number == 0) return {};
    Members m = read_members(report_, names_, part.phrase.whole.first, part.phrase.whole.last);
    return m.others ? m : Members{};
}

namespace {

/// "[Japan, Norway and] others": more than are named, nobody knows how many.
bool only_others(const Report& r, const Reference& part) {
    return part.phrase.whole.size() == 1 && r.is(part.phrase.whole.first, "others");
}

/// "[Canada, New Zealand and] the 27 member states of the European Union": the group whose members are counted; empty for any other part.
Members counted_group_members(const Report& r, const Names& names, const Reference& part) {
    if (part.kind != RefKind::states || part.number == 0) return {};
    Members m = read_members(r, names, part.phrase.whole.first, r.sentence_at(part.phrase.whole.first).last);
    return m.group.empty() || m.others ? Members{} : m;
}

/// Those who speak for their state wherever they speak, by the last word of the office.
bool leads_state(const Report& r, const Entity& e) {
    if (!e.office || !e.role || e.of.empty() || e.former) return false;
    for (std::uint32_t i = e.role->first; i < e.role->last; ++i)
        if (r.is_any(i, {"president", "minister", "premier", "chancellor", "king", "queen", "emir", "sultan", "ambassador", "taoiseach"})) return true;
    return false;
}

}  // namespace

/// "President Otieno and President Keller": the states of those who lead them, each of another; empty where one is no leader.
Members Resolver::states_of_leaders(const Reference& ref) const {
    Members m;
    for (const Reference& part : ref.parts) {
        if (part.kind != RefKind::entity || part.entity == none) return {};
        const Entity& e = names_.entities[part.entity];
        if (!leads_state(report_, e) || std::find(m.named.begin(), m.named.end(), e.of) != m.named.end()) return {};
        m.named.push_back(e.of);
    }
    m.range = ref.phrase.whole;
    return m;
}

Who Resolver::from_several(const Reference& ref, std::uint32_t number) {
    Who who;
    who.plural = true;
    who.rule = "several";
    who.words = ref.phrase.whole;
    Speaker s;
    s.type = SpeakerType::group;
    bool states = true, persons = true;
    std::vector<SpeakerType> types;
    std::uint32_t first = none;
    for (const Reference& part : ref.parts) {
        if (part.kind == RefKind::state) {
            who.members.named.push_back(part.code);
        } else if (part.kind == RefKind::group || part.kind == RefKind::body) {
            if (!who.members.group.empty()) who.members.group += "; ";
            who.members.group += std::string(slice(report_.text, report_.marked.known[part.known].span));
            if (part.kind == RefKind::group) who.members.group_row = report_.marked.known[part.known].as(Kind::group)->ref;
        } else if (only_others(report_, part) && states && who.members.named.size() > 1) {
            continue;
        } else if (Members whole = counted_group_members(report_, names_, part); !whole.group.empty()) {
            who.members.group = std::move(whole.group);
            who.members.group_row = whole.group_row;
        } else if (const Members more = counted_others(part); more.declared && states && !who.members.named.empty()) {
            // "South Korea and 61 other countries"
            who.members.declared = *more.declared + static_cast<std::uint32_t>(who.members.named.size());
        } else {
            states = false;
        }
        const Who one = from_reference(part, number);
        if (!one.speaker || one.speaker->name.empty()) continue;
        // "Ana Lind, founder and director of ...": one person and the offices, no list.
        if (!types.empty() && one.entity != none && one.entity == first) return from_reference(ref.parts.front(), number);
        if (types.empty()) first = one.entity;
        if (!s.name.empty()) s.name += " ; ";
        s.name += one.speaker->name;
        if (types.empty()) s.of = one.speaker->of;
        else if (s.of != one.speaker->of) s.of.reset();
        types.push_back(one.speaker->type);
        persons = persons && one.speaker->type == SpeakerType::person;
    }
    // "The Pentagon and the State Department": several bodies of one state are no states together.
    const bool one_state = s.of && types.size() > 1 && !who.members.declared;
    if (persons && types.size() > 1) who.members = states_of_leaders(ref);
    else if (!states || one_state) who.members = {};
    else who.members.range = ref.phrase.whole;
    // Several speakers are of the kind of the first: "Trump and his aides".
    if (!types.empty()) s.type = types.front();
    if (states && (who.members.declared || who.members.named.size() > 1)) s.type = SpeakerType::group;
    if (s.name.empty()) return {};
    who.person = persons;
    who.speaker = std::move(s);
    return who;
}

bool Resolver::ends_name(const Declaration& d, const Phrase& p) const {
    return !p.empty() && p.base.size() == 1 && report_.word(p.head).capital && d.members.group.ends_with(report_.str(p.head));
}

/// "23 countries", "the group of states": the bloc itself speaks.
Who Resolver::from_states(const Reference& ref) {
    Who who;
    who.plural = true;
    who.rule = "states";
    who.words = ref.phrase.whole;
    Speaker s;
    s.type = SpeakerType::group;
    s.name = std::string(report_.str(ref.phrase.base.empty() ? ref.phrase.whole : Range{ref.phrase.base.first, ref.phrase.whole.last}));
    s.mention = report_.span_of(ref.phrase.whole);
    who.members = read_members(report_, names_, ref.phrase.whole.first, report_.sentence_at(ref.phrase.whole.first).last);
    // "Seventeen countries asked. ... [Twenty-six other countries] praised": as many as are named, where the words begin with the number.
    if (who.members.others && report_.word(ref.phrase.whole.first).value < 2) who.members = {};
    who.members.others = false;
    count_from_before(who.members);
    if (const std::uint32_t apart = told_apart(ref.phrase); apart != none) {
        who.bloc = apart;
        who.rule = "bloc-before";
    } else if ((ref.phrase.definite || ref.number == 0) && who.members.group_row == none) {
        // Known from before: the last declaration that fits the number.
        for (std::size_t d = declarations_.size(); d > 0; --d) {
            const Declaration& decl = declarations_[d - 1];
            if (decl.range.first >= ref.phrase.whole.first || decl.form == BlocForm::roll || decl.form == BlocForm::list || decl.form == BlocForm::part) continue;
            if (ref.number != 0 && decl.members.declared != ref.number) continue;
            if (ref.number == 0 && !ref.phrase.definite) continue;
            if (!decl.members.declared && decl.members.named.size() < 2 && decl.members.group.empty()) continue;
            const bool spelt = ends_name(decl, ref.phrase);
            if (!spelt && std::any_of(declarations_.begin(), declarations_.end(), [&](const Declaration& x) { return x.range.first < ref.phrase.whole.first && ends_name(x, ref.phrase); })) continue;
            who.bloc = static_cast<std::uint32_t>(d - 1);
            if (spelt) {
                s.name = decl.members.group;  // "on behalf of the African Group ... The Group"
            } else if (!decl.members.count.empty()) {
                s.name = std::string(report_.str(decl.members.count));
                s.mention = report_.span_of(decl.members.count);
            }
            who.rule = "bloc-before";
            if (decl.members.group.empty() && ref.phrase.base.size() == 2 && report_.is(ref.phrase.head, "group") && report_.word(ref.phrase.head).capital) who.group = std::string(report_.str(ref.phrase.base));
            break;
        }
    }
    // "The three said": a number that counted no states before is of anybody.
    if (who.bloc == none && ref.phrase.head != none && report_.word(ref.phrase.head).value > 0) who.members = {};
    who.speaker = std::move(s);
    return who;
}

}  // namespace rostra::speakers
