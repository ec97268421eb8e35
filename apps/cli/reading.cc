#include "reading.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <thread>

namespace rostra::cli {
namespace fs = std::filesystem;

namespace {

// One line on standard error, rewritten in place; nothing when that is not a terminal or the output shares it.
class Progress {
public:
    explicit Progress(std::size_t files) : files_(files), shown_(isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO)) {}
    ~Progress() { clear(); }
    void show(std::size_t file, const Source& source, std::size_t reports, std::size_t statements) {
        const auto now = std::chrono::steady_clock::now();
        if (!shown_ || now - last_ < std::chrono::milliseconds(100)) return;
        last_ = now;
        const auto [done, all] = source.progress();
        std::cerr << "\r\x1b[Kreading " << file + 1 << '/' << files_;
        if (all > 0) std::cerr << ' ' << done * 100 / all << '%';
        std::cerr << ", " << reports << " reports, " << statements << " statements" << std::flush;
    }
    void clear() {
        if (shown_) std::cerr << "\r\x1b[K" << std::flush;
    }

private:
    std::size_t files_;
    bool shown_;
    std::chrono::steady_clock::time_point last_;
};

}  // namespace

void say(const Error& error) { std::cerr << "rostra: " << error.message() << '\n'; }

std::string models_folder(const std::string& given) {
    if (!given.empty()) return given;
    if (const char* set = std::getenv("ROSTRA_MODELS"); set && *set) return set;
    std::error_code ignored;
    for (fs::path folder = fs::read_symlink("/proc/self/exe", ignored).parent_path(); folder.has_relative_path(); folder = folder.parent_path()) {
        if (fs::exists(folder / "models" / "aliases.tsv", ignored)) return folder / "models";
        if (fs::exists(folder / "share/rostra/models/aliases.tsv", ignored)) return folder / "share/rostra/models";
    }
    return "/usr/share/rostra/models";
}

void add_reading_options(CLI::App& verb, ReadingArguments& a) {
    a.options.jobs = std::max(1u, std::thread::hardware_concurrency());
    verb.add_option("FILE", a.files, "Files to read; - is standard input")->required()->allow_extra_args(true);
    verb.add_option("--as", a.as, "What the input is: auto looks at the content")->check(CLI::IsMember({"auto", "text", "html", "ndjson", "warc"}))->capture_default_str();
    verb.add_option("--model", a.options.model, "accurate, or fast for large archives; `rostra models` lists them")->capture_default_str();
    verb.add_option("--models", a.options.models_directory, "Folder of the models (else $ROSTRA_MODELS, else beside the program)");
    verb.add_option("--min-confidence", a.options.min_confidence, "Leave out statements that are less sure, 0 to 1")->check(CLI::Range(0.0, 1.0))->capture_default_str();
    verb.add_option("--attributions", a.attributions, "gold takes source, cue and content from the NDJSON itself")->check(CLI::IsMember({"model", "gold"}))->capture_default_str();
    verb.add_option("--jobs", a.options.jobs, "Threads")->check(CLI::Range(1, 1024))->capture_default_str();
}

Result<Reader> load_reader(ReadingArguments& a) {
    a.options.input = *input_kind(a.as);
    a.options.given_attributions = a.attributions == "gold";
    a.options.models_directory = models_folder(a.options.models_directory);
    return Reader::load(a.options);
}

int read_files(const Reader& reader, const ReadingArguments& a, const std::function<Status(Reading)>& keep) {
    Progress progress(a.files.size());
    std::size_t reports = 0, statements = 0, failures = 0;
    bool going = true;
    const auto fail = [&](const Error& error) {
        progress.clear();
        say(error);
        ++failures;
    };
    for (std::size_t i = 0; i < a.files.size() && going; ++i) {
        auto source = open_source(a.files[i], a.options.input, a.options.limits);
        if (!source) {
            fail(source.error());
            continue;
        }
        reader.read_all(**source, [&](Result<Reading> reading) {
            if (!reading) {
                fail(reading.error());
                return true;
            }
            ++reports;
            statements += reading->statements.size();
            if (auto kept = keep(*std::move(reading)); !kept) {
                fail(kept.error());
                going = kept.error().code != ErrorCode::store;  // nobody reads on, or the disk is full
            }
            progress.show(i, **source, reports, statements);
            return going;
        });
    }
    return failures == 0 ? all_read : some_failed;
}

}  // namespace rostra::cli
