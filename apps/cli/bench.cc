#include "bench.h"

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <thread>

namespace rostra::cli {
namespace {

double seconds_of(clockid_t clock) {
    timespec t{};
    clock_gettime(clock, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

bool ends_in(std::string_view name, std::initializer_list<std::string_view> endings) {
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view e) { return name.ends_with(e); });
}

int named(const char* what, const BenchArguments& a, int (*part)(const BenchArguments&)) {
    if (a.files.empty()) return all_read;
    std::cout << "-- " << what << '\n';
    return part(a);
}

}  // namespace

double thread_seconds() { return seconds_of(CLOCK_THREAD_CPUTIME_ID); }
double process_seconds() { return seconds_of(CLOCK_PROCESS_CPUTIME_ID); }
double wall_seconds() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

std::size_t peak_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::size_t>(usage.ru_maxrss) / 1024;
}

std::string load_now() {
    double load = 0;
    if (getloadavg(&load, 1) != 1) return "load unknown";
    char text[64];
    std::snprintf(text, sizeof text, "load %.1f on %u processors", load, std::thread::hardware_concurrency());
    return text;
}

int bench_all(const BenchArguments& a) {
    BenchArguments texts = a, pages = a, archives = a;
    texts.files.clear(), pages.files.clear(), archives.files.clear();
    for (const std::string& file : a.files)
        (ends_in(file, {".warc", ".warc.gz", ".wet", ".wet.gz"}) ? archives : ends_in(file, {".html", ".html.gz", ".htm"}) ? pages
                                                                                                                           : texts)
            .files.push_back(file);
    const int codes[] = {named("attribution", texts, bench_attribution), named("pages", pages, bench_pages), named("archive", archives, bench_archive)};
    return *std::max_element(std::begin(codes), std::end(codes));
}

void add_bench(CLI::App& app, Action& chosen) {
    CLI::App* verb = app.add_subcommand("bench", "Time a part of Rostra on your own files");
    verb->require_subcommand(1);
    const auto part = [&](const char* name, const char* what, const char* files, const char* model, int (*run)(const BenchArguments&)) {
        CLI::App* sub = verb->add_subcommand(name, what);
        auto a = std::make_shared<BenchArguments>();
        a->model = model;
        a->jobs = std::max(1u, std::thread::hardware_concurrency());
        sub->add_option("FILE", a->files, files)->required();
        sub->add_option("--jobs", a->jobs, "Threads of the second measurement")->check(CLI::Range(1, 1024))->capture_default_str();
        if (run != bench_pages) {
            sub->add_option("--model", a->model, "accurate, fast, or a folder with weights.rnn")->capture_default_str();
            sub->add_option("--models", a->models, "Folder of the models (else $ROSTRA_MODELS, else beside the program)");
        }
        if (run != bench_archive) sub->add_option("--rounds", a->rounds, "How often all texts or pages are read")->check(CLI::Range(1, 10000))->capture_default_str();
        if (run == bench_pages || run == bench_all) {
            sub->add_option("--articles", a->articles, "Also write each page's article and metadata as one JSON object, by the file's name");
        }
        if (run == bench_archive || run == bench_all) sub->add_option("--seconds", a->seconds, "Stop each measurement after so long by the clock and say how far it came");
        sub->callback([a, &chosen, run] { chosen = [a, run] { return run(*a); }; });
    };
    part("attribution", "Words a second from text to linked attributions, share of the 8-bit peak, memory, load time", "Reports, as for `rostra read`", "accurate", bench_attribution);
    part("pages", "Pages a second from a page's bytes to its article, on one core and on all, and the parser's share of it", "Saved pages, .html or .html.gz", "", bench_pages);
    part("archive", "Pages a second from a crawl's archives to statements, on one core and on all, and where the time goes", "Archives, .warc or .warc.gz", "fast", bench_archive);
    part("all", "All of these, each on the files that are its own", "Reports, pages and archives", "fast", bench_all);
    add_bench_record(*verb, chosen);
}

}  // namespace rostra::cli
