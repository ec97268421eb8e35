// The encoder: embeddings, then for each layer attention and a two-layer transform, each added to its input and
// normalised. Rows of all sequences share the linear layers; the wide middle of the transform is made a block of
// rows at a time, so that it stays in the second-level cache.
#include "kernels.h"
#include "rostra/nn.h"

#include <algorithm>
#include <cstring>

namespace rostra::nn {
namespace {

constexpr std::size_t transform_rows = 48;  // 48 x 1536 x 4 bytes = 295 KB
constexpr std::size_t attention_rows = 384;
constexpr std::size_t pieces_ahead = 4;  // whose embeddings are on their way: they lie anywhere in megabytes

void fetch(const std::int8_t* from, std::size_t bytes) {
    for (std::size_t i = 0; i < bytes; i += 64) __builtin_prefetch(from + i);
}

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

/// How many heads are attended to together: the fewest whose queries, keys and values fill whole panels, so that these stay in the second-level cache.
std::uint32_t heads_together(const LayerSizes& sizes, std::size_t panel) {
    for (std::uint32_t heads = 1; heads < sizes.heads; ++heads)
        if (sizes.heads % heads == 0 && 3 * heads * (sizes.hidden / sizes.heads) % panel == 0) return heads;
    return sizes.heads;
}

/// Some of a layer's outputs.
Linear::Part rows_of(const Linear::Part& part, std::uint32_t from, std::uint32_t count) {
    Linear::Part out = part;
    out.weight.rows = count;
    out.weight.i8 += std::size_t{from} * part.weight.columns;
    out.weight.scale += from;
    if (out.bias) out.bias += from;
    return out;
}

/// Moves some rows together: `wanted` as numbers from `base`.
void pick(std::span<const std::uint32_t> wanted, std::size_t base, std::size_t width, const float* from, float* to) {
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const float* row = from + (wanted[i] - base) * width;
        if (row != to + i * width) std::memmove(to + i * width, row, width * sizeof(float));
    }
}

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
    const std::uint32_t heads = heads_together(sizes_, kernels_->layout.panel), rows = heads * (h / sizes_.heads);
    for (std::uint32_t from = 0; from < h; from += rows) {
        const Linear::Part some[3] = {rows_of(qkv[0], from, rows), rows_of(qkv[1], from, rows), rows_of(qkv[2], from, rows)};
        layer.qkv.emplace_back(*kernels_, some);
    }
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
            if (i + pieces_ahead < s.pieces.size()) fetch(word_.i8 + s.pieces[i + pieces_ahead] * h, h);
            kernels_->embed(word_.i8 + piece * h, word_.scale[piece], position_.f32 + i * h, shape_.f32 + s.shapes[i] * h, h, row);
        }
    const auto rows = static_cast<std::size_t>(row - state) / h;
    kernels_->norm({state, nullptr, norm_weight_, norm_bias_, config_.layer_norm_eps, rows, h, state});
}

void Layers::attend(const Layer& layer, std::span<const std::uint32_t> lengths, float* state, Scratch& scratch, std::span<const std::uint32_t> wanted) const {
    const std::size_t h = sizes_.hidden;
    const bool some = !wanted.empty();
    const float* from = state;
    std::size_t base = 0;
    for (std::size_t next = 0, last = 0; next < lengths.size(); next = last) {
        // As many sequences at once as fit, at least one.
        std::size_t rows = 0;
        while (last < lengths.size() && (last == next || rows + lengths[last] <= attention_rows)) rows += lengths[last++];
        float* mixed = scratch.other.of<float>(rows * h);
        mix(layer, lengths.subspan(next, last - next), from, rows, mixed, scratch);
        std::size_t through = rows;
        if (some) {
            through = static_cast<std::size_t>(std::lower_bound(wanted.begin(), wanted.end(), base + rows) - wanted.begin());
            pick(wanted.first(through), base, h, mixed, mixed);
            pick(wanted.first(through), base, h, from, state);
            wanted = wanted.subspan(through);
        }
        float* out = scratch.wide.of<float>(through * h);
        layer.out.run(mixed, through, out, false, scratch);
        kernels_->norm({out, state, layer.attention_weight, layer.attention_bias, sizes_.layer_norm_eps, through, h, state});
        from += rows * h;
        base += rows;
        state += through * h;
    }
}

/// What each row takes from the others of its sequence, some heads at a time.
void Layers::mix(const Layer& layer, std::span<const std::uint32_t> lengths, const float* state, std::size_t rows, float* mixed, Scratch& scratch) const {
    const std::size_t h = sizes_.hidden, head = h / sizes_.heads, heads = sizes_.heads / layer.qkv.size();
    const Linear::Rows in = layer.qkv.front().take(state, rows, scratch);
    float* qkv = scratch.wide.of<float>(rows * 3 * heads * head);
    for (const Linear& part : layer.qkv) {
        part.run(in, qkv, false);
        std::size_t at = 0;
        for (const std::uint32_t length : lengths) {
            kernels_->attention({qkv + at * 3 * heads * head, length, heads, head, mixed + at * h, h, scratch.attention.bytes(kernels_->attention_room(length, head))});
            at += length;
        }
        mixed += heads * head;
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

void Layers::run(std::uint32_t number, std::span<const std::uint32_t> lengths, float* state, Scratch& scratch, std::span<const std::uint32_t> wanted) const {
    std::size_t rows = wanted.size();
    if (wanted.empty())
        for (const std::uint32_t length : lengths) rows += length;
    attend(layers_[number], lengths, state, scratch, wanted);
    transform(layers_[number], rows, state, scratch);
}

float* Encoder::run(std::span<const Sequence> sequences, Scratch& scratch, std::span<const std::uint32_t> keep) const {
    const std::size_t h = config_.hidden;
    std::uint32_t rows = 0;
    scratch.lengths.clear();
    scratch.wanted.clear();
    for (const Sequence& s : sequences) {
        const auto length = static_cast<std::uint32_t>(s.pieces.size());
        scratch.lengths.push_back(length);
        for (const std::uint32_t row : s.wanted) scratch.wanted.push_back(rows + row);
        if (s.wanted.empty())
            for (std::uint32_t row = 0; row < length; ++row) scratch.wanted.push_back(rows + row);
        rows += length;
    }
    const std::vector<std::uint32_t>& wanted = scratch.wanted;
    float* state = scratch.state.of<float>(rows * h);
    float* kept = scratch.kept.of<float>(keep.size() * wanted.size() * h);
    embed(sequences, state);
    std::size_t next = 0;
    for (std::uint32_t k = 0; k < config_.layers; ++k) {
        const bool last = k + 1 == config_.layers;
        if (last) layers_.run(k, scratch.lengths, state, scratch, wanted);
        else layers_.run(k, scratch.lengths, state, scratch);
        if (next == keep.size() || keep[next] != k + 1) continue;
        if (last) std::memcpy(kept, state, wanted.size() * h * sizeof(float));
        else pick(wanted, 0, h, state, kept);
        kept += wanted.size() * h;
        ++next;
    }
    return state;
}

}  // namespace rostra::nn
