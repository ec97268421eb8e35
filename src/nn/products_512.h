// Byte products on 512-bit vectors, for the kernels of AVX-512 VNNI with and without VBMI.
#pragma once

#define BYTE_PRODUCTS
#define VECTOR_BYTES 64
#include "body_vector.h"

#include <immintrin.h>

namespace rostra::nn {
namespace {

struct ByteDot {
    static VecI add(VecI sum, VecI a, VecI b) {
        return reinterpret_cast<VecI>(_mm512_dpbusd_epi32(reinterpret_cast<__m512i>(sum), reinterpret_cast<__m512i>(a), reinterpret_cast<__m512i>(b)));
    }
    /// As 128 high + low, times a zero point of at most 255: one instruction of 16-bit pairs, where a 32-bit product takes two slow ones.
    struct Opposite {
        VecI pairs;
        [[nodiscard]] VecI times(std::int32_t zero) const {
            const VecI both = all(zero | zero << 23);
            return reinterpret_cast<VecI>(_mm512_dpwssd_epi32(_mm512_setzero_si512(), reinterpret_cast<__m512i>(both), reinterpret_cast<__m512i>(pairs)));
        }
    };
    static Opposite opposite(VecI minus_sum) { return {(minus_sum & 127) | (minus_sum >> 7 << 16)}; }
};
/// Four vectors of numbers from 0 to 255, rounded, as bytes in their order.
inline VecI bytes_of(VecF a, VecF b, VecF c, VecF d) {
    const auto whole = [](VecF x) { return _mm512_cvtps_epi32(reinterpret_cast<__m512>(x)); };
    const __m512i mixed = _mm512_packus_epi16(_mm512_packus_epi32(whole(a), whole(b)), _mm512_packus_epi32(whole(c), whole(d)));
    const __m512i order = _mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);  // packs go by lanes of 128 bits
    return reinterpret_cast<VecI>(_mm512_permutexvar_epi32(order, mixed));
}
constexpr std::size_t inputs_per_group = 4;
constexpr int panel_vectors = 4, block_rows = 6, value_vectors = 2, value_rows = 12;
constexpr std::size_t panel_columns = panel_vectors * lanes;

}  // namespace
}  // namespace rostra::nn
