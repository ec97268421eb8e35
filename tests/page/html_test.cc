// Pages: case files (tests/cases/pages/NAME.html and NAME.txt: wanted fields, a blank line, the text), the way back to
// the page's bytes, and hostile pages.
#include "encoding.h"
#include "rostra/page.h"

#include <gtest/gtest.h>
#include <iconv.h>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace rostra {
namespace {

std::string contents(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

Result<Document> read_html(std::string body) {
    RawReport report;
    report.origin = "p.html";
    report.body_kind = RawReport::Body::html;
    report.body = std::move(body);
    return read_page(report);
}

std::string field(const Document& d, const std::string& name) {
    if (name == "title") return d.title.value_or("");
    if (name == "byline") return d.byline.value_or("");
    if (name == "publisher") return d.publisher.value_or("");
    if (name == "published") return d.published.value_or("");
    if (name == "updated") return d.updated.value_or("");
    if (name == "canonical") return d.canonical.value_or("");
    if (name == "url") return d.url.value_or("");
    if (name == "language") return d.language;
    return "no such field: " + name;
}

TEST(Html, Cases) {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(ROSTRA_ROOT) + "/tests/cases/pages")) {
        if (entry.path().extension() != ".html") continue;
        ++count;
        SCOPED_TRACE(entry.path().filename().string());
        const auto document = read_html(contents(entry.path()));
        ASSERT_TRUE(document) << document.error().message();
        const std::string expected = contents(std::filesystem::path(entry.path()).replace_extension(".txt"));
        std::istringstream lines(expected);
        std::string line;
        while (std::getline(lines, line) && !line.empty()) {
            const std::size_t colon = line.find(": ");
            EXPECT_EQ(field(*document, line.substr(0, colon)), line.substr(colon + 2)) << line;
        }
        const std::size_t text = expected.starts_with("\n") ? 1 : expected.find("\n\n") + 2;
        EXPECT_EQ(document->text + "\n", expected.substr(text));
    }
    EXPECT_GE(count, 16u);
}

// Every letter of the text that the map calls a copy is the same byte in the page.
TEST(Html, OffsetsLeadBackToThePage) {
    for (const auto& entry : std::filesystem::directory_iterator(std::string(ROSTRA_ROOT) + "/tests/cases/pages")) {
        if (entry.path().extension() != ".html") continue;
        SCOPED_TRACE(entry.path().filename().string());
        const std::string page = contents(entry.path());
        const auto document = read_html(page);
        ASSERT_TRUE(document);
        const auto& runs = document->page_offsets.runs();
        ASSERT_FALSE(runs.empty());
        std::size_t copied = 0;
        for (std::size_t r = 0; r < runs.size(); ++r) {
            if (!runs[r].copied) continue;
            const std::uint32_t end = r + 1 < runs.size() ? runs[r + 1].text : static_cast<std::uint32_t>(document->text.size());
            for (std::uint32_t at = runs[r].text; at < end; ++at, ++copied)
                ASSERT_EQ(document->text[at], page.at(document->page_offsets.to_page(at))) << "text byte " << at << " run " << r << "\n"
                                                                                           << document->text.substr(at > 20 ? at - 20 : 0, 40);
        }
        EXPECT_GE(copied * 10, document->text.size() * 6);  // references are single places, and escaped text is
    }
}

std::string encoded(std::string text, const char* encoding) {
    iconv_t handle = iconv_open(encoding, "UTF-8");
    std::string out(4 * text.size() + 16, '\0');
    char *in = text.data(), *to = out.data();
    std::size_t left = text.size(), room = out.size();
    EXPECT_EQ(iconv(handle, &in, &left, &to, &room), 0u) << encoding;
    iconv_close(handle);
    out.resize(out.size() - room);
    return out;
}

