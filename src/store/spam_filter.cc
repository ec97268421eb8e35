#include "spam_filter.h"

#include "user_query.h"

#include <cmath>

namespace rostra::store {
namespace {

// Only the features that say most are counted, and none for more than this: a long letter of everyday words around one
// link must not drown it, and a word that was seen once must not decide.
constexpr std::size_t most_counted = 24;
constexpr double strongest = 3.0;

std::uint32_t hashed(std::string_view text) {
    std::uint64_t hash = 14695981039346656037ull;  // FNV-1a: stays the same for ever, which the kept counts need
    for (const unsigned char byte : text) hash = (hash ^ byte) * 1099511628211ull;
    return static_cast<std::uint32_t>((hash ^ (hash >> 32)) % feature_range);
}

std::size_t times(std::string_view text, std::string_view what) {
    std::size_t count = 0;
    for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + what.size())) ++count;
    return count;
}

std::string written(const Proposal& p) {
    std::string text = p.reason;
    if (p.speaker) text += "\n" + p.speaker->name + "\n" + p.speaker->role.value_or("");
    if (p.bloc) text += "\n" + p.bloc->group.value_or("");
    return text;
}

}  // namespace

std::vector<std::uint32_t> features_of(const Proposal& proposal) {
    const std::string text = written(proposal);
    std::vector<std::uint32_t> out;
    std::string before;
    for (const Word& word : words_in(text)) {
        if (out.size() + 1 >= most_features) break;
        out.push_back(hashed("w " + word.folded));
        if (!before.empty()) out.push_back(hashed("p " + before + " " + word.folded));
        before = word.folded;
    }
    const std::size_t links = times(text, "://") + times(text, "www.");
    if (links > 0) out.push_back(hashed("a link"));
    if (links > 2) out.push_back(hashed("many links"));
    if (times(text, "<a ") + times(text, "[url") + times(text, "href") > 0) out.push_back(hashed("markup"));
    if (times(text, "@") > 0) out.push_back(hashed("an address"));
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

std::optional<double> spam_probability(const std::vector<std::uint32_t>& features, const std::unordered_map<std::uint32_t, Seen>& seen, Seen all) {
    if (all.good < least_taught || all.spam < least_taught) return std::nullopt;
    std::vector<double> weights;
    for (const std::uint32_t feature : features) {
        const auto found = seen.find(feature);
        if (found == seen.end() || found->second.good + found->second.spam == 0) continue;
        const double in_spam = (static_cast<double>(found->second.spam) + 0.5) / (static_cast<double>(all.spam) + 1);
        const double in_good = (static_cast<double>(found->second.good) + 0.5) / (static_cast<double>(all.good) + 1);
        weights.push_back(std::clamp(std::log(in_spam / in_good), -strongest, strongest));
    }
    if (weights.empty()) return std::nullopt;
    std::sort(weights.begin(), weights.end(), [](double a, double b) { return std::abs(a) > std::abs(b); });
    if (weights.size() > most_counted) weights.resize(most_counted);
    double sum = 0;  // no prior: how much spam there was says nothing about who writes now
    for (const double weight : weights) sum += weight;
    return 1 / (1 + std::exp(-sum));
}

}  // namespace rostra::store
