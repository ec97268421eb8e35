// What a run of capitalised words names, and whether a man or a woman bears it.
#include "name_words.h"

namespace rostra::speakers {
namespace {

Gender gender_of_word(const Word& w) {
    const bool male = w.is(any_of(Class::male, Class::given_male)), female = w.is(any_of(Class::female, Class::given_female));
    return male == female ? Gender::unknown : male ? Gender::male
                                                   : Gender::female;
}

/// "Northern Bank", "Committee for Relief".
bool has_organisation_head(const Report& r, Range words) {
    if (r.word(words.last - 1).is(Class::organisation) || (words.size() > 2 && (r.is(words.last - 2, "without") || state_of_body(r, words.last - 1)))) return true;
    for (std::uint32_t i = words.first; i + 1 < words.last; ++i)
        if (r.word(i).is(Class::organisation) && r.is_any(i + 1, {"of", "for", "on"})) return true;
    return false;
}

/// "the Charlotte Observer", but not "the Obama administration": there the name only describes what follows.
bool article_leads(const Report& r, Range words) {
    if (words.first == 0 || !r.is(words.first - 1, "the") || r.word(words.last - 1).possessive) return false;
    const Word& next = r.word(words.last);
    return words.last >= r.size() || !(next.lower || next.capital) || next.is(function_words) || next.is(Class::saying);
}

/// "Wells Fargo CEO John Stumpf": who has a chief is no person.
bool owns_chief(const Report& r, Range words) {
    const std::uint32_t last = words.last;
    if (last + 1 >= r.size() || !title_token(r, last) || r.word(words.first).is(given_name)) return false;
    return r.word(last).capital && r.word(last + 1).capital && !r.word(last).is(Class::honorific) && r.sentence[last] == r.sentence[words.first] && !r.known(last - 1);
}

NameKind kind_of_word(const Report& r, std::uint32_t i) {
    if (r.word(i).capitals && r.mark(i + 1, ':')) return NameKind::person;  // "WALLACE: ..."
    if (r.word(i).capitals && r.span(i).size() <= 7) return NameKind::organisation;
    return r.word(i).is(given_name) ? NameKind::person : NameKind::other;
}

}  // namespace

NameKind kind_of_run(const Report& r, const NameRun& run) {
    const Range words = run.range;
    const Word& first = r.word(words.first);
    if (has_organisation_head(r, words) && !(run.titled && words.size() == 1)) return NameKind::organisation;
    if (run.titled) return NameKind::person;
    if (described_as_body(r, words.first)) return NameKind::organisation;
    if (words.size() == 2 && first.capitals && !first.is(given_name) && r.span(words.first).size() > 1 && state_token(r, words.last - 1)) return NameKind::organisation;  // "KX America"
    if (article_leads(r, words) || owns_chief(r, words)) return NameKind::organisation;
    if (words.size() == 1) return kind_of_word(r, words.first);
    return first.is(given_name) || words.size() <= 4 ? NameKind::person : NameKind::organisation;
}

Gender gender_of_run(const Report& r, const NameRun& run) {
    if (run.range.first > 0) {
        const Word& before = r.word(run.range.first - 1);
        if (before.is(any_of(Class::male, Class::female)) && before.is(any_of(Class::honorific, Class::role))) return gender_of_word(before);
    }
    const Word& first = r.word(run.range.first);
    // Behind a title one word is a surname: "Gov. Christie" is no Christie.
    if (run.titled && run.range.size() == 1) return Gender::unknown;
    return first.is(given_name) ? gender_of_word(first) : Gender::unknown;
}

/// "Refugee [group] Pro Asyl", "Myanmar [broadcaster] MRTV": what it is stands in small letters before the name. "The paper Smith
/// had read" has an article, and a sentence of another.
bool described_as_body(const Report& r, std::uint32_t first) {
    if (first < 2 || r.sentence[first - 2] != r.sentence[first] || r.word(first).is(given_name)) return false;
    const Word& what = r.word(first - 1);
    if (r.is(first - 1, "opposition") && r.is(first - 2, "the")) return true;  // "a lawmaker for the opposition Civic Dawn"
    if (!what.lower || what.possessive || r.word(first - 2).is(function_words) || r.punctuation(first - 2)) return false;
    return r.is_any(first - 1, {"group", "broadcaster", "agency", "charity", "watchdog", "organisation", "organization", "network", "newspaper", "party", "company", "firm",
                                "union", "coalition", "federation", "think-tank", "tank", "ngo", "station", "daily", "magazine", "militia"});
}

}  // namespace rostra::speakers
