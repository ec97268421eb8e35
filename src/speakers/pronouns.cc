// Pronouns. Candidates are what was mentioned in the last sentences and who spoke in them; each is scored by distance,
// place in its sentence, gender, and whether it spoke last. The best wins; with none, the speaker stays unnamed.
#include "declarations.h"
#include "member_words.h"
#include "resolver.h"

namespace rostra::speakers {
namespace {
constexpr std::uint32_t reach = 4;  // sentences
}

Who Resolver::from_pronoun(std::uint32_t token, std::uint32_t number) {
    const Word& w = report_.word(token);
    if (w.is(Class::relative) && !report_.is(token, "that")) return relative(token, number);
    if (report_.is(token, "that")) return relative(token, number);
    if (w.is(any_of(Class::i, Class::we))) return first_person(token, number);
    if (w.is(Class::he)) return third_person(token, number, Gender::male);
    if (w.is(Class::she)) return third_person(token, number, Gender::female);
    if (w.is(Class::they)) return plural_or_thing(token, number, true);
    if (w.is(Class::it)) return plural_or_thing(token, number, false);
    return {};
}

/// What is said does not name who says it.
bool Resolver::in_own_content(std::uint32_t token, std::uint32_t number) const {
    const Item& item = items_[number];
    if (item.cue.empty()) return false;
    for (const Range& c : item.content)
        if (c.holds(token) && !c.holds(item.cue.first)) return true;
    return false;
}

/// The sentence from which a pronoun looks back. "“...,” she said": she was known to the reader where the quotation began.
std::uint32_t Resolver::told_from(std::uint32_t token, std::uint32_t number) const {
    const Item& item = items_[number];
    std::uint32_t from = report_.sentence[token];
    if (item.source.empty() || !item.source.holds(token)) return from;
    for (const Range& c : item.content) {
        const bool marked = report_.kind(c.first) == TokenKind::open_quote || (c.first > 0 && report_.kind(c.first - 1) == TokenKind::open_quote);
        if (marked && c.last <= token && report_.same_paragraph(c.last - 1, token)) from = std::min(from, report_.sentence[c.first]);
    }
    return from;
}

/// Who bears "the president", "the mayor" before the token, with nobody named since; none when there is no such office.
std::uint32_t Resolver::office_before(std::uint32_t token, std::uint32_t number) {
    const std::uint32_t start = report_.sentence_at(token).first;
    for (std::uint32_t i = token; i > start + 1 && token - i < 14; --i) {
        if (names_.run_at(i - 1) || quoted(i - 1) != quoted(token)) return none;
        if (!report_.is(i - 2, "the") || !report_.word(i - 1).lower || !report_.word(i - 1).is(Class::role) || report_.word(i).capital) continue;
        if (report_.is(i, "of") || report_.is(i, "for")) return none;
        return role_bearer(parse_phrase(report_, names_, {i - 2, i}), number);
    }
    return none;
}

/// The person who is the subject behind the comma, where the token stands in a clause that begins its sentence with "while", "when" ...
std::uint32_t Resolver::subject_ahead(std::uint32_t token) const {
    const Sentence& s = report_.sentence_at(token);
    std::uint32_t lead = none;
    for (std::uint32_t i = s.first; i < token && i < s.first + 4 && lead == none; ++i)
        for (const std::string_view w : {"while", "when", "although", "though", "after", "before", "since", "as", "because", "if"})
            if (report_.is(i, w)) lead = i;
    if (lead == none || token > lead + 2) return none;
    for (std::uint32_t i = token; i + 1 < s.last && i < token + 60; ++i) {
        if (!report_.mark(i, ',')) continue;
        std::uint32_t first = i + 1;
        while (first + 1 < s.last && person_word(report_, first) && report_.word(first).capital && !names_.run_at(first)) ++first;
        const NameRun* run = names_.run_at(first);
        if (!run || run->range.first != first || run->entity == none || report_.word(run->range.last - 1).possessive || !shown_person(run->entity)) return none;
        return run->entity;
    }
    return none;
}

/// Somebody's name beyond doubt: by a role, or by a given name before a surname. "Night Market" only has the look of one.
bool Resolver::shown_person(std::uint32_t number) const {
    const Entity& entity = names_.entities[number];
    if (entity.kind != NameKind::person) return false;
    if (entity.role || entity.keys.size() < 2 || report_.word(entity.full.first).is(any_of(Class::given_male, Class::given_female))) return true;
    // Called by the end of the name alone, as people are by surnames.
    for (const std::uint32_t n : runs_of_[number]) {
        const Range run = names_.runs[n].range;
        if (run.size() < entity.full.size() && report_.word(run.last - 1).key == entity.keys.back() && !(run.first > 0 && report_.is(run.first - 1, "the"))) return true;
    }
    return false;
}

/// "Speaking in his national capacity, he": the person who spoke for others last, however long ago.
Who Resolver::back_in_own_capacity(std::uint32_t token, std::uint32_t number) {
    if (!own_capacity(number)) return {};
    for (std::size_t d = declarations_.size(); d > 0; --d) {
        const Declaration& spoke = declarations_[d - 1];
        if (spoke.range.first > token || spoke.form != BlocForm::behalf || spoke.subject_entity == none) continue;
        Who who = from_entity(spoke.subject_entity, number);
        who.rule = "pronoun";
        return who;
    }
    return {};
}

/// "CLIMATE NETWORK linked ...": in a bulletin a sentence between the two begins with another who speaks.
bool Resolver::another_in_capitals(std::uint32_t from, std::uint32_t token) const {
    for (std::uint32_t s = report_.sentence[from] + 1; s <= report_.sentence[token]; ++s) {
        const Sentence& sentence = report_.tokens->sentences[s];
        const std::uint32_t first = report_.is(sentence.first, "the") ? sentence.first + 1 : sentence.first;
        if (first < sentence.last && report_.word(first).capitals && report_.span(first).size() > 2) return true;
    }
    return false;
}

/// First token of the last naming before the token; none where there is none.
std::uint32_t Resolver::last_naming(std::uint32_t entity, std::uint32_t token) const {
    const auto& mine = runs_of_[entity];
    const auto after = std::partition_point(mine.begin(), mine.end(), [&](std::uint32_t n) { return names_.runs[n].range.first < token; });
    return after != mine.begin() ? names_.runs[*(after - 1)].range.first : none;
}

/// A person whom the report before the token names in that one sentence.
bool Resolver::named_only_in(std::uint32_t entity, std::uint32_t sentence, std::uint32_t token) const {
    const std::uint32_t first = names_.entities[entity].first_run, last = last_naming(entity, token);
    return first != none && last != none && report_.sentence[names_.runs[first].range.first] == sentence && report_.sentence[last] == sentence && shown_person(entity);
}

/// "X received Y. He said": two of the same gender who come up together, of whom neither has spoken.
bool Resolver::two_alike(const std::vector<const Referent*>& newcomers, std::uint32_t chosen) const {
    const auto mine = std::find_if(newcomers.begin(), newcomers.end(), [&](const Referent* x) { return x->entity == chosen; });
    if (mine == newcomers.end()) return false;
    const Gender gender = names_.entities[chosen].gender;
    return std::any_of(newcomers.begin(), newcomers.end(), [&](const Referent* x) {
        return x->entity != chosen && report_.sentence[x->token] == report_.sentence[(*mine)->token] && names_.entities[x->entity].gender == gender && !x->owner;
    });
}

/// Nobody has called them by their name in the sentences that a pronoun looks back on: only pronouns carried them on.
bool Resolver::last_named_far_before(std::uint32_t entity, std::uint32_t token) const {
    const std::uint32_t last = last_naming(entity, token);
    return last != none && sentences_between(report_.sentence[last], report_.sentence[token]) > reach;
}

/// "The representative of Gabon, also speaking for Ghana, followed. He": a delegate without a name, with whom the sentence before begins and of whom nothing is told there.
Who Resolver::delegate_introduced(std::uint32_t token, std::uint32_t number) {
    const std::uint32_t here = report_.sentence[token];
    if (here == 0 || report_.sentence_at(token).first != token) return {};
    const Sentence& before = report_.tokens->sentences[here - 1];
    if (before.paragraph != report_.sentence_at(token).paragraph || !report_.is(before.first, "the") || quoted(before.first)) return {};
    const auto told_there = [&](const Item& item) { return item.anchor >= before.first && item.anchor < before.last; };
    if (std::any_of(items_.begin(), items_.end(), told_there)) return {};
    if (!person_word(report_, before.first + 1) || !report_.is_any(before.first + 2, {"of", "from", "for"})) return {};
    const std::uint32_t state = before.first + (report_.is(before.first + 3, "the") ? 4 : 3);
    const Known* k = state < before.last ? report_.known(state) : nullptr;
    if (!k || !k->as(Kind::state) || names_.run_at(k->last)) return {};
    return from_words({before.first, k->last}, number);
}

Who Resolver::third_person(std::uint32_t token, std::uint32_t number, Gender gender) {
    if (Who introduced = delegate_introduced(token, number); introduced.person) {
        introduced.gender = gender;
        introduced.rule = "pronoun";
        return introduced;
    }
    const std::uint32_t here = told_from(token, number);
    const auto& all = discourse_.mentions();
    const std::uint32_t around = enclosing(token, number);
    double best_score = -100;
    Who best;
    double doubtful_score = -100;            // of one that was passed over: a worse one must be known to be he or she
    std::vector<const Referent*> newcomers;  // named for the first time in one sentence before
    const auto spoke_at = [&](std::uint32_t entity) {
        // Sentences since this entity was last the speaker.
        for (std::uint32_t at = place_[number]; at > 0; --at) {
            const std::uint32_t other = order_[at - 1];
            const double gap = sentences_since(items_[other].anchor, here);
            if (sentences_between(report_.sentence[items_[other].anchor], here) > reach) break;
            if (state_of_work_[other] == 2 && who_[other].entity == entity) return gap;
        }
        return -1.0;
    };
    for (std::size_t m = discourse_.from(token); m > 0; --m) {
        const Referent& x = all[m - 1];
        const double gap = sentences_since(x.token, here);
        if (sentences_between(report_.sentence[x.token], here) > reach) break;
        if (x.kind != Referent::Kind::person || x.entity == none || in_own_content(x.token, number)) continue;
        const Gender known = names_.entities[x.entity].gender;
        if (known != Gender::unknown && known != gender) continue;
        double score = -1.6 * gap - 0.002 * (token - x.token);
        if (x.subject) score += 1.5;
        // What the pronoun's own sentence is about.
        if (x.subject && !x.owner && report_.sentence[x.token] == report_.sentence[token] && (known == gender || shown_person(x.entity))) score += 0.8;
        if (x.object) score -= 0.8;
        if (x.owner) score -= x.subject ? 0.5 : 1.0;
        if (known == gender) score += 1.2;
        const double spoke = spoke_at(x.entity);
        if (known == Gender::unknown && !shown_person(x.entity)) score -= spoke >= 0 ? 0.4 : 1.5;
        if (spoke >= 0) score += 2.6 - 0.5 * spoke;
        if (around != none && state_of_work_[around] == 2 && who_[around].entity == x.entity && items_[around].direct) score -= 3.0;
        if (around == none && quoted(x.token)) score -= 2.0;
        // What may be a town or a firm as well, and is not spoken of here: no name is better than that one.
        if (known == Gender::unknown && score < -1.0 && !shown_person(x.entity)) {
            doubtful_score = std::max(doubtful_score, score);
            continue;
        }
        if (spoke < 0 && named_only_in(x.entity, report_.sentence[x.token], token) && report_.sentence[x.token] < report_.sentence[token]) newcomers.push_back(&x);
        if (score > best_score) {
            best_score = score;
            best = from_entity(x.entity, number);
            best.words = x.range;
        }
    }
    if (best.entity != none && best_score < doubtful_score && names_.entities[best.entity].gender == Gender::unknown) best = {}, best_score = -100;
    const std::uint32_t likeliest = best.entity;
    // "While he praised the plan, Weber said": of a clause that only leads up to another the subject is named there.
    if (const std::uint32_t ahead = subject_ahead(token); ahead != none && best_score < 3.5)
        if (const Gender known = names_.entities[ahead].gender; known == Gender::unknown || known == gender) {
            best_score = 3.5;
            best = from_entity(ahead, number);
        }
    // "If the president follows his own advice": who bears the office that stands before the pronoun in its sentence.
    if (const std::uint32_t bearer = office_before(token, number); bearer != none && !(names_.entities[bearer].gender != Gender::unknown && names_.entities[bearer].gender != gender) && best_score < 4.0) {
        best_score = 4.0;
        best = from_entity(bearer, number);
    }
    // Speakers without a name, or whose name comes later: "A US official said ... He added", "The minister said ... she said. Mary Lind, who has been minister".
    const auto named_before = [&](std::uint32_t entity) { return names_.entities[entity].first_run != none && names_.runs[names_.entities[entity].first_run].range.first < token; };
    for (std::uint32_t at = place_[number]; at > 0; --at) {
        const std::uint32_t other = order_[at - 1];
        const double gap = sentences_since(items_[other].anchor, here);
        if (sentences_between(report_.sentence[items_[other].anchor], here) > reach) break;
        if (state_of_work_[other] != 2 || !who_[other].speaker || who_[other].plural) continue;
        const Who& x = who_[other];
        // In a bulletin "he" behind a group is its delegate.
        const bool delegate = bulletin_ && !x.person && x.code.empty() && x.known_group != none && !another_in_capitals(items_[other].anchor, token);
        if ((!x.person && x.code.empty() && !delegate) || x.rule == "author") continue;
        if (x.entity != none && named_before(x.entity) && !last_named_far_before(x.entity, token)) continue;
        const Gender known = x.entity != none ? names_.entities[x.entity].gender : x.gender;
        if (known != Gender::unknown && known != gender) continue;
        double score = -1.6 * gap + 3.0 + (x.gender == gender ? 1.2 : 0.0) - (x.code.empty() || bulletin_ ? 0.0 : 1.5) - (x.entity == none && x.code.empty() && known == Gender::unknown && gap > 1 ? 1.3 : 0.0);
        if (score > best_score) {
            best_score = score;
            best = x;
            if (delegate) best.gender = gender;
        }
    }
    if (best.entity != none && best.entity == likeliest && two_alike(newcomers, best.entity)) return {};
    if (!best.speaker) return back_in_own_capacity(token, number);
    if (best.entity != none) {
        Entity& e = names_.entities[best.entity];
        if (e.gender == Gender::unknown) e.gender = gender;
        if (e.kind == NameKind::other) {
            e.kind = NameKind::person;
            best = from_entity(best.entity, number);
        }
    }
    best.rule = "pronoun";
    return best;
}

namespace {

/// "The Movement rejected ... . It": several states under one name in the singular.
bool one_group(const Report& r, const Who& who) {
    if (!who.plural || who.words.empty() || who.bloc == none) return false;
    const Word& head = r.word(who.words.last - 1);
    return head.value == 0 && !head.is(any_of(Class::states, Class::roles, Class::people)) && !r.str(who.words.last - 1).ends_with('s');
}

}  // namespace

/// "Pakistan's envoy responded for 72 states. They opposed": the bloc for which a person spoke in the sentence before, when nobody has spoken since; or none.
std::uint32_t Resolver::bloc_just_declared(std::uint32_t token, std::uint32_t number) const {
    if (place_[number] == 0) return none;
    const std::uint32_t other = order_[place_[number] - 1];
    const std::uint32_t there = report_.sentence[items_[other].anchor], here = report_.sentence[token];
    if (state_of_work_[other] != 2 || !who_[other].person || there == here || here - there > 1) return none;
    for (std::uint32_t d = 0; d < declarations_.size(); ++d) {
        const Declaration& told = declarations_[d];
        const bool several = told.members.declared || told.members.named.size() > 1;
        if (told.form == BlocForm::behalf && several && report_.sentence[told.range.first] == there) return d;
    }
    return none;
}

/// "The United States and Kenya share ... . They reaffirmed": the states that the sentence before, or the one before that, begins with; nobody where it does not.
Who Resolver::states_leading(std::uint32_t token, std::uint32_t number) {
    const std::uint32_t here = report_.sentence[token];
    for (std::uint32_t s = here; s > 0 && here - s < 2; --s) {
        const Sentence& before = report_.tokens->sentences[s - 1];
        if (quoted(before.first)) return {};
        const std::uint32_t first = report_.is(before.first, "the") && !state_name(report_, before.first) ? before.first + 1 : before.first;
        const StateList list = state_name(report_, first) ? read_list(report_, names_, first, before.last, false) : StateList{};
        if (list.named.size() < 2 || !list.groups.empty() || report_.punctuation(list.end)) continue;
        Members m;
        m.named = list.named;
        m.range = {first, list.end};
        return states_together(m, number);
    }
    return {};
}

Who Resolver::plural_or_thing(std::uint32_t token, std::uint32_t number, bool plural) {
    const std::uint32_t here = report_.sentence[token];
    const auto& all = discourse_.mentions();
    double best_score = -100;
    Who best;
    const Referent* chosen = nullptr;
    for (std::size_t m = discourse_.from(token); m > 0; --m) {
        const Referent& x = all[m - 1];
        const std::uint32_t gap = here - report_.sentence[x.token];
        if (gap > 2) break;
        if (in_own_content(x.token, number)) continue;
        // A lone name that nothing shows to be a person's may be an organisation's.
        if (x.kind == Referent::Kind::person && (names_.entities[x.entity].kind != NameKind::other || names_.entities[x.entity].role || names_.entities[x.entity].gender != Gender::unknown)) continue;
        // "Their Arcadian dreams": a name used as an adjective.
        const std::uint32_t behind = x.range.last;
        if (plural && x.kind == Referent::Kind::person && !report_.str(behind - 1).ends_with('s') && behind < report_.size() && report_.kind(behind) == TokenKind::word && !x.owner && !report_.word(behind).is(function_words) && !report_.word(behind).is(Class::saying)) continue;
        if (!plural && (x.kind == Referent::Kind::people || x.kind == Referent::Kind::pair)) continue;
        if (plural && (x.kind == Referent::Kind::state || x.kind == Referent::Kind::document)) continue;
        double score = -1.6 * gap - 0.002 * (token - x.token);
        if (x.subject) score += 1.5;
        // The first to be named in its sentence is what the sentence is about.
        const bool leads = m < 2 || report_.sentence[all[m - 2].token] != report_.sentence[x.token];
        if (x.subject && leads) score += 1.0;
        if (x.object) score -= 0.8;
        if (x.owner) score -= 1.0;
        if (plural && (x.kind == Referent::Kind::people || x.kind == Referent::Kind::pair)) score += 0.8;
        if (x.kind == Referent::Kind::document) score -= 0.8;
        if (quoted(x.token)) score -= 2.0;
        if (score > best_score) best_score = score, chosen = &x;
    }
    std::uint32_t by_item = none;
    for (std::uint32_t at = place_[number]; at > 0; --at) {
        const std::uint32_t other = order_[at - 1];
        // Who gave a long quotation is still "it" behind it.
        const double gap = plural ? here - report_.sentence[items_[other].anchor] : sentences_since(items_[other].anchor, here);
        if ((plural ? gap : sentences_between(report_.sentence[items_[other].anchor], here)) > 3) break;
        if (state_of_work_[other] != 2 || !who_[other].speaker) continue;
        const Who& x = who_[other];
        // After a state that read a text for others, "they" are those it spoke for; its voice is still the reader's.
        const bool fits = plural ? x.plural || x.thing : (x.thing && !x.plural) || one_group(report_, x);
        if (!fits) continue;
        const double score = -1.6 * gap + 3.0;
        if (score > best_score) best_score = score, by_item = other, chosen = nullptr;
    }
    const std::uint32_t declared = plural ? bloc_just_declared(token, number) : none;
    // "The United States and Kenya share ... . Recalling the resolution of the Assembly, they": the two, not what only stands behind a preposition.
    if (plural && declared == none && by_item == none && chosen && chosen->object && chosen->kind == Referent::Kind::organisation)
        if (Who two = listed_before(token, number, 2); two.speaker) {
            two.rule = "pronoun";
            return two;
        }
    if (declared != none) best = signatories(declared);
    else if (by_item != none) best = who_[by_item];
    else if (Who pair = plural && !(chosen && chosen->kind == Referent::Kind::people) ? states_leading(token, number) : Who{}; pair.speaker) best = std::move(pair);
    else if (chosen) best = from_mention(*chosen, number);
    if (!best.speaker) return {};
    best.rule = "pronoun";
    return best;
}

/// "Wary ministers in Lisbon, who", "Ana Lind of Peru, who": people speak, not the place they are in or of. Where the phrase
/// at `first` is a place behind a preposition, the start of the phrase before that; else `first`.
std::uint32_t Resolver::person_before_place(std::uint32_t first, std::uint32_t start) const {
    const Known* k = report_.known(first);
    if (!k || !(k->any_state() || k->as(Kind::body)) || first < start + 2 || !report_.word(first - 1).is(Class::preposition)) return first;
    std::uint32_t head = first - 1;
    while (head > start && first - head < 8 && report_.kind(head - 1) == TokenKind::word) {
        const Word& w = report_.word(head - 1);
        if (w.is(any_of(Class::auxiliary, Class::relative, Class::preposition, Class::conjunction)) || (w.lower && w.is(Class::saying) && !person_word(report_, head - 1))) break;
        --head;
        if (w.is(Class::determiner)) break;
    }
    return head < first - 1 ? head : first;
}

/// "Ana Lind, an engineer at the Harbour Board who": the person whose role stands between, prepositions and all.
std::uint32_t Resolver::person_in_apposition(std::uint32_t end, std::uint32_t start) const {
    for (std::uint32_t i = end; i > start + 1 && end - i < 12; --i) {
        if (report_.word(i - 1).is(any_of(Class::auxiliary, Class::relative)) || (report_.punctuation(i - 1) && !report_.mark(i - 1, ',')) || (report_.word(i - 1).lower && report_.word(i - 1).is(Class::saying) && !person_word(report_, i - 1))) return none;
        if (!report_.mark(i - 1, ',')) continue;
        const NameRun* run = names_.run_at(i - 2);
        if (!run || run->entity == none || names_.entities[run->entity].kind == NameKind::organisation || !(report_.word(i).is(Class::determiner) || person_word(report_, i))) return none;
        const Phrase p = parse_phrase(report_, names_, {i, end});
        return !p.empty() && (person_word(report_, p.head) || names_.entities[run->entity].gender != Gender::unknown) ? run->entity : none;
    }
    return none;
}

/// "who", "which", "that": what stands right before it.
Who Resolver::relative(std::uint32_t token, std::uint32_t number) {
    const std::uint32_t start = report_.sentence_at(token).first;
    std::uint32_t end = token;
    while (end > start && (report_.punctuation(end - 1) || report_.word(end - 1).is(Class::preposition) || report_.word(end - 1).is(Class::quantifier))) --end;
    if (end == start) return {};
    // "Rosa Lind, 41, of Ames, Iowa, who": age and home stand between.
    for (std::uint32_t i = end; i > start && end - i < 10; --i) {
        const bool home = report_.word(i - 1).capital || report_.punctuation(i - 1) || report_.is(i - 1, "of") || report_.is(i - 1, "from") || report_.kind(i - 1) == TokenKind::number;
        if (!home) break;
        const NameRun* run = names_.run_at(i - 1);
        if (run && run->entity != none && names_.entities[run->entity].kind == NameKind::person && run->range.last == i && report_.mark(i, ',') && report_.kind(i + 1) == TokenKind::number) {
            Who who = from_entity(run->entity, number);
            who.rule = "relative";
            return who;
        }
    }
    // "Two neighbours, Ann Lind and Karl Weber, who": both.
    if (report_.is(token, "who") && report_.mark(token - 1, ','))
        for (std::size_t m = discourse_.from(end); m > 0 && m + 4 > discourse_.from(end); --m) {
            const Referent& pair = discourse_.mentions()[m - 1];
            if (pair.kind != Referent::Kind::pair || pair.range.last != end || pair.range.first < start + 2 || !report_.mark(pair.range.first - 1, ',') || !report_.word(pair.range.first - 2).is(any_of(Class::people, Class::roles))) continue;
            Who who = from_mention(pair, number);
            who.rule = "relative";
            return who;
        }
    const NameRun* before = names_.run_at(end - 1);
    const bool person = before && before->entity != none && names_.entities[before->entity].kind != NameKind::organisation;
    if (report_.is(token, "who") && !person)
        if (const std::uint32_t named = person_in_apposition(end, start); named != none) {
            Who who = from_entity(named, number);
            who.rule = "relative";
            return who;
        }
    if (const NameRun* run = names_.run_at(end - 1); run && run->entity != none) {
        Who who = from_entity(run->entity, number);
        who.rule = "relative";
        return who;
    }
    // "Stevie Wonder, the singer, who": an apposition between.
    std::uint32_t first = end;
    while (first > start && !report_.punctuation(first - 1) && !report_.word(first - 1).is(any_of(Class::auxiliary, Class::relative)) && end - first < 12 &&
           !(report_.word(first - 1).lower && report_.word(first - 1).is(Class::saying) && !person_word(report_, first - 1)))
        --first;
    if (first > start && report_.mark(first - 1, ',') && first - 1 > start)
        if (const NameRun* run = names_.run_at(first - 2); run && run->entity != none && person_word(report_, end - 1)) {
            Who who = from_entity(run->entity, number);
            who.rule = "relative";
            return who;
        }
    // Start at the last article so that verbs and prepositions before the phrase stay out.
    for (std::uint32_t i = end; i > first; --i)
        if (report_.word(i - 1).is(any_of(Class::determiner)) || report_.word(i - 1).is(Class::preposition)) {
            first = report_.word(i - 1).is(Class::preposition) ? i : i - 1;
            break;
        }
    if (report_.is(token, "who")) first = person_before_place(first, start);
    if (first >= end) return {};
    Who who = from_reference(read_reference(report_, names_, {first, end}), number);
    who.rule = "relative";
    return who;
}

}  // namespace rostra::speakers
