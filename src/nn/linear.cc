// Packing of 8-bit weights into panels, and the plain functions around the kernels.
#include "kernels.h"
#include "rostra/nn.h"

#include <cstdlib>
#include <cstring>
#include <new>

namespace rostra::nn {

void Buffer::Free::operator()(std::byte* p) const { std::free(p); }

std::byte* Buffer::bytes(std::size_t size) {
    if (size > size_) {
        const std::size_t rounded = (size + size / 4 + 63) / 64 * 64;
        memory_.reset(static_cast<std::byte*>(std::aligned_alloc(64, rounded)));
        if (!memory_) throw std::bad_alloc();
        size_ = rounded;
    }
    return memory_.get();
}

namespace {

std::size_t up_to(std::size_t n, std::size_t step) { return (n + step - 1) / step * step; }

/// Groups of one row of weights, written `stride` apart.
void pack_row(const std::int8_t* row, std::size_t width, std::size_t per_group, std::uint32_t* out, std::size_t stride) {
    for (std::size_t g = 0; g < width / per_group; ++g, row += per_group, out += stride) {
        if (per_group == 4) {
            std::memcpy(out, row, 4);
        } else {
            const std::int16_t pair[2] = {row[0], row[1]};
            std::memcpy(out, pair, 4);
        }
    }
}

std::int32_t sum_of(const std::int8_t* row, std::size_t width) {
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < width; ++i) sum += row[i];
    return sum;
}

}  // namespace

Linear::Linear(const Kernels& kernels, std::span<const Part> parts) : kernels_(&kernels), memory_(std::make_shared<Buffer>()) {
    const Layout& layout = kernels.layout;
    inputs_ = parts.front().weight.columns;
    for (const Part& p : parts) outputs_ += p.weight.rows;
    groups_ = inputs_ / layout.inputs_per_group;
    panels_ = up_to(outputs_, layout.panel) / layout.panel;
    const std::size_t padded = panels_ * layout.panel;
    auto* memory = memory_->of<std::uint32_t>(padded * (groups_ + 3));
    std::memset(memory, 0, padded * (groups_ + 3) * 4);
    weights_ = memory;
    minus_sum_ = reinterpret_cast<std::int32_t*>(memory + padded * groups_);
    scale_ = reinterpret_cast<float*>(memory + padded * (groups_ + 1));
    bias_ = reinterpret_cast<float*>(memory + padded * (groups_ + 2));
    std::size_t column = 0;
    for (const Part& p : parts)
        for (std::uint32_t row = 0; row < p.weight.rows; ++row, ++column) {
            const std::int8_t* from = p.weight.i8 + std::size_t{row} * inputs_;
            const std::size_t panel = column / layout.panel;
            pack_row(from, inputs_, layout.inputs_per_group, weights_ + panel * groups_ * layout.panel + column % layout.panel, layout.panel);
            minus_sum_[column] = -sum_of(from, inputs_);
            scale_[column] = p.weight.scale[row];
            bias_[column] = p.bias ? p.bias[row] : 0.0f;
        }
}

Linear::Rows Linear::take(const float* in, std::size_t rows, Scratch& scratch) const {
    auto* narrow = scratch.narrow.of<std::uint32_t>(rows * groups_);
    auto* scales = scratch.scales.of<float>(2 * rows);
    auto* zeros = reinterpret_cast<std::int32_t*>(scales + rows);
    kernels_->quantize({in, rows, inputs_, narrow, scales, zeros});
    return {narrow, scales, zeros, rows};
}

void Linear::run(const Rows& in, float* out, bool gelu) const {
    const MatmulWeights weights{weights_, minus_sum_, scale_, bias_, groups_, panels_, outputs_};
    kernels_->matmul({weights, in.groups, in.scale, in.zero, in.count, out, gelu});
}

std::uint64_t run_peak(Isa isa, std::size_t rounds) { return kernels_for(isa).peak(rounds * 1000); }

void normalise(const Kernels& kernels, const float* in, const float* add, const float* weight, const float* bias, float eps, std::size_t rows, std::size_t width, float* out) {
    kernels.norm({in, add, weight, bias, eps, rows, width, out});
}

void dense(const Kernels& kernels, const float* in, std::size_t rows, const Tensor& weight, const float* bias, float* out) {
    kernels.dense(in, rows, weight.columns, weight.f32, bias, weight.rows, out);
}

void gated(const Kernels& kernels, const Gated& input, const Tensor& weight, const float* bias, float* out) {
    kernels.gated({input.token, input.bucket, input.rows, weight.columns, input.gate, input.offsets, weight.f32, bias, weight.rows, out});
}

}  // namespace rostra::nn
