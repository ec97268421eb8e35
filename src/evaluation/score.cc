// Counts are kept for each document, so that the bootstrap can draw documents anew without scoring them again.
#include "words.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace rostra::evaluation {
namespace {

using Set = std::vector<std::uint32_t>;
using Sets = std::array<Set, parts>;

// In the order in which the Python tool first meets them.
enum Name : std::size_t { words_source,
                          exact_source,
                          words_cue,
                          exact_cue,
                          words_content,
                          exact_content,
                          who,
                          who_exact,
                          direct,
                          mixed,
                          indirect,
                          names };
constexpr std::array<const char*, names> name_list = {"words-source", "exact-source", "words-cue", "exact-cue", "words-content", "exact-content", "who-said-what", "who-said-what-exact",
                                                      "who-said-what direct", "who-said-what mixed", "who-said-what indirect"};

/// `right` differs from `found` only for the manners: a gold one can be matched by a prediction of another manner.
struct Count {
    double found = 0, right = 0, predicted = 0, gold = 0;
    void add(std::size_t hits, std::size_t of_predicted, std::size_t of_gold) {
        found += static_cast<double>(hits);
        right += static_cast<double>(hits);
        predicted += static_cast<double>(of_predicted);
        gold += static_cast<double>(of_gold);
    }
    void operator+=(const Count& o) {
        found += o.found;
        right += o.right;
        predicted += o.predicted;
        gold += o.gold;
    }
};
using Counts = std::array<Count, names>;

std::size_t common(const Set& a, const Set& b) {
    std::size_t n = 0;
    for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
        if (*i < *j) ++i;
        else if (*j < *i) ++j;
        else ++n, ++i, ++j;
    }
    return n;
}

double overlap(const Set& a, const Set& b) {
    if (a.empty() && b.empty()) return 1.0;
    return 2.0 * static_cast<double>(common(a, b)) / static_cast<double>(a.size() + b.size());
}

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

/// One-to-one, best overlap first; pairs that `accept` takes only.
template <class Accept>
Pairs match(const std::vector<Sets>& gold, const std::vector<Sets>& predicted, Accept accept) {
    std::vector<std::tuple<double, std::size_t, std::size_t>> all;
    for (std::size_t i = 0; i < gold.size(); ++i)
        for (std::size_t j = 0; j < predicted.size(); ++j) {
            if (!accept(gold[i], predicted[j])) continue;
            double sum = 0;
            for (std::size_t p = 0; p < parts; ++p) sum += overlap(gold[i][p], predicted[j][p]);
            all.emplace_back(-sum, i, j);
        }
    std::sort(all.begin(), all.end());
    std::vector<bool> used_gold(gold.size()), used_predicted(predicted.size());
    Pairs out;
    for (const auto& [cost, i, j] : all) {
        if (used_gold[i] || used_predicted[j]) continue;
        used_gold[i] = used_predicted[j] = true;
        out.emplace_back(i, j);
    }
    return out;
}

bool loosely(const Sets& g, const Sets& p) { return overlap(g[source], p[source]) >= 0.5 && overlap(g[content], p[content]) >= 0.5; }
bool strictly(const Sets& g, const Sets& p) { return g[source] == p[source] && g[content] == p[content]; }

std::vector<Sets> sets_of(const std::vector<Attribution>& list, const std::vector<Span>& words) {
    std::vector<Sets> out;
    for (const Attribution& a : list) {
        Sets& s = out.emplace_back();
        for (std::size_t p = 0; p < parts; ++p) s[p] = touched(a.spans[p], words);
    }
    return out;
}

void count_part(const std::vector<Sets>& gold, const std::vector<Sets>& predicted, std::size_t p, Count& words, Count& exact) {
    const auto gather = [p](const std::vector<Sets>& list) {
        std::pair<std::set<std::uint32_t>, std::set<Set>> out;
        for (const Sets& s : list) {
            out.first.insert(s[p].begin(), s[p].end());
            if (!s[p].empty()) out.second.insert(s[p]);
        }
        return out;
    };
    const auto g = gather(gold), q = gather(predicted);
    const auto shared = [](const auto& a, const auto& b) { return static_cast<std::size_t>(std::count_if(a.begin(), a.end(), [&](const auto& x) { return b.count(x) > 0; })); };
    words.add(shared(g.first, q.first), q.first.size(), g.first.size());
    exact.add(shared(g.second, q.second), q.second.size(), g.second.size());
}

using Slices = std::map<std::string, Slice>;

/// The slice of each attribution of one kind: its cue's words, its publisher, its length.
struct Slicers {
    Slices cue, publisher, length;

    static std::string cue_of(const Attribution& a, std::u32string_view text) {
        std::string out;
        for (const Span& s : a.spans[evaluation::cue]) {
            if (!out.empty()) out += " ... ";
            for (char32_t c : text.substr(std::min<std::size_t>(s.begin, text.size()), s.size())) utf8::append(out, utf8::to_lower(c));
        }
        return out.empty() ? "(none)" : out;
    }
    static std::string length_of(std::size_t words) { return words <= 5 ? "1-5" : words <= 10 ? "6-10"
                                                                              : words <= 20   ? "11-20"
                                                                              : words <= 40   ? "21-40"
                                                                                              : "41 or more"; }
    void add(const Attribution& a, const Sets& sets, std::u32string_view text, const std::string& from, bool is_gold, bool matched) {
        for (Slice* slice : {&cue[cue_of(a, text)], &publisher[from.empty() ? "(none)" : from], &length[length_of(sets[content].size())]}) {
            (is_gold ? slice->gold : slice->predicted) += 1;
            (is_gold ? slice->found : slice->right) += matched;
        }
    }
    static std::vector<Slice> listed(const Slices& slices) {
        std::vector<Slice> out;
        for (const auto& [name, slice] : slices) {
            out.push_back(slice);
            out.back().name = name;
        }
        std::stable_sort(out.begin(), out.end(), [](const Slice& a, const Slice& b) { return a.gold > b.gold; });
        return out;
    }
};

