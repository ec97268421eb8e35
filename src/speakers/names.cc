// Two passes. The first cuts runs of capitalised words out of each sentence; the second makes entities of them. Between them
// the runs that capitals do not show are added, and those of datelines dropped.
#include "name_words.h"

namespace rostra::speakers {
namespace {

/// A surname that is a state's name too: "Chad" where Ann Chad is named, but not "in Chad".
void add_state_surnames(const Report& r, std::vector<NameRun>& runs) {
    std::vector<std::uint32_t> keys, taken;
    for (const NameRun& run : runs) {
        if (run.range.size() > 1 && state_token(r, run.range.last - 1) && r.word(run.range.first).is(given_name)) keys.push_back(r.word(run.range.last - 1).key);
        for (std::uint32_t t = run.range.first; t < run.range.last; ++t) taken.push_back(t);
    }
    if (keys.empty()) return;
    std::sort(keys.begin(), keys.end());
    std::sort(taken.begin(), taken.end());  // headings come behind the text
    for (const Known& k : r.marked.known) {
        if (k.last - k.first > 1 || !k.as(Kind::state) || !std::binary_search(keys.begin(), keys.end(), r.word(k.first).key) || std::binary_search(taken.begin(), taken.end(), k.first)) continue;
        const bool inside = k.first > 0 && r.sentence[k.first - 1] == r.sentence[k.first];
        const bool place = inside && r.word(k.first - 1).is(Class::preposition) && !(k.first > 1 && r.is(k.first - 2, "according")) && !r.is(k.first - 1, "by");
        if (place || (k.last < r.size() && r.word(k.last).capital && !r.punctuation(k.last))) continue;
        NameRun run;
        run.range = {k.first, k.last};
        runs.push_back(run);
    }
}

void drop_datelines(const Report& r, std::vector<NameRun>& runs) {
    std::erase_if(runs, [&](const NameRun& run) { return run.range.last <= dateline_end(r, r.sentence_at(run.range.first)); });
}

/// Cuts the runs out of the text, and gives the headings that stand in it.
std::vector<Range> cut_text(const Report& report, std::vector<NameRun>& runs) {
    std::vector<Range> headings;
    for (std::uint32_t s = 0; s < report.tokens->sentences.size(); ++s) {
        const Sentence& sentence = report.tokens->sentences[s];
        const std::uint32_t head = report.title_case[s] ? sentence.last : shouted_end(report, sentence);
        if (head > sentence.first) headings.push_back({sentence.first, head});
        // Behind "GENEVA (Wire) -" a sentence begins, and its first capital says as little as any.
        const std::uint32_t dash = dateline_end(report, sentence);
        cut_runs(report, {dash > sentence.first && dash < sentence.last ? std::max(head, dash + 1) : head, sentence.last}, runs);
    }
    return headings;
}

}  // namespace

Names find_names(const Report& report) {
    Names names;
    const std::vector<Range> headings = cut_text(report, names.runs);
    add_heading_runs(report, headings, names.runs);
    add_state_surnames(report, names.runs);
    std::sort(names.runs.begin(), names.runs.end(), [](const NameRun& a, const NameRun& b) { return a.range.first < b.range.first; });
    drop_datelines(report, names.runs);
    join_runs(report, names);
    names.at.assign(report.size(), none);
    for (std::uint32_t i = 0; i < names.runs.size(); ++i)
        for (std::uint32_t t = names.runs[i].range.first; t < names.runs[i].range.last; ++t) names.at[t] = i;
    return names;
}

std::string_view without_open_bracket(std::string_view words) {
    if (const std::size_t open = words.rfind('('); open != std::string_view::npos && open > 0 && words.find(')', open) == std::string_view::npos) {
        words = words.substr(0, open);
        while (words.ends_with(' ')) words.remove_suffix(1);
    }
    return words;
}

std::string name_text(const Report& report, Range range) {
    std::string_view words = report.str(range);
    for (const std::string_view ending : {"'s", "’s", "'S", "’S", "'", "’", ","})
        if (words.ends_with(ending)) words.remove_suffix(ending.size());
    return std::string(without_open_bracket(words));
}

}  // namespace rostra::speakers
