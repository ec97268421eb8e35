// What every verb that reads reports shares: options, the models folder, progress, and the count of failures.
#pragma once

#include "file_chain.h"
#include "verbs.h"

#include "rostra/pipeline.h"

#include <functional>
#include <map>

namespace rostra::cli {

/// The options of `rostra read` and `rostra add` that steer reading.
struct ReadingArguments {
    std::vector<std::string> files;
    ReadOptions options;
    std::string as = "auto";
    std::string attributions = "model";
    std::string acts = "model";
    Ids ids = Ids::hash;
};

/// What a run did. Other languages than English are named, since nothing in them is read.
struct Tally {
    std::size_t reports = 0, statements = 0, failures = 0;
    std::size_t without_article = 0;  ///< pages of archives and feeds, which are many and no failures
    std::map<std::string, std::size_t> other_languages;

    void add(const Reading& reading);
    /// As one line for a journal, and back; a line that is none counts nothing.
    [[nodiscard]] std::string line() const;
    [[nodiscard]] static Tally of_line(const std::string& line);
    /// On standard error, where there is more to say than the output shows: for several reports on a terminal, else where something was not read.
    void say_summary() const;
};

/// Keeps a reading, or learns that one failed. Gets what was done so far, this one included.
using Keep = std::function<Status(const Result<Reading>&, const Tally&)>;

/// Adds FILE..., --as, --model, --models, --min-confidence, --attributions, --acts and --jobs to a verb.
void add_reading_options(CLI::App& verb, ReadingArguments& arguments);

/// Loads the model that the arguments name. Errors: usage, not_found, bad_format.
[[nodiscard]] Result<Reader> load_reader(ReadingArguments& arguments);

/// The folder `models`: --models, else ROSTRA_MODELS, else beside the program or above it, else the installed place.
[[nodiscard]] std::string models_folder(const std::string& given);

/// Reads every file in order and hands each reading or failure to `keep`, which returns an error if it cannot keep a reading. Failures are
/// named on standard error and counted; the others go on. `skip` items of the input, which gave `before`, are passed over. Shows progress on a
/// terminal, and the summary. Gives the exit code.
int read_files(const Reader& reader, const ReadingArguments& arguments, const Keep& keep, std::uint64_t skip = 0, Tally before = {});

/// Says an error the way all verbs do: "rostra: WHERE: DETAIL".
void say(const Error& error);

}  // namespace rostra::cli
