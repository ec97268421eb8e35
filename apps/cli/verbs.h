// The verbs of the command line. Each registers itself with its options and help; main runs the one chosen.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace rostra::cli {

/// Exit codes of the plan.
enum Exit : int { all_read = 0,
                  some_failed = 1,
                  usage = 2 };

/// What to run once the arguments are parsed.
using Action = std::function<int()>;

void add_read(CLI::App& app, Action& chosen);
void add_add(CLI::App& app, Action& chosen);
void add_search(CLI::App& app, Action& chosen);
void add_blocs(CLI::App& app, Action& chosen);
void add_export(CLI::App& app, Action& chosen);
void add_verify(CLI::App& app, Action& chosen);
void add_tellings(CLI::App& app, Action& chosen);  ///< and part, join
void add_backup(CLI::App& app, Action& chosen);
void add_serve(CLI::App& app, Action& chosen);
void add_editor(CLI::App& app, Action& chosen);
void add_eval(CLI::App& app, Action& chosen);
void add_models(CLI::App& app, Action& chosen);
void add_bench(CLI::App& app, Action& chosen);
void add_bench_record(CLI::App& bench, Action& chosen);  ///< a part of `bench`

}  // namespace rostra::cli
