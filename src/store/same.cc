// The rules, in the order in which they speak:
//   who    the same speaker; or a state and somebody who speaks for it; or the same bloc (lead and number agree)
//   bloc   two different numbers or leads are two different statements
//   when   near in time; the nearer, the less alike the words need to be
//   words  what turns a claim (contrast.h): negations, numbers, names, one word in another's place, who did it to whom; other
//          nouns in one frame are another matter; then likeness, either of the wording (runs of three words) or, for the
//          same speaker on the same days, of the words alone
// The bounds were set on tests/cases/tellings, and its test prints what they reach.
#include "same.h"

#include "contrast.h"
#include "days.h"
#include "sketch.h"
#include "user_query.h"

#include <cmath>
#include <cstdio>

namespace rostra::store {
namespace {

constexpr double most_exchanged = 0.25;
constexpr std::size_t gist_letters = 5;

enum class Who { other,
                 state,
                 bloc,
                 speaker };

template <class T>
bool clash(const std::optional<T>& a, const std::optional<T>& b) {
    return a && b && *a != *b;
}
template <class T>
bool agree(const std::optional<T>& a, const std::optional<T>& b) {
    return a && b && *a == *b;
}

std::vector<std::string> name_words(std::string_view name) {
    std::vector<std::string> out;
    for (Word& w : words_in(name))
        if (utf8::length(w.folded) > 1) out.push_back(std::move(w.folded));  // initials come and go
    return out;
}

// "Pierce" is "Karen Pierce"; "Karen Pierce" is not "Simon Pierce". One word must be the last one of the longer name.
bool names_agree(std::string_view a, std::string_view b) {
    const auto first = name_words(a), second = name_words(b);
    if (first.empty() || second.empty()) return false;
    if (first == second) return true;
    if (first.size() == 1 || second.size() == 1) return first.back() == second.back();
    return first.front() == second.front() && first.back() == second.back();
}

bool shares(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::any_of(a.begin(), a.end(), [&](const std::string& code) { return std::find(b.begin(), b.end(), code) != b.end(); });
}

bool same_bloc(const Version& a, const Version& b) {
    if (!a.bloc || !b.bloc) return false;
    const bool number = agree(a.bloc->declared, b.bloc->declared), lead = agree(a.bloc->lead, b.bloc->lead), group = agree(a.bloc->group, b.bloc->group);
    return lead || group || (number && (shares(a.about, b.about) || *a.bloc->declared > 5));
}

bool bloc_clash(const Version& a, const Version& b) {
    return a.bloc && b.bloc && (clash(a.bloc->declared, b.bloc->declared) || clash(a.bloc->lead, b.bloc->lead));
}

Who who(const Version& a, const Version& b) {
    if (a.speaker && b.speaker && !a.speaker->name.empty() && !b.speaker->name.empty()) {
        const Speaker &s = *a.speaker, &t = *b.speaker;
        const bool kinds = s.type == t.type || s.type == SpeakerType::unknown || t.type == SpeakerType::unknown;
        // A group's name is a description ("23 countries"), not an entity: two groups are judged as blocs.
        if (kinds && s.type != SpeakerType::group && !clash(s.of, t.of) && names_agree(s.name, t.name)) return Who::speaker;
        const bool one_is_state = (s.type == SpeakerType::state) != (t.type == SpeakerType::state);
        if (one_is_state && agree(s.of, t.of)) return Who::state;
    }
    return same_bloc(a, b) ? Who::bloc : Who::other;
}

struct Gap {
    std::int32_t days = 0;
    bool known = false;
    bool both_said = false;  // both are days of saying, to the day
};

Gap gap(const Version& a, const Version& b) {
    const auto first = day_number(a.day), second = day_number(b.day);
    if (!first || !second || a.day.size() < 10 || b.day.size() < 10) return {};
    return {std::abs(*first - *second), true, a.day_said && b.day_said};
}

struct Likeness {
    Overlap wording;              // of runs of three words
    Overlap words;                // of content words
    std::size_t least_words = 0;  // of the shorter
    std::size_t least_content = 0;
    double exchanged = 0;  // content words that each has for others of the other, to those that they share
};

// "Access for our fishermen" and "rules for our farmers" have one frame; what fills it is another.
double exchanged(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
    std::vector<std::uint64_t> shared;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(shared));
    const std::size_t swapped = std::min(a.size(), b.size()) - shared.size();
    return static_cast<double>(swapped) / static_cast<double>(std::max<std::size_t>(shared.size(), 1));
}

Likeness likeness_of(const Version& a, const Version& b) {
    return {overlap(a.wording, b.wording), overlap(a.matter, b.matter), std::min(a.words.size(), b.words.size()),
            std::min(a.matter_words, b.matter_words), exchanged(a.matter, b.matter)};
}

// How alike the wording must be: a long verbatim passage is enough by itself, a stock phrase is not.
bool wording_alike(const Likeness& l, Who who, const Gap& gap) {
    if (l.least_content < 3) return false;
    const double needed = who == Who::speaker || who == Who::bloc ? 0.5 : 0.7;
    if (gap.known && gap.days > 2) return l.least_words >= 10 && l.wording.jaccard >= std::max(needed, 0.7);
    if (l.wording.jaccard >= needed && l.least_words >= 5) return true;
    // One telling cuts the other short.
    return l.wording.containment >= 0.8 && l.least_words >= 7;
}

// The same in other words: only from the same speaker or bloc, on the same days, when most of what is said is shared.
bool words_alike(const Likeness& l, Who who, const Gap& gap) {
    if (who == Who::state || !gap.known || gap.days > 1) return false;
    if (l.least_content < 4) return l.least_content >= 3 && l.words.jaccard >= 0.99;
    return l.words.jaccard >= 0.5 || (l.words.containment >= 0.8 && l.words.jaccard >= 0.35 && l.least_content >= 5);
}

std::string explain(const Version& a, const Version& b, Who who, const Gap& gap, const Likeness& l, bool by_wording) {
    std::string out = who == Who::speaker ? "same speaker" : who == Who::state ? "a state and its speaker"
                                                                               : "same bloc";
    if (who != Who::bloc && same_bloc(a, b)) out += ", same bloc";
    char share[64];
    std::snprintf(share, sizeof share, by_wording ? ", %.0f%% of the wording" : ", %.0f%% of the words", 100 * (by_wording ? std::max(l.wording.jaccard, l.wording.containment) : std::max(l.words.jaccard, l.words.containment)));
    out += share;
    if (gap.known) out += gap.days == 0 ? ", same day" : gap.days == 1 ? ", 1 day apart"
                                                                       : ", " + std::to_string(gap.days) + " days apart";
    return out;
}

// A question is not its answer.
bool sides_clash(Act a, Act b) {
    if ((a == Act::ask) != (b == Act::ask)) return true;
    const Side first = side_of(a), second = side_of(b);
    return (first == Side::with && second == Side::against) || (first == Side::against && second == Side::with) || ((a == Act::deny) != (b == Act::deny) && (first == Side::with || second == Side::with));
}

// Words of the content; each name of a state, its adjective, people or capital becomes its code.
void read_words(Version& v, std::string_view content) {
    const auto words = words_in(content);
    std::vector<Span> spans;
    for (const Word& w : words) spans.push_back(w.span);
    const knowledge::Marked marked = knowledge::mark(content, spans);
    for (std::uint32_t i = 0; i < words.size(); ++i) {
        if (const knowledge::Known* known = marked.known_at(i)) {
            const knowledge::Entry* entry = known->any_state();
            if (entry && !entry->ambiguous) {
                v.words.push_back("@" + std::string(knowledge::states()[entry->ref].code));
                v.names.push_back(v.words.back());
                i = known->last - 1;
                continue;
            }
        }
        v.words.push_back(words[i].folded);
        std::size_t at = words[i].span.begin;
        if (i > 0 && utf8::is_upper(utf8::next(content, at)) && words[i].span.size() > 1) v.names.push_back(words[i].folded);
    }
    std::sort(v.names.begin(), v.names.end());
    v.names.erase(std::unique(v.names.begin(), v.names.end()), v.names.end());
}

}  // namespace

