// rostra eval GOLD PRED: the figures of who said what, and where the mistakes lie.
#include "reading.h"

#include "rostra/evaluation.h"

#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

namespace rostra::cli {
namespace {

using Json = nlohmann::ordered_json;

struct EvalArguments {
    std::string gold, predicted, by = "none";
    bool json = false;
    std::size_t bootstrap = 0, most = 30;
};

/// Two decimals, halves to even of the exact value, as the Python tool rounds.
std::string rounded(double x) {
    char out[32];
    std::snprintf(out, sizeof out, "%.2f", x);
    return out;
}

std::string padded(const std::string& text, std::size_t width, bool right) {
    const std::size_t length = utf8::length(text);
    const std::string space(length < width ? width - length : 0, ' ');
    return right ? space + text : text + space;
}

const std::vector<evaluation::Slice>* slices_of(const evaluation::Scores& scores, const std::string& by) {
    return by == "cue" ? &scores.by_cue : by == "publisher" ? &scores.by_publisher
                                      : by == "length"      ? &scores.by_length
                                                            : nullptr;
}

void print_text(const evaluation::Scores& scores, const EvalArguments& a) {
    std::cout << padded("figure", 28, false) << "      F1       P       R    gold\n";
    for (const auto& f : scores.figures) {
        std::cout << padded(f.name, 28, false) << padded(rounded(f.f1), 8, true) << padded(rounded(f.precision), 8, true) << padded(rounded(f.recall), 8, true) << padded(std::to_string(f.gold), 8, true);
        if (a.bootstrap > 0) std::cout << "  [" << rounded(f.low) << ", " << rounded(f.high) << "]";
        std::cout << '\n';
    }
    const auto* slices = slices_of(scores, a.by);
    if (!slices) return;
    std::cout << '\n'
              << padded("who-said-what by " + a.by, 28, false) << "      F1       P       R    gold\n";
    for (std::size_t i = 0; i < std::min(slices->size(), a.most); ++i) {
        const auto& s = (*slices)[i];
        std::cout << padded(s.name, 28, false) << padded(rounded(s.f1()), 8, true) << padded(rounded(s.precision()), 8, true) << padded(rounded(s.recall()), 8, true) << padded(std::to_string(s.gold), 8, true) << '\n';
    }
}

double number(double x) { return std::stod(rounded(x)); }

void print_json(const evaluation::Scores& scores, const EvalArguments& a) {
    Json out = Json::object();
    for (const auto& f : scores.figures) {
        Json& figure = out[f.name] = {{"f1", number(f.f1)}, {"precision", number(f.precision)}, {"recall", number(f.recall)}, {"gold", f.gold}};
        if (a.bootstrap > 0) figure["interval"] = {number(f.low), number(f.high)};
    }
    if (const auto* slices = slices_of(scores, a.by)) {
        Json& list = out["by " + a.by] = Json::array();
        for (std::size_t i = 0; i < std::min(slices->size(), a.most); ++i) {
            const auto& s = (*slices)[i];
            list.push_back({{"name", s.name}, {"f1", number(s.f1())}, {"precision", number(s.precision())}, {"recall", number(s.recall())}, {"gold", s.gold}, {"predicted", s.predicted}});
        }
    }
    std::cout << out.dump() << '\n';
}

int run(const EvalArguments& a) {
    const auto gold = evaluation::read_documents(a.gold), predicted = evaluation::read_documents(a.predicted);
    for (const auto* file : {&gold, &predicted})
        if (!*file) {
            say(file->error());
            return some_failed;
        }
    const auto scores = evaluation::score(*gold, *predicted, {a.bootstrap, 1});
    if (!scores) {
        say(scores.error());
        return some_failed;
    }
    if (a.json) print_json(*scores, a);
    else print_text(*scores, a);
    return all_read;
}

}  // namespace

void add_eval(CLI::App& app, Action& chosen) {
    CLI::App* verb = app.add_subcommand("eval", "Score predicted attributions against gold ones");
    auto a = std::make_shared<EvalArguments>();
    verb->add_option("GOLD", a->gold, "NDJSON with id, text, attributions")->required();
    verb->add_option("PRED", a->predicted, "NDJSON with id, attributions, as `rostra read` writes it")->required();
    verb->add_option("--by", a->by, "Also show who-said-what by cue, publisher or length of the content")->check(CLI::IsMember({"none", "cue", "publisher", "length"}))->capture_default_str();
    verb->add_option("--most", a->most, "Rows of --by that are shown")->capture_default_str();
    verb->add_option("--bootstrap", a->bootstrap, "Draws for 95% intervals over documents (0: none)")->check(CLI::Range(0, 100000))->capture_default_str();
    verb->add_flag("--json", a->json, "Write JSON");
    verb->callback([a, &chosen] { chosen = [a] { return run(*a); }; });
}

}  // namespace rostra::cli
