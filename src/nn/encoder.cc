// The encoder: embeddings, then for each layer attention and a two-layer transform, each added to its input and
// normalised. Rows of all sequences share the linear layers; the wide middle of the transform is made a block of
// rows at a time, so that it stays in the second-level cache.
#include "kernels.h"
#include "rostra/nn.h"

#include <cstring>

namespace rostra::nn {
namespace {

constexpr std::size_t transform_rows = 48;  // 48 x 1536 x 4 bytes = 295 KB
constexpr std::size_t attention_rows = 384;

/// Collects tensors and keeps the first error, so that the callers read as lists.
class Taker {
public:
    explicit Taker(const ModelFile& file) : file_(file) {}
    Tensor bytes(const std::string& name, std::uint32_t rows, std::uint32_t columns) { return take(name, true, rows, columns); }
    const float* vector(const std::string& name, std::uint32_t size) { return take(name, false, 1, size).f32; }
    Tensor table(const std::string& name, std::uint32_t rows, std::uint32_t columns) { return take(name, false, rows, columns); }
    [[nodiscard]] const std::optional<Error>& error() const { return error_; }

private:
    Tensor take(const std::string& name, bool bytes, std::uint32_t rows, std::uint32_t columns) {
        auto got = file_.tensor(name, bytes, rows, columns);
        if (got) return *got;
        if (!error_) error_ = got.error();
        return {};
    }
    const ModelFile& file_;
    std::optional<Error> error_;
};

}  // namespace

Status Encoder::take_embeddings(const ModelFile& file) {
    Taker take(file);
    const NetworkConfig& c = config_;
    word_ = take.bytes("embed.word", c.vocab, c.hidden);
    position_ = take.table("embed.position", c.max_positions, c.hidden);
    shape_ = take.table("embed.shape", c.shapes, c.hidden);
    norm_weight_ = take.vector("embed.norm.weight", c.hidden);
    norm_bias_ = take.vector("embed.norm.bias", c.hidden);
    if (take.error()) return *take.error();
    return Done{};
}

Result<Layers::Layer> Layers::take_layer(const ModelFile& file, const std::string& at) const {
    Taker take(file);
    const std::uint32_t h = sizes_.hidden, wide = sizes_.intermediate;
    const auto part = [&](const std::string& name, std::uint32_t rows, std::uint32_t columns) {
        return Linear::Part{take.bytes(at + name + ".weight", rows, columns), take.vector(at + name + ".bias", rows)};
    };
    const Linear::Part qkv[3] = {part("q", h, h), part("k", h, h), part("v", h, h)};
    const Linear::Part out = part("o", h, h), up = part("up", wide, h), down = part("down", h, wide);
    Layer layer;
    layer.attention_weight = take.vector(at + "attention_norm.weight", h);
    layer.attention_bias = take.vector(at + "attention_norm.bias", h);
    layer.output_weight = take.vector(at + "output_norm.weight", h);
    layer.output_bias = take.vector(at + "output_norm.bias", h);
    if (take.error()) return *take.error();
    layer.qkv = Linear(*kernels_, qkv);
    layer.out = Linear(*kernels_, {&out, 1});
    layer.up = Linear(*kernels_, {&up, 1});
    layer.down = Linear(*kernels_, {&down, 1});
    return layer;
}

Result<Layers> Layers::make(const ModelFile& file, const std::string& prefix, const LayerSizes& sizes, Isa isa) {
    Layers layers;
    layers.kernels_ = &kernels_for(isa);
    layers.sizes_ = sizes;
    for (std::uint32_t k = 0; k < sizes.layers; ++k) {
        auto layer = layers.take_layer(file, prefix + std::to_string(k) + ".");
        if (!layer) return layer.error();
        layers.layers_.push_back(std::move(*layer));
    }
    return layers;
}

Result<Encoder> Encoder::make(const ModelFile& file, Isa isa) {
    Encoder encoder;
    encoder.kernels_ = &kernels_for(isa);
    encoder.config_ = file.config();
    if (auto done = encoder.take_embeddings(file); !done) return done.error();
    const NetworkConfig& c = encoder.config_;
    auto layers = Layers::make(file, "layer.", {c.hidden, c.layers, c.heads, c.intermediate, c.layer_norm_eps}, isa);
    if (!layers) return layers.error();
    encoder.layers_ = std::move(*layers);
    return encoder;
}

void Encoder::embed(std::span<const Sequence> sequences, float* state) const {
    const std::size_t h = config_.hidden;
    float* row = state;
    for (const Sequence& s : sequences)
        for (std::size_t i = 0; i < s.pieces.size(); ++i, row += h) {
            const std::size_t piece = s.pieces[i];
            kernels_->embed(word_.i8 + piece * h, word_.scale[piece], position_.f32 + i * h, shape_.f32 + s.shapes[i] * h, h, row);
        }
    const auto rows = static_cast<std::size_t>(row - state) / h;
    kernels_->norm({state, nullptr, norm_weight_, norm_bias_, config_.layer_norm_eps, rows, h, state});
}

void Layers::attend(const Layer& layer, std::span<const std::uint32_t> lengths, float* state, Scratch& scratch) const {
    const std::size_t h = sizes_.hidden, head = h / sizes_.heads;
    std::size_t row = 0, next = 0;
    while (next < lengths.size()) {
        // As many sequences at once as fit, at least one.
        std::size_t last = next, rows = 0;
        while (last < lengths.size() && (last == next || rows + lengths[last] <= attention_rows)) rows += lengths[last++];
        float* qkv = scratch.wide.of<float>(rows * 3 * h);
        float* mixed = scratch.other.of<float>(rows * h);
        layer.qkv.run(state + row * h, rows, qkv, false, scratch);
        std::size_t at = 0;
        for (; next < last; ++next) {
            const std::size_t length = lengths[next];
            kernels_->attention({qkv + at * 3 * h, length, sizes_.heads, head, mixed + at * h, scratch.attention.bytes(kernels_->attention_room(length, head))});
            at += length;
        }
        float* out = qkv;  // no longer needed
        layer.out.run(mixed, rows, out, false, scratch);
        kernels_->norm({out, state + row * h, layer.attention_weight, layer.attention_bias, sizes_.layer_norm_eps, rows, h, state + row * h});
        row += rows;
    }
}

void Layers::transform(const Layer& layer, std::size_t rows, float* state, Scratch& scratch) const {
    const std::size_t h = sizes_.hidden;
    float* wide = scratch.wide.of<float>(transform_rows * sizes_.intermediate);
    float* out = scratch.other.of<float>(transform_rows * h);
    for (std::size_t row = 0; row < rows; row += transform_rows) {
        const std::size_t count = std::min(transform_rows, rows - row);
        float* here = state + row * h;
        layer.up.run(here, count, wide, true, scratch);
        layer.down.run(wide, count, out, false, scratch);
        kernels_->norm({out, here, layer.output_weight, layer.output_bias, sizes_.layer_norm_eps, count, h, here});
    }
}

void Layers::run(std::uint32_t number, std::span<const std::uint32_t> lengths, float* state, Scratch& scratch) const {
    std::size_t rows = 0;
    for (const std::uint32_t length : lengths) rows += length;
    attend(layers_[number], lengths, state, scratch);
    transform(layers_[number], rows, state, scratch);
}

float* Encoder::run(std::span<const Sequence> sequences, Scratch& scratch, std::span<const std::uint32_t> keep) const {
    std::size_t rows = 0;
    scratch.lengths.clear();
    for (const Sequence& s : sequences) {
        scratch.lengths.push_back(static_cast<std::uint32_t>(s.pieces.size()));
        rows += s.pieces.size();
    }
    const std::size_t size = rows * config_.hidden;
    float* state = scratch.state.of<float>(size);
    float* kept = scratch.kept.of<float>(keep.size() * size);
    embed(sequences, state);
    std::size_t next = 0;
    for (std::uint32_t k = 0; k < config_.layers; ++k) {
        layers_.run(k, scratch.lengths, state, scratch);
        if (next < keep.size() && keep[next] == k + 1) std::memcpy(kept + next++ * size, state, size * sizeof(float));
    }
    return state;
}

}  // namespace rostra::nn
