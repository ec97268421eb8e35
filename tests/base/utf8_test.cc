#include "rostra/base.h"

#include <gtest/gtest.h>
#include <random>

namespace rostra {
namespace {

TEST(Utf8, FindsTheFirstInvalidByte) {
    EXPECT_FALSE(utf8::find_invalid("plain"));
    EXPECT_FALSE(utf8::find_invalid("\xC3\xA9\xE2\x80\x9C\xF0\x9F\x98\x80"));
    EXPECT_EQ(utf8::find_invalid("ab\xC0\x80"), 2u);        // overlong
    EXPECT_EQ(utf8::find_invalid("\xED\xA0\x80"), 0u);      // surrogate
    EXPECT_EQ(utf8::find_invalid("\xF4\x90\x80\x80"), 0u);  // above U+10FFFF
    EXPECT_EQ(utf8::find_invalid("x\xE2\x80"), 1u);         // cut off
}

TEST(Utf8, RepairReplacesMaximalParts) {
    EXPECT_EQ(utf8::repair("a\xE2\x80z"), "a\xEF\xBF\xBDz");          // one part, one U+FFFD
    EXPECT_EQ(utf8::repair("\xC0\xAF"), "\xEF\xBF\xBD\xEF\xBF\xBD");  // C0 never starts a sequence
}

TEST(Utf8, FoldDropsCaseAndAccents) {
    EXPECT_EQ(utf8::fold("Élysée ŁÓDŹ"), "elysee łodz");
    EXPECT_EQ(utf8::fold("İstanbul"), "istanbul");
}

// Property: repaired bytes are valid, and repairing again changes nothing. The seed is fixed, so a failure repeats.
TEST(Utf8, RepairIsIdempotentOnNoise) {
    std::mt19937 random(20191029);
    for (int round = 0; round < 2000; ++round) {
        std::string noise(random() % 40, '\0');
        for (char& c : noise) c = static_cast<char>(random() % 4 ? 0x80 + random() % 0x80 : random() % 0x80);
        const std::string once = utf8::repair(noise);
        EXPECT_FALSE(utf8::find_invalid(once));
        EXPECT_EQ(utf8::repair(once), once);
    }
}

TEST(CodePoints, RoundTripsThroughBytes) {
    const std::string text = std::string(70, 'a') + "é“" + std::string(100, 'b') + "😀z";
    const CodePoints points(text);
    EXPECT_EQ(points.length(), utf8::length(text));
    for (std::uint32_t i = 0; i <= points.length(); ++i) EXPECT_EQ(points.of_byte(*points.byte_of(i)), i);
    EXPECT_FALSE(points.byte_of(points.length() + 1));
}

TEST(Text, TrimsUnicodeSpace) {
    const std::string text = "\xC2\xA0 said \n";
    EXPECT_EQ(slice(text, trimmed(text, {0, static_cast<std::uint32_t>(text.size())})), "said");
    EXPECT_TRUE(trimmed("  ", {0, 2}).empty());
}

TEST(Text, SliceNeverOverreads) {
    EXPECT_EQ(slice("abc", {2, 900}), "c");
    EXPECT_EQ(slice("abc", {9, 3}), "");
}

}  // namespace
}  // namespace rostra
