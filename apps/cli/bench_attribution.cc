// rostra bench attribution FILE...: how fast a model turns text into linked attributions, and what the stages after it
// (speakers, statements) cost beside it. One core is timed by its
// processor time, so that other work on the machine counts little (it still shares caches and, where two threads share a core, that core: of several
// rounds the best and the median are given); all cores by the clock. Answers are checked before times are given: every round and thread must find what the first found.
#include "bench.h"
#include "models.h"
#include "reading.h"

#include "rostra/attribution_cost.h"
#include "rostra/nn.h"
#include "rostra/statements.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <thread>

namespace rostra::cli {
namespace {

struct Text {
    Document document;
    Tokens tokens;
};

std::size_t words_in(std::string_view text) {
    std::size_t words = 0;
    bool inside = false;
    for (std::size_t at = 0; at < text.size();) {
        const bool space = utf8::is_space(utf8::next(text, at));
        words += !space && !inside;
        inside = !space;
    }
    return words;
}

/// All reports of the files, as the pipeline would hand them to stage 4; what cannot be read is named.
std::vector<Text> read_texts(const std::vector<std::string>& files, bool& failed) {
    std::vector<Text> out;
    const auto refuse = [&](const Error& error) {
        say(error);
        failed = true;
    };
    const auto take = [&](const Result<Document>& document) {
        if (!document) return refuse(document.error());
        out.push_back({*document, tokenize(document->text, document->furniture)});
    };
    for (const std::string& file : files) {
        auto source = open_source(file);
        if (!source) {
            refuse(source.error());
            continue;
        }
        while (auto report = (*source)->next()) {
            if (*report) take(read_page(**report));
            else refuse(report->error());
        }
    }
    return out;
}

/// Finds everything once, in batches as the pipeline does; returns how many attributions there are.
std::size_t run_all(const Attributor& model, std::span<const AttributionInput> inputs) {
    constexpr std::size_t batch = 32;
    std::size_t found = 0;
    for (std::size_t i = 0; i < inputs.size(); i += batch)
        for (const auto& list : model.attribute(inputs.subspan(i, std::min(batch, inputs.size() - i)))) found += list.size();
    return found;
}

/// Processor seconds of each round, shortest first; empty when one finds something else than the others.
std::vector<double> time_rounds(const Attributor& model, std::span<const AttributionInput> inputs, int rounds, std::size_t& found) {
    std::vector<double> seconds;
    for (int round = 0; round < rounds; ++round) {
        const double begin = thread_seconds();
        const std::size_t now = run_all(model, inputs);
        seconds.push_back(thread_seconds() - begin);
        if (round > 0 && now != found) return {};
        found = now;
    }
    std::sort(seconds.begin(), seconds.end());
    return seconds;
}

/// Processor seconds that speakers and statements take for what the model found: the shortest of so many rounds.
double after_attribution(const Attributor& model, const std::vector<Text>& texts, std::span<const AttributionInput> inputs, int rounds) {
    std::vector<std::vector<Attribution>> found;
    for (std::size_t i = 0; i < texts.size(); ++i) found.push_back(model.attribute(inputs.subspan(i, 1)).front());
    double best = 0;
    for (int round = 0; round < rounds; ++round) {
        std::vector<std::vector<Attribution>> mine = found;
        const double begin = thread_seconds();
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const Document& document = texts[i].document;
            auto sources = resolve_speakers(document.text, texts[i].tokens, mine[i], document.published.value_or(""));
            const auto statements = make_statements(document, texts[i].tokens, std::move(mine[i]), std::move(sources));
        }
        const double seconds = thread_seconds() - begin;
        best = round == 0 ? seconds : std::min(best, seconds);
    }
    return best;
}

/// Seconds for `jobs` threads that each read everything, or a negative number when one finds something else.
double run_threads(const Attributor& model, std::span<const AttributionInput> inputs, unsigned jobs, std::size_t wanted) {
    std::vector<std::thread> threads;
    std::vector<std::size_t> found(jobs);
    const double begin = wall_seconds();
    for (unsigned t = 0; t < jobs; ++t) threads.emplace_back([&, t] { found[t] = run_all(model, inputs); });
    for (auto& t : threads) t.join();
    const double seconds = wall_seconds() - begin;
    return std::all_of(found.begin(), found.end(), [&](std::size_t n) { return n == wanted; }) ? seconds : -1;
}

double peak_per_second(nn::Isa isa) {
    double best = 0;
    for (int round = 0; round < 5; ++round) {
        const double begin = thread_seconds();
        const auto done = static_cast<double>(nn::run_peak(isa, 5));
        best = std::max(best, done / (thread_seconds() - begin));
    }
    return best;
}

std::string folder_of(const BenchArguments& a) {
    for (const ListedModel& m : models_in(models_folder(a.models)))
        if (m.id == a.model || std::find(m.names.begin(), m.names.end(), a.model) != m.names.end()) return m.folder;
    return a.model;
}

}  // namespace

