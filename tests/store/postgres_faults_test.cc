// What a PostgreSQL server can suffer: it is killed, its disk is full, its record is of the version before. Nothing that
// was acknowledged is lost, nothing is doubled.
#include "stores.h"

namespace rostra {
namespace {

using namespace testing;

TEST(PostgresFaults, AKilledServerLosesNothingAcknowledged) {
    PostgresServer server;
    const std::string where = server.fresh_database();
    if (where.empty()) GTEST_SKIP() << "no PostgreSQL server is installed";
    constexpr int kept = 40;
    auto record = open_writable(where);
    for (int i = 0; i < kept; ++i) ASSERT_TRUE(record->add(numbered(i), now));
    server.kill_at_once();
    const auto refused = record->add(numbered(kept), now);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::store);
    ASSERT_TRUE(server.start());
    record = open_writable(where);
    EXPECT_EQ(record->totals()->reports, static_cast<std::uint64_t>(kept));
    EXPECT_TRUE(faults_of(*record).empty());
    EXPECT_EQ(*record->add(numbered(kept - 1), now), Added::unchanged);
    EXPECT_EQ(*record->add(numbered(kept), now), Added::added);
}

// No file of the server may pass 2 MB: tables cannot grow any more, as on a full disk.
TEST(PostgresFaults, AFullDiskKeepsWhatWasAcknowledged) {
    PostgresServer server(2048);
    const std::string where = server.fresh_database();
    if (where.empty()) GTEST_SKIP() << "no PostgreSQL server is installed, or it does not start with small files";
    auto record = open_writable(where);
    int kept = 0;
    std::optional<Error> error;
    while (!error && kept < 20000) {
        std::vector<Reading> batch;
        for (int i = 0; i < 50; ++i) batch.push_back(numbered(kept + i));
        for (const auto& added : record->add_all(batch, now))
            if (!added) error = added.error();
        if (!error) kept += 50;
    }
    ASSERT_TRUE(error) << "the disk was never full";
    EXPECT_EQ(error->code, ErrorCode::store) << error->message();
    EXPECT_GT(kept, 100);
    record = open_writable(where);
    EXPECT_EQ(record->totals()->reports, static_cast<std::uint64_t>(kept)) << "a batch is kept whole or not at all";
    EXPECT_TRUE(faults_of(*record).empty());
    EXPECT_EQ(*record->add(numbered(kept - 1), now), Added::unchanged);
}

// A copy of the record that an earlier version made, as pg_dump wrote it.
TEST(PostgresFaults, AFrozenRecordStillAnswers) {
    PostgresServer& server = PostgresServer::instance();
    for (const std::string frozen : {"record-1.sql", "record-3.sql"}) {
        const std::string where = server.fresh_database();
        if (where.empty()) GTEST_SKIP() << "no PostgreSQL server is installed";
        const std::string dump = server.file(frozen);
        std::filesystem::copy_file(std::filesystem::path(ROSTRA_ROOT) / "tests/frozen" / frozen, dump);
        std::filesystem::permissions(dump, std::filesystem::perms::others_read | std::filesystem::perms::owner_all);
        ASSERT_TRUE(server.run("psql -v ON_ERROR_STOP=1 -f " + dump + " '" + where + "'"));
        EXPECT_EQ(Record::open(where).error().code, ErrorCode::unsupported) << "a reader does not change it";
        auto record = open_writable(where);
        ASSERT_TRUE(record) << frozen;
        expect_frozen(*record);
    }
}

}  // namespace
}  // namespace rostra
