// The full-text index in SQLite: FTS5 without content of its own.
#pragma once

#include "database.h"

namespace rostra::store {

class SqliteIndex : public Index {
public:
    explicit SqliteIndex(Database& database) : database_(&database) {}
    [[nodiscard]] Status put(std::int64_t key, const IndexEntry& entry) override;
    [[nodiscard]] Status drop(std::int64_t key, std::string_view content) override;
    [[nodiscard]] Result<std::vector<std::int64_t>> find(const IndexQuery& query) override;

private:
    Database* database_;
};

/// The query as an FTS5 expression. Every string is quoted, so nothing that a user types is an operator.
[[nodiscard]] std::string fts_expression(const IndexQuery& query);

}  // namespace rostra::store
