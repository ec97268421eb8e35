#include "rostra/source.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace rostra {
namespace {

struct Got {
    std::vector<RawReport> reports;
    std::vector<Error> errors;
};

Got drain(Source& source) {
    Got got;
    while (auto item = source.next()) {
        if (*item) got.reports.push_back(**item);
        else got.errors.push_back(item->error());
        if (got.reports.size() + got.errors.size() > 1000) break;
    }
    return got;
}

Got read(std::string_view bytes, InputKind kind = InputKind::automatic, const SourceLimits& limits = {}, std::string name = "in") {
    return drain(*open_bytes(bytes, std::move(name), kind, limits));
}

std::string gzip(std::string_view plain) {
    z_stream state{};
    deflateInit2(&state, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&state, plain.size()) + 32, '\0');
    state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    state.avail_in = static_cast<uInt>(plain.size());
    state.next_out = reinterpret_cast<Bytef*>(out.data());
    state.avail_out = static_cast<uInt>(out.size());
    deflate(&state, Z_FINISH);
    out.resize(state.total_out);
    deflateEnd(&state);
    return out;
}

TEST(Source, NamesOfKinds) {
    EXPECT_EQ(input_kind("ndjson"), InputKind::ndjson);
    EXPECT_EQ(input_kind("auto"), InputKind::automatic);
    EXPECT_FALSE(input_kind("pdf"));
}

TEST(Source, PlainTextIsKeptExactly) {
    const std::string text = "  Headline\r\n\r\nHe said \xE2\x80\x9Cno\xE2\x80\x9D.\n";
    const Got got = read(text);
    ASSERT_EQ(got.reports.size(), 1u);
    EXPECT_EQ(got.reports[0].body, text);
    EXPECT_EQ(got.reports[0].body_kind, RawReport::Body::text);
    EXPECT_EQ(got.reports[0].origin, "in");
}

TEST(Source, KindByContent) {
    EXPECT_EQ(read("<!DOCTYPE html><p>Hello").reports.at(0).body_kind, RawReport::Body::html);
    EXPECT_EQ(read("\xEF\xBB\xBF\n <html lang=en>").reports.at(0).body_kind, RawReport::Body::html);
    EXPECT_EQ(read("<minister> said so.").reports.at(0).body_kind, RawReport::Body::text);
    EXPECT_EQ(read("{\"text\": \"He left.\"}\n").reports.at(0).origin, "in:1");
    EXPECT_EQ(read("{not json} is how the note began.").reports.at(0).body_kind, RawReport::Body::text);
}

TEST(Source, KindByNameWhenTheContentSaysNothing) {
    EXPECT_EQ(read("Hello there.", InputKind::automatic, {}, "a.html").reports.at(0).body_kind, RawReport::Body::html);
    EXPECT_EQ(read("oops\n{\"text\": \"b\"}\n", InputKind::automatic, {}, "feed.ndjson").reports.at(0).origin, "feed.ndjson:2");
}

TEST(Source, LongFirstLineOfNdjsonIsStillNdjson) {
    const std::string line = "{\"id\": \"a\", \"text\": \"" + std::string(200'000, 'x') + "\"}\n";
    EXPECT_EQ(read(line).reports.at(0).id, "a");
}

TEST(Source, EmptyInputIsAnError) {
    for (const InputKind kind : {InputKind::automatic, InputKind::text, InputKind::html, InputKind::ndjson}) {
        const Got got = read("", kind);
        EXPECT_TRUE(got.reports.empty());
        ASSERT_EQ(got.errors.size(), 1u);
        EXPECT_EQ(got.errors[0].code, ErrorCode::empty);
    }
    EXPECT_EQ(read("\n \n", InputKind::ndjson).errors.at(0).code, ErrorCode::empty);
}

TEST(Source, MissingFileAndDirectory) {
    const auto missing = open_source("/nowhere/at/all.txt");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::not_found);
    const auto directory = open_source("/tmp");
    ASSERT_FALSE(directory);
    EXPECT_EQ(directory.error().code, ErrorCode::not_readable);
    EXPECT_NE(directory.error().message().find("directory"), std::string::npos);
}

TEST(Source, FileIsReadAndProgressCounts) {
    const std::string path = std::filesystem::temp_directory_path() / ("rostra-source-" + std::to_string(::getpid()) + ".txt");
    std::ofstream(path) << "One report.";
    auto source = open_source(path);
    ASSERT_TRUE(source);
    EXPECT_EQ((*source)->progress().second, 11u);
    EXPECT_EQ(drain(**source).reports.at(0).body, "One report.");
    EXPECT_EQ((*source)->progress().first, 11u);
    std::filesystem::remove(path);
}

TEST(Source, TooLargeIsNamedAndOthersGoOn) {
    SourceLimits limits;
    limits.report_bytes = 1000;
    EXPECT_EQ(read(std::string(5000, 'a'), InputKind::text, limits).errors.at(0).code, ErrorCode::too_large);
    const std::string lines = "{\"text\": \"a\"}\n{\"text\": \"" + std::string(5000, 'b') + "\"}\n{\"text\": \"c\"}\n";
    const Got got = read(lines, InputKind::ndjson, limits);
    ASSERT_EQ(got.reports.size(), 2u);
    EXPECT_EQ(got.reports[1].origin, "in:3");
    ASSERT_EQ(got.errors.size(), 1u);
    EXPECT_EQ(got.errors[0].code, ErrorCode::too_large);
    EXPECT_EQ(got.errors[0].where, "in:2");
}

