// SQLite behind `Database`. WAL lets readers go on while one writes; synchronous=FULL puts a commit on the disk before
// it is acknowledged. Prepared statements are kept by their SQL; one in use is taken out, so a nested run gets its own.
#include "database.h"
#include "sqlite_index.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <thread>
#include <unordered_map>

namespace rostra::store {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int steps_between_looks = 2000;  // virtual machine steps between looks at the clock

struct Closer {
    void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Connection = std::unique_ptr<sqlite3, Closer>;
using Prepared = std::unique_ptr<sqlite3_stmt, Closer>;

class SqliteRow : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
    bool null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
    std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
    double real(int column) const override { return sqlite3_column_double(statement_, column); }
    std::string_view text(int column) const override {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))) : std::string_view();
    }

private:
    sqlite3_stmt* statement_;
};

ErrorCode code_of(int result) {
    switch (result & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return ErrorCode::conflict;
        case SQLITE_INTERRUPT:
        case SQLITE_TOOBIG: return ErrorCode::too_large;
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_READONLY: return ErrorCode::not_readable;
        case SQLITE_NOTADB: return ErrorCode::bad_format;
        default: return ErrorCode::store;
    }
}

Result<std::int64_t> pragma(Database& database, std::string_view sql) {
    std::int64_t value = 0;
    ROSTRA_TRY(database.query(sql, {}, [&](const Row& row) {
        value = row.integer(0);
        return false;
    }));
    return value;
}

class SqliteDatabase : public Database {
public:
    SqliteDatabase(Connection connection, std::string path) : connection_(std::move(connection)), path_(std::move(path)) {
        sqlite3_progress_handler(connection_.get(), steps_between_looks, &SqliteDatabase::late, this);
    }

    using Database::query;
    Status query(std::string_view sql, std::span<const Arg> args, const Each& each) override {
        auto prepared = take(sql);
        if (!prepared) return prepared.error();
        Status done = step_all(prepared->get(), args, each);
        sqlite3_reset(prepared->get());
        sqlite3_clear_bindings(prepared->get());
        kept_.insert_or_assign(std::string(sql), *std::move(prepared));
        return done;
    }

    Status script(std::string_view sql) override {
        const std::string text(sql);
        return status(sqlite3_exec(connection_.get(), text.c_str(), nullptr, nullptr, nullptr));
    }

    Status begin_write() override { return run("BEGIN IMMEDIATE"); }
    Status begin_read() override { return run("BEGIN"); }
    Status commit() override { return run("COMMIT"); }
    void roll_back() override {
        // A full disk may have rolled back already; then there is nothing to do.
        if (sqlite3_get_autocommit(connection_.get()) == 0) (void)run("ROLLBACK");
    }

    void set_limit(std::optional<std::uint32_t> milliseconds) override {
        deadline_ = milliseconds ? std::optional(Clock::now() + std::chrono::milliseconds(*milliseconds)) : std::nullopt;
    }

    Result<std::vector<std::int64_t>> fresh_numbers(std::size_t count) override {
        std::vector<std::int64_t> out;
        ROSTRA_TRY(query("UPDATE counter SET n = n + ? WHERE name = 'telling' RETURNING n", {arg(count)}, [&](const Row& row) {
            for (std::size_t i = count; i-- > 0;) out.push_back(row.integer(0) - static_cast<std::int64_t>(i));
            return true;
        }));
        return out;
    }

    // All pages in one go: a reader's view of one moment, beside which writers go on. Only a complete copy that is on the disk
    // gets the name, and only when nobody else has it by then.
    Status copy_to(const std::string& file) override {
        std::error_code error;
        if (std::filesystem::exists(file, error)) return there_already(file);
        std::string part = file + ".part-XXXXXX";
        const int made = mkstemp(part.data());
        if (made < 0) return Error{ErrorCode::store, file, std::generic_category().message(errno)};
        struct stat mode {};
        if (stat(path_.c_str(), &mode) == 0) (void)fchmod(made, mode.st_mode & 0777);  // who may read the one may read the other
        Status copied = copy_pages(part);
        if (copied && fsync(made) != 0) copied = Error{ErrorCode::store, file, std::generic_category().message(errno)};
        close(made);
        if (copied) copied = give_name(part, file);
        std::filesystem::remove(part, error);
        return copied;
    }

