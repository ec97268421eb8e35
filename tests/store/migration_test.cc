// Records with corrections from before decisions could be decided anew, on both kinds of store.
#include "stores.h"

#include <fstream>

namespace rostra {
namespace {

using namespace testing;

const std::string zhang = pierce_report().statements[1].id, belarus = second_report().statements[1].id;

Status decide_anew(Record& record, const Correction& c, CorrectionState verdict) { return record.decide({c.id, c.latest, verdict, false, "ida", "anew"}, now + 100); }

/// What the record of version 1 held: zhang's speaker corrected and carried into a new reading, belarus's bloc left as it
/// was, one proposal waiting, belarus taken off the lists.
void expect_all_there(Record& record) {
    EXPECT_EQ(record.version(), newest_version);
    const auto old = record.statement(zhang), newer = record.statement("un-1@2" + zhang.substr(4));
    ASSERT_TRUE(old && newer);
    for (const auto* page : {&*old, &*newer}) {
        EXPECT_EQ(page->row.statement.speaker->name, "Zhang Ming");
        ASSERT_TRUE(page->row.first_reading);
        EXPECT_EQ(page->row.first_reading->speaker->name, "Zhang Jun");
        ASSERT_EQ(page->history.size(), 1u);
        ASSERT_EQ(page->history[0].decisions.size(), 1u);
        EXPECT_EQ(page->history[0].decisions[0].editor, "eva");
        EXPECT_EQ(page->history[0].decisions[0].note, "checked");
        EXPECT_EQ(page->history[0].decisions[0].at, now + 1);
    }
    const auto other = record.statement(belarus);
    EXPECT_TRUE(other->row.hidden);
    EXPECT_EQ(other->waiting, 1u);
    ASSERT_EQ(other->history.size(), 2u);
    EXPECT_EQ(record.editor("eva")->role, "admin");
    EXPECT_TRUE(record.session("t", now));
    EXPECT_EQ(record.corrections({CorrectionState::proposed})->items.size(), 1u);
    EXPECT_TRUE(faults_of(record).empty());
    // And what was decided then can be undone now.
    ASSERT_TRUE(decide_anew(record, newer->history[0], CorrectionState::rejected));
    ASSERT_TRUE(decide_anew(record, other->history[1], CorrectionState::rejected));
    EXPECT_EQ(record.statement("un-1@2" + zhang.substr(4))->row.statement.speaker->name, "Zhang Jun");
    EXPECT_FALSE(record.statement(belarus)->row.hidden);
    EXPECT_EQ(record.search("record")->total, 1u);
    EXPECT_TRUE(faults_of(record).empty());
}

// Written by the program of version 1.
TEST(Migration, SqliteRecordOfVersion1WithCorrections) {
    TemporaryFolder folder;
    std::filesystem::copy_file(std::filesystem::path(ROSTRA_ROOT) / "tests/frozen/record-1-corrections.db", folder.file("r.db"));
    const auto reader = Record::open(folder.file("r.db"));
    ASSERT_FALSE(reader);
    EXPECT_EQ(reader.error().code, ErrorCode::unsupported) << "who only reads is told, and changes nothing";
    auto record = open_writable(folder.file("r.db"));
    ASSERT_TRUE(record);
    expect_all_there(*record);
}

// The frozen dump of a server (postgres_faults_test.cc) has no corrections: today's tables are taken back to what they were,
// by hand, and brought up again. Each further migration is taken back here too.
constexpr const char* back_to_1 = R"(
SET search_path = rostra;
DELETE FROM setting WHERE name = 'changes';
DROP INDEX joined_by_head;
ALTER TABLE telling DROP COLUMN gist;
ALTER TABLE correction ADD COLUMN decided_at BIGINT NOT NULL DEFAULT 0, ADD COLUMN editor TEXT NOT NULL DEFAULT '', ADD COLUMN note TEXT NOT NULL DEFAULT '';
UPDATE correction c SET decided_at = e.at, editor = e.editor, note = e.note FROM correction_event e WHERE e.id = c.latest AND c.state <> 'proposed';
DROP TABLE correction_event, correction_on, spam_filter, setting;
DROP INDEX correction_by_state;
ALTER TABLE correction DROP COLUMN proposer, DROP COLUMN suspicion, DROP COLUMN stood, DROP COLUMN latest, DROP COLUMN taught;
CREATE INDEX correction_by_state ON correction(state, id);
ALTER TABLE editor DROP COLUMN disabled;
DROP INDEX session_by_editor, session_by_expiry;
UPDATE version SET n = 1;
)";

TEST(Migration, PostgresRecordOfVersion1WithCorrections) {
    const std::string where = PostgresServer::instance().fresh_database();
    if (where.empty()) GTEST_SKIP() << "no PostgreSQL server is installed";
    {
        auto record = open_writable(where);
        ASSERT_TRUE(record);
        const auto decide = [&](const Proposal& proposal, CorrectionState verdict, const std::string& editor, const std::string& note, std::int64_t at) {
            const auto id = record->propose(proposal, now);
            ASSERT_TRUE(id);
            ASSERT_TRUE(record->decide({*id, record->correction(*id)->latest, verdict, false, editor, note}, at));
        };
        ASSERT_TRUE(record->add(pierce_report(), now));
        ASSERT_TRUE(record->add(second_report(), now));
        decide({zhang, CorrectionKind::speaker, person("Zhang Ming", "CHN"), {}, "It was the other Zhang"}, CorrectionState::accepted, "eva", "checked", now + 1);
        Reading again = pierce_report();
        again.document.text += " More follows.";
        ASSERT_EQ(*record->add(again, now + 2), Added::updated);
        decide({belarus, CorrectionKind::bloc, {}, Bloc{50, {}, {}, {}, {}, {}}, "fifty"}, CorrectionState::rejected, "eva", "the text says 54", now + 3);
        ASSERT_TRUE(record->propose({belarus, CorrectionKind::other, {}, {}, "please look"}, now + 4));
        decide({belarus, CorrectionKind::not_a_statement, {}, {}, "a headline"}, CorrectionState::accepted, "max", "", now + 5);
        ASSERT_TRUE(record->put_editor({"eva", "hash", "admin", now}));
        ASSERT_TRUE(record->put_session({"t", "eva", "c", now + 100}, now));
    }
    TemporaryFolder folder;
    std::ofstream(folder.file("back.sql")) << back_to_1;
    ASSERT_EQ(std::system(("psql -q -v ON_ERROR_STOP=1 -f " + folder.file("back.sql") + " '" + where + "' > /dev/null").c_str()), 0);
    EXPECT_EQ(Record::open(where).error().code, ErrorCode::unsupported);
    auto record = open_writable(where);
    ASSERT_TRUE(record);
    expect_all_there(*record);
}

}  // namespace
}  // namespace rostra
