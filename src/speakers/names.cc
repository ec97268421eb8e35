// Two passes. The first cuts runs of capitalised words out of each sentence and makes an entity of each full name.
// The second walks the namings in order and joins short ones to the entity that bears the name: the one most often
// named so far among those that fit, else the next full name to come.
#include "names.h"

#include <unordered_map>

namespace rostra::speakers {
namespace {

constexpr knowledge::Classes given = any_of(Class::given_male, Class::given_female);

/// "The General Secretariat": no general.
bool general_body(const Report& r, std::uint32_t i) {
    return r.is(i, "general") && r.word(i).capital && i + 1 < r.size() && r.word(i + 1).capital && r.word(i + 1).is(Class::organisation) && r.known(i) && r.known(i)->last == i + 1;
}

/// The token belongs to a known name that can not be part of a person's name.
bool fixed_known(const Report& r, std::uint32_t i) {
    const Known* k = r.known(i);
    if (!k || general_body(r, i)) return false;
    const Word& w = r.word(i);
    if (k->last - k->first == 1 && !k->as(Kind::office) && !k->as(Kind::title)) {
        // "Jordan", "Chad", "Chelsea": a given name before or a surname after makes it a person's.
        const knowledge::Entry* e = k->any_state();
        if (e && (e->ambiguous || w.is(given))) return false;
    }
    return true;
}

bool roleish(const Report& r, std::uint32_t i) {
    const Word& w = r.word(i);
    // "M." before a name is a title, inside one an initial.
    if (r.span(i).size() == 2 && i > 0 && r.word(i - 1).capital && !r.word(i - 1).is(function_words) && r.sentence[i - 1] == r.sentence[i]) return false;
    if (general_body(r, i)) return false;
    if (w.is(any_of(Class::role, Class::honorific))) return true;
    const Known* k = r.known(i);
    return k && (k->as(Kind::office) || k->as(Kind::title));
}

/// "In June,", "last August", "April 2016": the month, though women bear its name.
bool dated(const Report& r, std::uint32_t i) {
    if (!r.word(i).is(Class::month)) return false;
    if (i + 1 < r.size() && r.kind(i + 1) == TokenKind::number) return true;
    if (i == 0 || r.sentence[i - 1] != r.sentence[i]) return false;
    for (const std::string_view w : {"in", "since", "until", "till", "late", "early", "mid", "last", "next", "this", "of", "by", "during"})
        if (r.is(i - 1, w)) return i + 1 >= r.size() || !r.word(i + 1).capital || r.word(i + 1).is(function_words);
    return false;
}

bool name_token(const Report& r, std::uint32_t i) {
    const Word& w = r.word(i);
    if (r.kind(i) != TokenKind::word || !w.capital || dated(r, i)) return false;
    const bool initial = r.span(i).size() == 2 && r.text[r.span(i).end - 1] == '.';
    // "Theresa May": a month right after a given name is a surname.
    if (w.is(Class::month) && i > 0 && r.word(i - 1).is(given) && r.word(i - 1).capital && !r.word(i - 1).is(function_words)) return true;
    return initial || !w.is(function_words) || (w.is(given) && !w.is(any_of(Class::determiner, Class::preposition, Class::auxiliary, Class::i, Class::conjunction)));
}

/// Capitalised in the middle of a sentence somewhere: a name, whatever it is elsewhere.
bool seen_inside(const Report& r, std::uint32_t i) { return std::binary_search(r.inner_capitals.begin(), r.inner_capitals.end(), r.word(i).key); }

bool bare_state(const Report& r, std::uint32_t i) {
    const Known* k = r.known(i);
    return k && k->any_state();
}

/// A capital at the start of a sentence, or at `start`, says nothing by itself: the word must not be met in small letters.
bool honest_capital(const Report& r, std::uint32_t i, std::uint32_t start) {
    if (i != start && !r.starts_sentence(i)) return true;
    const Word& w = r.word(i);
    // "Unkind? He thinks not.": one word and a question mark are an exclamation, unless the report names it elsewhere.
    if (r.mark(i + 1, '?') && !seen_inside(r, i)) return false;
    if (!w.is(given) && !seen_inside(r, i) && !w.capitals) {
        // A word that only ever begins sentences is a name when another unknown one follows it, or none at all follows.
        // "Vassily continued": a verb of saying right behind it.
        const bool speaks = i + 1 < r.size() && !r.seen_lower(w.key) && (r.word(i + 1).is(Class::saying) || r.is(i + 1, "has") || r.is(i + 1, "was")) && r.word(i + 1).lower &&
                            !w.is(any_of(Class::people, Class::roles, Class::role, Class::document, Class::organisation, Class::states, Class::saying, Class::adverb, Class::conjunction));
        const bool joined = i + 1 < r.size() && !w.common && !r.seen_lower(w.key) && r.is(i + 1, "and");
        if (speaks || joined) return true;
        const bool next = i + 1 < r.size() && r.sentence[i + 1] == r.sentence[i] && name_token(r, i + 1) && !roleish(r, i + 1) && !r.known(i + 1);
        if (!next || (w.common && (seen_inside(r, i + 1) || r.word(i + 1).is(given)))) return w.possessive && !r.seen_lower(w.key);
    }
    if (i + 1 < r.size() && r.sentence[i + 1] == r.sentence[i] && name_token(r, i + 1) && !roleish(r, i + 1) && !r.seen_lower(w.key) &&
        !w.is(any_of(Class::people, Class::roles, Class::document, Class::party)))
        return true;
    // One word before a plain noun describes it: "Human rights must".
    if (!w.is(given) && !w.possessive && !seen_inside(r, i) && i + 1 < r.size() && r.word(i + 1).lower && !r.word(i + 1).is(function_words) && !r.word(i + 1).is(Class::saying) && !r.word(i + 1).is(any_of(Class::role, Class::organisation))) return false;
    return w.capitals || (!r.seen_lower(w.key) && !w.is(any_of(Class::people, Class::roles, Class::role, Class::document, Class::organisation, Class::states, Class::saying))) ||
           (w.is(given) && !r.seen_lower(w.key));
}

class Cutter {
public:
    Cutter(const Report& report, std::vector<NameRun>& out) : r_(report), out_(out) {}