    Status check(const std::function<void(const Fault&)>& sink) override {
        ROSTRA_TRY(query("PRAGMA integrity_check(20)", {}, [&](const Row& row) {
            if (row.text(0) != "ok") sink({"database", row.string(0)});
            return true;
        }));
        ROSTRA_TRY(query("PRAGMA foreign_key_check", {}, [&](const Row& row) {
            sink({"database", "a row of " + row.string(0) + " points at a missing row of " + row.string(2)});
            return true;
        }));
        return check_index(sink);
    }

    [[nodiscard]] sqlite3* raw() const { return connection_.get(); }

private:
    static Error there_already(const std::string& file) { return {ErrorCode::conflict, file, "is there already; a backup never overwrites"}; }

    // A second name by a link, which never takes another file's place as renaming does. Where a disk knows no links, the name
    // is taken by an empty file first.
    static Status give_name(const std::string& part, const std::string& file) {
        const auto failed = [&] { return errno == EEXIST ? there_already(file) : Error{ErrorCode::store, file, std::generic_category().message(errno)}; };
        if (link(part.c_str(), file.c_str()) != 0) {
            if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS) return failed();
            const int taken = ::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY, 0600);
            if (taken < 0) return failed();
            close(taken);
            if (rename(part.c_str(), file.c_str()) != 0) return failed();
        }
        const std::string folder = std::filesystem::path(file).parent_path().string();
        const int opened = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY);
        const bool on_disk = opened >= 0 && fsync(opened) == 0;
        const Status done = on_disk ? Status(Done{}) : failed();
        if (opened >= 0) close(opened);
        return done;
    }

    Status copy_pages(const std::string& file) {
        sqlite3* raw = nullptr;
        const int opened = sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
        const Connection to(raw);
        const auto failed = [&](int result) { return Error{result == SQLITE_BUSY || result == SQLITE_LOCKED ? ErrorCode::conflict : ErrorCode::store, file, raw ? sqlite3_errmsg(raw) : "out of memory"}; };
        if (opened != SQLITE_OK) return failed(opened);
        sqlite3_backup* const backup = sqlite3_backup_init(raw, "main", connection_.get(), "main");
        if (!backup) return failed(sqlite3_errcode(raw));
        const int copied = sqlite3_backup_step(backup, -1);
        const int finished = sqlite3_backup_finish(backup);
        if (copied == SQLITE_DONE && finished == SQLITE_OK) return Done{};
        return failed(copied == SQLITE_DONE || copied == SQLITE_OK ? finished : copied);
    }

    // The index checks itself by a statement that looks like a write and changes nothing; a reader may run it.
    Status check_index(const std::function<void(const Fault&)>& sink) {
        ROSTRA_TRY_VALUE(reader, pragma(*this, "PRAGMA query_only"));
        if (reader) ROSTRA_TRY(script("PRAGMA query_only=OFF"));
        const Status sound = run("INSERT INTO words(words) VALUES('integrity-check')");
        if (reader) ROSTRA_TRY(script("PRAGMA query_only=ON"));
        if (!sound && sound.error().code != ErrorCode::not_readable) sink({"search index", sound.error().detail});
        return Done{};
    }

    static int late(void* self) {
        const auto& deadline = static_cast<SqliteDatabase*>(self)->deadline_;
        return deadline && Clock::now() > *deadline;
    }

    Status status(int result) const {
        if (result == SQLITE_OK || result == SQLITE_DONE || result == SQLITE_ROW) return Done{};
        if ((result & 0xFF) == SQLITE_INTERRUPT) return Error{ErrorCode::too_large, path_, "the record took longer than allowed to answer"};
        return Error{code_of(result), path_, sqlite3_errmsg(connection_.get())};
    }

    Result<Prepared> take(std::string_view sql) {
        if (auto found = kept_.find(std::string(sql)); found != kept_.end() && found->second) return std::move(found->second);
        sqlite3_stmt* statement = nullptr;
        const int result = sqlite3_prepare_v3(connection_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
        if (result != SQLITE_OK) return status(result).error();
        return Prepared(statement);
    }

    static int bind(sqlite3_stmt* statement, int place, const Arg& value) {
        if (const auto* number = std::get_if<std::int64_t>(&value)) return sqlite3_bind_int64(statement, place, *number);
        if (const auto* real = std::get_if<double>(&value)) return sqlite3_bind_double(statement, place, *real);
        if (const auto* text = std::get_if<std::string_view>(&value))
            return sqlite3_bind_text64(statement, place, text->data() ? text->data() : "", text->size(), SQLITE_STATIC, SQLITE_UTF8);
        return sqlite3_bind_null(statement, place);
    }

    Status step_all(sqlite3_stmt* statement, std::span<const Arg> args, const Each& each) {
        int place = 0;
        for (const Arg& value : args)
            if (const int result = bind(statement, ++place, value); result != SQLITE_OK) return status(result);
        for (;;) {
            const int result = sqlite3_step(statement);
            if (result != SQLITE_ROW) return status(result);
            if (!each(SqliteRow(statement))) return Done{};
        }
    }

    Connection connection_;  // before the statements: those are finalised first
    std::unordered_map<std::string, Prepared> kept_;
    std::string path_;
    std::optional<Clock::time_point> deadline_;
};

