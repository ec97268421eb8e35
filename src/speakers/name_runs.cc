// The first pass over names: runs of capitalised words are cut out of each sentence.
#include "name_words.h"

namespace rostra::speakers {
namespace {

/// Words that begin a sentence with a capital and name nobody.
constexpr knowledge::Classes plain_words = any_of(Class::people, Class::roles, Class::role, Class::document, Class::organisation, Class::states, Class::saying);

/// Capitalised in the middle of a sentence somewhere: a name, whatever it is elsewhere.
bool seen_inside(const Report& r, std::uint32_t i) { return std::binary_search(r.inner_capitals.begin(), r.inner_capitals.end(), r.word(i).key); }

/// "Vassily continued", "Vassily and": a verb of saying right behind the word, or one more name.
bool speaks_or_joins(const Report& r, std::uint32_t i) {
    const Word& w = r.word(i);
    if (i + 1 >= r.size() || r.seen_lower(w.key)) return false;
    const bool verb = r.word(i + 1).is(Class::saying) || r.is_any(i + 1, {"has", "was"});
    if (verb && r.word(i + 1).lower && !w.is(plain_words | any_of(Class::adverb, Class::conjunction))) return true;
    return !w.common && r.is(i + 1, "and");
}

/// One word before a plain noun describes it: "Human rights must".
bool describes_noun(const Report& r, std::uint32_t i) {
    const Word& w = r.word(i);
    if (w.is(given_name) || w.possessive || seen_inside(r, i) || i + 1 >= r.size()) return false;
    return r.word(i + 1).lower && !r.word(i + 1).is(function_words) && !r.word(i + 1).is(any_of(Class::saying, Class::role, Class::organisation));
}

/// A capital at the start of a sentence, or at `start`, says nothing by itself: the word must not be met in small letters.
bool honest_capital(const Report& r, std::uint32_t i, std::uint32_t start) {
    if (i != start && !r.starts_sentence(i)) return true;
    const Word& w = r.word(i);
    // "Unkind? He thinks not.": one word and a question mark are an exclamation, unless the report names it elsewhere.
    if (r.mark(i + 1, '?') && !seen_inside(r, i)) return false;
    if (r.is(i + 1, "without") && r.word(i + 1).capital) return true;  // "Rivers Without Borders"
    const bool name_follows = i + 1 < r.size() && r.sentence[i + 1] == r.sentence[i] && name_token(r, i + 1) && !title_token(r, i + 1);
    if (!w.is(given_name) && !seen_inside(r, i) && !w.capitals) {
        // A word that only ever begins sentences is a name when another unknown one follows it, or none at all follows.
        if (speaks_or_joins(r, i)) return true;
        const bool unknown_follows = name_follows && !r.known(i + 1);
        if (!unknown_follows || (w.common && (seen_inside(r, i + 1) || r.word(i + 1).is(given_name)))) return w.possessive && !r.seen_lower(w.key);
    }
    if (name_follows && !r.seen_lower(w.key) && !w.is(any_of(Class::people, Class::roles, Class::document, Class::party))) return true;
    if (describes_noun(r, i)) return false;
    return w.capitals || (!r.seen_lower(w.key) && (w.is(given_name) || !w.is(plain_words)));
}

class Cutter {
public:
    Cutter(const Report& report, Range words, std::vector<NameRun>& out) : r_(report), out_(out), start_(words.first), end_(words.last) {}

    void run() {
        for (std::uint32_t i = start_; i < end_;) i = take(i);
    }

private:
    std::uint32_t take(std::uint32_t i) {
        if (!name_token(r_, i) || states_alone(i) || behind_name(i)) return i + 1;
        // "Mr. King": behind a plain title a title word is a surname.
        const bool surname = i > 0 && r_.word(i - 1).is(Class::honorific) && r_.span(i - 1).size() < 5 && r_.word(i - 1).is(any_of(Class::male, Class::female)) && (i + 1 >= end_ || !name_token(r_, i + 1));
        if (title_token(r_, i) && surname) return run_from(i);
        if (title_token(r_, i) && !r_.word(i).is(given_name)) {
            const Known* k = r_.known(i);
            return k && k->last > i ? k->last : i + 1;
        }
        if (fixed_known(r_, i)) return std::max(i + 1, r_.known(i)->last);
        if (state_token(r_, i) && !starts_person(i)) return i + 1;
        if (!honest_capital(r_, i, start_)) return i + 1;
        return run_from(i);
    }

    /// The letters behind a name that was just cut.
    [[nodiscard]] bool behind_name(std::uint32_t i) const { return post_nominal(r_, i) && !out_.empty() && out_.back().range.last == i && out_.back().range.size() > 1; }

    /// "The 62 Member States", "The Parties", "States Parties": those that stand in capitals are states, and no name.
    [[nodiscard]] bool states_alone(std::uint32_t i) const {
        const auto word = [&](std::uint32_t t) { return r_.is_any(t, {"states", "parties", "governments", "nations", "delegations"}); };
        return word(i) && (i + 1 >= end_ || !name_token(r_, i + 1) || word(i + 1));
    }

    /// "Jordan" before another name token that is no known word: "Jordan Smith".
    [[nodiscard]] bool starts_person(std::uint32_t i) const {
        const knowledge::Entry* state = r_.known(i)->any_state();
        const bool doubtful = state && state->ambiguous && i + 1 < end_ && !r_.word(i + 1).common && !r_.word(i + 1).capitals;
        return i + 1 < end_ && (r_.word(i).is(given_name) || doubtful) && name_token(r_, i + 1) && !fixed_known(r_, i + 1) && !title_token(r_, i + 1) &&
               !r_.word(i + 1).is(Class::organisation) && !r_.word(i).possessive;
    }

