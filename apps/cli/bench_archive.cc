// rostra bench archive FILE...: from a crawl's archives to statements. One core is the processor time of the whole process, so
// that the thread that unpacks counts as well; all cores are timed by the clock. Both must find the same statements.
#include "bench.h"
#include "reading.h"

#include "rostra/pipeline.h"

#include <iostream>
#include <map>

namespace rostra::cli {
namespace {

constexpr double day_of_crawl = 1e6;  // pages

/// The files as one source that ends early: after some seconds, or after as many items as an earlier run read.
class Bounded final : public Source {
public:
    Bounded(const std::vector<std::string>& files, double seconds, std::size_t items) : chain_(files, InputKind::automatic, {}, Ids::hash), end_(seconds > 0 ? wall_seconds() + seconds : 0), left_(items) {}
    std::optional<Result<RawReport>> next() override {
        if (left_ == 0 || (end_ > 0 && wall_seconds() > end_)) return std::nullopt;
        --left_;
        auto item = chain_.next();
        if (item && *item) bytes_ += (*item)->body.size();
        return item;
    }
    [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> progress() const override { return chain_.progress(); }
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

private:
    FileChain chain_;
    double end_;
    std::size_t left_;
    std::uint64_t bytes_ = 0;
};

struct Pass {
    std::size_t items = 0, articles = 0, english = 0, failures = 0, statements = 0;
    double processor = 0, wall = 0, share = 0;
    std::uint64_t bytes = 0;
};

/// Reads the files by `work`, which gets the source and what it is to count.
template <class F>
Pass run_pass(const BenchArguments& a, double seconds, std::size_t items, F work) {
    Pass pass;
    Bounded source(a.files, seconds, items);
    const double processor = process_seconds(), wall = wall_seconds();
    work(source, pass);
    pass.processor = process_seconds() - processor;
    pass.wall = wall_seconds() - wall;
    pass.bytes = source.bytes();
    const auto [done, all] = source.progress();
    pass.share = all > 0 ? static_cast<double>(done) / static_cast<double>(all) : 1;
    return pass;
}

Pass read_whole(const BenchArguments& a, const Reader& reader, double seconds, std::size_t items) {
    return run_pass(a, seconds, items, [&](Source& source, Pass& pass) {
        reader.read_all(source, [&](const Result<Reading>& reading) {
            ++pass.items;
            if (!reading) {
                ++pass.failures;
                return true;
            }
            ++pass.articles;
            pass.english += reads_language(reading->document.language);
            pass.statements += reading->statements.size();
            return true;
        });
    });
}

Pass read_partly(const BenchArguments& a, std::size_t items, bool pages) {
    return run_pass(a, 0, items, [&](Source& source, Pass& pass) {
        while (auto report = source.next()) {
            ++pass.items;
            if (pages && *report) pass.articles += read_page(**report).ok();
        }
    });
}

Result<Reader> load(const BenchArguments& a, unsigned jobs) {
    ReadOptions options;
    options.model = a.model;
    options.models_directory = models_folder(a.models);
    options.jobs = jobs;
    return Reader::load(options);
}

}  // namespace

int bench_archive(const BenchArguments& a) {
    const auto one_reader = load(a, 1), all_reader = load(a, a.jobs);
    if (!one_reader || !all_reader) {
        say(one_reader ? all_reader.error() : one_reader.error());
        return some_failed;
    }
    const Pass one = read_whole(a, *one_reader, a.seconds, SIZE_MAX);
    if (one.articles == 0) {
        say({ErrorCode::empty, "bench", "no article in the archives given"});
        return some_failed;
    }
    const std::size_t memory = peak_megabytes();
    const Pass unpacked = read_partly(a, one.items, false), paged = read_partly(a, one.items, true);
    const Pass all = read_whole(a, *all_reader, 0, one.items);
    const auto items = static_cast<double>(one.items);
    const double single = items / one.processor, many = items / all.wall;
    std::cout << one.items << " pages and texts (" << one.english << " with an English article, " << one.articles - one.english << " in other languages, " << one.failures << " without an article or damaged), "
              << static_cast<double>(one.bytes) / 1e6 << " MB unpacked, " << one.statements << " statements, model " << one_reader->model_id() << "; " << 100 * one.share << "% of the archives, " << load_now() << '\n'
              << "one core: " << single << " pages/s (processor time); unpacking " << 100 * unpacked.processor / one.processor << "%, finding the article " << 100 * (paged.processor - unpacked.processor) / one.processor
              << "%, statements " << 100 * (one.processor - paged.processor) / one.processor << "%\n"
              << "to the article alone: " << items / paged.processor << " pages/s; unpacking alone: " << items / unpacked.processor << '\n'
              << a.jobs << " threads: " << many << " pages/s (by the clock), " << many / single << " times one core; processor time " << items / all.processor << " pages/s\n"
              << "a million pages: " << day_of_crawl / single / 60 << " minutes on one core, " << day_of_crawl / many / 60 << " on " << a.jobs << " threads as timed\n"
              << "peak memory " << memory << " MB with one thread, " << peak_megabytes() << " MB with " << a.jobs << '\n';
    if (all.statements == one.statements && all.items == one.items) return all_read;
    say({ErrorCode::bad_value, "bench", "threads found other statements than the first run"});
    return some_failed;
}

}  // namespace rostra::cli
