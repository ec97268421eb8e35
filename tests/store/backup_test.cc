// Backup and restore: the copy is sound and says the same, whoever was writing when it was made.
#include "stores.h"

#include "rostra/publish.h"

#include <thread>

namespace rostra {
namespace {

using namespace testing;

std::string said(const Correction& c) {
    std::string out = std::to_string(c.id) + " " + c.proposal.statement_id + " " + std::string(name_of(c.proposal.kind)) + " " + std::string(name_of(c.state)) + " " + c.proposal.reason;
    for (const Decision& d : c.decisions) out += " " + std::string(name_of(d.verdict)) + " by " + d.editor + " at " + std::to_string(d.at) + ": " + d.note;
    return out + "\n";
}

/// All that an export writes, and what else a record holds: its log, its editors and sessions, why tellings were joined.
std::string exported(Record& record) {
    std::string out;
    const auto log = record.corrections({CorrectionState::proposed, CorrectionState::suspected, CorrectionState::accepted, CorrectionState::rejected, CorrectionState::spam}, {200, {}});
    EXPECT_TRUE(log);
    for (const Correction& c : log->items) out += said(c);
    const auto editors = record.editors();
    EXPECT_TRUE(editors);
    for (const Editor& e : *editors) out += e.name + " " + e.role + " " + e.password_hash + "\n";
    out += record.session("token", now)->editor + "\n";
    for (const Reading& report : {pierce_report(), second_report()})
        for (const Statement& s : report.statements) {
            const auto page = record.statement(s.id);
            EXPECT_TRUE(page);
            out += to_json(*page) + "\n";
        }
    EXPECT_TRUE(record.each_report([&](const ReportPage& page) { return out += to_json(page.reading) + "\n", true; }));
    EXPECT_TRUE(record.each_statement({}, [&](const StatementRow& row) { return out += to_json(row) + to_csv(row), true; }));
    return out;
}

// Everything that is not in a first reading: a second reading, a joined and a parted telling, a correction, an editor who is
// logged in.
void fill(Record& record) {
    ASSERT_TRUE(record.add(pierce_report(), now));
    ASSERT_TRUE(record.add(second_report(), now));
    ReadingMaker third("un-3", "A third report. Zhang Jun said the criticism would not help trade talks.");
    third.say("Zhang Jun", "said", "the criticism would not help trade talks", Act::warn).speaker = person("Zhang Jun", "CHN");
    ASSERT_TRUE(record.add(*third, now));
    ASSERT_TRUE(record.part((*third).statements[0].id, "ada", now));
    ReadingMaker changed("un-1", "Corrected: Karen Pierce said that observers should be let in.");
    changed.say("Karen Pierce", "said", "observers should be let in").speaker = person("Karen Pierce", "GBR");
    ASSERT_TRUE(record.add(*changed, now + 1));
    ASSERT_TRUE(record.put_editor({"ada", "hash", "admin", now}));
    ASSERT_TRUE(record.put_session({"token", "ada", "csrf", now + 1000}, now));
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
        // Of one moment: what the writer added before it, without a gap, and nothing after.
        const auto before = static_cast<int>((*restored)->totals()->reports) - 33;
        ASSERT_GE(before, 0);
        for (int i = 0; i < before; ++i) EXPECT_TRUE((*restored)->report("report-" + std::to_string(1000 + i)));
        EXPECT_FALSE((*restored)->report("report-" + std::to_string(1000 + before)));
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
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) EXPECT_EQ(entry.path().string().find(".part"), std::string::npos) << entry.path();
}

// Of many at once to one name, one wins and is whole; nobody's copy is overwritten.
TEST(Backup, OfTwoToOneNameOneWins) {
    TemporaryFolder folder;
    auto record = open_writable(folder.file("r.db"));
    fill(*record);
    std::atomic<int> made = 0, refused = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            auto own = Record::open(folder.file("r.db"));
            const Status done = (*own)->back_up(folder.file("copy.db"));
            if (done) ++made;
            else if (done.error().code == ErrorCode::conflict) ++refused;
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(made, 1);
    EXPECT_EQ(refused, 3);
    auto restored = open_writable(folder.file("copy.db"));
    EXPECT_EQ(exported(*restored), exported(*record));
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) EXPECT_EQ(entry.path().string().find(".part"), std::string::npos) << entry.path();
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
