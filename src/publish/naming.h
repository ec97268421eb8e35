// The words by which a report names a state for a bloc: a claim about who stood where is shown with them.
#pragma once

#include "rostra/store.h"

#include <map>

namespace rostra::publish {

/// What the texts of one answer name. A text is looked through once, however many states are asked for.
class Namings {
public:
    /// "… Saudi Arabia, Somalia, South Sudan …": the state's name in the telling's report with what stands beside it, where
    /// the bloc is declared when it is named there, else nearest to the statement. Empty when the text does not have it.
    [[nodiscard]] std::string words(const StatementRow& row, std::string_view code);

private:
    struct Name {
        Span span;
        std::string_view code;  // of the table of states
    };
    const std::vector<Name>& names_in(const std::shared_ptr<const std::string>& text);
    std::map<std::shared_ptr<const std::string>, std::vector<Name>> known_;
};

/// The telling of the event that names the state, the first when several do; nullptr when none does.
[[nodiscard]] const StatementRow* naming_telling(const BlocEvent& event, std::string_view code);

}  // namespace rostra::publish
