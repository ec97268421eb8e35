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

const std::string first = pierce_report().statements[0].id, second = second_report().statements[0].id;

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
    ASSERT_EQ(statement_of(*record, first), statement_of(*record, second));
    ASSERT_TRUE(record->part(second, "eva", now));
    for (int n = 1; n <= 3; ++n) {
        ASSERT_EQ(*record->add(again(second_report(), n), now + n), Added::updated);
        EXPECT_NE(statement_of(*record, first), statement_of(*record, second)) << n;
    }
    EXPECT_TRUE(faults_of(*record).empty());
}

TEST_P(PartingTest, NorIsItFetchedByTheOneItLeft) {
    auto record = open();
    ASSERT_TRUE(record->add(pierce_report(), now));
    ASSERT_TRUE(record->add(second_report(), now));
    ASSERT_TRUE(record->part(second, "eva", now));
    for (int n = 1; n <= 3; ++n) {
        ASSERT_EQ(*record->add(again(pierce_report(), n), now + n), Added::updated);
        EXPECT_NE(statement_of(*record, first), statement_of(*record, second)) << n;
    }
    ASSERT_EQ(*record->add(again(second_report(), 9), now + 9), Added::updated);
    EXPECT_NE(statement_of(*record, first), statement_of(*record, second));
    EXPECT_TRUE(faults_of(*record).empty());
}

// A third telling holds the statement when its first one is read anew without the words.
TEST_P(PartingTest, NorWhenTheStatementGoesOnWithoutItsFirstTelling) {
    auto record = open();
    Reading third = second_report();
    third.document.id = "un-3";
    third.document.text = "Later that day: " + third.document.text;
    for (Statement& s : third.statements) {
        s.id = "un-3" + s.id.substr(4);
        for (auto* spans : {&s.attribution.source, &s.attribution.cue, &s.attribution.content})
            for (Span& span : *spans) span.begin += 16, span.end += 16;
    }
    ASSERT_TRUE(record->add(pierce_report(), now));
    ASSERT_TRUE(record->add(second_report(), now));
    ASSERT_TRUE(record->add(third, now));
    const std::string of_third = third.statements[0].id;
    ASSERT_EQ(statement_of(*record, first), statement_of(*record, of_third));
    ASSERT_TRUE(record->part(second, "eva", now));
    ReadingMaker empty("un-1", "Withdrawn.");
    ASSERT_EQ(*record->add(*empty, now + 1), Added::updated);
    EXPECT_NE(statement_of(*record, of_third), statement_of(*record, second));
    ASSERT_EQ(*record->add(again(second_report(), 1), now + 2), Added::updated);
    EXPECT_NE(statement_of(*record, of_third), statement_of(*record, second));
    EXPECT_TRUE(faults_of(*record).empty());
}

TEST_P(PartingTest, AnEditorMayJoinThemAgain) {
    auto record = open();
    ASSERT_TRUE(record->add(pierce_report(), now));
    ASSERT_TRUE(record->add(second_report(), now));
    ASSERT_TRUE(record->part(second, "eva", now));
    ASSERT_TRUE(record->join(second, first, "eva", now));
    EXPECT_EQ(statement_of(*record, first), statement_of(*record, second));
    EXPECT_TRUE(faults_of(*record).empty());
}

}  // namespace
}  // namespace rostra
