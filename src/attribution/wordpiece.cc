// The table maps a piece's hash to its number; hashes of all prefixes of a word come from one pass over it, so that
// trying them from the longest down costs one look-up each.
#include "wordpiece.h"

#include <cstring>

namespace rostra::attribution {
namespace {

constexpr std::size_t most_code_points = 100;
constexpr std::size_t most_piece_bytes = 127;

// FNV-1a, begun differently for pieces inside a unit ("##"), so that both kinds share one table.
constexpr std::uint64_t seed_first = 0xCBF29CE484222325u, seed_inside = 0x9AE16A3B2F90404Fu;
constexpr std::uint64_t step(std::uint64_t hash, char c) { return (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u; }
constexpr std::uint64_t finish(std::uint64_t hash) { return (hash ^ hash >> 29) * 0xBF58476D1CE4E5B9u; }

bool starts_code_point(char c) { return (c & 0xC0) != 0x80; }

bool is_ascii(std::string_view text) {
    for (char c : text)
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    return true;
}

std::uint64_t hash_of(std::string_view text, bool inside) {
    std::uint64_t hash = inside ? seed_inside : seed_first;
    for (char c : text) hash = step(hash, c);
    return finish(hash);
}

bool is_inside(std::string_view piece) { return piece.size() > 2 && piece.starts_with("##"); }

}  // namespace

std::string_view WordPiece::piece(std::uint32_t number) const {
    const std::uint32_t begin = starts_[number], end = starts_[number + 1];
    return lines_.substr(begin, end - begin - 1);  // without the line break
}

bool WordPiece::build(std::string_view lines, std::size_t count) {
    // The last line may lack its line break; then the piece ends one past the text.
    const bool open = !lines.empty() && lines.back() != '\n';
    lines_ = lines;
    starts_.assign(1, 0);
    starts_.reserve(count + 1);
    for (std::size_t at = 0; at < lines.size();) {
        const auto* found = static_cast<const char*>(std::memchr(lines.data() + at, '\n', lines.size() - at));
        at = found ? static_cast<std::size_t>(found - lines.data()) + 1 : lines.size() + open;
        starts_.push_back(static_cast<std::uint32_t>(at));
        if (starts_.size() > count + 1) return false;
    }
    if (starts_.size() != count + 1 || count <= specials) return false;
    std::size_t size = 1024;
    while (size < 2 * count) size *= 2;
    slots_.assign(size, Slot{});
    longest_ = 0;
    for (std::uint32_t n = specials; n < count; ++n) insert(n);
    return true;
}

void WordPiece::insert(std::uint32_t number) {
    std::string_view text = piece(number);
    const bool inside = is_inside(text);
    if (inside) text.remove_prefix(2);
    if (text.empty() || text.size() > most_piece_bytes) return;
    longest_ = std::max(longest_, text.size());
    const std::uint64_t hash = hash_of(text, inside);
    const auto upper = static_cast<std::uint32_t>(hash >> 32);
    for (std::size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
        Slot& slot = slots_[at];
        if (slot.number != 0 && (slot.hash != upper || piece(slot.number) != piece(number))) continue;
        slot = {upper, number};  // of equal pieces the last counts
        return;
    }
}

std::uint32_t WordPiece::find(std::uint64_t hash, std::string_view text, bool inside) const {
    hash = finish(hash);
    const auto upper = static_cast<std::uint32_t>(hash >> 32);
    for (std::size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
        const Slot& slot = slots_[at];
        if (slot.number == 0) return 0;
        if (slot.hash != upper) continue;
        std::string_view found = piece(slot.number);
        if (is_inside(found) != inside) continue;
        if (inside) found.remove_prefix(2);
        if (found == text) return slot.number;
    }
}

void WordPiece::cut(std::string_view unit, std::vector<std::uint32_t>& out) const {
    char lower[most_code_points];
    std::string folded;
    std::string_view word;
    if (is_ascii(unit)) {
        if (unit.size() > most_code_points) return out.push_back(unknown);
        for (std::size_t i = 0; i < unit.size(); ++i) lower[i] = unit[i] >= 'A' && unit[i] <= 'Z' ? static_cast<char>(unit[i] + 32) : unit[i];
        word = {lower, unit.size()};
    } else {
        if (utf8::length(unit) > most_code_points) return out.push_back(unknown);
        folded = utf8::fold(unit);
        if (utf8::length(folded) > most_code_points) return out.push_back(unknown);
        word = folded;
    }
    const std::size_t before = out.size();
    std::uint64_t hashes[most_piece_bytes + 1];
    for (std::size_t at = 0; at < word.size();) {
        const bool inside = at > 0;
        const std::size_t most = std::min(longest_, word.size() - at);
        hashes[0] = inside ? seed_inside : seed_first;
        for (std::size_t i = 0; i < most; ++i) hashes[i + 1] = step(hashes[i], word[at + i]);
        std::uint32_t number = 0;
        std::size_t length = most;
        for (; length > 0; --length) {
            if (at + length < word.size() && !starts_code_point(word[at + length])) continue;
            if ((number = find(hashes[length], word.substr(at, length), inside)) != 0) break;
        }
        if (number == 0) {
            out.resize(before);
            break;
        }
        out.push_back(number);
        at += length;
    }
    if (out.size() == before) out.push_back(unknown);
}

}  // namespace rostra::attribution
