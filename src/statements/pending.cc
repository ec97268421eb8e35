// PLACEHOLDER until stage statements lands (within the hour): its owner deletes this file.
#include "rostra/statements.h"
namespace rostra {
std::string_view name_of(Manner) { return "indirect"; }
std::vector<Statement> make_statements(const Document&, const Tokens&, std::vector<Attribution>, std::vector<ResolvedSource>) { return {}; }
}  // namespace rostra
