// Article extraction over saved pages (.html, .html.gz).
//   bench_pages text FILE...    one JSON object: file's key → {"articleBody", "title", ...}, for score_articles.py
//   bench_pages furniture FILE  plain texts (NDJSON with attributions, or text): prints each furniture span and how many
//                               given attributions touch one, which should be none
//   bench_pages archive FILE    reads an archive to its end, page by page: pages a second and peak memory
//   bench_pages time N FILE...  reads all pages N times and prints pages and megabytes a second of processor time
#include "rostra/page.h"

#include <sys/resource.h>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace {

using nlohmann::json;

std::vector<rostra::RawReport> load(int count, char** paths) {
    std::vector<rostra::RawReport> reports;
    for (int i = 0; i < count; ++i) {
        auto source = rostra::open_source(paths[i], rostra::InputKind::html);
        if (!source) {
            std::fprintf(stderr, "%s\n", source.error().message().c_str());
            std::exit(1);
        }
        while (auto report = (*source)->next()) {
            if (*report) reports.push_back(**report);
            else std::fprintf(stderr, "%s\n", report->error().message().c_str());
        }
    }
    return reports;
}

std::string key_of(const std::string& origin) {
    const std::string name = std::filesystem::path(origin).filename().string();
    return name.substr(0, name.find('.'));
}

json field(const std::optional<std::string>& value) { return value ? json(*value) : json(nullptr); }

int print_texts(const std::vector<rostra::RawReport>& reports) {
    json out = json::object();
    for (const auto& report : reports) {
        const auto document = rostra::read_page(report);
        json& page = out[key_of(report.origin)];
        page["articleBody"] = document ? document->text : "";
        if (!document) continue;
        page["title"] = field(document->title);
        page["byline"] = field(document->byline);
        page["publisher"] = field(document->publisher);
        page["published"] = field(document->published);
        page["url"] = field(document->url);
        page["language"] = document->language;
    }
    std::printf("%s\n", out.dump(1).c_str());
    return 0;
}

int time_pages(const std::vector<rostra::RawReport>& reports, int rounds) {
    std::size_t bytes = 0, text = 0, pages = 0;
    const std::clock_t start = std::clock();
    for (int round = 0; round < rounds; ++round)
        for (const auto& report : reports) {
            const auto document = rostra::read_page(report);
            text += document ? document->text.size() : 0;
            bytes += report.body.size();
            ++pages;
        }
    const double seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
    if (text == 0) return 1;
    std::printf("pages %zu  seconds %.2f  pages/s %.0f  MB/s %.1f\n", pages, seconds, double(pages) / seconds, double(bytes) / 1e6 / seconds);
    return 0;
}

bool touches(const rostra::Document& document, const rostra::CodePoints& points, const rostra::GivenAttribution& given) {
    for (const auto* spans : {&given.source, &given.cue, &given.content})
        for (const auto& [begin, end] : *spans)
            for (const rostra::Span out : document.furniture)
                if (begin < points.of_byte(out.end) && points.of_byte(out.begin) < end) return true;
    return false;
}

int print_furniture(const char* path) {
    auto source = rostra::open_source(path);
    if (!source) return 1;
    std::size_t texts = 0, given = 0, touched = 0;
    while (auto report = (*source)->next()) {
        if (!*report) continue;
        const auto document = rostra::read_page(**report);
        if (!document) continue;
        ++texts;
        const rostra::CodePoints points(document->text);
        for (const auto& one : document->given) touched += touches(*document, points, one);
        given += document->given.size();
        std::printf("== %s  title: %s  language: %s\n", document->id.c_str(), document->title.value_or("-").c_str(), document->language.c_str());
        for (const rostra::Span out : document->furniture)
            std::printf("[%u, %u) %s\n", out.begin, out.end, std::string(rostra::slice(document->text, out)).c_str());
    }
    std::printf("texts %zu  attributions %zu  touched by furniture %zu\n", texts, given, touched);
    return 0;
}

int time_archive(const char* path) {
    const std::clock_t start = std::clock();
    auto source = rostra::open_source(path);
    if (!source) return 1;
    std::size_t pages = 0, articles = 0, errors = 0, bytes = 0;
    while (auto report = (*source)->next()) {
        if (!*report) {
            ++errors;
            continue;
        }
        ++pages;
        bytes += (*report)->body.size();
        articles += rostra::read_page(**report).ok();
    }
    const double seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("pages %zu  with text %zu  errors %zu  seconds %.2f  pages/s %.0f  MB/s %.1f  peak memory %ld MB\n", pages, articles, errors, seconds, double(pages) / seconds,
                double(bytes) / 1e6 / seconds, usage.ru_maxrss / 1024);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string verb = argc > 1 ? argv[1] : "";
    if (verb == "text" && argc > 2) return print_texts(load(argc - 2, argv + 2));
    if (verb == "furniture" && argc == 3) return print_furniture(argv[2]);
    if (verb == "archive" && argc == 3) return time_archive(argv[2]);
    if (verb == "time" && argc > 3) return time_pages(load(argc - 3, argv + 3), std::max(1, std::atoi(argv[2])));
    std::fprintf(stderr, "usage: bench_pages text FILE... | bench_pages furniture FILE | bench_pages archive FILE | bench_pages time ROUNDS FILE...\n");
    return 2;
}
