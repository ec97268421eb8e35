// Whom a statement is about: the states named in what is said or addressed by its cue, the speaker's own left out.
#include "view.h"

namespace rostra::statements {
namespace {

const knowledge::Entry* named_state(const Known& known) { return known.any_state(); }

std::string_view code_of(const knowledge::Entry& e) { return knowledge::states()[e.ref].code; }

/// The state that a known phrase makes the statement about: by name, adjective or people, or through a province of which
/// to speak is to speak about the state.
const knowledge::Entry* target_of(const Known& known) {
    if (const knowledge::Entry* e = named_state(known)) return e->ambiguous && !known.as(Kind::state) && !known.as(Kind::adjective) ? nullptr : e;
    const knowledge::Entry* region = known.as(Kind::region);
    return region && region->weight > 0 ? region : nullptr;
}

/// "The three Americans", "Zbigniew Czech,": people, and a surname that is also an adjective.
bool names_people(const View& view, const Known& k) {
    if (k.as(Kind::state) || k.as(Kind::seat) || k.first == 0) return false;
    const Word& before = view.word(k.first - 1);
    if (k.as(Kind::demonym) && (before.is(Class::numeral) || view.kind(k.first - 1) == TokenKind::number)) return true;
    return before.is(any_of(Class::given_male, Class::given_female)) && before.capital;
}

/// "To" before a verb.
bool infinitive(const View& view, std::uint32_t i) {
    return view.is(i, "to") && view.word(i + 1).lower && !view.word(i + 1).is(any_of(Class::determiner, Class::possessive));
}

/// "At a rally in Madrid", "in an interview in Tokyo": where it was said. "The government in Minsk" is the state.
bool place_of_speech(const View& view, const Range& gap, std::uint32_t i) {
    while (i > gap.first && view.word(i - 1).is(Class::determiner)) --i;
    if (i <= gap.first || !is_any(view, i - 1, {"in", "near", "outside"})) return false;
    return i < gap.first + 2 || !is_any(view, i - 2, {"government", "authorities", "regime", "junta", "troops", "forces", "army", "military", "leaders", "leadership", "officials", "generals", "rulers"});
}

bool gathering(const View& view, std::uint32_t i) {
    return is_any(view, i, {"talks", "summit", "conference", "deal", "accord", "agreement", "outcome", "meeting", "session", "negotiations", "round", "cop"});
}

/// "A deal in Copenhagen", "the Bali conference": the city stands for what met there.
bool conference_city(const View& view, const Known& k) {
    if (!k.as(Kind::seat) || k.possessive) return false;
    if (gathering(view, k.last)) return true;
    return k.first > 1 && view.is(k.first - 1, "in") && gathering(view, k.first - 2);
}

/// "Canada's Lumo Corp", "the Scottish singer": a firm or a citizen, who is not the state.
bool firm_or_citizen(const View& view, const Known& k) {
    if (k.as(Kind::state) && k.possessive)
        for (std::uint32_t i = k.last; i < k.last + 5 && view.word(i).capital; ++i)
            if (is_any(view, i, {"corp", "inc", "ltd", "plc", "corp.", "inc.", "ltd.", "llc", "gmbh"})) return true;
    return (k.as(Kind::adjective) || k.as(Kind::region)) && !k.as(Kind::state) && view.word(k.last).lower && is_any(view, k.last, {"singer", "actor", "actress", "writer", "novelist", "player", "footballer", "driver", "tourist", "tourists", "student", "musician", "artist", "pilot", "climber", "swimmer", "cyclist", "businessman", "businesswoman", "teacher", "nurse", "doctor", "woman", "man", "teenager", "couple"});
}

/// "Critics to stop spreading rumours": people in general, at the start of a demand.
bool asks_people(const View& view, const Range& content) {
    const Word& first = view.word(content.first);
    if (!first.lower || first.is(any_of(Class::determiner, Class::possessive, Class::preposition, Class::demonstrative))) return false;
    const auto many = [&](std::uint32_t i) { return view.word(i).lower && view.str(i).ends_with('s'); };
    const bool plural = many(content.first) || (many(content.first + 1) && view.is(content.first + 2, "all"));
    for (std::uint32_t i = content.first + 1; i < content.last && i < content.first + 9; ++i) {
        // "Shop owners all over America"
        if (view.known(i) && target_of(*view.known(i)) && !is_any(view, i - 1, {"over", "across"})) return false;
        // "Rich parties to show will"
        if (infinitive(view, i)) return plural || view.word(i - 1).is(any_of(Class::people, Class::states, Class::roles));
    }
    return false;
}

/// "Called on Hamas to", "appealed to critics to": somebody without a state's name is asked.
bool addresses(const View& view, const Parts& parts) {
    if (parts.cue.empty() || parts.content.empty()) return false;
    if (asks_people(view, parts.content.front())) return true;
    const std::uint32_t first = parts.cue.back().last, last = parts.content.front().first;
    return first < last && last - first < 15 && view.word(last - 1).letters && view.is(last, "to");
}

class Finder {
public:
    Finder(const View& view, const Parts& parts, const ResolvedSource& source, const Mentions& mentions) : v_(view), p_(parts), mentions_(mentions), own_(source.speaker && source.speaker->of ? *source.speaker->of : std::string()), bloc_(source.bloc ? source.bloc->span : std::nullopt), reach_(own_.empty() && !source.bloc ? 6 : 8) {}

