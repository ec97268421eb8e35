// AVX-512 with VNNI: 64 byte products an instruction, summed in 32 bits without saturation.
#if defined(__x86_64__)
#define VECTOR_BYTES 64
#include "body_vector.h"

#include <immintrin.h>

namespace rostra::nn {
namespace {

struct PairDot {
    static VecI add(VecI sum, VecI a, VecI b) {
        return reinterpret_cast<VecI>(_mm512_dpwssd_epi32(reinterpret_cast<__m512i>(sum), reinterpret_cast<__m512i>(a), reinterpret_cast<__m512i>(b)));
    }
};
struct ByteDot {
    static VecI add(VecI sum, VecI a, VecI b) {
        return reinterpret_cast<VecI>(_mm512_dpbusd_epi32(reinterpret_cast<__m512i>(sum), reinterpret_cast<__m512i>(a), reinterpret_cast<__m512i>(b)));
    }
};
constexpr std::size_t inputs_per_group = 4;
constexpr int panel_vectors = 4, block_rows = 6, value_vectors = 2, value_rows = 12;
constexpr std::size_t panel_columns = panel_vectors * lanes;

}  // namespace
}  // namespace rostra::nn

#include "body.h"
ROSTRA_KERNELS(vnni_kernels)
#endif
