// Migrations: each is one transaction that also writes the new version, so a kill leaves a whole version, old or new.
#include "database.h"

namespace rostra::store {
namespace {

Status set_version(Database& database, bool postgres, std::uint32_t version) {
    const std::string number = std::to_string(version);
    if (postgres) return database.script("DELETE FROM version; INSERT INTO version VALUES(" + number + ")");
    return database.script("PRAGMA application_id=" + std::to_string(application_id) + "; PRAGMA user_version=" + number);
}

}  // namespace

Result<std::uint32_t> migrate(Database& database, const Migrations& to, const std::string& where, bool writable) {
    auto found = to.version(database);
    if (!found) return found.error();
    const auto newest = static_cast<std::uint32_t>(to.steps.size());
    if (*found > newest)
        return Error{ErrorCode::unsupported, where, "the record has version " + std::to_string(*found) + ", this Rostra knows up to " + std::to_string(newest)};
    if (*found == newest) return newest;
    if (!writable && *found == 0) return Error{ErrorCode::bad_format, where, "not a record of Rostra"};
    if (!writable)
        return Error{ErrorCode::unsupported, where, "the record has version " + std::to_string(*found) + "; open it once with `rostra add` to bring it to " + std::to_string(newest)};
    for (const Migration& step : to.steps) {
        Transaction transaction(database);
        ROSTRA_TRY(transaction.write());
        auto current = to.version(database);  // another process may have been faster
        if (!current) return current.error();
        if (step.version <= *current) continue;
        ROSTRA_TRY(database.script(step.sql));
        ROSTRA_TRY(set_version(database, to.postgres, step.version));
        ROSTRA_TRY(transaction.commit());
    }
    return newest;
}

}  // namespace rostra::store
