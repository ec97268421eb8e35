#include "http.h"

#include "rostra/publish.h"

#include <gtest/gtest.h>

namespace rostra::server {
namespace {

Request parsed(std::string_view target) {
    Result<Request> request = parse_target(target);
    EXPECT_TRUE(request) << target;
    return request ? *request : Request{};
}

TEST(Target, SplitsBeforeItDecodes) {
    const Request request = parsed("/s/a%2Fb%20c.json?q=x+y&q=second&e=%C3%A9");
    EXPECT_EQ(request.segments, (std::vector<std::string>{"s", "a/b c"}));
    EXPECT_EQ(request.suffix, "json");
    EXPECT_EQ(request.value("q"), "x y");
    EXPECT_EQ(request.value("e"), "é");
    EXPECT_EQ(request.value("none"), "");
}

TEST(Target, AnEncodedDotIsPartOfTheId) {
    EXPECT_EQ(parsed("/r/a%2Ejson").suffix, "");
    EXPECT_EQ(parsed("/api/v1/reports/a.json").segments.back(), "a.json") << "the interface has no twins";
    EXPECT_EQ(parsed("/r/a%2Ejson").segments[1], "a.json");
    EXPECT_EQ(parsed("/r/a%2Ejson.json").segments[1], "a.json");
    for (const char* id : {"a.json", ".json", "x.atom", "a/b", "..", "a%b", "é \"<>", "a.json.json"})
        EXPECT_EQ(parsed("/r/" + escape_url(id)).segments[1], id) << id;
}

TEST(Target, RefusesBrokenCodesAndFloods) {
    for (const char* target : {"/%", "/%4", "/%zz", "/a%00", "/?a=%", "/?%zz=1"}) EXPECT_FALSE(parse_target(target)) << target;
    std::string many = "/";
    for (int i = 0; i < 40; ++i) many += "a/";
    EXPECT_FALSE(parse_target(many));
    std::string values = "/?";
    for (int i = 0; i < 100; ++i) values += "a" + std::to_string(i) + "=1&";
    EXPECT_FALSE(parse_target(values));
}

TEST(Target, RepairsBrokenUtf8) { EXPECT_EQ(parsed("/s/%FF").segments[1], "\xEF\xBF\xBD"); }

TEST(Target, Root) {
    EXPECT_TRUE(parsed("/").segments.empty());
    EXPECT_TRUE(parsed("").segments.empty());
    EXPECT_EQ(parsed("/index.json").suffix, "json");
    EXPECT_EQ(parsed("/.json").suffix, "");
}

TEST(Errors, HaveOneShape) {
    const auto json = error_json(404, "no \"such\" thing");
    EXPECT_EQ(json["error"]["status"], 404);
    EXPECT_EQ(json["error"]["code"], "not_found");
    EXPECT_EQ(json["error"]["message"], "no \"such\" thing");
}

}  // namespace
}  // namespace rostra::server
