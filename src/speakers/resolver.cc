#include "resolver.h"

#include <numeric>

namespace rostra {

std::string_view name_of(SpeakerType type) {
    switch (type) {
        case SpeakerType::person: return "person";
        case SpeakerType::organisation: return "organisation";
        case SpeakerType::state: return "state";
        case SpeakerType::group: return "group";
        case SpeakerType::document: return "document";
        case SpeakerType::unknown: break;
    }
    return "unknown";
}

namespace speakers {

Resolver::Resolver(std::string_view text, const Tokens& tokens, std::span<const Attribution> attributions, std::string_view published)
    : report_(read_report(text, tokens)),
      names_([this] {
          Names names = find_names(report_);
          find_roles(report_, names);
          return names;
      }()),
      discourse_(report_, names_),
      declarations_(find_declarations(report_, names_, discourse_)),
      published_(published) {
    home_ = home_state(report_);
    read_items(attributions);
    index_contents();
    link_acronyms();
    runs_of_.resize(names_.entities.size());
    for (std::uint32_t i = 0; i < names_.runs.size(); ++i)
        if (names_.runs[i].entity != none) runs_of_[names_.runs[i].entity].push_back(i);
    who_.resize(items_.size());
    state_of_work_.assign(items_.size(), 0);
    out_.resize(items_.size());
    bloc_of_item_.assign(items_.size(), none);
}

namespace {

/// A list of names stands between the pieces of a source: "Argentina, [Brazil, Chile], with the envoys of".
bool only_names(const Report& r, std::uint32_t first, std::uint32_t last) {
    if (last > first + 80) return false;
    for (std::uint32_t i = first; i < last; ++i)
        if (!(r.known(i) || r.mark(i, ',') || r.is(i, "and") || r.is(i, "the"))) return false;
    return true;
}

}  // namespace

void Resolver::read_items(std::span<const Attribution> attributions) {
    for (const Attribution& a : attributions) {
        Item item;
        const auto range_of = [&](const std::vector<Span>& spans) {
            Range all;
            for (const Span s : spans) {
                const Range one = report_.tokens_in(s);
                if (one.empty()) continue;
                if (all.empty()) all = one;
                else if (one.first < all.last + 12 || only_names(report_, all.last, one.first)) all.last = std::max(all.last, one.last);
            }
            return all;
        };
        item.source = range_of(a.source);
        if (!a.cue.empty()) item.cue = report_.tokens_in(a.cue.front());
        for (const Span s : a.content) {
            const Range one = report_.tokens_in(s);
            if (one.empty()) continue;
            item.content.push_back(one);
            if (report_.kind(one.first) == TokenKind::open_quote || report_.kind(one.last - 1) == TokenKind::close_quote) item.direct = true;
        }
        item.anchor = !item.source.empty() ? item.source.first : !item.cue.empty()  ? item.cue.first
                                                             : item.content.empty() ? 0
                                                                                    : item.content.front().first;
        if (item.anchor >= report_.size()) item.anchor = report_.size() ? report_.size() - 1 : 0;
        items_.push_back(std::move(item));
    }
    order_.resize(items_.size());
    std::iota(order_.begin(), order_.end(), 0u);
    std::sort(order_.begin(), order_.end(), [this](std::uint32_t a, std::uint32_t b) { return std::pair(items_[a].anchor, a) < std::pair(items_[b].anchor, b); });
    place_.resize(items_.size());
    for (std::uint32_t i = 0; i < order_.size(); ++i) place_[order_[i]] = i;
}

std::vector<ResolvedSource> Resolver::run() {
    if (report_.size() == 0) {
        for (ResolvedSource& source : out_) source.speaker = Speaker{};
        return std::move(out_);
    }
    for (const std::uint32_t number : order_) resolve(number);
    for (const std::uint32_t number : order_) give_bloc(number);
    for (std::uint32_t i = 0; i < items_.size(); ++i) {
        // A role that only a later description told.
        if (who_[i].speaker && who_[i].entity != none && who_[i].person && !who_[i].speaker->of && !names_.entities[who_[i].entity].of.empty()) who_[i].speaker->of = std::string(names_.entities[who_[i].entity].of);
        out_[i].speaker = who_[i].speaker ? who_[i].speaker : std::optional(Speaker{});
        if (!who_[i].rule.empty()) {
            Evidence e{"speaker", std::string(who_[i].rule), {}};
            if (!who_[i].words.empty()) e.words.push_back(report_.span_of(who_[i].words));
            out_[i].evidence.insert(out_[i].evidence.begin(), std::move(e));
        }
        explain_of(i);
    }
    return std::move(out_);
}

/// The words that make somebody speak for a state: the state itself, or the office that they hold.
void Resolver::explain_of(std::uint32_t number) {
    const Who& who = who_[number];
    if (!who.speaker || !who.speaker->of) return;
    const bool itself = !who.code.empty();
    const bool office = !itself && who.entity != none && names_.entities[who.entity].role;
    Evidence e{"of", itself ? "state-itself" : office ? "office"
                                                      : "described",
               {}};
    const Range words = office ? *names_.entities[who.entity].role : who.words;
    if (!words.empty()) e.words.push_back(report_.span_of(words));
    out_[number].evidence.push_back(std::move(e));
}

/// "AROS" is the "Alliance to Reclaim Our Schools" when an organisation's capitals spell it.
void Resolver::link_acronyms() {
    for (NameRun& run : names_.runs) {
        if (run.entity == none || run.range.size() != 1) continue;
        Entity& shorter = names_.entities[run.entity];
        const Word& w = report_.word(run.range.first);
        if (shorter.keys.size() != 1 || !w.capitals || shorter.kind == NameKind::person) continue;
        std::string letters;
        for (const char c : report_.str(run.range.first))
            if (c >= 'A' && c <= 'Z') letters += c;
        for (std::uint32_t e = 0; e < names_.entities.size() && letters.size() > 1; ++e) {
            const Entity& longer = names_.entities[e];
            if (longer.full.size() < 2 || longer.kind == NameKind::person) continue;
            std::string initials;
            for (std::uint32_t t = longer.full.first; t < longer.full.last; ++t)
                if (report_.word(t).capital) initials += report_.text[report_.span(t).begin];
            if (initials == letters) run.entity = e;
        }
    }
}

namespace {

/// "It was clear", "is expected", "reportedly": nobody in the text is said to think or say it.
bool impersonal(const Report& r, Range cue) {
    std::uint32_t i = cue.first;
    const auto any = [&](std::uint32_t at, std::initializer_list<std::string_view> words) {
        return at < cue.last && std::any_of(words.begin(), words.end(), [&](std::string_view w) { return r.is(at, w); });
    };
    if (any(i, {"reportedly", "allegedly", "rumored", "rumoured", "supposedly"})) return true;
    const bool it = any(i, {"it", "there"});
    if (it) ++i;
    bool be = false;
    while (i < cue.last && (r.word(i).is(any_of(Class::auxiliary, Class::adverb, Class::negation)) || any(i, {"it's", "it’s", "'s", "’s", "widely"}))) {
        be = be || any(i, {"is", "are", "was", "were", "be", "been", "being", "'s", "’s"});
        ++i;
    }
    if (it) return be || any(i, {"seems", "seemed", "appears", "appeared", "looks"});
    if (!be) return false;
    return any(i, {"apparent", "clear", "obvious", "evident", "unmistakable", "likely", "unlikely", "expected", "reported", "said", "seen", "thought", "considered", "believed", "known", "rumored", "rumoured", "nominated", "viewed",
                   "regarded", "deemed", "alleged", "described", "portrayed", "perceived", "assumed", "projected", "estimated", "tipped", "disclosed", "revealed"});
}

}  // namespace

Who Resolver::resolve(std::uint32_t number) {
    if (state_of_work_[number] == 2) return who_[number];
    if (state_of_work_[number] == 1) return {};
    state_of_work_[number] = 1;
    Item& item = items_[number];
    Who who;
    // Source and cue are sometimes marked the wrong way round.
    if (item.source.size() == 1 && !item.cue.empty() && report_.word(item.source.first).lower && report_.word(item.source.first).is(Class::saying) && !report_.word(item.cue.first).is(Class::saying) &&
        (names_.run_at(item.cue.first) || pronoun(report_, item.cue.first)))
        std::swap(item.source, item.cue);
    // A source that is only a reporting word was marked so by the model: the subject stands elsewhere.
    const bool words = !item.source.empty() && !(item.source.size() == 1 && report_.word(item.source.first).lower && report_.word(item.source.first).is(Class::saying) && !person_word(report_, item.source.first) &&
                                                 !report_.word(item.source.first).is(any_of(Class::document, Class::organisation, Class::roles, Class::people)));
    const std::uint32_t spoken_for = words ? declared_in(item.source) : none;
    const std::uint32_t signed_by = !words ? signed_here(item) : none;
    if (spoken_for != none) {
        // The words marked are those of the bloc: who spoke for it stands before.
        const Declaration& d = declarations_[spoken_for];
        who = d.subject_entity != none ? from_entity(d.subject_entity, number) : from_state(d.subject_code, {});
        who.bloc = spoken_for;
        who.rule = "spoke-for";
        who.words = d.range;
    } else if (signed_by != none) {
        who = signatories(signed_by);
    } else if (words) {
        who = from_words(item.source, number);
    } else if (!item.cue.empty() && impersonal(report_, item.cue) && !report_.is(item.cue.last - 1, "by")) {
        who.rule = "impersonal";
        who.words = item.cue;
    } else if (!item.cue.empty()) {
        const Subject subject = find_subject(report_, names_, item.cue, item.content);
        if (subject.kind == Subject::Kind::words) {
            who = from_words(subject.range, number);
            if (!who.rule.empty() && who.speaker) who.words = subject.range;
        } else if (subject.kind == Subject::Kind::previous) {
            who = previous(number);
        }
    } else {
        who = previous(number);
    }
    who_[number] = who;
    state_of_work_[number] = 2;
    return who;
}

/// The declaration whose words the source is, when somebody is known to have spoken for it.
std::uint32_t Resolver::declared_in(Range source) const {
    for (std::uint32_t d = 0; d < declarations_.size(); ++d) {
        const Declaration& decl = declarations_[d];
        if (decl.form != BlocForm::behalf || (decl.subject_entity == none && decl.subject_code.empty())) continue;
        if (decl.range.first <= source.first && source.last <= decl.range.last + 1 && decl.subject_token < decl.range.first) return d;
    }
    return none;
}

/// A statement without a source in the sentence that names its signatories.
std::uint32_t Resolver::signed_here(const Item& item) const {
    if (item.cue.empty()) return none;
    for (std::uint32_t d = 0; d < declarations_.size(); ++d)
        if (declarations_[d].form == BlocForm::leaders && report_.sentence[declarations_[d].range.first] == report_.sentence[item.anchor] && declarations_[d].range.first < item.cue.first) return d;
    return none;
}

Who Resolver::signatories(std::uint32_t declaration) const {
    Who who;
    who.bloc = declaration;
    who.plural = true;
    who.rule = "signatories";
    Speaker s;
    s.type = SpeakerType::group;
    s.name = std::string(report_.str(declarations_[declaration].members.range));
    s.mention = report_.span_of(declarations_[declaration].members.range);
    who.speaker = std::move(s);
    return who;
}

/// The speaker of the attribution before, when it stands in the same sentence, or in the one before and this is a
/// quotation without words of its own around it.
Who Resolver::previous(std::uint32_t number) {
    const Item& item = items_[number];
    for (std::uint32_t at = place_[number]; at > 0; --at) {
        const std::uint32_t other = order_[at - 1];
        const std::uint32_t gap = report_.sentence[item.anchor] - report_.sentence[items_[other].anchor];
        if (gap > (item.cue.empty() ? 2u : 0u)) break;
        if (enclosing(item.anchor, number) != enclosing(items_[other].anchor, other)) continue;
        Who who = resolve(other);
        // "U.N. officials said the EU and Canada wrote to protest": the infinitive belongs to the nearer subject.
        if (!item.cue.empty() && report_.is(item.cue.first, "to") && !items_[other].cue.empty()) {
            const auto& all = discourse_.mentions();
            for (std::size_t m = discourse_.from(items_[other].cue.last); m < all.size() && all[m].token < item.cue.first; ++m) {
                if (!all[m].subject || all[m].owner) continue;
                std::uint32_t last = all[m].range.last;
                if (m + 1 < all.size() && report_.is(last, "and") && all[m + 1].token < item.cue.first && all[m + 1].range.first <= last + 2) last = all[m + 1].range.last;
                return from_words({all[m].range.first, last}, number);
            }
        }
        if (!who.speaker) continue;
        who.rule = "shared-subject";
        return who;
    }
    bool verb = false;
    for (std::uint32_t i = item.cue.first; i < item.cue.last; ++i) verb = verb || report_.word(i).is(Class::saying);
    if (!verb) return {};
    // No attribution before it: the first subject of its sentence, with what is joined to it by "and".
    const Sentence& sentence = report_.sentence_at(item.anchor);
    const auto& all = discourse_.mentions();
    for (std::size_t m = discourse_.from(sentence.first); m < all.size() && all[m].token < item.cue.first; ++m)
        if (all[m].subject && !all[m].owner && !quoted(all[m].token)) {
            const Referent* who = &all[m];
            if (m + 1 < all.size() && all[m + 1].subject && report_.is(who->range.last, "and") && all[m + 1].token < item.cue.first && all[m + 1].range.first <= who->range.last + 2)
                return from_words({who->range.first, all[m + 1].range.last}, number);
            return from_mention(*who, number);
        }
    return {};
}

void Resolver::index_contents() {
    holders_.assign(report_.size(), {none, none});
    quoted_.assign(report_.size(), 0);
    std::vector<std::uint32_t> size(items_.size(), 0);
    for (std::uint32_t i = 0; i < items_.size(); ++i)
        for (const Range& c : items_[i].content) size[i] += c.size();
    std::vector<std::uint32_t> by_size(items_.size());
    std::iota(by_size.begin(), by_size.end(), 0u);
    std::sort(by_size.begin(), by_size.end(), [&](std::uint32_t a, std::uint32_t b) { return std::pair(size[a], a) < std::pair(size[b], b); });
    // Contents nest a few deep; the work is bounded all the same, so that hostile spans cost no more than linear time.
    std::size_t budget = 16 * std::size_t{report_.size()} + 4096;
    for (const std::uint32_t i : by_size)
        for (const Range& c : items_[i].content) {
            if (budget < c.size()) return;
            budget -= c.size();
            for (std::uint32_t t = c.first; t < c.last; ++t) {
                auto& [inner, outer] = holders_[t];
                if (inner == none) inner = i;
                else if (outer == none && inner != i) outer = i;
                if (items_[i].direct) quoted_[t] = 1;
            }
        }
}

/// The smallest other content that holds the token.
std::uint32_t Resolver::enclosing(std::uint32_t token, std::uint32_t number) const {
    const auto [inner, outer] = holders_[token];
    return inner == number ? outer : inner;
}

Who Resolver::from_words(Range words, std::uint32_t number) {
    return from_reference(read_reference(report_, names_, words), number);
}

Who Resolver::from_reference(const Reference& ref, std::uint32_t number) {
    Who who;
    switch (ref.kind) {
        case RefKind::nothing: return who;
        case RefKind::pronoun: return from_pronoun(ref.phrase.head, number);
        case RefKind::entity: who = from_entity(ref.entity, number); break;
        case RefKind::state: return from_state(ref.code, ref.phrase);
        case RefKind::group:
        case RefKind::body: return from_known(ref);
        case RefKind::several: return from_several(ref, number);
        case RefKind::states: return from_states(ref);
        case RefKind::person: return from_person(ref, number);
        case RefKind::people: {
            who = from_text(ref, SpeakerType::group, number);
            // "The Quad leaders" speak as the Quad.
            const Known* before = ref.phrase.head > 0 && ref.phrase.head != none ? report_.known(ref.phrase.head - 1) : nullptr;
            if (before && before->as(Kind::group) && ref.phrase.base.holds(ref.phrase.head - 1)) who.known_group = before->as(Kind::group)->ref;
            return who;
        }
        case RefKind::organisation: return from_organisation(ref, number);
        case RefKind::document: return from_document(ref, number);
        case RefKind::thing: return from_text(ref, SpeakerType::unknown, number);
    }
    if (who.speaker && ref.role && !who.speaker->role) {
        const RoleFacts facts = role_facts(report_, *ref.role);
        if (facts.role) who.speaker->role = std::string(report_.str(*ref.role));
        if (!who.speaker->of && !facts.of.empty()) who.speaker->of = std::string(facts.of);
    }
    if (who.speaker) who.words = ref.phrase.whole;
    return who;
}

namespace {

/// The role as shown: without the owner state's possessive and outer marks.
std::string role_text(const Report& r, Range role) {
    const Range bare = trim_marks(r, role);
    std::uint32_t first = bare.first;
    if (first < bare.last && (r.is(first, "the") || r.is(first, "a") || r.is(first, "an"))) ++first;
    if (const Known* k = first < bare.last ? r.known(first) : nullptr; k && k->any_state() && k->last < bare.last) first = k->last;
    if (first < bare.last && r.word(first).is(Class::auxiliary)) ++first;
    return std::string(r.str(Range{first, bare.last}));
}

}  // namespace

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
    s.type = e.kind == NameKind::organisation || lone ? SpeakerType::organisation : SpeakerType::person;
    who.person = e.kind != NameKind::organisation;
    who.thing = e.kind != NameKind::person;
    if (who.person && e.role) s.role = role_text(report_, *e.role);
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
        if (same && same->ref == entry.ref && entry.kind != Kind::other && other.span.size() > fullest->span.size()) fullest = &other;
    }
    Who who;
    who.thing = true;
    if (ref.kind == RefKind::group) who.known_group = entry.ref;
    who.rule = "known-name";
    who.words = ref.phrase.whole;
    Speaker s;
    s.name = std::string(slice(report_.text, fullest->span));
    if (fullest == &known && ref.phrase.base.first < known.first) s.name = std::string(report_.str(ref.phrase.base));
    s.type = SpeakerType::organisation;
    s.mention = fullest->span;
    who.speaker = std::move(s);
    return who;
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
    if (!states) who.members = {};
    else who.members.range = ref.phrase.whole;
    // Several speakers are of the kind of the first: "Trump and his aides".
    if (!types.empty()) s.type = types.front();
    if (s.name.empty()) return {};
    who.person = persons;
    who.speaker = std::move(s);
    return who;
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
    if (who.members.others) who.members = {};
    if (ref.phrase.definite || ref.number == 0) {
        // Known from before: the last declaration that fits the number.
        for (std::size_t d = declarations_.size(); d > 0; --d) {
            const Declaration& decl = declarations_[d - 1];
            if (decl.range.first >= ref.phrase.whole.first || decl.form == BlocForm::roll || decl.form == BlocForm::list || decl.form == BlocForm::part) continue;
            if (ref.number != 0 && decl.members.declared != ref.number) continue;
            if (ref.number == 0 && !ref.phrase.definite) continue;
            if (!decl.members.declared && decl.members.named.size() < 2 && decl.members.group.empty()) continue;
            who.bloc = static_cast<std::uint32_t>(d - 1);
            if (!decl.members.count.empty()) {
                s.name = std::string(report_.str(decl.members.count));
                s.mention = report_.span_of(decl.members.count);
            }
            who.rule = "bloc-before";
            break;
        }
    }
    // "The three said": a number that counted no states before is of anybody.
    if (who.bloc == none && ref.phrase.head != none && report_.word(ref.phrase.head).value > 0) who.members = {};
    who.speaker = std::move(s);
    return who;
}

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
    {"businessman", "entrepreneur", "businesswoman", "mogul", "billionaire", "developer", "", ""},
};

