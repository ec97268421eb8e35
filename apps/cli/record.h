// What the verbs over a record share.
#pragma once

#include "verbs.h"

#include "rostra/store.h"

namespace rostra::cli {

/// Adds the required --record.
void add_record_option(CLI::App& verb, std::string& where);

/// Options that narrow a list of statements: --speaker, --state, --about, --bloc-member, --act, --manner, --publisher,
/// --report, --from, --to, --blocs-only.
struct FilterArguments {
    StatementFilter filter;
    std::string act, manner;
};
void add_filter_options(CLI::App& verb, FilterArguments& arguments);
/// The filter, codes in capitals. Errors: usage, for an act or a manner that does not exist.
[[nodiscard]] Result<StatementFilter> filter_of(const FilterArguments& arguments);

/// Names the error on standard error and gives the exit code that it asks for.
[[nodiscard]] int failed(const Error& error);

/// Writes to standard output; false when nobody reads on or the disk is full.
bool put(std::string_view text);
/// Colour when standard output is a terminal and NO_COLOR is not set.
[[nodiscard]] bool colour_wanted();
/// "text" on a terminal, `piped` elsewhere, when no format was named.
[[nodiscard]] std::string format_or(const std::string& given, const std::string& piped);

}  // namespace rostra::cli
