#include "rate_limit.h"

#include <gtest/gtest.h>

namespace rostra::server {
namespace {

using namespace std::chrono_literals;
const RateLimit::Clock::time_point start{1h};

TEST(RateLimit, ABurstThenOneAtATime) {
    RateLimit limit({3, 10s});
    for (int i = 0; i < 3; ++i) EXPECT_FALSE(limit.take("a", start)) << i;
    EXPECT_EQ(limit.take("a", start), 10s);
    EXPECT_EQ(limit.take("a", start + 4s), 6s) << "asking again does not put the wait off";
    EXPECT_FALSE(limit.take("b", start)) << "another visitor has a bucket of its own";
    EXPECT_FALSE(limit.take("a", start + 10s));
    EXPECT_TRUE(limit.take("a", start + 10s));
    for (int i = 0; i < 3; ++i) EXPECT_FALSE(limit.take("a", start + 1h)) << "full again, and no fuller";
    EXPECT_TRUE(limit.take("a", start + 1h));
}

TEST(RateLimit, MemoryIsBoundedAndTheLongestUnseenIsForgotten) {
    RateLimit limit({1, 1h}, 100);
    EXPECT_FALSE(limit.take("kept", start));
    for (int i = 0; i < 5000; ++i) {
        (void)limit.take("flood" + std::to_string(i), start + 1s * i);
        EXPECT_TRUE(limit.take("kept", start + 1s * i)) << "who comes back is remembered" << i;
        if (i == 3000) break;  // an hour is not over yet
    }
    EXPECT_EQ(limit.known(), 100u);
    EXPECT_FALSE(limit.take("flood0", start + 50min)) << "forgotten";
}

TEST(RateLimit, NothingIsAllowedByABurstOfNothing) { EXPECT_TRUE(RateLimit({0, 1s}).take("a")); }

TEST(Visitor, IsAnAddressOrItsNetwork) {
    EXPECT_EQ(visitor_of("192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(visitor_of("::ffff:192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(visitor_of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
    EXPECT_EQ(visitor_of("2001:db8:1:2:ffff::1"), "2001:db8:1:2::/64");
    for (const char* foreign : {"", "unknown", "192.0.2.7; DROP", "1.2.3", "2001:db8::1%eth0"}) EXPECT_EQ(visitor_of(foreign), "?") << foreign;
    EXPECT_EQ(visitor_of(std::string(100000, '1')), "?");
}

TEST(Visitor, OfThisMachine) {
    for (const char* here : {"127.0.0.1", "127.8.0.1", "::1", "::ffff:127.0.0.1"}) EXPECT_TRUE(is_this_machine(visitor_of(here))) << here;
    for (const char* there : {"192.0.2.1", "2001:db8::1", "?", "1.127.0.1"}) EXPECT_FALSE(is_this_machine(visitor_of(there))) << there;
}

TEST(Visitor, OfAListOnlyTheLastIsTheProxys) {
    EXPECT_EQ(last_of_list("10.0.0.1, 192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(last_of_list(" 192.0.2.7 "), "192.0.2.7");
    EXPECT_EQ(last_of_list("spoofed,"), "");
    EXPECT_EQ(last_of_list(""), "");
}

}  // namespace
}  // namespace rostra::server
