#include "reading.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <thread>
#include <utility>

namespace rostra::cli {
namespace fs = std::filesystem;

namespace {

// What a run did; other languages than English are named, since nothing in them is read.
struct Tally {
    std::size_t reports = 0, statements = 0, failures = 0;
    std::map<std::string, std::size_t> other_languages;

    void add(const Reading& reading) {
        ++reports;
        statements += reading.statements.size();
        if (!reads_language(reading.document.language)) ++other_languages[reading.document.language];
    }
    void say_summary() const {
        if (reports + failures <= 1 || !isatty(STDERR_FILENO)) {
            if (other_languages.empty()) return;
        }
        std::cerr << "rostra: " << reports << " reports, " << statements << " statements";
        if (failures > 0) std::cerr << ", " << failures << " failed";
        for (const auto& [language, count] : other_languages) std::cerr << "; " << count << " not read, language " << language;
        std::cerr << '\n';
    }
};

// One line on standard error, rewritten in place; nothing when that is not a terminal or the output shares it.
class Progress {
public:
    void show(const Source& source, const Tally& tally) {
        const auto now = std::chrono::steady_clock::now();
        if (!shown_ || now - last_ < std::chrono::milliseconds(100)) return;
        last_ = now;
        const auto [done, all] = source.progress();
        std::cerr << "\r\x1b[Kreading";
        if (all > 0) std::cerr << ' ' << done * 100 / all << '%';
        std::cerr << ", " << tally.reports << " reports, " << tally.statements << " statements" << std::flush;
        dirty_ = true;
    }
    void clear() {
        if (std::exchange(dirty_, false)) std::cerr << "\r\x1b[K" << std::flush;
    }

private:
    bool shown_ = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO);
    bool dirty_ = false;
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
    verb.add_option("--acts", a.acts, "rules: what a statement does is told by its words alone; gold attributions are then taken without running the model, ten times as fast")->check(CLI::IsMember({"model", "rules"}))->capture_default_str();
    verb.add_option("--jobs", a.options.jobs, "Threads")->check(CLI::Range(1, 1024))->capture_default_str();
}

Result<Reader> load_reader(ReadingArguments& a) {
    a.options.input = *input_kind(a.as);
    a.options.given_attributions = a.attributions == "gold";
    a.options.judge_acts = a.acts == "model";
    a.options.models_directory = models_folder(a.options.models_directory);
    return Reader::load(a.options);
}

int read_files(const Reader& reader, const ReadingArguments& a, const std::function<Status(const Result<Reading>&)>& keep, std::uint64_t skip) {
    FileChain source(a.files, a.options.input, a.options.limits, a.ids);
    source.skip(skip);
    Progress progress;
    Tally tally;
    const auto fail = [&](const Error& error) {
        progress.clear();
        say(error);
        ++tally.failures;
    };
    reader.read_all(source, [&](const Result<Reading>& reading) {
        if (reading) tally.add(*reading);
        else fail(reading.error());
        const Status kept = keep(reading);
        if (!kept) fail(kept.error());
        progress.show(source, tally);
        return kept || kept.error().code != ErrorCode::store;  // nobody reads on, or the disk is full: stop
    });
    progress.clear();
    tally.say_summary();
    return tally.failures == 0 ? all_read : some_failed;
}

}  // namespace rostra::cli