/// Committees are called panels, departments agencies.
bool same_body_word(const Report& r, std::uint32_t a, std::uint32_t b) {
    if (r.word(a).key == r.word(b).key) return true;
    const auto panel = [&](std::uint32_t i) { return r.is(i, "panel") || r.is(i, "committee") || r.is(i, "subcommittee") || r.is(i, "commission"); };
    if (panel(a) && panel(b)) return true;
    const auto agency = [&](std::uint32_t i) { return r.is(i, "agency") || r.is(i, "department") || r.is(i, "bureau") || r.is(i, "service"); };
    return agency(a) && agency(b);
}

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

}  // namespace

/// The named person who bears the described role: "the ambassador", "the California congressman".
std::uint32_t Resolver::role_bearer(const Phrase& phrase, std::uint32_t number) const {
    const std::uint32_t anchor = items_[number].anchor;
    const RoleFacts facts = role_facts(report_, phrase.whole);
    std::uint32_t best = none;
    long best_score = -1;
    for (std::uint32_t e = 0; e < names_.entities.size(); ++e) {
        const Entity& entity = names_.entities[e];
        if (!entity.role || entity.kind == NameKind::organisation) continue;
        bool fits = false;
        for (std::uint32_t i = entity.role->first; i < entity.role->last && !fits; ++i)
            fits = person_word(report_, i) && same_office(report_, i, phrase.head);
        if (!fits || (!facts.of.empty() && !entity.of.empty() && facts.of != entity.of)) continue;
        if (!facts.of.empty() && entity.of.empty()) continue;
        if (facts.former != entity.former && facts.former) continue;
        // The bearer named last before this place; else the first to come.
        long last = -1;
        long next = -1;
        const auto& mine = runs_of_[e];
        const auto after = std::partition_point(mine.begin(), mine.end(), [&](std::uint32_t n) { return names_.runs[n].range.first < anchor; });
        if (after != mine.begin()) last = names_.runs[*(after - 1)].range.first;
        else if (after != mine.end()) next = names_.runs[*after].range.first;
        else continue;
        const long score = last >= 0 ? 1000000 + last : 1000000 - next;
        if (score > best_score) best_score = score, best = e;
    }
    return best;
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
            return first && !e.role && e.kind != NameKind::organisation && e.keys.size() > 1 && report_.sentence[i] > here ? run->entity : none;
        }
    }
    return none;
}

