// The inner loops, compiled once for each instruction set from the same bodies (kernels_*.cc) and reached through
// one table of functions. Plain types only: a file built for AVX-512 must not emit inline code of the standard
// library that the linker could then hand to the rest of the program.
#pragma once

#include <cstddef>
#include <cstdint>

namespace rostra::nn {

/// How a kernel wants numbers laid out. Inputs are taken in 32-bit *groups*: four unsigned bytes (value +
/// zero point) where the processor multiplies bytes, two signed 16-bit numbers elsewhere. Both give the same exact sums.
struct Layout {
    std::size_t inputs_per_group = 2;
    std::size_t panel = 8;  ///< output columns that are computed side by side
    std::size_t lanes = 4;  ///< 32-bit numbers in one vector
};

/// One linear layer as a kernel reads it: `groups` is [panel][group][column], the others are one a column.
struct MatmulWeights {
    const std::uint32_t* groups = nullptr;
    const std::int32_t* minus_sum = nullptr;  ///< minus the sum of a column's weights
    const float* scale = nullptr;
    const float* bias = nullptr;
    std::size_t group_count = 0;
    std::size_t panels = 0;
    std::size_t columns = 0;
};

struct MatmulCall {
    MatmulWeights weights;
    const std::uint32_t* input = nullptr;      ///< [rows][group_count]
    const float* input_scale = nullptr;        ///< one a row
    const std::int32_t* input_zero = nullptr;  ///< one a row; 0 where inputs are signed
    std::size_t rows = 0;
    float* out = nullptr;  ///< [rows][columns]
    bool gelu = false;     ///< apply GELU to each output
};

/// Rows of f32 to groups, each row with its own scale and zero point.
struct QuantizeCall {
    const float* in = nullptr;
    std::size_t rows = 0, width = 0;
    std::uint32_t* out = nullptr;
    float* scale = nullptr;
    std::int32_t* zero = nullptr;
};

/// Attention of one sequence. `qkv` is [rows][3 * heads * head_size]: queries, keys, values.
struct AttentionCall {
    const float* qkv = nullptr;
    std::size_t rows = 0, heads = 0, head_size = 0;
    float* out = nullptr;  ///< [rows][out_stride], of which heads * head_size are written
    std::size_t out_stride = 0;
    std::byte* room = nullptr;  ///< attention_room() bytes, aligned to 64
};

struct NormCall {
    const float* input = nullptr;
    const float* residual = nullptr;  ///< added first; may be null
    const float* weight = nullptr;
    const float* bias = nullptr;
    float epsilon = 0;
    std::size_t rows = 0, width = 0;
    float* out = nullptr;  ///< may be `input` or `residual`
};

/// out[row] = W gelu(token[row] * gate + offsets[bucket[row]]) + bias: a small head that scores every row against
/// one other vector (which made `gate` and `offsets`).
struct GatedCall {
    const float* token = nullptr;          ///< [rows][width]
    const std::uint8_t* bucket = nullptr;  ///< one a row
    std::size_t rows = 0, width = 0;
    const float* gate = nullptr;     ///< [width]
    const float* offsets = nullptr;  ///< [buckets][width]
    const float* weight = nullptr;   ///< [outputs][width]
    const float* bias = nullptr;
    std::size_t outputs = 0;  ///< at most 8
    float* out = nullptr;     ///< [rows][outputs]
};

/// Widths are multiples of 16 (checked when a model is loaded). No pointer needs more than its type's alignment
/// unless said.
struct Kernels {
    Layout layout;
    void (*quantize)(const QuantizeCall&);
    void (*matmul)(const MatmulCall&);
    void (*attention)(const AttentionCall&);
    void (*norm)(const NormCall&);
    void (*gelu)(float* values, std::size_t count);
    void (*gated)(const GatedCall&);
    /// out[row][o] = weight[o] . in[row] + bias[o], all f32; outputs at most 8.
    void (*dense)(const float* in, std::size_t rows, std::size_t width, const float* weight, const float* bias,
                  std::size_t outputs, float* out);
    /// out = bytes * scale + a + b
    void (*embed)(const std::int8_t* bytes, float scale, const float* a, const float* b, std::size_t width, float* out);
    /// The inner loop of `matmul` on data that stays in the first-level cache; returns the multiply-adds done.
    std::uint64_t (*peak)(std::size_t rounds);
    std::size_t (*attention_room)(std::size_t rows, std::size_t head_size);
};

extern const Kernels portable_kernels;
#if defined(__x86_64__)
extern const Kernels avx2_kernels;
extern const Kernels avxvnni_kernels;
extern const Kernels avx512_kernels;
extern const Kernels vnni_kernels;
extern const Kernels vbmi_kernels;
#endif

}  // namespace rostra::nn
