// rostra blocs: who stood with whom, and who changed sides.
#include "reading.h"
#include "record.h"

#include "rostra/publish.h"

namespace rostra::cli {
namespace {

struct BlocsArguments {
    std::string record, format;
    FilterArguments codes;  // --about and --member, made codes by filter_of
    std::string words, from, to;
    std::vector<std::string> compare;
};

int compare(Record& record, const BlocsArguments& a) {
    const auto first = record.bloc(a.compare[0]);
    if (!first) return failed(first.error());
    const auto second = record.bloc(a.compare[1]);
    if (!second) return failed(second.error());
    const bool text = a.format == "text";
    return put(text ? to_text(*first, *second, colour_wanted()) : to_json(compare_blocs(*first, *second)) + "\n") ? all_read : some_failed;
}

int run_blocs(BlocsArguments& a) {
    a.format = format_or(a.format, "json");
    const auto codes = filter_of(a.codes);
    if (!codes) return failed(codes.error());
    auto record = Record::open(a.record);
    if (!record) return failed(record.error());
    if (!a.compare.empty()) return compare(**record, a);
    const auto events = (*record)->blocs({codes->about, codes->bloc_member, a.from, a.to, a.words});
    if (!events) return failed(events.error());
    return put(a.format == "text" ? to_text(*events, colour_wanted()) : to_json(*events) + "\n") ? all_read : some_failed;
}

}  // namespace

void add_blocs(CLI::App& app, Action& chosen) {
    static BlocsArguments a;
    CLI::App* verb = app.add_subcommand("blocs", "Who stood with whom: joint statements, declared and named, and who changed sides");
    verb->footer(R"(Examples:
  rostra blocs --record un.db --about CHN --from 2019 --to 2022
  rostra blocs --record un.db --words Xinjiang --format json
  rostra blocs --record un.db --member EGY          the joint statements that name Egypt
  rostra blocs --record un.db --compare ID ID       two of them set against each other (ids stand in [brackets])

"declared" is the number that reports give; "named" are the states that at least one report names, each with the
report that does; the rest is unnamed and stays so. A side is decided by the words and acts of the tellings ("grave
concern", criticise, call for: against; "internal affairs", praise: with), is shown with them, and is the claim of
their speakers. A state that took its name off a statement "withdrew"; that is no change of side. --words looks in the statement, its report's title and the text around it.
Exit codes: 0, 1 the record cannot be read, 2 usage.)");
    add_record_option(*verb, a.record);
    verb->add_option("--about", a.codes.filter.about, "State that the statements are about: CHN, or its name")->type_name("STATE");
    verb->add_option("--member", a.codes.filter.bloc_member, "Only joint statements that name this state")->type_name("STATE");
    verb->add_option("--words", a.words, "Only statements with these words")->type_name("WORDS");
    verb->add_option("--from", a.from, "First day: 2019, 2019-10 or 2019-10-29")->type_name("DAY");
    verb->add_option("--to", a.to, "Last day")->type_name("DAY");
    verb->add_option("--compare", a.compare, "Two ids: states in both, and only in one")->expected(2)->type_name("ID");
    verb->add_option("--format", a.format, "text on a terminal, json elsewhere")->check(CLI::IsMember({"text", "json"}));
    verb->callback([&chosen] { chosen = [] { return run_blocs(a); }; });
}

}  // namespace rostra::cli
