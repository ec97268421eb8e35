// rostra bench record: a record of made-up statements, how fast it was filled, and how fast its site answers many visitors
// at once. The site runs in this process on a free port of this machine; nothing else is reachable or reached.
#include "bench.h"
#include "bench_visitors.h"
#include "reading.h"
#include "record.h"

#include "listen.h"
#include "made_reports.h"

#include "rostra/knowledge.h"
#include "rostra/publish.h"

#include <csignal>
#include <cstdio>
#include <fstream>
#include <future>
#include <iostream>
#include <set>
#include <thread>

#include <unistd.h>

namespace rostra::cli {
namespace {

struct BenchRecordArguments {
    std::string record, reports = "examples/reports", write;
    std::size_t statements = 1000000;
    VisitArguments visits;
    bool made_only = false;
    unsigned long_pages = 0;
    std::size_t keep_answers = server::SiteOptions().kept_bytes >> 20;
};

constexpr std::size_t statements_a_report = 10;

// The same reports as NDJSON, for `rostra add --attributions gold`.
int write_reports(const BenchRecordArguments& a, bench::MadeReports& made) {
    std::ofstream out(a.write, std::ios::binary);
    for (std::size_t n = 0; n < a.statements && out; n += statements_a_report) out << to_json(made.next(statements_a_report)) << '\n';
    out.close();
    if (out) return all_read;
    return failed({ErrorCode::store, a.write, "cannot be written"});
}

// In the batches of `rostra add`, one wait for the disk each; only the keeping is timed, not the making.
Status fill(Record& record, const BenchRecordArguments& a, bench::MadeReports& made) {
    constexpr std::size_t batch = 256;
    double spent = 0;
    std::size_t kept = 0, shown = 0;
    while (kept < a.statements) {
        std::vector<Reading> readings;
        for (; readings.size() < batch && kept < a.statements; kept += statements_a_report) readings.push_back(made.next(statements_a_report));
        const double start = wall_seconds();
        for (const auto& added : record.add_all(readings, 1700000000))
            if (!added) return added.error();
        spent += wall_seconds() - start;
        if (kept / 100000 == shown) continue;
        shown = kept / 100000;
        std::cout << kept << " statements kept, " << static_cast<long>(static_cast<double>(kept) / spent) << " a second so far, " << load_now() << std::endl;
    }
    std::cout << "kept " << kept << " statements in " << spent << " s: " << static_cast<long>(static_cast<double>(kept) / spent) << " a second" << std::endl;
    return Done{};
}

// Answers must be right before they are timed: as many statements as were made, and a search that finds its word.
Status check(Record& record, std::size_t statements, const std::string& word) {
    const auto totals = record.totals();
    if (!totals) return totals.error();
    if (totals->tellings < statements) return Error{ErrorCode::bad_value, "bench", "the record does not hold what was asked for; give another file or fewer --statements"};
    const auto found = record.search(word);
    if (!found) return found.error();
    if (found->page.items.empty()) return Error{ErrorCode::bad_value, "bench", "the record does not find " + word};
    std::cout << totals->tellings << " tellings, " << totals->statements << " statements, " << totals->reports << " reports, " << totals->speakers << " speakers, " << totals->states << " states" << std::endl;
    return Done{};
}

// How large the matrices are that visitors will ask for, on average over some subjects.
Status tell_matrix(Record& record) {
    constexpr std::size_t subjects = 8;
    std::size_t events = 0, states = 0;
    for (std::size_t i = 0; i < subjects; ++i) {
        BlocFilter filter;
        filter.about = std::string(knowledge::states()[i * 20 % knowledge::states().size()].code);
        filter.from = matrix_from, filter.to = matrix_to;
        const auto found = record.blocs(filter);
        if (!found) return found.error();
        std::set<std::string> named;
        for (const BlocEvent& event : *found)
            for (const BlocMember& member : event.named) named.insert(member.code);
        events += found->size(), states += named.size();
    }
    std::cout << "a bloc matrix has " << states / subjects << " states by " << events / subjects << " statements on average" << std::endl;
    return Done{};
}

int visit(const BenchRecordArguments& a, bench::MadeReports& made) {
    server::SiteOptions options;
    options.long_pages = a.long_pages;
    options.kept_bytes = a.keep_answers << 20;
    RecordOptions reading;
    reading.memory = make_record_memory();
    auto site = server::Site::make([where = a.record, reading] { return Record::open(where, reading); }, nullptr, options);
    if (!site) return failed(site.error());
    server::ListenOptions listening;
    listening.port = 0;
    listening.threads = a.visits.visitors + 8;
    std::promise<int> port;
    Status served = Done{};
    bool told = false;
    std::thread serving([&] {
        served = server::listen(**site, listening, [&](int p) { told = true, (*site)->warm(), port.set_value(p); });
        if (!told) port.set_value(-1);
    });
    const int at = port.get_future().get();
    const auto seen = at > 0 ? visit_all(at, a.visits, made) : VisitTimes{};
    if (at > 0) kill(getpid(), SIGTERM);  // the site's own way to end
    serving.join();
    if (!served) return failed(served.error());
    std::cout << a.visits.visitors << " visitors at once, " << a.visits.seconds << " s, each thinks " << a.visits.pause << " s between pages; " << load_now() << "\n"
              << seen.table();
    if (seen.failures == 0) return all_read;
    return failed({ErrorCode::bad_value, "bench", std::to_string(seen.failures) + " pages failed: " + seen.first_failure});
}

int run_bench_record(const BenchRecordArguments& a) {
    auto made = bench::MadeReports::from(a.reports);
    if (!made) return failed(made.error());
    if (!a.write.empty()) return write_reports(a, *made);
    if (a.record.empty()) return failed({ErrorCode::usage, "--record", "is needed"});
    server::block_stop_signals();
    if (!Record::open(a.record)) {
        auto record = Record::open(a.record, {.writable = true});
        if (!record) return failed(record.error());
        if (const Status filled = fill(**record, a, *made); !filled) return failed(filled.error());
    }
    {
        auto record = Record::open(a.record);
        if (!record) return failed(record.error());
        if (const Status right = check(**record, a.statements, "the"); !right) return failed(right.error());
        if (const Status told = tell_matrix(**record); !told) return failed(told.error());
    }
    return a.made_only ? all_read : visit(a, *made);
}

}  // namespace

void add_bench_record(CLI::App& bench, Action& chosen) {
    CLI::App* verb = bench.add_subcommand("record", "A large made-up record: statements kept a second, and pages for many visitors at once");
    auto a = std::make_shared<BenchRecordArguments>();
    verb->add_option("--record", a->record, "A new record to fill (a file, or a postgresql:// address); one that is there is only read")->type_name("DB");
    verb->add_option("--statements", a->statements, "How many to make")->check(CLI::Range(100, 100000000))->capture_default_str();
    verb->add_option("--reports", a->reports, "Folder of .txt reports whose words the made ones have")->capture_default_str();
    verb->add_option("--visitors", a->visits.visitors, "Visitors at once")->check(CLI::Range(1, 500))->capture_default_str();
    verb->add_option("--seconds", a->visits.seconds, "How long they stay")->check(CLI::Range(1, 3600))->capture_default_str();
    verb->add_option("--pause", a->visits.pause, "Seconds that each thinks between two pages, on average; 0: asks again at once")->check(CLI::Range(0.0, 60.0))->capture_default_str();
    verb->add_option("--long-pages", a->long_pages, "Long pages that the site makes at once; 0: as it chooses")->check(CLI::Range(0, 64))->capture_default_str();
    verb->add_option("--keep-answers", a->keep_answers, "As of `rostra serve`; 0: each page is made anew, so that it is the making that is timed")->check(CLI::Range(0, 65536))->capture_default_str();
    verb->add_option("--write", a->write, "Only write the made reports to this file, as NDJSON for `rostra add --attributions gold`")->type_name("FILE");
    verb->add_flag("--made-only", a->made_only, "No visitors");
    verb->footer(R"(Example:
  rostra bench record --record /tmp/big.db                          a million statements, then 50 visitors
  rostra bench record --statements 100000 --write made.ndjson
  time rostra add --record /tmp/other.db --attributions gold --acts rules made.ndjson

bench/README.md says how the statements are made. Exit codes: 0 all answered, 1 not, 2 usage.)");
    verb->callback([a, &chosen] { chosen = [a] { return run_bench_record(*a); }; });
}

}  // namespace rostra::cli