    void words(Range range) {
        start_ = range.first;
        end_ = range.last;
        for (std::uint32_t i = range.first; i < range.last;) i = take(i);
    }

private:
    std::uint32_t take(std::uint32_t i) {
        if (!name_token(r_, i) || states_alone(i)) return i + 1;
        // "Mr. King": behind a plain title a title word is a surname.
        const bool surname = i > 0 && r_.word(i - 1).is(Class::honorific) && r_.span(i - 1).size() < 5 && r_.word(i - 1).is(any_of(Class::male, Class::female)) && (i + 1 >= end_ || !name_token(r_, i + 1));
        if (roleish(r_, i) && surname) return run_from(i);
        if (roleish(r_, i) && !(r_.word(i).is(given))) {
            const Known* k = r_.known(i);
            return k && k->last > i ? k->last : i + 1;
        }
        if (fixed_known(r_, i)) return std::max(i + 1, r_.known(i)->last);
        if (bare_state(r_, i) && !starts_person(i)) return i + 1;
        if (!honest_capital(r_, i, start_)) return i + 1;
        return run_from(i);
    }

    /// "The 62 Member States", "The Parties", "States Parties": those that stand in capitals are states, and no name.
    [[nodiscard]] bool states_alone(std::uint32_t i) const {
        const auto word = [&](std::uint32_t t) { return r_.is(t, "states") || r_.is(t, "parties") || r_.is(t, "governments") || r_.is(t, "nations") || r_.is(t, "delegations"); };
        return word(i) && (i + 1 >= end_ || !name_token(r_, i + 1) || word(i + 1));
    }

