// The act reader beside a plain twin in doubles, its crops, and whole texts read with it.
#include "act_reader.h"
#include "../reference/plain_encoder.h"
#include "heads.h"
#include "make_attributor.h"
#include "tiny_model.h"

#include <gtest/gtest.h>
#include <cmath>

namespace rostra::attribution {
namespace {

constexpr std::uint32_t units = 60, hidden = 64, read_width = 32;

std::span<const std::byte> as_bytes(const std::string& s) { return {reinterpret_cast<const std::byte*>(s.data()), s.size()}; }

nn::ModelFile parsed(const std::string& bytes) { return *nn::ModelFile::parse(as_bytes(bytes), "tiny"); }

std::string tiny() { return testing::TinyModel({.act_hidden = 32, .reader_hidden = read_width}).bytes(); }

/// A window of `units` units; the states of two layers, as the encoder leaves them.
struct ActReaderTest : ::testing::Test {
    std::mt19937 random{5};
    std::vector<float> low = noise(std::size_t{units} * hidden), high = noise(std::size_t{units} * hidden);

    std::vector<float> noise(std::size_t count) {
        std::normal_distribution<float> d(0, 1);
        std::vector<float> out(count);
        for (float& x : out) x = d(random);
        return out;
    }
    [[nodiscard]] States states() const { return {nullptr, {low.data(), high.data()}}; }
};

/// docs/formats/model-file.md, 9, as it is written there.
reference::Rows plain(const nn::ModelFile& file, const States& states, const Found& found, Range crop) {
    const reference::PlainLayers layers(file, {read_width, 2, 2, 64, file.config().layer_norm_eps});
    reference::Rows in;
    std::vector<std::size_t> role(units, 0);
    const std::pair<const std::vector<Range>*, std::size_t> parts[] = {{&found.content, 3}, {&found.source, 1}, {&found.cue, 2}};
    for (const auto& [ranges, as] : parts)
        for (const Range& r : *ranges)
            for (std::uint32_t j = r.start; j < r.stop; ++j) role[j] = as;
    for (std::uint32_t j = crop.start; j < crop.stop; ++j) {
        reference::Row row;
        for (const float* kept : states.kept) row.insert(row.end(), kept + j * hidden, kept + (j + 1) * hidden);
        in.push_back(row);
    }
    reference::Rows x = layers.linear(in, "reader.enter", read_width, 2 * hidden);
    const nn::Tensor roles = layers.tensor("reader.role", false, 4, read_width), distance = layers.tensor("reader.distance", false, 24, read_width);
    const Range cue = found.cue.empty() ? Range{crop.start, crop.start} : Range{found.cue.front().start, found.cue.back().stop};
    for (std::uint32_t j = crop.start; j < crop.stop; ++j)
        for (std::size_t i = 0; i < read_width; ++i) x[j - crop.start][i] += double(roles.f32[role[j] * read_width + i]) + double(distance.f32[bucket_of(j, cue) * std::size_t{read_width} + i]);
    layers.norm(x, "reader.norm");
    for (const char* layer : {"reader.layer.0.", "reader.layer.1."}) layers.layer(x, layer);
    return x;
}

TEST_F(ActReaderTest, GivesWhatThePlainTwinGives) {
    const std::string bytes = tiny();
    const nn::ModelFile file = parsed(bytes);
    const auto settings = read_settings(file);
    ASSERT_TRUE(settings) << settings.error().message();
    const std::vector<Found> found = {{{{3, 5}}, {{5, 6}}, {{6, 20}}, 1, {}}, {{}, {{30, 31}}, {{25, 30}, {33, 40}}, 1, {}}, {{{50, 52}}, {}, {{53, 58}}, 1, {}}};
    std::vector<Range> crops;
    for (const Found& f : found) crops.push_back(crop_of(f, {0, units}));
    for (const nn::Isa isa : nn::supported_isas()) {
        const auto reader = ActReader::make(file, *settings, isa);
        ASSERT_TRUE(reader) << reader.error().message();
        nn::Scratch scratch;
        ReaderScratch own;
        const float* got = reader->run({0, units}, states(), found, crops, scratch, own);
        double squares = 0, count = 0;
        for (std::size_t k = 0; k < found.size(); ++k)
            for (const reference::Row& row : plain(file, states(), found[k], crops[k]))
                for (const double want : row) {
                    squares += (*got - want) * (*got - want);
                    ++count;
                    ++got;
                }
        EXPECT_LT(std::sqrt(squares / count), 0.05) << nn::name_of(isa);  // inputs are rounded to 8 bits
    }
}

TEST(Crops, HoldTheAttributionAndSomeUnitsAroundIt) {
    const auto crop = [](const Found& f, Range window) {
        const Range r = crop_of(f, window);
        return std::pair(r.start, r.stop);
    };
    const Found middle{{{100, 102}}, {{102, 103}}, {{103, 120}}, 1, {}};
    EXPECT_EQ(crop(middle, {0, 300}), std::pair(92u, 128u));
    EXPECT_EQ(crop(middle, {96, 122}), std::pair(96u, 122u));
    const Found turned{{{202, 204}}, {{201, 202}}, {{100, 200}}, 1, {}};  // a long content before its cue: its end counts
    EXPECT_EQ(crop(turned, {0, 300}), std::pair(153u, 212u));
    const Found long_one{{{10, 11}}, {{11, 12}}, {{12, 290}}, 1, {}};
    EXPECT_EQ(crop(long_one, {0, 300}), std::pair(2u, 2u + longest_crop));
    const Found outside{{{10, 11}}, {{11, 12}}, {{12, 20}}, 1, {}};
    EXPECT_EQ(crop(outside, {100, 200}), std::pair(100u, 100u));
}

TEST(WithReader, WholeTextsAreReadTheSameByOneThreadAndSeveral) {
    const std::string bytes = tiny();
    const auto model = make_attributor(parsed(bytes), nn::supported_isas().back());
    ASSERT_TRUE(model) << model.error().message();
    std::mt19937 random(2);
    std::string text;
    const char* words[] = {"the", "minister", "said", "talks", "would", ".", "that", "12"};
    for (int i = 0; i < 400; ++i) text += std::string(words[random() % std::size(words)]) + " ";
    const std::vector<AttributionInput> texts = {{text, nullptr}, {std::string_view(text).substr(400), nullptr}};
    const auto one = (*model)->attribute(texts, 1), three = (*model)->attribute(texts, 3);
    ASSERT_GT(one[0].size(), 10u);
    for (std::size_t t = 0; t < 2; ++t)
        for (std::size_t i = 0; i < one[t].size(); ++i) {
            ASSERT_EQ(one[t][i].acts.size(), 12u);
            float sum = 0;
            for (const float x : one[t][i].acts) sum += std::exp(x);
            EXPECT_NEAR(sum, 1, 1e-4);
            EXPECT_EQ(one[t][i].acts, three[t][i].acts);
        }
}

TEST(WithReader, RefusesSizesThatDoNotFit) {
    const auto refused = [](auto change) {
        testing::TinyModel model({.act_hidden = 32, .reader_hidden = read_width});
        change(model.writer.header["config"]);
        const std::string bytes = model.bytes();
        const auto made = make_attributor(parsed(bytes), nn::supported_isas().back());
        return !made && made.error().code == ErrorCode::bad_format;
    };
    EXPECT_FALSE(refused([](auto&) {}));
    EXPECT_TRUE(refused([](auto& c) { c["act_reader"]["hidden"] = 64; }));
    EXPECT_TRUE(refused([](auto& c) { c["act_reader"]["hidden"] = 48; }));
    EXPECT_TRUE(refused([](auto& c) { c["act_reader"]["heads"] = 3; }));
    EXPECT_TRUE(refused([](auto& c) { c["act_reader"]["layers"] = 3; }));
    EXPECT_TRUE(refused([](auto& c) { c["act_reader"]["states"] = {2, 1}; }));
    EXPECT_TRUE(refused([](auto& c) { c["act_reader"]["states"] = {1, 3}; }));
    EXPECT_TRUE(refused([](auto& c) { c["act_reader"]["states"] = {2}; }));
    EXPECT_TRUE(refused([](auto& c) { c["act_reader"]["states"] = 7; }));
    EXPECT_TRUE(refused([](auto& c) { c["act_reader"] = nullptr; }));
    EXPECT_TRUE(refused([](auto& c) { c["act_hidden"] = 0; }));
}

}  // namespace
}  // namespace rostra::attribution