/// "His aides" with the owner's name put in; "" when there is no pronoun or it finds nobody.
std::string Resolver::owner_name(const Phrase& phrase, std::uint32_t number) {
    const std::uint32_t first = phrase.whole.first;
    if (!report_.word(first).is(Class::possessive) || report_.is(first, "whose") || phrase.base.empty() || phrase.base.first != first + 1) return {};
    const Word& w = report_.word(first);
    Who owner;
    if (w.is(Class::he)) owner = third_person(first, number, Gender::male);
    else if (w.is(Class::she)) owner = third_person(first, number, Gender::female);
    else if (w.is(Class::it)) owner = plural_or_thing(first, number, false);
    else if (w.is(Class::they)) owner = plural_or_thing(first, number, true);
    else return {};
    if (!owner.speaker || owner.speaker->name.empty()) return {};
    return owner.speaker->name + "'s";
}

Who Resolver::from_person(const Reference& ref, std::uint32_t number) {
    const Phrase& p = ref.phrase;
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
        if (p.definite && head.is(Class::person) && head.is(any_of(Class::male, Class::female))) {
            Who who = third_person(p.whole.first, number, head.is(Class::male) ? Gender::male : Gender::female);
            if (who.speaker) {
                who.rule = "described-person";
                return who;
            }
        }
    }
    // "The Democratic nominee", "the New York businessman" right behind a statement of a named person.
    if (p.definite && report_.is(p.whole.first, "the") && (facts.of.empty() || facts.of == "USA")) {
        const std::uint32_t at = place_[number];
        const std::uint32_t other = at > 0 ? order_[at - 1] : none;
        const Gender wanted = report_.word(p.head).is(Class::male) == report_.word(p.head).is(Class::female) ? Gender::unknown : report_.word(p.head).is(Class::male) ? Gender::male
                                                                                                                                                                      : Gender::female;
        if (other != none && state_of_work_[other] == 2 && who_[other].entity != none && who_[other].person && report_.sentence[items_[number].anchor] - report_.sentence[items_[other].anchor] <= 2 &&
            (wanted == Gender::unknown || who_[other].gender == Gender::unknown || wanted == who_[other].gender)) {
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
    if (facts.office && !indefinite)
        if (const std::uint32_t later = named_later(number); later != none) {
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
    Who who = from_text(ref, facts.of.empty() && !facts.office ? SpeakerType::group : SpeakerType::person, number);
    if (!who.speaker) return who;
    who.person = true;
    std::string_view of = facts.of;
    if (of.empty() && facts.bare) of = home_;
    // "Its representative said": of the state that "its" stands for.
    if (report_.word(p.whole.first).is(Class::it) && report_.word(p.whole.first).is(Class::possessive))
        if (const Who owner = plural_or_thing(p.whole.first, number, false); owner.speaker && owner.speaker->of) who.speaker->of = owner.speaker->of, of = {};
    if (!of.empty()) who.speaker->of = std::string(of);
    who.speaker->role = role_text(report_, p.whole);
    const Word& head = report_.word(p.head);
    if (head.is(Class::male) != head.is(Class::female)) who.gender = head.is(Class::male) ? Gender::male : Gender::female;
    return who;
}

Who Resolver::from_text(const Reference& ref, SpeakerType type, std::uint32_t number) {
    Who who;
    const Phrase& p = ref.phrase;
    if (p.empty()) return who;
    // "someone", "many", "Some", "most people" name nobody.
    const Word& head = report_.word(p.head);
    const bool empty_people = p.base.size() == 1 && !report_.word(p.head).capital && (report_.is(p.head, "people") || report_.is(p.head, "someone") || report_.is(p.head, "anyone") || report_.is(p.head, "everyone") || report_.is(p.head, "somebody") || report_.is(p.head, "nobody"));
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
    const bool headline = report_.tokens->paragraphs[report_.sentence_at(p.head).paragraph].headline;
    if (bare && (p.definite || headline || report_.is(p.whole.first, "a"))) {
        // The organisation whose name has this word; the one named last before this place.
        const auto& all = discourse_.mentions();
        const Referent* best = nullptr;
        const Referent* any = nullptr;
        const std::uint32_t anchor = items_[number].anchor;
        for (const Referent& m : all) {
            if (m.kind != Referent::Kind::organisation && m.kind != Referent::Kind::group) continue;
            bool has = false;
            for (std::uint32_t i = m.range.first; i < m.range.last; ++i) has = has || same_body_word(report_, i, p.head);
            if (m.token < anchor) {
                if (has) best = &m;
                any = &m;
            } else if (has && !best) {
                best = &m;
            }
        }
        (void)any;
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
    Who who = from_text(ref, SpeakerType::organisation, number);
    if (!who.speaker) return who;
    // "The Chinese government", "China's mission", "the U.S. Embassy in Baghdad": of the state named in it.
    const Word& head = report_.word(p.head);
    const bool of_state = report_.is(p.head, "government") || report_.is(p.head, "mission") || report_.is(p.head, "embassy") || report_.is(p.head, "ministry") || report_.is(p.head, "administration") || report_.is(p.head, "delegation") ||
                          report_.is(p.head, "department") || report_.is(p.head, "army") || report_.is(p.head, "military") || report_.is(p.head, "presidency") || report_.is(p.head, "office");
    (void)head;
    if (of_state) {
        std::string_view code;
        for (std::uint32_t i = p.base.first; i <= p.head && code.empty(); ++i) code = state_at(report_, i);
        for (std::uint32_t i = p.head + 1; i + 1 < p.whole.last && code.empty(); ++i)
            if (report_.is(i, "of")) {
                code = state_at(report_, i + 1);
                if (code.empty() && report_.is(i + 1, "the") && i + 2 < p.whole.last) code = state_at(report_, i + 2);
            }
        const bool government = report_.is(p.head, "government") || report_.is(p.head, "administration");
        if (code.empty() && government && p.base.first < p.head && report_.is(p.base.first, "federal")) code = home_;
        if (!code.empty()) {
            who.speaker->of = std::string(code);
            if (government) {
                who.speaker->type = SpeakerType::state;
                who.code = code;
            }
        }
    }
    return who;
}

Who Resolver::from_document(const Reference& ref, std::uint32_t number) {
    const Phrase& p = ref.phrase;
    // The statement that somebody read for a bloc speaks with the reader's voice.
    const bool text = report_.is(p.head, "statement") || report_.is(p.head, "text") || report_.is(p.head, "declaration") || report_.is(p.head, "letter");
    if (text) {
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
    if (m.entity != none) who = from_entity(m.entity, number);
    else if (!m.code.empty()) {
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
    if (who.words.empty()) who.words = m.range;
    return who;
}

}  // namespace speakers

std::vector<ResolvedSource> resolve_speakers(std::string_view text, const Tokens& tokens, std::span<const Attribution> attributions, std::string_view published) {
    return speakers::Resolver(text, tokens, attributions, published).run();
}

}  // namespace rostra