int bench_attribution(const BenchArguments& a) {
    const auto isa = nn::chosen_isa();
    if (!isa) {
        say(isa.error());
        return usage;
    }
    const double load_cpu = thread_seconds(), load_wall = wall_seconds();
    const auto model = Attributor::load(folder_of(a));
    if (!model) {
        say(model.error());
        return some_failed;
    }
    std::cout << "model " << (*model)->id() << ", kernels " << nn::name_of(*isa) << "\nload " << (wall_seconds() - load_wall) * 1e3 << " ms (" << (thread_seconds() - load_cpu) * 1e3
              << " ms of processor time), peak memory " << peak_megabytes() << " MB\n";
    bool failed = false;
    const std::vector<Text> texts = read_texts(a.files, failed);
    std::vector<AttributionInput> inputs;
    std::size_t words = 0;
    for (const Text& t : texts) {
        inputs.push_back({t.document.text, &t.tokens});
        words += words_in(t.document.text);
    }
    if (words == 0) {
        say({ErrorCode::empty, "bench", "no words in the files given"});
        return some_failed;
    }
    (void)(*model)->attribute({inputs.data(), 1});  // the first call makes the working memory
    std::size_t found = 0;
    const std::vector<double> rounds = time_rounds(**model, inputs, a.rounds, found);
    if (rounds.empty()) {
        say({ErrorCode::bad_value, "bench", "one round found other attributions than the first"});
        return some_failed;
    }
    std::vector<AttributionInput> plain = inputs;  // source, cue, content and their links alone
    for (AttributionInput& input : plain) input.judge_acts = false;
    std::size_t plainly = 0;
    const std::vector<double> plain_rounds = time_rounds(**model, plain, a.rounds, plainly);
    if (plain_rounds.empty() || plainly != found) {
        say({ErrorCode::bad_value, "bench", "without acts other attributions were found than with them"});
        return some_failed;
    }
    const double seconds = rounds.front();
    const auto work = static_cast<double>(multiply_adds(**model, inputs));
    const double peak = peak_per_second(*isa);
    std::cout << texts.size() << " reports, " << words << " words, " << found << " attributions\n"
              << "one core: " << static_cast<double>(words) / seconds << " words/s (processor time, best of " << rounds.size() << " rounds; median "
              << static_cast<double>(words) / rounds[rounds.size() / 2] << "); " << work / seconds * 1e-9 << " of " << peak * 1e-9
              << " billion 8-bit multiply-adds/s, " << 100 * work / seconds / peak << "% of the peak, " << work / static_cast<double>(words) * 1e-6 << " million a word in the encoder\n"
              << "one core, without acts: " << static_cast<double>(words) / plain_rounds.front() << " words/s (median " << static_cast<double>(words) / plain_rounds[plain_rounds.size() / 2]
              << "): source, cue, content and their links alone (`--acts rules`)\n";
    const double after = after_attribution(**model, texts, inputs, a.rounds);
    std::cout << "speakers and statements: " << static_cast<double>(words) / after << " words/s, " << 100 * after / seconds << "% of what this model costs a word\n";
    const double all = run_threads(**model, inputs, a.jobs, found);
    if (all < 0) {
        say({ErrorCode::bad_value, "bench", "threads found other attributions than the first run"});
        return some_failed;
    }
    std::cout << a.jobs << " threads: " << a.jobs * static_cast<double>(words) / all << " words/s (by the clock)\npeak memory " << peak_megabytes() << " MB\n";
    return failed ? some_failed : all_read;
}

}  // namespace rostra::cli