    std::vector<Target> run(Act act) {
        const bool plain = act == Act::say || act == Act::think || act == Act::show || act == Act::announce;
        // Between cue and content stands the one addressed: "accused China of ...". Adjectives there name newspapers.
        if (!p_.cue.empty() && !p_.content.empty() && !tells()) {
            for (const Range& c : p_.cue) visit(c, false, false);
            const std::uint32_t first = p_.cue.back().last, last = p_.content.front().first;
            if (first < last && last - first < 15 && !names_bloc({first, last})) addressed({first, last});
        }
        if (out_.empty()) asked_subject();
        if (!out_.empty() || (act == Act::call_for && addresses(v_, p_))) return std::move(out_);
        for (const Range& c : p_.content) visit(asked_or_praised(c, act), true, plain);
        if (out_.empty()) mandate();
        if (out_.empty()) responded_to();
        return std::move(out_);
    }

private:
    /// What stands between cue and content, the place of speech left out.
    void addressed(Range gap) {
        for (std::uint32_t i = gap.first; i < gap.last; ++i)
            if (const Known* k = v_.known(i); k && k->first == i && place_of_speech(v_, gap, i)) {
                visit({gap.first, i}, false, false);
                gap.first = k->last;
            }
        visit(gap, false, false);
    }

    /// "Said, also on behalf of Denmark and Finland, that": they are spoken for, not spoken of.
    [[nodiscard]] bool names_bloc(Range range) const {
        for (std::uint32_t i = range.first; i < range.last; ++i)
            if (v_.is(i, "behalf") || (bloc_ && bloc_->begin < v_.span(i).end && v_.span(i).begin < bloc_->end && v_.known(i))) return true;
        return false;
    }

    /// "Told the German parliament": those who are told something are not whom it is about; those told to do it are.
    [[nodiscard]] bool tells() const {
        if (!p_.content.empty() && v_.is(p_.content.front().first, "to")) return false;
        for (const Range& c : p_.cue)
            for (std::uint32_t i = c.first; i < c.last; ++i)
                for (const std::string_view w : {"told", "tells", "telling"})
                    if (v_.is(i, w)) return true;
        return false;
    }

    /// Takes the first state in the range and those joined to it; in a plain statement only one that leads it.
    void visit(Range range, bool adjectives, bool plain) {
        std::uint32_t end = range.first;
        for (std::uint32_t i = range.first; i < range.last; ++i) {
            const Known* k = v_.known(i);
            if (!k || k->first != i) continue;
            if (k->as(Kind::other) || (!adjectives && !k->as(Kind::state) && !k->as(Kind::seat) && !k->as(Kind::demonym))) continue;
            const knowledge::Entry* e = target_of(*k);
            if (!e || code_of(*e) == own_ || (plain && mentions_.speaks[i]) || names_people(v_, *k) || (adjectives && (mentions_.city[i] || conference_city(v_, *k) || firm_or_citizen(v_, *k)))) continue;
            if (!out_.empty() && !joined(end, i)) return;
            if (plain && out_.empty() && i > range.first + reach_ && e->kind != Kind::region) return;
            const std::string_view code = code_of(*e);
            end = k->last;
            if (std::any_of(out_.begin(), out_.end(), [&](const Target& t) { return t.code == code; })) continue;
            out_.push_back({std::string(code), std::string(knowledge::state(code)->name), k->span});
        }
    }

