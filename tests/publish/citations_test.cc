// Citations field by field: what is known stands in them, what is not is left out, and no text ends its field.
#include "rostra/publish.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace rostra {
namespace {

using Json = nlohmann::json;
const SiteAddress site{"https://rostra.example"};

StatementRow pierce() {
    StatementRow row;
    row.id = row.statement_id = "un-1:82";
    row.day = "2019-10-29";
    row.content = "We call on China to let independent observers into Xinjiang";
    row.source = "Karen Pierce";
    Speaker speaker;
    speaker.name = "Karen Pierce";
    row.statement.speaker = speaker;
    row.statement.manner = Manner::direct;
    row.statement.on_behalf_of = Bloc{23, {"USA", "AUS"}, "GBR", std::nullopt, {}, std::nullopt};
    row.statement.forum = Forum{"UN General Assembly Third Committee", {}};
    row.report.id = "un-1";
    row.report.title = "States split over Xinjiang";
    row.report.publisher = "Example Wire";
    row.report.published = "2019-10-30T08:00:00Z";
    return row;
}

std::string plain(const StatementRow& row) { return citations(row, site)["plain"]; }
std::string bibtex(const StatementRow& row) { return citations(row, site)["bibtex"]; }
Json csl(const StatementRow& row) { return citations(row, site)["csl"]; }

TEST(Citations, PlainSaysWhoForWhomWhatWhenAndWhoTells) {
    EXPECT_EQ(plain(pierce()),
              "Karen Pierce on behalf of 23 states: “We call on China to let independent observers into Xinjiang”, 29 October 2019, as told by Example Wire, "
              "“States split over Xinjiang” (30 October 2019). Rostra record: https://rostra.example/s/un-1%3A82");
}

TEST(Citations, AParaphraseIsNoQuotation) {
    StatementRow row = pierce();
    row.statement.manner = Manner::indirect;
    EXPECT_NE(plain(row).find("independent observers into Xinjiang (paraphrased), 29 October"), std::string::npos);
    EXPECT_EQ(plain(row).find("“We call"), std::string::npos);
    row.statement.manner = Manner::direct;
    row.content = "“We call on China”";
    EXPECT_NE(plain(row).find(": “We call on China”,"), std::string::npos) << "the words bring their own marks";
}

TEST(Citations, WhatIsNotKnownIsLeftOut) {
    StatementRow row;
    row.id = "x";
    row.content = "words";
    row.statement.manner = Manner::indirect;
    EXPECT_EQ(plain(row), "Speaker not known: words (paraphrased), as told in a report. Rostra record: https://rostra.example/s/x");
    EXPECT_EQ(bibtex(row).find("year"), std::string::npos);
    EXPECT_EQ(bibtex(row).find("howpublished"), std::string::npos);
    const Json item = csl(row);
    for (const char* member : {"issued", "publisher", "container-title", "event-title"}) EXPECT_FALSE(item.contains(member)) << member;
    row.source = "an official";
    EXPECT_EQ(csl(row)["author"][0]["literal"], "an official") << "the words of the source are all there is";
    row.statement.on_behalf_of = Bloc{std::nullopt, {"ALB", "FRA"}, std::nullopt, std::nullopt, {}, std::nullopt};
    EXPECT_EQ(plain(row).rfind("an official on behalf of 2 named states: ", 0), 0U) << "named is not declared";
    row.statement.on_behalf_of->group = "European Union";
    EXPECT_EQ(plain(row).rfind("an official on behalf of European Union: ", 0), 0U);
}

TEST(Citations, BibtexHasItsFields) {
    const std::string text = bibtex(pierce());
    EXPECT_EQ(text, "@misc{rostra-" + content_id("un-1:82") +
                        ",\n  author = {{Karen Pierce}},\n  title = {We call on China to let independent observers into Xinjiang},\n  year = {2019},\n"
                        "  howpublished = {Example Wire},\n  note = {As told in: States split over Xinjiang},\n  url = {https://rostra.example/s/un-1\\%3A82}\n}\n");
}

TEST(Citations, NoTextEndsABibtexField) {
    StatementRow row = pierce();
    row.statement.speaker->name = "A} , author = {B";
    row.report.title = "100% of $5 & #1_a ~ ^ \\input{x} {";
    row.report.publisher = "line\nbreak\tand } brace";
    const std::string text = bibtex(row);
    EXPECT_NE(text.find("author = {{A , author = B}},\n"), std::string::npos);
    EXPECT_NE(text.find("note = {As told in: 100\\% of \\$5 \\& \\#1\\_a \\~{} \\^{} inputx },\n"), std::string::npos);
    EXPECT_NE(text.find("howpublished = {line break and  brace},\n"), std::string::npos);
    int depth = 0;
    for (const char c : text) {
        depth += (c == '{') - (c == '}');
        EXPECT_GE(depth, 0);
    }
    EXPECT_EQ(depth, 0) << "each brace has its other";
}

TEST(Citations, CslHasItsMembers) {
    EXPECT_EQ(csl(pierce()), Json::parse(R"({"id": "un-1:82", "type": "speech", "title": "We call on China to let independent observers into Xinjiang",
        "URL": "https://rostra.example/s/un-1%3A82", "author": [{"literal": "Karen Pierce"}], "issued": {"date-parts": [[2019, 10, 29]]}, "publisher": "Example Wire",
        "container-title": "States split over Xinjiang", "event-title": "UN General Assembly Third Committee"})"));
}

TEST(Citations, CslDaysAreAsExactAsTheyAreKnown) {
    StatementRow row = pierce();
    for (const auto& [day, parts] : {std::pair<std::string, std::string>{"2019", "[[2019]]"}, {"2019-10", "[[2019, 10]]"}, {"2019-10-05", "[[2019, 10, 5]]"}}) {
        row.day = day;
        EXPECT_EQ(csl(row)["issued"]["date-parts"], Json::parse(parts)) << day;
    }
    for (const char* no_day : {"", "soon", "20"}) {
        row.day = no_day;
        EXPECT_FALSE(csl(row).contains("issued")) << no_day;
    }
}

TEST(Citations, ALongContentIsCutAtAWord) {
    StatementRow row = pierce();
    row.content = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen";
    const std::string title = csl(row)["title"];
    EXPECT_LE(title.size(), 84U);
    EXPECT_EQ(title.substr(title.size() - 4), " …") << "in bytes: a space and three";
    EXPECT_EQ(row.content.rfind(title.substr(0, title.size() - 4) + " ", 0), 0U);
}

}  // namespace
}  // namespace rostra
