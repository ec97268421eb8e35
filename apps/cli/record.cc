#include "record.h"

#include "reading.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace rostra::cli {
namespace {

std::string capitals(std::string text) {
    for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    return text;
}

// A state may be given by its code or by its common name: "chn", "China".
Status to_code(std::optional<std::string>& state, const char* option) {
    if (!state) return Done{};
    for (const knowledge::State& known : knowledge::states())
        if (known.code == capitals(*state) || utf8::fold(known.name) == utf8::fold(*state)) {
            state = std::string(known.code);
            return Done{};
        }
    return Error{ErrorCode::usage, std::string(option) + " " + *state, "is no state's code (GBR) or common name"};
}

}  // namespace

void add_record_option(CLI::App& verb, std::string& where) {
    verb.add_option("--record", where, "The record: a file, or a postgresql:// address")->required()->type_name("DB");
}

void add_filter_options(CLI::App& verb, FilterArguments& a) {
    verb.add_option("--speaker", a.filter.speaker, "Speaker's short name, as in addresses: zhang-jun")->type_name("NAME");
    verb.add_option("--state", a.filter.state, "State that the speaker is or speaks for: GBR, or its name")->type_name("STATE");
    verb.add_option("--about", a.filter.about, "State that it is about: CHN, or its name")->type_name("STATE");
    verb.add_option("--bloc-member", a.filter.bloc_member, "State named in the bloc it was made for")->type_name("STATE");
    verb.add_option("--act", a.act, "say, announce, promise, ask, call-for, praise, criticise, deny, warn, agree, think, show")->type_name("ACT");
    verb.add_option("--manner", a.manner, "direct, indirect or mixed")->type_name("MANNER");
    verb.add_option("--publisher", a.filter.publisher, "Publisher of the report")->type_name("NAME");
    verb.add_option("--report", a.filter.report, "Report's id")->type_name("ID");
    verb.add_option("--from", a.filter.from, "First day: 2019, 2019-10 or 2019-10-29")->type_name("DAY");
    verb.add_option("--to", a.filter.to, "Last day")->type_name("DAY");
    verb.add_flag("--blocs-only", a.filter.bloc_only, "Only what was said for a bloc");
}

Result<StatementFilter> filter_of(const FilterArguments& a) {
    StatementFilter filter = a.filter;
    for (const auto& [state, option] : {std::pair{&filter.state, "--state"}, {&filter.about, "--about"}, {&filter.bloc_member, "--bloc-member"}})
        if (auto found = to_code(*state, option); !found) return found.error();
    if (!a.act.empty() && !(filter.act = act_named(a.act))) return Error{ErrorCode::usage, "--act " + a.act, "is no act; see --help"};
    for (const Manner manner : {Manner::direct, Manner::indirect, Manner::mixed})
        if (name_of(manner) == a.manner) filter.manner = manner;
    if (!a.manner.empty() && !filter.manner) return Error{ErrorCode::usage, "--manner " + a.manner, "is no manner; see --help"};
    return filter;
}

int failed(const Error& error) {
    say(error);
    return error.code == ErrorCode::usage ? usage : some_failed;
}

bool put(std::string_view text) { return std::fwrite(text.data(), 1, text.size(), stdout) == text.size(); }

bool colour_wanted() { return isatty(STDOUT_FILENO) && !std::getenv("NO_COLOR"); }

std::string format_or(const std::string& given, const std::string& piped) {
    if (!given.empty()) return given;
    return isatty(STDOUT_FILENO) ? "text" : piped;
}

}  // namespace rostra::cli
