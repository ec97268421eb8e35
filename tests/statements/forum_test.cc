// Forums in wrapped text, which the case files cannot hold: there a line break ends a paragraph.
#include "rostra/statements.h"

#include <gtest/gtest.h>

namespace rostra {
namespace {

Span found(const std::string& text, std::string_view words) {
    const std::size_t at = text.find(words);
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
}

TEST(WrappedForums, ANameOverTwoLinesComesOutOnOne) {
    Document document;
    document.language = "en";
    document.text =
        "Ana Reyes, who has\n"
        "served for two\n"
        "years, told the Human\n"
        "Rights Council that\n"
        "the time for talks was\n"
        "over and that nobody\n"
        "had gained by them.\n";
    Attribution a;
    a.source = {found(document.text, "Ana Reyes")};
    a.cue = {found(document.text, "told")};
    a.content = {found(document.text, "the time for talks was\nover")};
    a.confidence = 1;
    const Tokens tokens = tokenize(document.text);
    ASSERT_EQ(tokens.paragraphs.size(), 1u);
    auto sources = resolve_speakers(document.text, tokens, {&a, 1}, "");
    const Statement s = make_statements(document, tokens, {a}, std::move(sources)).front();
    ASSERT_TRUE(s.forum);
    EXPECT_EQ(s.forum->name, "Human Rights Council");
    EXPECT_EQ(slice(document.text, s.forum->span), "Human\nRights Council");
}

}  // namespace
}  // namespace rostra