Counts count_document(const Document& gold, const std::vector<Attribution>& predicted, Slicers& slicers) {
    const std::u32string text = code_points_of(gold.text);
    const auto words = words_of(text);
    const auto g = sets_of(gold.attributions, words), p = sets_of(predicted, words);
    Counts counts;
    for (std::size_t part = 0; part < parts; ++part) count_part(g, p, part, counts[2 * part], counts[2 * part + 1]);
    const Pairs loose = match(g, p, loosely);
    counts[who].add(loose.size(), p.size(), g.size());
    counts[who_exact].add(match(g, p, strictly).size(), p.size(), g.size());
    std::vector<bool> found(g.size()), right(p.size());
    for (const auto& [i, j] : loose) found[i] = right[j] = true;
    const auto manner = [&](const Attribution& a) { return a.spans[content].empty() ? indirect : manner_of(text, a) == "direct" ? direct
                                                                                             : manner_of(text, a) == "mixed"    ? mixed
                                                                                                                                : indirect; };
    for (std::size_t i = 0; i < g.size(); ++i) {
        Count& c = counts[manner(gold.attributions[i])];
        c.gold += 1;
        c.found += found[i];
        slicers.add(gold.attributions[i], g[i], text, gold.publisher, true, found[i]);
    }
    for (std::size_t j = 0; j < p.size(); ++j) {
        Count& c = counts[manner(predicted[j])];
        c.predicted += 1;
        c.right += right[j];
        slicers.add(predicted[j], p[j], text, gold.publisher, false, right[j]);
    }
    return counts;
}

double ratio(double a, double b) { return b > 0 ? a / b : 0.0; }

Figure figure_of(std::size_t name, const Count& c) {
    Figure out{name_list[name], 0, 100 * ratio(c.right, c.predicted), 100 * ratio(c.found, c.gold), static_cast<std::size_t>(c.gold), 0, 0};
    const double p = ratio(c.right, c.predicted), r = ratio(c.found, c.gold);
    out.f1 = 100 * (name >= direct ? ratio(2 * p * r, p + r) : ratio(2 * c.found, c.predicted + c.gold));
    return out;
}

/// Bounds of 95% from `options.bootstrap` draws of as many documents, with replacement.
void bootstrap(const std::vector<Counts>& documents, const ScoreOptions& options, std::vector<Figure>& figures) {
    if (options.bootstrap == 0 || documents.empty()) return;
    std::mt19937_64 random(options.seed);
    std::array<std::vector<double>, names> drawn;
    for (std::size_t round = 0; round < options.bootstrap; ++round) {
        Counts sum;
        for (std::size_t k = 0; k < documents.size(); ++k) {
            const Counts& one = documents[random() % documents.size()];
            for (std::size_t n = 0; n < names; ++n) sum[n] += one[n];
        }
        for (std::size_t n = 0; n < names; ++n) drawn[n].push_back(figure_of(n, sum[n]).f1);
    }
    for (std::size_t n = 0; n < names; ++n) {
        std::sort(drawn[n].begin(), drawn[n].end());
        const auto at = [&](double share) { return drawn[n][std::min(drawn[n].size() - 1, static_cast<std::size_t>(share * static_cast<double>(drawn[n].size())))]; };
        figures[n].low = at(0.025);
        figures[n].high = at(0.975);
    }
}

std::string span_problem(const Document& gold, const Document& predicted) {
    const auto length = utf8::length(gold.text);
    for (const Attribution& a : predicted.attributions)
        for (const auto& spans : a.spans)
            for (const Span& s : spans)
                if (s.begin >= s.end || s.end > length) return "[" + std::to_string(s.begin) + ", " + std::to_string(s.end) + "] is no span of a text of " + std::to_string(length) + " code points";
    return {};
}

}  // namespace

Result<Scores> score(const std::vector<Document>& gold, const std::vector<Document>& predicted, const ScoreOptions& options) {
    std::map<std::string_view, const Document*> known, given;
    for (const Document& d : gold) known[d.id] = &d;
    for (const Document& d : predicted) {
        const auto found = known.find(d.id);
        if (found == known.end()) return Error{ErrorCode::bad_value, d.id, "the gold file has no such document"};
        if (const std::string problem = span_problem(*found->second, d); !problem.empty()) return Error{ErrorCode::bad_value, d.id, problem};
        given[d.id] = &d;
    }
    Slicers slicers;
    std::vector<Counts> documents;
    Counts sum;
    const std::vector<Attribution> none;
    for (const Document& d : gold) {
        const auto found = given.find(d.id);
        documents.push_back(count_document(d, found == given.end() ? none : found->second->attributions, slicers));
        for (std::size_t n = 0; n < names; ++n) sum[n] += documents.back()[n];
    }
    Scores out;
    for (std::size_t n = 0; n < names; ++n) out.figures.push_back(figure_of(n, sum[n]));
    bootstrap(documents, options, out.figures);
    out.by_cue = Slicers::listed(slicers.cue);
    out.by_publisher = Slicers::listed(slicers.publisher);
    out.by_length = Slicers::listed(slicers.length);
    return out;
}

}  // namespace rostra::evaluation
