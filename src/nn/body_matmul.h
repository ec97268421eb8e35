// Integer matrix products. A block of ROWS x COLUMNS vectors of sums stays in registers while the groups of the
// inputs go by: each group of the input is broadcast, each group of weights is one aligned run of the panel.
#pragma once

#include "body_vector.h"
#include "kernels.h"

namespace rostra::nn {
namespace {

template <int Rows, int Columns>
struct Sums {
    VecI at[Rows][Columns];
};

/// Adds input (Rows rows of `stride` groups) times one panel of weights.
template <class Dot, int Rows, int Columns>
__attribute__((always_inline)) inline void multiply(Sums<Rows, Columns>& sums, const std::uint32_t* input, std::size_t stride,
                                                    const std::uint32_t* weights, std::size_t groups) {
    for (std::size_t g = 0; g < groups; ++g, weights += Columns * lanes) {
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
void matmul_rows(const MatmulCall& call, std::size_t row, std::size_t panel) {
    const MatmulWeights& w = call.weights;
    const std::size_t first = panel * panel_columns;
    Sums<Rows, panel_vectors> sums;
    // Byte inputs carry their row's zero point, which adds it times the sum of the weights: begin with the opposite.
#pragma GCC unroll 8
    for (int c = 0; c < panel_vectors; ++c) {
        const VecI minus_sum = load<VecI>(w.minus_sum + first + c * lanes);
#pragma GCC unroll 16
        for (int r = 0; r < Rows; ++r) sums.at[r][c] = minus_sum * call.input_zero[row + r];
    }
    multiply<ByteDot>(sums, call.input + row * w.group_count, w.group_count, w.groups + panel * w.group_count * panel_columns,
                      w.group_count);
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
void matmul_rest(const MatmulCall& call, std::size_t row, std::size_t panel, std::size_t left) {
    if (left == Rows) return matmul_rows<Gelu, Rows>(call, row, panel);
    if constexpr (Rows > 1) matmul_rest<Gelu, Rows - 1>(call, row, panel, left);
}

template <bool Gelu>
void matmul_all(const MatmulCall& call) {
    for (std::size_t panel = 0; panel < call.weights.panels; ++panel) {
        std::size_t row = 0;
        for (; row + block_rows <= call.rows; row += block_rows) matmul_rows<Gelu, block_rows>(call, row, panel);
        if (row < call.rows) matmul_rest<Gelu, block_rows>(call, row, panel, call.rows - row);
    }
}

void matmul(const MatmulCall& call) {
    if (call.gelu) matmul_all<true>(call);
    else matmul_all<false>(call);
}

// Each row keeps its own range, zero included, in 254 steps: x = scale * (q - zero). One-sided rows, such as those
// that come out of GELU, so get twice the precision of a symmetric range.
void quantize(const QuantizeCall& call) {
    const float* in = call.in;
    auto* to = reinterpret_cast<unsigned char*>(call.out);
    for (std::size_t row = 0; row < call.rows; ++row, in += call.width) {
        VecF least{}, most{};
        for (std::size_t i = 0; i < call.width; i += lanes) {
            least = smaller(least, load_f(in + i));
            most = larger(most, load_f(in + i));
        }
        const float low = min_of(least), range = max_of(most) - low;
        const float inverse = range > 1e-30f ? 254.0f / range : 0.0f;
        const std::int32_t zero = static_cast<std::int32_t>(-low * inverse + 0.5f);
        call.scale[row] = range > 1e-30f ? range / 254.0f : 0.0f;
        call.zero[row] = inputs_per_group == 4 ? zero : 0;
        for (std::size_t i = 0; i < call.width; i += lanes) {
            const VecI q = nearest(load_f(in + i) * inverse);
            if constexpr (inputs_per_group == 4) {
                store(to, __builtin_convertvector(q + zero, VecB));
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
