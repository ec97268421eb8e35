// The side library of numbers: a checked file of weights, and the encoder that runs on them in 8-bit integers.
// Knows nothing of news: labels and what they mean belong to stage 4.
//
// Thread safety: `ModelFile`, `Linear` and `Encoder` are immutable once made. Working memory is a `Scratch`, one a
// thread. Nothing here starts a thread.
#pragma once

#include "rostra/base.h"

#include <memory>
#include <span>
#include <vector>

namespace rostra::nn {

struct Kernels;

/// The instruction sets that the inner loops are built for, plainest first.
enum class Isa : std::uint8_t { portable,
                                avx2,
                                avxvnni,
                                avx512,
                                vnni,
                                vbmi };

/// "portable", "avx2", "avxvnni", "avx512" (without VNNI), "vnni" (AVX-512 with VNNI) or "vbmi" (with VNNI and VBMI).
[[nodiscard]] std::string_view name_of(Isa isa);
/// Those that this processor and this build can run; `portable` is always there, the fastest comes last.
[[nodiscard]] std::vector<Isa> supported_isas();
/// The set named by the environment variable ROSTRA_ISA, or the fastest when it is unset or empty.
/// Errors: usage (no such name), unsupported (this processor lacks it).
[[nodiscard]] Result<Isa> chosen_isa();
[[nodiscard]] const Kernels& kernels_for(Isa isa);
/// Runs the 8-bit inner loop about `rounds` thousand times on data that stays in the first-level cache and returns the
/// multiply-adds done: over the time that it took, what this core can reach at best.
std::uint64_t run_peak(Isa isa, std::size_t rounds);

/// Memory aligned to 64 bytes whose content is lost when it grows. Grows only: after the first calls none allocates.
class Buffer {
public:
    template <class T>
    [[nodiscard]] T* of(std::size_t count) {
        return reinterpret_cast<T*>(bytes(count * sizeof(T)));
    }
    [[nodiscard]] std::byte* bytes(std::size_t size);

private:
    struct Free {
        void operator()(std::byte* p) const;
    };
    std::unique_ptr<std::byte, Free> memory_;
    std::size_t size_ = 0;
};

/// Working memory for one thread.
struct Scratch {
    Buffer state, other, wide, narrow, scales, attention, kept;
    std::vector<std::uint32_t> lengths, wanted;
};

/// A named block of a model file. `data` points into the mapped file.
struct Tensor {
    bool bytes = false;                   ///< i8 with `scale`, one a row; otherwise f32
    std::uint32_t rows = 0, columns = 0;  ///< a vector has one row
    const std::int8_t* i8 = nullptr;
    const float* f32 = nullptr;
    const float* scale = nullptr;
};

/// Sizes that every network of version 1 has.
struct NetworkConfig {
    std::uint32_t vocab = 0, hidden = 0, layers = 0, heads = 0, intermediate = 0, max_positions = 0, shapes = 0;
    float layer_norm_eps = 0;
};

/// `weights.rnn`, mapped and checked (docs/formats/model-file.md). Errors: not_found, not_readable, bad_format
/// (truncated, foreign, wrong hash, a table that points outside), unsupported (another version), too_large.
class ModelFile {
public:
    [[nodiscard]] static Result<ModelFile> open(const std::string& path);
    /// From memory, for tests and fuzzing; `bytes` must outlive the value. `name` stands in errors.
    [[nodiscard]] static Result<ModelFile> parse(std::span<const std::byte> bytes, const std::string& name);
    ModelFile(ModelFile&&) noexcept;
    ModelFile& operator=(ModelFile&&) noexcept;
    ~ModelFile();

