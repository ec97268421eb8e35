#include "rostra/source.h"

#include <brotli/encode.h>
#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

namespace rostra {
namespace {

struct Got {
    std::vector<RawReport> reports;
    std::vector<Error> errors;
};

Got read(const std::string& bytes, const SourceLimits& limits = {}) {
    Got got;
    const auto source = open_bytes(bytes, "a.warc", InputKind::automatic, limits);
    while (auto item = source->next()) {
        if (*item) got.reports.push_back(**item);
        else got.errors.push_back(item->error());
        if (got.reports.size() + got.errors.size() > 1000) break;
    }
    return got;
}

// window 31: gzip; 15: zlib; -15: raw deflate
std::string deflated(std::string_view plain, int window) {
    z_stream state{};
    deflateInit2(&state, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&state, plain.size()) + 64, '\0');
    state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    state.avail_in = static_cast<uInt>(plain.size());
    state.next_out = reinterpret_cast<Bytef*>(out.data());
    state.avail_out = static_cast<uInt>(out.size());
    deflate(&state, Z_FINISH);
    out.resize(state.total_out);
    deflateEnd(&state);
    return out;
}
std::string gzip(std::string_view plain) { return deflated(plain, 31); }
std::string zstd(std::string_view plain) {
    std::string out(ZSTD_compressBound(plain.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), plain.data(), plain.size(), 3));
    return out;
}
std::string brotli(std::string_view plain) {
    std::size_t size = BrotliEncoderMaxCompressedSize(plain.size());
    std::string out(size, '\0');
    BrotliEncoderCompress(5, 20, BROTLI_MODE_TEXT, plain.size(), reinterpret_cast<const std::uint8_t*>(plain.data()), &size, reinterpret_cast<std::uint8_t*>(out.data()));
    out.resize(size);
    return out;
}

