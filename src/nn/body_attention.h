// Attention of one sequence, a head at a time, in 16-bit integers with 32-bit sums. Queries, keys and values have one
// scale each for the head.
//   scores = q . k: both have 11 bits, so that a sum over 256 inputs stays below 2^31.
//   weights = 2^(score - best score), in 12 bits; values get the bits that the number of rows leaves, at most 11.
// log2(e) and 1 / sqrt(head size) are folded into the scale of the scores.
#pragma once

#include "body_matmul.h"

namespace rostra::nn {
namespace {

constexpr float query_range = 2047, weight_range = 4095, largest_value_range = 2047;
constexpr float log2_weight_range = 11.99964772f;
constexpr std::size_t score_rows = 4 * block_rows;  // queries that are scored before their values are summed

// Where the parts of the working memory lie for a sequence of `rows` rows.
struct Room {
    std::size_t keys_padded, value_columns, size = 0;
    std::uint32_t *queries, *keys, *values;
    float* scores;
    std::int16_t* weights;

    Room(std::byte* base, std::size_t rows, std::size_t head) {
        keys_padded = rounded(rows, panel_columns);
        value_columns = rounded(head, value_vectors * lanes);
        const auto take = [&](std::size_t bytes) {
            std::byte* at = base ? base + size : nullptr;  // without memory only the size is asked for
            size += rounded(bytes, 64);
            return at;
        };
        queries = reinterpret_cast<std::uint32_t*>(take(rows * head * 2));
        keys = reinterpret_cast<std::uint32_t*>(take(keys_padded * head * 2));
        values = reinterpret_cast<std::uint32_t*>(take(rounded(rows, 2) * value_columns * 2));
        scores = reinterpret_cast<float*>(take(score_rows * keys_padded * 4));
        weights = reinterpret_cast<std::int16_t*>(take(score_rows * keys_padded * 2));
    }
};

std::size_t attention_room(std::size_t rows, std::size_t head_size) { return Room(nullptr, rows, head_size).size; }

/// One head's queries, keys or values: rows of `width` numbers, `stride` apart, and the scale of their integers.
struct Part {
    const float* at;
    std::size_t rows, width, stride;
    float inverse = 0, scale = 0;

