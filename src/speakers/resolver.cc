#include "resolver.h"

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
    bulletin_ = states_in_capitals(report_);
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

std::vector<ResolvedSource> Resolver::run() {
    if (report_.size() == 0) {
        for (ResolvedSource& source : out_) source.speaker = Speaker{};
        return std::move(out_);
    }
    for (const std::uint32_t number : order_) resolve(number);
    for (const std::uint32_t number : order_) state_spoken_for(number);
    for (const std::uint32_t number : order_) give_bloc(number);
    for (std::uint32_t i = 0; i < items_.size(); ++i) {
        // A role that only a later description told.
        if (who_[i].speaker && who_[i].entity != none && who_[i].person && !who_[i].speaker->of && !names_.entities[who_[i].entity].of.empty()) who_[i].speaker->of = std::string(names_.entities[who_[i].entity].of);
        out_[i].speaker = who_[i].speaker ? who_[i].speaker : std::optional(Speaker{});
        out_[i].speaker->name = on_one_line(out_[i].speaker->name);
        if (out_[i].speaker->role) out_[i].speaker->role = on_one_line(*out_[i].speaker->role);
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

/// How many states a phrase stands for that names none: "the two countries", "both sides", "the Parties", "the three governments",
/// "the eight ministers". 0 when it is no such phrase.
std::uint32_t counted_states(const Report& r, const Phrase& p) {
    if (p.empty() || p.whole.size() > 4) return 0;
    std::uint32_t count = 0, head = p.whole.last - 1;
    if (r.is(head, "parties") && head > p.whole.first && r.is(head - 1, "states")) --head;
    bool definite = false;
    for (std::uint32_t i = p.whole.first; i <= head; ++i) {
        const bool lead = r.is(i, "the") || r.is(i, "these") || r.is(i, "our") || r.is(i, "both");
        definite = definite || lead;
        if (r.is(i, "both")) count = 2;
        else if (r.word(i).value > 1 && r.word(i).value < 60) count = r.word(i).value;
        else if (i < head && !lead && !(r.word(i).capital && r.is(head, "powers"))) return 0;  // "the three European powers"
    }
    if (!definite) return 0;
    if (r.word(head).value > 1) return count;  // "the three"
    if (r.is(head, "sides") || (r.is(head, "parties") && r.word(head).capital)) return count ? count : 2;
    for (const std::string_view w : {"countries", "nations", "states", "governments", "neighbours", "neighbors", "powers", "ministers", "leaders", "ambassadors", "presidents", "capitals", "members", "juntas", "republics", "kingdoms", "missions", "embassies"})
        if (r.is(head, w)) return count;
    return 0;
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
        who = from_words(whole_list(item.source), number);
    } else if (!item.cue.empty() && impersonal(report_, item.cue) && !names_its_source(report_, item.cue)) {
        who.rule = "impersonal";
        who.words = item.cue;
    } else if (!item.cue.empty()) {
        // A colon has no subject of its own: the sentence before it has.
        const bool colon = item.cue.size() == 1 && report_.mark(item.cue.first, ':') && item.cue.first > report_.sentence_at(item.cue.first).first + 1 && !names_.run_at(item.cue.first - 1);
        const Subject subject = colon ? Subject{Subject::Kind::previous, {}} : find_subject(report_, names_, item.cue, item.content);
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
        const bool beside = decl.form == BlocForm::joined && decl.range.first > 1 && report_.mark(decl.range.first - 1, ',');  // "the US, with [POLAND],"
        if ((decl.form != BlocForm::behalf && !beside) || (decl.subject_entity == none && decl.subject_code.empty())) continue;
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
    Range words = declarations_[declaration].members.range;
    // Over lines of signatures: "the undersigned ministers", who they are as they call themselves.
    if (declarations_[declaration].form == BlocForm::roll && !words.empty())
        if (const Who named = undersigned(words.first); named.speaker) words = named.words;
    s.name = std::string(report_.str(words));
    s.mention = report_.span_of(words);
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
    for (std::uint32_t i = item.cue.first; i < item.cue.last; ++i) verb = verb || report_.word(i).is(Class::saying) || report_.mark(i, ':');
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

/// States that a list names, as one speaker.
Who Resolver::states_together(const Members& members, std::uint32_t number) {
    Reference list;
    list.kind = RefKind::several;
    list.phrase.whole = members.range;
    for (const auto code : members.named) {
        Reference one;
        one.kind = RefKind::state;
        one.code = code;
        list.parts.push_back(std::move(one));
    }
    Who who = from_several(list, number);
    who.rule = "listed-before";
    return who;
}

/// "FIJI, CHILE, [MALTA and the EU] agreed", "Together with [leaders of the G7, the French government]": the source with the heads of its list, without
/// those who stand beside it.
Range Resolver::whole_list(Range source) const {
    const std::uint32_t start = report_.sentence_at(source.first).first;
    if (source.first == start + 2 && report_.is(start, "together") && report_.is(start + 1, "with"))
        for (std::uint32_t i = source.first; i + 1 < source.last; ++i)
            if (report_.mark(i, ',')) return {i + 1, source.last};
    const Known* head = report_.known(report_.is(source.first, "the") ? source.first + 1 : source.first);
    bool joined = false;
    for (std::uint32_t i = source.first; i < source.last; ++i) joined = joined || report_.is(i, "and");
    if (!joined || !head || !head->as(Kind::state)) return source;
    Range whole = source;
    while (whole.first > start + 1 && report_.mark(whole.first - 1, ',')) {
        const Known* k = report_.known(whole.first - 2);
        if (!k || k->last + 1 != whole.first || k->possessive || !k->as(Kind::state)) break;
        whole.first = k->first > start && report_.is(k->first - 1, "the") ? k->first - 1 : k->first;
    }
    // Only a list that begins the sentence: "In Chad, [Mali and Niger] said" names a place.
    return whole.first == start ? whole : source;
}

Who Resolver::from_words(Range words, std::uint32_t number) {
    const Reference ref = read_reference(report_, names_, words);
    if (const std::uint32_t roll = signed_below(ref.phrase); roll != none) return signatories(roll);
    if (Members m = parties_of(ref.phrase); m.named.size() > 1) {
        Who who = states_together(m, number);
        who.words = words;
        return who;
    }
    if (const std::uint32_t count = ref.kind == RefKind::entity ? 0 : counted_states(report_, ref.phrase); count > 0) {
        Who who = count == 2 || !counted_before(count, words.first) ? listed_before(words.first, number, count) : Who{};
        // "The two countries", not "the two": those may be people.
        const std::uint32_t last = ref.phrase.whole.last - 1;
        const bool states = count == 2 && (report_.is(last, "countries") || report_.is(last, "nations") || report_.is(last, "states") || report_.is(last, "governments") || report_.is(last, "neighbours") || report_.is(last, "neighbors"));
        if (!who.speaker && states)
            if (const Members two = only_two_states(words.first); !two.named.empty()) who = states_together(two, number);
        if (who.speaker) {
            if (count > 2) who.members.declared = count;
            who.speaker->type = SpeakerType::group;
            who.words = words;
            return who;
        }
        if (Members m = states_of_officers(ref.phrase, count); !m.named.empty()) {
            who = from_text(ref, SpeakerType::group, number);
            who.members = std::move(m);
            return who;
        }
    }
    if (Who who = embassies_of(ref, number); who.speaker) return who;
    if (Who who = ministers_before(ref, number); who.speaker) return who;
    if (Who who = named_ministers(words, number); who.speaker) return who;
    if (Who who = governments_before(ref, number); who.speaker) return who;
    if (Who who = members_of_body(ref, number); who.speaker) return who;
    if (ref.kind == RefKind::people && trim_marks(report_, words).last == ref.phrase.whole.last)
        if (Who who = pair_before(ref.phrase, number); who.speaker) return who;
    return from_reference(ref, number);
}

/// "The two men", "the senators": the two people named together last, where their number or their office says so.
Who Resolver::pair_before(const Phrase& p, std::uint32_t number) {
    const bool both = report_.is(p.whole.first, "both") || (report_.is(p.whole.first, "the") && report_.is(p.whole.first + 1, "two"));
    const bool the = report_.is(p.whole.first, "the") && p.whole.size() == 2;
    if (!(both || the) || p.whole.last != p.head + 1) return {};
    constexpr std::uint32_t reach = 6;  // sentences
    const std::uint32_t here = report_.sentence[p.head];
    const auto& all = discourse_.mentions();
    for (std::size_t m = discourse_.from(p.whole.first); m > 0; --m) {
        const Referent& x = all[m - 1];
        if (here - report_.sentence[x.token] > reach) break;
        if (x.kind != Referent::Kind::pair || quoted(x.token) || in_own_content(x.token, number) || (the && !bear_office(x.range, p.head))) continue;
        Who who = from_reference(read_reference(report_, names_, x.range), number);
        who.rule = "pair-before";
        if (who.speaker && who.members.named.size() > 1) who.speaker->type = SpeakerType::group;  // "the two leaders"
        who.words = p.whole;
        return who;
    }
    return {};
}

/// Each of the people named in the range has a role that the plural `office` is of: "senators" of two senators.
bool Resolver::bear_office(Range range, std::uint32_t office) const {
    std::string_view word = report_.str(office);
    if (!word.ends_with('s')) return false;
    word.remove_suffix(1);
    for (std::uint32_t t = range.first; t < range.last; ++t) {
        const NameRun* run = names_.run_at(t);
        if (!run || run->range.first != t || run->entity == none) continue;
        const auto& role = names_.entities[run->entity].role;
        bool bears = false;
        for (std::uint32_t i = role ? role->first : 0; role && i < role->last; ++i) {
            std::string_view have = report_.str(i);
            if (have.ends_with('s')) have.remove_suffix(1);
            bears = bears || utf8::fold(have) == utf8::fold(word) || (word == "senator" && (report_.is(i, "sen.") || report_.is(i, "sens.")));
        }
        if (!bears) return false;
    }
    return true;
}

namespace {

/// The state whose organ the named organisation in these words is, by the state's name or adjective at their head.
std::optional<std::string> organ_of(const Report& r, Range name) {
    bool organ = false;
    if (const Known* k = r.known(name.first); k && k->as(Kind::body)) {
        // The tables' own bodies of a state: "State Department", "Foreign Office".
        const std::string_view id = knowledge::bodies()[k->as(Kind::body)->ref].id;
        if (id.starts_with("us-")) return std::string("USA");
        if (foreign_office(r, *k)) return std::string(foreign_office_state(r));
        if (id.starts_with("uk-")) return std::string("GBR");
    }
    const auto two = [&](std::string_view one, std::string_view other) {
        return name.size() > 1 && r.is(name.last - 2, one) && r.is(name.last - 1, other);
    };
    const bool the = name.first > 0 && r.is(name.first - 1, "the");
    organ = two("high", "commission") || two("presidential", "office") || two("foreign", "office") || (the && only_one_in_a_state(r, name));
    for (std::uint32_t i = name.first; i < name.last && !organ; ++i)
        for (const std::string_view w : {"department", "ministry", "congress", "senate", "parliament", "treasury", "embassy", "army", "navy", "government", "administration", "agency", "bureau", "cabinet", "council", "police", "presidency", "assembly"}) organ = organ || r.is(i, w);
    if (!organ && name.first > 0 && r.word(name.first - 1).possessive)
        for (const std::string_view w : {"committee", "commission", "board", "office", "service", "court", "authority", "tribunal", "guard", "regulator"}) organ = organ || r.is(name.last - 1, w);
    // "The Supreme Court of Kenya"
    for (std::uint32_t i = name.first + 1; i + 1 < name.last && !organ; ++i)
        if (const Known* k = r.is(i, "of") && r.is_any(i - 1, {"court", "authority", "bank", "commission"}) ? r.known(i + 1) : nullptr; k && k->as(Kind::state) && k->last == name.last) return std::string(code_of(*k->as(Kind::state)));
    if (!organ) return std::nullopt;
    // "Beijing's Taiwan Affairs Office": whose it is goes over what it is about.
    if (const Known* owner = name.first > 0 ? r.known(name.first - 1) : nullptr; owner && owner->possessive && owner->any_state()) return std::string(code_of(*owner->any_state()));
    // The head word alone: in "U.S. Treasury" the whole is known as one body.
    const Span head = r.span(name.first);
    const knowledge::Marked first = knowledge::mark(r.text, {&head, 1});
    if (!first.known.empty() && first.known.front().any_state()) return std::string(code_of(*first.known.front().any_state()));
    // "The Ministry of Foreign Affairs of the Kingdom of Bahrain"
    if (r.is(name.first, "ministry") || r.is(name.first, "government") || r.is(name.first, "embassy") || r.is(name.first, "parliament"))
        if (const Known* k = r.known(name.last - 1); k && k->as(Kind::state) && k->last == name.last) return std::string(code_of(*k->as(Kind::state)));
    const std::string_view before = name.first > 0 && r.sentence[name.first] == r.sentence[name.first - 1] ? state_at(r, name.first - 1) : std::string_view{};
    if (!before.empty()) return std::string(before);
    const bool ministry = the && name.size() > 2 && (r.is(name.first, "ministry") || r.is(name.first, "department")) && r.is(name.first + 1, "of") && r.is_any(name.first + 2, {"foreign", "justice", "defence", "defense", "health", "agriculture", "education", "energy", "finance", "interior", "labour", "labor", "transport", "trade"});
    const std::string_view home = the && (ministry || only_one_in_a_state(r, name)) ? dateline_state(r) : std::string_view{};
    return home.empty() ? std::nullopt : std::optional(std::string(home));
}

}  // namespace

namespace {

/// A ministry's name with only the adjective of a state before it, as whole words of the phrase.
bool state_adjective_before(const Report& r, const Phrase& p, const NameRun& run) {
    const Known* k = run.range.first > p.base.first ? r.known(run.range.first - 1) : nullptr;
    return k && k->as(Kind::adjective) && !k->possessive && k->first == p.base.first && k->last - k->first == 1 && (r.is(run.range.last - 1, "ministry") || (r.is(run.range.last - 1, "commission") && r.is(run.range.first, "high")) || (run.range.size() > 1 && r.is_any(run.range.last - 1, {"authority", "agency", "service", "institute", "bureau"})));
}

}  // namespace

/// "The Ministry", "the Coalition": the organisation or group named last whose longer name has the word; nullptr when there is none.
const Referent* Resolver::longer_name(const Reference& ref, std::uint32_t number) const {
    const Entity& e = names_.entities[ref.entity];
    if (e.kind != NameKind::organisation || e.full.size() != 1 || !ref.phrase.definite || ref.phrase.base.size() != 1) return nullptr;
    bool word = false;
    for (const std::string_view w : {"ministry", "coalition", "secretariat", "embassy", "federation", "alliance", "union", "movement", "group", "forum", "community", "league", "institute", "commission"}) word = word || report_.is(ref.phrase.head, w);
    if (!word) return nullptr;
    const auto& all = discourse_.mentions();
    for (std::size_t m = discourse_.from(items_[number].anchor); m > 0; --m) {
        const Referent& x = all[m - 1];
        if ((x.kind != Referent::Kind::organisation && x.kind != Referent::Kind::group) || x.range.size() < 2) continue;
        for (std::uint32_t i = x.range.first; i < x.range.last; ++i)
            if (report_.word(i).key == report_.word(ref.phrase.head).key) return &x;
    }
    return nullptr;
}

/// "The Venezuelan Rodriguez": of two who bear the name, the one of that state.
std::uint32_t Resolver::namesake(const Reference& ref) const {
    if (!ref.role || ref.role->size() != 1) return ref.entity;
    const Known* k = report_.known(ref.role->first);
    if (!k || !k->as(Kind::adjective)) return ref.entity;
    const std::string_view code = code_of(*k->as(Kind::adjective));
    const Entity& e = names_.entities[ref.entity];
    if (e.of == code || e.of.empty() || e.keys.empty()) return ref.entity;
    for (std::uint32_t other = 0; other < names_.entities.size(); ++other)
        if (const Entity& o = names_.entities[other]; o.of == code && !o.keys.empty() && o.keys.back() == e.keys.back()) return other;
    return ref.entity;
}

namespace {

/// "[Two] Egyptian officials": the first word behind the number.
std::uint32_t behind_number(const Report& r, Range words) {
    std::uint32_t first = words.first;
    while (first + 1 < words.last && r.word(first).value > 0) ++first;
    return first;
}

/// "Two Iraqi oil officials": servants of a state by one more word, as activists of a cause ("pro-Palestinian campus activists") are not.
bool officials(const Report& r, const Phrase& p) {
    const Known* k = p.base.size() == 3 ? r.known(behind_number(r, p.base)) : nullptr;
    if (!k || !k->any_state() || k->span.begin != r.span(k->first).begin) return false;
    return r.is_any(p.head, {"officials", "diplomats", "ministers", "lawmakers", "legislators", "prosecutors", "investigators", "negotiators", "envoys", "senators"});
}

}  // namespace

/// "Martin Lind, a baker, ... The baker said": the one person whom an apposition before calls so.
std::uint32_t Resolver::called_so(const Phrase& p) const {
    if (p.whole.size() != 2 || !report_.is(p.whole.first, "the") || !report_.word(p.head).lower) return none;
    std::uint32_t only = none;
    for (std::uint32_t i = 3; i < p.whole.first; ++i) {
        if (report_.word(i).key != report_.word(p.head).key || !report_.is_any(i - 1, {"a", "an"}) || !report_.mark(i - 2, ',')) continue;
        const NameRun* run = names_.run_at(i - 3);
        if (!run || run->entity == none || names_.entities[run->entity].kind != NameKind::person) continue;
        if (only != none && only != run->entity) return none;
        only = run->entity;
    }
    return only;
}

Who Resolver::from_reference(const Reference& ref, std::uint32_t number) {
    Who who;
    switch (ref.kind) {
        case RefKind::nothing: return who;
        case RefKind::pronoun: return from_pronoun(ref.phrase.head, number);
        case RefKind::entity:
            if (group_of_states(ref.phrase, number)) return from_states(ref);
            if (const Referent* full = longer_name(ref, number)) {
                who = from_mention(*full, number);
                if (who.speaker && who.speaker->type == SpeakerType::organisation && !who.speaker->of) who.speaker->of = organ_of(report_, full->range);
                return who;
            }
            who = from_entity(namesake(ref), number);
            break;
        case RefKind::state: return from_state(ref.code, ref.phrase);
        case RefKind::group: return from_known(ref);
        case RefKind::body:
            who = from_known(ref);
            if (who.speaker) who.speaker->of = organ_of(report_, {report_.marked.known[ref.known].first, report_.marked.known[ref.known].last});
            return who;
        case RefKind::several: return from_several(ref, number);
        case RefKind::states: return from_states(ref);
        case RefKind::person: return report_.is(ref.phrase.head, "question") || report_.is(ref.phrase.head, "q") ? from_text(ref, SpeakerType::person, number) : from_person(ref, number);
        case RefKind::people: {
            who = from_text(ref, SpeakerType::group, number);
            // "U.S. officials"
            if (who.speaker && (ref.phrase.base.size() == 2 || officials(report_, ref.phrase)) && report_.word(ref.phrase.head).is(Class::roles))
                if (const auto code = state_at(report_, behind_number(report_, ref.phrase.base)); !code.empty()) who.speaker->of = std::string(code);
            // "Senior Administration officials" in Washington
            if (who.speaker && home_ == "USA" && ref.phrase.head > 0 && report_.is(ref.phrase.head - 1, "administration") && report_.word(ref.phrase.head - 1).capital && report_.is(ref.phrase.head, "officials")) who.speaker->of = "USA";
            if (Members m = states_of_roles(ref.phrase); !m.empty()) who.members = std::move(m);
            // "The ASEAN Foreign Ministers", "EU interior ministers": they speak for it.
            if (who.speaker && who.members.empty()) who.members = group_of_ministers(ref.phrase);
            // "The Quad leaders" speak as the Quad.
            const Known* before = ref.phrase.head > 0 && ref.phrase.head != none ? report_.known(ref.phrase.head - 1) : nullptr;
            if (before && before->as(Kind::group) && ref.phrase.base.holds(ref.phrase.head - 1)) who.known_group = before->as(Kind::group)->ref;
            return who;
        }
        case RefKind::organisation:
            if (group_of_states(ref.phrase, number)) return from_states(ref);
            return from_organisation(ref, number);
        case RefKind::document: return from_document(ref, number);
        case RefKind::thing:
            if (const std::uint32_t called = called_so(ref.phrase); called != none) {
                who = from_entity(called, number);
                who.rule = "apposition-before";
                who.words = ref.phrase.whole;
                return who;
            }
            return from_text(ref, SpeakerType::unknown, number);
    }
    if (who.speaker && ref.role && !who.speaker->role) {
        const RoleFacts facts = role_facts(report_, *ref.role);
        if (facts.role) who.speaker->role = std::string(report_.str(*ref.role));
        if (!who.speaker->of && !facts.of.empty()) who.speaker->of = std::string(facts.of);
    }
    // "The Argentine Foreign Ministry": other states have one too.
    if (const NameRun* run = ref.phrase.empty() ? nullptr : names_.run_at(ref.phrase.head); run && who.speaker && who.speaker->type == SpeakerType::organisation && state_adjective_before(report_, ref.phrase, *run))
        who.speaker->name = std::string(report_.str(Range{run->range.first - 1, run->range.last}));
    // "The Keller Administration": how the government of the United States is called by its president.
    if (who.speaker && who.speaker->type == SpeakerType::organisation && home_ == "USA" && ref.kind == RefKind::entity && report_.is(names_.entities[ref.entity].full.last - 1, "administration") && names_.entities[ref.entity].full.size() == 2)
        who.speaker->of = "USA";
    // "The U.S. Treasury Department": an organ of the state that its name begins with.
    if (const NameRun* run = ref.phrase.empty() ? nullptr : names_.run_at(ref.phrase.head); run && who.speaker && who.speaker->type == SpeakerType::organisation && !who.speaker->of)
        who.speaker->of = organ_of(report_, run->range);
    // "NTSA": what it is short for tells whose it is.
    if (ref.kind == RefKind::entity && who.speaker && who.speaker->type == SpeakerType::organisation && !who.speaker->of && names_.entities[ref.entity].full.size() > 2)
        who.speaker->of = organ_of(report_, names_.entities[ref.entity].full);
    if (who.speaker) who.words = ref.phrase.whole;
    return who;
}

}  // namespace speakers

std::vector<ResolvedSource> resolve_speakers(std::string_view text, const Tokens& tokens, std::span<const Attribution> attributions, std::string_view published) {
    return speakers::Resolver(text, tokens, attributions, published).run();
}

}  // namespace rostra
