// What the record asks of a database: prepared statements with "?" places, rows, transactions, a time limit.
// Both kinds (SQLite, PostgreSQL) speak the same SQL except where `Index` and the migrations differ.
#pragma once

#include "rostra/store.h"
#include "try.h"

namespace rostra::store {

/// An argument of a prepared statement. Text must outlive the call.
using Arg = std::variant<std::monostate, std::int64_t, double, std::string_view>;
using Args = std::initializer_list<Arg>;

inline Arg arg(const std::optional<std::string>& text) { return text ? Arg{std::string_view{*text}} : Arg{}; }
inline Arg arg(std::uint64_t number) { return static_cast<std::int64_t>(number); }

/// The row a query stands on. Views are valid until the next row.
class Row {
public:
    virtual ~Row() = default;
    [[nodiscard]] virtual bool null(int column) const = 0;
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    [[nodiscard]] virtual double real(int column) const = 0;
    [[nodiscard]] virtual std::string_view text(int column) const = 0;

    [[nodiscard]] std::optional<std::string> maybe(int column) const {
        return null(column) ? std::nullopt : std::optional<std::string>(text(column));
    }
    [[nodiscard]] std::string string(int column) const { return std::string(text(column)); }
    [[nodiscard]] std::uint32_t count(int column) const { return static_cast<std::uint32_t>(integer(column)); }
};

class Database {
public:
    virtual ~Database() = default;

    /// Runs a statement and gives each row to `each` until it returns false. The statement is prepared once and kept.
    using Each = std::function<bool(const Row&)>;
    [[nodiscard]] virtual Status query(std::string_view sql, std::span<const Arg> args, const Each& each) = 0;
    [[nodiscard]] Status query(std::string_view sql, Args args, const Each& each) {
        return query(sql, std::span<const Arg>(args.begin(), args.size()), each);
    }
    /// Runs a statement whose rows nobody wants. In a transaction that writes, a server may be sent it without waiting: what
    /// it says to it then comes with the next `query` or with `commit`.
    [[nodiscard]] virtual Status run(std::string_view sql, Args args = {}) {
        return query(sql, args, [](const Row&) { return true; });
    }
    /// The same for several sets of arguments: `each` is given the number of the set and a row. A server is asked for all at
    /// once; so these must be few and their answers small.
    using EachOf = std::function<void(std::size_t, const Row&)>;
    [[nodiscard]] virtual Status query_each(std::string_view sql, std::span<const std::vector<Arg>> sets, const EachOf& each) {
        for (std::size_t i = 0; i < sets.size(); ++i)
            ROSTRA_TRY(query(sql, sets[i], [&](const Row& row) {
                each(i, row);
                return true;
            }));
        return Done{};
    }
    /// An INSERT of many rows: `insert` up to VALUES, the places of one row, what comes after. A server is sent many at once;
    /// SQLite gets one by one: for several it keeps a copy of every page that it changes, in case the last row fails.
    struct Rows {
        std::string_view insert, places, after;
    };
    [[nodiscard]] virtual Status run_rows(const Rows& sql, std::span<const std::vector<Arg>> rows) {
        const std::string one = std::string(sql.insert) + std::string(sql.places) + std::string(sql.after);
        for (const std::vector<Arg>& row : rows) ROSTRA_TRY(query(one, row, [](const Row&) { return true; }));
        return Done{};
    }
    /// Several statements at once, without arguments; for migrations.
    [[nodiscard]] virtual Status script(std::string_view sql) = 0;

    /// A transaction that writes: waits for other writers first, so that it never fails half way for their sake.
    [[nodiscard]] virtual Status begin_write() = 0;
    /// A transaction that reads one state of the record throughout.
    [[nodiscard]] virtual Status begin_read() = 0;
    [[nodiscard]] virtual Status commit() = 0;
    virtual void roll_back() = 0;

