#include "contrast.h"

#include <algorithm>
#include <set>

namespace rostra::store {
namespace {

constexpr std::size_t most_compared = 120;  // words; a longer passage is judged by its likeness alone

// Function words: shared by any two sentences, so they say nothing about two being the same.
constexpr std::string_view function_words[] = {
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "being", "but", "by", "can", "could",
    "did", "do", "does", "for", "from", "had", "has", "have", "he", "her", "his", "how", "i", "if", "in", "into", "is", "it", "its",
    "just", "may", "me", "might", "more", "most", "must", "my", "of", "on", "or", "our", "out", "over", "s", "said", "saying", "says",
    "shall", "she", "should", "so", "some", "such", "t", "than", "that", "the", "their", "them", "then", "there", "these", "they",
    "this", "those", "through", "to", "under", "up", "upon", "us", "very", "was", "we", "were", "what", "when", "where", "which",
    "while", "who", "whom", "will", "with", "would", "you", "your", "ve", "re", "ll", "d"};
constexpr std::string_view negations[] = {"no", "not", "never", "none", "nothing", "neither", "nor", "without", "cannot", "nobody", "hardly", "nowhere"};
// Function words that nevertheless turn a claim when one stands in another's place.
constexpr std::string_view contrasting[] = {"before", "after", "all", "some", "few", "many", "more", "less", "most", "if", "unless", "because", "though", "although",
                                            "until", "since", "for", "against", "up", "down", "out", "over", "under", "above", "below", "from"};
constexpr std::string_view of_the_day[] = {"today", "tonight", "tomorrow", "yesterday", "now"};
constexpr std::string_view about_so_many[] = {"near", "nearly", "almost", "about", "around", "some", "roughly", "approximate"};  // as stem() leaves them
constexpr std::string_view passive[] = {"be", "been", "being", "is", "are", "was", "were", "got"};

template <std::size_t n>
bool among(const std::string_view (&all)[n], std::string_view word) {
    return std::find(std::begin(all), std::end(all), word) != std::end(all);
}

bool is_function_word(std::string_view word) {
    static const std::set<std::string_view> all(std::begin(function_words), std::end(function_words));
    return all.contains(word);
}

// Endings that tellings vary: "urges", "urged", "urging" are one word here. Never shorter than four letters.
std::string stem(std::string word) {
    for (const std::string_view ending : {"ings", "ing", "ies", "ied", "edly", "ed", "es", "ly", "s", "e", "y"})
        if (word.size() >= ending.size() + 4 && word.ends_with(ending)) {
            word.erase(word.size() - ending.size());
            break;
        }
    return word;
}

// "don't" comes as "don" and "t": the t after n is the negation.
std::size_t negations_in(const std::vector<std::string>& words) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < words.size(); ++i) count += among(negations, words[i]) || (words[i] == "t" && i > 0 && words[i - 1].ends_with('n'));
    return count;
}

bool is_digits(std::string_view word) { return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos; }
bool has_digit(std::string_view word) { return word.find_first_of("0123456789") != std::string_view::npos; }

// "ten" is 10, "hundred" multiplies. "One" is left out: it is a pronoun more often.
struct NumberWord {
    std::string_view word;
    std::uint64_t value;
    bool multiplies;
};
// clang-format off
constexpr NumberWord number_words[] = {
    {"two", 2, false}, {"three", 3, false}, {"four", 4, false}, {"five", 5, false}, {"six", 6, false}, {"seven", 7, false}, {"eight", 8, false}, {"nine", 9, false},
    {"ten", 10, false}, {"eleven", 11, false}, {"twelve", 12, false}, {"thirteen", 13, false}, {"fourteen", 14, false}, {"fifteen", 15, false}, {"sixteen", 16, false},
    {"seventeen", 17, false}, {"eighteen", 18, false}, {"nineteen", 19, false}, {"twenty", 20, false}, {"thirty", 30, false}, {"forty", 40, false}, {"fifty", 50, false},
    {"sixty", 60, false}, {"seventy", 70, false}, {"eighty", 80, false}, {"ninety", 90, false},
    {"dozen", 12, true}, {"hundred", 100, true}, {"thousand", 1000, true}, {"million", 1000000, true}, {"billion", 1000000000, true}};
// clang-format on

const NumberWord* number_word(std::string_view word) {
    const auto found = std::find_if(std::begin(number_words), std::end(number_words), [&](const NumberWord& n) { return n.word == word; });
    return found == std::end(number_words) ? nullptr : found;
}

