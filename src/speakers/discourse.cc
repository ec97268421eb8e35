#include "discourse.h"

namespace rostra::speakers {
namespace {

/// A mention is a subject when only an article, titles and other names of its own phrase stand before it in the clause.
bool begins_clause(const Report& r, const Names& names, std::uint32_t first) {
    const std::uint32_t start = r.sentence_at(first).first;
    bool titled = false;
    for (std::uint32_t i = first; i > start; --i) {
        const std::uint32_t j = i - 1;
        // "West Harbour Gov. Ruth Veld": whatever capitals stand before the title.
        titled = titled || (person_word(r, j) && r.word(j).capital);
        if (titled && r.word(j).capital && !r.word(j).is(function_words)) continue;
        if (r.mark(j, ',') || r.kind(j) == TokenKind::open_quote || r.kind(j) == TokenKind::close_quote || r.mark(j, ':') || r.dash(j)) return true;
        const Word& w = r.word(j);
        if (r.is(j, "for") && j > start && r.is(j - 1, "as")) return true;                                                                             // "As for Ruiz, he"
        const bool describes = w.lower && !w.is(function_words) && !w.is(Class::saying) && person_word(r, j + 1) && j > start && names.run_at(j - 1);  // "Lind campaign director X"
        if (describes || w.is(any_of(Class::determiner, Class::adverb)) || (w.lower && w.is(Class::saying) && !r.is(j, "told")) || person_word(r, j) || (r.known(j) && r.known(j)->any_state()) || names.run_at(j)) continue;
        return w.is(any_of(Class::conjunction)) || r.is(j, "that");
    }
    return true;
}

bool follows_preposition(const Report& r, std::uint32_t first) {
    const std::uint32_t start = r.sentence_at(first).first;
    for (std::uint32_t i = first; i > start && first - i < 5; --i) {
        const Word& w = r.word(i - 1);
        if (w.is(Class::preposition)) return true;
        if (!w.is(Class::determiner) && !person_word(r, i - 1) && !(r.known(i - 1) && r.known(i - 1)->any_state())) return false;
    }
    return false;
}

/// "[Lind] campaign director Hugo Dean": the name only tells whose director.
bool only_describes(const Report& r, const Names& names, std::uint32_t behind) {
    bool role = false;
    for (std::uint32_t i = behind; i < r.size() && i < behind + 4; ++i) {
        if (names.run_at(i)) return role;
        const Word& w = r.word(i);
        role = person_word(r, i) && !w.is(Class::honorific);
        if (r.kind(i) != TokenKind::word || w.possessive || (!role && (w.is(function_words) || w.is(any_of(Class::saying, Class::honorific)) || !w.lower))) return false;
    }
    return false;
}

Referent base(const Report& r, const Names& names, Range range) {
    Referent m;
    m.token = range.last - 1;
    m.range = range;
    m.subject = begins_clause(r, names, range.first);
    m.owner = r.word(range.last - 1).possessive;
    m.object = !m.subject && follows_preposition(r, range.first);
    return m;
}

/// "Ms. Lind and Mr. Weber": two people who can be "they".
void add_pairs(const Report& r, const Names& names, std::vector<Referent>& out) {
    const auto person = [&](const NameRun& run) { return run.entity != none && names.entities[run.entity].kind == NameKind::person; };
    for (std::size_t i = 0; i + 1 < names.runs.size(); ++i) {
        const NameRun &a = names.runs[i], &b = names.runs[i + 1];
        if (!person(a) || !person(b) || a.entity == b.entity || r.sentence[a.range.first] != r.sentence[b.range.first] || !r.is(a.range.last, "and")) continue;
        bool beside = b.range.first - a.range.last < 6;
        for (std::uint32_t t = a.range.last + 1; t < b.range.first; ++t) beside = beside && (person_word(r, t) || (r.known(t) && r.known(t)->any_state()));
        if (!beside || r.word(b.range.last - 1).possessive) continue;
        Referent m = base(r, names, {a.range.first, b.range.last});
        m.kind = Referent::Kind::pair;
        m.subject = m.subject && !(a.range.first > 1 && r.mark(a.range.first - 1, ',') && r.word(a.range.first - 2).is(any_of(Class::people, Class::roles, Class::party)));  // "two colleagues, Ms. Lind and Mr. Weber": an apposition
        out.push_back(m);
    }
}

}  // namespace

Discourse::Discourse(const Report& r, const Names& names) {
    for (const NameRun& run : names.runs) {
        if (run.entity == none) continue;
        const Entity& e = names.entities[run.entity];
        Referent m = base(r, names, run.range);
        m.entity = run.entity;
        m.gender = e.gender;
        m.owner = m.owner || only_describes(r, names, run.range.last);
        m.kind = e.kind == NameKind::organisation ? Referent::Kind::organisation : Referent::Kind::person;
        mentions_.push_back(m);
    }
    add_pairs(r, names, mentions_);
    for (const Known& k : r.marked.known) {
        // "The Syrian government has retaken towns with help from Russia. It": the state whose government it is.
        if (k.as(Kind::adjective) && (r.is(k.last, "government") || r.is(k.last, "regime")) && !names.run_at(k.first)) {
            Referent m = base(r, names, {k.first, k.last + 1});
            m.kind = Referent::Kind::state;
            m.code = code_of(*k.as(Kind::adjective));
            mentions_.push_back(m);
            continue;
        }
        const bool state = k.as(Kind::state) || k.as(Kind::seat);
        if (!state && !k.as(Kind::body) && !k.as(Kind::group)) continue;
        if (names.run_at(k.first)) continue;
        Referent m = base(r, names, {k.first, k.last});
        m.owner = m.owner || k.possessive;
        if (state) {
            m.kind = Referent::Kind::state;
            m.code = code_of(k.as(Kind::state) ? *k.as(Kind::state) : *k.as(Kind::seat));
        } else {
            m.kind = k.as(Kind::group) ? Referent::Kind::group : Referent::Kind::organisation;
        }
        mentions_.push_back(m);
    }
    for (std::uint32_t i = 0; i < r.size(); ++i) {
        const Word& w = r.word(i);
        if (r.kind(i) != TokenKind::word || names.run_at(i) || (r.known(i) && !(r.known(i)->as(Kind::office) && w.is(Class::people)))) continue;
        const bool states = w.is(Class::states) && w.lower && (r.is(i, "countries") || r.is(i, "states") || r.is(i, "nations") || r.is(i, "governments") || r.is(i, "delegations"));
        const bool people = states || (w.is(any_of(Class::roles, Class::people)) && !w.is(function_words) && !w.is(Class::organisation));
        const bool document = w.is(Class::document) && w.lower && i > 0 && r.word(i - 1).is(any_of(Class::determiner));
        if (!people && !document) continue;
        // The phrase back to its article.
        std::uint32_t first = i;
        while (first > r.sentence_at(i).first && i - first < 5 && !r.punctuation(first - 1) && !r.word(first - 1).is(any_of(Class::preposition, Class::conjunction, Class::auxiliary, Class::saying))) {
            --first;
            if (r.word(first).is(any_of(Class::determiner, Class::quantifier)) || r.kind(first) == TokenKind::number) break;
        }
        // "Lawmakers from 14 countries": the countries only describe them.
        if (states && first > 1 && r.is(first - 1, "from") && r.word(first - 2).is(any_of(Class::people, Class::roles))) continue;
        Referent m = base(r, names, {first, i + 1});
        m.kind = people ? Referent::Kind::people : Referent::Kind::document;
        mentions_.push_back(m);
    }
    std::sort(mentions_.begin(), mentions_.end(), [](const Referent& a, const Referent& b) { return a.token < b.token; });
}

std::size_t Discourse::from(std::uint32_t token) const {
    return static_cast<std::size_t>(std::lower_bound(mentions_.begin(), mentions_.end(), token, [](const Referent& m, std::uint32_t t) { return m.token < t; }) - mentions_.begin());
}

}  // namespace rostra::speakers