    /// "Jordan" before another name token that is no known word: "Jordan Smith".
    [[nodiscard]] bool starts_person(std::uint32_t i) const {
        const knowledge::Entry* state = r_.known(i)->any_state();
        const bool doubtful = state && state->ambiguous && i + 1 < end_ && !r_.word(i + 1).common && !r_.word(i + 1).capitals;
        return i + 1 < end_ && (r_.word(i).is(given) || doubtful) && name_token(r_, i + 1) && !fixed_known(r_, i + 1) && !roleish(r_, i + 1) &&
               !r_.word(i + 1).is(Class::organisation) && !r_.word(i).possessive;
    }

    [[nodiscard]] bool continues(std::uint32_t first, std::uint32_t i) const {
        if (i >= end_ || r_.word(i - 1).possessive || !name_token(r_, i)) return false;
        if (roleish(r_, i)) {
            // "King" after a given name is a surname; before another name it is a title.
            const bool title = i + 1 < end_ && name_token(r_, i + 1) && !r_.word(i).possessive;
            return !title && r_.word(i - 1).is(given);
        }
        // "Zbigniew Czech", "Theresa May": a surname that is something else too, when no further name follows it.
        if (i == first + 1 && r_.word(first).is(given) && (i + 1 >= end_ || !name_token(r_, i + 1))) {
            const Known* k = r_.known(i);
            if (k && k->last - k->first == 1 && !k->as(Kind::office) && !k->as(Kind::title) && !r_.word(i).capitals) return true;
        }
        // "KX America": letters and the state where they are at home, as broadcasters and firms are called.
        const Known* k = r_.known(i);
        const bool letters = i == first + 1 && r_.word(first).capitals && r_.span(first).size() < 6 && !r_.known(first) && k && k->as(Kind::state) && k->first == i && k->last == i + 1 && !r_.word(i).capitals && !r_.word(i).possessive;
        if (letters) return true;
        if (!fixed_known(r_, i)) return !bare_state(r_, i) || r_.word(first).is(given);
        return false;
    }

    /// Particles ("van der"), nicknames in quotes and "Jr." after a comma inside a name; the token that follows, or i.
    [[nodiscard]] std::uint32_t bridge(std::uint32_t i) const {
        std::uint32_t j = i;
        while (j < end_ && j < i + 3 && r_.word(j).lower && r_.word(j).is(Class::particle)) ++j;
        if (j > i && j < end_ && name_token(r_, j) && !r_.word(i - 1).possessive) return j;
        if (i + 2 < end_ && r_.kind(i) == TokenKind::open_quote && r_.word(i + 1).capital) {
            std::uint32_t close = i + 2;
            if (r_.word(i + 1).capital && close < end_ && r_.word(close).capital) ++close;
            if (close + 1 < end_ && r_.kind(close) == TokenKind::close_quote && name_token(r_, close + 1)) return close + 1;
        }
        if (r_.mark(i, ',') && (r_.is(i + 1, "jr.") || r_.is(i + 1, "sr.")) && i + 1 < end_) return i + 1;
        return i;
    }

    std::uint32_t run_from(std::uint32_t first) {
        std::uint32_t last = first + 1;
        for (;;) {
            if (continues(first, last)) {
                ++last;
                continue;
            }
            const std::uint32_t over = last < end_ ? bridge(last) : last;
            if (over == last) break;
            last = over + 1;
        }
        last = with_tail(first, last);
        NameRun run;
        run.range = {first, last};
        run.titled = first > 0 && r_.sentence[first - 1] == r_.sentence[first] && roleish(r_, first - 1) && r_.word(first - 1).capital;
        out_.push_back(run);
        return last;
    }

    [[nodiscard]] bool has_organisation_word(std::uint32_t first, std::uint32_t last) const {
        for (std::uint32_t i = first; i < last; ++i)
            if (r_.word(i).is(Class::organisation)) return true;
        return false;
    }

