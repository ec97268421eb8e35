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

class Finder {
public:
    Finder(const View& view, const Parts& parts, const ResolvedSource& source) : v_(view), p_(parts), own_(source.speaker && source.speaker->of ? *source.speaker->of : std::string()), bloc_(source.bloc ? source.bloc->span : std::nullopt) {}

    std::vector<Target> run(Act act) {
        const bool plain = act == Act::say || act == Act::think || act == Act::show || act == Act::announce;
        // Between cue and content stands the one addressed: "accused China of ...". Adjectives there name newspapers.
        if (!p_.cue.empty() && !p_.content.empty() && !tells()) {
            for (const Range& c : p_.cue) visit(c, false, false);
            const std::uint32_t first = p_.cue.back().last, last = p_.content.front().first;
            if (first < last && last - first < 15 && !names_bloc({first, last})) visit({first, last}, false, false);
        }
        if (!out_.empty() || (act == Act::call_for && addressed())) return std::move(out_);
        for (const Range& c : p_.content) visit(c, true, plain);
        return std::move(out_);
    }

private:
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
            if (!e || code_of(*e) == own_) continue;
            if (!out_.empty() && !joined(end, i)) return;
            if (plain && out_.empty() && i > range.first + 6 && e->kind != Kind::region) return;
            const std::string_view code = code_of(*e);
            end = k->last;
            if (std::any_of(out_.begin(), out_.end(), [&](const Target& t) { return t.code == code; })) continue;
            out_.push_back({std::string(code), std::string(knowledge::state(code)->name), k->span});
        }
    }

    /// "called on Hamas to": somebody else is asked, so that states in the demand are not its target.
    [[nodiscard]] bool addressed() const {
        if (p_.cue.empty() || p_.content.empty()) return false;
        const std::uint32_t first = p_.cue.back().last, last = p_.content.front().first;
        return first < last && last - first < 15 && v_.word(last - 1).letters && v_.is(p_.content.front().first, "to");
    }

    /// Only commas, "and" and articles stand between.
    [[nodiscard]] bool joined(std::uint32_t from, std::uint32_t to) const {
        if (to > from + 4) return false;
        for (std::uint32_t i = from; i < to; ++i)
            if (!(v_.mark(i, ',') || v_.is(i, "and") || v_.is(i, "the"))) return false;
        return true;
    }

    const View& v_;
    const Parts& p_;
    std::string own_;
    std::optional<Span> bloc_;
    std::vector<Target> out_;
};

bool demanding(Act act) { return act == Act::criticise || act == Act::call_for; }

}  // namespace

std::vector<Target> find_targets(const View& view, const Parts& parts, const ResolvedSource& source, Act act) {
    return Finder(view, parts, source).run(act);
}

void topic_targets(const View& view, std::vector<Statement>& statements, const std::vector<Parts>& parts) {
    // Who speaks beside is no topic: "COLOMBIA said it was dissatisfied. PANAMA lamented that ...".
    std::vector<bool> speaks(view.size());
    for (const Parts& p : parts)
        for (const Range& r : p.source)
            for (std::uint32_t i = r.first; i < r.last; ++i) speaks[i] = true;
    for (std::size_t n = 0; n < statements.size(); ++n) {
        Statement& s = statements[n];
        if (!s.about.empty() || !demanding(s.act) || !s.speaker || view.size() == 0) continue;
        // Politics at home is full of words for the own people: only who speaks for a state or a bloc speaks to another.
        if (!s.speaker->of && !s.on_behalf_of) continue;
        const auto own = [&](std::string_view code) {
            if (s.speaker->of && *s.speaker->of == code) return true;
            if (!s.on_behalf_of) return false;
            const Bloc& b = *s.on_behalf_of;
            return (b.lead && *b.lead == code) || std::find(b.named.begin(), b.named.end(), code) != b.named.end() || std::find(b.by_membership.begin(), b.by_membership.end(), code) != b.by_membership.end();
        };
        const std::uint32_t paragraph = parts[n].sentence.paragraph;
        const Known* topic = nullptr;
        bool several = false;
        for (std::uint32_t i = parts[n].anchor; i > 0 && !several && parts[n].anchor - i < 300; --i) {
            const std::uint32_t sentence = view.tokens->sentence_of(i - 1);
            if (view.tokens->sentences[sentence].paragraph != paragraph) break;
            const Known* k = view.known(i - 1);
            if (!k || k->first != i - 1 || k->as(Kind::other) || k->as(Kind::group) || k->as(Kind::body)) continue;
            const knowledge::Entry* e = target_of(*k);
            if (!e || own(code_of(*e)) || speaks[i - 1]) continue;
            if (topic && code_of(*target_of(*topic)) != code_of(*e)) several = true;
            else topic = k;
        }
        if (!topic || several) continue;
        const std::string_view code = code_of(*target_of(*topic));
        s.about.push_back({std::string(code), std::string(knowledge::state(code)->name), topic->span});
        s.evidence.push_back({"about", "topic-of-paragraph", {topic->span}});
    }
}

void carry_targets(std::vector<Statement>& statements, const std::vector<Parts>& parts) {
    std::vector<std::uint32_t> order(parts.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return std::pair(parts[a].anchor, a) < std::pair(parts[b].anchor, b); });
    for (std::size_t at = 1; at < order.size(); ++at) {
        Statement& now = statements[order[at]];
        const Statement& before = statements[order[at - 1]];
        if (!now.about.empty() || before.about.empty() || !demanding(now.act) || !demanding(before.act)) continue;
        if (!now.speaker || !before.speaker || parts[order[at]].sentence.paragraph != parts[order[at - 1]].sentence.paragraph) continue;
        const bool same = now.speaker->name == before.speaker->name || (now.on_behalf_of && before.on_behalf_of && now.on_behalf_of->declared && now.on_behalf_of->declared == before.on_behalf_of->declared);
        if (!same) continue;
        now.about = before.about;
        for (const Target& t : now.about) now.evidence.push_back({"about", "carried-on", {t.span}});
    }
}

}  // namespace rostra::statements
