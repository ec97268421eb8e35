// The act where a model has judged it too: weighed with the rules' choice.
#include "rostra/statements.h"

#include <gtest/gtest.h>
#include <cmath>

namespace rostra {
namespace {

/// The statement of a text "SOURCE CUE CONTENT", with the model's log chances: `likely` has this probability, the others share the rest.
Statement judged(const std::string& source, const std::string& cue, const std::string& content, std::optional<Act> likely, float probability) {
    Document document;
    document.id = "t";
    document.text = source + " " + cue + " " + content + ".";
    document.language = "en";
    Attribution a;
    const auto span = [](std::size_t begin, std::size_t size) { return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + size)}; };
    a.source = {span(0, source.size())};
    a.cue = {span(source.size() + 1, cue.size())};
    a.content = {span(source.size() + cue.size() + 2, content.size())};
    if (likely) {
        a.acts.assign(12, std::log((1 - probability) / 11));
        a.acts[static_cast<std::size_t>(*likely)] = std::log(probability);
    }
    const Tokens tokens = tokenize(document.text);
    const std::vector<Attribution> attributions = {a};
    auto sources = resolve_speakers(document.text, tokens, attributions, "");
    return make_statements(document, tokens, attributions, std::move(sources)).front();
}

std::string act_rule(const Statement& s) {
    for (const Evidence& e : s.evidence)
        if (e.field == "act") return e.rule;
    return {};
}

TEST(WeighedActs, TheRulesAloneWithoutAModel) {
    const Statement s = judged("Anna Berg", "said", "the hall was full", std::nullopt, 0);
    EXPECT_EQ(s.act, Act::say);
    EXPECT_EQ(act_rule(s), "cue");
}

TEST(WeighedActs, ASureModelGoesOverAPlainSaid) {
    const Statement s = judged("Anna Berg", "said", "the plan was what one gets from such people", Act::criticise, 0.95f);
    EXPECT_EQ(s.act, Act::criticise);
    EXPECT_EQ(act_rule(s), "model over cue: say");
}

TEST(WeighedActs, AClearCueGoesOverAnUnsureModel) {
    EXPECT_EQ(judged("Anna Berg", "denied", "the report", Act::say, 0.2f).act, Act::deny);
    EXPECT_EQ(judged("Anna Berg", "praised", "the report", Act::say, 0.2f).act, Act::praise);
}

TEST(WeighedActs, DelegationsAreReadByTheRules) {
    const Statement s = judged("Norway", "said", "the text should be short", Act::call_for, 0.99f);
    EXPECT_EQ(s.speaker->type, SpeakerType::state);
    EXPECT_EQ(act_rule(s).find("model"), std::string::npos);
}

TEST(WeighedActs, ChancesOfAnotherNumberAreNotRead) {
    Document document;
    document.text = "Anna Berg said it rained.";
    document.language = "en";
    Attribution a{{{0, 9}}, {{10, 14}}, {{15, 24}}, 1.0f, {0.0f, -1.0f}};
    const Tokens tokens = tokenize(document.text);
    auto sources = resolve_speakers(document.text, tokens, {&a, 1}, "");
    EXPECT_EQ(make_statements(document, tokens, {a}, std::move(sources)).front().act, Act::say);
}

}  // namespace
}  // namespace rostra