    /// "China has been asked by 15 countries": the subject of a passive cue is the one addressed.
    void asked_subject() {
        if (p_.cue.empty()) return;
        const Range& c = p_.cue.front();
        const Known* k = c.first > p_.sentence.first ? v_.known(c.first - 1) : nullptr;
        bool passive = false;
        for (std::uint32_t i = c.first; i < c.last; ++i) passive = passive || is_any(v_, i, {"been", "was", "were", "is", "are"});
        if (!k || !passive || !v_.is(p_.cue.back().last, "by")) return;
        own_.clear();  // who is asked is not who asks, whatever was found for the speaker
        visit({k->first, k->last}, false, false);
    }

    /// What stands before an infinitive: who is to act in "for the European Union to seal the terms of a British exit", what is
    /// praised in "the vote to expel Russia".
    [[nodiscard]] Range before_infinitive(Range content, std::uint32_t reach) const {
        for (std::uint32_t i = content.first + 2; i < content.last && i < content.first + reach; ++i)
            if (infinitive(v_, i)) return {content.first, i};
        return content;
    }

    [[nodiscard]] Range asked_or_praised(Range content, Act act) const {
        if (act == Act::call_for && v_.is(content.first, "for")) return before_infinitive(content, 12);
        return act == Act::praise ? before_infinitive(content, 40) : content;
    }

    /// "The Special Rapporteur on human rights in Iran": what is said under a mandate on a state is about it.
    void mandate() {
        if (!own_.empty()) return;
        for (const Range& r : p_.source)
            for (std::uint32_t i = r.first; i + 2 < r.last; ++i) {
                const bool special = is_any(v_, i, {"special", "independent"}) && is_any(v_, i + 1, {"rapporteur", "envoy", "representative", "expert", "adviser", "advisor", "coordinator"});
                const bool inquiry = (view_is(i, {"commission", "of", "inquiry"}) || view_is(i, {"fact-finding", "mission"}));
                if (special || inquiry) return visit({i + 2, r.last}, false, false);
            }
    }

    [[nodiscard]] bool view_is(std::uint32_t i, std::initializer_list<std::string_view> words) const {
        for (const std::string_view w : words)
            if (!v_.is(i++, w)) return false;
        return true;
    }

    /// "Responding to New Zealand's step, Wang said": about the one who took it.
    void responded_to() {
        for (std::uint32_t i = p_.sentence.first; i + 2 < p_.sentence.last; ++i) {
            if (p_.in_content(i) || !v_.is(i + 1, "to")) continue;
            if (!is_any(v_, i, {"responding", "reacting", "replying"}) && !(i > 0 && v_.is(i - 1, "in") && is_any(v_, i, {"response", "reply", "reaction"}))) continue;
            std::uint32_t end = i + 2;
            while (end < p_.sentence.last && end < i + 8 && !v_.mark(end, ',') && !p_.in_content(end)) ++end;
            return visit({i + 2, end}, true, false);
        }
    }

    /// Only commas, "and" and articles stand between, or the "to" of "from one to the other".
    [[nodiscard]] bool joined(std::uint32_t from, std::uint32_t to) const {
        if (to > from + 4) return false;
        const Known* k = from > 0 ? v_.known(from - 1) : nullptr;
        if (k && k->first > 0 && v_.is(k->first - 1, "from") && v_.is(from, "to") && to <= from + 2) return true;
        for (std::uint32_t i = from; i < to; ++i)
            if (!(v_.mark(i, ',') || v_.is(i, "and") || v_.is(i, "the"))) return false;
        return true;
    }

