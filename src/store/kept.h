// A telling with all that its index entry and its counts are made from. Pure functions.
#pragma once

#include "database.h"

#include <map>

namespace rostra::store {

struct Kept {
    std::int64_t key = 0, head = 0, reading = 0, speaker = 0;  ///< speaker 0: not known
    bool superseded = false, hidden = false;
    Statement statement;
    std::string source, content;  ///< words
    std::string day;
    std::string report_id, language;
    std::optional<std::string> publisher;
    bool of_leaving = false;  ///< its report may tell that a state left a joint statement

    /// In the index at all.
    [[nodiscard]] bool indexed() const { return !superseded && !hidden; }
    /// Shown in lists and counted.
    [[nodiscard]] bool listed() const { return indexed() && head == key; }
};

[[nodiscard]] IndexEntry index_entry(const Kept& kept);
/// What an entry's tags say of its statement; nullopt when they name no act.
[[nodiscard]] std::optional<FoundAct> found_in_tags(std::int64_t key, std::string_view tags);
/// The tags that a filter asks for. `speaker` is the key of the filter's slug.
[[nodiscard]] std::vector<std::string> filter_tags(const StatementFilter& filter, std::int64_t speaker);

/// Alpha-3 codes of the bloc: named and lead, each once, sorted.
[[nodiscard]] std::vector<std::string> members_of(const Bloc& bloc);
/// Alpha-3 codes that the statement is about, each once, sorted.
[[nodiscard]] std::vector<std::string> subjects_of(const Statement& statement);

/// Changes to the counts, gathered over a transaction and written at its end, in one order for all writers.
class TallyBook {
public:
    void count(const Kept& kept, std::int64_t change);
    void total(std::string_view name, std::int64_t change) { changes_[{"all", "total", std::string(name)}] += change; }
    [[nodiscard]] Status write(Database& database);

private:
    struct Key {
        std::string scope, kind, name;
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    void add(std::string scope, std::string_view kind, std::string name, std::int64_t change) { changes_[{std::move(scope), std::string(kind), std::move(name)}] += change; }
    std::map<Key, std::int64_t> changes_;
    std::map<std::int64_t, std::int64_t> speakers_;
};

[[nodiscard]] std::string speaker_scope(std::int64_t key);
[[nodiscard]] std::string state_scope(std::string_view code);

}  // namespace rostra::store
