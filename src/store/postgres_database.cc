// PostgreSQL behind `Database`, through libpq. Writers take one advisory lock for their transaction, so that joining and
// counting see each other's work; readers go on beside them.
#include "database.h"
#include "postgres_index.h"

#include <libpq-fe.h>

#include <charconv>
#include <unordered_map>

namespace rostra::store {
namespace {

struct Closer {
    void operator()(PGconn* connection) const { PQfinish(connection); }
    void operator()(PGresult* result) const { PQclear(result); }
};
using Connection = std::unique_ptr<PGconn, Closer>;
using Answer = std::unique_ptr<PGresult, Closer>;

constexpr std::size_t most_sent = 64, most_asked = 32;

template <class Number>
Number number(std::string_view text) {
    Number value{};
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

class PostgresRow : public Row {
public:
    PostgresRow(const PGresult* result, int row) : result_(result), row_(row) {}
    bool null(int column) const override { return PQgetisnull(result_, row_, column) != 0; }
    std::int64_t integer(int column) const override { return number<std::int64_t>(text(column)); }
    double real(int column) const override { return number<double>(text(column)); }
    std::string_view text(int column) const override {
        return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
    }

private:
    const PGresult* result_;
    int row_;
};

// The address without its password, for messages.
std::string shown(const std::string& url) {
    const auto user = url.find("://");
    const auto at = url.find('@');
    const auto colon = user == std::string::npos ? user : url.find(':', user + 3);
    if (at == std::string::npos || colon == std::string::npos || colon > at) return url;
    return url.substr(0, colon) + ":…" + url.substr(at);
}

ErrorCode code_of(std::string_view state) {
    if (state == "55P03" || state == "40001" || state == "40P01") return ErrorCode::conflict;
    if (state == "57014") return ErrorCode::too_large;
    if (state == "3D000") return ErrorCode::not_found;
    if (state == "28P01" || state == "28000" || state == "42501" || state == "25006") return ErrorCode::not_readable;
    return ErrorCode::store;
}

std::string numbered(std::string_view sql) {
    std::string out;
    int place = 0;
    for (const char c : sql) out += c == '?' ? "$" + std::to_string(++place) : std::string(1, c);
    return out;
}

std::string one_line(const char* message) {
    std::string out = message ? message : "";
    while (!out.empty() && (out.back() == '\n' || out.back() == ' ')) out.pop_back();
    for (char& c : out)
        if (c == '\n') c = ' ';
    return out;
}

class PostgresDatabase : public Database {
public:
    PostgresDatabase(Connection connection, std::string where) : connection_(std::move(connection)), where_(std::move(where)) {}

    using Database::query;
    Status query(std::string_view sql, std::span<const Arg> args, const Each& each) override {
        ROSTRA_TRY(drain());
        ROSTRA_TRY_VALUE(name, prepared(sql));
        const Texts texts(args);
        const Answer answer(PQexecPrepared(connection_.get(), name.c_str(), texts.count(), texts.values(), nullptr, nullptr, 0));
        ROSTRA_TRY(status(answer.get()));
        for (int row = 0; row < PQntuples(answer.get()); ++row)
            if (!each(PostgresRow(answer.get(), row))) break;
        return Done{};
    }

    // One statement after another goes out; their answers are fetched together (a pipeline, from libpq 14 on). An error in
    // one makes the server pass over the rest, and the transaction is lost with it: as it would be one by one.
    Status run(std::string_view sql, Args args) override {
        if (!writing_) return Database::run(sql, args);
        return send(sql, {args.begin(), args.size()});
    }

    Status run_rows(const Rows& sql, std::span<const std::vector<Arg>> rows) override {
        if (!writing_) return Database::run_rows(sql, rows);
        for (std::size_t at = 0; at < rows.size();) {
            // Few lengths, so few statements to prepare.
            const std::size_t left = rows.size() - at, count = left >= 64 ? 64 : left >= 8 ? 8
                                                                                           : 1;
            std::string text(sql.insert);
            std::vector<Arg> args;
            for (std::size_t i = 0; i < count; ++i) {
                text += (i ? "," : "") + std::string(sql.places);
                args.insert(args.end(), rows[at + i].begin(), rows[at + i].end());
            }
            ROSTRA_TRY(send(text + std::string(sql.after), args));
            at += count;
        }
        return Done{};
    }

    Status query_each(std::string_view sql, std::span<const std::vector<Arg>> sets, const EachOf& each) override {
        for (std::size_t at = 0; at < sets.size(); at += most_asked) {
            const std::span<const std::vector<Arg>> some = sets.subspan(at, std::min(most_asked, sets.size() - at));
            ROSTRA_TRY(drain());
            for (const std::vector<Arg>& args : some) ROSTRA_TRY(send(sql, args));
            ROSTRA_TRY(drain([&](std::size_t i, const Row& row) { each(at + i, row); }));
        }
        return Done{};
    }

    Status script(std::string_view sql) override {
        ROSTRA_TRY(drain());
        const Answer answer(PQexec(connection_.get(), std::string(sql).c_str()));
        return status(answer.get());
    }

    Status begin_write() override {
        ROSTRA_TRY(script("BEGIN"));
        if (Status locked = script("SELECT pg_advisory_xact_lock(" + std::to_string(application_id) + ")"); !locked) {
            roll_back();
            return locked;
        }
        writing_ = true;
        return Done{};
    }
    Status begin_read() override { return script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); }
    Status commit() override {
        ROSTRA_TRY(drain());
        writing_ = false;
        return script("COMMIT");
    }
    void roll_back() override {
        (void)drain();
        writing_ = false;
        (void)script("ROLLBACK");
    }

    // PostgreSQL's limit is of one statement, not of the whole call: a call has a handful.
    void set_limit(std::optional<std::uint32_t> milliseconds) override {
        const std::uint32_t wanted = milliseconds.value_or(0);
        if (wanted == limit_) return;
        // Taken off lazily: only a writer needs it gone, and a reader's next call would set it again.
        if (wanted == 0 && !writable_) return;
        if (script("SET statement_timeout = " + std::to_string(wanted))) limit_ = wanted;
    }
    void set_writable(bool writable) { writable_ = writable; }

    Result<std::vector<std::int64_t>> fresh_numbers(std::size_t count) override {
        std::vector<std::int64_t> out;
        if (count == 0) return out;
        ROSTRA_TRY(query("SELECT nextval('telling_number') FROM generate_series(1, ?::bigint)", {arg(std::uint64_t{count})}, [&](const Row& row) {
            out.push_back(row.integer(0));
            return true;
        }));
        return out;
    }

    Status copy_to(const std::string&) override {
        return Error{ErrorCode::unsupported, where_, "a record in PostgreSQL is backed up with pg_dump --schema=rostra; see docs/record.md"};
    }

    Status check(const std::function<void(const Fault&)>& sink) override {
        return query("SELECT w.key FROM words w LEFT JOIN telling t ON t.key = w.key WHERE t.key IS NULL LIMIT 20", {}, [&](const Row& row) {
            sink({"search index", "has an entry of no telling: " + row.string(0)});
            return true;
        });
    }

private:
    // Arguments as libpq takes them.
    class Texts {
    public:
        explicit Texts(std::span<const Arg> args) : texts_(args.size()), values_(args.size(), nullptr) {
            for (std::size_t i = 0; i < args.size(); ++i) {
                if (const auto* integer = std::get_if<std::int64_t>(&args[i])) texts_[i] = std::to_string(*integer);
                else if (const auto* real = std::get_if<double>(&args[i])) texts_[i] = decimal(*real);
                else if (const auto* text = std::get_if<std::string_view>(&args[i])) texts_[i] = std::string(*text);
                else continue;
                values_[i] = texts_[i].c_str();
            }
        }
        [[nodiscard]] int count() const { return static_cast<int>(values_.size()); }
        [[nodiscard]] const char* const* values() const { return values_.data(); }

    private:
        static std::string decimal(double value) {
            char digits[40];
            return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
        }
        std::vector<std::string> texts_;
        std::vector<const char*> values_;
    };

    Status send(std::string_view sql, std::span<const Arg> args) {
        if (!names_.contains(std::string(sql))) ROSTRA_TRY(drain());
        ROSTRA_TRY_VALUE(name, prepared(sql));
        const Texts texts(args);
        if (!sending() && PQenterPipelineMode(connection_.get()) != 1) return lost();
        if (PQsendQueryPrepared(connection_.get(), name.c_str(), texts.count(), texts.values(), nullptr, nullptr, 0) != 1) return lost();
        // The answers wait in the server's buffer, so they must stay few.
        return ++sent_ < most_sent ? Status(Done{}) : drain();
    }

    [[nodiscard]] bool sending() const { return PQpipelineStatus(connection_.get()) != PQ_PIPELINE_OFF; }

    // Fetches the answers to all that was sent, and ends the pipeline, also one into which nothing could be sent; the first
    // error is the one that counts.
    Status drain(const EachOf& each = {}) {
        if (!sending()) return Done{};
        Status first = Done{};
        if (PQpipelineSync(connection_.get()) != 1) first = lost();
        for (std::size_t i = 0; i < sent_ && PQstatus(connection_.get()) == CONNECTION_OK; ++i)
            while (const Answer answer{PQgetResult(connection_.get())}) {
                if (first) first = status(answer.get());
                if (!first || !each) continue;
                for (int row = 0; row < PQntuples(answer.get()); ++row) each(i, PostgresRow(answer.get(), row));
            }
        sent_ = 0;
        while (const Answer synced{PQgetResult(connection_.get())})
            if (PQresultStatus(synced.get()) == PGRES_PIPELINE_SYNC) break;
        if (PQexitPipelineMode(connection_.get()) != 1 && first) first = lost();
        return first;
    }
    Status lost() const { return Error{ErrorCode::store, where_, one_line(PQerrorMessage(connection_.get()))}; }

    Status status(const PGresult* result) const {
        const ExecStatusType state = PQresultStatus(result);
        if (state == PGRES_COMMAND_OK || state == PGRES_TUPLES_OK) return Done{};
        const char* code = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
        const ErrorCode kind = code ? code_of(code) : ErrorCode::store;
        if (kind == ErrorCode::too_large) return Error{kind, where_, "the record took longer than allowed to answer"};
        return Error{kind, where_, one_line(result ? PQresultErrorMessage(result) : PQerrorMessage(connection_.get()))};
    }

    Result<std::string> prepared(std::string_view sql) {
        const std::string key(sql);
        if (const auto found = names_.find(key); found != names_.end()) return found->second;
        std::string name = "s" + std::to_string(names_.size());
        const Answer answer(PQprepare(connection_.get(), name.c_str(), numbered(sql).c_str(), 0, nullptr));
        ROSTRA_TRY(status(answer.get()));
        return names_.emplace(key, std::move(name)).first->second;
    }

    Connection connection_;
    std::string where_;
    std::unordered_map<std::string, std::string> names_;
    std::uint32_t limit_ = 0;
    bool writable_ = false, writing_ = false;
    std::size_t sent_ = 0;  // statements whose answers were not fetched yet
};

Result<std::uint32_t> found_version(Database& database) {
    bool there = false;
    ROSTRA_TRY(database.query("SELECT to_regclass('rostra.version') IS NOT NULL", {}, [&](const Row& row) {
        there = row.text(0) == "t";
        return false;
    }));
    std::uint32_t version = 0;
    if (there)
        ROSTRA_TRY(database.query("SELECT n FROM version", {}, [&](const Row& row) {
            version = row.count(0);
            return false;
        }));
    return version;
}

Status settle(Database& database, const RecordOptions& options) {
    // All that is asked is found by an index. A plan that was made while a table was empty would look through all of it, and
    // kept plans outlive that.
    ROSTRA_TRY(database.script("SET client_min_messages = warning; SET search_path = rostra; SET enable_seqscan = off; SET jit = off; SET lock_timeout = " + std::to_string(options.wait_ms)));
    return options.writable ? database.script("CREATE SCHEMA IF NOT EXISTS rostra") : database.script("SET default_transaction_read_only = on");
}

}  // namespace

Result<Opened> open_postgres(const std::string& url, const RecordOptions& options) {
    Connection connection(PQconnectdb(url.c_str()));
    const std::string where = shown(url);
    if (!connection) return Error{ErrorCode::store, where, "out of memory"};
    if (PQstatus(connection.get()) != CONNECTION_OK) {
        const std::string message = one_line(PQerrorMessage(connection.get()));
        return Error{message.find("does not exist") != std::string::npos ? ErrorCode::not_found : ErrorCode::not_readable, where, message};
    }
    PQsetClientEncoding(connection.get(), "UTF8");
    auto database = std::make_unique<PostgresDatabase>(std::move(connection), where);
    database->set_writable(options.writable);
    ROSTRA_TRY(settle(*database, options));
    auto now = migrate(*database, {postgres_migrations(), true, found_version}, where, options.writable);
    if (!now) return now.error();
    auto index = std::make_unique<PostgresIndex>(*database);
    return Opened{std::move(database), std::move(index), *now};
}

}  // namespace rostra::store