std::string record(const std::string& type, const std::string& content_type, const std::string& block, const std::string& more = "") {
    return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: https://e.org/a\r\nContent-Type: " + content_type + "\r\n" + more +
           "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}
std::string http(const std::string& body, const std::string& headers = "", const std::string& status = "200 OK") {
    return "HTTP/1.1 " + status + "\r\nContent-Type: text/html; charset=ISO-8859-1\r\n" + headers + "\r\n" + body;
}
std::string response(const std::string& message) { return record("response", "application/http; msgtype=response", message); }

const std::string page = "<html><body><p>The minister said so on Monday.</p></body></html>";

TEST(Warc, ResponseWithCharsetAndUrl) {
    const Got got = read(record("warcinfo", "application/warc-fields", "software: x\r\n") + record("request", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n") + response(http(page)));
    ASSERT_EQ(got.reports.size(), 1u);
    EXPECT_TRUE(got.errors.empty());
    EXPECT_EQ(got.reports[0].body, page);
    EXPECT_EQ(got.reports[0].url, "https://e.org/a");
    EXPECT_EQ(got.reports[0].charset, "iso-8859-1");
    EXPECT_EQ(got.reports[0].body_kind, RawReport::Body::html);
}

TEST(Warc, ResourceConversionAndRevisit) {
    const Got got = read(record("resource", "text/html", page) + record("conversion", "text/plain", "Words of a page.") + record("revisit", "application/http; msgtype=response", http("")) +
                         record("resource", "image/png", "\x89PNG") + record("response", "text/dns", "20240101"));
    ASSERT_EQ(got.reports.size(), 2u);
    EXPECT_TRUE(got.errors.empty());
    EXPECT_EQ(got.reports[0].body_kind, RawReport::Body::html);
    EXPECT_EQ(got.reports[1].body_kind, RawReport::Body::text);
    EXPECT_EQ(got.reports[1].body, "Words of a page.");
}

TEST(Warc, RedirectsAndErrorPagesArePassedOver) {
    const Got got = read(response(http(page, "", "301 Moved")) + response(http(page, "", "404 Not Found")) + response(http(page)));
    EXPECT_EQ(got.reports.size(), 1u);
    EXPECT_TRUE(got.errors.empty());
}

TEST(Warc, BodiesInEveryCoding) {
    const std::string chunked = "10;x=y\r\n" + page.substr(0, 16) + "\r\n" + [] { char hex[8]; std::snprintf(hex, sizeof hex, "%zx", page.size() - 16); return std::string(hex); }() + "\r\n" + page.substr(16) + "\r\n0\r\n\r\n";
    const std::pair<std::string, std::string> cases[] = {
        {"Content-Encoding: gzip\r\n", gzip(page)},
        {"Content-Encoding: deflate\r\n", deflated(page, 15)},
        {"content-encoding: DEFLATE\r\n", deflated(page, -15)},
        {"Content-Encoding: br\r\n", brotli(page)},
        {"Content-Encoding: zstd\r\n", zstd(page)},
        {"Content-Encoding: br, gzip\r\n", gzip(brotli(page))},
        {"Transfer-Encoding: chunked\r\n", chunked},
        // Headers that the crawler kept although it decoded the body.
        {"Content-Encoding: gzip\r\n", page},
        {"Content-Encoding: br\r\n", page},
        {"Transfer-Encoding: chunked\r\n", page},
    };
    for (const auto& [headers, body] : cases) {
        const Got got = read(response(http(body, headers)));
        ASSERT_EQ(got.reports.size(), 1u) << headers << (got.errors.empty() ? "" : got.errors[0].message());
        EXPECT_EQ(got.reports[0].body, page) << headers;
    }
}

TEST(Warc, MemberARecordAndOneMemberOverAll) {
    const std::string a = response(http(page)), b = record("conversion", "text/plain", "Second.");
    const Got apart = read(gzip(a) + gzip(b));
    ASSERT_EQ(apart.reports.size(), 2u);
    EXPECT_EQ(apart.reports[0].origin, "a.warc@byte 0");
    EXPECT_EQ(apart.reports[1].origin, "a.warc@byte " + std::to_string(gzip(a).size()));
    const Got together = read(gzip(a + b));
    ASSERT_EQ(together.reports.size(), 2u);
    EXPECT_EQ(together.reports[1].origin, "a.warc@unpacked byte " + std::to_string(a.size()));
}

TEST(Warc, DamagedMemberIsNamedAndTheRestGoesOn) {
    const std::string good = gzip(response(http(page)));
    std::string bad = gzip(record("conversion", "text/plain", std::string(3000, 'a') + " and some words that do not repeat at all, 12345."));
    bad.resize(bad.size() / 2);
    const Got cut = read(good + bad + good + good);
    EXPECT_EQ(cut.reports.size(), 3u);
    ASSERT_GE(cut.errors.size(), 1u);
    EXPECT_NE(cut.errors[0].message().find("a.warc@byte"), std::string::npos);
    std::string flipped = gzip(response(http(page)));
    for (std::size_t i = 20; i < 60; ++i) flipped[i] = static_cast<char>(flipped[i] ^ 0x5A);
    const Got broken = read(good + flipped + good);
    EXPECT_EQ(broken.reports.size(), 2u);
    EXPECT_GE(broken.errors.size(), 1u);
}

TEST(Warc, DamagedRecordIsNamedAndTheRestGoesOn) {
    const std::string good = response(http(page));
    for (const std::string& bad : {std::string("rubbish between\r\nrecords\r\n"), std::string("WARC/1.0\r\nWARC-Type: response\r\n\r\nno length\r\n\r\n"),
                                   std::string("WARC/1.0\r\nContent-Length: -5\r\n\r\n\r\n"), response("not http at all\r\n\r\n")}) {
        const Got got = read(good + bad + good);
        EXPECT_EQ(got.reports.size(), 2u) << bad;
        ASSERT_EQ(got.errors.size(), 1u) << bad;
        EXPECT_EQ(got.errors[0].where, "a.warc@byte " + std::to_string(good.size())) << bad;
    }
}

TEST(Warc, TruncatedArchiveNamesItsLastRecord) {
    const std::string good = response(http(page));
    const Got got = read(good + good.substr(0, good.size() - 20));
    EXPECT_EQ(got.reports.size(), 1u);
    ASSERT_EQ(got.errors.size(), 1u);
    EXPECT_NE(got.errors[0].detail.find("cut off"), std::string::npos);
}

TEST(Warc, LengthThatRunsOverTheNextRecord) {
    const std::string good = response(http(page));
    for (const std::size_t more : {std::size_t{40}, good.size() + 10, 3 * good.size() - 5, std::size_t{1'000'000'000'000}}) {
        std::string bad = good;
        const std::string length = "Content-Length: " + std::to_string(http(page).size());
        bad.replace(bad.find(length), length.size(), "Content-Length: " + std::to_string(http(page).size() + more));
        for (const bool members : {false, true}) {
            const Got got = members ? read(gzip(good) + gzip(bad) + gzip(good) + gzip(good) + gzip(good)) : read(good + bad + good + good + good);
            EXPECT_EQ(got.reports.size(), 4u) << more << members;
            for (const RawReport& report : got.reports) EXPECT_EQ(report.body, page) << more << members;
            ASSERT_EQ(got.errors.size(), 1u) << more << members;
            EXPECT_EQ(got.errors[0].where, "a.warc@byte " + std::to_string(members ? gzip(good).size() : good.size()));
            EXPECT_NE(got.errors[0].detail.find("https://e.org/a"), std::string::npos);
        }
    }
}

TEST(Warc, RecordsCutIntoSeveralMembersStayWhole) {
    const std::string all = response(http(page)) + response(http(page));
    std::string pieces;
    for (std::size_t at = 0; at < all.size(); at += 50) pieces += gzip(all.substr(at, 50));
    const Got got = read(pieces);
    EXPECT_EQ(got.reports.size(), 2u);
    EXPECT_TRUE(got.errors.empty());
}

TEST(Warc, ARecordIsFoundBehindRubbish) {
    const std::string good = response(http(page));
    EXPECT_EQ(read("\xEF\xBB\xBF" + good + good).reports.size(), 2u);
    EXPECT_EQ(read(good + "rubbish without an end" + good).reports.size(), 2u);
    EXPECT_EQ(read(gzip(good) + gzip("WARC/1.0\r\nX: " + std::string(3000, 'y')) + gzip(good)).reports.size(), 2u);
    std::string starts;
    while (starts.size() < 1'000'000) starts += "WARC/1.0\nWARC-Type: x ";
    EXPECT_EQ(read(good + starts + "\n\n" + good).reports.size(), 2u);
}

TEST(Warc, CutOffByTheCrawlerOrTheServer) {
    const std::string good = response(http(page));
    const std::string chunked = "20\r\n" + page.substr(0, 20);
    for (const std::string& cut : {record("response", "application/http", http(page), "WARC-Truncated: length\r\n"), response(http(chunked, "Transfer-Encoding: chunked\r\n"))}) {
        const Got got = read(good + cut + good);
        EXPECT_EQ(got.reports.size(), 2u);
        ASSERT_EQ(got.errors.size(), 1u);
        EXPECT_NE(got.errors[0].detail.find("cut off"), std::string::npos);
    }
}

TEST(Warc, Bounds) {
    SourceLimits limits;
    limits.report_bytes = 4u << 20;
    const std::string good = response(http(page));
    const std::string bomb = response(http(gzip(std::string(3u << 20, 'a')), "Content-Encoding: gzip\r\n"));
    const std::string large = record("conversion", "text/plain", std::string(5u << 20, 'a'));
    const std::string headers = "WARC/1.0\r\nX: " + std::string(300'000, 'y');
    const std::string http_headers = response("HTTP/1.1 200 OK\r\nX: " + std::string(400'000, 'y'));
    for (const std::string& hostile : {bomb, large, headers + "\r\n", http_headers}) {
        const Got got = read(good + hostile + good, limits);
        EXPECT_EQ(got.reports.size(), 2u);
        EXPECT_GE(got.errors.size(), 1u);
    }
    EXPECT_EQ(read(good + bomb + good, limits).errors.at(0).code, ErrorCode::too_large);
    EXPECT_EQ(read(good + large + good, limits).errors.at(0).code, ErrorCode::too_large);
    // A length that is claimed but not there must not be allocated.
    EXPECT_EQ(read("WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 4000000\r\n\r\n<p>short", limits).errors.size(), 1u);
}

}  // namespace
}  // namespace rostra
