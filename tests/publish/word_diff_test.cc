// How two tellings word the same: tests/cases/word-diff, and what holds for any two texts.
#include "case_files.h"
#include "view_parts.h"

#include <gtest/gtest.h>

namespace rostra::view {
namespace {

struct Case {
    std::string why, first, second, shown;
};

std::vector<Case> cases() {
    std::vector<Case> out;
    for (const auto& path : testing::case_files("word-diff", ".txt")) {
        std::istringstream lines(testing::read_file(path));
        for (std::string line; std::getline(lines, line);) {
            if (line.rfind("# ", 0) == 0) out.push_back({line.substr(2), {}, {}, {}});
            else if (line.rfind("a:", 0) == 0) out.back().first = line.substr(std::min<std::size_t>(3, line.size()));
            else if (line.rfind("b:", 0) == 0) out.back().second = line.substr(std::min<std::size_t>(3, line.size()));
            else if (line.rfind("= ", 0) == 0) out.back().shown = line.substr(2);
        }
    }
    return out;
}

std::string shown(const Json& pieces) {
    std::string out;
    for (const Json& piece : pieces) {
        const std::string text = piece["text"];
        out += (out.empty() ? "" : " ") + (piece["removed"] == true ? "[-" + text + "-]" : piece["added"] == true ? "{+" + text + "+}"
                                                                                                                  : text);
    }
    return out;
}

/// The words of one of the two texts, as the pieces give them.
std::string words_of(const Json& pieces, const char* other) {
    std::string out;
    for (const Json& piece : pieces)
        if (piece["change"] != other) out += (out.empty() ? "" : " ") + piece["text"].get<std::string>();
    return out;
}

TEST(WordDiff, Cases) {
    const auto all = cases();
    EXPECT_GE(all.size(), 14U);
    for (const Case& one : all) EXPECT_EQ(shown(word_diff(one.first, one.second)), one.shown) << one.why;
}

TEST(WordDiff, NoWordOfEitherIsLostOrInvented) {
    for (const Case& one : cases()) {
        EXPECT_EQ(words_of(word_diff(one.first, one.second), "only_first"), one.second) << one.why;
        // What is the same is shown as the second has it, so the first is compared by the words that differ.
        const Json back = word_diff(one.second, one.first);
        EXPECT_EQ(words_of(back, "only_first"), one.first) << one.why;
        EXPECT_EQ(word_diff(one.first, one.first).size(), one.first.empty() ? 0U : 1U) << one.why;
    }
}

TEST(WordDiff, LongTextsAreLookedAtUpToABound) {
    std::string first, second;
    for (int i = 0; i < 700; ++i) first += "word" + std::to_string(i) + " ", second += (i == 300 ? "other " : "word" + std::to_string(i) + " ");
    const Json pieces = word_diff(first, second);
    ASSERT_EQ(pieces.size(), 4U);
    EXPECT_EQ(pieces[1]["text"], "word300");
    EXPECT_EQ(pieces[1]["removed"], true);
    EXPECT_EQ(pieces[2]["text"], "other");
    EXPECT_EQ(pieces[2]["added"], true);
    const std::string last = pieces[3]["text"];
    EXPECT_EQ(last.substr(last.rfind(' ') + 1), "word599") << "600 words of each";
}

TEST(WordDiff, AnySpacePartsWords) {
    EXPECT_EQ(shown(word_diff("a\tb\n\nc", "a  b c")), "a b c");
    EXPECT_TRUE(word_diff("", " \n").empty());
}

}  // namespace
}  // namespace rostra::view
