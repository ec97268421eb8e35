#include "act_reader.h"

#include "heads.h"

#include <algorithm>

namespace rostra::attribution {
namespace {

constexpr std::uint32_t around = 8;       // units before and behind an attribution
constexpr std::uint32_t before_cue = 48;  // at most so many before its cue
constexpr std::uint32_t roles = 4, buckets = 24;

enum Role : std::uint8_t { none_of_it,
                           source,
                           cue,
                           content };

/// From the first to behind the last of the ranges' units in the window; empty (start = stop) where none is.
Range hull(const std::vector<Range>& ranges, Range window) {
    Range out{window.stop, window.stop};
    bool any = false;
    for (const Range& whole : ranges) {
        const Range r = within(whole, window);
        if (r.start >= r.stop) continue;
        out = any ? Range{std::min(out.start, r.start), std::max(out.stop, r.stop)} : r;
        any = true;
    }
    return out;
}

}  // namespace

Range crop_of(const Found& found, Range window) {
    const Range parts[3] = {hull(found.source, window), hull(found.cue, window), hull(found.content, window)};
    Range all{window.stop, window.start};
    for (const Range& part : parts)
        if (part.start < part.stop) all = {std::min(all.start, part.start), std::max(all.stop, part.stop)};
    if (all.start >= all.stop) return {window.start, window.start};
    const std::uint32_t anchor = parts[1].start < parts[1].stop ? parts[1].start : parts[2].start < parts[2].stop ? parts[2].start
                                                                                                                  : all.start;
    const auto back = [&](std::uint32_t from, std::uint32_t by) { return from - std::min(by, from - window.start); };
    const std::uint32_t start = std::max(back(all.start, around), back(anchor, before_cue));
    return {start, std::min({window.stop, all.stop + around, start + longest_crop})};
}

Result<ActReader> ActReader::make(const nn::ModelFile& file, const Settings& settings, nn::Isa isa) {
    ActReader reader;
    const ActReaderSizes& s = settings.act_reader;
    if (s.hidden == 0) return reader;
    const std::uint32_t h = s.hidden, from = file.config().hidden, kept = static_cast<std::uint32_t>(s.states.size());
    const auto weight = file.tensor("reader.enter.weight", true, h, from * kept), bias = file.tensor("reader.enter.bias", false, 1, h), role = file.tensor("reader.role", false, roles, h);
    const auto distance = file.tensor("reader.distance", false, buckets, h), norm_weight = file.tensor("reader.norm.weight", false, 1, h), norm_bias = file.tensor("reader.norm.bias", false, 1, h);
    for (const auto* t : {&weight, &bias, &role, &distance, &norm_weight, &norm_bias})
        if (!*t) return t->error();
    reader.sizes_ = {h, s.layers, s.heads, s.intermediate, file.config().layer_norm_eps};
    auto layers = nn::Layers::make(file, "reader.layer.", reader.sizes_, isa);
    if (!layers) return layers.error();
    reader.layers_ = *std::move(layers);
    reader.kernels_ = &nn::kernels_for(isa);
    reader.from_width_ = from;
    reader.kept_ = kept;
    const nn::Linear::Part part{*weight, bias->f32};
    reader.enter_ = nn::Linear(*reader.kernels_, {&part, 1});
    reader.roles_ = role->f32;
    reader.distances_ = distance->f32;
    reader.norm_weight_ = norm_weight->f32;
    reader.norm_bias_ = norm_bias->f32;
    return reader;
}

/// The kept states of each unit, one layer's behind the other's, through the layer that brings them to the reader's width: once a unit, however many crops it is in.
void ActReader::enter(Range window, const States& states, std::span<const Range> crops, float* state, nn::Scratch& scratch, ReaderScratch& own) const {
    constexpr std::uint32_t nowhere = ~0u;
    own.place.assign(window.stop - window.start, nowhere);
    for (const Range& crop : crops)
        for (std::uint32_t j = crop.start; j < crop.stop; ++j) own.place[j - window.start] = 0;
    std::uint32_t units = 0;
    for (std::uint32_t& place : own.place)
        if (place == 0) place = units++;
    float* to = own.entered.of<float>(units * kept_ * from_width_);
    for (std::uint32_t j = 0; j < own.place.size(); ++j) {
        if (own.place[j] == nowhere) continue;
        for (const float* rows : states.kept) to = std::copy_n(rows + j * from_width_, from_width_, to);
    }
    float* made = own.made.of<float>(units * sizes_.hidden);
    enter_.run(own.entered.of<float>(0), units, made, false, scratch);
    for (const Range& crop : crops)
        for (std::uint32_t j = crop.start; j < crop.stop; ++j) state = std::copy_n(made + own.place[j - window.start] * std::size_t{sizes_.hidden}, sizes_.hidden, state);
}

void ActReader::add_roles(const Found& found, Range crop, float* state) const {
    std::uint8_t role[longest_crop] = {};
    const auto mark = [&](const std::vector<Range>& ranges, Role as) {
        for (const Range& whole : ranges) {
            const Range r = within(whole, crop);
            for (std::uint32_t j = r.start; j < r.stop; ++j) role[j - crop.start] = as;
        }
    };
    mark(found.content, content);
    mark(found.source, source);
    mark(found.cue, cue);
    Range at = hull(found.cue, crop);
    if (at.start >= at.stop) at = {crop.start, crop.start};
    for (std::uint32_t j = crop.start; j < crop.stop; ++j, state += sizes_.hidden) {
        const float *a = roles_ + role[j - crop.start] * sizes_.hidden, *b = distances_ + std::size_t{bucket_of(j, at)} * sizes_.hidden;
        for (std::uint32_t i = 0; i < sizes_.hidden; ++i) state[i] += a[i] + b[i];
    }
}

const float* ActReader::run(Range window, const States& states, std::span<const Found> found, std::span<const Range> crops, nn::Scratch& scratch, ReaderScratch& own) const {
    std::size_t rows = 0;
    own.lengths.clear();
    for (const Range& crop : crops) {
        if (crop.stop == crop.start) continue;
        own.lengths.push_back(crop.stop - crop.start);
        rows += crop.stop - crop.start;
    }
    float* state = own.state.of<float>(rows * sizes_.hidden);
    if (rows == 0) return state;
    enter(window, states, crops, state, scratch, own);
    float* at = state;
    for (std::size_t k = 0; k < crops.size(); ++k) {
        add_roles(found[k], crops[k], at);
        at += (crops[k].stop - crops[k].start) * std::size_t{sizes_.hidden};
    }
    nn::normalise(*kernels_, state, nullptr, norm_weight_, norm_bias_, sizes_.layer_norm_eps, rows, sizes_.hidden, state);
    for (std::uint32_t k = 0; k < layers_.count(); ++k) layers_.run(k, own.lengths, state, scratch);
    return state;
}

}  // namespace rostra::attribution
