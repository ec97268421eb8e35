// Backup and restore: the copy is sound and says the same, whoever was writing when it was made.
#include "stores.h"

#include "rostra/publish.h"

#include <thread>

namespace rostra {
namespace {

using namespace testing;

/// All that an export writes, as one text.
std::string exported(Record& record) {
    std::string out;
    EXPECT_TRUE(record.each_report([&](const ReportPage& page) { return out += to_json(page.reading) + "\n", true; }));
    EXPECT_TRUE(record.each_statement({}, [&](const StatementRow& row) { return out += to_json(row) + to_csv(row), true; }));
    return out;
}

// Everything that is not in a first reading: a second reading, a joined and a parted telling, a correction, an editor.
void fill(Record& record) {
    ASSERT_TRUE(record.add(pierce_report(), now));
    ASSERT_TRUE(record.add(second_report(), now));
    ReadingMaker changed("un-1", "Corrected: Karen Pierce said that observers should be let in.");
    changed.say("Karen Pierce", "said", "observers should be let in").speaker = person("Karen Pierce", "GBR");
    ASSERT_TRUE(record.add(*changed, now + 1));
    ASSERT_TRUE(record.put_editor({"ada", "hash", "admin", now}));
    Proposal proposal;
    proposal.statement_id = second_report().statements[1].id;
    proposal.kind = CorrectionKind::not_a_statement;
    proposal.reason = "a test";
    const auto id = record.propose(proposal, now);
    ASSERT_TRUE(id);
    const auto proposed = record.correction(*id);
    ASSERT_TRUE(proposed);
    ASSERT_TRUE(record.decide({*id, proposed->latest, CorrectionState::accepted, false, "ada", ""}, now));
    for (int i = 0; i < 30; ++i) ASSERT_TRUE(record.add(numbered(i), now));
}

TEST(Backup, OfAFileWhileAnotherWritesIsWholeAndSound) {
    TemporaryFolder folder;
    auto record = open_writable(folder.file("r.db"));
    fill(*record);
    std::atomic<bool> stop = false;
    std::thread writer([&] {
        auto own = open_writable(folder.file("r.db"));
        for (int i = 1000; !stop && i < 3000; ++i) EXPECT_TRUE(own->add(numbered(i), now));
    });
    for (int copy = 0; copy < 5; ++copy) {
        const std::string file = folder.file("copy" + std::to_string(copy) + ".db");
        ASSERT_TRUE(record->back_up(file));
        auto restored = Record::open(file);
        ASSERT_TRUE(restored) << restored.error().message();
        EXPECT_TRUE(faults_of(**restored).empty());
        EXPECT_GE((*restored)->totals()->reports, 32u);
    }
    stop = true;
    writer.join();
}

TEST(Backup, RestoredFromAFileItSaysTheSame) {
    TemporaryFolder folder;
    auto record = open_writable(folder.file("r.db"));
    fill(*record);
    auto reader = Record::open(folder.file("r.db"));
    ASSERT_TRUE((*reader)->back_up(folder.file("copy.db"))) << "who may only read may back up";
    auto restored = open_writable(folder.file("copy.db"));
    EXPECT_EQ(exported(*restored), exported(*record));
    EXPECT_TRUE(faults_of(*restored).empty());
    EXPECT_EQ(*restored->add(numbered(3), now), Added::unchanged);
    EXPECT_EQ(*restored->add(numbered(77), now), Added::added) << "the copy goes on as a record";
}

TEST(Backup, NeverOverwritesAndLeavesNoPart) {
    TemporaryFolder folder;
    auto record = open_writable(folder.file("r.db"));
    ASSERT_TRUE(record->back_up(folder.file("copy.db")));
    EXPECT_EQ(record->back_up(folder.file("copy.db")).error().code, ErrorCode::conflict);
    EXPECT_EQ(record->back_up(folder.file("no/such/folder.db")).error().code, ErrorCode::store);
    EXPECT_FALSE(std::filesystem::exists(folder.file("copy.db.part")));
}

// As docs/record.md says it: pg_dump, pg_restore into an empty database.
TEST(Backup, OfAServerRestoredSaysTheSame) {
    PostgresServer& server = PostgresServer::instance();
    const std::string where = server.fresh_database(), to = server.fresh_database();
    if (where.empty()) GTEST_SKIP() << "no PostgreSQL server is installed";
    auto record = open_writable(where);
    fill(*record);
    EXPECT_EQ(record->back_up(server.file("no.db")).error().code, ErrorCode::unsupported);
    const std::string dump = server.file("un.dump");
    ASSERT_TRUE(server.run("pg_dump --format=custom --schema=rostra --file=" + dump + " '" + where + "'"));
    ASSERT_TRUE(server.run("pg_restore --exit-on-error --dbname='" + to + "' " + dump));
    auto restored = open_writable(to);
    EXPECT_EQ(exported(*restored), exported(*record));
    EXPECT_TRUE(faults_of(*restored).empty());
    EXPECT_EQ(*restored->add(numbered(77), now), Added::added);
}

}  // namespace
}  // namespace rostra
