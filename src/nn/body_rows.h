// Work that goes row by row in f32: normalisation, GELU, embeddings and the small heads.
#pragma once

#include "body_vector.h"
#include "kernels.h"

namespace rostra::nn {
namespace {

void norm(const NormCall& call) {
    const auto width = static_cast<float>(call.width);
    for (std::size_t row = 0; row < call.rows; ++row) {
        const float* in = call.input + row * call.width;
        const float* more = call.residual ? call.residual + row * call.width : nullptr;
        float* out = call.out + row * call.width;
        VecF sum[2]{}, squares[2]{};  // two chains each: one would wait for itself
        const auto take = [&](std::size_t i, std::size_t k) {
            const VecF x = more ? load_f(in + i) + load_f(more + i) : load_f(in + i);
            sum[k] += x;
            squares[k] += x * x;
            store(out + i, x);
        };
        std::size_t at = 0;
        for (; at + 2 * lanes <= call.width; at += 2 * lanes) {
            take(at, 0);
            take(at + lanes, 1);
        }
        if (at < call.width) take(at, 0);
        const float mean = sum_of(sum[0] + sum[1]) / width;
        const float variance = sum_of(squares[0] + squares[1]) / width - mean * mean;  // means are far smaller than what spreads around them
        const float factor = 1.0f / __builtin_sqrtf((variance > 0 ? variance : 0) + call.epsilon);
        for (std::size_t i = 0; i < call.width; i += lanes)
            store(out + i, (load_f(out + i) - mean) * factor * load_f(call.weight + i) + load_f(call.bias + i));
    }
}

void gelu(float* values, std::size_t count) {
    for (std::size_t i = 0; i < count; i += lanes) store(values + i, gelu_of(load_f(values + i)));
}

void gated(const GatedCall& call) {
    for (std::size_t row = 0; row < call.rows; ++row) {
        const float* token = call.token + row * call.width;
        const float* offset = call.offsets + call.bucket[row] * call.width;
        VecF sums[8] = {};
        for (std::size_t i = 0; i < call.width; i += lanes) {
            const VecF z = gelu_of(load_f(token + i) * load_f(call.gate + i) + load_f(offset + i));
            for (std::size_t o = 0; o < call.outputs; ++o) sums[o] += z * load_f(call.weight + o * call.width + i);
        }
        for (std::size_t o = 0; o < call.outputs; ++o) call.out[row * call.outputs + o] = sum_of(sums[o]) + call.bias[o];
    }
}

void dense(const float* in, std::size_t rows, std::size_t width, const float* weight, const float* bias, std::size_t outputs, float* out) {
    for (std::size_t row = 0; row < rows; ++row, in += width) {
        VecF sums[8] = {};
        for (std::size_t i = 0; i < width; i += lanes)
            for (std::size_t o = 0; o < outputs; ++o) sums[o] += load_f(in + i) * load_f(weight + o * width + i);
        for (std::size_t o = 0; o < outputs; ++o) *out++ = sum_of(sums[o]) + bias[o];
    }
}

void embed(const std::int8_t* bytes, float scale, const float* a, const float* b, std::size_t width, float* out) {
    for (std::size_t i = 0; i < width; i += lanes) {
        const VecI q = __builtin_convertvector(load<VecC>(bytes + i), VecI);
        store(out + i, __builtin_convertvector(q, VecF) * scale + load_f(a + i) + load_f(b + i));
    }
}

}  // namespace
}  // namespace rostra::nn
