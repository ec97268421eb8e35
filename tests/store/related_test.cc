// What stands beside a statement: the other side is judged by the words where they say it, as it is everywhere.
#include "stores.h"

namespace rostra {
namespace {

using namespace testing;

class RelatedTest : public OnEachStore {
protected:
    /// A statement about China, said by nobody else; gives its id.
    std::string say(Record& record, const std::string& who, const std::string& words, Act act, const std::string& day = "2019-11-05", const std::string& code = "CHN") {
        ReadingMaker made("r" + std::to_string(++number_), who + " said that " + words + ".", day);
        Statement& said = made.say(who, "said", words, act);
        said.speaker = person(who);
        said.about = {about(code, code)};
        EXPECT_TRUE(record.add(*made, now));
        return said.id;
    }
    static std::vector<std::string> others(Record& record, const std::string& id, std::uint32_t size = 5) {
        const auto related = record.related(id, size);
        EXPECT_TRUE(related);
        std::vector<std::string> names;
        for (const StatementRow& row : related->other_side) names.push_back(row.statement.speaker->name);
        std::sort(names.begin(), names.end());
        return names;
    }
    int number_ = 0;
};
INSTANTIATE_TEST_SUITE_P(Stores, RelatedTest, each_store(), store_name);
using Names = std::vector<std::string>;

TEST_P(RelatedTest, TheOtherSideIsReadFromTheWordsBeforeTheAct) {
    auto record = open();
    const std::string critic = say(*record, "Anna Critic", "the camps must be closed without delay", Act::call_for);
    const std::string concerned = say(*record, "Bo Concerned", "they look with grave concern at what the photographs show", Act::say);
    const std::string defender = say(*record, "Carla Defender", "the Assembly has no business in the internal affairs of a member", Act::criticise);
    const std::string admirer = say(*record, "Dan Admirer", "nobody has done more against poverty in villages", Act::praise);
    const std::string neutral = say(*record, "Eve Neutral", "the meeting will begin on Monday at ten", Act::say);
    const std::string denier = say(*record, "Finn Denier", "there was torture in no prison of the country", Act::deny);
    EXPECT_EQ(others(*record, critic), (Names{"Carla Defender", "Dan Admirer"}));
    EXPECT_EQ(others(*record, concerned), (Names{"Carla Defender", "Dan Admirer"})) << "a charge without a critic's verb";
    EXPECT_EQ(others(*record, defender), (Names{"Anna Critic", "Bo Concerned"})) << "a defence with a critic's verb";
    EXPECT_EQ(others(*record, admirer), (Names{"Anna Critic", "Bo Concerned"}));
    EXPECT_EQ(others(*record, neutral), Names{}) << "who takes no side has no other side";
    EXPECT_EQ(others(*record, denier), Names{}) << "who denies a charge uses its words";
}

TEST_P(RelatedTest, TheOtherSideIsOfThatSubjectAndThatTime) {
    auto record = open();
    const std::string critic = say(*record, "Anna Critic", "the camps must be closed without delay", Act::call_for);
    say(*record, "Gus Later", "the harvest of the river valley was a triumph", Act::praise, "2021-01-01");
    say(*record, "Hal Elsewhere", "the ports were opened to all ships", Act::praise, "2019-11-06", "FRA");
    for (int i = 0; i < 4; ++i) say(*record, "Ida Admirer" + std::to_string(i), "road number " + std::to_string(i) + " to the capital city was finished early", Act::praise, "2019-11-0" + std::to_string(i + 1));
    EXPECT_EQ(others(*record, critic, 3), (Names{"Ida Admirer1", "Ida Admirer2", "Ida Admirer3"})) << "the newest three, each once";
}

}  // namespace
}  // namespace rostra
