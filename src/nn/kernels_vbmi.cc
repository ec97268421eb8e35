// AVX-512 with VNNI and VBMI: as without VBMI, but 64 weights of attention are looked up at once.
#if defined(__x86_64__)
#define BYTE_TABLE
#include "products_512.h"

namespace rostra::nn {
namespace {

/// 256 bytes in registers.
struct ByteTable {
    __m512i part[4];
    explicit ByteTable(const std::uint8_t* bytes) {
        for (int k = 0; k < 4; ++k) part[k] = _mm512_loadu_si512(bytes + 64 * k);
    }
    /// The bytes at 64 places; a place is one of four vectors of numbers, rounded, those over 255 as 255.
    [[nodiscard]] VecI at(VecF a, VecF b, VecF c, VecF d) const {
        const auto place = reinterpret_cast<__m512i>(bytes_of(a, b, c, d));
        const __m512i low = _mm512_permutex2var_epi8(part[0], place, part[1]), high = _mm512_permutex2var_epi8(part[2], place, part[3]);
        return reinterpret_cast<VecI>(_mm512_mask_blend_epi8(_mm512_movepi8_mask(place), low, high));
    }
};

}  // namespace
}  // namespace rostra::nn

#include "body.h"
ROSTRA_KERNELS(vbmi_kernels)
#endif