    Part(const AttentionCall& call, std::size_t which, std::size_t head, float range)
        : at(call.qkv + (which * call.heads + head) * call.head_size), rows(call.rows), width(call.head_size), stride(3 * call.heads * call.head_size) {
        VecF most{};
        for (std::size_t j = 0; j < rows; ++j)
            for (std::size_t i = 0; i < width; i += lanes) most = larger(most, magnitude(load_f(at + j * stride + i)));
        const float top = max_of(most);
        if (!(top > 1e-30f)) return;
        inverse = range / top;
        scale = top / range;
    }
    [[nodiscard]] VecI whole(std::size_t row, std::size_t i) const { return nearest(load_f(at + row * stride + i) * inverse); }
    void row(std::size_t j, std::int16_t* out) const {
        for (std::size_t i = 0; i < width; i += lanes) store(out + i, __builtin_convertvector(whole(j, i), VecS));
    }
};

[[gnu::noinline]] void take_queries(const Part& part, const Room& room) {
    auto* out = reinterpret_cast<std::int16_t*>(room.queries);
    for (std::size_t i = 0; i < part.rows; ++i) part.row(i, out + i * part.width);
}

[[gnu::noinline]] void take_keys(const Part& part, const Room& room) {
    const std::size_t groups = part.width / 2;
    std::uint32_t row[largest_head / 2] = {};
    for (std::size_t j = 0; j < room.keys_padded; ++j) {
        std::uint32_t* out = room.keys + j / panel_columns * panel_columns * groups + j % panel_columns;
        if (j < part.rows) part.row(j, reinterpret_cast<std::int16_t*>(row));
        for (std::size_t g = 0; g < groups; ++g) out[g * panel_columns] = row[g];  // past the last row: its copy, never used
    }
}

/// Values in pairs of rows: [panel of columns][pair][column], the order in which `multiply` reads.
[[gnu::noinline]] void take_values(const Part& part, const Room& room) {
    const std::size_t panel = value_vectors * lanes, pairs = rounded(part.rows, 2) / 2;
    for (std::size_t pair = 0; pair < pairs; ++pair)
        for (std::size_t i = 0; i < room.value_columns; i += lanes) {
            VecI both{};
            if (i < part.width) both = part.whole(2 * pair, i) & 0xFFFF;
            if (i < part.width && 2 * pair + 1 < part.rows) both |= part.whole(2 * pair + 1, i) << 16;
            store(room.values + (i / panel * pairs + pair) * panel + i % panel, both);
        }
}

template <int Rows>
[[gnu::noinline]] void score_block(const AttentionCall& call, const Room& room, float scale, std::size_t row, std::size_t panel, float* out) {
    const std::size_t groups = call.head_size / 2;
    Sums<Rows, panel_vectors> sums{};
    multiply<PairDot>(sums, room.queries + row * groups, groups, room.keys + panel * panel_columns * groups, groups);
#pragma GCC unroll 16
    for (int r = 0; r < Rows; ++r)
#pragma GCC unroll 8
        for (int c = 0; c < panel_vectors; ++c)
            store(out + r * room.keys_padded + panel * panel_columns + c * lanes, __builtin_convertvector(sums.at[r][c], VecF) * scale);
}

template <int Rows>
void score_rest(const AttentionCall& call, const Room& room, float scale, std::size_t row, std::size_t panel, float* out, std::size_t left) {
    if (left == Rows) return score_block<Rows>(call, room, scale, row, panel, out);
    if constexpr (Rows > 1) score_rest<Rows - 1>(call, room, scale, row, panel, out, left);
}

/// Turns one row of scores into weights; returns 1 / their sum.
[[gnu::noinline]] float weigh(float* scores, std::size_t rows, std::int16_t* out) {
    const std::size_t padded = rounded(rows, lanes);
    for (std::size_t j = rows; j < padded; ++j) scores[j] = -1e30f;
    VecF best = load_f(scores);
    for (std::size_t j = lanes; j < padded; j += lanes) best = larger(best, load_f(scores + j));
    const float top = max_of(best) - log2_weight_range;
    VecF sum{};
    for (std::size_t j = 0; j < padded; j += lanes) {
        const VecF e = exp2_of(load_f(scores + j) - top);
        sum += e;
        store(out + j, __builtin_convertvector(nearest(e), VecS));
    }
    return 1.0f / sum_of(sum);
}

template <int Rows>
[[gnu::noinline]] void value_block(const AttentionCall& call, const Room& room, const std::int16_t* weights, const float* factor, float* out) {
    const std::size_t pairs = rounded(call.rows, 2) / 2, width = value_vectors * lanes, stride = call.out_stride;
    for (std::size_t first = 0; first < call.head_size; first += width) {
        Sums<Rows, value_vectors> sums{};
        multiply<PairDot>(sums, reinterpret_cast<const std::uint32_t*>(weights), room.keys_padded / 2, room.values + first * pairs, pairs);
#pragma GCC unroll 16
        for (int r = 0; r < Rows; ++r)
#pragma GCC unroll 8
            for (int c = 0; c < value_vectors; ++c)
                if (first + c * lanes < call.head_size) store(out + r * stride + first + c * lanes, __builtin_convertvector(sums.at[r][c], VecF) * factor[r]);
    }
}

template <int Rows>
void value_rest(const AttentionCall& call, const Room& room, const std::int16_t* weights, const float* factor, float* out, std::size_t left) {
    if (left == Rows) return value_block<Rows>(call, room, weights, factor, out);
    if constexpr (Rows > 1) value_rest<Rows - 1>(call, room, weights, factor, out, left);
}

/// What the integers of one head are worth.
struct Scales {
    float score, value;
};

void attend(const AttentionCall& call, std::size_t head, const Room& room, Scales scales, std::size_t from, std::size_t count) {
    for (std::size_t panel = 0; panel * panel_columns < room.keys_padded; ++panel)
        for (std::size_t r = 0; r < count; r += block_rows)
            score_rest<block_rows>(call, room, scales.score, from + r, panel, room.scores + r * room.keys_padded, count - r < block_rows ? count - r : block_rows);
    float factor[score_rows];
    for (std::size_t r = 0; r < count; ++r) factor[r] = weigh(room.scores + r * room.keys_padded, call.rows, room.weights + r * room.keys_padded) * scales.value;
    const std::size_t stride = call.out_stride;
    for (std::size_t r = 0; r < count; r += value_rows)
        value_rest<value_rows>(call, room, room.weights + r * room.keys_padded, factor + r, call.out + (from + r) * stride + head * call.head_size,
                               count - r < value_rows ? count - r : value_rows);
}

void attention(const AttentionCall& call) {
    const Room room(call.room, call.rows, call.head_size);
    const float fits = 2147483647.0f / (4096.0f * static_cast<float>(call.rows + 1));  // so that no sum overflows
    const float value_range = fits < largest_value_range ? fits : largest_value_range;
    for (std::size_t head = 0; head < call.heads; ++head) {
        const Part queries(call, 0, head, query_range), keys(call, 1, head, query_range), values(call, 2, head, value_range);
        take_queries(queries, room);
        take_keys(keys, room);
        take_values(values, room);
        const Scales scales{queries.scale * keys.scale * 1.4426950408889634f / __builtin_sqrtf(static_cast<float>(call.head_size)), values.scale};
        for (std::size_t row = 0; row < call.rows; row += score_rows)
            attend(call, head, room, scales, row, call.rows - row < score_rows ? call.rows - row : score_rows);
    }
}

}  // namespace
}  // namespace rostra::nn
