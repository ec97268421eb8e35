#include "reading.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <thread>
#include <utility>

namespace rostra::cli {
namespace fs = std::filesystem;

namespace {

std::string counted(std::size_t count, const char* what) { return std::to_string(count) + ' ' + what + (count == 1 ? "" : "s"); }

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

void Tally::add(const Reading& reading) {
    ++reports;
    statements += reading.statements.size();
    if (!reads_language(reading.document.language)) ++other_languages[reading.document.language];
}

std::string Tally::line() const {
    std::ostringstream out;
    out << reports << ' ' << statements << ' ' << failures << ' ' << without_article;
    for (const auto& [language, count] : other_languages) out << ' ' << language << ' ' << count;
    return out.str();
}

Tally Tally::of_line(const std::string& line) {
    std::istringstream in(line);
    Tally out;
    if (!(in >> out.reports >> out.statements >> out.failures >> out.without_article)) return {};
    std::string language;
    for (std::size_t count = 0; in >> language >> count;) out.other_languages[language] = count;
    return out;
}

void Tally::say_summary() const {
    const bool left_out = failures > 0 || without_article > 0 || !other_languages.empty();
    if (reports + failures + without_article <= 1 ? other_languages.empty() : !left_out && !isatty(STDERR_FILENO)) return;
    std::cerr << "rostra: " << counted(reports, "report") << ", " << counted(statements, "statement");
    if (failures > 0) std::cerr << ", " << failures << " failed";
    if (without_article > 0) std::cerr << "; " << counted(without_article, "page") << " without an article";
    for (const auto& [language, count] : other_languages) std::cerr << "; " << count << " not read, language " << language;
    std::cerr << '\n';
}

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

int read_files(const Reader& reader, const ReadingArguments& a, const Keep& keep, std::uint64_t skip, Tally tally) {
    FileChain source(a.files, a.options.input, a.options.limits, a.ids);
    source.skip(skip);
    Progress progress;
    const auto fail = [&](const Error& error) {
        progress.clear();
        say(error);
        ++tally.failures;
    };
    const auto take = [&](const Result<Reading>& reading) {
        if (reading) return tally.add(*reading);
        const bool one_of_many = std::find(a.files.begin(), a.files.end(), reading.error().where) == a.files.end();
        if (reading.error().code == ErrorCode::no_article && one_of_many) ++tally.without_article;
        else fail(reading.error());
    };
    reader.read_all(source, [&](const Result<Reading>& reading) {
        take(reading);
        const Status kept = keep(reading, tally);
        if (!kept) fail(kept.error());
        progress.show(source, tally);
        return kept || kept.error().code != ErrorCode::store;  // nobody reads on, or the disk is full: stop
    });
    progress.clear();
    tally.say_summary();
    return tally.failures == 0 ? all_read : some_failed;
}

}  // namespace rostra::cli
