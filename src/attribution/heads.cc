// The role head runs once a cue over all units of the window. Everything in it that does not depend on the cue is
// made once a window (`token_`), everything that does not depend on the unit once a cue (`gate_`, `cue_`, and the
// table of offsets for each distance bucket).
#include "heads.h"

#include <cmath>
#include <cstring>

namespace rostra::attribution {
namespace {

constexpr std::size_t cue_kinds = 3, role_kinds = 5;
constexpr std::uint32_t near = 10;  // units around source and content whose certainty counts

std::uint8_t step_of(std::uint32_t distance) {
    static constexpr std::array<std::uint32_t, 10> edges = {2, 3, 4, 5, 7, 9, 13, 21, 41, 81};
    std::uint8_t step = 1;
    for (std::uint32_t edge : edges) step = static_cast<std::uint8_t>(step + (distance >= edge));
    return step;
}

/// log of the softmax of `label` among `count` logits.
float log_probability(const float* logits, std::size_t count, std::size_t label) {
    float top = logits[0];
    for (std::size_t i = 1; i < count; ++i) top = std::max(top, logits[i]);
    float sum = 0;
    for (std::size_t i = 0; i < count; ++i) sum += std::exp(logits[i] - top);
    return logits[label] - top - std::log(sum);
}

struct Mean {
    float sum = 0;
    std::uint32_t count = 0;
    void add(float x) {
        sum += x;
        ++count;
    }
    [[nodiscard]] float value() const { return count ? sum / static_cast<float>(count) : 0.0f; }
};

/// Maximal runs of one role (0 source, 1 content) among labels O, B-source, I-source, B-content, I-content.
void runs_of(std::span<const std::uint8_t> labels, std::uint32_t first_unit, std::vector<Range> (&out)[2]) {
    int open = -1;
    for (std::uint32_t j = 0; j < labels.size(); ++j) {
        const int role = labels[j] == 0 ? -1 : (labels[j] - 1) / 2;
        const bool begins = labels[j] % 2 == 1;
        if (role >= 0 && role == open && !begins) out[role].back().stop = first_unit + j + 1;
        else if (role >= 0) out[role].push_back({first_unit + j, first_unit + j + 1});
        open = role;
    }
}

}  // namespace

std::uint8_t bucket_of(std::uint32_t j, Range cue) {
    if (j < cue.start) return step_of(cue.start - j);
    if (j < cue.stop) return 0;
    return static_cast<std::uint8_t>(11 + step_of(j - cue.stop + 1));
}

Result<Heads> Heads::make(const nn::ModelFile& file, const Settings& settings, nn::Isa isa) {
    const std::uint32_t h = file.config().hidden, w = settings.role_hidden;
    const auto token = file.tensor("role.token.weight", true, w, h), gate = file.tensor("role.gate.weight", true, w, h), cue = file.tensor("role.cue.weight", true, w, h);
    const auto token_bias = file.tensor("role.token.bias", false, 1, w), distance = file.tensor("role.distance", false, settings.buckets, w);
    const auto cue_weight = file.tensor("cue.weight", false, cue_kinds, h), cue_bias = file.tensor("cue.bias", false, 1, cue_kinds);
    const auto out_weight = file.tensor("role.out.weight", false, role_kinds, w), out_bias = file.tensor("role.out.bias", false, 1, role_kinds);
    for (const auto* t : {&token, &gate, &cue, &token_bias, &distance, &cue_weight, &cue_bias, &out_weight, &out_bias})
        if (!*t) return t->error();
    auto acts = ActHead::make(file, settings, isa);
    if (!acts) return acts.error();
    auto reader = ActReader::make(file, settings, isa);
    if (!reader) return reader.error();
    Heads heads;
    heads.acts_ = *std::move(acts);
    heads.reader_ = *std::move(reader);
    heads.kernels_ = &nn::kernels_for(isa);
    heads.hidden_ = h;
    heads.width_ = w;
    heads.buckets_ = settings.buckets;
    heads.cue_weight_ = *cue_weight;
    heads.cue_bias_ = cue_bias->f32;
    heads.out_weight_ = *out_weight;
    heads.out_bias_ = out_bias->f32;
    heads.distance_ = *distance;
    const nn::Linear::Part token_part{*token, token_bias->f32}, gate_part{*gate, nullptr}, cue_part{*cue, nullptr};
    heads.token_ = nn::Linear(*heads.kernels_, {&token_part, 1});
    heads.gate_ = nn::Linear(*heads.kernels_, {&gate_part, 1});
    heads.cue_ = nn::Linear(*heads.kernels_, {&cue_part, 1});
    heads.cue_transitions_ = settings.cue;
    heads.role_transitions_ = settings.role;
    heads.no_cue_bias_ = settings.cue_bias;
    heads.confidence_weights_ = settings.confidence_weights;
    heads.confidence_bias_ = settings.confidence_bias;
    heads.confidence_curve_ = settings.confidence_curve;
    return heads;
}

/// Cues whose first unit this window reads, in units of the window.
void Heads::find_cues(const Window& window, const float* units, HeadScratch& own) const {
    const std::uint32_t count = window.stop - window.start;
    float* logits = own.cue_logits.of<float>(count * cue_kinds);
    nn::dense(*kernels_, units, count, cue_weight_, cue_bias_, logits);
    for (std::uint32_t j = 0; j < count; ++j) logits[j * cue_kinds] += no_cue_bias_;
    viterbi({logits, count * cue_kinds}, cue_transitions_, own.back, own.cue_labels);
    own.ranges.clear();
    for (std::uint32_t j = 0; j < count;) {
        const std::uint32_t start = j++;
        if (own.cue_labels[start] == 0) continue;
        while (j < count && own.cue_labels[j] == 2) ++j;
        if (window.start + start >= window.from && window.start + start < window.to) own.ranges.push_back({start, j});
    }
}

void Heads::mean_vectors(const Window&, const float* units, HeadScratch& own) const {
    float* out = own.cues.of<float>(own.ranges.size() * hidden_);
    for (const Range& cue : own.ranges) {
        const float share = 1.0f / static_cast<float>(cue.stop - cue.start);
        std::memset(out, 0, hidden_ * sizeof(float));
        for (std::uint32_t j = cue.start; j < cue.stop; ++j)
            for (std::size_t i = 0; i < hidden_; ++i) out[i] += share * units[j * hidden_ + i];
        out += hidden_;
    }
}

void Heads::score_roles(const Window& window, std::size_t cue, HeadScratch& own) const {
    const std::uint32_t count = window.stop - window.start;
    float* gate = own.gate.of<float>(own.ranges.size() * width_) + cue * width_;
    const float* offset = own.offset.of<float>(own.ranges.size() * width_) + cue * width_;
    for (std::size_t i = 0; i < width_; ++i) gate[i] += 1.0f;
    float* table = own.table.of<float>(buckets_ * width_);
    for (std::size_t b = 0; b < buckets_; ++b)
        for (std::size_t i = 0; i < width_; ++i) table[b * width_ + i] = offset[i] + distance_.f32[b * width_ + i];
    own.buckets.resize(count);
    for (std::uint32_t j = 0; j < count; ++j) own.buckets[j] = bucket_of(j, own.ranges[cue]);
    nn::gated(*kernels_, {own.token.of<float>(count * width_), own.buckets.data(), count, gate, table}, out_weight_, out_bias_, own.logits.of<float>(count * role_kinds));
}

/// Labels of one cue's roles, as an attribution with its confidence; none when nothing is content.
std::optional<Found> Heads::decode(const Window& window, std::size_t number, HeadScratch& own) const {
    const std::uint32_t count = window.stop - window.start;
    const Range cue = own.ranges[number];
    const float* logits = own.logits.of<float>(count * role_kinds);
    viterbi({logits, count * role_kinds}, role_transitions_, own.back, own.labels);
    std::vector<Range> roles[2];
    runs_of(own.labels, window.start, roles);
    if (roles[1].empty()) return std::nullopt;

    Mean certain_cue, inside, outside;
    const float* cue_logits = own.cue_logits.of<float>(count * cue_kinds);
    for (std::uint32_t j = cue.start; j < cue.stop; ++j) certain_cue.add(log_probability(cue_logits + j * cue_kinds, cue_kinds, own.cue_labels[j]));
    std::uint32_t content_units = 0, last = 0;
    bool seen = false;
    std::uint32_t next = 0;  // first labelled unit at or after j
    for (std::uint32_t j = 0; j < count; ++j) {
        if (own.labels[j] != 0) {
            inside.add(log_probability(logits + j * role_kinds, role_kinds, own.labels[j]));
            content_units += own.labels[j] >= 3;
            seen = true;
            last = j;
            continue;
        }
        if (j >= cue.start && j < cue.stop) continue;
        next = std::max(next, j);
        while (next < count && own.labels[next] == 0) ++next;
        if ((seen && j - last <= near) || (next < count && next - j <= near)) outside.add(log_probability(logits + j * role_kinds, role_kinds, 0));
    }
    const float features[confidence_features] = {certain_cue.value(), inside.value(), outside.value(), std::log(1.0f + static_cast<float>(content_units)), roles[0].empty() ? 0.0f : 1.0f};
    float score = confidence_bias_;
    for (std::size_t i = 0; i < confidence_features; ++i) score += confidence_weights_[i] * features[i];
    return Found{std::move(roles[0]), {{window.start + cue.start, window.start + cue.stop}}, std::move(roles[1]), on_curve(confidence_curve_, 1.0f / (1.0f + std::exp(-score))), {}};
}

/// Where there is a reader, each attribution is judged by what it read of it, so many at a time as are encoded together; else by the window's units.
void Heads::judge_acts(Range window, const States& states, std::span<Found> found, nn::Scratch& scratch, HeadScratch& own) const {
    if (!acts_.judges()) return;
    constexpr std::size_t rows_together = 384;
    for (std::size_t first = 0, next = 0; first < found.size(); first = next) {
        own.crops.clear();
        own.views.clear();
        for (std::size_t rows = 0; next < found.size() && (rows == 0 || rows + longest_crop <= rows_together); ++next) {
            own.crops.push_back(reader_.reads() ? crop_of(found[next], window) : window);
            rows += reader_.reads() ? longest_crop : 1;
        }
        const std::span<Found> some = found.subspan(first, next - first);
        const float* at = reader_.reads() ? reader_.run(window, states, some, own.crops, scratch, own.reader) : states.last;
        for (const Range& crop : own.crops) {
            own.views.push_back({at, crop});
            if (reader_.reads()) at += (crop.stop - crop.start) * reader_.width();
        }
        acts_.judge(own.views, some, scratch, own.acts);
    }
}

void Heads::read(const Window& window, const States& states, bool acts, nn::Scratch& scratch, HeadScratch& own, std::vector<Found>& out) const {
    const std::uint32_t count = window.stop - window.start;
    const float* units = states.last;
    find_cues(window, units, own);
    if (own.ranges.empty()) return;
    mean_vectors(window, units, own);
    token_.run(units, count, own.token.of<float>(count * width_), false, scratch);
    const float* cues = own.cues.of<float>(own.ranges.size() * hidden_);
    gate_.run(cues, own.ranges.size(), own.gate.of<float>(own.ranges.size() * width_), false, scratch);
    cue_.run(cues, own.ranges.size(), own.offset.of<float>(own.ranges.size() * width_), false, scratch);
    const std::size_t before = out.size();
    for (std::size_t k = 0; k < own.ranges.size(); ++k) {
        score_roles(window, k, own);
        if (auto found = decode(window, k, own)) out.push_back(std::move(*found));
    }
    if (acts) judge_acts({window.start, window.stop}, states, std::span(out).subspan(before), scratch, own);
}

void Heads::judge(const Window& window, const States& states, nn::Scratch& scratch, HeadScratch& own, std::span<Found> known) const {
    judge_acts({window.start, window.stop}, states, known, scratch, own);
}

}  // namespace rostra::attribution
