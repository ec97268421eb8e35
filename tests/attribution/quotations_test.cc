// Contents against the quotation marks around them.
#include "quotations.h"

#include <gtest/gtest.h>

namespace rostra::attribution {
namespace {

Span where(const std::string& text, const std::string& words) {
    const std::size_t at = text.find(words);
    EXPECT_NE(at, std::string::npos) << words;
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
}

/// The contents after a look at the marks, each as text.
std::vector<std::string> contents(const std::string& text, const std::string& source, const std::string& cue, const std::vector<std::string>& content) {
    Attribution a;
    a.source = {where(text, source)};
    a.cue = {where(text, cue)};
    for (const auto& c : content) a.content.push_back(where(text, c));
    std::vector<Attribution> list{a};
    const Tokens tokens = tokenize(text);
    heed_quotations(text, tokens, list);
    std::vector<std::string> out;
    for (const Span s : list.front().content) out.emplace_back(slice(text, s));
    return out;
}

using Pieces = std::vector<std::string>;

TEST(Quotations, APieceThatReachesIntoOneTakesTheWhole) {
    EXPECT_EQ(contents("“The wells are dry. The trucks do not come,” the envoy said.", "the envoy", "said", {"The wells are dry"}), Pieces{"“The wells are dry. The trucks do not come,”"});
    EXPECT_EQ(contents("\"We came late. We stay,\" said Ana Lind.", "Ana Lind", "said", {"We stay"}), Pieces{"\"We came late. We stay,\""});
    EXPECT_EQ(contents("She called it \"a rotten deal\" for farmers.", "She", "called", {"it \"a rotten"}), Pieces{"it \"a rotten deal\""});
}

TEST(Quotations, ACueOrASourceInsideLeavesItAsItIs) {
    EXPECT_EQ(contents("“He told me the bridge would fall. I ran,” said Ana Lind.", "He", "told me", {"the bridge would fall"}), Pieces{"the bridge would fall"});
    EXPECT_EQ(contents("“Our envoy wants peace. We all do,” said Ana Lind.", "Our envoy", "wants", {"peace"}), Pieces{"peace"});
}

TEST(Quotations, WithoutAnEndOrOfSingleMarksTheyAreNone) {
    EXPECT_EQ(contents("“The wells are dry. The trucks do not come, the envoy said.", "the envoy", "said", {"The wells are dry"}), Pieces{"The wells are dry"});
    EXPECT_EQ(contents("The ministers’ aides said the wells were dry in the ministers’ villages.", "The ministers’ aides", "said", {"the wells were dry"}), Pieces{"the wells were dry"});
    EXPECT_EQ(contents("“One.\nTwo,” she said.", "she", "said", {"Two"}), Pieces{"Two"});
}

TEST(Quotations, ALaterPieceThatBeginsInTheMiddleIsSomebodyElses) {
    EXPECT_EQ(contents("The road is shut, the mayor said. “It is cold up there and nobody sleeps,” a driver said.", "the mayor", "said", {"The road is shut", "nobody sleeps"}), Pieces{"The road is shut"});
}

TEST(Quotations, PiecesThatMeetBecomeOne) {
    EXPECT_EQ(contents("“We came late. We stay,” said Ana Lind.", "Ana Lind", "said", {"We came late", "We stay"}), Pieces{"“We came late. We stay,”"});
}

}  // namespace
}  // namespace rostra::attribution