// In a page that was transcoded, each word leads back to its bytes as they came.
TEST(Html, OffsetsLeadBackThroughEncodings) {
    const std::string european = "<p>The Zürich envoy, René Lind, said on Monday that cafés &amp; bars would stay open for all.</p>";
    const std::string russian = "<p>The word мир means both peace and world, the minister said on Monday.</p>";
    const std::string chinese = "<p>The minister said that 北京 would stay open for all who come on Monday.</p>";
    const std::pair<const char*, std::string> pages[] = {{"windows-1252", european}, {"iso-8859-1", european}, {"utf-16le", european}, {"utf-16be", russian}, {"windows-1251", russian}, {"koi8-r", russian}, {"gbk", chinese}, {"big5", chinese}, {"shift_jis", chinese}, {"euc-jp", chinese}, {"gb18030", chinese}};
    for (const auto& [encoding, page] : pages) {
        SCOPED_TRACE(encoding);
        RawReport report;
        report.body_kind = RawReport::Body::html;
        report.charset = encoding;
        report.body = encoded(page, encoding);
        const auto document = read_page(report);
        ASSERT_TRUE(document);
        std::size_t seen = 0;
        for (const std::string word : {"The", "said", "stay", "Monday", "peace", "open", "Lind", "Zürich", "cafés", "мир", "北京"}) {
            const std::size_t at = document->text.find(word);
            if (at == std::string::npos) continue;
            ++seen;
            EXPECT_EQ(document->page_offsets.to_page(static_cast<std::uint32_t>(at)), report.body.find(encoded(word, encoding))) << word;
        }
        EXPECT_GE(seen, 4u);
    }
}

// A span ends right behind its last character, whatever that takes in the page.
TEST(Html, OffsetsOfEnds) {
    const auto ends = [](std::string_view word, const std::string& page, const std::string& in_page, const char* charset) {
        RawReport report;
        report.body_kind = RawReport::Body::html;
        report.charset = charset;
        report.body = page;
        const auto document = read_page(report);
        ASSERT_TRUE(document);
        const auto at = document->text.find(word);
        ASSERT_NE(at, std::string::npos) << word;
        EXPECT_EQ(document->page_offsets.to_page_end(static_cast<std::uint32_t>(at + word.size())), page.find(in_page) + in_page.size()) << word << " " << charset;
    };
    const std::string page = "<p>The Z\u00FCrich envoy told reporters of both states on Monday night: &ldquo;We go on&rdquo;</p>\n<p>The minister said <b>that</b>\n cafés &amp; bars would stay open.</p>";
    for (const char* word : {"envoy", "minister", "Z\u00FCrich", "that", "open.", "cafés"}) {
        ends(word, page, word, "utf-8");
        ends(word, encoded(page, "utf-16le"), encoded(word, "utf-16le"), "utf-16le");
    }
    ends("on\u201D", page, "on&rdquo;", "utf-8");
    ends("on\u201D", encoded(page, "utf-16be"), encoded("on&rdquo;", "utf-16be"), "utf-16be");
}

TEST(Html, OffsetsThroughEscapes) {
    const std::string said = R"("We go on,\" Ann Lee said in <b>Z\u00fcrich<\/b>.<\/p>\n<p>The guns &amp; drums fell silent, witnesses said, a little before the hour, and people came out \ud83d\ude00 at once. The ministers of both states had said on Monday that the guns would fall silent at midnight, after two days of talks in the old town.")";
    const std::string page = R"(<script type="application/ld+json">{"@type":"NewsArticle", "articleBody" : "<p>\)" + said + "}</script><p>Loading</p>";
    const auto document = read_html(page);
    ASSERT_TRUE(document);
    const auto place = [&](std::string_view words) { return document->page_offsets.to_page(static_cast<std::uint32_t>(document->text.find(words))); };
    for (const char* word : {"We go", "Ann", "said in", "The guns", "drums", "witnesses", "at once"}) EXPECT_EQ(place(word), page.find(word)) << word;
    EXPECT_EQ(place("Z\u00FCrich"), page.find("Z\\u00fcrich"));
    EXPECT_EQ(place("\u00FCrich"), page.find("\\u00fcrich"));
    EXPECT_EQ(place("& drums"), page.find("&amp;"));
    const auto comma = document->text.find(",\"");
    EXPECT_EQ(document->page_offsets.to_page_end(static_cast<std::uint32_t>(comma + 2)), page.find(",\\\"") + 3);
}

