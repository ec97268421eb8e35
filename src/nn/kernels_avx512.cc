// AVX-512 (F, BW, DQ, VL) without VNNI: as AVX2, twice as wide.
#if defined(__x86_64__)
#define VECTOR_BYTES 64
#include "body_vector.h"

#include <immintrin.h>

namespace rostra::nn {
namespace {

struct PairDot : NoZeroPoint {
    static VecI add(VecI sum, VecI a, VecI b) {
        return sum + reinterpret_cast<VecI>(_mm512_madd_epi16(reinterpret_cast<__m512i>(a), reinterpret_cast<__m512i>(b)));
    }
};
using ByteDot = PairDot;
constexpr std::size_t inputs_per_group = 2;
constexpr int panel_vectors = 4, block_rows = 6, value_vectors = 2, value_rows = 12;
constexpr std::size_t panel_columns = panel_vectors * lanes;

}  // namespace
}  // namespace rostra::nn

#include "body.h"
ROSTRA_KERNELS(avx512_kernels)
#endif
