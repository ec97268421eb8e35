// The whole of stage 4 on a small random model: what must hold whatever the weights say.
#include "make_attributor.h"
#include "settings.h"
#include "tiny_model.h"

#include <gtest/gtest.h>
#include <thread>

namespace rostra::attribution {
namespace {

std::span<const std::byte> as_bytes(const std::string& s) { return {reinterpret_cast<const std::byte*>(s.data()), s.size()}; }

Result<std::unique_ptr<Attributor>> make(const std::string& bytes, nn::Isa isa = nn::supported_isas().back()) {
    auto file = nn::ModelFile::parse(as_bytes(bytes), "tiny");
    if (!file) return file.error();
    return make_attributor(std::move(*file), isa);
}

std::string noise_text(std::mt19937& random, int words) {
    const char* parts[] = {"the", "minister", "said", "\"unbelievable\"", "talks", "would", "\xE2\x80\x9Cthat\xE2\x80\x9D", "U.S.", ".", ",", "12", "\n", "zz\xC3\xA9"};
    std::string text;
    for (int i = 0; i < words; ++i) text += std::string(parts[random() % std::size(parts)]) + " ";
    return text;
}

bool same(const std::vector<Attribution>& a, const std::vector<Attribution>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Attribution& x, const Attribution& y) { return x.source == y.source && x.cue == y.cue && x.content == y.content; });
}

struct AttributorTest : ::testing::Test {
    std::string bytes = testing::TinyModel().bytes();
    std::mt19937 random{21};
};

TEST_F(AttributorTest, SpansAreOrderedAndInside) {
    const auto model = make(bytes);
    ASSERT_TRUE(model) << model.error().message();
    std::size_t found = 0;
    for (int round = 0; round < 30; ++round) {
        const std::string text = noise_text(random, 1 + round * 15);
        const Tokens tokens = tokenize(text);
        const AttributionInput input{text, &tokens};
        const auto list = (*model)->attribute({&input, 1})[0];
        std::uint32_t before = 0;
        for (const Attribution& a : list) {
            ++found;
            ASSERT_FALSE(a.content.empty());
            EXPECT_GE(a.content.front().begin, before);
            before = a.content.front().begin;
            EXPECT_TRUE(a.confidence >= 0 && a.confidence <= 1);
            for (const auto* part : {&a.source, &a.cue, &a.content}) {
                std::uint32_t end = 0;
                for (Span s : *part) {
                    EXPECT_TRUE(s.begin >= end && s.begin < s.end && s.end <= text.size());
                    EXPECT_EQ(trimmed(text, s), s);
                    end = s.end;
                }
            }
        }
    }
    EXPECT_GT(found, 100u);  // the random model must find something, or this test shows nothing
}

TEST_F(AttributorTest, TogetherOrAloneGivesTheSame) {
    const auto model = make(bytes);
    ASSERT_TRUE(model);
    std::vector<std::string> texts;
    for (int i = 0; i < 12; ++i) texts.push_back(noise_text(random, i % 3 == 0 ? 0 : 400 / i));
    std::vector<AttributionInput> inputs;
    for (const auto& t : texts) inputs.push_back({t, nullptr});
    const auto together = (*model)->attribute(inputs);
    for (std::size_t i = 0; i < texts.size(); ++i) EXPECT_TRUE(same((*model)->attribute({&inputs[i], 1})[0], together[i])) << i;
    for (const unsigned threads : {2u, 3u, 64u}) {
        const auto shared = (*model)->attribute(inputs, threads);
        for (std::size_t i = 0; i < texts.size(); ++i) EXPECT_TRUE(same(shared[i], together[i])) << i << " by " << threads << " threads";
    }
}

// Sums of floats run in another order, and processors that multiply bytes attend in 8 bits, so a random model, whose scores lie close together, may
// decide a few labels otherwise (the published models on real text: 4 in 100, and their figures do not move).
constexpr double same_share = 0.8;

TEST_F(AttributorTest, EveryInstructionSetFindsTheSame) {
    std::vector<std::string> texts;
    for (int i = 0; i < 8; ++i) texts.push_back(noise_text(random, 500));
    std::vector<AttributionInput> inputs;
    for (const std::string& text : texts) inputs.push_back({text, nullptr});
    const auto plain = make(bytes, nn::Isa::portable);
    ASSERT_TRUE(plain);
    const auto want = (*plain)->attribute(inputs);
    for (const nn::Isa isa : nn::supported_isas()) {
        const auto model = make(bytes, isa);
        ASSERT_TRUE(model);
        const auto got = (*model)->attribute(inputs);
        std::size_t equal = 0, all = 0;
        for (std::size_t t = 0; t < texts.size(); ++t) {
            for (const Attribution& a : got[t]) equal += std::any_of(want[t].begin(), want[t].end(), [&](const Attribution& b) { return same({a}, {b}); });
            all += std::max(want[t].size(), got[t].size());
        }
        EXPECT_GE(static_cast<double>(equal), same_share * static_cast<double>(all)) << nn::name_of(isa) << ": " << equal << " of " << all;
    }
}

TEST_F(AttributorTest, ThreadsShareOneModel) {
    const auto model = make(bytes);
    ASSERT_TRUE(model);
    const std::string text = noise_text(random, 300);
    const AttributionInput input{text, nullptr};
    const auto want = (*model)->attribute({&input, 1})[0];
    std::vector<std::thread> threads;
    std::atomic<int> wrong = 0;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 5; ++i) wrong += !same((*model)->attribute({&input, 1})[0], want);
        });
    for (auto& t : threads) t.join();
    EXPECT_EQ(wrong, 0);
}

