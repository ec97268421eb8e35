// The second pass over names: full names become entities, and short ones join the entity that bears the name, the one most
// often named so far among those that fit, else the next full name to come.
#include "name_words.h"

#include <unordered_map>

namespace rostra::speakers {
namespace {

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
            run.kind = kind_of_run(r_, run);
            run.gender = gender_of_run(r_, run);
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
        if (const std::uint32_t bare = key_without_article(run.range.last - 1); bare != e.keys.back()) by_last_[bare].push_back(number);
        if (e.keys.size() > 1 && (run.kind == NameKind::person || r_.word(run.range.first).capitals)) by_first_[e.keys.front()].push_back(number);
        if (e.kind == NameKind::organisation && e.keys.size() > 2) by_form_[e.keys[e.keys.size() - 2]].push_back(number);
        n_.entities.push_back(std::move(e));
        add_first_surname(number);
        return number;
    }

    /// "Rivas" of Paula Rivas Ovalle: of two surnames the first is the one that is used.
    void add_first_surname(std::uint32_t number) {
        const Entity& e = n_.entities[number];
        if (e.keys.size() < 3 || e.kind != NameKind::person || e.full.size() < 3) return;
        const std::uint32_t surname = e.full.last - 2;
        if (r_.word(surname).key == e.keys[e.keys.size() - 2] && !r_.word(surname).is(given_name) && r_.word(surname).capital) by_first_surname_[r_.word(surname).key].push_back(number);
    }

    void full(NameRun& run) {
        std::vector<std::uint32_t> keys = name_keys(r_, run.range);
        if (keys.empty()) return;
        for (const std::uint32_t e : by_last_[keys.back()]) {
            Entity& entity = n_.entities[e];
            if (!same_person(entity, keys)) continue;
            // "Global Soil Watch" and "Global River Watch" are two bodies.
            if (run.kind == NameKind::organisation && entity.kind == run.kind && keys.size() == entity.keys.size() && keys != entity.keys) continue;
            // "Acme Fargo" of a headline is the bank that the text goes on to name as one.
            const bool same = keys == entity.keys && entity.gender == Gender::unknown && !r_.word(run.range.first).is(given_name);
            if (entity.kind != run.kind && run.kind == NameKind::organisation && entity.kind == NameKind::person) {
                if (!same) continue;
                entity.kind = NameKind::organisation;
            }
            run.entity = e;
            if (keys.size() > entity.keys.size()) {
                entity.keys = keys;
                entity.full = run.range;
                add_first_surname(e);
            }
            if (entity.gender == Gender::unknown) entity.gender = run.gender;
            if (run.titled) entity.kind = NameKind::person;
            return;
        }
        if (const std::uint32_t firm = firm_without_form(keys); firm != none) {
            run.entity = firm;
            return;
        }
        run.entity = make(run, std::move(keys));
    }

    /// "Sirus Capital" of Sirus Capital Group: the body named before with one more word.
    [[nodiscard]] std::uint32_t firm_without_form(const std::vector<std::uint32_t>& keys) const {
        const auto found = by_form_.find(keys.back());
        if (found == by_form_.end()) return none;
        for (const std::uint32_t e : found->second)
            if (n_.entities[e].keys.size() == keys.size() + 1 && std::equal(keys.begin(), keys.end(), n_.entities[e].keys.begin())) return e;
        return none;
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
        std::vector<std::uint32_t> keys = name_keys(r_, run.range);
        if (keys.empty()) return none;
        std::uint32_t best = pick(by_last_, keys.back(), run);
        // "Minister Kitamura" of Kitamura Shigeo: behind a title too, where the first of two names is nobody's given name.
        if (best == none && (!run.titled || !r_.word(run.range.first).is(given_name))) best = pick(by_first_, keys.front(), run);
        if (best == none && keys.size() == 1 && !r_.word(run.range.first).is(given_name)) best = pick(by_first_surname_, keys.front(), run);
        if (best == none && keys.size() == 1) best = misspelt(run, keys.front());
        if (best != none) return best;
        return make(run, std::move(keys));
    }

    /// "Mr. Ostrovski" after Lena Ostrovsky: the one person named before whose surname is a letter away. What stands often is
    /// no slip, and a plural ("the Ostrovskys") is none either.
    [[nodiscard]] std::uint32_t misspelt(const NameRun& run, std::uint32_t key) {
        const std::string word = utf8::fold(plain(run.range.first));
        if (word.size() < 5 || r_.word(run.range.first).is(given_name) || r_.word(run.range.first).capitals || r_.known(run.range.first)) return none;
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

    /// "Haddar" of Karim al-Haddar: the key of the word without the article that later mentions leave out; else its own.
    [[nodiscard]] std::uint32_t key_without_article(std::uint32_t token) const {
        const std::string_view word = plain(token);
        for (const std::string_view article : {"al-", "Al-", "el-", "El-", "ul-", "ad-", "as-", "ash-", "ar-", "az-", "an-", "at-"})
            if (word.size() > article.size() + 2 && word.starts_with(article)) return knowledge::key_of(word.substr(article.size()));
        return r_.word(token).key;
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
        bool best_alike = false;
        for (const std::uint32_t e : found->second) {
            const Entity& entity = n_.entities[e];
            if (run.titled && entity.kind == NameKind::organisation) continue;
            if (run.titled && run.gender != Gender::unknown && entity.gender != Gender::unknown && run.gender != entity.gender) continue;
            // "Mrs Oakes" is Sheila Oakes, whose given name is a woman's, before Callum, of whom that is not known.
            const bool alike = run.titled && run.gender != Gender::unknown && entity.gender == run.gender;
            if (best == none || alike > best_alike || (alike == best_alike && entity.namings > n_.entities[best].namings)) best = e, best_alike = alike;
        }
        return best;
    }

    const Report& r_;
    Names& n_;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> by_last_, by_first_, by_first_surname_, by_form_;
    std::unordered_map<std::uint32_t, std::uint32_t> times_;  ///< namings that end in each word
    std::uint32_t comparisons_ = 20000;                       ///< of spellings, so that hostile text costs no more
};

}  // namespace

void join_runs(const Report& report, Names& names) { Joiner(report, names).run(); }

}  // namespace rostra::speakers
