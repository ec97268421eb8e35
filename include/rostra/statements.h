// Stage 6, statements: attributions with their speakers → immutable Statement values: act, manner, about, forum, date.
// Must not know about stores or pages.
#pragma once

#include "rostra/speakers.h"

namespace rostra {

/// direct: verbatim; indirect: paraphrase; mixed: paraphrase with verbatim pieces. It is what the words are,
/// not whether marks survive.
enum class Manner : std::uint8_t { direct,
                                   indirect,
                                   mixed };
[[nodiscard]] std::string_view name_of(Manner manner);

/// A state or body that the statement is about.
struct Target {
    std::optional<std::string> code;  ///< alpha-3 for a state
    std::string name;
    Span span;
};

struct Forum {
    std::string name;  ///< as the report has it
    Span span;
};

struct SaidOn {
    std::string date;       ///< ISO 8601, as precise as `precision`
    std::string precision;  ///< "day", "week", "month", "year"
    Span span;              ///< the words that say it
};

struct Statement {
    std::string id;  ///< report's id, ":", first content span in code points
    Attribution attribution;
    Manner manner = Manner::indirect;
    Act act = Act::say;
    std::optional<Speaker> speaker;
    std::optional<Bloc> on_behalf_of;
    std::vector<Target> about;
    std::optional<Forum> forum;
    std::optional<SaidOn> said_on;
    std::vector<Evidence> evidence;
};

/// One statement an attribution, same order; none for an attribution that is unsure (under 0.5) and whose content is only a list of states. Thread-safe; cost near linear in tokens.
[[nodiscard]] std::vector<Statement> make_statements(const Document& document, const Tokens& tokens,
                                                     std::vector<Attribution> attributions,
                                                     std::vector<ResolvedSource> sources);

}  // namespace rostra