    /// "Committee for a Responsible Federal Budget", "Department of Veterans Affairs".
    [[nodiscard]] std::uint32_t with_tail(std::uint32_t first, std::uint32_t last) const {
        if (r_.word(last - 1).possessive) return last;
        for (int rounds = 0; rounds < 3 && has_organisation_word(first, last); ++rounds) {
            std::uint32_t j = last;
            if (j >= end_ || !(r_.is(j, "of") || r_.is(j, "for") || r_.is(j, "on") || r_.is(j, "and") || (r_.is(j, "to") && j == first + 1 && !r_.is(j + 1, "the") && !r_.known(j + 1)))) break;
            const bool joined = r_.is(j, "and");
            ++j;
            if (j < end_ && (r_.is(j, "the") || r_.is(j, "a")) && !joined) ++j;
            // "The Review Conference for the New Agenda Coalition": who speaks there, not what it is called.
            if (const Known* k = r_.known(j); r_.is(last, "for") && k && k->first == j && k->as(Kind::group)) break;
            std::uint32_t k = j;
            while (k < end_ && r_.word(k).capital && r_.kind(k) == TokenKind::word && !r_.word(k).is(Class::month) && !r_.word(k).is(Class::weekday)) ++k;
            if (k == j || (joined && !r_.word(k - 1).is(Class::organisation))) break;
            last = k;
        }
        return last;
    }

    const Report& r_;
    std::vector<NameRun>& out_;
    std::uint32_t start_ = 0, end_ = 0;
};

Gender gender_of_word(const Word& w) {
    const bool male = w.is(any_of(Class::male, Class::given_male)), female = w.is(any_of(Class::female, Class::given_female));
    return male == female ? Gender::unknown : male ? Gender::male
                                                   : Gender::female;
}

/// Honorific, role or given name tell the gender.
Gender gender_of(const Report& r, const NameRun& run) {
    if (run.range.first > 0) {
        const Word& before = r.word(run.range.first - 1);
        if (before.is(any_of(Class::male, Class::female)) && before.is(any_of(Class::honorific, Class::role))) return gender_of_word(before);
    }
    const Word& first = r.word(run.range.first);
    // Behind a title one word is a surname: "Gov. Christie" is no Christie.
    if (run.titled && run.range.size() == 1) return Gender::unknown;
    return first.is(given) ? gender_of_word(first) : Gender::unknown;
}

bool suffix(const Report& r, std::uint32_t i) {
    return r.is(i, "jr.") || r.is(i, "jr") || r.is(i, "sr.") || r.is(i, "ii") || r.is(i, "iii") || r.is(i, "iv");
}

std::vector<std::uint32_t> keys_of(const Report& r, Range range) {
    std::vector<std::uint32_t> keys;
    for (std::uint32_t i = range.first; i < range.last; ++i)
        if (r.kind(i) == TokenKind::word && !suffix(r, i)) keys.push_back(r.word(i).key);
    return keys;
}

/// What a run names, by its own words and its neighbours.
NameKind kind_of(const Report& r, const NameRun& run) {
    const std::uint32_t first = run.range.first, last = run.range.last;
    const bool organisation_word = r.word(last - 1).is(Class::organisation) || [&] {
        for (std::uint32_t i = first; i + 1 < last; ++i)
            if (r.word(i).is(Class::organisation) && i + 1 < last && (r.is(i + 1, "of") || r.is(i + 1, "for") || r.is(i + 1, "on"))) return true;
        return false;
    }();
    if (organisation_word && !(run.titled && last - first == 1)) return NameKind::organisation;
    if (run.titled) return NameKind::person;
    if (described_as_body(r, first)) return NameKind::organisation;
    if (last - first == 2 && r.word(first).capitals && !r.word(first).is(given) && r.span(first).size() > 1 && bare_state(r, last - 1)) return NameKind::organisation;  // "KX America"
    // "the Charlotte Observer", but not "the Obama administration": there the name only describes what follows.
    const bool article = first > 0 && r.is(first - 1, "the");
    const bool describes = last < r.size() && (r.word(last).lower || r.word(last).capital) && !r.word(last).is(function_words) && !r.word(last).is(Class::saying) && !r.word(last - 1).possessive;
    if (article && !describes && !r.word(last - 1).possessive) return NameKind::organisation;
    // "Wells Fargo CEO John Stumpf": who has a chief is no person.
    const bool owns_role = last + 1 < r.size() && roleish(r, last) && r.word(last).capital && r.word(last + 1).capital && !r.word(last).is(Class::honorific) && r.sentence[last] == r.sentence[first] && !r.known(last - 1);
    if (owns_role && !r.word(first).is(given)) return NameKind::organisation;
    if (r.word(first).is(given) && last - first > 1) return NameKind::person;
    if (last - first == 1 && r.word(first).capitals && r.mark(last, ':')) return NameKind::person;  // "WALLACE: ..."
    if (last - first == 1) {
        if (r.word(first).capitals && r.span(first).size() <= 7) return NameKind::organisation;
        return r.word(first).is(given) ? NameKind::person : NameKind::other;
    }
    return last - first <= 4 ? NameKind::person : NameKind::organisation;
}

bool same_person(const Entity& e, const std::vector<std::uint32_t>& keys) {
    if (e.keys.empty() || keys.empty() || e.keys.back() != keys.back()) return false;
    // "Rodríguez Abascal" of "Ana Silvia Rodríguez Abascal"
    const auto& shorter = e.keys.size() < keys.size() ? e.keys : keys;
    const auto& longer = e.keys.size() < keys.size() ? keys : e.keys;
    if (std::equal(shorter.rbegin(), shorter.rend(), longer.rbegin())) return true;
    return e.keys.size() == 1 || keys.size() == 1 || e.keys.front() == keys.front();
}

/// One letter more, less or other, not the first, and not an "s" at the end.
bool one_letter_apart(const std::string& first, const std::string& second) {
    std::string_view a = first, b = second;
    if (a.size() > b.size()) std::swap(a, b);
    if (a.empty() || b.size() > a.size() + 1 || b.size() < 5 || a[0] != b[0]) return false;
    std::size_t same = 0;
    while (same < a.size() && a[same] == b[same]) ++same;
    if (same == a.size()) return b.size() > a.size() && b.back() != 's';
    return a.substr(same + (a.size() == b.size() ? 1 : 0)) == b.substr(same + 1);
}

class Joiner {
public:
    Joiner(const Report& report, Names& names) : r_(report), n_(names) {}

