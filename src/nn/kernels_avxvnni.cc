// AVX-VNNI: byte products on 256-bit vectors, for processors that have no AVX-512.
#if defined(__x86_64__)
#define BYTE_PRODUCTS
#define VECTOR_BYTES 32
#include "body_vector.h"

#include <immintrin.h>

namespace rostra::nn {
namespace {

struct ByteDot : ZeroPointByProduct {
    static VecI add(VecI sum, VecI a, VecI b) {
        return reinterpret_cast<VecI>(_mm256_dpbusd_avx_epi32(reinterpret_cast<__m256i>(sum), reinterpret_cast<__m256i>(a), reinterpret_cast<__m256i>(b)));
    }
};
/// Four vectors of numbers from 0 to 255, rounded, as bytes in their order.
inline VecI bytes_of(VecF a, VecF b, VecF c, VecF d) {
    const auto whole = [](VecF x) { return _mm256_cvtps_epi32(reinterpret_cast<__m256>(x)); };
    const __m256i mixed = _mm256_packus_epi16(_mm256_packus_epi32(whole(a), whole(b)), _mm256_packus_epi32(whole(c), whole(d)));
    const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);  // packs go by lanes of 128 bits
    return reinterpret_cast<VecI>(_mm256_permutevar8x32_epi32(mixed, order));
}
constexpr std::size_t inputs_per_group = 4;
constexpr int panel_vectors = 2, block_rows = 6, value_vectors = 2, value_rows = 6;
constexpr std::size_t panel_columns = panel_vectors * lanes;

}  // namespace
}  // namespace rostra::nn

#include "body.h"
ROSTRA_KERNELS(avxvnni_kernels)
#endif
