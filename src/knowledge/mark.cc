// Finds known names in one pass over the tokens.
//
// A token is cut into atoms: runs of letters and digits, folded, with apostrophes and dots dropped ("U.S." is "us",
// "G-77/China" is "g", "77", "china"). From each atom the longest phrase of the trie is taken. Scrapers lose
// apostrophes, so an atom in -s that leads nowhere is tried again without it: "Chinas" and "assemblys" match.
#include "shared.h"
#include "tables.h"

#include <array>
#include <charconv>

namespace rostra::knowledge {
namespace {

using namespace tables;

constexpr std::uint32_t hash_start = 2166136261u;
constexpr std::uint32_t hash_step(std::uint32_t h, unsigned char c) { return (h ^ c) * 16777619u; }

std::uint32_t hash_of(std::string_view bytes) {
    std::uint32_t h = hash_start;
    for (const char c : bytes) h = hash_step(h, static_cast<unsigned char>(c));
    return h;
}

/// Row of a folded word, 0 when the tables do not know it.
std::uint32_t word_row(std::string_view folded) {
    for (std::uint32_t at = hash_of(folded) & word_slot_mask; word_slots[at] != 0; at = (at + 1) & word_slot_mask)
        if (view(words[word_slots[at]].text) == folded) return word_slots[at];
    return 0;
}

std::uint32_t step(const Trie& trie, std::uint32_t node, std::uint32_t word) {
    if (word == 0) return 0;
    std::uint32_t at = node * 2654435761u + word * 40503u;
    at = (at ^ (at >> 15)) & trie.mask;
    for (; trie.edges[at].next != 0; at = (at + 1) & trie.mask)
        if (trie.edges[at].node == node && trie.edges[at].word == word) return trie.edges[at].next;
    return 0;
}

/// A piece of a token with the word of the tables that it is, that it is without a final s, and that a possessive is with
/// its s ("People's" in "People's Republic of China").
struct Atom {
    std::uint32_t token;
    Span span;
    std::uint32_t word, stem, with_s;
    bool capital, capitals, possessive;
};

bool ascii(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    return true;
}

/// Bytes of the possessive ending at the end of `word`: 's or ’s, else 0.
std::size_t possessive_ending(std::string_view word) {
    if (word.ends_with("'s") || word.ends_with("'S")) return 2;
    if (word.ends_with("\xE2\x80\x99s") || word.ends_with("\xE2\x80\x99S")) return 4;
    return 0;
}

/// Folds one word into `out`, which is cleared: lower case, no accents, no dots, hyphens, apostrophes or back quotes.
void fold_word(std::string_view word, std::string& out) {
    out.clear();
    if (!ascii(word)) {
        const std::string folded = utf8::fold(word);
        for (std::size_t i = 0; i < folded.size(); ++i) {
            if (folded.compare(i, 3, "\xE2\x80\x99") == 0) i += 2;
            else if (folded[i] != '\'' && folded[i] != '.' && folded[i] != '-' && folded[i] != '`') out += folded[i];
        }
        return;
    }
    for (const char c : word) {
        if (c >= 'A' && c <= 'Z') out += static_cast<char>(c + 32);
        else if (c != '\'' && c != '.' && c != '-' && c != '`') out += c;
    }
}

bool joins(unsigned char c) { return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); }

constexpr Classes contracted = any_of(Class::he, Class::she, Class::it, Class::they, Class::i, Class::we, Class::you, Class::relative, Class::demonstrative);

struct Case {
    bool first_capital = false, all_capitals = false, first_lower = false, letters = false;
    bool any_capital = false;  // "eSwatini"
};

Case case_of(std::string_view word) {
    Case found;
    std::size_t at = 0, upper = 0, count = 0;
    while (at < word.size()) {
        const auto byte = static_cast<unsigned char>(word[at]);
        bool up, low;
        if (byte < 0x80) {
            up = byte >= 'A' && byte <= 'Z';
            low = byte >= 'a' && byte <= 'z';
            ++at;
        } else {
            const char32_t c = utf8::next(word, at);
            up = utf8::is_upper(c);
            low = utf8::is_lower(c);
        }
        if (!up && !low) continue;
        if (count == 0) {
            found.first_capital = up;
            found.first_lower = low;
        }
        ++count;
        upper += up;
    }
    found.letters = count > 0;
    found.all_capitals = count > 1 && upper == count;
    found.any_capital = upper > 0;
    return found;
}

/// The sign of "A3+" and "BRICS+", which is read as the word "plus"; not that of "G77+China".
bool closing_plus(std::string_view text, Span token) {
    const bool behind = token.begin > 0 && joins(static_cast<unsigned char>(text[token.begin - 1]));
    return behind && slice(text, token) == "+" && (token.end >= text.size() || !joins(static_cast<unsigned char>(text[token.end])));
}

void cut(std::string_view text, Span token, std::uint32_t number, std::string& buffer, std::vector<Atom>& out) {
    const std::string_view whole = slice(text, token);
    if (closing_plus(text, token)) {
        static const std::uint32_t plus = word_row("plus");
        return out.push_back(Atom{number, token, plus, 0, 0, false, false, false});
    }
    const std::size_t ending = possessive_ending(whole);
    const std::string_view word = whole.substr(0, whole.size() - ending);
    std::size_t begin = 0;
    while (begin < word.size()) {
        while (begin < word.size() && !joins(static_cast<unsigned char>(word[begin]))) ++begin;
        std::size_t end = begin;
        // Dots and apostrophes stay inside an atom and are dropped when it is folded; dashes (E2 80 9x) part.
        while (end < word.size()) {
            const auto c = static_cast<unsigned char>(word[end]);
            const bool dash = c == 0xE2 && end + 2 < word.size() && word[end + 1] == '\x80' &&
                              (static_cast<unsigned char>(word[end + 2]) < 0x98);
            if (dash || !(joins(c) || c == '.' || c == '\'' || c == '`')) break;
            ++end;
        }
        if (end == begin) break;
        const std::string_view piece = word.substr(begin, end - begin);
        fold_word(piece, buffer);
        const Case letters = case_of(piece);
        const bool last = end >= word.size();
        Atom atom{number,
                  {token.begin + static_cast<std::uint32_t>(begin), token.begin + static_cast<std::uint32_t>(end)},
                  word_row(buffer),
                  0,
                  0,
                  letters.any_capital,
                  letters.all_capitals,
                  last && ending != 0};
        if (buffer.size() > 2 && buffer.back() == 's' && !atom.possessive)
            atom.stem = word_row(std::string_view(buffer).substr(0, buffer.size() - 1));
        if (atom.possessive) atom.with_s = word_row(buffer + "s");
        out.push_back(atom);
        begin = end + (end < word.size() && static_cast<unsigned char>(word[end]) == 0xE2 ? 3 : 1);
    }
}

struct Best {
    std::size_t atoms = 0;
    std::uint32_t node = 0;
    bool stemmed = false;
};

/// Walks the trie from one atom, with and without the final s, and keeps the longest phrase.
template <class Fits>
void walk(const Trie& trie, std::span<const Atom> atoms, std::size_t at, std::size_t depth, std::uint32_t node, bool stemmed, Fits fits, Best& best) {
    if (node != 0 && depth > best.atoms)
        for (std::uint32_t i = 0; i < trie.ranges[node].count; ++i)
            if (fits(trie.entries[trie.ranges[node].first + i])) {
                best = {depth, node, stemmed};
                break;
            }
    if (at + depth >= atoms.size() || depth >= 12) return;
    const Atom& atom = atoms[at + depth];
    if (const std::uint32_t next = step(trie, node, atom.word); next != 0) walk(trie, atoms, at, depth + 1, next, false, fits, best);
    if (const std::uint32_t next = step(trie, node, atom.stem); next != 0) walk(trie, atoms, at, depth + 1, next, true, fits, best);
    if (atom.possessive)
        if (const std::uint32_t next = step(trie, node, atom.with_s); next != 0) walk(trie, atoms, at, depth + 1, next, false, fits, best);
}

/// The longest phrase that starts at atom `at`.
template <class Fits>
Best longest(const Trie& trie, std::span<const Atom> atoms, std::size_t at, Fits fits) {
    Best best;
    walk(trie, atoms, at, 0, 0, false, fits, best);
    return best;
}

bool letters_fit(const Entry& entry, std::span<const Atom> atoms) {
    if (entry.letters == 0) return true;
    if (entry.letters == 1) return atoms.front().capital || (atoms.size() > 1 && atoms[1].capital);
    return atoms.front().capitals;  // "US" and "U.S.", not "us"; "WHO", not "who"
}

std::uint32_t number_value(std::string_view digits) {
    std::uint32_t value = 0;
    std::size_t count = 0;
    for (const char c : digits) {
        if (c == ',') continue;
        if (c < '0' || c > '9' || ++count > 9) return 0;
        value = value * 10 + static_cast<std::uint32_t>(c - '0');
    }
    return value;
}

/// "twenty-three" → 23; 0 when it is no number word.
std::uint32_t spelt_value(std::string_view folded) {
    static constexpr std::array<std::string_view, 20> units = {
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static constexpr std::array<std::string_view, 10> tens = {"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
    for (std::uint32_t i = 2; i < tens.size(); ++i) {
        if (!folded.starts_with(tens[i])) continue;
        std::string_view rest = folded.substr(tens[i].size());
        if (rest.empty()) return i * 10;
        if (rest.front() == '-') rest.remove_prefix(1);
        for (std::uint32_t u = 1; u < 10; ++u)
            if (rest == units[u]) return i * 10 + u;
        return 0;
    }
    for (std::uint32_t u = 1; u < units.size(); ++u)
        if (folded == units[u]) return u;
    return 0;
}

/// "al-Harthi", "ash-Shaikh", "el-Sisi", "d'Escoto": the Arabic article in its forms, or an elided particle, joined to a name.
bool joined_article(std::string_view word) {
    static constexpr std::array<std::string_view, 13> articles = {"al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ul", "ed", "d", "l"};
    const std::size_t mark = word.find_first_of("-'\xE2");
    if (mark == std::string_view::npos || mark == 0 || mark > 3) return false;
    const std::size_t next = mark + (word[mark] == '\xE2' ? 3 : 1);
    return next + 1 < word.size() && word[next] >= 'A' && word[next] <= 'Z' && std::find(articles.begin(), articles.end(), word.substr(0, mark)) != articles.end();
}

Word describe(std::string_view text, Span token, std::string& buffer) {
    Word word;
    word.span = token;
    const std::string_view whole = slice(text, token);
    const std::size_t ending = possessive_ending(whole);
    const std::string_view bare = whole.substr(0, whole.size() - ending);
    fold_word(bare, buffer);
    word.key = hash_of(buffer);
    word.possessive = ending != 0;
    if (const std::uint32_t row = word_row(buffer)) word.classes = words[row].classes, word.common = true;
    // "I've", "he’d": the pronoun in front of the mark.
    if (const std::size_t mark = bare.find_first_of("'\xE2"); mark != std::string_view::npos && mark > 0 && mark < 6) {
        std::string front;
        fold_word(bare.substr(0, mark), front);
        if (const std::uint32_t row = word_row(front); row != 0 && (words[row].classes & contracted) != 0) word.classes |= words[row].classes;
    }
    const Case letters = case_of(bare);
    word.capital = letters.first_capital;
    word.capitals = letters.all_capitals;
    word.lower = letters.first_lower;
    if (word.lower && joined_article(bare)) {
        word.capital = true;
        word.lower = false;
    }
    word.letters = letters.letters;
    if (!letters.letters) word.value = number_value(bare);
    else if (bare.size() > 2 && bare.size() < 16) word.value = spelt_value(buffer);
    return word;
}

/// "In Washington, State Department spokesman": a name with a comma in it whose last word belongs to a capitalised one behind it is
/// none. How many of the atoms stand before that comma; all of them where there is none.
std::size_t clause_end(std::string_view text, std::span<const Span> tokens, std::span<const Word> words, std::span<const Atom> covered) {
    if (covered.size() < 2 || covered.back().token + 1 >= tokens.size()) return covered.size();
    const std::uint32_t next = covered.back().token + 1;
    const std::string_view between = text.substr(tokens[next - 1].end, tokens[next].begin - tokens[next - 1].end);
    if (!words[next].capital || between != " ") return covered.size();
    for (std::size_t i = 1; i < covered.size(); ++i)
        for (std::uint32_t t = covered[i - 1].token + 1; t < covered[i].token; ++t)
            if (slice(text, tokens[t]) == ",") return i;
    return covered.size();
}

}  // namespace

std::uint32_t key_of(std::string_view word) {
    std::string buffer;
    fold_word(word.substr(0, word.size() - possessive_ending(word)), buffer);
    return hash_of(buffer);
}

const Entry* Known::as(Kind kind) const {
    for (const Entry& e : entries)
        if (e.kind == kind) return &e;
    return nullptr;
}

const Entry* Known::any_state() const {
    for (const Kind k : {Kind::state, Kind::adjective, Kind::demonym, Kind::seat})
        if (const Entry* e = as(k)) return e;
    return nullptr;
}

Marked mark(std::string_view text, std::span<const Span> tokens) {
    Marked out;
    out.words.reserve(tokens.size());
    out.at.assign(tokens.size(), Marked::none);
    std::string buffer;
    std::vector<Atom> atoms;
    atoms.reserve(tokens.size() + tokens.size() / 8);
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
        out.words.push_back(describe(text, tokens[i], buffer));
        cut(text, tokens[i], i, buffer, atoms);
    }
    for (std::size_t at = 0; at < atoms.size();) {
        const auto any = [](const Entry&) { return true; };
        Best best = longest(names, atoms, at, any);
        if (const std::size_t before = clause_end(text, tokens, out.words, std::span(atoms).subspan(at, best.atoms)); before < best.atoms) best = longest(names, std::span(atoms).first(at + before), at, any);
        if (best.atoms == 0) {
            ++at;
            continue;
        }
        const std::span<const Atom> covered(&atoms[at], best.atoms);
        const Range range = names.ranges[best.node];
        const std::span<const Entry> entries(names.entries + range.first, range.count);
        bool fits = false;
        for (const Entry& e : entries) fits = fits || letters_fit(e, covered);
        if (!fits) {
            ++at;
            continue;
        }
        const auto number = static_cast<std::uint32_t>(out.known.size());
        out.known.push_back({covered.front().token, covered.back().token + 1, {covered.front().span.begin, covered.back().span.end}, best.stemmed || covered.back().possessive, entries});
        for (std::uint32_t t = covered.front().token; t <= covered.back().token; ++t)
            if (out.at[t] == Marked::none) out.at[t] = number;
        at += best.atoms;
    }
    settle_shared(out, text);
    return out;
}

std::vector<ActHit> act_hits(std::string_view piece, bool want_cues) {
    std::vector<Atom> atoms;
    std::string buffer;
    std::size_t begin = 0;
    while (begin < piece.size()) {
        while (begin < piece.size() && (!joins(static_cast<unsigned char>(piece[begin])) || piece[begin] == '\xC2' || piece[begin] == '\xA0')) ++begin;
        std::size_t end = begin;
        while (end < piece.size() && piece[end] != ' ' && piece[end] != '\n' && piece[end] != '\t' && piece[end] != '\xC2') ++end;
        if (end > begin)
            cut(piece, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, static_cast<std::uint32_t>(atoms.size()), buffer, atoms);
        begin = end + 1;
    }
    std::vector<ActHit> out;
    for (std::size_t at = 0; at < atoms.size();) {
        const Best best = longest(cues, atoms, at, [want_cues](const Entry& e) { return (e.kind == Kind::cue) == want_cues; });
        if (best.atoms == 0) {
            ++at;
            continue;
        }
        const Range range = cues.ranges[best.node];
        for (std::uint32_t i = 0; i < range.count; ++i) {
            const Entry& e = cues.entries[range.first + i];
            if ((e.kind == Kind::cue) != want_cues) continue;
            out.push_back({{atoms[at].span.begin, atoms[at + best.atoms - 1].span.end}, static_cast<Act>(e.ref), e.weight, e.kind == Kind::cue});
        }
        at += best.atoms;
    }
    return out;
}

}  // namespace rostra::knowledge
