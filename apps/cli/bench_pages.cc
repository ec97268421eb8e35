// rostra bench pages FILE...: from a page's bytes to its article. One core is timed by its processor time, all cores by the
// clock; every thread must find the text that the first run found.
#include "bench.h"
#include "reading.h"

#include "rostra/page_cost.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <thread>

namespace rostra::cli {
namespace {

using nlohmann::ordered_json;

std::vector<RawReport> load(const std::vector<std::string>& files, bool& failed) {
    std::vector<RawReport> reports;
    const auto take = [&](Result<RawReport> report) {
        if (report) return reports.push_back(*std::move(report));
        say(report.error());
        failed = true;
    };
    for (const std::string& file : files) {
        auto source = open_source(file, InputKind::html);
        if (!source) take(source.error());
        else
            while (auto report = (*source)->next()) take(*std::move(report));
    }
    return reports;
}

/// Bytes of article text in all pages.
std::size_t read_all(const std::vector<RawReport>& reports) {
    std::size_t text = 0;
    for (const RawReport& report : reports) {
        const auto document = read_page(report);
        text += document ? document->text.size() : 0;
    }
    return text;
}

template <class F>
double timed(int rounds, double (*clock)(), F work) {
    const double begin = clock();
    for (int i = 0; i < rounds; ++i) work();
    return clock() - begin;
}

/// Seconds for `jobs` threads that read all pages `rounds` times each; negative when one finds another text.
double run_threads(const std::vector<RawReport>& reports, int rounds, unsigned jobs, std::size_t wanted) {
    std::vector<std::thread> threads;
    std::vector<char> wrong(jobs, 0);
    const double begin = wall_seconds();
    for (unsigned t = 0; t < jobs; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < rounds; ++i) wrong[t] = static_cast<char>(wrong[t] | (read_all(reports) != wanted));
        });
    for (std::thread& t : threads) t.join();
    const double seconds = wall_seconds() - begin;
    return std::any_of(wrong.begin(), wrong.end(), [](char w) { return w != 0; }) ? -1 : seconds;
}

ordered_json or_null(const std::optional<std::string>& value) { return value ? ordered_json(*value) : ordered_json(nullptr); }

Status write_articles(const std::vector<RawReport>& reports, const std::string& path) {
    ordered_json out = ordered_json::object();
    for (const RawReport& report : reports) {
        const std::string name = std::filesystem::path(report.origin).filename().string();
        ordered_json& page = out[name.substr(0, name.find('.'))];
        const auto document = read_page(report);
        page["articleBody"] = document ? document->text : "";
        if (!document) continue;
        page["title"] = or_null(document->title);
        page["byline"] = or_null(document->byline);
        page["publisher"] = or_null(document->publisher);
        page["published"] = or_null(document->published);
        page["url"] = or_null(document->url);
        page["language"] = document->language;
    }
    std::ofstream file(path);
    if (!(file << out.dump(1) << '\n'
               << std::flush)) return Error{ErrorCode::store, path, "cannot be written to"};
    return Done{};
}

}  // namespace

int bench_pages(const BenchArguments& a) {
    bool failed = false;
    const std::vector<RawReport> reports = load(a.files, failed);
    const std::size_t text = read_all(reports);
    if (text == 0) {
        say({ErrorCode::empty, "bench", "no article in the files given"});
        return some_failed;
    }
    if (!a.articles.empty())
        if (const Status written = write_articles(reports, a.articles); !written) {
            say(written.error());
            return some_failed;
        }
    std::size_t bytes = 0;
    for (const RawReport& report : reports) bytes += report.body.size();
    const double pages = static_cast<double>(reports.size()) * a.rounds, megabytes = static_cast<double>(bytes) / 1e6 * a.rounds;
    const double whole = timed(a.rounds, thread_seconds, [&] { (void)read_all(reports); });
    const double parse = timed(a.rounds, thread_seconds, [&] { for (const RawReport& r : reports) (void)parse_page(r); });
    std::cout << reports.size() << " pages, " << static_cast<double>(bytes) / 1e6 << " MB, " << load_now() << '\n'
              << "one core: " << pages / whole << " pages/s, " << megabytes / whole << " MB/s (processor time); " << 100 * parse / whole << "% of it is parsing, which alone makes " << pages / parse << " pages/s\n";
    const double all = run_threads(reports, a.rounds, a.jobs, text);
    if (all < 0) {
        say({ErrorCode::bad_value, "bench", "threads found other texts than the first run"});
        return some_failed;
    }
    std::cout << a.jobs << " threads: " << a.jobs * pages / all << " pages/s (by the clock), " << a.jobs * whole / all << " times one core\npeak memory " << peak_megabytes() << " MB\n";
    return failed ? some_failed : all_read;
}

}  // namespace rostra::cli
