#include "rostra/page.h"

#include <gtest/gtest.h>

namespace rostra {
namespace {

// Found by fuzzing: the parser must never be given a page of no bytes.
TEST(Page, ByteOrderMarkAloneIsAnErrorThatNamesThePage) {
    RawReport report;
    report.origin = "mark.html";
    report.body_kind = RawReport::Body::html;
    for (const char* mark : {"\xFF\xFE", "\xFE\xFF", "\xEF\xBB\xBF", ""}) {
        report.body = mark;
        const Result<Document> document = read_page(report);
        ASSERT_FALSE(document);
        EXPECT_EQ(document.error().code, ErrorCode::empty);
        EXPECT_EQ(document.error().where, "mark.html");
    }
}

}  // namespace
}  // namespace rostra
