// The 8-bit encoder against its slow twin in double precision.
#include "../reference/plain_encoder.h"
#include "tiny_model.h"

#include <gtest/gtest.h>
#include <random>

namespace rostra::nn {
namespace {

// States leave a LayerNorm with variance near 1. Two layers of 8-bit inputs, with random weights that amplify more
// than trained ones, may move one number by the first and the root of the mean square by the second.
constexpr double int8_worst_bound = 0.3, int8_rms_bound = 0.035;

std::span<const std::byte> as_bytes(const std::string& s) { return {reinterpret_cast<const std::byte*>(s.data()), s.size()}; }

TEST(Encoder, EightBitsStayNearDoubles) {
    const testing::TinyModel tiny;
    const std::string bytes = tiny.bytes();
    const auto file = ModelFile::parse(as_bytes(bytes), "tiny");
    ASSERT_TRUE(file) << file.error().message();
    std::mt19937 random(3);
    std::vector<std::uint32_t> pieces[3];
    std::vector<std::uint8_t> shapes[3];
    std::vector<Sequence> sequences;
    for (std::size_t k = 0; k < 3; ++k) {
        for (std::size_t i = 0; i < std::size_t{37} * (k + 1); ++i) {
            pieces[k].push_back(static_cast<std::uint32_t>(random() % file->config().vocab));
            shapes[k].push_back(static_cast<std::uint8_t>(random() % 8));
        }
        sequences.push_back({pieces[k], shapes[k]});
    }
    const reference::PlainEncoder plain(*file);
    reference::Rows want;
    for (const Sequence& s : sequences) {
        const reference::Rows last = plain.run(s).back();
        want.insert(want.end(), last.begin(), last.end());
    }
    for (const Isa isa : supported_isas()) {
        const auto encoder = Encoder::make(*file, isa);
        ASSERT_TRUE(encoder) << encoder.error().message();
        Scratch scratch;
        const float* got = encoder->run(sequences, scratch);
        double worst = 0, squares = 0;
        for (std::size_t r = 0; r < want.size(); ++r)
            for (std::size_t d = 0; d < want[r].size(); ++d) {
                const double off = std::abs(got[r * want[r].size() + d] - want[r][d]);
                worst = std::max(worst, off);
                squares += off * off;
            }
        const double rms = std::sqrt(squares / (double(want.size()) * double(want[0].size())));
        EXPECT_LT(worst, int8_worst_bound) << name_of(isa);
        EXPECT_LT(rms, int8_rms_bound) << name_of(isa);
    }
}

TEST(Encoder, KeepsTheStatesOfLayersBelow) {
    const testing::TinyModel tiny({.layers = 3});
    const std::string bytes = tiny.bytes();
    const auto file = ModelFile::parse(as_bytes(bytes), "tiny");
    ASSERT_TRUE(file);
    const auto encoder = Encoder::make(*file, supported_isas().back());
    ASSERT_TRUE(encoder);
    const std::vector<std::uint32_t> pieces = {3, 9, 40, 12, 17, 30, 4};
    const std::vector<std::uint8_t> shapes = {0, 1, 2, 3, 1, 1, 0};
    const Sequence sequence[] = {{pieces, shapes}};
    const auto want = reference::PlainEncoder(*file).run(sequence[0]);
    Scratch scratch;
    const std::uint32_t keep[] = {1, 3};
    const float* last = encoder->run(sequence, scratch, keep);
    const std::size_t size = pieces.size() * encoder->hidden();
    const float* kept = scratch.kept.of<float>(2 * size);
    EXPECT_TRUE(std::equal(last, last + size, kept + size));
    double squares = 0;
    for (std::size_t i = 0; i < size; ++i) squares += std::pow(kept[i] - want[0][i / encoder->hidden()][i % encoder->hidden()], 2);
    EXPECT_LT(std::sqrt(squares / double(size)), int8_rms_bound);
}

TEST(Encoder, RowsThatAreWantedAreAsIfAllWere) {
    const testing::TinyModel tiny({.layers = 3});
    const std::string bytes = tiny.bytes();
    const auto file = ModelFile::parse(as_bytes(bytes), "tiny");
    ASSERT_TRUE(file);
    // More rows than are attended to together, so that rows of several groups are moved.
    constexpr std::uint32_t length = 110, count = 4;
    std::mt19937 random(7);
    std::vector<std::uint32_t> pieces(length), wanted[4] = {{0, 3, 4, 108, 109}, {7}, {}, {109}};
    const std::vector<std::uint8_t> shapes(length, 1);
    for (std::uint32_t& piece : pieces) piece = static_cast<std::uint32_t>(random() % file->config().vocab);
    const std::uint32_t keep[] = {1, 3};
    for (const Isa isa : supported_isas()) {
        const auto encoder = Encoder::make(*file, isa);
        ASSERT_TRUE(encoder);
        std::vector<Sequence> whole(count, {pieces, shapes}), some;
        for (const auto& rows : wanted) some.push_back({pieces, shapes, rows});
        Scratch all_scratch, scratch;
        const std::size_t width = encoder->hidden(), all_rows = count * pieces.size(), some_rows = 5 + 1 + pieces.size() + 1;
        const float* all = encoder->run(whole, all_scratch, keep);
        const float* all_kept = all_scratch.kept.of<float>(0);
        const float* got = encoder->run(some, scratch, keep);
        const float* got_kept = scratch.kept.of<float>(0);
        std::vector<std::uint32_t> rows;
        for (std::uint32_t k = 0; k < count; ++k) {
            for (const std::uint32_t row : wanted[k]) rows.push_back(k * length + row);
            for (std::uint32_t row = 0; wanted[k].empty() && row < length; ++row) rows.push_back(k * length + row);
        }
        ASSERT_EQ(rows.size(), some_rows);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto same = [&](const float* a, const float* b) { return std::equal(a, a + width, b); };
            ASSERT_TRUE(same(got + i * width, all + rows[i] * width)) << name_of(isa) << " row " << rows[i];
            ASSERT_TRUE(same(got_kept + i * width, all_kept + rows[i] * width)) << name_of(isa) << " row " << rows[i];
            ASSERT_TRUE(same(got_kept + (some_rows + i) * width, all_kept + (all_rows + rows[i]) * width)) << name_of(isa) << " row " << rows[i];
        }
    }
}

TEST(Encoder, BatchingChangesNothing) {
    const testing::TinyModel tiny;
    const std::string bytes = tiny.bytes();
    const auto file = ModelFile::parse(as_bytes(bytes), "tiny");
    ASSERT_TRUE(file);
    const auto encoder = Encoder::make(*file, supported_isas().back());
    ASSERT_TRUE(encoder);
    const std::vector<std::uint32_t> a = {3, 9, 40, 12, 4}, b = {3, 20, 4};
    const std::vector<std::uint8_t> as = {0, 1, 2, 3, 0}, bs = {0, 5, 0};
    Scratch scratch;
    const Sequence both[] = {{a, as}, {b, bs}};
    const float* out = encoder->run(both, scratch);
    const std::vector<float> together(out, out + 8 * encoder->hidden());
    const Sequence second[] = {{b, bs}};
    const float* alone = encoder->run(second, scratch);
    for (std::size_t i = 0; i < 3 * encoder->hidden(); ++i) EXPECT_EQ(alone[i], together[5 * encoder->hidden() + i]);
}

}  // namespace
}  // namespace rostra::nn
