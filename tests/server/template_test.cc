#include "template.h"

#include <gtest/gtest.h>

namespace rostra::server {
namespace {

std::string rendered(const std::string& text, const nlohmann::json& view) {
    Result<Templates> set = Templates::parse({{"page", text}, {"part", "<{{name}}>"}});
    EXPECT_TRUE(set) << (set ? "" : set.error().message());
    return set ? set->render("page", view) : std::string();
}

TEST(Template, EscapesEveryValue) {
    EXPECT_EQ(rendered("{{x}}", {{"x", "<a href=\"'&\">"}}), "&lt;a href=&quot;&#39;&amp;&quot;&gt;");
    EXPECT_EQ(escape_html(std::string("a\0b\x1b", 4)),
              "a\xEF\xBF\xBD"
              "b\xEF\xBF\xBD");
}

TEST(Template, HasNoWayToWriteUnescapedText) {
    for (const char* text : {"{{{x}}}", "{{&x}}", "{{& x}}"}) EXPECT_FALSE(Templates::parse({{"page", text}})) << text;
}

TEST(Template, WhatIsInAValueIsNeverATag) { EXPECT_EQ(rendered("{{x}}", {{"x", "{{y}}"}, {"y", "no"}}), "{{y}}"); }

TEST(Template, PercentEncodes) {
    EXPECT_EQ(rendered("{{%x}}", {{"x", "a/b?c d\"é"}}), "a%2Fb%3Fc%20d%22%C3%A9");
    EXPECT_EQ(escape_url("a.json"), "a%2Ejson");
    EXPECT_EQ(escape_url("a.json.b"), "a.json.b");
}

TEST(Template, Sections) {
    const nlohmann::json view = {{"list", {{{"n", 1}}, {{"n", 2}}}}, {"none", nlohmann::json::array()}, {"zero", 0}, {"text", ""}, {"yes", true}, {"object", {{"n", 3}}}, {"name", "outer"}};
    EXPECT_EQ(rendered("{{#list}}{{n}}{{name}} {{/list}}", view), "1outer 2outer ");
    EXPECT_EQ(rendered("{{?list}}[{{#list}}{{n}}{{/list}}]{{/list}}", view), "[12]");
    EXPECT_EQ(rendered("{{^none}}a{{/none}}{{^zero}}b{{/zero}}{{^text}}c{{/text}}{{^missing}}d{{/missing}}{{^yes}}e{{/yes}}", view), "abcd");
    EXPECT_EQ(rendered("{{#object}}{{n}}{{/object}}{{object.n}}{{object.n.x}}{{#yes}}y{{/yes}}", view), "33y");
    EXPECT_EQ(rendered("{{#words}}{{.}} {{/words}}", {{"words", {"a", "<"}}}), "a &lt; ");
}

TEST(Template, NullHidesTheOuterValue) {
    EXPECT_EQ(rendered("{{#in}}{{?x}}bad{{/x}}{{^x}}good{{/x}}{{/in}}", {{"x", 1}, {"in", {{"x", nullptr}, {"y", 1}}}}), "good");
}

TEST(Template, TagsAloneOnALineLeaveNoHole) { EXPECT_EQ(rendered("a\n  {{#yes}}\nb\n  {{/yes}}\nc\n", {{"yes", true}}), "a\nb\nc\n"); }

TEST(Template, Partials) { EXPECT_EQ(rendered("{{#list}}{{>part}}{{/list}}", {{"list", {{{"name", "a&"}}}}}), "<a&amp;>"); }

TEST(Template, FaultsAreFoundWhenParsing) {
    for (const char* text : {"{{#a}}", "{{/a}}", "{{#a}}{{/b}}", "{{a", "{{>nowhere}}", "{{>page}}", "{{}}"}) {
        const Result<Templates> set = Templates::parse({{"page", text}});
        ASSERT_FALSE(set) << text;
        EXPECT_EQ(set.error().code, ErrorCode::bad_format);
        EXPECT_EQ(set.error().where.rfind("page", 0), 0U);
    }
}

}  // namespace
}  // namespace rostra::server
