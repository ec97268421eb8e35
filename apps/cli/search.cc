// rostra search: who said it, when, where, in which words.
#include "reading.h"
#include "record.h"

#include "rostra/publish.h"

#include <unistd.h>

#include <iostream>

namespace rostra::cli {
namespace {

struct SearchArguments {
    std::string record;
    std::vector<std::string> words;
    FilterArguments filter;
    std::string format;
    std::uint32_t limit = 20;
};

std::string shown(const SearchArguments& a, const Hit& hit, bool colour) {
    if (a.format == "ndjson") return to_json(hit.row) + "\n";
    return a.format == "csv" ? to_csv(hit.row) : to_text(hit, colour);
}

int run_search(SearchArguments& a) {
    a.format = format_or(a.format, "ndjson");
    const auto filter = filter_of(a.filter);
    if (!filter) return failed(filter.error());
    auto record = Record::open(a.record);
    if (!record) return failed(record.error());
    std::string words;
    for (const std::string& word : a.words) words += (words.empty() ? "" : " ") + word;
    if (a.format == "csv" && !put(csv_header())) return some_failed;
    std::optional<std::string> cursor;
    std::uint32_t left = a.limit;
    do {
        const auto found = (*record)->search(words, *filter, {std::min(left, 200u), cursor});
        if (!found) return failed(found.error());
        for (const Hit& hit : found->page.items)
            if (!put(shown(a, hit, colour_wanted()))) return some_failed;
        left -= std::min<std::uint32_t>(left, static_cast<std::uint32_t>(found->page.items.size()));
        cursor = found->page.next;
        if (a.format == "text" && (left == 0 || !cursor))
            std::cerr << found->total << (found->more_than_total ? "+" : "") << " found" << (cursor ? ", newest shown; --limit shows more" : "") << '\n';
    } while (cursor && left > 0);
    return all_read;
}

}  // namespace

void add_search(CLI::App& app, Action& chosen) {
    static SearchArguments a;
    CLI::App* verb = app.add_subcommand("search", "Find who said it, when, where, in which words");
    verb->footer(R"(Examples:
  rostra search --record un.db Xinjiang observers
  rostra search --record un.db '"human rights"' --about CHN --act criticise
  rostra search --record un.db --speaker zhang-jun --from 2019-10 --to 2019-12
  rostra search --record un.db sanction* -- -trade     a minus leaves out, a star ends early

Words must all be there, in any order; "a phrase" in this order; case and accents do not count. Newest first.
Exit codes: 0 (also when nothing is found), 1 the record cannot be read, 2 usage.)");
    add_record_option(*verb, a.record);
    verb->add_option("WORDS", a.words, "What to look for; none: everything that the options let through");
    add_filter_options(*verb, a.filter);
    verb->add_option("--limit", a.limit, "At most this many")->check(CLI::Range(1u, 1000000u))->capture_default_str();
    verb->add_option("--format", a.format, "text on a terminal, ndjson elsewhere")->check(CLI::IsMember({"text", "ndjson", "csv"}));
    verb->callback([&chosen] { chosen = [] { return run_search(a); }; });
}

}  // namespace rostra::cli
