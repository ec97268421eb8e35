// Every kernel of every instruction set that this machine can run, against plain loops.
#include "kernels.h"
#include "rostra/nn.h"

#include <gtest/gtest.h>
#include <cmath>
#include <random>

namespace rostra::nn {
namespace {

// erf's polynomial is off by at most 2.3e-5, and GELU is x (1 + erf) / 2: relative to |x|. With 512-bit vectors GELU is looked up, and off by most where
// its table ends (-4 and 3.75).
double gelu_bound(const Kernels& kernels, float x) { return kernels.layout.lanes == 16 ? (x > -4 && x < 3.5f ? 7e-5 : 3.4e-4) : 2e-5 * std::max(1.0f, std::abs(x)); }
// Attention works in 11-bit inputs, 12-bit weights and values of 10 to 11 bits, or in bytes: relative to the largest value.
double attention_bound(const Kernels& kernels) { return kernels.layout.inputs_per_group == 4 ? 2.5e-2 : 4e-3; }

class EveryIsa : public ::testing::TestWithParam<Isa> {
protected:
    const Kernels& kernels = kernels_for(GetParam());
    std::mt19937 random{11};
    std::vector<float> noise(std::size_t count, float spread = 1) {
        std::normal_distribution<float> d(0, spread);
        std::vector<float> out(count);
        for (float& x : out) x = d(random);
        return out;
    }
};

/// Weights whose scales are 1, so that outputs are the integer sums themselves.
struct Whole {
    std::vector<std::int8_t> weight;
    std::vector<float> ones;
    Tensor tensor(unsigned rows, unsigned columns) const { return {true, rows, columns, weight.data(), nullptr, ones.data()}; }
};

TEST_P(EveryIsa, IntegerSumsAreExact) {
    // Odd numbers of rows and columns that do not fill a panel; extreme weights, so that saturation would show.
    for (const auto& [rows, in, out] : {std::tuple{1u, 16u, 16u}, {5u, 48u, 80u}, {13u, 384u, 144u}, {29u, 1536u, 32u}}) {
        Whole w;
        w.ones.assign(out, 1.0f);
        for (std::size_t i = 0; i < std::size_t{in} * out; ++i) w.weight.push_back(static_cast<std::int8_t>(i % 7 == 0 ? 127 : i % 5 == 0 ? -128
                                                                                                                                          : static_cast<int>(random() % 256) - 128));
        std::vector<float> x(std::size_t{rows} * in);
        for (std::size_t i = 0; i < x.size(); ++i) x[i] = i % in == 0 ? 127.0f : i % 3 == 0 ? -127.0f
                                                                                            : static_cast<float>(static_cast<int>(random() % 255) - 127);
        const Linear::Part part{w.tensor(out, in), nullptr};
        const Linear linear(kernels, {&part, 1});
        Scratch scratch;
        std::vector<float> y(std::size_t{rows} * out);
        linear.run(x.data(), rows, y.data(), false, scratch);
        for (unsigned r = 0; r < rows; ++r)
            for (unsigned o = 0; o < out; ++o) {
                std::int64_t sum = 0;
                for (unsigned i = 0; i < in; ++i) sum += static_cast<std::int64_t>(x[r * in + i]) * w.weight[std::size_t{o} * in + i];
                ASSERT_EQ(y[r * out + o], static_cast<float>(sum)) << rows << "x" << in << "x" << out << " at " << r << "," << o;
            }
    }
}

TEST_P(EveryIsa, QuantisedRowsAreWithinHalfAStep) {
    const std::size_t width = 64;
    auto x = noise(3 * width, 5);
    std::fill(x.begin() + width, x.begin() + 2 * width, 0.0f);                              // an empty row must stay empty
    for (std::size_t i = 0; i < width; ++i) x[2 * width + i] = std::abs(x[2 * width + i]);  // one-sided: twice the precision
    Whole identity;
    identity.ones.assign(width, 1.0f);
    identity.weight.assign(width * width, 0);
    for (std::size_t i = 0; i < width; ++i) identity.weight[i * width + i] = 1;
    const Linear::Part part{identity.tensor(width, width), nullptr};
    Scratch scratch;
    std::vector<float> y(x.size());
    Linear(kernels, {&part, 1}).run(x.data(), 3, y.data(), false, scratch);
    for (std::size_t r = 0; r < 3; ++r) {
        float low = 0, high = 0;
        for (std::size_t i = 0; i < width; ++i) {
            low = std::min(low, x[r * width + i]);
            high = std::max(high, x[r * width + i]);
        }
        for (std::size_t i = 0; i < width; ++i) EXPECT_NEAR(y[r * width + i], x[r * width + i], (high - low) / 254 * 0.5001f);
    }
}

TEST_P(EveryIsa, GeluIsWithinItsBound) {
    std::vector<float> x;
    for (int i = -1600; i < 1600; ++i) x.push_back(static_cast<float>(i) / 200);
    auto y = x;
    kernels.gelu(y.data(), y.size());
    for (std::size_t i = 0; i < x.size(); ++i) EXPECT_NEAR(y[i], 0.5 * x[i] * (1 + std::erf(x[i] / std::sqrt(2.0))), gelu_bound(kernels, x[i])) << x[i];
}

TEST_P(EveryIsa, NormMatchesDoubles) {
    const std::size_t width = 48, rows = 3;
    const auto x = noise(rows * width, 3), more = noise(rows * width), weight = noise(width), bias = noise(width);
    std::vector<float> y(x.size());
    kernels.norm({x.data(), more.data(), weight.data(), bias.data(), 1e-12f, rows, width, y.data()});
    for (std::size_t r = 0; r < rows; ++r) {
        double mean = 0, variance = 0;
        for (std::size_t i = 0; i < width; ++i) mean += (double(x[r * width + i]) + more[r * width + i]) / width;
        for (std::size_t i = 0; i < width; ++i) variance += std::pow(double(x[r * width + i]) + more[r * width + i] - mean, 2) / width;
        for (std::size_t i = 0; i < width; ++i)
            EXPECT_NEAR(y[r * width + i], (double(x[r * width + i]) + more[r * width + i] - mean) / std::sqrt(variance) * weight[i] + bias[i], 1e-5);
    }
}

TEST_P(EveryIsa, AttentionIsWithinItsBound) {
    // Lengths around the blocks' sizes; peaked and flat scores; one value row far larger than the others.
    for (const auto& [rows, heads, head, spread] : {std::tuple{1u, 1u, 16u, 1.0f}, {2u, 2u, 32u, 3.0f}, {63u, 1u, 32u, 0.1f}, {65u, 2u, 32u, 2.0f}, {131u, 1u, 64u, 1.0f}, {390u, 1u, 32u, 1.5f}}) {
        const std::size_t width = std::size_t{heads} * head;
        auto qkv = noise(rows * 3 * width, spread);
        for (std::size_t d = 0; d < head; ++d) qkv[2 * width + d] *= 20;
        std::vector<float> out(rows * width);
        Buffer room;
        kernels.attention({qkv.data(), rows, heads, head, out.data(), width, room.bytes(kernels.attention_room(rows, head))});
        double largest = 0;
        for (std::size_t i = 0; i < rows; ++i)
            for (std::size_t d = 0; d < width; ++d) largest = std::max(largest, double(std::abs(qkv[i * 3 * width + 2 * width + d])));
        for (std::size_t h = 0; h < heads; ++h)
            for (std::size_t i = 0; i < rows; ++i) {
                std::vector<double> weight(rows);
                double top = -1e30, sum = 0;
                for (std::size_t j = 0; j < rows; ++j) {
                    for (std::size_t d = 0; d < head; ++d) weight[j] += double(qkv[i * 3 * width + h * head + d]) * qkv[j * 3 * width + width + h * head + d];
                    weight[j] /= std::sqrt(double(head));
                    top = std::max(top, weight[j]);
                }
                for (double& w : weight) sum += w = std::exp(w - top);
                for (std::size_t d = 0; d < head; ++d) {
                    double want = 0;
                    for (std::size_t j = 0; j < rows; ++j) want += weight[j] / sum * qkv[j * 3 * width + 2 * width + h * head + d];
                    ASSERT_NEAR(out[i * width + h * head + d], want, attention_bound(kernels) * largest) << rows << " rows, row " << i << ", column " << d;
                }
            }
    }
}

TEST_P(EveryIsa, HeadsMatchDoubles) {
    const std::size_t rows = 7, width = 32, outputs = 5;
    const auto token = noise(rows * width), gate = noise(width), offsets = noise(3 * width), weight = noise(outputs * width), bias = noise(outputs);
    const std::vector<std::uint8_t> bucket = {0, 1, 2, 2, 1, 0, 1};
    std::vector<float> out(rows * outputs), plain(rows * outputs);
    kernels.gated({token.data(), bucket.data(), rows, width, gate.data(), offsets.data(), weight.data(), bias.data(), outputs, out.data()});
    kernels.dense(token.data(), rows, width, weight.data(), bias.data(), outputs, plain.data());
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t o = 0; o < outputs; ++o) {
            double want = bias[o], straight = bias[o];
            for (std::size_t i = 0; i < width; ++i) {
                const double z = double(token[r * width + i]) * gate[i] + offsets[bucket[r] * width + i];
                want += weight[o * width + i] * 0.5 * z * (1 + std::erf(z / std::sqrt(2.0)));
                straight += double(weight[o * width + i]) * token[r * width + i];
            }
            EXPECT_NEAR(out[r * outputs + o], want, 1e-3);
            EXPECT_NEAR(plain[r * outputs + o], straight, 1e-4);
        }
}

INSTANTIATE_TEST_SUITE_P(Kernels, EveryIsa, ::testing::ValuesIn(supported_isas()), [](const auto& each) { return std::string(name_of(each.param)); });

TEST(Isa, EnvironmentChooses) {
    ASSERT_EQ(setenv("ROSTRA_ISA", "portable", 1), 0);
    EXPECT_EQ(*chosen_isa(), Isa::portable);
    setenv("ROSTRA_ISA", "abacus", 1);
    EXPECT_EQ(chosen_isa().error().code, ErrorCode::usage);
    unsetenv("ROSTRA_ISA");
    EXPECT_EQ(*chosen_isa(), supported_isas().back());
}

}  // namespace
}  // namespace rostra::nn
