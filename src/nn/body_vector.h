// Vectors of VECTOR_BYTES for the kernel bodies, through the compiler's vector extension: one text for SSE2, NEON,
// AVX2 and AVX-512. A kernels_*.cc file defines VECTOR_BYTES and the two dot products, then includes the bodies.
#pragma once

#include <cstddef>
#include <cstdint>

namespace rostra::nn {
namespace {

constexpr std::size_t lanes = VECTOR_BYTES / 4;

using VecF = float __attribute__((vector_size(VECTOR_BYTES)));
using VecI = std::int32_t __attribute__((vector_size(VECTOR_BYTES)));
using VecU = std::uint32_t __attribute__((vector_size(VECTOR_BYTES)));
using VecS = std::int16_t __attribute__((vector_size(VECTOR_BYTES / 2)));
using VecB = std::uint8_t __attribute__((vector_size(VECTOR_BYTES / 4)));
using VecC = std::int8_t __attribute__((vector_size(VECTOR_BYTES / 4)));

template <class V, class T>
inline V load(const T* from) {
    V v;
    __builtin_memcpy(&v, from, sizeof v);
    return v;
}
template <class V, class T>
inline void store(T* to, V v) {
    __builtin_memcpy(to, &v, sizeof v);
}
inline VecF load_f(const float* from) { return load<VecF>(from); }
inline VecF all(float x) { return x - VecF{}; }
inline VecI all(std::int32_t x) { return x - VecI{}; }
inline VecF as_float(VecI v) { return reinterpret_cast<VecF>(v); }
inline VecI as_int(VecF v) { return reinterpret_cast<VecI>(v); }
inline VecF larger(VecF a, VecF b) { return a > b ? a : b; }
inline VecF smaller(VecF a, VecF b) { return a < b ? a : b; }
inline VecF magnitude(VecF v) { return as_float(as_int(v) & all(std::int32_t{0x7FFFFFFF})); }

/// Folds a vector to four lanes with `join`, then to one.
template <class Join>
inline float fold(VecF v, Join join) {
    using Quarter = float __attribute__((vector_size(16)));
    Quarter part[VECTOR_BYTES / 16];
    __builtin_memcpy(part, &v, sizeof v);
    for (std::size_t i = 1; i < VECTOR_BYTES / 16; ++i) part[0] = join(part[0], part[i]);
    return join(join(part[0][0], part[0][1]), join(part[0][2], part[0][3]));
}
inline float sum_of(VecF v) {
    return fold(v, [](auto a, auto b) { return a + b; });
}
inline float max_of(VecF v) {
    return fold(v, [](auto a, auto b) { return a > b ? a : b; });
}
inline float min_of(VecF v) {
    return fold(v, [](auto a, auto b) { return a < b ? a : b; });
}

// Adding 1.5 * 2^23 leaves the nearest integer (ties to even) in the low bits of the float; good for |x| < 2^22.
constexpr float round_bias = 12582912.0f;
inline VecI nearest(VecF x) { return as_int(x + round_bias) - as_int(all(round_bias)); }

// 2^x for x <= 0 by a polynomial of degree 4 on [-0.5, 0.5] (relative error below 4e-6); 2^-100 stands for less.
inline VecF exp2_of(VecF x) {
    x = larger(x, all(-100.0f));
    const VecF whole = x + round_bias;
    const VecF f = x - (whole - round_bias);
    VecF p = f * 0.00966636836528778f + 0.055921975523233414f;
    p = p * f + 0.2402234971523285f;
    p = p * f + 0.6931210160255432f;
    p = p * f + 1.0f;
    return as_float(as_int(p) + (as_int(whole) << 23));
}

// x times the normal distribution function, by an odd polynomial for erf on [-3, 3]; beyond it erf counts as 1 or
// -1. The error of erf stays below 2.3e-5.
inline VecF gelu_of(VecF x) {
    VecF u = x * 0.70710678118654752f;
    u = smaller(larger(u, all(-3.0f)), all(3.0f));
    const VecF t = u * u;
    VecF p = t * -4.3220533818555396e-09f + 2.2417158618281974e-07f;
    p = p * t + -5.219609192863572e-06f;
    p = p * t + 7.299815479200333e-05f;
    p = p * t + -0.0006958923186175525f;
    p = p * t + 0.004881027154624462f;
    p = p * t + -0.0264245867729187f;
    p = p * t + 0.11254124343395233f;
    p = p * t + -0.37604740262031555f;
    p = p * t + 1.1283756494522095f;
    const VecF half = x * 0.5f;
    return half + half * (p * u);
}

}  // namespace
}  // namespace rostra::nn