TEST(Html, OffsetsLeadBackThroughDamage) {
    const std::string page = "<p>The caf\xE9 \xE2\x80 was closed, the minister said\xFF on Monday, and \xC3\xA9tudes go on for all.</p>";
    RawReport report;
    report.body_kind = RawReport::Body::html;
    report.charset = "utf-8";
    report.body = page;
    const auto document = read_page(report);
    ASSERT_TRUE(document);
    for (const char* word : {"The", "was", "minister", "Monday", "\xC3\xA9tudes", "all"})
        EXPECT_EQ(document->page_offsets.to_page(static_cast<std::uint32_t>(document->text.find(word))), page.find(word)) << word;
}

TEST(Html, OffsetsThroughReferences) {
    const std::string page = "<p>The minister&rsquo;s words &amp; deeds were &#8220;plain&#8221; enough for all of us, he said.</p>";
    const auto document = read_html(page);
    ASSERT_TRUE(document);
    const auto place = [&](std::string_view words) { return document->page_offsets.to_page(static_cast<std::uint32_t>(document->text.find(words))); };
    EXPECT_EQ(place("The"), page.find("The"));
    EXPECT_EQ(place("\xE2\x80\x99"), page.find("&rsquo;"));
    EXPECT_EQ(place("s words"), page.find("s words"));
    EXPECT_EQ(place("& deeds"), page.find("&amp;"));
    EXPECT_EQ(place("\xE2\x80\x9Cplain"), page.find("&#8220;"));
    EXPECT_EQ(place("plain"), page.find("plain"));
    EXPECT_EQ(place("enough"), page.find("enough"));
}

// Two papers under one public suffix are two sites.
TEST(Html, TheCanonicalAddressOfAnotherSiteIsNotTaken) {
    const auto url = [](const std::string& own, const std::string& canonical) {
        return read_html("<link rel=canonical href=\"" + canonical + "\"><meta property=og:url content=\"" + own + "\"><p>The minister said on Monday that he would leave the city at once.</p>")->url.value_or("");
    };
    EXPECT_EQ(url("https://www.herald.co.uk/a", "https://echo.co.uk/b"), "https://www.herald.co.uk/a");
    EXPECT_EQ(url("https://m.herald.co.uk/a", "https://www.herald.co.uk/b"), "https://www.herald.co.uk/b");
    EXPECT_EQ(url("https://news.herald.co.uk/a", "https://herald.co.uk/b"), "https://herald.co.uk/b");
}

// A crawler's address is where the page was found; what the page calls its own stands beside it.
TEST(Html, TheCanonicalAddressStandsBesideTheOneGiven) {
    RawReport report;
    report.body_kind = RawReport::Body::html;
    report.url = "https://herald.example/a?utm_source=feed";
    report.body = "<link rel=canonical href=\"https://herald.example/a\"><p>The minister said on Monday that he would leave the city at once.</p>";
    const auto document = read_page(report);
    ASSERT_TRUE(document);
    EXPECT_EQ(document->url, "https://herald.example/a?utm_source=feed");
    EXPECT_EQ(document->canonical, "https://herald.example/a");
}

TEST(Html, ByteOrderMarkShiftsNothing) {
    const std::string page = "\xEF\xBB\xBF<p>The minister said on Monday that he would leave the city at once.</p>";
    const auto document = read_html(page);
    ASSERT_TRUE(document);
    EXPECT_EQ(document->page_offsets.to_page(0), page.find("The"));
}

