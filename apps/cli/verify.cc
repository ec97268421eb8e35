// rostra verify: the record checks itself.
#include "reading.h"
#include "record.h"

#include <iostream>

namespace rostra::cli {
namespace {

int run(const std::string& where) {
    auto record = Record::open(where);
    if (!record) return failed(record.error());
    const auto totals = (*record)->verify([](const Fault& fault) { std::cerr << "rostra: " << fault.where << ": " << fault.what << '\n'; });
    if (!totals) return failed(totals.error());
    std::cout << totals->reports << " readings, " << totals->tellings << " statements as told, " << totals->faults << (totals->faults == 1 ? " fault\n" : " faults\n");
    return totals->faults == 0 ? all_read : some_failed;
}

}  // namespace

void add_verify(CLI::App& app, Action& chosen) {
    static std::string record;
    CLI::App* verb = app.add_subcommand("verify", "Check that a record still says what it was given");
    verb->footer(R"(Example:
  rostra verify --record un.db

Checks every kept text against its SHA-256, every span against the words it was kept for, every telling against its
statement, the search index and the counts against the rows, and the database itself. Faults go to standard error.
Exit codes: 0 sound, 1 faults or not readable, 2 usage.)");
    add_record_option(*verb, record);
    verb->callback([&chosen] { chosen = [] { return run(record); }; });
}

}  // namespace rostra::cli
