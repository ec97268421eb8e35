#include "abbreviations.h"

#include "rostra/base.h"

#include <algorithm>
#include <array>

namespace rostra::tokens {
namespace {

// Sorted, lower case, without the final full stop.
constexpr std::array leading = std::to_array<std::string_view>({"adm", "amb", "art", "asst", "atty", "brig", "bros", "capt", "cf", "cmdr", "col", "comdr", "cpl", "del", "det", "dir",
                                                                "dist", "dr", "eg", "fig", "figs", "fr", "ft", "gen", "gov", "govs", "hon", "insp", "lt", "maj", "messrs", "mlle",
                                                                "mme", "mr", "mrs", "ms", "msgr", "mt", "mx", "no", "nos", "pfc", "pp", "pres", "prof", "pvt", "rep", "reps", "rev", "sec",
                                                                "secy", "sen", "sens", "sgt", "spc", "spkr", "sr", "st", "supt", "viz", "vol", "vs"});
constexpr std::array trailing = std::to_array<std::string_view>({"al", "apr", "assn", "aug", "ave", "blvd", "co", "corp", "dec", "dept", "esq", "est", "etc", "feb", "fri", "govt", "hwy",
                                                                 "inc", "intl", "jan", "jr", "ltd", "mar", "mon", "natl", "nov", "oct", "ph.d", "plc", "pty", "rd", "sat", "sep", "sept",
                                                                 "sun", "thu", "thur", "thurs", "tue", "tues", "univ", "wed"});
constexpr std::array starters = std::to_array<std::string_view>({"a", "after", "all", "although", "an", "and", "as", "at", "because", "before", "both", "but", "by", "during", "each", "even",
                                                                 "for", "from", "he", "her", "his", "how", "however", "i", "if", "in", "instead", "it", "its", "last", "many", "meanwhile", "more",
                                                                 "most", "my", "no", "not", "now", "of", "on", "one", "or", "our", "she", "since", "so", "some", "still", "that", "the", "their",
                                                                 "then", "there", "these", "they", "this", "those", "though", "to", "under", "until", "we", "what", "when", "where", "while",
                                                                 "who", "why", "with", "yet", "you"});

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& sorted, std::string_view word) {
    return std::binary_search(sorted.begin(), sorted.end(), word);
}

static_assert(std::is_sorted(leading.begin(), leading.end()));
static_assert(std::is_sorted(trailing.begin(), trailing.end()));
static_assert(std::is_sorted(starters.begin(), starters.end()));

constexpr std::size_t longest = 10;

}  // namespace

Abbreviation abbreviation(std::string_view word) {
    if (word.size() > longest) return Abbreviation::none;
    const std::string lower = utf8::lower(word);
    if (holds(leading, lower)) return Abbreviation::leads;
    return holds(trailing, lower) ? Abbreviation::either : Abbreviation::none;
}

bool starts_sentences(std::string_view word) { return word.size() <= longest && holds(starters, utf8::lower(word)); }

}  // namespace rostra::tokens
