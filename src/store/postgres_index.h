// The full-text index in PostgreSQL: a tsvector of our own words, so that both stores fold and split alike.
#pragma once

#include "database.h"

#include <map>

namespace rostra::store {

class PostgresIndex : public Index {
public:
    explicit PostgresIndex(Database& database) : database_(&database) {}
    [[nodiscard]] Status put(std::int64_t key, IndexEntry entry) override;
    [[nodiscard]] Status settle() override;
    void forget() override { waiting_.clear(); }
    [[nodiscard]] Status drop(std::int64_t key, std::string_view content) override;
    [[nodiscard]] Result<std::vector<std::int64_t>> find(const IndexQuery& query) override;
    [[nodiscard]] Result<std::vector<FoundAct>> find_acts(const IndexQuery& query) override;

private:
    std::map<std::int64_t, std::string> waiting_;  // vectors
    Database* database_;
};

/// The entry as a tsvector literal, the query as a tsquery literal. Words hold letters, digits and marks only.
[[nodiscard]] std::string vector_literal(const IndexEntry& entry);
[[nodiscard]] std::string query_literal(const IndexQuery& query);

}  // namespace rostra::store
