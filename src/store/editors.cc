// Editors and sessions. Passwords and tokens come hashed; the record never sees one.
#include "stored_record.h"

namespace rostra::store {

Status StoredRecord::put_editor(const Editor& e) {
    if (e.name.empty() || e.name.size() > 100 || utf8::find_invalid(e.name)) return Error{ErrorCode::bad_value, "editor", "a name has 1 to 100 bytes of UTF-8"};
    return writing<Done>([&](TallyBook&) -> Result<Done> {
        return database_->run(
            "INSERT INTO editor(name, password_hash, role, created_at) VALUES(?,?,?,?) ON CONFLICT(name) DO UPDATE SET password_hash = excluded.password_hash, role = excluded.role",
            {e.name, e.password_hash, e.role, e.created_at});
    });
}

Result<Editor> StoredRecord::editor(std::string_view name) {
    return reading<Editor>([&]() -> Result<Editor> {
        std::optional<Editor> found;
        ROSTRA_TRY(database_->query("SELECT name, password_hash, role, created_at FROM editor WHERE name = ?", {name}, [&](const Row& row) {
            found = Editor{row.string(0), row.string(1), row.string(2), row.integer(3)};
            return false;
        }));
        if (!found) return no_such("editor", name);
        return *std::move(found);
    });
}

Status StoredRecord::put_session(const Session& s) {
    return writing<Done>([&](TallyBook&) -> Result<Done> {
        return database_->run("INSERT INTO session(token_hash, editor, csrf, expires_at) VALUES(?,?,?,?)", {s.token_hash, s.editor, s.csrf, s.expires_at});
    });
}

Result<Session> StoredRecord::session(std::string_view token_hash, std::int64_t now) {
    return reading<Session>([&]() -> Result<Session> {
        std::optional<Session> found;
        ROSTRA_TRY(database_->query("SELECT token_hash, editor, csrf, expires_at FROM session WHERE token_hash = ? AND expires_at > ?", {token_hash, now}, [&](const Row& row) {
            found = Session{row.string(0), row.string(1), row.string(2), row.integer(3)};
            return false;
        }));
        if (!found) return Error{ErrorCode::not_found, "session", "is not open"};
        return *std::move(found);
    });
}

Status StoredRecord::drop_session(std::string_view token_hash) {
    return writing<Done>([&](TallyBook&) -> Result<Done> { return database_->run("DELETE FROM session WHERE token_hash = ?", {token_hash}); });
}

}  // namespace rostra::store
