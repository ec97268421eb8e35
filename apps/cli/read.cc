#include "reading.h"

#include "rostra/publish.h"

#include <unistd.h>

#include <iostream>

namespace rostra::cli {
namespace {

struct Arguments {
    ReadingArguments reading;
    std::string format;
    JsonOptions json;
};

Status write(std::string_view text) {
    std::cout.write(text.data(), static_cast<std::streamsize>(text.size()));
    if (!std::cout) return Error{ErrorCode::store, "standard output", "cannot be written to"};
    return Done{};
}

int run(Arguments& a) {
    if (a.format.empty()) a.format = isatty(STDOUT_FILENO) ? "text" : "ndjson";
    auto reader = load_reader(a.reading);
    if (!reader) {
        say(reader.error());
        return reader.error().code == ErrorCode::usage ? usage : some_failed;
    }
    const bool colour = isatty(STDOUT_FILENO) && !std::getenv("NO_COLOR");
    const int code = read_files(*reader, a.reading, [&](const Reading& reading) {
        return write(a.format == "text" ? to_text(reading, colour) : to_json(reading, a.json) + '\n');
    });
    std::cout.flush();
    return code;
}

}  // namespace

void add_read(CLI::App& app, Action& chosen) {
    static Arguments a;
    CLI::App* verb = app.add_subcommand("read", "Read reports and write their statements");
    verb->footer(R"(Examples:
  rostra read report.txt                      a readable view on a terminal
  rostra read --format ndjson *.html > out.ndjson
  curl -s https://example.org/news | rostra read --as html -
  rostra read --as ndjson --min-confidence 0.8 feed.ndjson

One JSON object a report, one a line; spans count Unicode code points of "text".
Exit codes: 0 all read, 1 some inputs failed (each named on standard error), 2 usage.)");
    add_reading_options(*verb, a.reading);
    verb->add_option("--format", a.format, "text on a terminal, ndjson elsewhere")->check(CLI::IsMember({"ndjson", "text"}));
    verb->add_flag("--with-page-offsets", a.json.page_offsets, "Add the bytes of the page for each span");
    verb->add_flag("--explain", a.json.explain, "Add which words each resolved field rests on, and by which rule");
    verb->callback([&chosen] { chosen = [] { return run(a); }; });
}

}  // namespace rostra::cli
