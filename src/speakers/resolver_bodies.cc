// Organisations, documents and what else is no person: the words of the source themselves.
#include "resolver.h"

namespace rostra::speakers {

namespace {

/// Committees are called panels, departments agencies.
bool same_body_word(const Report& r, std::uint32_t a, std::uint32_t b) {
    if (r.word(a).key == r.word(b).key) return true;
    const auto panel = [&](std::uint32_t i) { return r.is(i, "panel") || r.is(i, "committee") || r.is(i, "subcommittee") || r.is(i, "commission"); };
    if (panel(a) && panel(b)) return true;
    const auto agency = [&](std::uint32_t i) { return r.is(i, "agency") || r.is(i, "department") || r.is(i, "bureau") || r.is(i, "service"); };
    return agency(a) && agency(b);
}

/// Words for any organisation: what they stand for was named before.
bool general(const Report& r, std::uint32_t i) {
    for (const std::string_view w : {"bloc", "company", "firm", "bank", "group", "organization", "organisation", "agency", "federation", "union", "association", "network", "newspaper", "paper", "magazine", "website", "site", "outlet", "broadcaster", "corporation", "charity", "watchdog", "institute", "fund"})
        if (r.is(i, w)) return true;
    return false;
}

/// Those of them that bear names like people's.
bool firm_or_paper(const Report& r, std::uint32_t i) {
    for (const std::string_view w : {"company", "firm", "bank", "network", "newspaper", "paper", "magazine", "website", "site", "outlet", "broadcaster"})
        if (r.is(i, w)) return true;
    return false;
}

/// The word, also as an owner: "the government's".
bool same_word(const Report& r, std::uint32_t i, std::string_view word) {
    return r.is(i, word) || (r.word(i).possessive && r.word(i).key == knowledge::key_of(word));
}

/// An organ of a state by its last word: "government", "weather institute", "border guard".
bool state_organ(const Report& r, std::uint32_t head) {
    for (const std::string_view w : {"government", "mission", "embassy", "ministry", "administration", "delegation", "department", "army", "military", "navy", "police", "presidency", "office", "parliament", "agency", "authority", "service", "institute", "commission", "inspectorate", "regulator", "guard", "court", "junta"})
        if (same_word(r, head, w)) return true;
    return head > 0 && r.is(head, "bank") && r.is(head - 1, "central");
}

/// The state in the words of an organ: "China's mission", "the U.S. Embassy in Baghdad", "the mission of Peru"; "" where none stands there.
std::string_view state_in_words(const Report& r, const Phrase& p) {
    for (std::uint32_t i = p.base.first; i <= p.head; ++i)
        if (const auto code = state_at(r, i); !code.empty() && !in_compound(r, *r.known(i))) return code;
    // "The oil ministry in Abuja"
    const Known* seat = r.is(p.head + 1, "in") && p.head + 2 < p.whole.last ? r.known(p.head + 2) : nullptr;
    if (seat && seat->as(Kind::seat)) return code_of(*seat->as(Kind::seat));
    for (std::uint32_t i = p.head + 1; i + 1 < p.whole.last; ++i) {
        if (!r.is(i, "of")) continue;
        if (const auto code = state_at(r, i + 1); !code.empty()) return code;
        if (r.is(i + 1, "the") && i + 2 < p.whole.last)
            if (const auto code = state_at(r, i + 2); !code.empty()) return code;
    }
    return {};
}

}  // namespace

/// "Mozambique's weather institute ... The institute": the state that the same word was said to be of; an embassy is a mission too.
std::string_view Resolver::owner_told_before(const Phrase& p) const {
    const auto like = [&](std::uint32_t i) { return report_.word(i).key == report_.word(p.head).key || (report_.is(p.head, "mission") && report_.is(i, "embassy")); };
    for (std::uint32_t other = 0; other < items_.size(); ++other) {
        const Who& who = who_[other];
        if (state_of_work_[other] != 2 || who.rule != "description" || !who.speaker || !who.speaker->of || items_[other].source.empty() || items_[other].source.first >= p.whole.first) continue;
        for (std::uint32_t i = who.words.first; i < who.words.last; ++i)
            if (like(i)) return *who.speaker->of;
    }
    return {};
}

/// Whose organ it is: of the state in its words; of a government by its head ("the Obama administration"); of what every state has, the
/// state of the dateline. A government speaks as its state.
void Resolver::give_state(Who& who, const Phrase& p) const {
    if (!state_organ(report_, p.head)) return;
    const bool government = same_word(report_, p.head, "government") || same_word(report_, p.head, "administration");
    std::string_view code = state_in_words(report_, p);
    if (code.empty() && government && p.base.first < p.head && report_.is(p.base.first, "federal")) code = home_;
    if (const NameRun* run = names_.run_at(p.base.first); code.empty() && government && run && run->entity != none) code = names_.entities[run->entity].of;
    if (!code.empty() && government) {
        who.speaker->type = SpeakerType::state;
        who.code = code;
    }
    if (code.empty() && report_.is(p.head, "delegation") && p.definite) code = state_under_review(report_);
    if (code.empty() && p.definite && p.whole.last == p.head + 1) code = owner_told_before(p);
    if (code.empty() && p.definite && p.whole.last == p.head + 1 && only_one_in_a_state(report_, {p.base.first, p.head + 1})) code = dateline_state(report_);
    if (!code.empty()) who.speaker->of = std::string(code);
}

bool only_one_in_a_state(const Report& r, Range words) {
    const std::uint32_t head = words.last - 1;
    for (const std::string_view w : {"government", "ministry", "army", "military", "police", "presidency", "parliament", "junta", "chancellery"})
        if (r.is(head, w)) return true;
    if (words.size() < 2) return false;
    for (const auto& [word, what] : {std::pair{"electoral", "commission"}, {"election", "commission"}, {"elections", "commission"}, {"statistics", "office"}, {"statistics", "agency"}, {"border", "guard"}, {"coast", "guard"}, {"central", "bank"}, {"supreme", "court"}, {"constitutional", "court"}})
        if (r.is(head - 1, word) && r.is(head, what)) return true;
    return false;
}

/// The organisation that spoke last, at most two sentences before. Behind a word for a firm or a paper also what only looks like a
/// person's name.
Who Resolver::organisation_before(std::uint32_t number, bool firm) const {
    for (std::uint32_t at = place_[number]; at > 0; --at) {
        const std::uint32_t other = order_[at - 1];
        if (report_.sentence[items_[number].anchor] - report_.sentence[items_[other].anchor] > 2) break;
        const Who& who = who_[other];
        if (state_of_work_[other] != 2 || !who.speaker || who.plural || !who.code.empty()) continue;
        const bool only_looks = firm && who.entity != none && who.gender == Gender::unknown && !shown_person(who.entity);
        if ((!who.person || only_looks) && (only_looks || who.speaker->type == SpeakerType::organisation || who.known_group != none) && who.rule != "description") {
            Who body = who;
            body.person = false;
            if (who.known_group == none) body.speaker->type = SpeakerType::organisation;
            return body;
        }
    }
    return {};
}

/// The one organisation that the last sentences name: "the bank" where only one can be meant.
std::uint32_t Resolver::only_organisation(std::uint32_t token) const {
    constexpr std::uint32_t reach = 2;  // sentences
    const std::uint32_t here = report_.sentence[token];
    const auto& all = discourse_.mentions();
    std::uint32_t only = none, in = none;
    for (std::size_t m = discourse_.from(token); m > 0; --m) {
        const Referent& x = all[m - 1];
        if (here - report_.sentence[x.token] > reach || (only != none && report_.sentence[x.token] != in)) break;
        in = report_.sentence[x.token];
        if (x.kind == Referent::Kind::organisation && x.entity == none) return none;
        const bool organisation = x.kind == Referent::Kind::organisation || (x.kind == Referent::Kind::person && names_.entities[x.entity].gender == Gender::unknown && !shown_person(x.entity));
        if (!organisation) continue;
        // "The Biscuit" may be a thing as well.
        if (x.range.size() == 1 && x.range.first > 0 && report_.is(x.range.first - 1, "the")) return none;
        if (only != none && only != x.entity) return none;
        only = x.entity;
    }
    return only != none && names_.entities[only].kind == NameKind::organisation ? only : none;
}

Who Resolver::from_text(const Reference& ref, SpeakerType type, std::uint32_t number) {
    Who who;
    const Phrase& p = ref.phrase;
    if (p.empty()) return who;
    // "someone", "many", "Some", "most people" name nobody.
    const Word& head = report_.word(p.head);
    const bool empty_people = p.base.size() == 1 && p.whole.size() < 3 && !report_.word(p.head).capital && (report_.is(p.head, "people") || report_.is(p.head, "someone") || report_.is(p.head, "anyone") || report_.is(p.head, "everyone") || report_.is(p.head, "somebody") || report_.is(p.head, "nobody"));
    if (type == SpeakerType::unknown || empty_people || (head.is(function_words) && !report_.known(p.head) && p.whole.size() == 1)) return who;
    who.plural = head.is(any_of(Class::people, Class::roles));
    who.thing = type == SpeakerType::organisation || type == SpeakerType::document;
    who.rule = "description";
    who.words = p.whole;
    Speaker s;
    s.type = type;
    std::uint32_t first = p.whole.first;
    while (first + 1 < p.whole.last && (report_.is(first, "the") || report_.is(first, "a") || report_.is(first, "an"))) ++first;
    s.name = name_text(report_, {first, p.whole.last});
    if (const std::string owner = owner_name(p, number); !owner.empty()) s.name = owner + " " + std::string(report_.str(Range{p.base.first, p.whole.last}));
    s.mention = report_.span_of(p.whole);
    who.speaker = std::move(s);
    return who;
}

Who Resolver::from_organisation(const Reference& ref, std::uint32_t number) {
    const Phrase& p = ref.phrase;
    const bool bare = p.base.size() == 1 || (p.base.size() == 2 && report_.word(p.base.first).lower);
    const bool headline = report_.sentence[p.head] == 0 || report_.tokens->paragraphs[report_.sentence_at(p.head).paragraph].headline;
    // "A House panel": the panel whose name has "House" in it.
    const bool housed = p.base.size() == 2 && report_.word(p.base.first).capital && report_.word(p.head).lower;
    if ((bare || housed) && (p.definite || headline || report_.is(p.whole.first, "a"))) {
        // The organisation whose name has this word; the one named last before this place.
        const auto& all = discourse_.mentions();
        const Referent* best = nullptr;
        const std::uint32_t anchor = items_[number].anchor;
        for (const Referent& m : all) {
            if (m.kind != Referent::Kind::organisation && m.kind != Referent::Kind::group) continue;
            bool has = false, house = bare;
            for (std::uint32_t i = m.range.first; i < m.range.last; ++i) {
                has = has || same_body_word(report_, i, p.head);
                house = house || report_.word(i).key == report_.word(p.base.first).key;
            }
            house = house || (m.range.first > 0 && report_.word(m.range.first - 1).key == report_.word(p.base.first).key);
            has = has && house;
            if (m.token < anchor) {
                if (has) best = &m;
            } else if (has && !best) {
                best = &m;
            }
        }
        if (best && p.definite) {
            Who who = from_mention(*best, number);
            who.rule = "organisation-word";
            return who;
        }
        if (best && (headline || report_.is(p.whole.first, "a")) && best->range.size() > 2) {
            Who who = from_mention(*best, number);
            who.rule = "organisation-word";
            return who;
        }
    }
    if (p.base.size() == 1 && report_.is(p.whole.first, "the") && p.whole.last == p.head + 1 && general(report_, p.head))
        if (Who who = organisation_before(number, firm_or_paper(report_, p.head)); who.speaker) {
            who.rule = "description-of-speaker";
            who.words = p.whole;
            return who;
        }
    if (p.base.size() == 1 && report_.is(p.whole.first, "the") && p.whole.last == p.head + 1 && general(report_, p.head))
        if (const std::uint32_t only = only_organisation(p.whole.first); only != none) {
            Who who = from_entity(only, number);
            who.rule = "only-organisation";
            who.words = p.whole;
            return who;
        }
    Who who = from_text(ref, SpeakerType::organisation, number);
    if (!who.speaker) return who;
    give_state(who, p);
    return who;
}

bool text_of_several(const Report& r, const Phrase& p) {
    if (r.is(p.whole.first, "their")) return true;
    if (p.base.first >= p.head || !r.word(p.base.first).possessive) return false;
    for (const std::string_view w : {"group", "bloc", "coalition", "alliance"})
        if (r.word(p.base.first).key == knowledge::key_of(w)) return true;
    return false;
}

Who Resolver::from_document(const Reference& ref, std::uint32_t number) {
    const Phrase& p = ref.phrase;
    // The statement that somebody read for a bloc speaks with the reader's voice.
    const bool text = report_.is(p.head, "statement") || report_.is(p.head, "text") || report_.is(p.head, "declaration") || report_.is(p.head, "letter");
    if (text && !text_of_several(report_, p)) {
        for (std::size_t d = declarations_.size(); d > 0; --d) {
            const Declaration& decl = declarations_[d - 1];
            // "a text that Pakistan presented for 68 states": the words of the source itself may declare it.
            const bool inside = decl.range.first < p.whole.last && decl.range.first > p.head;
            if ((decl.range.first >= p.head && !inside) || (!inside && !p.definite) || only_adds(decl.form)) continue;
            Who who;
            if (decl.subject_entity != none) who = from_entity(decl.subject_entity, number);
            else if (!decl.subject_code.empty()) who = from_state(decl.subject_code, {});
            else break;
            who.bloc = static_cast<std::uint32_t>(d - 1);
            who.rule = "text-of-bloc";
            who.words = p.whole;
            return who;
        }
    }
    return from_text(ref, SpeakerType::document, number);
}

Who Resolver::from_mention(const Referent& m, std::uint32_t number) {
    Who who;
    const std::uint32_t roll = m.kind == Referent::Kind::people ? signed_below(parse_phrase(report_, names_, m.range)) : none;
    if (m.entity != none) who = from_entity(m.entity, number);
    else if (roll != none) {
        who = signatories(roll);
    } else if (!m.code.empty()) {
        Phrase p;
        p.whole = p.base = m.range;
        who = from_state(m.code, p);
    } else {
        // "the Quad Leaders": the people who lead the group speak as it.
        const std::uint32_t next = m.range.last;
        const bool leaders = next < report_.size() && report_.word(next).is(Class::roles) && m.kind == Referent::Kind::group;
        who = from_reference(read_reference(report_, names_, m.range), number);
        if (leaders && who.speaker) {
            who.speaker->name = std::string(report_.str(Range{m.range.first, next + 1}));
            who.plural = true;
        }
    }
    // "The foreign ministers of Poland and France put their names to a paper. They wrote"
    if (m.kind == Referent::Kind::people && who.speaker && who.members.empty()) who.members = states_of_roles(parse_phrase(report_, names_, m.range));
    if (who.words.empty()) who.words = m.range;
    return who;
}

}  // namespace rostra::speakers