Version version_of(const Statement& s, std::string_view content, const std::optional<std::string>& published) {
    Version v{s.speaker, s.on_behalf_of, s.act, s.manner, {}, false, {}, {}, {}};
    const bool said = s.said_on && day_number(s.said_on->date);
    v.day = said ? s.said_on->date : published.value_or("").substr(0, 10);
    v.day_said = said && s.said_on->precision == "day";
    for (const Target& t : s.about)
        if (t.code) v.about.push_back(*t.code);
    read_words(v, content);
    v.wording = shingles(v.words, 3);
    const auto matter = content_words(v.words);
    v.matter = shingles(matter, 1);
    v.matter_words = matter.size();
    return v;
}

// Five letters of six bits for each word's hash, in order of the letters.
std::string gist_of(const Version& version) {
    std::vector<std::string> parts;
    for (const std::uint64_t hash : version.matter) {
        std::string part;
        for (int shift = 24; shift >= 0; shift -= 6) part += static_cast<char>('0' + ((hash >> shift) & 63));
        parts.push_back(std::move(part));
    }
    std::sort(parts.begin(), parts.end());
    parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
    std::string out;
    for (const std::string& part : parts) out += part;
    return out;
}

bool may_be_same(std::string_view gist, std::string_view other) {
    std::size_t shared = 0;
    for (std::size_t i = 0, k = 0; i < gist.size() && k < other.size();) {
        const int order = gist.substr(i, gist_letters).compare(other.substr(k, gist_letters));
        shared += order == 0;
        if (order <= 0) i += gist_letters;
        if (order >= 0) k += gist_letters;
    }
    // Two words of one text with one hash would be one part here: one word is allowed for that.
    const std::size_t least = std::min(gist.size(), other.size()) / gist_letters;
    const std::size_t swapped = least - shared > 0 ? least - shared - 1 : 0;
    return static_cast<double>(swapped) < most_exchanged * static_cast<double>(std::max<std::size_t>(shared, 1));
}

std::optional<JoinReason> same_statement(const Version& a, const Version& b) {
    const Who relation = who(a, b);
    if (relation == Who::other || bloc_clash(a, b) || sides_clash(a.act, b.act)) return std::nullopt;
    const Gap between = gap(a, b);
    if (between.known && between.days > (between.both_said ? 1 : widest_window)) return std::nullopt;
    // "Tonight" of one day is not that of the next.
    if (between.both_said && between.days > 0 && (speaks_of_its_day(a) || speaks_of_its_day(b))) return std::nullopt;
    if (contrast(a, b)) return std::nullopt;
    const Likeness l = likeness_of(a, b);
    if (l.exchanged >= most_exchanged) return std::nullopt;
    // Days that are not known say nothing for the join: then only a long passage, nearly word for word, is enough.
    if (!between.known && (l.wording.jaccard < 0.8 || l.least_words < 10)) return std::nullopt;
    const bool by_wording = wording_alike(l, relation, between);
    if (!by_wording && !words_alike(l, relation, between)) return std::nullopt;
    const double score = by_wording ? std::max(l.wording.jaccard, 0.9 * l.wording.containment) : 0.9 * std::max(l.words.jaccard, 0.8 * l.words.containment);
    return JoinReason{score, explain(a, b, relation, between, l, by_wording), std::string(rule_name)};
}

}  // namespace rostra::store
