// A list of signatories that the model took for what was said.
#include "rostra/statements.h"

#include <gtest/gtest.h>

namespace rostra {
namespace {

/// How many statements are made of one attribution: "The letter" "was signed by" and this content.
std::size_t made(const std::string& content, float confidence) {
    Document document;
    const std::string source = "The letter", cue = "was signed by";
    document.text = source + " " + cue + " " + content + ".";
    const auto span = [](std::size_t begin, std::size_t size) { return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + size)}; };
    Attribution a;
    a.cue = {span(source.size() + 1, cue.size())};
    a.content = {span(0, source.size()), span(source.size() + cue.size() + 2, content.size())};
    a.confidence = confidence;
    const Tokens tokens = tokenize(document.text);
    const std::vector<Attribution> attributions = {a};
    return make_statements(document, tokens, attributions, resolve_speakers(document.text, tokens, attributions, "")).size();
}

TEST(Rolls, AnUnsureListOfStatesIsNoStatement) {
    EXPECT_EQ(made("Algeria, Angola, the Democratic Republic of the Congo and Belarus", 0.2F), 0u);
    EXPECT_EQ(made("Algeria, Angola, the Democratic Republic of the Congo and Belarus", 0.9F), 1u) << "a sure one stays";
    EXPECT_EQ(made("Algeria, Angola and Belarus", 0.2F), 1u) << "three states are no roll";
    EXPECT_EQ(made("Algeria, Angola, Bahrain and Belarus should be ashamed", 0.2F), 1u) << "that says something of them";
}

}  // namespace
}  // namespace rostra
