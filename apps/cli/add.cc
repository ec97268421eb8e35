// rostra add: reads, and keeps what was read. A report counts as kept once its batch is on the disk.
#include "reading.h"
#include "record.h"

#include <unistd.h>

#include <ctime>
#include <iostream>

namespace rostra::cli {
namespace {

struct AddArguments {
    ReadingArguments reading;
    std::string record;
    std::string ids = "hash";
};

class Keeper {
public:
    Keeper(Record& record, std::int64_t at) : record_(&record), at_(at) {}

    /// Errors of single reports are named and counted; one of the whole record (disk full, locked) is handed back.
    Status take(const Reading& reading) {
        statements_ += reading.statements.size();
        batch_.push_back(reading);
        constexpr std::size_t most_reports = 256, most_statements = 4000;  // one wait for the disk each
        return batch_.size() < most_reports && statements_ < most_statements ? Status(Done{}) : flush();
    }
    Status flush() {
        const auto results = record_->add_all(batch_, at_);
        const std::vector<Reading> batch = std::exchange(batch_, {});
        statements_ = 0;
        for (std::size_t i = 0; i < results.size(); ++i) {
            if (results[i]) {
                ++counts_[static_cast<std::size_t>(*results[i])];
                continue;
            }
            const Error& error = results[i].error();
            if (error.code == ErrorCode::store || error.code == ErrorCode::conflict) return Error{ErrorCode::store, error.where, error.detail};
            say({error.code, batch[i].document.origin, error.detail});
            ++refused_;
        }
        return Done{};
    }
    [[nodiscard]] std::size_t refused() const { return refused_; }
    void say_summary() const {
        std::cerr << "rostra: kept " << counts_[0] << " new, " << counts_[2] << " changed; " << counts_[1] << " were there already\n";
    }

private:
    Record* record_;
    std::int64_t at_;
    std::vector<Reading> batch_;
    std::size_t statements_ = 0, refused_ = 0;
    std::size_t counts_[3] = {0, 0, 0};
};

int run_add(AddArguments& a) {
    a.reading.ids = a.ids == "name" ? Ids::name : Ids::hash;
    auto record = Record::open(a.record, {.writable = true});
    if (!record) return failed(record.error());
    auto reader = load_reader(a.reading);
    if (!reader) return failed(reader.error());
    Keeper keeper(**record, std::time(nullptr));
    int code = read_files(*reader, a.reading, [&](const Result<Reading>& reading, const Tally&) { return reading ? keeper.take(*reading) : Status(Done{}); });
    if (const Status rest = keeper.flush(); !rest) code = failed(rest.error());
    if (isatty(STDERR_FILENO)) keeper.say_summary();
    return keeper.refused() > 0 ? some_failed : code;
}

}  // namespace

void add_add(CLI::App& app, Action& chosen) {
    static AddArguments a;
    CLI::App* verb = app.add_subcommand("add", "Read reports and keep them in a record");
    verb->footer(R"(Examples:
  rostra add --record un.db reports/*.txt       makes un.db when it is not there
  rostra add --record un.db --as ndjson feed.ndjson
  rostra add --record postgresql://localhost/rostra page.html

Adding the same again changes nothing. A report that comes back with other text under its id is kept as a new
reading; the first one stays, and its addresses go on leading to it. Each report is kept whole or not at all, so a
run that was killed can simply be started again.
Exit codes: 0 all kept, 1 some inputs failed (each named on standard error), 2 usage.)");
    add_record_option(*verb, a.record);
    add_reading_options(*verb, a.reading);
    verb->add_option("--ids", a.ids, "Where a file without an id gets one: the hash of its text, or its name")->check(CLI::IsMember({"name", "hash"}))->capture_default_str();
    verb->callback([&chosen] { chosen = [] { return run_add(a); }; });
}

}  // namespace rostra::cli
