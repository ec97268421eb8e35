// Editors and sessions. Passwords and tokens come hashed; the record never sees one.
#include "stored_record.h"

#include <sodium/core.h>
#include <sodium/randombytes.h>
#include <sodium/utils.h>

namespace rostra::store {
namespace {

constexpr std::string_view editor_columns = "SELECT name, password_hash, role, created_at, disabled FROM editor ";

Editor to_editor(const Row& row) { return {row.string(0), row.string(1), row.string(2), row.integer(3), row.integer(4) != 0}; }

Status fit(const Editor& e) {
    const auto bad = [](std::string what) { return Error{ErrorCode::bad_value, "editor", std::move(what)}; };
    const bool control = std::any_of(e.name.begin(), e.name.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; });
    if (e.name.empty() || e.name.size() > 100 || utf8::find_invalid(e.name) || control) return bad("a name has 1 to 100 bytes of UTF-8, none of them a control character");
    if (e.name == rule_name) return bad("the name \"" + std::string(rule_name) + "\" is the record's own");
    if (e.role != "editor" && e.role != "admin") return bad("a role is editor or admin");
    if (e.password_hash.empty()) return bad("a password is needed");
    return Done{};
}

}  // namespace

Status StoredRecord::put_editor(const Editor& e) {
    ROSTRA_TRY(fit(e));
    return writing<Done>([&](TallyBook&) -> Result<Done> {
        std::optional<Editor> before;
        ROSTRA_TRY(database_->query(std::string(editor_columns) + "WHERE name = ?", {e.name}, [&](const Row& row) {
            before = to_editor(row);
            return false;
        }));
        if (before && (e.disabled || e.password_hash != before->password_hash)) ROSTRA_TRY(database_->run("DELETE FROM session WHERE editor = ?", {e.name}));
        return database_->run(
            "INSERT INTO editor(name, password_hash, role, created_at, disabled) VALUES(?,?,?,?,?) "
            "ON CONFLICT(name) DO UPDATE SET password_hash = excluded.password_hash, role = excluded.role, disabled = excluded.disabled",
            {e.name, e.password_hash, e.role, e.created_at, std::int64_t{e.disabled}});
    });
}

Result<Editor> StoredRecord::editor(std::string_view name) {
    return reading<Editor>([&]() -> Result<Editor> {
        std::optional<Editor> found;
        ROSTRA_TRY(database_->query(std::string(editor_columns) + "WHERE name = ?", {name}, [&](const Row& row) {
            found = to_editor(row);
            return false;
        }));
        if (!found) return no_such("editor", name);
        return *std::move(found);
    });
}

Result<std::vector<Editor>> StoredRecord::editors() {
    return reading<std::vector<Editor>>([&]() -> Result<std::vector<Editor>> {
        std::vector<Editor> out;
        ROSTRA_TRY(database_->query(std::string(editor_columns) + "ORDER BY name", {}, [&](const Row& row) {
            out.push_back(to_editor(row));
            return true;
        }));
        return out;
    });
}

Status StoredRecord::put_session(const Session& s, std::int64_t now) {
    return writing<Done>([&](TallyBook&) -> Result<Done> {
        ROSTRA_TRY(database_->run("DELETE FROM session WHERE expires_at <= ?", {now}));
        return database_->run("INSERT INTO session(token_hash, editor, csrf, expires_at) VALUES(?,?,?,?)", {s.token_hash, s.editor, s.csrf, s.expires_at});
    });
}

Result<Session> StoredRecord::session(std::string_view token_hash, std::int64_t now) {
    return reading<Session>([&]() -> Result<Session> {
        std::optional<Session> found;
        ROSTRA_TRY(database_->query(
            "SELECT s.token_hash, s.editor, s.csrf, s.expires_at FROM session s JOIN editor e ON e.name = s.editor WHERE s.token_hash = ? AND s.expires_at > ? AND e.disabled = 0", {token_hash, now},
            [&](const Row& row) {
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

Result<std::string> StoredRecord::form_key() {
    return writing<std::string>([&](TallyBook&) -> Result<std::string> {
        if (sodium_init() < 0) return Error{ErrorCode::store, "random numbers", "are not to be had on this machine"};
        unsigned char bytes[32];
        char fresh[2 * sizeof bytes + 1];
        randombytes_buf(bytes, sizeof bytes);
        sodium_bin2hex(fresh, sizeof fresh, bytes, sizeof bytes);
        ROSTRA_TRY(database_->run("INSERT INTO setting(name, value) VALUES('form_key', ?) ON CONFLICT(name) DO NOTHING", {std::string_view(fresh)}));
        std::string kept;
        ROSTRA_TRY(database_->query("SELECT value FROM setting WHERE name = 'form_key'", {}, [&](const Row& row) {
            kept = row.string(0);
            return false;
        }));
        return kept;
    });
}

}  // namespace rostra::store
