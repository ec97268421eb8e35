// What an editor parted stays parted, whichever report comes back, however often.
#include "stores.h"

namespace rostra {
namespace {

using namespace testing;

class PartingTest : public OnEachStore {};
INSTANTIATE_TEST_SUITE_P(Stores, PartingTest, each_store(), store_name);

/// The same report with a line at its end: a new reading, the same words.
Reading again(Reading reading, int number) {
    reading.document.text += "\n\nUpdate " + std::to_string(number) + ".";
    return reading;
}

/// The second report as a third one brings it, with a line before it.
Reading third_report() {
    Reading third = second_report();
    third.document.id = "un-3";
    third.document.text = "Later that day: " + third.document.text;
    for (Statement& s : third.statements) {
        s.id = "un-3" + s.id.substr(4);
        for (auto* spans : {&s.attribution.source, &s.attribution.cue, &s.attribution.content})
            for (Span& span : *spans) span.begin += 16, span.end += 16;
    }
    return third;
}

const std::string of_third = third_report().statements[0].id;
const std::string first_id = pierce_report().statements[0].id, second_id = second_report().statements[0].id;

std::string statement_of(Record& record, const std::string& telling) {
    auto page = record.statement(telling);
    EXPECT_TRUE(page);
    while (page && page->newer) page = record.statement(*page->newer);
    return page ? page->row.statement_id : std::string();
}

TEST_P(PartingTest, TheTellingThatLeftDoesNotComeBack) {
    auto record = open();
    ASSERT_TRUE(record->add(pierce_report(), now));
    ASSERT_TRUE(record->add(second_report(), now));
    ASSERT_EQ(statement_of(*record, first_id), statement_of(*record, second_id));
    ASSERT_TRUE(record->part(second_id, "eva", now));
    for (int n = 1; n <= 3; ++n) {
        ASSERT_EQ(*record->add(again(second_report(), n), now + n), Added::updated);
        EXPECT_NE(statement_of(*record, first_id), statement_of(*record, second_id)) << n;
    }
    EXPECT_TRUE(faults_of(*record).empty());
}

TEST_P(PartingTest, NorIsItFetchedByTheOneItLeft) {
    auto record = open();
    ASSERT_TRUE(record->add(pierce_report(), now));
    ASSERT_TRUE(record->add(second_report(), now));
    ASSERT_TRUE(record->part(second_id, "eva", now));
    for (int n = 1; n <= 3; ++n) {
        ASSERT_EQ(*record->add(again(pierce_report(), n), now + n), Added::updated);
        EXPECT_NE(statement_of(*record, first_id), statement_of(*record, second_id)) << n;
    }
    ASSERT_EQ(*record->add(again(second_report(), 9), now + 9), Added::updated);
    EXPECT_NE(statement_of(*record, first_id), statement_of(*record, second_id));
    EXPECT_TRUE(faults_of(*record).empty());
}

// A third telling holds the statement when its first one is read anew without the words.
TEST_P(PartingTest, NorWhenTheStatementGoesOnWithoutItsFirstTelling) {
    auto record = open();
    for (const Reading& report : {pierce_report(), second_report(), third_report()}) ASSERT_TRUE(record->add(report, now));
    ASSERT_EQ(statement_of(*record, first_id), statement_of(*record, of_third));
    ASSERT_TRUE(record->part(second_id, "eva", now));
    ReadingMaker empty("un-1", "Withdrawn.");
    ASSERT_EQ(*record->add(*empty, now + 1), Added::updated);
    EXPECT_NE(statement_of(*record, of_third), statement_of(*record, second_id));
    ASSERT_EQ(*record->add(again(second_report(), 1), now + 2), Added::updated);
    EXPECT_NE(statement_of(*record, of_third), statement_of(*record, second_id));
    EXPECT_TRUE(faults_of(*record).empty());
}

// What was parted from a statement stays parted from each of its tellings, whichever of them leaves it later.
TEST_P(PartingTest, NorWhenTheStatementsFirstTellingIsPartedToo) {
    auto record = open();
    for (const Reading& report : {pierce_report(), second_report(), third_report()}) ASSERT_TRUE(record->add(report, now));
    ASSERT_TRUE(record->part(second_id, "eva", now));
    ASSERT_TRUE(record->part(first_id, "eva", now + 1));
    for (int n = 2; n <= 4; ++n) {
        ASSERT_EQ(*record->add(again(n % 2 ? third_report() : second_report(), n), now + n), Added::updated);
        EXPECT_NE(statement_of(*record, second_id), statement_of(*record, of_third)) << n;
        EXPECT_NE(statement_of(*record, second_id), statement_of(*record, first_id)) << n;
        EXPECT_NE(statement_of(*record, of_third), statement_of(*record, first_id)) << n;
    }
    EXPECT_TRUE(faults_of(*record).empty());
}

TEST_P(PartingTest, NorWhenAnotherTellingLeavesLater) {
    auto record = open();
    for (const Reading& report : {pierce_report(), second_report(), third_report()}) ASSERT_TRUE(record->add(report, now));
    ASSERT_TRUE(record->part(second_id, "eva", now));
    ASSERT_TRUE(record->part(of_third, "eva", now + 1));
    for (int n = 2; n <= 4; ++n) {
        ASSERT_EQ(*record->add(again(n % 2 ? third_report() : second_report(), n), now + n), Added::updated);
        EXPECT_NE(statement_of(*record, second_id), statement_of(*record, of_third)) << n;
        EXPECT_NE(statement_of(*record, second_id), statement_of(*record, first_id)) << n;
    }
    EXPECT_TRUE(faults_of(*record).empty());
}

TEST_P(PartingTest, NorWhenTheOneThatTookTheStatementOverIsHiddenAndShown) {
    auto record = open();
    for (const Reading& report : {pierce_report(), second_report()}) ASSERT_TRUE(record->add(report, now));
    const auto set_hidden = [&](const std::string& telling, bool hidden) {
        std::int64_t id = 0;
        if (hidden) {
            const auto proposed = record->propose({telling, CorrectionKind::not_a_statement, {}, {}, "a test of " + telling}, now);
            ASSERT_TRUE(proposed);
            id = *proposed;
        } else {
            id = record->statement(telling)->history.back().id;
        }
        ASSERT_TRUE(record->decide({id, record->correction(id)->latest, hidden ? CorrectionState::accepted : CorrectionState::rejected, false, "eva", ""}, now));
    };
    set_hidden(first_id, true);  // the second heads the statement now
    set_hidden(first_id, false);
    ASSERT_EQ(statement_of(*record, first_id), statement_of(*record, second_id));
    ASSERT_TRUE(record->part(second_id, "eva", now + 1));
    set_hidden(second_id, true);
    set_hidden(second_id, false);
    EXPECT_NE(statement_of(*record, first_id), statement_of(*record, second_id));
    EXPECT_TRUE(faults_of(*record).empty());
}

TEST_P(PartingTest, NobodyPartsInTheNameOfTheRule) {
    auto record = open();
    for (const Reading& report : {pierce_report(), second_report()}) ASSERT_TRUE(record->add(report, now));
    EXPECT_EQ(record->part(second_id, "rule", now).error().code, ErrorCode::bad_value);
    EXPECT_EQ(record->part(second_id, "", now).error().code, ErrorCode::bad_value);
    EXPECT_EQ(record->join(second_id, first_id, "rule", now).error().code, ErrorCode::bad_value);
    EXPECT_EQ(statement_of(*record, first_id), statement_of(*record, second_id));
}

TEST_P(PartingTest, AnEditorMayJoinThemAgain) {
    auto record = open();
    ASSERT_TRUE(record->add(pierce_report(), now));
    ASSERT_TRUE(record->add(second_report(), now));
    ASSERT_TRUE(record->part(second_id, "eva", now));
    ASSERT_TRUE(record->join(second_id, first_id, "eva", now));
    EXPECT_EQ(statement_of(*record, first_id), statement_of(*record, second_id));
    EXPECT_TRUE(faults_of(*record).empty());
}

}  // namespace
}  // namespace rostra
