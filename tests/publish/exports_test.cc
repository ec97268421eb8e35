#include "readings.h"
#include "rostra/publish.h"

#include <nlohmann/json.hpp>

namespace rostra {
namespace {

using namespace testing;
using Json = nlohmann::json;

StatementRow row_of(const Reading& reading, std::size_t number) {
    const Document& d = reading.document;
    StatementRow row;
    row.statement = reading.statements[number];
    row.id = row.statement_id = row.statement.id;
    row.content = slice(d.text, row.statement.attribution.content[0]);
    row.source = slice(d.text, row.statement.attribution.source[0]);
    row.text = std::make_shared<const std::string>(d.text);
    row.day = "2019-10-29";
    row.report.id = d.id;
    row.report.url = d.url;
    row.report.title = d.title;
    row.report.publisher = d.publisher;
    row.report.language = d.language;
    row.report.added_at = 1572400000;
    return row;
}

Reading hostile() {
    ReadingMaker made("h", "é “<script>alert(1)</script>” & ]]> \x01\nsaid =cmd|' /C calc'!A0, \"quoted\"\r\nnext line");
    made.document().url = "javascript:alert(1)";
    made.document().title = "<b>&\"'";
    Statement& s = made.say("“<script>alert(1)</script>”", "said", "=cmd|' /C calc'!A0, \"quoted\"\r\nnext line");
    s.speaker = person("=SUM(A1)");
    return *made;
}

TEST(Json, ARowHoldsTheStatementAsTheReadingHasIt) {
    const Reading reading = pierce_report();
    const Json of_reading = Json::parse(to_json(reading))["statements"][0], of_row = Json::parse(to_json(row_of(reading, 0)));
    for (const auto& [name, value] : of_reading.items()) EXPECT_EQ(of_row[name], value) << name;
    EXPECT_EQ(of_row["report"]["id"], "un-1");
    EXPECT_EQ(of_row["words"]["content"], "China should let independent observers into Xinjiang without hindrance");
}

TEST(Json, RowOffsetsCountCodePoints) {
    const Json row = Json::parse(to_json(row_of(hostile(), 0)));
    EXPECT_EQ(row["source"][0][0], 2);
}

// Reads CSV back as RFC 4180 says, so that writer and reader check each other.
std::vector<std::vector<std::string>> parse_csv(const std::string& text) {
    std::vector<std::vector<std::string>> lines(1, std::vector<std::string>(1));
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string& field = lines.back().back();
        if (quoted && text[i] == '"' && text[i + 1] == '"') field += '"', ++i;
        else if (text[i] == '"') quoted = !quoted;
        else if (!quoted && text[i] == ',') lines.back().emplace_back();
        else if (!quoted && text[i] == '\r' && text[i + 1] == '\n') lines.emplace_back(1), ++i;
        else field += text[i];
    }
    lines.pop_back();
    return lines;
}

TEST(Csv, FieldsComeBackAndFormulasAreText) {
    const auto lines = parse_csv(csv_header() + to_csv(row_of(hostile(), 0)) + to_csv(pierce_report()));
    ASSERT_EQ(lines.size(), 4u);
    for (const auto& line : lines) EXPECT_EQ(line.size(), lines[0].size());
    const auto at = [&](std::string_view name) { return static_cast<std::size_t>(std::find(lines[0].begin(), lines[0].end(), name) - lines[0].begin()); };
    EXPECT_EQ(lines[1][at("content")], "'=cmd|' /C calc'!A0, \"quoted\"\r\nnext line");
    EXPECT_EQ(lines[1][at("speaker")], "'=SUM(A1)");
    EXPECT_EQ(lines[2][at("named")], "USA AUS");
    EXPECT_EQ(lines[2][at("declared")], "23");
    EXPECT_EQ(lines[2][at("confidence")], "0.900");
    EXPECT_EQ(lines[2][at("about")], "CHN");
}

TEST(JsonLd, QuotesWithSelectorsThatFindTheWords) {
    const Reading reading = pierce_report();
    const Json graph = Json::parse(to_jsonld(row_of(reading, 0), "https://rostra.example"))["@graph"];
    EXPECT_EQ(graph[0]["@type"], "Claim");
    EXPECT_EQ(graph[0]["@id"], "https://rostra.example/s/" + std::string("un-1%3A") + reading.statements[0].id.substr(5));
    EXPECT_EQ(graph[0]["author"]["name"], "Karen Pierce");
    EXPECT_EQ(graph[0]["appearance"]["url"], "https://news.example/un-1");
    const Json selectors = graph[1]["target"][0]["selector"];
    const std::string exact = selectors[0]["exact"], prefix = selectors[0]["prefix"], suffix = selectors[0]["suffix"];
    EXPECT_NE(reading.document.text.find(prefix + exact + suffix), std::string::npos);
    const std::uint32_t start = selectors[1]["start"], end = selectors[1]["end"];
    EXPECT_EQ(reading.document.text.substr(start, end - start), exact);
    EXPECT_EQ(Json::parse(to_jsonld(hostile()))["@graph"][0]["appearance"].count("url"), 0u) << "no javascript: address";
}

// "/s/a.json" is the JSON of the statement "a": the address of the statement "a.json" has the dot encoded.
TEST(JsonLd, AnAddressIsNoTwins) {
    StatementRow row = row_of(pierce_report(), 0);
    row.id = "a.json";
    EXPECT_EQ(Json::parse(to_jsonld(row, "https://rostra.example"))["@graph"][0]["@id"], "https://rostra.example/s/a%2Ejson");
}

TEST(Brat, OffsetsNameTheWordsAndNeverCrossLines) {
    const Reading reading = hostile();
    const std::string standoff = to_brat(reading);
    const CodePoints points(reading.document.text);
    int lines = 0;
    for (std::size_t at = 0; at < standoff.size();) {
        const std::string line = standoff.substr(at, standoff.find('\n', at) - at);
        at += line.size() + 1;
        if (line[0] != 'T') continue;
        ++lines;
        const auto first = line.find('\t'), second = line.find('\t', first + 1);
        std::string offsets = line.substr(first + 1, second - first - 1), words;
        offsets = offsets.substr(offsets.find(' ') + 1) + ";";
        while (!offsets.empty()) {
            const auto begin = *points.byte_of(static_cast<std::uint32_t>(std::stoul(offsets))), end = *points.byte_of(static_cast<std::uint32_t>(std::stoul(offsets.substr(offsets.find(' ') + 1))));
            const std::string piece(slice(reading.document.text, {begin, end}));
            EXPECT_EQ(piece.find_first_of("\r\n"), std::string::npos);
            words += (words.empty() ? "" : " ") + piece;
            offsets.erase(0, offsets.find(';') + 1);
        }
        EXPECT_EQ(line.substr(second + 1), words);
    }
    EXPECT_EQ(lines, 3);
}

TEST(Atom, IsEscapedAndComplete) {
    const Reading bad = hostile(), good = pierce_report();
    const std::vector<StatementRow> rows{row_of(bad, 0), row_of(good, 0)};
    const std::string feed = to_atom({"All <statements>", "https://rostra.example/feed.atom?q=a&b=\"", "https://rostra.example"}, rows);
    EXPECT_EQ(feed.find("<script"), std::string::npos);
    EXPECT_EQ(feed.find('\x01'), std::string::npos);
    EXPECT_EQ(feed.find("javascript:"), std::string::npos);
    EXPECT_NE(feed.find("<title>All &lt;statements&gt;</title>"), std::string::npos);
    EXPECT_NE(feed.find("<updated>2019-10-30T01:46:40Z</updated>"), std::string::npos);
    EXPECT_NE(feed.find("<link rel=\"via\" href=\"https://news.example/un-1\"/>"), std::string::npos);
}

}  // namespace
}  // namespace rostra