    void run() {
        for (NameRun& run : n_.runs) {
            run.kind = kind_of(r_, run);
            run.gender = gender_of(r_, run);
        }
        for (NameRun& run : n_.runs)
            if (run.range.size() > 1) full(run);
        for (std::uint32_t i = 0; i < n_.runs.size(); ++i) place(n_.runs[i], i);
    }

private:
    std::uint32_t make(const NameRun& run, std::vector<std::uint32_t> keys) {
        const auto number = static_cast<std::uint32_t>(n_.entities.size());
        Entity e;
        e.kind = run.kind;
        e.gender = run.gender;
        e.full = run.range;
        e.keys = std::move(keys);
        by_last_[e.keys.back()].push_back(number);
        if (e.keys.size() > 1 && (run.kind == NameKind::person || r_.word(run.range.first).capitals)) by_first_[e.keys.front()].push_back(number);
        n_.entities.push_back(std::move(e));
        return number;
    }

    void full(NameRun& run) {
        std::vector<std::uint32_t> keys = keys_of(r_, run.range);
        if (keys.empty()) return;
        for (const std::uint32_t e : by_last_[keys.back()]) {
            Entity& entity = n_.entities[e];
            if (!same_person(entity, keys)) continue;
            // "Acme Fargo" of a headline is the bank that the text goes on to name as one.
            const bool same = keys == entity.keys && entity.gender == Gender::unknown && !r_.word(run.range.first).is(given);
            if (entity.kind != run.kind && run.kind == NameKind::organisation && entity.kind == NameKind::person) {
                if (!same) continue;
                entity.kind = NameKind::organisation;
            }
            run.entity = e;
            if (keys.size() > entity.keys.size()) {
                entity.keys = keys;
                entity.full = run.range;
            }
            if (entity.gender == Gender::unknown) entity.gender = run.gender;
            if (run.titled) entity.kind = NameKind::person;
            return;
        }
        run.entity = make(run, std::move(keys));
    }

