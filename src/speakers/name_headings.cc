// Names in headings, where capitals tell little: headlines, cross-heads and datelines.
#include "name_words.h"

namespace rostra::speakers {
namespace {

using Keys = std::vector<std::uint32_t>;

/// Keys of all words that the names bear, sorted.
Keys keys_of_runs(const Report& r, const std::vector<NameRun>& runs) {
    Keys keys;
    for (const NameRun& run : runs)
        for (const std::uint32_t key : name_keys(r, run.range)) keys.push_back(key);
    std::sort(keys.begin(), keys.end());
    return keys;
}

/// "Statement by Ana Reyes of Peru": whose words follow.
bool heads_statement(const Report& r, Range heading) {
    return r.is_any(heading.first, {"statement", "remarks", "message", "speech", "address"}) && r.is_any(heading.first + 1, {"by", "of"});
}

/// "Statement of President Joe Biden": the token is the first or the second name behind a title, which shows that it is one.
bool shown_by_title(const Report& r, Range heading, std::uint32_t i) {
    if (!name_token(r, i) || r.known(i)) return false;
    if (heads_statement(r, heading) && ((r.word(i).is(given_name) && i + 1 < heading.last && name_token(r, i + 1)) || (i > heading.first && r.word(i - 1).is(given_name)))) return true;
    if (i > heading.first && r.word(i).is(given_name) && i + 1 < heading.last && name_token(r, i + 1) && title_token(r, i - 1)) return true;
    return i > heading.first + 1 && r.word(i - 1).is(given_name) && title_token(r, i - 2);
}

/// Only words of names that the rest of the report bears are names in a heading, and the given name before one.
bool borne(const Report& r, const Keys& keys, Range heading, std::uint32_t i) {
    if (r.known(i) || r.seen_lower(r.word(i).key)) return false;
    const auto bears = [&](std::uint32_t t) { return name_token(r, t) && std::binary_search(keys.begin(), keys.end(), r.word(t).key); };
    return bears(i) || (i + 1 < heading.last && r.word(i).is(given_name) && bears(i + 1));
}

}  // namespace

/// "GENEVA - Speaking": a word in capitals and a dash at the head of the report, and no other paragraph near that begins so, as those of a transcript do.
bool place_at_head(const Report& r, const Sentence& s) {
    constexpr std::uint32_t near = 8;
    const auto begins_so = [&](std::uint32_t paragraph) {
        const std::uint32_t first = r.tokens->sentences[r.tokens->paragraphs[paragraph].first].first;
        return r.word(first).capitals && (r.dash(first + 1) || r.dash(first + 2));
    };
    const auto count = static_cast<std::uint32_t>(r.tokens->paragraphs.size());
    if (s.paragraph > 1 || !begins_so(s.paragraph)) return false;
    for (std::uint32_t p = 0; p < std::min(count, near); ++p)
        if (p != s.paragraph && begins_so(p)) return false;
    return true;
}

std::uint32_t dateline_end(const Report& r, const Sentence& s) {
    constexpr std::uint32_t longest = 14;
    if (r.tokens->sentences[r.tokens->paragraphs[s.paragraph].first].first != s.first || !r.word(s.first).capitals) return s.first;
    // A place in capitals with a date or an agency behind it, or one that is known or heads the report; "SMITH — I agree" is a speaker.
    const Known* place = r.known(s.first);
    bool more = place && (place->as(Kind::seat) || place->as(Kind::region) || place->as(Kind::other));
    more = more || place_at_head(r, s);
    for (std::uint32_t i = s.first; i < s.last && i < s.first + longest; ++i) {
        if (r.dash(i)) return more ? i : s.first;
        if (r.mark(i, ':') || (r.word(i).lower && !r.is_any(i, {"of", "and", "the", "de", "a.m", "p.m"}))) return s.first;
        more = more || r.mark(i, '(') || r.kind(i) == TokenKind::number;
    }
    return s.first;
}

std::uint32_t shouted_end(const Report& r, const Sentence& s) {
    constexpr std::uint32_t longest = 16;
    const auto shouted = [&](std::uint32_t i) {
        if (r.punctuation(i)) return !r.dash(i) && !r.mark(i, ':') && !r.mark(i, '(');
        return r.word(i).capitals || r.span(i).size() == 1;
    };
    std::uint32_t words = 0, plain = 0, i = s.first;
    for (; i < s.last && shouted(i); ++i) {
        if (r.punctuation(i)) continue;
        ++words;
        plain += r.word(i).capitals && (r.word(i).is(function_words) || r.seen_lower(r.word(i).key));
    }
    // Plain words stand in it, so that it is no place and no name.
    const bool heading = words >= 2 && words <= longest && 3 * plain >= words && plain > 0;
    return heading ? i : s.first;
}

void add_heading_runs(const Report& r, const std::vector<Range>& headings, std::vector<NameRun>& runs) {
    if (headings.empty()) return;
    const Keys keys = keys_of_runs(r, runs);
    for (const Range& heading : headings) {
        const auto named = [&](std::uint32_t i) { return shown_by_title(r, heading, i) || borne(r, keys, heading, i); };
        for (std::uint32_t i = heading.first; i < heading.last; ++i) {
            if (!named(i)) continue;
            std::uint32_t last = i + 1;
            while (last < heading.last && named(last) && !r.word(last - 1).possessive) ++last;
            NameRun run;
            run.range = {i, last};
            runs.push_back(run);
            i = last - 1;
        }
    }
}

}  // namespace rostra::speakers
