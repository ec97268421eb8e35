#include "report.h"

namespace rostra::speakers {

bool Report::dash(std::uint32_t i) const {
    if (i >= size()) return false;
    const std::string_view s = str(i);
    return s == "-" || s == "–" || s == "—" || s == "―";
}

std::uint32_t Report::behind_dateline(std::uint32_t token) const {
    const Sentence& s = tokens->sentences[tokens->paragraphs[sentence_at(token).paragraph].first];
    if (!word(s.first).capitals) return s.first;
    for (std::uint32_t i = s.first + 1; i < s.last && i < s.first + 12; ++i) {
        if (dash(i)) return i + 1;
        const bool place = word(i).capital || kind(i) == TokenKind::number || mark(i, ',') || mark(i, '(') || mark(i, ')');
        if (!place) break;
    }
    return s.first;
}

bool Report::seen_lower(std::uint32_t key) const { return std::binary_search(lower_keys.begin(), lower_keys.end(), key); }

bool Report::starts_sentence(std::uint32_t i) const {
    const std::uint32_t first = sentence_at(i).first;
    while (i > first && punctuation(i - 1)) {
        if (kind(i - 1) == TokenKind::open_quote || mark(i - 1, ':')) return true;
        --i;
    }
    return i == first;
}

namespace {

/// More than two thirds of the words of four letters and more are capitalised: a headline or a cross-head.
bool is_title_case(const Report& report, const Sentence& sentence) {
    std::uint32_t long_words = 0, capitals = 0;
    for (std::uint32_t i = sentence.first + 1; i < sentence.last; ++i) {
        if (report.kind(i) != TokenKind::word || report.span(i).size() < 4) continue;
        ++long_words;
        capitals += report.word(i).capital;
    }
    const bool headline = report.tokens->paragraphs[sentence.paragraph].headline;
    const bool stopped = report.mark(sentence.last - 1, '.');
    return long_words >= 3 && 3 * capitals > 2 * long_words && (headline || sentence.last - sentence.first < 25) && !(stopped && 5 * capitals < 4 * long_words + 5);
}

/// Federations whose parts are called states.
constexpr std::string_view made_of_states[] = {"USA", "IND", "NGA", "MEX", "BRA", "AUS", "MYS", "DEU"};

/// Governors, legislatures and names of a federation's states outnumber the states and groups of the world.
bool is_federal(const Report& r) {
    constexpr std::uint32_t fewest = 2;
    std::uint32_t inside = 0, world = 0;
    std::uint32_t home = none;
    for (const Known& k : r.marked.known) {
        const knowledge::Entry* region = k.any_state() ? nullptr : k.as(Kind::region);
        if (!region || (home != none && region->ref != home)) continue;
        const std::string_view code = code_of(*region);
        if (std::find(std::begin(made_of_states), std::end(made_of_states), code) == std::end(made_of_states)) continue;
        home = region->ref;
        ++inside;
    }
    for (std::uint32_t i = 0; i < r.size(); ++i) inside += r.is_any(i, {"governor", "governors", "legislature", "legislatures", "legislators", "statehouse"}) || (r.is(i, "general") && i > 0 && r.is_any(i - 1, {"attorney", "attorneys"}));
    for (const Known& k : r.marked.known)
        if (const knowledge::Entry* state = k.any_state(); (state && state->ref != home) || k.as(Kind::group)) ++world;
    return inside >= fewest && inside > world;
}

}  // namespace

Report read_report(std::string_view text, const Tokens& tokens) {
    Report report{mark_text(text, tokens), {}, {}, {}, {}, false};
    report.sentence.assign(tokens.tokens.size(), 0);
    for (std::uint32_t s = 0; s < tokens.sentences.size(); ++s)
        for (std::uint32_t i = tokens.sentences[s].first; i < tokens.sentences[s].last; ++i) report.sentence[i] = s;
    for (const Word& w : report.marked.words)
        if (w.lower) report.lower_keys.push_back(w.key);
    std::sort(report.lower_keys.begin(), report.lower_keys.end());
    report.lower_keys.erase(std::unique(report.lower_keys.begin(), report.lower_keys.end()), report.lower_keys.end());
    for (const Sentence& s : tokens.sentences) report.title_case.push_back(is_title_case(report, s));
    for (std::uint32_t i = 0; i < report.size(); ++i)
        // Only words that end a run of capitals: "Human" of "Human Rights Council" is no name by itself.
        if (i + 1 < report.size() && report.word(i + 1).capital && report.sentence[i + 1] == report.sentence[i] && !report.word(i + 1).is(function_words)) continue;
        else if (report.word(i).capital && !report.title_case[report.sentence[i]] && !report.starts_sentence(i) && !(i > 0 && report.word(i - 1).capital && report.starts_sentence(i - 1))) report.inner_capitals.push_back(report.word(i).key);
    std::sort(report.inner_capitals.begin(), report.inner_capitals.end());
    report.inner_capitals.erase(std::unique(report.inner_capitals.begin(), report.inner_capitals.end()), report.inner_capitals.end());
    report.federal = is_federal(report);
    return report;
}

bool states_in_capitals(const Report& report) {
    constexpr std::uint8_t only_capitals = 2;
    for (const Known& k : report.marked.known) {
        // "US" and "ASEAN" are written so everywhere.
        const bool state = k.as(Kind::state) && k.as(Kind::state)->letters != only_capitals, group = k.as(Kind::group) && k.last > k.first + 1;
        if (!state && !group) continue;
        const Sentence& s = report.sentence_at(k.first);
        if (report.title_case[report.sentence[k.first]] || k.span.size() < 4) continue;
        bool capitals = true;
        for (std::uint32_t i = k.first; i < k.last && capitals; ++i) capitals = !report.word(i).letters || report.word(i).capitals;
        // No heading, no dateline: a verb stands behind it, or it stands within its sentence.
        if (capitals && k.last < s.last && (report.word(k.last).lower || (report.mark(k.last, ',') && k.first > s.first))) return true;
    }
    return false;
}

std::string_view state_at(const Report& report, std::uint32_t i, bool lenient) {
    const Known* known = report.known(i);
    if (!known) return {};
    const knowledge::Entry* entry = known->any_state();
    if (!entry || (entry->ambiguous && !lenient)) return {};
    return code_of(*entry);
}

}  // namespace rostra::speakers
