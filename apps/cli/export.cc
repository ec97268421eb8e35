// rostra export: the record in other people's formats.
#include "reading.h"
#include "record.h"

#include "rostra/publish.h"

#include <filesystem>
#include <fstream>

namespace rostra::cli {
namespace {
namespace fs = std::filesystem;

struct ExportArguments {
    std::string record, format = "ndjson", folder, base, title = "Rostra";
    FilterArguments filter;
};

// A report's id may hold anything; a file's name may not.
std::string file_name(const std::string& id) {
    const bool plain = id.size() <= 100 && id.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.") == std::string::npos && id.front() != '.';
    return plain ? id : "report-" + content_id(id);
}

Status write_file(const fs::path& path, const std::string& bytes) {
    std::ofstream out(path, std::ios::binary);
    out << bytes;
    out.close();
    if (!out) return Error{ErrorCode::store, path.string(), "cannot be written"};
    return Done{};
}

int export_reports(Record& record, const std::function<Status(const ReportPage&)>& write) {
    Status written = Done{};
    const Status done = record.each_report([&](const ReportPage& page) {
        written = write(page);
        return written.ok();
    });
    if (!done) return failed(done.error());
    return written ? all_read : failed(written.error());
}

Status to_output(const std::string& text) {
    if (put(text)) return Done{};
    return Error{ErrorCode::store, "standard output", "cannot be written to"};
}

int export_brat(Record& record, const ExportArguments& a) {
    if (a.folder.empty()) return failed({ErrorCode::usage, "--format brat", "needs --folder: it writes two files a report"});
    std::error_code error;
    fs::create_directories(a.folder, error);
    if (error) return failed({ErrorCode::not_readable, a.folder, error.message()});
    return export_reports(record, [&](const ReportPage& page) -> Status {
        const fs::path path = fs::path(a.folder) / file_name(page.row.id);
        if (auto text = write_file(path.string() + ".txt", page.reading.document.text); !text) return text;
        return write_file(path.string() + ".ann", to_brat(page.reading));
    });
}

int export_rows(Record& record, const ExportArguments& a, const StatementFilter& filter) {
    bool going = put(a.format == "csv" ? csv_header() : std::string());
    const Status done = record.each_statement(filter, [&](const StatementRow& row) {
        going = put(a.format == "csv" ? to_csv(row) : to_jsonld(row, a.base) + "\n");
        return going;
    });
    if (!done) return failed(done.error());
    return going ? all_read : some_failed;
}

int export_popolo(Record& record, const ExportArguments& a, const StatementFilter& filter) {
    PopoloDocument document(a.base);
    bool going = true;
    const Status done = record.each_statement(filter, [&](const StatementRow& row) { return going = put(document.add(row)); });
    if (!done) return failed(done.error());
    return going && put(document.end()) ? all_read : some_failed;
}

int export_atom(Record& record, const ExportArguments& a, const StatementFilter& filter) {
    const auto page = record.statements(filter, {100, std::nullopt});
    if (!page) return failed(page.error());
    const std::string self = a.base.empty() ? "urn:rostra:feed" : a.base + "/feed.atom";
    return put(to_atom({a.title, self, a.base}, page->items)) ? all_read : some_failed;
}

int run_export(const ExportArguments& a) {
    const auto filter = filter_of(a.filter);
    if (!filter) return failed(filter.error());
    auto record = Record::open(a.record);
    if (!record) return failed(record.error());
    if (a.format == "brat") return export_brat(**record, a);
    if (a.format == "ndjson") return export_reports(**record, [](const ReportPage& page) { return to_output(to_json(page) + "\n"); });
    if (a.format == "popolo") return export_popolo(**record, a, *filter);
    return a.format == "atom" ? export_atom(**record, a, *filter) : export_rows(**record, a, *filter);
}

}  // namespace

void add_export(CLI::App& app, Action& chosen) {
    static ExportArguments a;
    CLI::App* verb = app.add_subcommand("export", "Write the record in other formats");
    verb->footer(R"(Examples:
  rostra export --record un.db > un.ndjson             one report a line, as `rostra read` writes it; corrected
                                                       statements also have what was first read
  rostra export --record un.db --format csv --about CHN > china.csv
  rostra export --record un.db --format jsonld --base https://rostra.example > un.jsonld
  rostra export --record un.db --format popolo --speaker karen-pierce > pierce.json
  rostra export --record un.db --format brat --folder un-brat
  rostra export --record un.db --format atom --base https://rostra.example --state GBR > gbr.atom

ndjson and brat are of whole reports; csv, jsonld (one statement a line), popolo (one document) and atom (the
newest 100) are of statements and take the options that narrow them. NDJSON can be added to another record with
`rostra add --attributions gold`.
Exit codes: 0 all written, 1 not all could be, 2 usage.)");
    add_record_option(*verb, a.record);
    verb->add_option("--format", a.format, "ndjson, csv, jsonld, popolo, brat or atom")->check(CLI::IsMember({"ndjson", "csv", "jsonld", "popolo", "brat", "atom"}))->capture_default_str();
    verb->add_option("--folder", a.folder, "Where brat's .txt and .ann files go; made when it is not there")->type_name("FOLDER");
    verb->add_option("--base", a.base, "Address of the site that shows the record, for links")->type_name("URL");
    verb->add_option("--title", a.title, "Title of the feed")->capture_default_str();
    add_filter_options(*verb, a.filter);
    verb->callback([&chosen] { chosen = [] { return run_export(a); }; });
}

}  // namespace rostra::cli
