// Shingles and their MinHash, to find likely copies among millions without comparing all. Pure functions.
// After Broder, "On the resemblance and containment of documents" (1997).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace rostra::store {

/// Hashes of each run of `size` words (of the whole, when there are fewer), sorted, each once.
[[nodiscard]] std::vector<std::uint64_t> shingles(std::span<const std::string> words, std::size_t size);

/// Shared over all (Jaccard), and shared over the smaller; sets sorted, each element once. Two empty sets share nothing.
struct Overlap {
    double jaccard = 0, containment = 0;
};
[[nodiscard]] Overlap overlap(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b);

/// The `size` least hashes: the sketch of a text. `likeness` of two sketches estimates their Jaccard overlap.
[[nodiscard]] std::vector<std::uint64_t> least(std::vector<std::uint64_t> hashes, std::size_t size);
[[nodiscard]] double likeness(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b, std::size_t size);

/// Six bands of two MinHashes each over the shingles: sets with Jaccard 0.5 share a band with probability 0.82, with 0.7
/// 0.98, with 0.1 0.06. Empty for no shingles.
[[nodiscard]] std::vector<std::int64_t> bands(std::span<const std::uint64_t> shingles);

}  // namespace rostra::store
