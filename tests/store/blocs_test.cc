// Joint statements over time: who left one, and what happens when tellings of one disagree.
#include "stores.h"

namespace rostra {
namespace {

using namespace testing;

class BlocsTest : public OnEachStore {};
INSTANTIATE_TEST_SUITE_P(Stores, BlocsTest, each_store(), store_name);

Reading letter_of_37() {
    ReadingMaker made("letter", "Thirty-seven states praised China in a letter: Egypt, Qatar, Cuba and Fiji among them.", "2019-07-12");
    Statement& s = made.say("Thirty-seven states", "praised", "China", Act::praise);
    s.on_behalf_of = Bloc{37, {"EGY", "QAT", "CUB", "FJI"}, std::nullopt, std::nullopt, {}, std::nullopt};
    s.about = {about("CHN", "China")};
    return *made;
}

Reading letter_of_22() {
    ReadingMaker made("other", "Twenty-two states criticised China over Xinjiang.", "2019-07-10");
    Statement& s = made.say("Twenty-two states", "criticised", "China over Xinjiang", Act::criticise);
    s.on_behalf_of = Bloc{22, {"FRA", "DEU"}, std::nullopt, std::nullopt, {}, std::nullopt};
    s.about = {about("CHN", "China")};
    return *made;
}

Reading withdrawal(const std::string& sentence, const std::string& day = "2019-08-22") {
    ReadingMaker made("leaves-" + day, "Qatar takes its name off letter in praise of China\n\n" + sentence + " The emirate would rather be neutral, its ambassador said.", day);
    made.say("its ambassador", "said", "The emirate would rather be neutral");
    return *made;
}

TEST_P(BlocsTest, AWithdrawalStandsWithItsStatementAndChangesNoSide) {
    auto record = open();
    for (const Reading& r : {letter_of_22(), letter_of_37(), withdrawal("Qatar has withdrawn its signature from a letter in praise of China, one of 37 states to sign it.")}) ASSERT_TRUE(record->add(r, now));
    const auto events = record->blocs({.about = "CHN"});
    ASSERT_TRUE(events) << events.error().message();
    ASSERT_EQ(events->size(), 2u);
    EXPECT_TRUE((*events)[0].left.empty());
    ASSERT_EQ((*events)[1].left.size(), 1u);
    const BlocLeaving& left = (*events)[1].left[0];
    EXPECT_EQ(left.code, "QAT");
    EXPECT_EQ(left.day, "2019-08-22");
    EXPECT_EQ(left.words, "Qatar has withdrawn its signature from a letter in praise of China, one of 37 states to sign it.");
    EXPECT_EQ(left.report.id, "leaves-2019-08-22");
    EXPECT_TRUE(record->statement(left.told_by));
    EXPECT_TRUE(side_changes(*events).empty());
    const auto one = record->bloc((*events)[1].id);
    ASSERT_TRUE(one);
    EXPECT_EQ(one->left.size(), 1u) << "the bloc's own page says so too";
    EXPECT_TRUE(faults_of(*record).empty());
}

// A report of another meeting tells the old letter again, and its own forum with it; two reports of the day know better.
TEST_P(BlocsTest, TheForumIsThatOfMostTellings) {
    auto record = open();
    int number = 0;
    for (const char* forum : {"Third Committee", "Human Rights Council", "Human Rights Council"}) {
        Reading told = letter_of_37();
        told.document.id = "telling-" + std::to_string(++number);
        told.statements[0].id = told.document.id + ":0-1";
        told.statements[0].forum = Forum{forum, {}};
        ASSERT_TRUE(record->add(told, now + number));
        const auto events = record->blocs({.about = "CHN"});
        ASSERT_TRUE(events) << events.error().message();
        ASSERT_EQ(events->size(), 1u);
        EXPECT_EQ(events->front().forum, number < 3 ? "Third Committee" : "Human Rights Council") << "the first of several as frequent";
    }
}

TEST_P(BlocsTest, AWithdrawalThatFitsNoStatementIsGivenToNone) {
    auto record = open();
    for (const Reading& r : {letter_of_22(), letter_of_37(), withdrawal("Qatar has withdrawn its signature from a statement of 44 states that criticised China.")}) ASSERT_TRUE(record->add(r, now));
    const auto events = record->blocs({.about = "CHN"});
    ASSERT_TRUE(events);
    for (const BlocEvent& event : *events) EXPECT_TRUE(event.left.empty());
}

TEST_P(BlocsTest, AYearLeadsBackToAnOldStatement) {
    auto record = open();
    for (const Reading& r : {letter_of_37(), withdrawal("In 2019 Qatar had taken its name off a letter in China's favour.", "2024-10-22")}) ASSERT_TRUE(record->add(r, now));
    EXPECT_EQ(record->blocs({.about = "CHN"})->front().left.size(), 1u);
}

TEST_P(BlocsTest, AnOldLetterToldAgainIsNoNewStatement) {
    auto record = open();
    ASSERT_TRUE(record->add(letter_of_37(), now));
    ReadingMaker made("later", "Egypt and Fiji signed the letter of July 2019 in China's defence. Egypt and Peru signed the letter of July 2018.", "2020-10-07");
    for (const auto& [content, named] : {std::pair{"the letter of July 2019 in China's defence", std::vector<std::string>{"EGY", "FJI"}}, {"the letter of July 2018", {"EGY", "PER"}}}) {
        Statement& s = made.say("Egypt", "signed", content, Act::announce);
        s.on_behalf_of = Bloc{std::nullopt, named, std::nullopt, std::nullopt, {}, std::nullopt};
        s.about = {about("CHN", "China")};
    }
    ASSERT_TRUE(record->add(*made, now));
    const auto events = record->blocs({.about = "CHN"});
    ASSERT_TRUE(events);
    ASSERT_EQ(events->size(), 2u);
    EXPECT_EQ((*events)[0].day, "2019-07-12");
    EXPECT_EQ((*events)[0].tellings.size(), 2u);
    EXPECT_EQ((*events)[0].named.size(), 4u);
}

// A name too many is a name read wrong: it makes nobody a member, let alone one that changed sides.
TEST_P(BlocsTest, ATellingThatNamesTooManyAddsNobody) {
    auto record = open();
    const auto tell = [&](const std::string& id, std::vector<std::string> named, std::uint32_t declared, Act act, const std::string& day) {
        ReadingMaker made(id, "States spoke about China, report " + id + ".", day);
        Statement& s = made.say("States", "spoke", "about China, report " + id, act);
        s.on_behalf_of = Bloc{declared, std::move(named), std::nullopt, std::nullopt, {}, std::nullopt};
        s.about = {about("CHN", "China")};
        ASSERT_TRUE(record->add(*made, now));
    };
    tell("a", {"PAK", "CUB"}, 80, Act::praise, "2024-10-01");
    tell("b", {"AUS", "CAN", "FJI", "FRA", "DEU", "JPN"}, 6, Act::criticise, "2024-10-22");
    tell("c", {"AUS", "CAN", "FJI", "FRA", "DEU", "JPN", "PAK"}, 6, Act::criticise, "2024-10-22");
    tell("e", {"CUB", "PAK"}, 6, Act::criticise, "2024-10-23");
    tell("d", {"AUS", "CAN", "CUB", "FRA"}, 3, Act::criticise, "2024-12-20");
    const auto events = record->blocs({.about = "CHN"});
    ASSERT_TRUE(events);
    ASSERT_EQ(events->size(), 3u);
    EXPECT_EQ((*events)[1].tellings.size(), 3u);
    EXPECT_EQ((*events)[1].named.size(), 6u) << "one telling has the whole list";
    EXPECT_EQ((*events)[2].named.size(), 4u) << "nothing better is told";
    EXPECT_TRUE(side_changes(*events).empty());
}

// Two blocs of 39 about one matter in one week are rarer than a side read wrong.
TEST_P(BlocsTest, TellingsOfOneSizeDecideTheSideTogether) {
    auto record = open();
    const auto tell = [&](const std::string& id, Act act, const std::string& day) {
        ReadingMaker made(id, "On behalf of 39 states Germany spoke about China at the United Nations, report " + id + ".", day);
        Statement& s = made.say("Germany", "spoke", "about China at the United Nations, report " + id, act);
        s.on_behalf_of = Bloc{39, {"FRA"}, "DEU", std::nullopt, {}, std::nullopt};
        s.about = {about("CHN", "China")};
        ASSERT_TRUE(record->add(*made, now));
    };
    tell("a", Act::criticise, "2020-10-06");
    tell("b", Act::call_for, "2020-10-06");
    tell("c", Act::praise, "2020-10-07");
    auto events = record->blocs({.about = "CHN"});
    ASSERT_EQ(events->size(), 1u);
    EXPECT_EQ((*events)[0].side, Side::against);
    EXPECT_EQ((*events)[0].side_reason, "of 3 tellings; against: call-for 1, criticise 1; with: praise 1");
    tell("d", Act::praise, "2020-12-20");
    EXPECT_EQ(record->blocs({.about = "CHN"})->size(), 2u) << "long after, another side is another statement";
}

}  // namespace
}  // namespace rostra
