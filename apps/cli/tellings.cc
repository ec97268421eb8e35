// rostra tellings, part, join: the reports that tell one statement, why they were taken for one, and undoing it.
#include "reading.h"
#include "record.h"

#include "rostra/publish.h"

#include <cstdio>
#include <ctime>

namespace rostra::cli {
namespace {

struct TellingsArguments {
    std::string record, format, telling, statement, by, reason;
};

std::string shown(const Telling& t) {
    std::string out = printable(t.row.id) + "  " + printable(t.row.day) + "  " + printable(t.row.report.publisher.value_or("")) + "\n  " + printable(t.row.content) + "\n";
    if (t.joined) {
        char score[16];
        std::snprintf(score, sizeof score, "%.2f", t.joined->score);
        out += "  joined by " + printable(t.joined->by) + " (" + score + "): " + printable(t.joined->explanation) + "\n";
    }
    if (!t.wire.empty()) out += "  the same text as report " + printable(t.wire) + ": counted once\n";
    return out + "\n";
}

int tell(TellingsArguments& a) {
    a.format = format_or(a.format, "json");
    auto record = Record::open(a.record);
    if (!record) return failed(record.error());
    const auto page = (*record)->statement(a.statement);
    if (!page) return failed(page.error());
    if (a.format == "json") return put(to_json(*page) + "\n") ? all_read : some_failed;
    std::string out = std::to_string(page->tellings.size()) + (page->tellings.size() == 1 ? " telling" : " tellings") + ", counted " + std::to_string(page->row.tellings) + "\n\n";
    for (const Telling& t : page->tellings) out += shown(t);
    return put(out) ? all_read : some_failed;
}

Status changed(Record& record, const TellingsArguments& a, bool joining) {
    const std::int64_t at = std::time(nullptr);
    if (joining) return record.join(a.telling, a.statement, a.by, at);
    return a.reason.empty() ? record.part(a.telling, a.by, at) : part_with_reason(record, a.telling, a.by, a.reason, at);
}

int change(const TellingsArguments& a, bool joining) {
    auto record = Record::open(a.record, {.writable = true});
    if (!record) return failed(record.error());
    const Status done = changed(**record, a, joining);
    return done ? all_read : failed(done.error());
}

/// The record's own rule signs what it joins as "rule": nobody else may.
std::string not_the_rule(const std::string& name) { return name == "rule" ? "\"rule\" stands for the record's own rule; name who decided" : std::string(); }

void add_by(CLI::App& verb, std::string& by) { verb.add_option("--by", by, "Who decided; stands in the record")->required()->type_name("NAME")->check(not_the_rule); }

}  // namespace

void add_tellings(CLI::App& app, Action& chosen) {
    static TellingsArguments a;
    CLI::App* told = app.add_subcommand("tellings", "Show the reports that tell one statement, and why they were taken for one");
    told->footer(R"(Example:
  rostra tellings --record un.db un-1:1640

Exit codes: 0 shown, 1 not in the record, 2 usage.)");
    add_record_option(*told, a.record);
    told->add_option("STATEMENT", a.statement, "Id of the statement or of any of its tellings")->required();
    told->add_option("--format", a.format, "text on a terminal, json elsewhere")->check(CLI::IsMember({"text", "json"}));
    told->callback([&chosen] { chosen = [] { return tell(a); }; });

    CLI::App* part = app.add_subcommand("part", "Take a telling out of its statement");
    part->footer(R"(Example:
  rostra part --record un.db un-7:210 --by "Eva Lind" --reason "the second report tells of another speech"

With a reason it stands in the public log of corrections, and an editor can undo it there. It stands alone from now on. The rule will not join the two again, also when their reports are added anew; `rostra join`
can. Exit codes: 0 parted, 1 not, 2 usage.)");
    add_record_option(*part, a.record);
    part->add_option("TELLING", a.telling, "Id of the telling")->required();
    add_by(*part, a.by);
    part->add_option("--reason", a.reason, "Why; public in the log and in the history of both statements' pages")->type_name("TEXT");
    part->callback([&chosen] { chosen = [] { return change(a, false); }; });

    CLI::App* join = app.add_subcommand("join", "Take a telling for one of a statement's");
    join->footer(R"(Example:
  rostra join --record un.db un-7:210 un-1:1640 --by "Eva Lind"

Exit codes: 0 joined, 1 not, 2 usage.)");
    add_record_option(*join, a.record);
    join->add_option("TELLING", a.telling, "Id of the telling")->required();
    join->add_option("STATEMENT", a.statement, "Id of the statement, or of any of its tellings")->required();
    add_by(*join, a.by);
    join->callback([&chosen] { chosen = [] { return change(a, true); }; });
}

}  // namespace rostra::cli
