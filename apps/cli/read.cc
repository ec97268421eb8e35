#include "output.h"
#include "reading.h"

#include "rostra/publish.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>

namespace rostra::cli {
namespace {

struct ReadArguments {
    ReadingArguments reading;
    std::string format;
    std::string output;
    std::string ids = "name";
    bool resume = false;
    bool ordered = true;
    JsonOptions json;
};

std::string shown(const ReadArguments& a, const Reading& reading, bool colour) {
    return a.format == "text" ? to_text(reading, colour, a.json.explain) : to_json(reading, a.json) + '\n';
}

int read_into(Output& out, const Reader& reader, const ReadArguments& a, bool colour) {
    const int code = read_files(
        reader, a.reading, [&](const Result<Reading>& reading, const Tally& tally) -> Status {
            if (reading) {
                if (auto written = out.write(shown(a, *reading, colour)); !written) return written;
            }
            out.count();
            return out.due() ? out.checkpoint(tally.line()) : Status(Done{});
        },
        out.done(), Tally::of_line(out.note()));
    const Status finished = out.finish();
    if (finished) return code;
    say(finished.error());
    return some_failed;
}

/// What decides the bytes of the output; how many threads do not.
std::string run_of(const ReadArguments& a, const Reader& reader) {
    std::string out = reader.model_id();
    const ReadingArguments& r = a.reading;
    for (const std::string& part : {a.format, a.ids, r.as, r.attributions, r.acts, std::to_string(r.options.min_confidence), std::to_string(a.json.page_offsets), std::to_string(a.json.explain)}) out += '\n' + part;
    for (const std::string& file : r.files) {
        std::error_code error;
        const auto bytes = std::filesystem::file_size(file, error);
        out += '\n' + file + ' ' + (error ? "-" : std::to_string(bytes));
    }
    return out;
}

int run_read(ReadArguments& a) {
    const bool terminal = a.output.empty() && isatty(STDOUT_FILENO);
    if (a.format.empty()) a.format = terminal ? "text" : "ndjson";
    if (a.resume && a.output.empty()) {
        say({ErrorCode::usage, "--resume", "needs --output: only a file can be taken up again"});
        return usage;
    }
    a.reading.ids = a.ids == "name" ? Ids::name : Ids::hash;
    auto reader = load_reader(a.reading);
    if (!reader) {
        say(reader.error());
        return reader.error().code == ErrorCode::usage ? usage : some_failed;
    }
    auto out = a.output.empty() ? Result<Output>(Output()) : Output::open(a.output, a.resume, run_of(a, *reader));
    if (!out) {
        say(out.error());
        return out.error().code == ErrorCode::usage ? usage : some_failed;
    }
    return read_into(*out, *reader, a, terminal && !std::getenv("NO_COLOR"));
}

}  // namespace

void add_read(CLI::App& app, Action& chosen) {
    static ReadArguments a;
    CLI::App* verb = app.add_subcommand("read", "Read reports and write their statements");
    verb->footer(R"(Examples:
  rostra read report.txt                      a readable view on a terminal
  rostra read --format ndjson *.html > out.ndjson
  curl -s https://example.org/news | rostra read --as html -
  rostra read --as ndjson --min-confidence 0.8 feed.ndjson
  rostra read --model fast --output day.ndjson --resume crawl-*.warc.gz

One JSON object a report, one a line; spans count Unicode code points of "text".
Exit codes: 0 all read, 1 some inputs failed (each named on standard error), 2 usage.)");
    add_reading_options(*verb, a.reading);
    verb->add_option("--format", a.format, "text on a terminal, ndjson elsewhere")->check(CLI::IsMember({"ndjson", "text"}));
    verb->add_option("--output", a.output, "Write to this file instead of standard output");
    verb->add_flag("--resume", a.resume, "Go on where a run with the same files and --output was killed");
    verb->add_flag("--ordered", a.ordered, "Output in input order (always so; accepted for clarity)");
    verb->add_option("--ids", a.ids, "Where a file without an id gets one: its name, or the hash of its text")->check(CLI::IsMember({"name", "hash"}))->capture_default_str();
    verb->add_flag("--with-page-offsets", a.json.page_offsets, "Add the bytes of the page for each span");
    verb->add_flag("--explain", a.json.explain, "Add which words each resolved field rests on, by which rule, and how sure the model was");
    verb->callback([&chosen] { chosen = [] { return run_read(a); }; });
}

}  // namespace rostra::cli
