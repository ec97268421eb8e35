// A small naive Bayes filter over the words of proposals. Pure functions; what it learned stands in the record.
#pragma once

#include "rostra/store.h"

#include <unordered_map>

namespace rostra::store {

/// Features are hashes below this number: the table of what was learned is bounded, whatever is sent.
constexpr std::uint32_t feature_range = 1u << 16;
constexpr std::size_t most_features = 400;  ///< of one proposal; what is beyond is not looked at
constexpr std::uint32_t least_taught = 8;   ///< of each kind, below which it says nothing

/// In how many good and in how many spam proposals.
struct Seen {
    std::uint64_t good = 0, spam = 0;
};

/// The words of what a visitor wrote, pairs of neighbours, and marks such as links; sorted, each once.
[[nodiscard]] std::vector<std::uint32_t> features_of(const Proposal& proposal);

/// How likely it is spam. nullopt while `all` (the proposals learned from) holds fewer than `least_taught` of either kind,
/// or none of the features was seen before.
[[nodiscard]] std::optional<double> spam_probability(const std::vector<std::uint32_t>& features, const std::unordered_map<std::uint32_t, Seen>& seen, Seen all);

}  // namespace rostra::store