TEST_F(AttributorTest, EmptyTextsHaveNothing) {
    const auto model = make(bytes);
    ASSERT_TRUE(model);
    const AttributionInput inputs[] = {{"", nullptr}, {" \n\n ", nullptr}};
    for (const auto& list : (*model)->attribute(inputs)) EXPECT_TRUE(list.empty());
    EXPECT_TRUE((*model)->attribute({}).empty());
}

TEST_F(AttributorTest, SelfTestIsRunAtLoad) {
    const auto model = make(bytes);
    ASSERT_TRUE(model);
    const std::string text = "The minister said that \"unbelievable\" talks would.";
    const AttributionInput input{text, nullptr};
    auto list = nlohmann::json::array();
    const auto pairs = [](const std::vector<Span>& spans) {
        auto out = nlohmann::json::array();
        for (Span s : spans) out.push_back({s.begin, s.end});
        return out;
    };
    const auto found = (*model)->attribute({&input, 1})[0];
    for (const Attribution& a : found) list.push_back({{"source", pairs(a.source)}, {"cue", pairs(a.cue)}, {"content", pairs(a.content)}});
    ASSERT_FALSE(list.empty());
    testing::TinyModel good, bad;
    good.writer.header["self_test"].push_back({{"text", text}, {"attributions", list}});
    EXPECT_TRUE(make(good.bytes()));
    list[0]["cue"] = {{0, 3}, {4, 5}};
    bad.writer.header["self_test"].push_back({{"text", text}, {"attributions", list}});
    const auto refused = make(bad.bytes());
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().detail.find("self-test"), std::string::npos);
}

TEST_F(AttributorTest, RefusesSettingsOutOfBounds) {
    const auto refused = [](const std::function<void(nlohmann::json&)>& change) {
        testing::TinyModel tiny;
        change(tiny.writer.header);
        const auto model = make(tiny.bytes());
        return !model && model.error().code == ErrorCode::bad_format;
    };
    EXPECT_FALSE(refused([](auto&) {}));
    EXPECT_TRUE(refused([](auto& h) { h["config"]["window"] = 161; }));
    EXPECT_TRUE(refused([](auto& h) { h["config"]["overlap"] = 100; }));
    EXPECT_TRUE(refused([](auto& h) { h["config"]["role_hidden"] = 24; }));
    EXPECT_TRUE(refused([](auto& h) { h["config"]["distance_buckets"] = 4; }));
    EXPECT_TRUE(refused([](auto& h) { h["config"]["vocab"] = 17; }));
    EXPECT_TRUE(refused([](auto& h) { h["cue_labels"] = {"O"}; }));
    EXPECT_TRUE(refused([](auto& h) { h["cue_transitions"][1] = 5; }));
    EXPECT_TRUE(refused([](auto& h) { h.erase("calibration"); }));
    EXPECT_FALSE(refused([](auto& h) { h["calibration"]["curve"] = {{0.0, 0.0}, {0.5, 0.4}, {1.0, 0.9}}; }));
    EXPECT_TRUE(refused([](auto& h) { h["calibration"]["curve"] = {{0.5, 0.4}, {0.5, 0.5}}; }));
    EXPECT_TRUE(refused([](auto& h) { h["calibration"]["curve"] = {{0.1, 0.4}, {0.5, 0.3}}; }));
    EXPECT_TRUE(refused([](auto& h) { h["calibration"]["curve"] = {{0.1, 0.4}, {0.5, 1.3}}; }));
    EXPECT_TRUE(refused([](auto& h) { h["calibration"]["curve"] = {0.1, 0.4}; }));
    EXPECT_TRUE(refused([](auto& h) { h["calibration"]["curve"] = nlohmann::json(33, {0.1, 0.4}); }));
    EXPECT_TRUE(refused([](auto& h) { h["self_test"] = {{{"text", 3}}}; }));
}

TEST(Confidence, IsReadOffTheCurve) {
    using attribution::on_curve;
    const std::vector<std::array<float, 2>> knots{{0.2F, 0.1F}, {0.6F, 0.5F}, {0.8F, 0.9F}};
    EXPECT_FLOAT_EQ(on_curve({}, 0.37F), 0.37F);
    EXPECT_FLOAT_EQ(on_curve(knots, 0.0F), 0.1F);
    EXPECT_FLOAT_EQ(on_curve(knots, 0.4F), 0.3F);
    EXPECT_FLOAT_EQ(on_curve(knots, 0.8F), 0.9F);
    EXPECT_FLOAT_EQ(on_curve(knots, 1.0F), 0.9F);
    for (float x = 0, last = 0; x < 1; x += 0.01F) EXPECT_GE(on_curve(knots, x), last), last = on_curve(knots, x);
}

TEST(Load, FrozenModelsStillLoad) {
    const auto model = Attributor::load(ROSTRA_ROOT "/tests/frozen/models/tiny-1");
    ASSERT_TRUE(model) << model.error().message();
    EXPECT_EQ((*model)->id(), "tiny-1");
}

TEST(Load, NamesWhatIsMissing) {
    const auto model = Attributor::load("/no/such/model");
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace rostra::attribution
