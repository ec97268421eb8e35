#include "dates.h"
#include "headline.h"
#include "json_ld.h"
#include "printed_day.h"

#include <gtest/gtest.h>

namespace rostra::page {
namespace {

TEST(Dates, AsPagesPrintThem) {
    const std::pair<const char*, const char*> cases[] = {
        {"2019-10-30T23:10:00Z", "2019-10-30"},
        {"Wed, 30 Oct 2019 10:00:00 GMT", "2019-10-30"},
        {"Oct. 30, 2019, 9:28 AM UTC", "2019-10-30"},
        {"01:38:07 PM IST Nov 20, 2019", "2019-11-20"},
        {"30th of October, 2019", "2019-10-30"},
        {"publiziert am 30. Juli 2018", "2018-07-30"},
        {"le 1 août 2019 à 10h", "2019-08-01"},
        {"14 de março de 2020", "2020-03-14"},
        {"14\u00A0Mar\u00A02020", "2020-03-14"},
        {"2018年8月25日", "2018-08-25"},
        {"2018년 8월 25일", "2018-08-25"},
        {"11/19/19 06:56 AM EST", "2019-11-19"},
        {"19/11/2019", "2019-11-19"},
        {"21:17 18.11.2019", "2019-11-18"},
        {"11/10/19", ""},    // either order
        {"11/10/2019", ""},  // either order
        {"32 October 2019", ""},
        {"May 2019 be better", ""},
        {"version 1.2.19", ""},
    };
    for (const auto& [text, day] : cases) EXPECT_EQ(parse_date(text).value_or(""), day) << text;
}

TEST(Dates, InUrls) {
    EXPECT_EQ(date_in_url("https://e.org/2019/11/18/a-b/"), "2019-11-18");
    EXPECT_EQ(date_in_url("https://e.org/2019/nov/18/a"), "2019-11-18");
    EXPECT_EQ(date_in_url("https://e.org/2019/11/a-b-12/"), "2019-11");
    EXPECT_EQ(date_in_url("https://e.org/a-20191118"), "2019-11-18");
    EXPECT_EQ(date_in_url("https://e.org/article/20191399?d=2019/11/18"), std::nullopt);
}

std::optional<std::string> settled(const char* printed, const char* machine, const char* updated = "", const char* in_url = "") {
    const auto given = [](const char* day) { return *day ? std::optional<std::string>(day) : std::nullopt; };
    PrintedDay day;
    day.title("A headline of some words");
    day.heading("A headline of some words");
    for (const char* text : {"By Ann Lee", printed})
        if (auto found = day.text(text)) day.take(*std::move(found));
    return day.settle(given(machine), given(updated), given(in_url));
}

TEST(PrintedDay, WinsOnlyOverItsNeighbours) {
    EXPECT_EQ(settled("November 18, 2019 11:03 PM", "2019-11-19"), "2019-11-18");
    EXPECT_EQ(settled("November 20, 2019 01:03 AM", "2019-11-19"), "2019-11-20");
    EXPECT_EQ(settled("November 20, 2019", "2019-11-19", "2019-11-20"), "2019-11-19");  // may be the day of an update
    EXPECT_EQ(settled("Updated November 18, 2019", "2019-11-19"), "2019-11-19");
    EXPECT_EQ(settled("November 1, 2019", "2019-11-19"), "2019-11-19");
    EXPECT_EQ(settled("March 1, 2020", "2020-02-29"), "2020-03-01");
    EXPECT_EQ(settled("January 1, 2020", "2019-12-31"), "2020-01-01");
    EXPECT_EQ(settled("no date", "2019-11-19", "", "2019-11-18"), "2019-11-18");
    EXPECT_EQ(settled("November 18, 2019", ""), "2019-11-18");
    EXPECT_EQ(settled("no date", "", "", "2019-11"), "2019-11");
    EXPECT_EQ(settled("no date", ""), std::nullopt);
}

TEST(Headline, TheOneThatReadersSee) {
    const auto of = [](std::vector<Heading> headings, std::vector<std::string> machine, bool printed = false) { return headline_of(headings, machine, "The Daily News", printed); };
    EXPECT_EQ(of({{"The Daily News"}, {"Sweden drops its inquiry"}}, {"", "Sweden drops inquiry - The Daily News"}), "Sweden drops its inquiry");
    EXPECT_EQ(of({{"The Daily News"}}, {"", "Sweden drops its inquiry | The Daily News"}), "Sweden drops its inquiry");
    EXPECT_EQ(of({{"The quiet end of a poet", true}}, {"", "Why you never heard of this writer"}), "The quiet end of a poet");
    EXPECT_EQ(of({{"Ten things to read next", true}}, {"", "Why you never heard of this writer"}, true), "Why you never heard of this writer");
    EXPECT_EQ(of({{"Latest stories here"}}, {"", "Why you never heard of this writer"}), "Why you never heard of this writer");
    EXPECT_EQ(of({}, {"", ""}), "");
}

TEST(JsonLd, DatesOfBrokenJson) {
    Metadata found;
    read_json_ld(R"({"@type": "Article", "description": "the "best" of", "datePublished": "2018-04-18", "dateModified": "2019-04-10T10:00"})", found);
    EXPECT_EQ(found.published, "2018-04-18");
    EXPECT_EQ(found.updated, "2019-04-10");
    Metadata other;
    read_json_ld(R"({"@type": "Offer", "description": "the "best" of", "datePublished": "2018-04-18"})", other);
    EXPECT_EQ(other.published, std::nullopt);
}

}  // namespace
}  // namespace rostra::page
