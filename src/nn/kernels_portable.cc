// Any processor: 128-bit vectors by the compiler, which every 64-bit machine has.
#define VECTOR_BYTES 16
#include "body_vector.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace rostra::nn {
namespace {

struct PairDot : NoZeroPoint {
    static VecI add(VecI sum, VecI a, VecI b) {
#if defined(__SSE2__)
        return sum + reinterpret_cast<VecI>(_mm_madd_epi16(reinterpret_cast<__m128i>(a), reinterpret_cast<__m128i>(b)));
#else
        return sum + (a << 16 >> 16) * (b << 16 >> 16) + (a >> 16) * (b >> 16);
#endif
    }
};
using ByteDot = PairDot;  // linear layers take 16-bit inputs here
constexpr std::size_t inputs_per_group = 2;
constexpr int panel_vectors = 2, block_rows = 4, value_vectors = 2, value_rows = 4;
constexpr std::size_t panel_columns = panel_vectors * lanes;

}  // namespace
}  // namespace rostra::nn

#include "body.h"
ROSTRA_KERNELS(portable_kernels)