    const View& v_;
    const Parts& p_;
    const Mentions& mentions_;
    std::string own_;
    std::optional<Span> bloc_;
    std::uint32_t reach_;  ///< how far into a plain statement the state stands that it is about: who speaks for a state speaks of others
    std::vector<Target> out_;
};

bool demanding(Act act) { return act == Act::criticise || act == Act::call_for; }

bool suffered(const View& view, std::uint32_t i) {
    return is_any(view, i, {"killing", "murder", "death", "arrest", "detention", "jailing", "imprisonment", "trial", "conviction", "sentencing", "execution", "treatment", "poisoning", "disappearance", "persecution", "expulsion", "deportation", "release"});
}

/// "Government", "the junta's": who rules a state, also as an owner.
bool power(const View& view, std::uint32_t i) {
    const std::uint32_t key = view.word(i).key;
    for (const std::string_view w : {"government", "authorities", "regime", "junta", "country", "military", "army"})
        if (key == knowledge::key_of(w)) return true;
    return view.is(i, "governments");  // where the apostrophe was lost
}

/// "Pledge of the government", "abuses there": words that take up a state named before.
bool takes_up(const View& view, const Parts& parts, bool there) {
    for (const Range& c : parts.content)
        for (std::uint32_t i = c.first; i < c.last; ++i) {
            if (is_any(view, i, {"the", "that", "its", "their"}) && power(view, i + 1)) return true;
            if (there && view.is(i, "there") && i > c.first && !view.word(i + 1).is(Class::auxiliary) && !is_any(view, i + 1, {"will", "can", "may", "must", "should"})) return true;
        }
    return false;
}

/// The content names somebody who is no state: "the acts of Hamas". Then it is about them, not about whom the text spoke of before.
bool names_another(const View& view, const Parts& parts) {
    for (const Range& c : parts.content)
        for (std::uint32_t i = c.first + 1; i < c.last; ++i) {
            const Word& w = view.word(i);
            if (!w.capital || !w.letters || w.is(any_of(Class::month, Class::weekday, Class::i)) || view.known(i)) continue;
            if (view.kind(i - 1) != TokenKind::word && !view.mark(i - 1, ',')) continue;  // the start of a sentence or a quotation
            // "The killing of Jamal Khashoggi": to name the victim is to speak about who is to blame.
            if (i > c.first + 1 && view.is(i - 1, "of") && suffered(view, i - 2)) return false;
            return true;
        }
    return false;
}

/// "Stressed the need for data": what is needed is asked of all.
bool asks_all(const View& view, const Parts& parts) {
    if (parts.content.empty()) return false;
    const std::uint32_t i = parts.content.front().first;
    return view.word(i).is(Class::determiner) && (view.is(i + 1, "need") || view.is(i + 2, "need"));
}

/// "Stood by the condemnation of China and called for a ceasefire [in Gaza]": a place of its own, though no state.
bool names_place(const View& view, const Parts& parts) {
    for (const Range& c : parts.content)
        for (std::uint32_t i = c.first; i + 1 < c.last; ++i)
            if (view.is(i, "in") && view.word(i + 1).capital && !(view.known(i + 1) && view.known(i + 1)->any_state()) && !view.word(i + 1).is(any_of(Class::month, Class::weekday))) return true;
    return false;
}

}  // namespace

Mentions mentions_of(const View& view, const std::vector<Parts>& parts) {
    Mentions found{std::vector<bool>(view.size()), std::vector<bool>(view.size())};
    for (const Parts& p : parts)
        for (const Range& r : p.source)
            for (std::uint32_t i = r.first; i < r.last; ++i) found.speaks[i] = true;
    // A state that the report names in other words too can be meant by its capital.
    std::vector<bool> city(knowledge::states().size()), named(knowledge::states().size());
    for (const Known& k : view.marked.known) {
        const knowledge::Entry* e = k.any_state();
        if (!e) continue;
        if (conference_city(view, k)) city[e->ref] = true;
        else if (!k.as(Kind::seat) || k.possessive || found.speaks[k.first]) named[e->ref] = true;
    }
    for (const Known& k : view.marked.known)
        if (const knowledge::Entry* e = k.as(Kind::seat); e && city[e->ref] && !named[e->ref]) found.city[k.first] = true;
    return found;
}

/// "The letter was signed by A, B and C", "named A, B and C as supporters": a roll of the bloc is not what it speaks about.
bool roll_of_bloc(const std::vector<Target>& targets, const ResolvedSource& source) {
    constexpr std::size_t roll = 3;
    if (!source.bloc || targets.size() < roll) return false;
    const std::vector<std::string>& named = source.bloc->named;
    return std::all_of(targets.begin(), targets.end(), [&](const Target& t) { return std::find(named.begin(), named.end(), t.code) != named.end(); });
}

std::vector<Target> find_targets(const View& view, const Parts& parts, const ResolvedSource& source, Act act, const Mentions& mentions) {
    std::vector<Target> targets = Finder(view, parts, source, mentions).run(act);
    if (roll_of_bloc(targets, source)) targets.clear();
    return targets;
}

void topic_targets(const View& view, std::vector<Statement>& statements, const std::vector<Parts>& parts, const Mentions& mentions) {
    // "Several expressed sympathy with Fiji": whom somebody thanks or pities is nobody's topic of reproach.
    std::vector<bool> calm(view.size());
    for (std::size_t n = 0; n < statements.size(); ++n)
        if (statements[n].act == Act::praise)
            for (const Range& c : parts[n].content)
                for (std::uint32_t i = c.first; i < c.last; ++i) calm[i] = true;
    for (std::size_t n = 0; n < statements.size(); ++n) {
        Statement& s = statements[n];
        if (!s.about.empty() || !demanding(s.act) || !s.speaker || view.size() == 0) continue;
        if (addresses(view, parts[n]) || asks_all(view, parts[n]) || names_another(view, parts[n]) || names_place(view, parts[n])) continue;
        // Politics at home is full of words for the own people: only who speaks for a state or a bloc speaks to another.
        if (!s.speaker->of && !s.on_behalf_of && !takes_up(view, parts[n], true)) continue;
        const auto own = [&](std::string_view code) {
            if (s.speaker->of && *s.speaker->of == code) return true;
            if (!s.on_behalf_of) return false;
            const Bloc& b = *s.on_behalf_of;
            return (b.lead && *b.lead == code) || std::find(b.named.begin(), b.named.end(), code) != b.named.end() || std::find(b.by_membership.begin(), b.by_membership.end(), code) != b.by_membership.end();
        };
        const std::uint32_t paragraph = parts[n].sentence.paragraph;
        const Known* topic = nullptr;
        bool several = false, reproached = false;
        for (std::uint32_t i = parts[n].anchor; i > 0 && !several && parts[n].anchor - i < 300; --i) {
            const std::uint32_t sentence = view.tokens->sentence_of(i - 1);
            if (view.tokens->sentences[sentence].paragraph != paragraph) break;
            const Known* k = view.known(i - 1);
            if (!k || k->first != i - 1 || k->as(Kind::other) || k->as(Kind::group) || k->as(Kind::body)) continue;
            const knowledge::Entry* e = target_of(*k);
            // Who speaks beside is no topic: "COLOMBIA said it was dissatisfied. PANAMA lamented that ...".
            if (!e || own(code_of(*e)) || mentions.speaks[i - 1] || mentions.city[i - 1] || names_people(view, *k)) continue;
            if (topic && code_of(*target_of(*topic)) != code_of(*e)) several = true;
            else topic = k, reproached = reproached || !calm[i - 1];
        }
        if (!topic || several || !reproached) continue;
        const std::string_view code = code_of(*target_of(*topic));
        s.about.push_back({std::string(code), std::string(knowledge::state(code)->name), topic->span});
        s.evidence.push_back({"about", "topic-of-paragraph", {topic->span}});
    }
}

void carry_targets(const View& view, std::vector<Statement>& statements, const std::vector<Parts>& parts) {
    std::vector<std::uint32_t> order(parts.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return std::pair(parts[a].anchor, a) < std::pair(parts[b].anchor, b); });
    for (std::size_t at = 1; at < order.size(); ++at) {
        Statement& now = statements[order[at]];
        const Statement& before = statements[order[at - 1]];
        if (!now.about.empty() || before.about.empty()) continue;
        const bool demands = demanding(now.act) && (demanding(before.act) || before.act == Act::deny);
        if (!demands && !takes_up(view, parts[order[at]], false)) continue;
        if (addresses(view, parts[order[at]]) || asks_all(view, parts[order[at]]) || names_place(view, parts[order[at]])) continue;
        if (!now.speaker || !before.speaker || parts[order[at]].sentence.paragraph != parts[order[at - 1]].sentence.paragraph) continue;
        const bool same = now.speaker->name == before.speaker->name || (now.on_behalf_of && before.on_behalf_of && now.on_behalf_of->declared && now.on_behalf_of->declared == before.on_behalf_of->declared);
        if (!same) continue;
        now.about = before.about;
        for (const Target& t : now.about) now.evidence.push_back({"about", "carried-on", {t.span}});
    }
}

}  // namespace rostra::statements
