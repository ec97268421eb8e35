// Persons told by a role or a description: "the ambassador", "a senior official", and the name that the report gives them.
#include "resolver.h"

namespace rostra::speakers {

namespace {

/// Words for one office: any of a row stands for the others.
constexpr std::string_view kin[][8] = {
    {"ambassador", "envoy", "representative", "diplomat", "delegate", "permanent", "", ""},
    {"congressman", "congresswoman", "lawmaker", "legislator", "representative", "rep.", "rep", "congressmember"},
    {"senator", "lawmaker", "legislator", "sen.", "sen", "", "", ""},
    {"chairman", "chairwoman", "chairperson", "chair", "", "", "", ""},
    {"spokesman", "spokeswoman", "spokesperson", "", "", "", "", ""},
    {"attorney", "lawyer", "counsel", "solicitor", "barrister", "", "", ""},
    {"candidate", "nominee", "contender", "hopeful", "", "", "", ""},
    {"governor", "gov.", "gov", "", "", "", "", ""},
    {"professor", "scholar", "academic", "prof.", "", "", "", ""},
    {"judge", "justice", "magistrate", "", "", "", "", ""},
    {"reporter", "journalist", "correspondent", "", "", "", "", ""},
    {"doctor", "physician", "dr.", "dr", "surgeon", "", "", ""},
    {"general", "gen.", "gen", "", "", "", "", ""},
    {"lieutenant", "lt.", "lt", "", "", "", "", ""},
    {"colonel", "col.", "col", "", "", "", "", ""},
    {"captain", "capt.", "capt", "", "", "", "", ""},
    {"sergeant", "sgt.", "sgt", "", "", "", "", ""},
    {"businessman", "entrepreneur", "businesswoman", "mogul", "billionaire", "developer", "", ""},
};

bool same_office(const Report& r, std::uint32_t a, std::uint32_t b) {
    if (r.word(a).key == r.word(b).key) return true;
    for (const auto& row : kin) {
        bool has_a = false, has_b = false;
        for (const std::string_view w : row) {
            if (w.empty()) continue;
            has_a = has_a || r.is(a, w);
            has_b = has_b || r.is(b, w);
        }
        if (has_a && has_b) return true;
    }
    return false;
}

/// "A spokesman for the [governor]", "no relation of the [minister]": the office in a role is another's.
bool anothers_office(const Report& r, Range role, std::uint32_t i) {
    return i >= role.first + 2 && r.is(i - 1, "the") && r.is_any(i - 2, {"of", "to", "for", "by", "with"});
}

/// "The housing minister" is no prime minister, and none of finance.
bool other_portfolio(const Report& r, std::uint32_t a, std::uint32_t b) {
    if (!r.is(a, "minister") || !r.is(b, "minister") || a == 0 || b == 0) return false;
    const bool prime = r.is(a - 1, "prime");
    const auto field = [&](std::uint32_t i) { return r.kind(i - 1) == TokenKind::word && !r.word(i - 1).is(leading) && !(r.known(i - 1) && r.known(i - 1)->any_state()); };
    if (prime != r.is(b - 1, "prime")) return field(prime ? b : a);
    const Known *one = r.known(a), *other = r.known(b);
    const bool whole = one && other && one->as(Kind::office) && other->as(Kind::office) && one->last - one->first > 1 && other->last - other->first > 1;
    return whole && one->first + 1 == a && other->first + 1 == b && r.word(a - 1).key != r.word(b - 1).key;
}

}  // namespace

/// "South Dakota's Republican governor" is not the governor whose role says Missouri.
bool Resolver::owned_by_another(const Phrase& phrase, const Entity& entity) const {
    for (std::uint32_t i = phrase.base.first; i < phrase.head; ++i) {
        const Word& owner = report_.word(i);
        if (!owner.possessive || !owner.capital || (report_.known(i) && report_.known(i)->any_state())) continue;
        for (std::uint32_t j = entity.role->first; j < entity.role->last; ++j)
            if (report_.word(j).key == owner.key) return false;
        return true;
    }
    // "The head of Acme Pictures" is not the head of the harbour police: a name in both, or none in the role.
    bool named = false, shared = false, other = false, office = false;
    for (std::uint32_t j = entity.role->first; j < entity.role->last; ++j) {
        other = other || (names_.run_at(j) && !person_word(report_, j));
        office = office || same_office(report_, j, phrase.head);
    }
    for (std::uint32_t i = phrase.head + 1; i < phrase.whole.last; ++i) {
        if (!names_.run_at(i) || !report_.word(i).capital) continue;
        named = true;
        for (std::uint32_t j = entity.role->first; j < entity.role->last; ++j) shared = shared || report_.word(j).key == report_.word(i).key;
    }
    return named && other && office && !shared;
}

namespace {

/// Offices of which nobody holds two at once.
bool held_alone(const Report& r, std::uint32_t i) {
    for (const std::string_view w : {"ambassador", "president", "minister", "secretary", "spokesman", "spokeswoman", "spokesperson", "governor", "mayor", "judge"})
        if (r.is(i, w)) return true;
    return false;
}

/// "The Ambassador" right behind a state secretary's statement: an office that is not among those of the role.
bool another_office(const Report& r, std::uint32_t head, Range role) {
    if (!held_alone(r, head)) return false;
    bool office = false;
    for (std::uint32_t i = role.first; i < role.last; ++i) {
        if (same_office(r, i, head)) return false;
        office = office || held_alone(r, i);
    }
    return office;
}

}  // namespace

/// "The Secretary of the Committee" is not the one who chairs it.
bool Resolver::other_post(const Phrase& phrase, const Entity& entity) const {
    if (entity.role && another_office(report_, phrase.head, *entity.role)) return true;
    if (!entity.role || !report_.is(phrase.head + 1, "of") || phrase.head + 1 >= phrase.whole.last || !report_.word(phrase.head).capital) return false;
    bool post = false;
    for (std::uint32_t i = entity.role->first; i < entity.role->last; ++i) {
        if (same_office(report_, i, phrase.head)) return false;
        post = post || (report_.word(i).is(Class::role) && report_.is(i + 1, "of"));
    }
    return post;
}

/// "The former judge and senator" is a senator whose role has a judge in it too.
bool Resolver::also_bears(const Entity& entity, const Phrase& phrase) const {
    for (std::uint32_t i = phrase.base.first; i + 1 < phrase.head; ++i) {
        if (!report_.is(i + 1, "and") || !person_word(report_, i)) continue;
        bool both = false;
        for (std::uint32_t j = entity.role->first; j < entity.role->last && !both; ++j) both = same_office(report_, i, j);
        return both;
    }
    return true;
}

/// "His lawyer" is a named lawyer only where that one's role has "his" or the owner's name in it, and nobody is his own.
bool Resolver::owned_alike(std::uint32_t entity, std::uint32_t owner) const {
    const Entity& bearer = names_.entities[entity];
    if (owner == none || owner == entity) return false;
    for (std::uint32_t i = bearer.role->first; i < bearer.role->last; ++i) {
        if (report_.word(i).is(Class::possessive) && report_.word(i).is(any_of(Class::he, Class::she))) return true;
        if (const NameRun* run = names_.run_at(i); run && run->entity == owner) return true;
    }
    return false;
}

/// The named person who bears the described role: "the ambassador", "the California congressman".
std::uint32_t Resolver::role_bearer(const Phrase& phrase, std::uint32_t number) {
    const std::uint32_t anchor = items_[number].anchor;
    const RoleFacts facts = role_facts(report_, phrase.whole);
    const Word& lead = report_.word(phrase.whole.first);
    const bool owned = lead.is(Class::possessive) && lead.is(any_of(Class::he, Class::she));
    std::optional<std::uint32_t> owner;  // whose, where it matters
    std::uint32_t best = none;
    long best_score = -1;
    for (std::uint32_t e = 0; e < names_.entities.size(); ++e) {
        const Entity& entity = names_.entities[e];
        if (!entity.role || entity.kind == NameKind::organisation) continue;
        bool fits = false;
        for (std::uint32_t i = entity.role->first; i < entity.role->last && !fits; ++i)
            fits = person_word(report_, i) && same_office(report_, i, phrase.head) && !anothers_office(report_, *entity.role, i) && !other_portfolio(report_, i, phrase.head) && also_bears(entity, phrase);
        if (!fits || (!facts.of.empty() && !entity.of.empty() && facts.of != entity.of)) continue;
        if (!facts.of.empty() && entity.of.empty()) continue;
        if (facts.former != entity.former && facts.former) continue;
        if (owned_by_another(phrase, entity)) continue;
        if (owned && !owner) owner = third_person(phrase.whole.first, number, lead.is(Class::he) ? Gender::male : Gender::female).entity;
        if (owned && !owned_alike(e, *owner)) continue;
        // The bearer named last before this place; else the first to come.
        long last = -1;
        long next = -1;
        const auto& mine = runs_of_[e];
        const auto after = std::partition_point(mine.begin(), mine.end(), [&](std::uint32_t n) { return names_.runs[n].range.first < anchor; });
        if (after != mine.begin()) last = names_.runs[*(after - 1)].range.first;
        else if (after != mine.end()) next = names_.runs[*after].range.first;
        else continue;
        // "The President" in capitals is the home state's own, whoever else's was named last.
        const bool own = facts.bare && !home_.empty() && report_.word(phrase.head).capital && phrase.whole.size() == 2 && (entity.of == home_ || entity.of.empty());
        const long score = (last >= 0 ? 1000000 + last : 1000000 - next) + (own ? 2000000 : 0);
        if (score > best_score) best_score = score, best = e;
    }
    if (best == none) best = delegate_of(phrase, facts, number);
    return best != none ? best : bearer_without_state(phrase, facts, number);
}

/// "RODRIGO ZELAYA (Honduras) said ... . The Honduran delegate added": the one person of that state, told by a bracket, a little before.
std::uint32_t Resolver::delegate_of(const Phrase& phrase, const RoleFacts& facts, std::uint32_t number) const {
    if (facts.of.empty() || !report_.is(phrase.whole.first, "the")) return none;
    bool word = false;
    for (const std::string_view w : {"delegate", "representative", "speaker", "ambassador", "envoy", "diplomat"}) word = word || report_.is(phrase.head, w);
    constexpr std::uint32_t reach = 4;  // sentences
    const std::uint32_t here = report_.sentence[items_[number].anchor];
    std::uint32_t only = none;
    for (std::uint32_t e = 0; word && e < names_.entities.size(); ++e) {
        const Entity& entity = names_.entities[e];
        if (entity.of != facts.of || entity.role || !entity.office || entity.first_run == none) continue;
        const std::uint32_t named = report_.sentence[names_.runs[entity.first_run].range.first];
        if (named > here || here - named > reach) continue;
        if (only != none) return none;
        only = e;
    }
    return only;
}

/// "The Maltese ambassador" where the one ambassador whose state the report does not tell was named a little before, "the minister of
/// Portugal ... The minister, Ana Lind," where the name comes later: the office is hers.
std::uint32_t Resolver::bearer_without_state(const Phrase& phrase, const RoleFacts& facts, std::uint32_t number) {
    if (facts.of.empty() || facts.former || !report_.is(phrase.whole.first, "the")) return none;
    constexpr std::uint32_t reach = 4;  // sentences
    const Known* k = report_.known(phrase.head);
    const std::uint32_t office = k && k->as(Kind::office) ? k->first : phrase.head;
    const std::uint32_t here = report_.sentence[items_[number].anchor];
    std::uint32_t only = none;
    for (std::uint32_t e = 0; e < names_.entities.size(); ++e) {
        const Entity& entity = names_.entities[e];
        if (!entity.role || !entity.office || entity.former || entity.kind != NameKind::person || entity.first_run == none) continue;
        bool fits = false;
        for (std::uint32_t i = entity.role->first; i < entity.role->last && !fits; ++i) fits = report_.word(i).is(Class::role) && same_office(report_, i, office);
        if (!fits) continue;
        if (only != none || !entity.of.empty()) return none;
        only = e;
    }
    if (only == none) return none;
    Entity& entity = names_.entities[only];
    const std::uint32_t named = report_.sentence[names_.runs[entity.first_run].range.first];
    const bool before = named < here && here - named <= reach;
    // Named later only by the bare office with its article: "the minister, Ana Lind,".
    const bool after = named > here && ((entity.role->size() == 2 && report_.is(entity.role->first, "the")) || (entity.role->size() == 1 && named - here <= reach));
    if (!before && !after) return none;
    entity.of = facts.of;
    if (after) entity.role = phrase.whole;
    return only;
}

/// "France's foreign minister called ... "...," Jean-Marc Ayrault said": a person without a role who first appears as the
/// speaker of the next statement.
std::uint32_t Resolver::named_later(std::uint32_t number) const {
    const std::uint32_t here = report_.sentence[items_[number].anchor];
    for (std::uint32_t at = place_[number] + 1; at < order_.size() && at < place_[number] + 4; ++at) {
        const Item& next = items_[order_[at]];
        if (report_.sentence[next.anchor] > here + 2) break;
        Range words = next.source;
        if (words.empty() && !next.cue.empty()) {
            const Subject s = find_subject(report_, names_, next.cue, next.content);
            if (s.kind != Subject::Kind::words) continue;
            words = s.range;
        }
        for (std::uint32_t i = words.first; i < words.last; ++i) {
            const NameRun* run = names_.run_at(i);
            if (!run || run->entity == none) continue;
            const Entity& e = names_.entities[run->entity];
            const bool first = e.first_run != none && names_.runs[e.first_run].range.first == run->range.first;
            // "Said Yusuf Hamdani of the Documentation Trust": somebody of another house.
            if (report_.is(run->range.last, "of") && run->range.last < words.last) return none;
            return first && !e.role && e.kind != NameKind::organisation && e.keys.size() > 1 && report_.sentence[i] > here ? run->entity : none;
        }
    }
    return none;
}

/// "His aides" with the owner's name put in; "" when there is no pronoun or it finds nobody.
std::string Resolver::owner_name(const Phrase& phrase, std::uint32_t number) {
    const std::uint32_t first = phrase.whole.first;
    if (!(report_.word(first).is(Class::possessive) || report_.is(first, "whose")) || phrase.base.empty() || phrase.base.first != first + 1) return {};
    const Word& w = report_.word(first);
    Who owner;
    if (report_.is(first, "whose")) owner = relative(first, number);
    else if (w.is(Class::he)) owner = third_person(first, number, Gender::male);
    else if (w.is(Class::she)) owner = third_person(first, number, Gender::female);
    else if (w.is(Class::it)) owner = plural_or_thing(first, number, false);
    else if (w.is(Class::they)) owner = plural_or_thing(first, number, true);
    else return {};
    if (!owner.speaker || owner.speaker->name.empty()) return {};
    return owner.speaker->name + "'s";
}

/// "The Hungarian replied": the one person of that state named before, and no one else.
Who Resolver::from_people(const Reference& ref, const knowledge::Entry& people, std::uint32_t number) {
    std::uint32_t only = none;
    for (std::uint32_t e = 0; e < names_.entities.size(); ++e) {
        const Entity& entity = names_.entities[e];
        if (entity.kind != NameKind::person || entity.of != code_of(people) || entity.first_run == none || names_.runs[entity.first_run].range.first > ref.phrase.whole.first) continue;
        if (only != none) return from_text(ref, SpeakerType::person, number);
        only = e;
    }
    if (only == none) return from_text(ref, SpeakerType::person, number);
    Who who = from_entity(only, number);
    who.rule = "one-of-a-people";
    who.words = ref.phrase.whole;
    return who;
}

/// A description that the report has settled once keeps its meaning: "the former president".
Who Resolver::from_person(const Reference& ref, std::uint32_t number) {
    const Known* known = report_.known(ref.phrase.head);
    if (const knowledge::Entry* people = known && ref.phrase.definite ? known->as(Kind::demonym) : nullptr; people && report_.is(ref.phrase.whole.first, "the")) return from_people(ref, *people, number);
    Who who = from_role(ref, number);
    if (who.entity != none && report_.is(ref.phrase.whole.first, "the")) described_.emplace(utf8::fold(report_.str(ref.phrase.whole)), who.entity);
    return who;
}

/// "Rosa Lind, [a baker with a stall],": the words say what the name before them is.
std::uint32_t Resolver::named_in_front(const Phrase& p) const {
    const std::uint32_t first = p.whole.first;
    if (first < 2 || !report_.mark(first - 1, ',') || !(report_.is(first, "a") || report_.is(first, "an")) || report_.sentence[first] != report_.sentence[first - 2]) return none;
    // "Lind, a friend said, was": who speaks between commas is somebody else.
    const Word& next = report_.word(std::min(p.whole.last, report_.size() - 1));
    if (next.is(any_of(Class::saying, Class::auxiliary))) return none;
    const NameRun* run = names_.run_at(first - 2);
    if (!run || run->entity == none) return none;
    return names_.entities[run->entity].kind == NameKind::person ? run->entity : none;
}

/// "[The brother], a dentist named Duarte Vilhena,": the words behind the comma tell the name; none where they do not.
std::uint32_t Resolver::named_behind(const Phrase& p) const {
    constexpr std::uint32_t reach = 8;  // tokens
    const std::uint32_t comma = p.whole.last;
    if (!p.definite || !report_.mark(comma, ',') || !report_.is_any(comma + 1, {"a", "an"})) return none;
    for (std::uint32_t i = comma + 2; i < comma + reach && i + 1 < report_.sentence_at(comma).last && !report_.mark(i, ','); ++i) {
        const NameRun* run = report_.is_any(i, {"named", "called"}) ? names_.run_at(i + 1) : nullptr;
        if (run && run->entity != none && names_.entities[run->entity].kind != NameKind::organisation) return run->entity;
    }
    return none;
}

/// "The delegate of Botswana welcomed ... . The delegate warned": the one without a name who spoke last.
Who Resolver::same_unnamed(const Phrase& p, std::uint32_t number) const {
    const std::uint32_t at = place_[number];
    if (at == 0 || p.whole.size() != 2 || !report_.is(p.whole.first, "the")) return {};
    const std::uint32_t other = order_[at - 1];
    const Who& before = who_[other];
    if (state_of_work_[other] != 2 || !before.speaker || !before.person || before.plural || before.entity != none || before.words.empty()) return {};
    if (report_.sentence[items_[number].anchor] - report_.sentence[items_[other].anchor] > 2) return {};
    for (std::uint32_t i = before.words.first; i < before.words.last; ++i) {
        if (!same_office(report_, i, p.head)) continue;
        Who who = before;
        who.rule = "described-again";
        return who;
    }
    return {};
}

/// "X said on behalf of President Y", "On behalf of the Government and people of Z, I thank you": the state of one who has none yet.
void Resolver::state_spoken_for(std::uint32_t number) {
    const Item& item = items_[number];
    const Who& who = who_[number];
    if (who.entity == none || !who.person || item.cue.empty() || !names_.entities[who.entity].of.empty()) return;
    // "On behalf of Australia and 28 partner countries": the state that the others are counted with is the speaker's own.
    for (const Declaration& d : declarations_)
        if (d.form == BlocForm::behalf && d.subject_entity == who.entity && !d.members.besides.empty()) {
            names_.entities[who.entity].of = d.members.besides;
            if (!who_[number].speaker->of) who_[number].speaker->of = std::string(d.members.besides);
            return;
        }
    constexpr std::uint32_t reach = 24;  // tokens
    const bool quoted_first = !item.content.empty() && item.content.front().first < item.cue.first;
    for (const std::uint32_t start : {item.cue.last, quoted_first ? trim_marks(report_, item.content.front()).first : report_.size()}) {
        if (!report_.is(start, "on") || !report_.is(start + 1, "behalf") || !report_.is(start + 2, "of")) continue;
        const std::uint32_t end = std::min(report_.sentence_at(start).last, start + reach);
        std::string_view of;
        bool nation = false, spoken = start == item.cue.last;
        for (std::uint32_t i = start + 3; i < end && of.empty(); ++i) {
            nation = nation || report_.is(i, "government") || report_.is(i, "people");
            const NameRun* run = names_.run_at(i);
            if (spoken && run && run->entity != none && names_.entities[run->entity].office) of = names_.entities[run->entity].of;
            if (report_.known(i) && report_.known(i)->as(Kind::state) && nation && of.empty()) of = state_at(report_, i);
            spoken = spoken && !report_.mark(i, ',');
        }
        if (!of.empty()) names_.entities[who.entity].of = of;
    }
}

/// "The Ambassador of the Russian Federation was summoned. ... The Ambassador denied": of the state that the report told for the only
/// envoy before; "" when it told none or two.
std::string_view Resolver::posted_before(const Phrase& p) const {
    if (p.whole.size() != 2 || !(report_.is(p.head, "ambassador") || report_.is(p.head, "envoy") || report_.is(p.head, "representative"))) return {};
    std::string_view found;
    for (std::uint32_t i = 0; i < p.whole.first; ++i) {
        if (report_.word(i).key != report_.word(p.head).key) continue;
        std::string_view code;
        const std::uint32_t behind = i + (report_.is(i + 2, "the") ? 3 : 2);
        if (report_.is(i + 1, "of") && behind < p.whole.first) code = state_at(report_, behind);
        else if (const Known* k = i > 0 ? report_.known(i - 1) : nullptr; k && k->last == i && (k->as(Kind::adjective) || (k->as(Kind::state) && k->possessive))) code = code_of(*k->any_state());
        if (code.empty() || code == found) continue;
        if (!found.empty()) return {};
        found = code;
    }
    return found;
}

/// "African Union chair X said ... . The Senegalese leader": he whose state the report does not tell heads a group that it is of.
bool Resolver::heads_group_of(std::uint32_t entity, std::string_view state) const {
    if (entity == none || !names_.entities[entity].role || !names_.entities[entity].of.empty()) return false;
    const Range role = *names_.entities[entity].role;
    for (std::uint32_t i = role.first; i < role.last; ++i) {
        const Known* k = report_.known(i);
        if (!k || !k->as(Kind::group)) continue;
        const auto members = knowledge::members_at(k->as(Kind::group)->ref, published_);
        return std::find(members.begin(), members.end(), state) != members.end();
    }
    return false;
}

Who Resolver::from_role(const Reference& ref, std::uint32_t number) {
    const Phrase& p = ref.phrase;
    if (const std::uint32_t named = named_in_front(p); named != none) {
        Who who = from_entity(named, number);
        who.rule = "apposition";
        who.words = p.whole;
        return who;
    }
    if (const std::uint32_t named = named_behind(p); named != none) {
        Who who = from_entity(named, number);
        who.rule = "apposition";
        who.words = p.whole;
        return who;
    }
    const bool indefinite = report_.is(p.whole.first, "a") || report_.is(p.whole.first, "an") || report_.word(p.whole.first).is(Class::quantifier) || report_.word(p.whole.first).is(Class::numeral);
    const bool headline = report_.tokens->paragraphs[report_.sentence_at(p.head).paragraph].headline;
    const RoleFacts facts = role_facts(report_, p.whole);
    const bool lead = report_.sentence[p.head] < 4;
    if (!indefinite || headline || lead) {
        std::uint32_t bearer = role_bearer(p, number);
        // "A New York judge" in the lead is the judge named further down, never one named before.
        if (indefinite && !headline && bearer != none && names_.runs[names_.entities[bearer].first_run].range.first < items_[number].anchor) bearer = none;
        if (bearer != none) {
            Who who = from_entity(bearer, number);
            who.rule = "role";
            who.words = p.whole;
            return who;
        }
        // "The woman", "the man": as the pronoun would.
        const Word& head = report_.word(p.head);
        if (p.definite && !report_.word(p.whole.first).is(Class::possessive) && head.is(Class::person) && head.is(any_of(Class::male, Class::female))) {
            Who who = third_person(p.whole.first, number, head.is(Class::male) ? Gender::male : Gender::female);
            if (who.speaker) {
                who.rule = "described-person";
                return who;
            }
        }
    }
    if (const auto known = described_.find(utf8::fold(report_.str(p.whole))); known != described_.end()) {
        Who who = from_entity(known->second, number);
        who.rule = "described-before";
        who.words = p.whole;
        return who;
    }
    // "The Democratic nominee", "the New York businessman" right behind a statement of a named person.
    const std::uint32_t at = place_[number];
    const std::uint32_t other = at > 0 ? order_[at - 1] : none;
    if (p.definite && report_.is(p.whole.first, "the") && (facts.of.empty() || facts.of == "USA" || (other != none && heads_group_of(who_[other].entity, facts.of)))) {
        const Gender wanted = report_.word(p.head).is(Class::male) == report_.word(p.head).is(Class::female) ? Gender::unknown : report_.word(p.head).is(Class::male) ? Gender::male
                                                                                                                                                                      : Gender::female;
        if (other != none && state_of_work_[other] == 2 && who_[other].entity != none && who_[other].person && report_.sentence[items_[number].anchor] - report_.sentence[items_[other].anchor] <= 2 &&
            (wanted == Gender::unknown || who_[other].gender == Gender::unknown || wanted == who_[other].gender) &&
            !(names_.entities[who_[other].entity].role && (owned_by_another(p, names_.entities[who_[other].entity]) || other_post(p, names_.entities[who_[other].entity])))) {
            Entity& e = names_.entities[who_[other].entity];
            if (!e.role && facts.office && !facts.former) {
                e.role = p.whole;
                e.office = true;
                e.of = facts.bare ? home_ : facts.of;
            }
            Who who = who_[other];
            who.rule = "description-of-speaker";
            who.words = p.whole;
            return who;
        }
    }
    if (Who who = same_unnamed(p, number); who.speaker) return who;
    if (facts.office && !indefinite)
        // "The representative of Moldova thanked ... . HÉCTOR PAREDES (Paraguay) asked": another's envoy.
        if (const std::uint32_t later = named_later(number); later != none && (names_.entities[later].of.empty() || names_.entities[later].of == facts.of)) {
            Entity& e = names_.entities[later];
            e.role = p.whole;
            e.office = true;
            e.of = !facts.of.empty() ? facts.of : facts.bare ? home_
                                                             : std::string_view{};
            Who who = from_entity(later, number);
            who.rule = "role-then-name";
            who.words = p.whole;
            return who;
        }
    Who who = from_text(ref, SpeakerType::person, number);
    if (!who.speaker) return who;
    who.person = true;
    std::string_view of = facts.of;
    if (of.empty() && facts.bare) of = home_;
    if (of.empty() && p.definite) of = posted_before(p);
    // "Its representative said": of the state that "its" stands for.
    if (report_.word(p.whole.first).is(Class::it) && report_.word(p.whole.first).is(Class::possessive))
        if (const Who owner = plural_or_thing(p.whole.first, number, false); owner.speaker && owner.speaker->of) who.speaker->of = owner.speaker->of, of = {};
    if (!of.empty()) who.speaker->of = std::string(of);
    who.speaker->role = role_text(report_, p.whole);
    const Word& head = report_.word(p.head);
    if (head.is(Class::male) != head.is(Class::female)) who.gender = head.is(Class::male) ? Gender::male : Gender::female;
    return who;
}

}  // namespace rostra::speakers
