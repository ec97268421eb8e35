#include "rostra/speakers_leavings.h"

#include <gtest/gtest.h>

namespace rostra {
namespace {

std::string who_left(const std::string& text) {
    std::string out;
    for (const Leaving& l : find_leavings(text, tokenize(text))) out += (out.empty() ? "" : " ") + l.code;
    return out;
}

TEST(Leavings, AreReadInTheirUsualForms) {
    EXPECT_EQ(who_left("Qatar has withdrawn its signature from a letter in which dozens of states defended China’s record."), "QAT");
    EXPECT_EQ(who_left("Ukraine withdrew its support for a statement that criticised China."), "UKR");
    EXPECT_EQ(who_left("In 2019 Qatar had taken its name off a letter in China’s favour."), "QAT");
    EXPECT_EQ(who_left("Belarus and Pakistan were among the 37. Qatar was too, but has taken its name back."), "QAT");
    EXPECT_EQ(who_left("Kyiv’s mission in Geneva said on its website on Friday that it no longer supported the text, which Canada had delivered on Tuesday."), "UKR");
    EXPECT_EQ(who_left("It does not include Qatar, which had signed a letter of the same kind in July and then withdrawn."), "QAT");
    EXPECT_EQ(who_left("Ukraine is in it too; it had joined Canada’s statement of June 2021 and left again within days."), "UKR");
    EXPECT_EQ(who_left("Saudi Arabia said that Fiji had withdrawn from the declaration."), "FJI");
    EXPECT_EQ(who_left("Peru’s government said Chile removed its name from the list."), "CHL");
    EXPECT_EQ(who_left("Kenya removed its signature from the appeal."), "KEN");
    EXPECT_EQ(who_left("Peru pulled its support on Monday."), "PER");
    EXPECT_EQ(who_left("Fiji had joined the statement but left again."), "FJI");
}

TEST(Leavings, OtherWithdrawalsAndWhatDidNotHappenAreNone) {
    EXPECT_EQ(who_left("The Assembly demanded that Russia withdraw from Ukraine at once. Russia withdrew its troops from the north."), "");
    EXPECT_EQ(who_left("Qatar has not withdrawn its signature from the letter."), "");
    EXPECT_EQ(who_left("China asked Ukraine to withdraw its signature from the statement."), "");
    EXPECT_EQ(who_left("Ukraine would have withdrawn its name if asked."), "");
    EXPECT_EQ(who_left("Brazil withdrew its complaint. Canada left the room."), "");
    EXPECT_EQ(who_left("The company took its name from a river in Norway."), "") << "no state stands before the verb";
    EXPECT_EQ(who_left(""), "");
}

TEST(Leavings, SayWhereAndFromWhat) {
    const std::string text = "KYIV — The news came late.\n\nUkraine has withdrawn its signature from a statement that criticised China, two days after it was read in the name of 44 states by Canada in 2021.\n\nMore.";
    const auto found = find_leavings(text, tokenize(text));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_TRUE(slice(text, found[0].sentence).starts_with("Ukraine has withdrawn"));
    EXPECT_EQ(found[0].numbers, std::vector<std::uint32_t>{44});
    EXPECT_EQ(found[0].states, (std::vector<std::string>{"CHN", "CAN"}));
    EXPECT_EQ(found[0].years, std::vector<std::uint32_t>{2021});
}

}  // namespace
}  // namespace rostra
