#include "sketch.h"

#include <xxhash.h>

#include <algorithm>

namespace rostra::store {
namespace {

constexpr std::size_t band_count = 6, rows_a_band = 2;

// A family of hash functions from one: SplitMix64's finaliser over the hash and a number (Steele et al., 2014).
std::uint64_t mixed(std::uint64_t value, std::uint64_t seed) {
    value += seed * 0x9E3779B97F4A7C15u;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
    return value ^ (value >> 31);
}

std::size_t shared(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) {
    std::size_t count = 0;
    for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
        if (a[i] == b[k]) ++count, ++i, ++k;
        else if (a[i] < b[k]) ++i;
        else ++k;
    }
    return count;
}

}  // namespace

std::vector<std::uint64_t> shingles(std::span<const std::string> words, std::size_t size) {
    std::vector<std::uint64_t> out;
    if (words.empty()) return out;
    size = std::min(size, words.size());
    std::string run;
    for (std::size_t at = 0; at + size <= words.size(); ++at) {
        run.clear();
        for (std::size_t i = 0; i < size; ++i) run += words[at + i] + ' ';
        out.push_back(XXH3_64bits(run.data(), run.size()));
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

Overlap overlap(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) {
    if (a.empty() || b.empty()) return {};
    const auto common = static_cast<double>(shared(a, b));
    return {common / (static_cast<double>(a.size() + b.size()) - common), common / static_cast<double>(std::min(a.size(), b.size()))};
}

std::vector<std::uint64_t> least(std::vector<std::uint64_t> hashes, std::size_t size) {
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    if (hashes.size() > size) hashes.resize(size);
    return hashes;
}

double likeness(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b, std::size_t size) {
    std::vector<std::uint64_t> both;
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    both.resize(std::min(both.size(), size));
    if (both.empty()) return 0;
    std::size_t common = 0;
    for (const std::uint64_t hash : both) common += std::binary_search(a.begin(), a.end(), hash) && std::binary_search(b.begin(), b.end(), hash);
    return static_cast<double>(common) / static_cast<double>(both.size());
}

std::vector<std::int64_t> bands(std::span<const std::uint64_t> shingles) {
    std::vector<std::int64_t> out;
    if (shingles.empty()) return out;
    for (std::size_t band = 0; band < band_count; ++band) {
        std::uint64_t joined = band;
        for (std::size_t row = 0; row < rows_a_band; ++row) {
            std::uint64_t smallest = UINT64_MAX;
            for (const std::uint64_t s : shingles) smallest = std::min(smallest, mixed(s, band * rows_a_band + row + 1));
            joined = mixed(joined ^ smallest, row + 101);
        }
        out.push_back(static_cast<std::int64_t>(joined));
    }
    return out;
}

}  // namespace rostra::store
