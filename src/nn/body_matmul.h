// Integer matrix products. A block of ROWS x COLUMNS vectors of sums stays in registers while the groups of the
// inputs go by: each group of the input is broadcast, each group of weights is one aligned run of the panel.
#pragma once

#include "body_vector.h"
#include "kernels.h"

namespace rostra::nn {
namespace {

constexpr std::size_t largest_head = 256;  // of attention, which is made of such products too

constexpr std::size_t rounded(std::size_t n, std::size_t to) { return (n + to - 1) / to * to; }

template <int Rows, int Columns>
struct Sums {
    VecI at[Rows][Columns];
};

/// Nothing to fetch.
struct NoneAhead {
    void step() {}
};

/// What will be read next, brought nearer while the present product goes on: `bytes` further with each group.
struct Ahead {
    const char* at;
    std::size_t bytes;
    void step() {
        __builtin_prefetch(at, 0, 2);
        at += bytes;
    }
};

/// Adds input (Rows rows of `stride` groups) times one panel of weights.
template <class Dot, int Rows, int Columns, class Fetch = NoneAhead>
__attribute__((always_inline)) inline void multiply(Sums<Rows, Columns>& sums, const std::uint32_t* input, std::size_t stride,
                                                    const std::uint32_t* weights, std::size_t groups, Fetch ahead = {}) {
    for (std::size_t g = 0; g < groups; ++g, weights += Columns * lanes) {
        ahead.step();
        VecI w[Columns];
#pragma GCC unroll 8
        for (int c = 0; c < Columns; ++c) w[c] = load<VecI>(weights + c * lanes);
#pragma GCC unroll 16
        for (int r = 0; r < Rows; ++r) {
            const VecI x = all(static_cast<std::int32_t>(input[r * stride + g]));
#pragma GCC unroll 8
            for (int c = 0; c < Columns; ++c) sums.at[r][c] = Dot::add(sums.at[r][c], x, w[c]);
        }
    }
}

// All loops over the block are unrolled, so that the sums never leave the registers.
template <bool Gelu, int Rows>
void matmul_rows(const MatmulCall& call, std::size_t row, std::size_t panel, Ahead ahead) {
    const MatmulWeights& w = call.weights;
    const std::size_t first = panel * panel_columns;
    Sums<Rows, panel_vectors> sums;
    // Byte inputs carry their row's zero point, which adds it times the sum of the weights: begin with the opposite.
#pragma GCC unroll 8
    for (int c = 0; c < panel_vectors; ++c) {
        const auto opposite = ByteDot::opposite(load<VecI>(w.minus_sum + first + c * lanes));
#pragma GCC unroll 16
        for (int r = 0; r < Rows; ++r) sums.at[r][c] = opposite.times(call.input_zero[row + r]);
    }
    multiply<ByteDot>(sums, call.input + row * w.group_count, w.group_count, w.groups + panel * w.group_count * panel_columns,
                      w.group_count, ahead);
    float* out = call.out + row * w.columns + first;
#pragma GCC unroll 8
    for (int c = 0; c < panel_vectors; ++c) {
        if (first + c * lanes >= w.columns) break;  // the last panel may be wider than the layer
        const VecF scale = load_f(w.scale + first + c * lanes), bias = load_f(w.bias + first + c * lanes);
#pragma GCC unroll 16
        for (int r = 0; r < Rows; ++r) {
            const VecF y = __builtin_convertvector(sums.at[r][c], VecF) * (scale * call.input_scale[row + r]) + bias;
            store(out + r * w.columns + c * lanes, Gelu ? gelu_of(y) : y);
        }
    }
}

template <bool Gelu, int Rows>
void matmul_rest(const MatmulCall& call, std::size_t row, std::size_t panel, std::size_t left, Ahead ahead) {
    if (left == Rows) return matmul_rows<Gelu, Rows>(call, row, panel, ahead);
    if constexpr (Rows > 1) matmul_rest<Gelu, Rows - 1>(call, row, panel, left, ahead);
}

// Each block of rows fetches its share of the next panel: the first block would else wait for it, as long as a panel of few rows takes.
template <bool Gelu>
void matmul_all(const MatmulCall& call) {
    const std::size_t blocks = (call.rows + block_rows - 1) / block_rows, groups = call.weights.group_count;
    const std::size_t step = rounded(panel_columns * 4, blocks) / blocks;
    for (std::size_t panel = 0; panel < call.weights.panels; ++panel) {
        Ahead ahead{reinterpret_cast<const char*>(call.weights.groups + (panel + 1 < call.weights.panels ? panel + 1 : 0) * groups * panel_columns), step};
        std::size_t row = 0;
        for (; row + block_rows <= call.rows; row += block_rows, ahead.at += step * groups) matmul_rows<Gelu, block_rows>(call, row, panel, ahead);
        if (row < call.rows) matmul_rest<Gelu, block_rows>(call, row, panel, call.rows - row, ahead);
    }
}

void matmul(const MatmulCall& call) {
    if (call.gelu) matmul_all<true>(call);
    else matmul_all<false>(call);
}

struct Range {
    float low, high;
};

/// The least and the most of a row, or 0. Two chains of each: one would wait for itself.
inline Range range_of(const float* in, std::size_t width) {
    VecF least[2]{}, most[2]{};
    std::size_t i = 0;
    for (; i + 2 * lanes <= width; i += 2 * lanes)
        for (std::size_t k = 0; k < 2; ++k) {
            const VecF x = load_f(in + i + k * lanes);
            least[k] = smaller(least[k], x);
            most[k] = larger(most[k], x);
        }
    if (i < width) {
        least[0] = smaller(least[0], load_f(in + i));
        most[0] = larger(most[0], load_f(in + i));
    }
    return {min_of(smaller(least[0], least[1])), max_of(larger(most[0], most[1]))};
}

// Each row keeps its own range, zero included, in 254 steps: x = scale * (q - zero). One-sided rows, such as those
// that come out of GELU, so get twice the precision of a symmetric range.
void quantize(const QuantizeCall& call) {
    const float* in = call.in;
    auto* to = reinterpret_cast<unsigned char*>(call.out);
    for (std::size_t row = 0; row < call.rows; ++row, in += call.width) {
        const Range ends = range_of(in, call.width);
        const float low = ends.low, range = ends.high - low;
        const float inverse = range > 1e-30f ? 254.0f / range : 0.0f;
        const std::int32_t zero = static_cast<std::int32_t>(-low * inverse + 0.5f);
        call.scale[row] = range > 1e-30f ? range / 254.0f : 0.0f;
        call.zero[row] = inputs_per_group == 4 ? zero : 0;
        std::size_t i = 0;
#ifdef BYTE_PRODUCTS
        const VecF offset = all(static_cast<float>(zero));
        const auto step = [&](std::size_t at) { return load_f(in + at) * inverse + offset; };
        for (; i + 4 * lanes <= call.width; i += 4 * lanes, to += 4 * lanes) store(to, bytes_of(step(i), step(i + lanes), step(i + 2 * lanes), step(i + 3 * lanes)));
#endif
        for (; i < call.width; i += lanes) {
            const VecI q = nearest(load_f(in + i) * inverse);
            if constexpr (inputs_per_group == 4) {
                store_bytes(to, q + zero);
                to += sizeof(VecB);
            } else {
                store(to, __builtin_convertvector(q, VecS));
                to += sizeof(VecS);
            }
        }
    }
}

std::uint64_t peak(std::size_t rounds) {
    constexpr std::size_t groups = 32;
    std::uint32_t input[block_rows * groups], weights[groups * panel_columns];
    for (std::size_t i = 0; i < block_rows * groups; ++i) input[i] = static_cast<std::uint32_t>(i);
    for (std::size_t i = 0; i < groups * panel_columns; ++i) weights[i] = static_cast<std::uint32_t>(i);
    Sums<block_rows, panel_vectors> sums{};
    for (std::size_t round = 0; round < rounds; ++round) multiply<ByteDot>(sums, input, groups, weights, groups);
    // The sums must be used, or the compiler drops the work.
    VecI all_sums{};
    for (int r = 0; r < block_rows; ++r)
        for (int c = 0; c < panel_vectors; ++c) all_sums |= sums.at[r][c];
    const std::uint64_t used = all_sums[0] == 1 ? 1 : 0;
    return std::uint64_t{rounds} * groups * block_rows * panel_columns * inputs_per_group + used;
}

}  // namespace
}  // namespace rostra::nn
