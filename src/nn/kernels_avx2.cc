// AVX2 and FMA: 256-bit vectors. Multiplying bytes directly would saturate the 16-bit sums, so bytes are widened.
#if defined(__x86_64__)
#define VECTOR_BYTES 32
#include "body_vector.h"

#include <immintrin.h>

namespace rostra::nn {
namespace {

struct PairDot : NoZeroPoint {
    static VecI add(VecI sum, VecI a, VecI b) {
        return sum + reinterpret_cast<VecI>(_mm256_madd_epi16(reinterpret_cast<__m256i>(a), reinterpret_cast<__m256i>(b)));
    }
};
using ByteDot = PairDot;
constexpr std::size_t inputs_per_group = 2;
constexpr int panel_vectors = 2, block_rows = 4, value_vectors = 2, value_rows = 4;
constexpr std::size_t panel_columns = panel_vectors * lanes;

}  // namespace
}  // namespace rostra::nn

#include "body.h"
ROSTRA_KERNELS(avx2_kernels)
#endif
