// The act head beside a plain twin in floats, and what must hold of the acts of whole texts.
#include "act_head.h"
#include "make_attributor.h"
#include "tiny_model.h"

#include <gtest/gtest.h>
#include <cmath>

namespace rostra::attribution {
namespace {

struct ActHeadTest : ::testing::Test {
    std::string bytes = testing::TinyModel({.act_hidden = 32}).bytes();
    std::mt19937 random{5};

    [[nodiscard]] nn::ModelFile file() const { return *nn::ModelFile::parse({reinterpret_cast<const std::byte*>(bytes.data()), bytes.size()}, "tiny"); }
    std::vector<float> noise(std::size_t count) {
        std::normal_distribution<float> d(0, 1);
        std::vector<float> out(count);
        for (float& x : out) x = d(random);
        return out;
    }
};

float at(const nn::Tensor& t, std::size_t row, std::size_t column, std::size_t columns) {
    return t.f32 ? t.f32[row * columns + column] : static_cast<float>(t.i8[row * columns + column]) * t.scale[row];
}

float gelu(float x) { return 0.5f * x * (1 + std::erf(x / std::sqrt(2.0f))); }

/// docs/formats/model-file.md, 8, as it is written there.
std::vector<double> plain(const nn::ModelFile& file, const std::vector<float>& units, const Found& found) {
    const std::size_t h = file.config().hidden, wide = 32;
    std::vector<double> z(4 * h);
    const std::vector<Range>* parts[] = {&found.source, &found.cue, &found.content};
    for (std::size_t k = 0; k < 3; ++k) {
        std::size_t count = 0;
        for (const Range& r : *parts[k]) count += r.stop - r.start;
        for (const Range& r : *parts[k])
            for (std::uint32_t j = r.start; j < r.stop; ++j)
                for (std::size_t i = 0; i < h; ++i) z[k * h + i] += units[j * h + i] / static_cast<double>(count);
    }
    const nn::Tensor look = *file.tensor("act.look.weight", false, 1, static_cast<std::uint32_t>(h));
    double sum = 0;
    std::vector<std::pair<std::uint32_t, double>> weights;
    for (const Range& r : found.content)
        for (std::uint32_t j = r.start; j < r.stop; ++j) {
            double score = 0;
            for (std::size_t i = 0; i < h; ++i) score += look.f32[i] * units[j * h + i];
            weights.emplace_back(j, std::exp(score));
            sum += std::exp(score);
        }
    for (const auto& [j, w] : weights)
        for (std::size_t i = 0; i < h; ++i) z[3 * h + i] += w / sum * units[j * h + i];
    const nn::Tensor up = *file.tensor("act.up.weight", true, wide, static_cast<std::uint32_t>(4 * h)), bias = *file.tensor("act.up.bias", false, 1, wide);
    const nn::Tensor out = *file.tensor("act.out.weight", false, 12, wide), out_bias = *file.tensor("act.out.bias", false, 1, 12);
    std::vector<double> logits(12);
    for (std::size_t a = 0; a < 12; ++a) logits[a] = out_bias.f32[a];
    for (std::size_t r = 0; r < wide; ++r) {
        double x = bias.f32[r];
        for (std::size_t i = 0; i < 4 * h; ++i) x += at(up, r, i, 4 * h) * z[i];
        for (std::size_t a = 0; a < 12; ++a) logits[a] += out.f32[a * wide + r] * gelu(static_cast<float>(x));
    }
    double all = 0;
    for (const double x : logits) all += std::exp(x);
    for (double& x : logits) x -= std::log(all);
    return logits;
}

TEST_F(ActHeadTest, GivesWhatThePlainTwinGives) {
    const nn::ModelFile model = file();
    const auto settings = read_settings(model);
    ASSERT_TRUE(settings) << settings.error().message();
    const std::vector<float> units = noise(std::size_t{40} * model.config().hidden);
    std::vector<Found> found;
    for (int k = 0; k < 20; ++k) {
        const auto start = static_cast<std::uint32_t>(random() % 20);
        found.push_back({{}, {{start, start + 1}}, {{start + 2, start + 4}, {start + 9, start + 9 + 1 + static_cast<std::uint32_t>(k) / 2}}, 1, {}});
        if (k % 3) found.back().source = {{start + 5, start + 8}};
    }
    for (const nn::Isa isa : nn::supported_isas()) {
        const auto head = ActHead::make(model, *settings, isa);
        ASSERT_TRUE(head) << head.error().message();
        nn::Scratch scratch;
        ActScratch own;
        const std::vector<ActHead::View> views(found.size(), ActHead::View{units.data(), {0, 40}});
        head->judge(views, found, scratch, own);
        for (const Found& f : found) {
            const std::vector<double> wanted = plain(model, units, f);
            ASSERT_EQ(f.acts.size(), 12u);
            for (std::size_t a = 0; a < 12; ++a) EXPECT_NEAR(f.acts[a], wanted[a], 0.05) << nn::name_of(isa);  // activations are rounded to 8 bits
        }
    }
}

TEST_F(ActHeadTest, GivenAttributionsAreJudgedAsFoundOnes) {
    const auto model = make_attributor(file(), nn::supported_isas().back());
    ASSERT_TRUE(model) << model.error().message();
    std::string text;
    const char* words[] = {"the", "minister", "said", "talks", "would", ".", "that", "12"};
    for (int i = 0; i < 100; ++i) text += std::string(words[random() % std::size(words)]) + " ";
    const AttributionInput plain_text{text, nullptr};
    const auto found = (*model)->attribute({&plain_text, 1})[0];
    ASSERT_GT(found.size(), 3u);
    auto given = found;
    for (Attribution& a : given) a.acts.clear();
    const AttributionInput with{text, nullptr, &given};
    for (const unsigned threads : {1u, 3u}) {
        const auto judged = (*model)->attribute({&with, 1}, threads)[0];
        ASSERT_EQ(judged.size(), found.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            EXPECT_EQ(judged[i].content, found[i].content);
            ASSERT_EQ(judged[i].acts.size(), 12u);
            float sum = 0;
            for (std::size_t a = 0; a < 12; ++a) {
                EXPECT_NEAR(judged[i].acts[a], found[i].acts[a], 1e-4);
                sum += std::exp(judged[i].acts[a]);
            }
            EXPECT_NEAR(sum, 1, 1e-4);
        }
    }
}

TEST_F(ActHeadTest, AModelWithoutOneLeavesGivenAttributionsAsTheyAre) {
    const std::string none = testing::TinyModel().bytes();
    auto parsed = nn::ModelFile::parse({reinterpret_cast<const std::byte*>(none.data()), none.size()}, "tiny");
    const auto model = make_attributor(std::move(*parsed), nn::supported_isas().back());
    ASSERT_TRUE(model);
    const std::vector<Attribution> given = {{{{0, 3}}, {{4, 8}}, {{9, 13}}, 0.5f}, {{}, {}, {{0, 13}}, 1.0f}};
    const std::string text = "the said that";
    const AttributionInput input{text, nullptr, &given};
    const auto judged = (*model)->attribute({&input, 1})[0];
    ASSERT_EQ(judged.size(), 2u);
    EXPECT_EQ(judged[0].cue, given[0].cue);
    EXPECT_TRUE(judged[0].acts.empty() && judged[1].acts.empty());
}

TEST_F(ActHeadTest, RefusesWrongLabelsAndMissingTensors) {
    const auto refused = [](auto change) {
        testing::TinyModel tiny({.act_hidden = 32});
        change(tiny.writer.header);
        const std::string changed = tiny.bytes();
        auto parsed = nn::ModelFile::parse({reinterpret_cast<const std::byte*>(changed.data()), changed.size()}, "tiny");
        const auto model = make_attributor(std::move(*parsed), nn::supported_isas().back());
        return !model && model.error().code == ErrorCode::bad_format;
    };
    EXPECT_FALSE(refused([](auto&) {}));
    EXPECT_TRUE(refused([](auto& h) { h["act_labels"] = {"say"}; }));
    EXPECT_TRUE(refused([](auto& h) { h["config"]["act_hidden"] = 24; }));
    EXPECT_TRUE(refused([](auto& h) { h["config"]["act_hidden"] = 64; }));
    EXPECT_TRUE(refused([](auto& h) { h["config"]["act_hidden"] = -1; }));
}

}  // namespace
}  // namespace rostra::attribution