Result<std::uint32_t> found_version(Database& database) {
    auto version = pragma(database, "PRAGMA user_version");
    if (!version) return version.error();
    return static_cast<std::uint32_t>(*version);
}

/// SQLite does not wait where two connections turn one new file to WAL at once (it could not tell that from a deadlock), so the wait is here.
Status turn_to_wal(Database& database, std::uint32_t wait_ms) {
    constexpr std::chrono::milliseconds pause(10);
    const auto end = Clock::now() + std::chrono::milliseconds(wait_ms);
    for (;;) {
        Status turned = database.script("PRAGMA journal_mode=WAL");
        if (turned || turned.error().code != ErrorCode::conflict || Clock::now() >= end) return turned;
        std::this_thread::sleep_for(pause);
    }
}

Status settle(Database& database, const RecordOptions& options) {
    // A page cache of 64 MiB and a map of 1 GiB: the index of a million statements stays warm.
    ROSTRA_TRY(database.script("PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; PRAGMA mmap_size=1073741824;"));
    if (!options.writable) return database.script("PRAGMA query_only=ON");
    ROSTRA_TRY(turn_to_wal(database, options.wait_ms));
    return database.script("PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=67108864;");
}

Status refuse_foreign(Database& database, const std::string& path, std::uint32_t version) {
    auto owner = pragma(database, "PRAGMA application_id");
    if (!owner) return owner.error();
    if (*owner == application_id) return Done{};
    auto tables = pragma(database, "SELECT count(*) FROM sqlite_master");
    if (!tables) return tables.error();
    if (version == 0 && *tables == 0 && *owner == 0) return Done{};
    return Error{ErrorCode::bad_format, path, "an SQLite database, but not a record of Rostra"};
}

}  // namespace

Result<Opened> open_sqlite(const std::string& path, const RecordOptions& options) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) return Error{ErrorCode::not_readable, path, "a directory, not a record"};
    if (!options.writable && !std::filesystem::exists(path, ignored)) return Error{ErrorCode::not_found, path, "no such record"};
    sqlite3* raw = nullptr;
    // Readers open for writing too: WAL's shared memory needs it. query_only keeps them from writing.
    int result = sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE | (options.writable ? SQLITE_OPEN_CREATE : 0) | SQLITE_OPEN_NOMUTEX, nullptr);
    Connection connection(raw);
    if (result != SQLITE_OK) return Error{code_of(result), path, raw ? sqlite3_errmsg(raw) : "out of memory"};
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, static_cast<int>(options.wait_ms));
    // Hostile files: no SQL hidden in the schema may reach out, no corrupt page is trusted.
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    auto database = std::make_unique<SqliteDatabase>(std::move(connection), path);

    auto version = found_version(*database);
    if (!version) return version.error();
    ROSTRA_TRY(refuse_foreign(*database, path, *version));
    ROSTRA_TRY(settle(*database, options));
    auto now = migrate(*database, {sqlite_migrations(), false, found_version}, path, options.writable);
    if (!now) return now.error();
    auto index = std::make_unique<SqliteIndex>(*database);
    return Opened{std::move(database), std::move(index), *now};
}

}  // namespace rostra::store
