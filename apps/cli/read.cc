#include "verbs.h"

namespace rostra::cli {

void add_read(CLI::App& app, Action& chosen) {
    CLI::App* verb = app.add_subcommand("read", "Read reports and write their statements");
    verb->callback([&chosen] { chosen = [] { return int{usage}; }; });
}

}  // namespace rostra::cli
