// docs/formats/model-file.md, 8. A part without units gives zeros.
#include "act_head.h"

#include <cmath>
#include <cstring>

namespace rostra::attribution {
namespace {

constexpr std::size_t pools = 4;  // mean of source, of cue, of content; the content as it is looked at

/// Calls `take` with the number in the window of each unit of the ranges.
template <class Take>
void each_unit(const std::vector<Range>& ranges, Range window, Take take) {
    for (const Range& whole : ranges) {
        const Range r = within(whole, window);
        for (std::uint32_t j = r.start; j < r.stop; ++j) take(j - window.start);
    }
}

void mean_of(const float* units, std::size_t width, const std::vector<Range>& ranges, Range window, float* out) {
    std::size_t count = 0;
    each_unit(ranges, window, [&](std::uint32_t j) {
        ++count;
        for (std::size_t i = 0; i < width; ++i) out[i] += units[j * width + i];
    });
    for (std::size_t i = 0; count > 1 && i < width; ++i) out[i] /= static_cast<float>(count);
}

void to_log_chances(std::vector<float>& logits) {
    const float top = *std::max_element(logits.begin(), logits.end());
    float sum = 0;
    for (const float x : logits) sum += std::exp(x - top);
    for (float& x : logits) x -= top + std::log(sum);
}

}  // namespace

Result<ActHead> ActHead::make(const nn::ModelFile& file, const Settings& settings, nn::Isa isa) {
    ActHead head;
    if (settings.act_hidden == 0) return head;
    const std::uint32_t width = settings.act_reader.hidden > 0 ? settings.act_reader.hidden : file.config().hidden, hidden = settings.act_hidden, acts = static_cast<std::uint32_t>(act_labels.size());
    const auto look = file.tensor("act.look.weight", false, 1, width), up = file.tensor("act.up.weight", true, hidden, pools * width);
    const auto up_bias = file.tensor("act.up.bias", false, 1, hidden), out = file.tensor("act.out.weight", false, acts, hidden), out_bias = file.tensor("act.out.bias", false, 1, acts);
    for (const auto* t : {&look, &up, &up_bias, &out, &out_bias})
        if (!*t) return t->error();
    head.width_ = width;
    head.hidden_ = hidden;
    head.kernels_ = &nn::kernels_for(isa);
    head.look_ = *look;
    const nn::Linear::Part part{*up, up_bias->f32};
    head.up_ = nn::Linear(nn::kernels_for(isa), {&part, 1});
    head.out_weight_ = *out;
    head.out_bias_ = out_bias->f32;
    return head;
}

void ActHead::pool(const float* units, Range window, const Found& found, ActScratch& own, float* out) const {
    std::memset(out, 0, pools * width_ * sizeof(float));
    mean_of(units, width_, found.source, window, out);
    mean_of(units, width_, found.cue, window, out + width_);
    mean_of(units, width_, found.content, window, out + 2 * width_);
    float* scores = own.look.of<float>(window.stop - window.start);
    float top = -INFINITY, sum = 0;
    const float no_bias = 0;
    for (const Range& whole : found.content) {
        const Range r = within(whole, window);
        if (r.start < r.stop) nn::dense(*kernels_, units + (r.start - window.start) * width_, r.stop - r.start, look_, &no_bias, scores + (r.start - window.start));
    }
    each_unit(found.content, window, [&](std::uint32_t j) { top = std::max(top, scores[j]); });
    each_unit(found.content, window, [&](std::uint32_t j) { sum += scores[j] = std::exp(scores[j] - top); });
    each_unit(found.content, window, [&](std::uint32_t j) {
        const float share = scores[j] / sum;
        for (std::size_t i = 0; i < width_; ++i) out[3 * width_ + i] += share * units[j * width_ + i];
    });
}

void ActHead::judge(std::span<const View> views, std::span<Found> found, nn::Scratch& scratch, ActScratch& own) const {
    if (!judges() || found.empty()) return;
    float* pooled = own.pooled.of<float>(found.size() * pools * width_);
    for (std::size_t k = 0; k < found.size(); ++k) pool(views[k].units, views[k].range, found[k], own, pooled + k * pools * width_);
    float* hidden = own.hidden.of<float>(found.size() * hidden_);
    up_.run(pooled, found.size(), hidden, true, scratch);
    for (Found& f : found) {
        f.acts.assign(out_bias_, out_bias_ + act_labels.size());
        for (std::size_t a = 0; a < act_labels.size(); ++a)
            for (std::size_t i = 0; i < hidden_; ++i) f.acts[a] += out_weight_.f32[a * hidden_ + i] * hidden[i];
        to_log_chances(f.acts);
        hidden += hidden_;
    }
}

}  // namespace rostra::attribution
