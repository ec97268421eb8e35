// Plain text: kept as given, judged for furniture and headline.
#include "rostra/page.h"

#include <gtest/gtest.h>

namespace rostra {
namespace {

RawReport text_report(std::string body) {
    RawReport report;
    report.origin = "t.txt";
    report.body = std::move(body);
    return report;
}

std::vector<std::string> furniture_of(const std::string& text) {
    const auto document = read_page(text_report(text));
    std::vector<std::string> out;
    if (!document) return {"error: " + document.error().message()};
    for (const Span s : document->furniture) out.emplace_back(slice(document->text, s));
    return out;
}

const std::string article =
    "Ministers agree on a ceasefire after two days of talks\n\n"
    "The ministers of both states said on Monday that the guns would fall silent at midnight.\n\n"
    "\"We have waited long for this,\" the mediator said. She thanked both sides for their patience.\n\n";

TEST(Text, IsKeptExactly) {
    const std::string text = "\xEF\xBB\xBF  He said so.\r\n\r\n\tThey \xC2\xA0left. ";
    const auto document = read_page(text_report(text));
    ASSERT_TRUE(document);
    EXPECT_EQ(document->text, text);
    EXPECT_TRUE(document->page_offsets.identity());
    EXPECT_EQ(document->page_offsets.to_page(17), 17u);
    EXPECT_EQ(document->id.size(), 16u);
}

TEST(Text, GivenFieldsStay) {
    RawReport report = text_report("He said so.");
    report.id = "r1";
    report.title = " T ";
    report.published = "2019-10-30T12:00:00Z";
    report.language = "de-AT";
    const auto document = read_page(report);
    ASSERT_TRUE(document);
    EXPECT_EQ(document->id, "r1");
    EXPECT_EQ(document->title, "T");
    EXPECT_EQ(document->published, "2019-10-30");
    EXPECT_EQ(document->language, "de");
}

TEST(Text, Encodings) {
    EXPECT_EQ(read_page(text_report(std::string("\xFF\xFEH\0i\0", 6)))->text, "Hi");
    EXPECT_EQ(read_page(text_report("Das sagte der Pr\xE4sident am Montag."))->text, "Das sagte der Pr\xC3\xA4sident am Montag.");
    const auto nul = read_page(text_report(std::string("He said\0 so.", 12)));
    ASSERT_FALSE(nul);
    EXPECT_EQ(nul.error().code, ErrorCode::bad_encoding);
    EXPECT_NE(nul.error().message().find("byte 7"), std::string::npos);
    // UTF-8 that is damaged in one place is no windows-1252.
    const auto damaged = read_page(text_report("caf\xC3\xA9, na\xC3\xAFve, \xC3\xA9tat \x81 gone"));
    ASSERT_FALSE(damaged);
    EXPECT_EQ(damaged.error().code, ErrorCode::bad_encoding);
}

TEST(Text, LongerThanAReportMayBe) {
    std::string text;
    while (text.size() <= longest_text) text += "The minister said so. ";
    EXPECT_EQ(read_page(text_report(text)).error().code, ErrorCode::too_large);
    text.resize(longest_text);
    EXPECT_TRUE(read_page(text_report(text)));
}

TEST(Text, EmptyAndBlank) {
    EXPECT_EQ(read_page(text_report("")).error().code, ErrorCode::empty);
    EXPECT_EQ(read_page(text_report(" \n\t\n")).error().code, ErrorCode::empty);
}

TEST(Text, HeadlineIsTheTitleWhenItIsClearlyOne) {
    EXPECT_EQ(read_page(text_report(article))->title, "Ministers agree on a ceasefire after two days of talks");
    EXPECT_FALSE(read_page(text_report("The minister said on Monday that he would leave. Nobody had expected it.\n"))->title);
    EXPECT_FALSE(read_page(text_report("A note of four words\n"))->title) << "no prose below";
}

TEST(Text, FirstLineOfAWrappedParagraphIsNoHeadline) {
    EXPECT_FALSE(read_page(text_report("The ministers of both states said on Monday that the guns would\nfall silent at midnight, after two days of talks in the city.\n"))->title);
}

TEST(Furniture, NoneInAPlainArticle) { EXPECT_TRUE(furniture_of(article).empty()); }

TEST(Furniture, FootOfABlog) {
    const std::string foot = "You Might Also Like\n\nA look at the talks so far\n\nShare on Facebook\n\nLeave a Reply\n\nName *\n\nEmail *";
    EXPECT_EQ(furniture_of(article + foot), std::vector<std::string>{foot});
}

TEST(Furniture, TeasersUnderAHeadingGoWithIt) {
    const std::string foot = "Related Stories\n\nThe mediator who never slept and her long road to the talks.\n\nCopyright \xC2\xA9 2024 The Herald. All rights reserved.";
    EXPECT_EQ(furniture_of(article + foot), std::vector<std::string>{foot});
}

TEST(Furniture, NoticesInsideTheArticleGoAlone) {
    const std::string more = "The guns did fall silent, witnesses said, a little before the hour.\n";
    EXPECT_EQ(furniture_of(article + "Advertisement\n\n" + more), std::vector<std::string>{"Advertisement"});
    EXPECT_EQ(furniture_of(article + "Read more: How the talks began\n\n" + more + more), std::vector<std::string>{"Read more: How the talks began"});
}

TEST(Furniture, MenuAtTheTop) {
    const std::string menu = "Home\nWorld\nPolitics\nSport\nContact us";
    EXPECT_EQ(furniture_of(menu + "\n\n" + article), std::vector<std::string>{menu});
}

// The text of a whole page, line by line, as archives of extracted text keep it: menus, teasers, comments and all.
TEST(Furniture, DumpOfAPage) {
    const std::string headline = "Ministers agree on a ceasefire after two days of talks";
    const std::string first = "The ministers of both states said on Monday that the guns would fall silent at midnight.";
    const std::string last = "The guns did fall silent, witnesses said, a little before the hour, and people came out.";
    std::string text;
    for (const char* line : {"Skip to content", "Menu", "Home", "World", "Politics", "Sport", "Search", "Subscribe", "A long headline of some other story here", "Another one that leads somewhere else today"}) text += std::string(line) + "\n";
    text += headline + "\nBy Ann Lee\n" + first + "\n" + first + "\nAdvertisement\n" + last + "\n" + last + "\n";
    for (const char* line : {"Share this article", "Tags: talks, guns", "Most read", "The story of a man and his dog", "What we know of the storm so far", "Leave a Reply", "I do not believe a word of this, as I said last week.",
                             "Sign in", "About us", "Contact us", "Privacy policy", "Terms of use", "Cookie settings", "Newsletters"})
        text += std::string(line) + "\n";
    const auto document = read_page(text_report(text));
    ASSERT_TRUE(document);
    EXPECT_EQ(document->title, headline);
    const auto is_out = [&](const std::string& words) {
        const auto at = static_cast<std::uint32_t>(text.find(words));
        return std::any_of(document->furniture.begin(), document->furniture.end(), [&](Span s) { return s.contains({at, at + 1}); });
    };
    for (const char* kept : {"Ministers agree", "The ministers of both", "The guns did"}) EXPECT_FALSE(is_out(kept)) << kept;
    for (const char* out : {"Skip to", "Politics", "Another one", "Advertisement", "Most read", "The story of a man", "I do not believe", "Privacy"}) EXPECT_TRUE(is_out(out)) << out;
}

// The same words inside sentences are news.
TEST(Furniture, WordsOfNewsStay) {
    for (const std::string line : {"Subscribers were told on Tuesday that the privacy policy would change.", "Share prices fell after the comments, the bank said.",
                                   "Follow us, the general told his men, and they did.", "\"Read more,\" she advised the students."})
        EXPECT_TRUE(furniture_of(article + line + "\n\nNobody answered that, the ministers said on Monday night.\n").empty()) << line;
}

// A hard-wrapped paragraph has lines that look like labels.
TEST(Furniture, WrappedLinesStay) {
    const std::string wrapped = "The plan was drawn up by experts and was then\nrecommended by the panel on\nFriday, officials said, without a vote.\n";
    EXPECT_TRUE(furniture_of(article + wrapped).empty());
}

}  // namespace
}  // namespace rostra
