// What was said about a state: counted, by whom, and set against each other.
#include "stores.h"

namespace rostra {
namespace {

using namespace testing;

class SubjectsTest : public OnEachStore {};
INSTANTIATE_TEST_SUITE_P(Stores, SubjectsTest, each_store(), store_name);

/// Sweden's minister about China, once in words that decide against the verb.
Reading third_report() {
    ReadingMaker made("un-3", "Eva Berg said that nobody may interfere in the internal affairs of China. Eva Berg criticised France over its fishing.", "2019-12-02");
    Statement& a = made.say("Eva Berg", "said", "nobody may interfere in the internal affairs of China", Act::criticise);
    a.speaker = person("Eva Berg", "SWE");
    a.about = {about("CHN", "China")};
    Statement& b = made.say("Eva Berg", "criticised", "France over its fishing", Act::criticise);
    b.speaker = person("Eva Berg", "SWE");
    b.about = {about("FRA", "France")};
    return *made;
}

std::vector<std::string> named(const std::vector<SpeakerRow>& rows) {
    std::vector<std::string> out;
    for (const SpeakerRow& row : rows) out.push_back(row.name + " " + std::to_string(row.statements));
    return out;
}

TEST_P(SubjectsTest, AreCountedOverTheStatementsAboutThem) {
    auto record = open();
    for (const Reading& reading : {pierce_report(), second_report(), third_report()}) ASSERT_TRUE(record->add(reading, now));
    const auto china = record->subject("CHN");
    ASSERT_TRUE(china) << china.error().message();
    EXPECT_EQ(china->statements, 3u) << "two tellings of Pierce's words are one statement";
    EXPECT_EQ(china->counted_over, 3u);
    auto speakers = named(china->speakers);
    std::sort(speakers.begin(), speakers.end());
    EXPECT_EQ(speakers, (std::vector<std::string>{"Belarus 1", "Eva Berg 1", "Karen Pierce 1"})) << "of Berg's two statements one is about China";
    std::map<std::string, std::string> acts;
    for (const StateActs& state : china->states)
        for (const ActMonth& one : state.acts) acts[state.code] += std::string(name_of(one.act)) + " " + std::to_string(one.count);
    EXPECT_EQ(acts, (std::map<std::string, std::string>{{"BLR", "praise 1"}, {"GBR", "call-for 1"}, {"SWE", "criticise 1"}}));
    std::map<std::string, std::uint32_t> months;
    for (const ActMonth& one : china->acts) months[one.month + " " + std::string(name_of(one.act))] += one.count;
    EXPECT_EQ(months, (std::map<std::string, std::uint32_t>{{"2019-10 call-for", 1}, {"2019-10 praise", 1}, {"2019-12 criticise", 1}}));
}

TEST_P(SubjectsTest, StandAgainstEachOtherByTheirWords) {
    auto record = open();
    for (const Reading& reading : {pierce_report(), second_report(), third_report()}) ASSERT_TRUE(record->add(reading, now));
    const SubjectSides sides = record->subject("CHN")->sides;
    EXPECT_EQ(sides.looked_at, 3u);
    ASSERT_EQ(sides.against.size(), 1u);
    EXPECT_EQ(sides.against_count, 1u);
    EXPECT_EQ(sides.against[0].row.statement.speaker->name, "Karen Pierce");
    EXPECT_EQ(sides.against[0].reason, "call-for");
    ASSERT_EQ(sides.with.size(), 2u);
    EXPECT_EQ(sides.with[0].row.statement.speaker->name, "Eva Berg") << "newest first; who warns of meddling defends, whatever the verb";
    EXPECT_EQ(sides.with[0].reason, "“internal affairs”");
    EXPECT_EQ(sides.with[1].reason, "praise");
}

TEST_P(SubjectsTest, AreListedAndChangeWithTheRecord) {
    auto record = open();
    ASSERT_TRUE(record->add(pierce_report(), now));
    EXPECT_EQ(record->subject("CHN")->statements, 1u);
    EXPECT_EQ(record->subject("FRA").error().code, ErrorCode::not_found);
    EXPECT_EQ(record->subject("GBR")->statements, 0u) << "it spoke, and nobody spoke about it";
    EXPECT_TRUE(record->subject("GBR")->speakers.empty());
    ASSERT_TRUE(record->add(third_report(), now));
    EXPECT_EQ(record->subject("CHN")->counted_over, 2u) << "what was remembered does not outlive the change";
    std::vector<std::string> listed;
    const auto subjects = record->subjects();
    ASSERT_TRUE(subjects);
    for (const CountOf& one : *subjects) listed.push_back(one.name + " " + std::to_string(one.count));
    EXPECT_EQ(listed, (std::vector<std::string>{"CHN 2", "FRA 1"}));
}

}  // namespace
}  // namespace rostra