    void place(NameRun& run, std::uint32_t number) {
        if (run.entity == none) run.entity = single(run);
        if (run.entity == none) return;
        Entity& e = n_.entities[run.entity];
        ++e.namings;
        if (e.first_run == none) e.first_run = number;
        // "Christie said" of Chris Christie: a surname that is a given name elsewhere tells nothing.
        const bool surname = run.range.size() == 1 && e.keys.size() > 1 && r_.word(run.range.first).key == e.keys.back();
        const bool addressed = run.range.first > 0 && r_.word(run.range.first - 1).is(any_of(Class::male, Class::female));
        if (e.gender == Gender::unknown && (!surname || addressed)) e.gender = run.gender;
        if (run.titled && e.keys.size() == 1) e.kind = NameKind::person;
        run.kind = e.kind;
        if (run.gender == Gender::unknown || surname) run.gender = e.gender;
    }

    std::uint32_t single(const NameRun& run) {
        std::vector<std::uint32_t> keys = keys_of(r_, run.range);
        if (keys.empty()) return none;
        std::uint32_t best = pick(by_last_, keys.back(), run);
        // "Minister Kitamura" of Kitamura Shigeo: behind a title too, where the first of two names is nobody's given name.
        if (best == none && (!run.titled || !r_.word(run.range.first).is(given))) best = pick(by_first_, keys.front(), run);
        if (best == none && keys.size() == 1) best = misspelt(run, keys.front());
        if (best != none) return best;
        return make(run, std::move(keys));
    }

    /// "Mr. Ostrovski" after Lena Ostrovsky: the one person named before whose surname is a letter away. What stands often is
    /// no slip, and a plural ("the Ostrovskys") is none either.
    [[nodiscard]] std::uint32_t misspelt(const NameRun& run, std::uint32_t key) {
        const std::string word = utf8::fold(plain(run.range.first));
        if (word.size() < 5 || r_.word(run.range.first).is(given) || r_.word(run.range.first).capitals || r_.known(run.range.first)) return none;
        std::uint32_t found = none;
        for (std::uint32_t e = 0; e < n_.entities.size() && comparisons_ > 0; ++e) {
            const Entity& entity = n_.entities[e];
            if (entity.keys.size() < 2 || entity.kind != NameKind::person || entity.full.first > run.range.first) continue;
            --comparisons_;
            if (!one_letter_apart(word, utf8::fold(plain(entity.full.last - 1)))) continue;
            if (found != none) return none;
            found = e;
        }
        if (found == none) return none;
        if (times_.empty())
            for (const NameRun& other : n_.runs) ++times_[r_.word(other.range.last - 1).key];
        return times_[key] <= 2 ? found : none;
    }

    /// The word without a possessive ending.
    [[nodiscard]] std::string_view plain(std::uint32_t token) const {
        std::string_view word = r_.str(token);
        for (const std::string_view ending : {"'s", "’s", "'", "’"})
            if (word.ends_with(ending)) word.remove_suffix(ending.size());
        return word;
    }

    [[nodiscard]] std::uint32_t pick(const std::unordered_map<std::uint32_t, std::vector<std::uint32_t>>& index, std::uint32_t key, const NameRun& run) const {
        const auto found = index.find(key);
        if (found == index.end()) return none;
        std::uint32_t best = none;
        for (const std::uint32_t e : found->second) {
            const Entity& entity = n_.entities[e];
            if (run.titled && entity.kind == NameKind::organisation) continue;
            if (run.titled && run.gender != Gender::unknown && entity.gender != Gender::unknown && run.gender != entity.gender) continue;
            if (best == none || entity.namings > n_.entities[best].namings) best = e;
        }
        return best;
    }