    [[nodiscard]] bool continues(std::uint32_t first, std::uint32_t i) const {
        if (i >= end_ || r_.word(i - 1).possessive || !name_token(r_, i) || (r_.is(i, "parties") && states_alone(i)) || (i > first + 1 && post_nominal(r_, i))) return false;
        if (title_token(r_, i)) {
            // "King" after a given name is a surname; before another name it is a title.
            const bool title = i + 1 < end_ && name_token(r_, i + 1) && !r_.word(i).possessive;
            return !title && r_.word(i - 1).is(given_name);
        }
        if (i == first + 1 && (known_surname(first, i) || letters_and_state(first, i) || state_as_surname(first, i))) return true;
        if (i > first + 1 && state_of_body(r_, i) && (i + 1 >= end_ || !name_token(r_, i + 1))) return true;
        if (!fixed_known(r_, i)) return !state_token(r_, i) || r_.word(first).is(given_name);
        return false;
    }

    /// "Zbigniew Czech", "Theresa May": a surname that is something else too, when no further name follows it.
    [[nodiscard]] bool known_surname(std::uint32_t first, std::uint32_t i) const {
        if (!r_.word(first).is(given_name) || (i + 1 < end_ && name_token(r_, i + 1))) return false;
        const Known* k = r_.known(i);
        return k && k->last - k->first == 1 && !k->as(Kind::office) && !k->as(Kind::title) && !r_.word(i).capitals;
    }

    /// "Ambassador Thulani Israel", "Tomás Cuba Rivero": a state's name that follows a person's given name, or a name behind a title, without a comma.
    [[nodiscard]] bool state_as_surname(std::uint32_t first, std::uint32_t i) const {
        const Known* k = r_.known(i);
        if (!k || !k->as(Kind::state) || k->last != i + 1 || r_.word(i).capitals || state_token(r_, first)) return false;
        if (i + 1 < end_ && name_token(r_, i + 1)) return r_.word(first).is(given_name) && !r_.known(i + 1) && !title_token(r_, i + 1);
        return first > start_ && title_token(r_, first - 1) && r_.word(first - 1).capital && !r_.word(first).capitals;
    }

    /// "KX America": letters and the state where they are at home, as broadcasters and firms are called.
    [[nodiscard]] bool letters_and_state(std::uint32_t first, std::uint32_t i) const {
        const Known* k = r_.known(i);
        return r_.word(first).capitals && r_.span(first).size() < 6 && !r_.known(first) && k && k->as(Kind::state) && k->first == i && k->last == i + 1 && !r_.word(i).capitals && !r_.word(i).possessive;
    }

    /// Particles ("van der"), nicknames in quotes and "Jr." after a comma inside a name; the token that follows, or i.
    [[nodiscard]] std::uint32_t bridge(std::uint32_t i) const {
        std::uint32_t j = i;
        while (j < end_ && j < i + 3 && r_.word(j).lower && r_.word(j).is(Class::particle)) ++j;
        if (j > i && j < end_ && name_token(r_, j) && !r_.word(i - 1).possessive) return j;
        // "Rivers Without Borders"
        if (r_.is(i, "without") && r_.word(i).capital && i + 1 < end_ && r_.is_any(i + 1, {"borders", "frontiers"}) && r_.word(i + 1).capital) return i + 1;
        // "Pietro La Monica"
        if (i + 1 < end_ && r_.word(i).capital && r_.word(i).is(Class::particle) && r_.word(i - 1).is(given_name) && !r_.word(i - 1).possessive && name_token(r_, i + 1)) return i + 1;
        if (i + 2 < end_ && r_.kind(i) == TokenKind::open_quote && r_.word(i + 1).capital) {
            std::uint32_t close = i + 2;
            if (close < end_ && r_.word(close).capital) ++close;
            if (close + 1 < end_ && r_.kind(close) == TokenKind::close_quote && name_token(r_, close + 1)) return close + 1;
        }
        if (r_.mark(i, ',') && r_.is_any(i + 1, {"jr.", "sr."}) && i + 1 < end_) return i + 1;
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
        run.titled = first > 0 && r_.sentence[first - 1] == r_.sentence[first] && title_token(r_, first - 1) && r_.word(first - 1).capital;
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
            if (j >= end_ || !(r_.is_any(j, {"of", "for", "on", "and"}) || (r_.is(j, "to") && j == first + 1 && !r_.is(j + 1, "the") && !r_.known(j + 1)))) break;
            const bool joined = r_.is(j, "and");
            ++j;
            if (j < end_ && r_.is_any(j, {"the", "a"}) && !joined) ++j;
            // "The Review Conference for the New Agenda Coalition": who speaks there, not what it is called.
            if (const Known* k = r_.known(j); r_.is(last, "for") && k && k->first == j && k->as(Kind::group)) break;
            std::uint32_t k = j;
            while (k < end_ && r_.word(k).capital && r_.kind(k) == TokenKind::word && !r_.word(k).is(any_of(Class::month, Class::weekday))) ++k;
            if (k == j || (joined && !r_.word(k - 1).is(Class::organisation))) break;
            last = k;
        }
        return last;
    }

    const Report& r_;
    std::vector<NameRun>& out_;
    std::uint32_t start_, end_;
};

}  // namespace

void cut_runs(const Report& report, Range words, std::vector<NameRun>& out) { Cutter(report, words, out).run(); }

}  // namespace rostra::speakers