TEST(Html, CharsetOrder) {
    RawReport report;
    report.body_kind = RawReport::Body::html;
    report.body =
        "<meta charset=utf-8><p>El ministro dijo que ma\xF1"
        "ana se ir\xED"
        "a de la ciudad, sin m\xE1s.</p>";
    report.charset = "windows-1252";  // HTTP before <meta>
    EXPECT_NE(read_page(report)->text.find("ma\xC3\xB1"
                                           "ana"),
              std::string::npos);
    report.charset.clear();
    EXPECT_NE(read_page(report)->text.find("\xEF\xBF\xBD"), std::string::npos) << "broken UTF-8 shows U+FFFD";
    report.body = "<meta charset=Shift_JIS><p>\x91\xE5\x90\x62\x82\xCD\x8C\x8E\x97\x6A\x93\xFA\x82\xC9\x8F\x71\x82\xD7\x82\xBD\x81\x42</p>";
    EXPECT_EQ(read_page(report)->text, "大臣は月曜日に述べた。");
}

TEST(Html, LabelsAfterTheStandard) {
    EXPECT_EQ(page::encoding_of_label(" ISO_8859-1:1987\n"), "windows-1252");
    EXPECT_EQ(page::encoding_of_label("csISO88598I"), "iso-8859-8");
    EXPECT_EQ(page::encoding_of_label("KOI8-RU"), "koi8-u");
    EXPECT_EQ(page::encoding_of_label("x-mac-ukrainian"), "x-mac-cyrillic");
    EXPECT_EQ(page::encoding_of_label("unicode-1-1-utf-8"), "utf-8");
    EXPECT_EQ(page::encoding_of_label("HZ-GB-2312"), "replacement");
    EXPECT_EQ(page::encoding_of_label("utf-7"), "");
    for (const std::string_view label : {"ibm866", "iso-8859-10", "iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16", "koi8-u", "macintosh", "x-mac-cyrillic", "windows-874", "gb18030", "euc-jp", "iso-2022-jp"})
        EXPECT_TRUE(page::to_utf8("a", page::encoding_of_label(label))) << label;
    EXPECT_EQ(page::to_utf8("a", "replacement").error().code, ErrorCode::unsupported);
}

// A page of teasers alone has no article: reading it would tell each story twice.
TEST(Html, FrontPagesHaveNoArticle) {
    std::string items;
    for (int i = 0; i < 14; ++i) {
        const std::string n = std::to_string(i);
        items += "<div class=card" + n + "><a href=/a/" + n + "><h3>Harbour council votes for ferry " + n + "</h3></a><p>The council voted on Monday, its chair said.</p></div>";
    }
    const auto front = read_html("<html><body><h1>World</h1><main>" + items + "</main><footer>All rights reserved</footer></body></html>");
    ASSERT_FALSE(front);
    EXPECT_EQ(front.error().code, ErrorCode::no_article);
}

// Nothing of this may take long, recurse or grow without bound.
TEST(Html, HostilePages) {
    const auto many = [](const std::string& what, std::size_t count) {
        std::string out;
        for (std::size_t i = 0; i < count; ++i) out += what;
        return out;
    };
    const std::string words = "<p>The minister said on Monday that he would leave the city at once.</p>";
    std::string distinct, merged;
    for (int i = 0; i < 30000; ++i) {
        distinct += "<b a" + std::to_string(i) + "><p>";
        merged += "<body a" + std::to_string(i) + "=1>";
    }
    for (const std::string& hostile : {many("<div>", 1000000), many("<b>", 1000000), many("<table><tr><td>", 30000), many("<b><i><p>", 20000), distinct, merged, "<p title=\"" + std::string(100000000, 'a') + "\">",
                                       "<p " + std::string(5000000, 'a') + ">", std::string(1000000, '<'), std::string(1000000, '&'), many("<svg><p>", 30000),
                                       "<script type=\"application/ld+json\">" + std::string(1000000, '[') + "</script>", std::string("<!--") + std::string(5000000, '-')}) {
        const auto document = read_html(words + hostile);
        if (document) {
            EXPECT_FALSE(utf8::find_invalid(document->text));
        }
    }
    EXPECT_EQ(read_html("<html><body></body></html>").error().code, ErrorCode::no_article);
}

}  // namespace
}  // namespace rostra
