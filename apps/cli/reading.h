// What every verb that reads reports shares: options, the models folder, progress, and the count of failures.
#pragma once

#include "file_chain.h"
#include "verbs.h"

#include "rostra/pipeline.h"

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

/// Adds FILE..., --as, --model, --models, --min-confidence, --attributions, --acts and --jobs to a verb.
void add_reading_options(CLI::App& verb, ReadingArguments& arguments);

/// Loads the model that the arguments name. Errors: usage, not_found, bad_format.
[[nodiscard]] Result<Reader> load_reader(ReadingArguments& arguments);

/// The folder `models`: --models, else ROSTRA_MODELS, else beside the program or above it, else the installed place.
[[nodiscard]] std::string models_folder(const std::string& given);

/// Reads every file in order and hands each reading or failure to `keep`, which returns an error if it cannot keep a reading. Failures are
/// named on standard error and counted; the others go on. `skip` items of the input are passed over. Shows progress on a terminal and, for more than
/// one report, a summary there. Gives the exit code.
int read_files(const Reader& reader, const ReadingArguments& arguments, const std::function<Status(const Result<Reading>&)>& keep, std::uint64_t skip = 0);

/// Says an error the way all verbs do: "rostra: WHERE: DETAIL".
void say(const Error& error);

}  // namespace rostra::cli
