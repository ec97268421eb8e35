#include "rostra/publish.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace rostra {
namespace {

Reading sample() {
    Reading reading;
    Document& d = reading.document;
    d.id = "r1";
    d.text = "“Né,” said Zoë.";
    d.language = "en";
    Statement s;
    s.id = "r1:1-3";
    s.attribution = {{{16, 20}}, {{11, 15}}, {{3, 6}}, 0.9004f};
    reading.statements.push_back(s);
    return reading;
}

TEST(Json, OffsetsCountCodePoints) {
    const auto json = nlohmann::json::parse(to_json(sample()));
    const auto& s = json["statements"][0];
    EXPECT_EQ(s["source"].dump(), "[[11,14]]");
    EXPECT_EQ(s["content"].dump(), "[[1,3]]");
    EXPECT_EQ(s["confidence"], 0.9);
    EXPECT_EQ(json["attributions"][0]["cue"], s["cue"]);
}

TEST(Json, UnknownIsNullOrEmptyNeverAGuess) {
    const auto s = nlohmann::json::parse(to_json(sample()))["statements"][0];
    for (const char* key : {"speaker", "on_behalf_of", "forum", "said_on"}) EXPECT_TRUE(s[key].is_null()) << key;
    EXPECT_TRUE(s["about"].empty());
    EXPECT_FALSE(s.contains("explain"));
}

TEST(Json, ExplainTellsRuleWordsAndChance) {
    Reading reading = sample();
    Statement& s = reading.statements[0];
    s.act = Act::criticise;
    s.attribution.acts.assign(12, -9.0F);
    s.attribution.acts[static_cast<std::size_t>(Act::criticise)] = 0;
    s.evidence.push_back({"act", "cue", s.attribution.cue});
    const auto explain = nlohmann::json::parse(to_json(reading, {.explain = true}))["statements"][0]["explain"];
    ASSERT_EQ(explain.size(), 2u);
    EXPECT_EQ(explain[0]["field"], "attribution");
    EXPECT_TRUE(explain[0].contains("score"));
    EXPECT_EQ(explain[1]["field"], "act");
    EXPECT_EQ(explain[1]["rule"], "cue");
    EXPECT_EQ(explain[1]["score"], 1.0);
    EXPECT_NE(to_text(reading, false, true).find("act: cue (100%)"), std::string::npos);
    EXPECT_EQ(to_text(reading, false).find("act: cue"), std::string::npos);
}

TEST(PlainText, ControlCharactersNeverReachTheTerminal) {
    Reading reading = sample();
    reading.document.title = "a\x1b[2Jb\xE2\x80\xAEz\x07";
    const std::string shown = to_text(reading, false);
    EXPECT_EQ(shown.find('\x1b'), std::string::npos);
    EXPECT_EQ(shown.find('\x07'), std::string::npos);
    EXPECT_EQ(shown.find("\xE2\x80\xAE"), std::string::npos);
}

}  // namespace
}  // namespace rostra
