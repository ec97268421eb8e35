// AVX-VNNI: byte products on 256-bit vectors, for processors that have no AVX-512.
#if defined(__x86_64__)
#define VECTOR_BYTES 32
#include "body_vector.h"

#include <immintrin.h>

namespace rostra::nn {
namespace {

struct PairDot {
    static VecI add(VecI sum, VecI a, VecI b) {
        return reinterpret_cast<VecI>(_mm256_dpwssd_avx_epi32(reinterpret_cast<__m256i>(sum), reinterpret_cast<__m256i>(a), reinterpret_cast<__m256i>(b)));
    }
};
struct ByteDot {
    static VecI add(VecI sum, VecI a, VecI b) {
        return reinterpret_cast<VecI>(_mm256_dpbusd_avx_epi32(reinterpret_cast<__m256i>(sum), reinterpret_cast<__m256i>(a), reinterpret_cast<__m256i>(b)));
    }
};
constexpr std::size_t inputs_per_group = 4;
constexpr int panel_vectors = 2, block_rows = 6, value_vectors = 2, value_rows = 6;
constexpr std::size_t panel_columns = panel_vectors * lanes;

}  // namespace
}  // namespace rostra::nn

#include "body.h"
ROSTRA_KERNELS(avxvnni_kernels)
#endif