    const Report& r_;
    Names& n_;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> by_last_, by_first_;
    std::unordered_map<std::uint32_t, std::uint32_t> times_;  ///< namings that end in each word
    std::uint32_t comparisons_ = 20000;                       ///< of spellings, so that hostile text costs no more
};

/// In a headline every word has its capital: only words of names that the rest of the report bears are names there.
void headline_runs(const Report& r, const std::vector<NameRun>& body, Range s, std::vector<NameRun>& out) {
    std::vector<std::uint32_t> keys;
    for (const NameRun& run : body)
        for (const std::uint32_t key : keys_of(r, run.range)) keys.push_back(key);
    std::sort(keys.begin(), keys.end());
    const auto bears = [&](std::uint32_t i) {
        // "Statement of President Joe Biden": a title in front shows it.
        if (i > s.first && r.word(i).is(given) && name_token(r, i) && !r.known(i) && i + 1 < s.last && name_token(r, i + 1) && roleish(r, i - 1)) return true;
        if (i > s.first + 1 && r.word(i - 1).is(given) && name_token(r, i) && !r.known(i) && roleish(r, i - 2)) return true;
        const bool first_name = i + 1 < s.last && r.word(i).is(given) && name_token(r, i + 1) && std::binary_search(keys.begin(), keys.end(), r.word(i + 1).key);
        if (first_name && !r.known(i) && !r.seen_lower(r.word(i).key)) return true;
        return name_token(r, i) && !r.known(i) && !r.seen_lower(r.word(i).key) && std::binary_search(keys.begin(), keys.end(), r.word(i).key);
    };
    for (std::uint32_t i = s.first; i < s.last; ++i) {
        if (!bears(i)) continue;
        std::uint32_t last = i + 1;
        while (last < s.last && bears(last) && !r.word(last - 1).possessive) ++last;
        NameRun run;
        run.range = {i, last};
        out.push_back(run);
        i = last - 1;
    }
}

}  // namespace

namespace {

/// End of a dateline that begins the paragraph of `s` ("NEW YORK, 5 October 2020 —", "GENEVA (North Wire) -"), else its
/// first token. A place in capitals with a date or an agency behind it; "SMITH — I agree" is a speaker.
std::uint32_t dateline_end(const Report& r, const Sentence& s) {
    constexpr std::uint32_t longest = 14;
    if (r.tokens->sentences[r.tokens->paragraphs[s.paragraph].first].first != s.first || !r.word(s.first).capitals) return s.first;
    bool more = false;
    for (std::uint32_t i = s.first; i < s.last && i < s.first + longest; ++i) {
        if (r.dash(i)) return more ? i : s.first;
        if (r.mark(i, ':')) return s.first;
        more = more || r.mark(i, '(') || r.kind(i) == TokenKind::number;
    }
    return s.first;
}

/// End of a cross-head in capitals that runs into the text: "WHAT COMES NEXT Back in May, ...". Plain words stand in it, so that
/// it is no place and no name; else the sentence's first token.
std::uint32_t shouted_end(const Report& r, const Sentence& s) {
    constexpr std::uint32_t longest = 16;
    std::uint32_t words = 0, plain = 0, i = s.first;
    for (; i < s.last && (r.punctuation(i) ? !r.dash(i) && !r.mark(i, ':') && !r.mark(i, '(') : r.word(i).capitals || r.span(i).size() == 1); ++i) {
        if (r.punctuation(i)) continue;
        ++words;
        plain += r.word(i).capitals && (r.word(i).is(function_words) || r.seen_lower(r.word(i).key));
    }
    const bool heading = words >= 2 && words <= longest && 3 * plain >= words && plain > 0;
    return heading ? i : s.first;
}

/// A surname that is a state's name too: "Chad" where Ann Chad is named, but not "in Chad".
void add_state_surnames(const Report& r, std::vector<NameRun>& runs) {
    std::vector<std::uint32_t> keys, taken;
    for (const NameRun& run : runs) {
        if (run.range.size() > 1 && bare_state(r, run.range.last - 1) && r.word(run.range.first).is(given)) keys.push_back(r.word(run.range.last - 1).key);
        for (std::uint32_t t = run.range.first; t < run.range.last; ++t) taken.push_back(t);
    }
    if (keys.empty()) return;
    std::sort(keys.begin(), keys.end());
    for (const Known& k : r.marked.known) {
        if (k.last - k.first > 1 || !k.as(Kind::state) || !std::binary_search(keys.begin(), keys.end(), r.word(k.first).key) || std::binary_search(taken.begin(), taken.end(), k.first)) continue;
        const bool inside = k.first > 0 && r.sentence[k.first - 1] == r.sentence[k.first];
        const bool place = inside && r.word(k.first - 1).is(Class::preposition) && !(k.first > 1 && r.is(k.first - 2, "according")) && !r.is(k.first - 1, "by");
        if (place || (k.last < r.size() && r.word(k.last).capital && !r.punctuation(k.last))) continue;
        NameRun run;
        run.range = {k.first, k.last};
        runs.push_back(run);
    }
}

void drop_datelines(const Report& r, std::vector<NameRun>& runs) {
    std::erase_if(runs, [&](const NameRun& run) { return run.range.last <= dateline_end(r, r.sentence_at(run.range.first)); });
}

}  // namespace

/// "Refugee [group] Pro Asyl", "Myanmar [broadcaster] MRTV": what it is stands in small letters before the name. "The paper Smith
/// had read" has an article, and a sentence of another.
bool described_as_body(const Report& r, std::uint32_t first) {
    if (first < 2 || r.sentence[first - 2] != r.sentence[first] || r.word(first).is(given)) return false;
    const Word& what = r.word(first - 1);
    const Word& before = r.word(first - 2);
    if (!what.lower || what.possessive || before.is(function_words) || r.punctuation(first - 2)) return false;
    for (const std::string_view w : {"group", "broadcaster", "agency", "charity", "watchdog", "organisation", "organization", "network", "newspaper", "party", "company", "firm", "union", "coalition", "federation", "think-tank", "tank", "ngo", "station", "daily", "magazine", "militia"})
        if (r.is(first - 1, w)) return true;
    return false;
}

Names find_names(const Report& report) {
    Names names;
    Cutter cutter(report, names.runs);
    std::vector<Range> headings;
    for (std::uint32_t s = 0; s < report.tokens->sentences.size(); ++s) {
        const Sentence& sentence = report.tokens->sentences[s];
        const std::uint32_t head = report.title_case[s] ? sentence.last : shouted_end(report, sentence);
        if (head > sentence.first) headings.push_back({sentence.first, head});
        // Behind "GENEVA (Wire) -" a sentence begins, and its first capital says as little as any.
        const std::uint32_t dash = dateline_end(report, sentence);
        cutter.words({dash > sentence.first && dash < sentence.last ? std::max(head, dash + 1) : head, sentence.last});
    }
    std::vector<NameRun> extra;
    for (const Range& heading : headings) headline_runs(report, names.runs, heading, extra);
    names.runs.insert(names.runs.end(), extra.begin(), extra.end());
    add_state_surnames(report, names.runs);
    std::sort(names.runs.begin(), names.runs.end(), [](const NameRun& a, const NameRun& b) { return a.range.first < b.range.first; });
    drop_datelines(report, names.runs);
    Joiner(report, names).run();
    names.at.assign(report.size(), none);
    for (std::uint32_t i = 0; i < names.runs.size(); ++i)
        for (std::uint32_t t = names.runs[i].range.first; t < names.runs[i].range.last; ++t) names.at[t] = i;
    return names;
}

std::string_view without_open_bracket(std::string_view words) {
    if (const std::size_t open = words.rfind('('); open != std::string_view::npos && open > 0 && words.find(')', open) == std::string_view::npos) {
        words = words.substr(0, open);
        while (words.ends_with(' ')) words.remove_suffix(1);
    }
    return words;
}

std::string name_text(const Report& report, Range range) {
    std::string_view words = report.str(range);
    for (const std::string_view ending : {"'s", "’s", "'S", "’S", "'", "’", ","})
        if (words.ends_with(ending)) words.remove_suffix(ending.size());
    return std::string(without_open_bracket(words));
}

}  // namespace rostra::speakers
