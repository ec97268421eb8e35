// The full-text index in SQLite: FTS5 without content of its own.
#pragma once

#include "database.h"

#include <map>

namespace rostra::store {

class SqliteIndex : public Index {
public:
    explicit SqliteIndex(Database& database) : database_(&database) {}
    [[nodiscard]] Status put(std::int64_t key, IndexEntry entry) override;
    [[nodiscard]] Status settle() override;
    void forget() override { waiting_.clear(); }
    [[nodiscard]] Status drop(std::int64_t key, std::string_view content) override;
    [[nodiscard]] Result<std::vector<std::int64_t>> find(const IndexQuery& query) override;
    [[nodiscard]] Result<std::vector<FoundAct>> find_acts(const IndexQuery& query) override;

private:
    Status write(std::int64_t key, const IndexEntry& entry);

    std::map<std::int64_t, IndexEntry> waiting_;
    Database* database_;
};

/// The query as an FTS5 expression. Every string is quoted, so nothing that a user types is an operator.
[[nodiscard]] std::string fts_expression(const IndexQuery& query);

}  // namespace rostra::store