    /// Ends a query that runs past it with `too_large`; nullopt takes the limit off.
    virtual void set_limit(std::optional<std::uint32_t> milliseconds) = 0;
    /// `count` fresh numbers for tellings, rising; never given twice.
    [[nodiscard]] virtual Result<std::vector<std::int64_t>> fresh_numbers(std::size_t count) = 0;
    /// As Record::back_up.
    [[nodiscard]] virtual Status copy_to(const std::string& file) = 0;
    /// The database's own check of itself.
    [[nodiscard]] virtual Status check(const std::function<void(const Fault&)>& sink) = 0;
};

/// Commits or, when left early, rolls back.
class Transaction {
public:
    explicit Transaction(Database& database) : database_(&database) {}
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction() {
        if (open_) database_->roll_back();
    }
    [[nodiscard]] Status write() { return started(database_->begin_write()); }
    [[nodiscard]] Status read() { return started(database_->begin_read()); }
    [[nodiscard]] Status commit() {
        Status done = database_->commit();
        if (done) open_ = false;
        return done;
    }

private:
    Status started(Status status) {
        open_ = status.ok();
        return status;
    }
    Database* database_;
    bool open_ = false;
};

/// What is found by: the words of a telling, and tags, short words made of letters and digits only ("ofchn").
struct IndexEntry {
    std::string content, speaker, context, tags;
};

/// A user's query, taken apart. All terms must be there (or, when `excluded`, must not).
struct Term {
    std::vector<std::string> words;  ///< one word, or the words of a phrase
    bool prefix = false;             ///< the last word is the beginning of a word
    bool excluded = false;
};

struct IndexQuery {
    std::vector<Term> terms;
    std::vector<std::string> tags;
    std::int64_t low = 0, high = INT64_MAX;  ///< keys, inclusive
    std::uint32_t limit = 0;
    bool ascending = false;
};

/// A key that a query found, with what the entry's tags say of its statement.
struct FoundAct {
    std::int64_t key = 0;
    Act act = Act::say;
    std::int64_t speaker = 0;  ///< its key; 0: not known
    std::string of = {};       ///< the state that the speaker is or speaks for; empty: none
};

/// The full-text index over the tellings that lists show.
class Index {
public:
    virtual ~Index() = default;
    /// May wait until `settle`; until then `find` does not find it.
    [[nodiscard]] virtual Status put(std::int64_t key, IndexEntry entry) = 0;
    /// To be called before the commit of a transaction that put: what waited is written.
    [[nodiscard]] virtual Status settle() { return Done{}; }
    /// To be called when a transaction that put began: what waited for one that was given up is forgotten.
    virtual void forget() {}
    /// `content` must be that of the entry that was put.
    [[nodiscard]] virtual Status drop(std::int64_t key, std::string_view content) = 0;
    [[nodiscard]] virtual Result<std::vector<std::int64_t>> find(const IndexQuery& query) = 0;
    /// What `find` finds, with acts and speakers, from the entries' tags: one walk for all of them instead of one for each.
    [[nodiscard]] virtual Result<std::vector<FoundAct>> find_acts(const IndexQuery& query) = 0;
};

struct Opened {
    std::unique_ptr<Database> database;
    std::unique_ptr<Index> index;
    std::uint32_t version = 0;
};
[[nodiscard]] Result<Opened> open_sqlite(const std::string& path, const RecordOptions& options);
[[nodiscard]] Result<Opened> open_postgres(const std::string& url, const RecordOptions& options);

/// "Rost": marks an SQLite file as a record, and names our lock in PostgreSQL.
constexpr int application_id = 0x526F7374;

struct Migration {
    std::uint32_t version;
    std::string_view sql;
};
struct Migrations {
    std::span<const Migration> steps;
    bool postgres = false;
    std::function<Result<std::uint32_t>(Database&)> version;  ///< what the record has now; 0 for an empty one
};
/// Brings the record to the newest version (one transaction a step) or, when it may not be written, checks that it is
/// there. Errors: unsupported for a record of a newer Rostra, bad_format for what is none.
[[nodiscard]] Result<std::uint32_t> migrate(Database& database, const Migrations& to, const std::string& where, bool writable);
[[nodiscard]] std::span<const Migration> sqlite_migrations();
[[nodiscard]] std::span<const Migration> postgres_migrations();

}  // namespace rostra::store