TEST(Source, PackedFilesAreNamed) {
    for (const std::string& packed : {std::string("\x28\xB5\x2F\xFD\x04more"), std::string("PK\x03\x04more"), std::string("%PDF-1.7\n")}) {
        const auto source = open_bytes(packed, "a.warc.zst");
        const auto item = source->next();
        ASSERT_TRUE(item && !*item);
        EXPECT_EQ(item->error().code, ErrorCode::unsupported);
        EXPECT_FALSE(source->next());
    }
}

TEST(Source, GzipIsUndone) {
    EXPECT_EQ(read(gzip("Plain words.")).reports.at(0).body, "Plain words.");
    EXPECT_EQ(read(gzip("{\"text\": \"a\"}\n") + gzip("{\"text\": \"b\"}\n")).reports.size(), 2u);
    std::string damaged = gzip("Plain words that go on for a while.");
    damaged.resize(damaged.size() - 12);
    EXPECT_EQ(read(damaged).errors.at(0).code, ErrorCode::bad_format);
}

TEST(Ndjson, AllKeys) {
    const Got got = read(R"({"id": 7, "text": "Ann said no.", "url": "https://e.org/a", "title": "T", "byline": "B", "publisher": "P",)"
                         R"( "published": "2019-10-30", "language": "en", "unknown": {"deep": [1, {"text": "not this"}]},)"
                         R"( "attributions": [{"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 11]], "act": "say", "more": [[[1]]]}]})"
                         "\n");
    ASSERT_EQ(got.reports.size(), 1u) << got.errors.at(0).message();
    const RawReport& r = got.reports[0];
    EXPECT_EQ(r.id, "7");
    EXPECT_EQ(r.body, "Ann said no.");
    EXPECT_EQ(r.url, "https://e.org/a");
    EXPECT_EQ(r.title, "T");
    EXPECT_EQ(r.byline, "B");
    EXPECT_EQ(r.publisher, "P");
    EXPECT_EQ(r.published, "2019-10-30");
    EXPECT_EQ(r.language, "en");
    ASSERT_TRUE(r.has_attributions);
    ASSERT_EQ(r.attributions.size(), 1u);
    EXPECT_EQ(r.attributions[0].source, (std::vector<std::pair<std::uint32_t, std::uint32_t>>{{0, 3}}));
    EXPECT_EQ(r.attributions[0].content, (std::vector<std::pair<std::uint32_t, std::uint32_t>>{{9, 11}}));
}

TEST(Ndjson, NullIsMissingAndHtmlIsAPage) {
    const Got got = read("{\"html\": \"<p>Hi</p>\", \"title\": null, \"statements\": []}\n");
    ASSERT_EQ(got.reports.size(), 1u);
    EXPECT_EQ(got.reports[0].body_kind, RawReport::Body::html);
    EXPECT_FALSE(got.reports[0].title);
    EXPECT_TRUE(got.reports[0].has_attributions);
}

// A bad line names itself and what was expected; the lines around it are read.
TEST(Ndjson, BadLines) {
    const std::pair<std::string, std::string> cases[] = {
        {"{\"text\": \"cut", "not JSON"},
        {"[1, 2]", "expected a JSON object, found an array"},
        {"\"text\"", "expected a JSON object, found a string"},
        {"3", "expected a JSON object, found a number"},
        {"{}", "expected \"text\" or \"html\""},
        {"{\"text\": 5}", "expected a string for \"text\", found a number"},
        {"{\"text\": {\"a\": 1}}", "expected a string for \"text\", found an object"},
        {"{\"text\": \"a\", \"title\": [1]}", "expected a string for \"title\", found an array"},
        {"{\"text\": \"a\", \"attributions\": 3}", "expected a list"},
        {"{\"text\": \"a\", \"attributions\": [{\"source\": [[1]]}]}", "expected spans"},
        {"{\"text\": \"a\", \"attributions\": [{\"source\": [[1, 0]]}]}", "expected spans"},
        {"{\"text\": \"a\", \"attributions\": [{\"source\": [[0, -1]]}]}", "expected spans"},
        {"{\"text\": \"a\", \"attributions\": [{\"source\": [[0, 9]]}]}", "past the end"},
        {"{\"text\": \"\xFF\"}", "not valid UTF-8"},
    };
    for (const auto& [line, expected] : cases) {
        const Got got = read("{\"text\": \"before\"}\n" + line + "\n{\"text\": \"after\"}\n", InputKind::ndjson);
        EXPECT_EQ(got.reports.size(), 2u) << line;
        ASSERT_EQ(got.errors.size(), 1u) << line;
        EXPECT_EQ(got.errors[0].where, "in:2") << line;
        EXPECT_NE(got.errors[0].detail.find(expected), std::string::npos) << line << " gave " << got.errors[0].detail;
    }
}

TEST(Ndjson, DeepNestingIsRefused) {
    const std::string deep = "{\"x\": " + std::string(1'000'000, '[') + std::string(1'000'000, ']') + ", \"text\": \"a\"}\n{\"text\": \"b\"}\n";
    const Got got = read(deep, InputKind::ndjson);
    EXPECT_EQ(got.errors.size(), 1u);
    EXPECT_EQ(got.reports.size(), 1u);
}

TEST(Ndjson, LastLineNeedsNoNewlineAndCarriageReturnsAreBlank) {
    EXPECT_EQ(read("{\"text\": \"a\"}\r\n\r\n{\"text\": \"b\"}", InputKind::ndjson).reports.size(), 2u);
}

}  // namespace
}  // namespace rostra
