// The same tests on each kind of store: SQLite always, PostgreSQL where its server is installed.
#pragma once

#include "postgres_server.h"
#include "support.h"

namespace rostra::testing {

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
