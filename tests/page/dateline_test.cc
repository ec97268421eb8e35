#include "dateline.h"

#include <gtest/gtest.h>

namespace rostra::page {
namespace {

TEST(Dateline, BeforeADash) {
    EXPECT_EQ(dateline_of("Envoys meet\n\nGENEVA, 10 July 2019 — The envoys met.\n"), "2019-07-10");
    EXPECT_EQ(dateline_of("NEW YORK, Oct. 29, 2019 (North Wire) - Twenty-three states spoke."), "2019-10-29");
}

TEST(Dateline, OnALineOfItsOwn) { EXPECT_EQ(dateline_of("Envoys meet\nPublished: 30 October 2019\nThe envoys met."), "2019-10-30"); }

TEST(Dateline, ADateInASentenceIsNone) {
    EXPECT_FALSE(dateline_of("The treaty of 12 August 1949 was signed in Geneva, the envoy said."));
    EXPECT_FALSE(dateline_of("The committee, which last met in Geneva together with all of the envoys and their many aides on 12 August 1949 — a warm day — rose."));
    EXPECT_FALSE(dateline_of("What happened on 11 September 2001\n\nA look back."));
    EXPECT_FALSE(dateline_of("It ended on 12 August 1949."));
}

TEST(Dateline, WithoutAYearNothingIsGuessed) { EXPECT_FALSE(dateline_of("GENEVA, July 10 — The envoys met.")); }

}  // namespace
}  // namespace rostra::page