// Reads numbers from words: "8,574" comes as "8" and "574"; "two hundred and forty" is 240; "100 million" is one number.
class Numbers {
public:
    explicit Numbers(const std::vector<std::string>& words) {
        for (const std::string& w : words) take(w);
        end();
    }
    [[nodiscard]] const std::set<std::string>& found() const { return found_; }

private:
    void take(const std::string& w) {
        if (is_digits(w) && w.size() <= 15) {
            const bool goes_on = open_ && digits_ && w.size() == 3;
            if (!goes_on) end();
            value_ = value_ * (goes_on ? 1000 : 1) + std::stoull(w);
            open_ = true;
            digits_ = w.size() <= 3;
        } else if (const NumberWord* n = number_word(w)) {
            digits_ = false;
            after_scale_ = n->multiplies;
            if (n->multiplies) scale(n->value);
            else value_ += n->value;
            open_ = true;
        } else if (has_digit(w)) {
            end();
            found_.insert(w);
        } else if (!(open_ && after_scale_ && w == "and")) {
            end();
        }
    }
    void scale(std::uint64_t by) {
        if (value_ > 1'000'000'000) return end();
        if (by >= 1000) {
            total_ += std::max<std::uint64_t>(value_, 1) * by;
            value_ = 0;
        } else {
            value_ = std::max<std::uint64_t>(value_, 1) * by;
        }
    }
    void end() {
        if (open_) found_.insert(std::to_string(total_ + value_));
        total_ = value_ = 0;
        open_ = digits_ = after_scale_ = false;
    }

    std::set<std::string> found_;
    std::uint64_t total_ = 0, value_ = 0;
    bool open_ = false, digits_ = false, after_scale_ = false;
};

// Numbers clash when each has one that the other lacks: a shorter telling may leave a number out, not change it.
bool numbers_clash(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    const auto first = Numbers(a).found(), second = Numbers(b).found();
    return !std::includes(first.begin(), first.end(), second.begin(), second.end()) && !std::includes(second.begin(), second.end(), first.begin(), first.end());
}

// Names clash as numbers do: rain in Scotland is not rain in England.
bool names_clash(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return !std::includes(a.begin(), a.end(), b.begin(), b.end()) && !std::includes(b.begin(), b.end(), a.begin(), a.end());
}

// What a claim is made of: content words without endings, and function words that turn it.
struct Matter {
    std::vector<std::string> words;
    std::vector<bool> in_passive;  // an auxiliary of the passive stands before it
};

Matter matter_of(const std::vector<std::string>& words) {
    Matter out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (is_function_word(words[i]) && !among(contrasting, words[i])) continue;
        out.words.push_back(stem(words[i]));
        out.in_passive.push_back(i > 0 && among(passive, words[i - 1]));
    }
    return out;
}

// All is equal but one word, in whose place another stands: "raise" and "cut", "before" and "after". Who words a thing anew
// does not stop at one word.
bool one_word_for_another(const Matter& a, const Matter& b) {
    if (a.words.size() != b.words.size()) return false;
    std::size_t at = 0, differing = 0;
    for (std::size_t i = 0; i < a.words.size(); ++i)
        if (a.words[i] != b.words[i]) ++differing, at = i;
    if (differing != 1) return false;
    const std::string &first = a.words[at], &second = b.words[at];
    const auto counts = [](const std::string& w) { return is_digits(w) || number_word(w); };
    if ((counts(first) && counts(second)) || (among(about_so_many, first) && among(about_so_many, second))) return false;
    constexpr std::size_t same_root = 4;  // "detention" and "detained"
    return first.substr(0, same_root) != second.substr(0, same_root);
}

// "The troops pushed the enemy" and "the enemy pushed the troops": what stood before a word stands after it, and the other
// way round. One of the two in the passive says the same again.
bool turned_round(const Matter& a, const Matter& b) {
    // Where each word stands that both have once: a word that comes again says nothing of order.
    std::vector<std::pair<std::size_t, std::size_t>> places;
    for (std::size_t i = 0; i < a.words.size(); ++i) {
        const auto there = std::find(b.words.begin(), b.words.end(), a.words[i]);
        if (std::count(a.words.begin(), a.words.end(), a.words[i]) == 1 && std::count(b.words.begin(), b.words.end(), a.words[i]) == 1)
            places.emplace_back(i, static_cast<std::size_t>(there - b.words.begin()));
    }
    return std::any_of(places.begin(), places.end(), [&](const auto& pivot) {
        if (a.in_passive[pivot.first] != b.in_passive[pivot.second]) return false;
        const auto crosses = [&](bool forth) { return std::any_of(places.begin(), places.end(), [&](const auto& p) { return forth ? p.first < pivot.first && p.second > pivot.second : p.first > pivot.first && p.second < pivot.second; }); };
        return crosses(true) && crosses(false);
    });
}

}  // namespace

std::vector<std::string> content_words(const std::vector<std::string>& words) {
    std::vector<std::string> out;
    for (const std::string& w : words)
        if (!is_function_word(w)) out.push_back(stem(w));
    return out;
}

bool contrast(const Version& a, const Version& b) {
    if (negations_in(a.words) != negations_in(b.words) || numbers_clash(a.words, b.words) || names_clash(a.names, b.names)) return true;
    if (std::max(a.words.size(), b.words.size()) > most_compared) return false;
    const Matter first = matter_of(a.words), second = matter_of(b.words);
    return one_word_for_another(first, second) || turned_round(first, second);
}

bool speaks_of_its_day(const Version& version) {
    return std::any_of(version.words.begin(), version.words.end(), [](const std::string& w) { return among(of_the_day, w); });
}

}  // namespace rostra::store
