// rostra backup: a whole copy of a record, while others use it.
#include "reading.h"
#include "record.h"

#include <iostream>

namespace rostra::cli {
namespace {

int run(const std::string& where, const std::string& file) {
    auto record = Record::open(where);
    if (!record) return failed(record.error());
    const Status copied = (*record)->back_up(file);
    return copied ? all_read : failed(copied.error());
}

}  // namespace

void add_backup(CLI::App& app, Action& chosen) {
    static std::string record, file;
    CLI::App* verb = app.add_subcommand("backup", "Copy a record to a new file while it is in use");
    verb->footer(R"(Example:
  rostra backup --record un.db un-2024-05-01.db && rostra verify --record un-2024-05-01.db

The copy is of one moment; who reads or adds meanwhile is not held up. FILE must not exist, and appears only when it is whole.
For a record in PostgreSQL use pg_dump (docs/record.md). To restore: stop `rostra serve`, put the copy where the record was,
remove the record's -wal and -shm files. Exit codes: 0 copied, 1 not, 2 usage.)");
    add_record_option(*verb, record);
    verb->add_option("FILE", file, "The copy")->required();
    verb->callback([&chosen] { chosen = [] { return run(record, file); }; });
}

}  // namespace rostra::cli