    [[nodiscard]] std::string_view header() const;      ///< the JSON text, already known to be an object
    [[nodiscard]] std::string_view vocabulary() const;  ///< one piece a line
    [[nodiscard]] const NetworkConfig& config() const;
    [[nodiscard]] const std::string& name() const;
    /// A tensor that must have this type and these sizes (a vector: rows = 1). Error: bad_format, naming it.
    [[nodiscard]] Result<Tensor> tensor(const std::string& tensor_name, bool bytes, std::uint32_t rows, std::uint32_t columns) const;
    /// Tells the system that the pages of packed tensors need not stay in memory.
    void forget_pages() const;

private:
    struct State;
    explicit ModelFile(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// y = W x + b with 8-bit W, packed in the order in which the kernels of one instruction set read it.
class Linear {
public:
    /// One layer from several matrices of equal width, stacked; a bias may be null (zeros).
    struct Part {
        Tensor weight;
        const float* bias = nullptr;
    };
    Linear() = default;
    Linear(const Kernels& kernels, std::span<const Part> parts);

    [[nodiscard]] std::size_t inputs() const { return inputs_; }
    [[nodiscard]] std::size_t outputs() const { return outputs_; }
    /// Rows in 8 bits, in scratch.narrow and scratch.scales until their next use.
    struct Rows {
        const std::uint32_t* groups = nullptr;
        const float* scale = nullptr;
        const std::int32_t* zero = nullptr;
        std::size_t count = 0;
    };
    /// `in` [rows][inputs] for this layer and any other with as many inputs.
    [[nodiscard]] Rows take(const float* in, std::size_t rows, Scratch& scratch) const;
    /// → `out` [rows][outputs].
    void run(const Rows& in, float* out, bool gelu) const;
    void run(const float* in, std::size_t rows, float* out, bool gelu, Scratch& scratch) const { run(take(in, rows, scratch), out, gelu); }

private:
    const Kernels* kernels_ = nullptr;
    std::size_t inputs_ = 0, outputs_ = 0, groups_ = 0, panels_ = 0;
    std::shared_ptr<Buffer> memory_;
    std::uint32_t* weights_ = nullptr;
    std::int32_t* minus_sum_ = nullptr;
    float* scale_ = nullptr;
    float* bias_ = nullptr;
};

/// One sequence: piece numbers and a shape for each, both of the same length ≤ config.max_positions; and the rows whose states are wanted, rising
/// (none: all).
struct Sequence {
    std::span<const std::uint32_t> pieces;
    std::span<const std::uint8_t> shapes;
    std::span<const std::uint32_t> wanted = {};
};

struct LayerSizes {
    std::uint32_t hidden = 0, layers = 0, heads = 0, intermediate = 0;
    float layer_norm_eps = 0;
};

/// BERT layers, post-LayerNorm, without embeddings (docs/formats/model-file.md, 4).
class Layers {
public:
    Layers() = default;
    /// Tensors `PREFIX0.q.weight` and so on. Errors: those of ModelFile::tensor.
    [[nodiscard]] static Result<Layers> make(const ModelFile& file, const std::string& prefix, const LayerSizes& sizes, Isa isa);

    /// One layer, in place: `state` is [sum of lengths][hidden], one sequence after the other; none sees another.
    /// Uses all of `scratch` but `state`, `kept`, `lengths` and `wanted`. Where `wanted` names rows of the whole, rising, only they go all the way
    /// through, and lie together at the start of `state` afterwards.
    void run(std::uint32_t number, std::span<const std::uint32_t> lengths, float* state, Scratch& scratch, std::span<const std::uint32_t> wanted = {}) const;
    [[nodiscard]] std::uint32_t count() const { return sizes_.layers; }

private:
    struct Layer {
        std::vector<Linear> qkv;  ///< queries, keys and values of so many heads as are attended to together
        Linear out, up, down;
        const float *attention_weight = nullptr, *attention_bias = nullptr, *output_weight = nullptr, *output_bias = nullptr;
    };
    void attend(const Layer& layer, std::span<const std::uint32_t> lengths, float* state, Scratch& scratch, std::span<const std::uint32_t> wanted) const;
    void mix(const Layer& layer, std::span<const std::uint32_t> lengths, const float* state, std::size_t rows, float* mixed, Scratch& scratch) const;
    void transform(const Layer& layer, std::size_t rows, float* state, Scratch& scratch) const;
    [[nodiscard]] Result<Layer> take_layer(const ModelFile& file, const std::string& at) const;

    const Kernels* kernels_ = nullptr;
    LayerSizes sizes_;
    std::vector<Layer> layers_;
};

/// out [rows][width] = LayerNorm(in + add), in place where `out` is `in`; `add` may be null.
void normalise(const Kernels& kernels, const float* in, const float* add, const float* weight, const float* bias, float eps, std::size_t rows, std::size_t width, float* out);

/// A BERT-like encoder, post-LayerNorm.
class Encoder {
public:
    /// `file` must outlive the encoder (the embeddings are read from it). Errors: those of ModelFile::tensor.
    [[nodiscard]] static Result<Encoder> make(const ModelFile& file, Isa isa);

    /// Vectors of the wanted positions of all sequences, one after the other: [wanted][hidden], owned by `scratch` until
    /// its next use. The linear layers run over all sequences at once. The states behind the layers in `keep` (counted
    /// from 1, rising) are left in `scratch.kept`, [keep][wanted][hidden].
    [[nodiscard]] float* run(std::span<const Sequence> sequences, Scratch& scratch, std::span<const std::uint32_t> keep = {}) const;

    [[nodiscard]] std::size_t hidden() const { return config_.hidden; }

private:
    void embed(std::span<const Sequence> sequences, float* state) const;
    [[nodiscard]] Status take_embeddings(const ModelFile& file);

    const Kernels* kernels_ = nullptr;
    NetworkConfig config_;
    Tensor word_, position_, shape_;
    const float *norm_weight_ = nullptr, *norm_bias_ = nullptr;
    Layers layers_;
};

/// A head of up to 8 outputs in f32: out [rows][outputs] = W in + b.
void dense(const Kernels& kernels, const float* in, std::size_t rows, const Tensor& weight, const float* bias, float* out);

/// out [rows][outputs] = W gelu(token * gate + offsets[bucket]) + b, W of at most 8 rows; `offsets` is
/// [buckets][width] with `width` = weight.columns.
struct Gated {
    const float* token = nullptr;
    const std::uint8_t* bucket = nullptr;
    std::size_t rows = 0;
    const float* gate = nullptr;
    const float* offsets = nullptr;
};
void gated(const Kernels& kernels, const Gated& input, const Tensor& weight, const float* bias, float* out);

}  // namespace rostra::nn
