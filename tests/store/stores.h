// The same tests on each kind of store: SQLite always, PostgreSQL where its server is installed.
#pragma once

#include "postgres_server.h"
#include "support.h"

#include <sqlite3.h>

namespace rostra::testing {

/// Does to a record in a file what no Rostra would.
inline void behind_its_back(const std::string& file, const std::string& sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
    sqlite3_close(database);
}

/// The version that this Rostra's records have.
constexpr std::uint32_t newest_version = 4;

/// What each frozen record of two reports must answer once it was brought up to date.
inline void expect_frozen(Record& record) {
    EXPECT_EQ(record.version(), newest_version);
    EXPECT_EQ(record.totals()->reports, 2u);
    EXPECT_EQ(record.search("observers")->total, 1u);
    EXPECT_EQ(record.statement(second_report().statements[0].id)->tellings.size(), 2u);
    EXPECT_EQ(*record.add(pierce_report(), now), Added::unchanged) << "the digest of version 1 is still what we compute";
    EXPECT_EQ(*record.add(numbered(1), now), Added::added);
    EXPECT_TRUE(faults_of(record).empty());
}

class OnEachStore : public ::testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        if (GetParam() == std::string("sqlite")) {
            where_ = folder_.file("record.db");
            return;
        }
        where_ = PostgresServer::instance().fresh_database();
        if (where_.empty()) GTEST_SKIP() << "no PostgreSQL server is installed";
    }
    /// Opens the test's own record, empty at first.
    std::unique_ptr<Record> open() { return open_writable(where_); }
    TemporaryFolder folder_;
    std::string where_;
};

inline auto each_store() { return ::testing::Values("sqlite", "postgres"); }
inline std::string store_name(const ::testing::TestParamInfo<const char*>& info) { return info.param; }

}  // namespace rostra::testing
