// Vectors of VECTOR_BYTES for the kernel bodies, through the compiler's vector extension: one text for SSE2, NEON,
// AVX2 and AVX-512. A kernels_*.cc file defines VECTOR_BYTES and the two dot products, then includes the bodies.
#pragma once

#include <cstddef>
#include <cstdint>
#if defined(__AVX2__)
#include <immintrin.h>
#endif

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
/// Stores integers from 0 to 255, or from -128 to 127, as bytes. (GCC 12 makes one of `__builtin_convertvector` at a time.)
template <class T>
inline void store_bytes(T* to, VecI v) {
#if defined(__AVX512F__) && VECTOR_BYTES == 64
    const __m128i bytes = _mm512_cvtepi32_epi8(reinterpret_cast<__m512i>(v));
    __builtin_memcpy(to, &bytes, sizeof bytes);
#else
    store(to, __builtin_convertvector(v, VecB));
#endif
}
inline VecF load_f(const float* from) { return load<VecF>(from); }
inline VecF all(float x) { return x - VecF{}; }
inline VecI all(std::int32_t x) { return x - VecI{}; }
inline VecF as_float(VecI v) { return reinterpret_cast<VecF>(v); }
inline VecI as_int(VecF v) { return reinterpret_cast<VecI>(v); }
#if defined(__AVX512F__) && VECTOR_BYTES == 64
inline VecF larger(VecF a, VecF b) { return reinterpret_cast<VecF>(_mm512_max_ps(reinterpret_cast<__m512>(a), reinterpret_cast<__m512>(b))); }
inline VecF smaller(VecF a, VecF b) { return reinterpret_cast<VecF>(_mm512_min_ps(reinterpret_cast<__m512>(a), reinterpret_cast<__m512>(b))); }
#else
inline VecF larger(VecF a, VecF b) { return a > b ? a : b; }
inline VecF smaller(VecF a, VecF b) { return a < b ? a : b; }
#endif
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

/// Inputs without a zero point: nothing to take back.
struct NoZeroPoint {
    [[nodiscard]] VecI times(std::int32_t) const { return VecI{}; }
    static NoZeroPoint opposite(VecI) { return {}; }
};
/// Minus the sums of some columns' weights, to be multiplied by a row's zero point.
struct ZeroPointByProduct {
    struct Opposite {
        VecI minus_sum;
        [[nodiscard]] VecI times(std::int32_t zero) const { return minus_sum * zero; }
    };
    static Opposite opposite(VecI minus_sum) { return {minus_sum}; }
};

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

#if defined(__AVX512F__) && VECTOR_BYTES == 64
// x times the normal distribution function, by a parabola in each of 32 steps from -4 to 4 that are looked up in registers (the parabola through three
// Chebyshev points; from 3.75 on x itself): the error stays below 6.4e-5, 1.3e-4 below -4 and 3.4e-4 at 3.75.
alignas(64) constexpr float gelu_parts[3][32] = {
    {-0.024952119f, -0.048703823f, -0.087626308f, -0.14489128f, -0.21937405f, -0.30270791f, -0.37835726f, -0.42488605f, -0.4238812f, -0.36966157f,
     -0.27502728f, -0.16783698f, -0.078345276f, -0.024223814f, -0.003360997f, -1.2044869e-05f, -1.2044869e-05f, -0.003360997f, -0.024223814f,
     -0.078345276f, -0.16783698f, -0.27502728f, -0.36966157f, -0.4238812f, -0.42488605f, -0.37835726f, -0.30270791f, -0.21937405f, -0.14489128f,
     -0.087626308f, -0.048703823f, 0.0f},
    {-0.011958512f, -0.024663709f, -0.046965893f, -0.082290411f, -0.13204014f, -0.19271299f, -0.25320378f, -0.29435423f, -0.29289258f, -0.23022257f,
     -0.10321001f, 0.069007449f, 0.24825914f, 0.39212731f, 0.47430208f, 0.49916473f, 0.5008353f, 0.52569795f, 0.60787266f, 0.75174087f, 0.93099254f,
     1.10321f, 1.2302226f, 1.2928926f, 1.2943542f, 1.2532037f, 1.192713f, 1.1320401f, 1.0822904f, 1.0469658f, 1.0246637f, 1.0f},
    {-0.0014380821f, -0.0031372833f, -0.0063323323f, -0.011780554f, -0.020089136f, -0.031134529f, -0.043229446f, -0.05232995f, -0.051850107f,
     -0.033735264f, 0.0089048026f, 0.078134544f, 0.16801102f, 0.26383981f, 0.3451587f, 0.39199448f, 0.39199448f, 0.3451587f, 0.26383981f, 0.16801102f,
     0.078134544f, 0.0089048026f, -0.033735264f, -0.051850107f, -0.05232995f, -0.043229446f, -0.031134529f, -0.020089136f, -0.011780554f, -0.0063323323f,
     -0.0031372833f, 0.0f}};
inline VecF gelu_of(VecF x) {
    x = larger(x, all(-4.0f));
    const __m512i step = _mm512_cvttps_epi32(reinterpret_cast<__m512>(smaller(x * 4.0f + 16.0f, all(31.5f))));
    const auto part = [&](int k) { return reinterpret_cast<VecF>(_mm512_permutex2var_ps(_mm512_load_ps(gelu_parts[k]), step, _mm512_load_ps(gelu_parts[k] + 16))); };
    return (part(2) * x + part(1)) * x + part(0);
}
#else
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
#endif

}  // namespace
}  // namespace rostra::nn
