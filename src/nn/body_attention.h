// Attention of one sequence, a head at a time, in 16-bit integers with 32-bit sums.
//   scores = q . k: both have 11 bits and a scale a row, so that a sum over 256 inputs stays below 2^31.
//   weights = 2^(score - best score), multiplied by the scale of the value's row and kept in 12 bits, so that the
//   values (9 bits, a scale a row) need no scale of their own in the second product: 2^12 * 2^9 * 1024 rows = 2^31.
// log2(e) and 1 / sqrt(head size) are folded into the queries' scales.
#pragma once

#include "body_matmul.h"

namespace rostra::nn {
namespace {

constexpr float query_range = 2047, value_range = 511, weight_range = 4095;
constexpr std::size_t score_rows = 4 * block_rows;  // queries that are scored before their values are summed

constexpr std::size_t rounded(std::size_t n, std::size_t to) { return (n + to - 1) / to * to; }

// Where the parts of the working memory lie for a sequence of `rows` rows.
struct Room {
    std::size_t keys_padded, value_columns;
    std::uint32_t *queries, *keys, *values;
    float *query_scale, *key_scale, *value_scale, *scores;
    std::int16_t* weights;
    std::size_t size;

    Room(std::byte* base, std::size_t rows, std::size_t head) {
        keys_padded = rounded(rows, panel_columns);
        value_columns = rounded(head, value_vectors * lanes);
        size = 0;
        const auto take = [&](std::size_t bytes) {
            std::byte* at = base + size;
            size += rounded(bytes, 64);
            return at;
        };
        queries = reinterpret_cast<std::uint32_t*>(take(rows * head * 2));
        keys = reinterpret_cast<std::uint32_t*>(take(keys_padded * head * 2));
        values = reinterpret_cast<std::uint32_t*>(take(rounded(rows, 2) * value_columns * 2));
        query_scale = reinterpret_cast<float*>(take(rows * 4));
        key_scale = reinterpret_cast<float*>(take(keys_padded * 4));
        value_scale = reinterpret_cast<float*>(take(keys_padded * 4));
        scores = reinterpret_cast<float*>(take(score_rows * keys_padded * 4));
        weights = reinterpret_cast<std::int16_t*>(take(score_rows * keys_padded * 2));
    }
};

std::size_t attention_room(std::size_t rows, std::size_t head_size) { return Room(nullptr, rows, head_size).size; }

/// One row in 16 bits with magnitude at most `range`; returns its scale.
inline float narrow_row(const float* in, std::size_t width, float range, std::int16_t* out) {
    const float most = largest(in, width);
    const float inverse = most > 1e-30f ? range / most : 0.0f;
    for (std::size_t i = 0; i < width; i += lanes) store(out + i, __builtin_convertvector(nearest(load_f(in + i) * inverse), VecS));
    return most > 1e-30f ? most / range : 0.0f;
}

constexpr std::size_t largest_head = 256;

void take_queries(const AttentionCall& call, std::size_t head, const Room& room) {
    const std::size_t d = call.head_size, stride = 3 * call.heads * d;
    const float factor = 1.4426950408889634f / __builtin_sqrtf(static_cast<float>(d));
    auto* out = reinterpret_cast<std::int16_t*>(room.queries);
    for (std::size_t i = 0; i < call.rows; ++i) room.query_scale[i] = factor * narrow_row(call.qkv + i * stride + head * d, d, query_range, out + i * d);
}

void take_keys(const AttentionCall& call, std::size_t head, const Room& room) {
    const std::size_t d = call.head_size, stride = 3 * call.heads * d;
    const float* in = call.qkv + (call.heads + head) * d;
    std::uint32_t row[largest_head / 2];
    for (std::size_t j = 0; j < room.keys_padded; ++j) {
        std::uint32_t* out = room.keys + j / panel_columns * panel_columns * (d / 2) + j % panel_columns;
        if (j < call.rows) room.key_scale[j] = narrow_row(in + j * stride, d, query_range, reinterpret_cast<std::int16_t*>(row));
        else room.key_scale[j] = 0;
        for (std::size_t g = 0; g < d / 2; ++g) out[g * panel_columns] = j < call.rows ? row[g] : 0;
    }
}

/// Values in pairs of rows; returns the largest of their scales, by which all are divided.
float take_values(const AttentionCall& call, std::size_t head, const Room& room) {
    const std::size_t d = call.head_size, stride = 3 * call.heads * d;
    const float* in = call.qkv + (2 * call.heads + head) * d;
    std::int16_t pair[2][largest_head];
    float most = 0;
    for (std::size_t j = 0; j < call.rows; j += 2) {
        for (std::size_t k = 0; k < 2; ++k) {
            if (j + k < call.rows) {
                const float scale = narrow_row(in + (j + k) * stride, d, value_range, pair[k]);
                room.value_scale[j + k] = scale;
                most = scale > most ? scale : most;
            } else {
                for (std::size_t i = 0; i < d; ++i) pair[k][i] = 0;
            }
        }
        // [group of columns][pair][columns of the group]: the order in which `multiply` reads a panel.
        for (std::size_t i = 0; i < room.value_columns; ++i) {
            const std::size_t width = value_vectors * lanes, pairs = rounded(call.rows, 2) / 2;
            std::uint32_t* out = room.values + (i / width * pairs + j / 2) * width + i % width;
            *out = i < d ? static_cast<std::uint16_t>(pair[0][i]) | static_cast<std::uint32_t>(static_cast<std::uint16_t>(pair[1][i])) << 16 : 0;
        }
    }
    const float inverse = most > 0 ? 1.0f / most : 0.0f;
    for (std::size_t j = 0; j < room.keys_padded; ++j) room.value_scale[j] = j < call.rows ? room.value_scale[j] * inverse : 0.0f;
    return most;
}

template <int Rows>
void score_block(const AttentionCall& call, const Room& room, std::size_t row, std::size_t panel, float* out) {
    const std::size_t groups = call.head_size / 2;
    Sums<Rows, panel_vectors> sums{};
    multiply<PairDot>(sums, room.queries + row * groups, groups, room.keys + panel * panel_columns * groups, groups);
    for (int r = 0; r < Rows; ++r)
        for (int c = 0; c < panel_vectors; ++c) {
            const std::size_t column = panel * panel_columns + c * lanes;
            store(out + r * room.keys_padded + column,
                  __builtin_convertvector(sums.at[r][c], VecF) * (load_f(room.key_scale + column) * room.query_scale[row + r]));
        }
}

template <int Rows>
void score_rest(const AttentionCall& call, const Room& room, std::size_t row, std::size_t panel, float* out, std::size_t left) {
    if (left == Rows) return score_block<Rows>(call, room, row, panel, out);
    if constexpr (Rows > 1) score_rest<Rows - 1>(call, room, row, panel, out, left);
}

/// Turns one row of scores into weights; returns 1 / their sum.
float weigh(float* scores, const Room& room, std::size_t rows, std::int16_t* out) {
    const std::size_t padded = rounded(rows, lanes);
    for (std::size_t j = rows; j < padded; ++j) scores[j] = -1e30f;
    VecF best = all(-1e30f);
    for (std::size_t j = 0; j < padded; j += lanes) best = larger(best, load_f(scores + j));
    const float top = max_of(best);
    VecF sum{};
    for (std::size_t j = 0; j < padded; j += lanes) {
        const VecF e = exp2_of(load_f(scores + j) - top);
        sum += e;
        store(out + j, __builtin_convertvector(nearest(e * load_f(room.value_scale + j) * weight_range), VecS));
    }
    return 1.0f / sum_of(sum);
}

template <int Rows>
void value_block(const AttentionCall& call, const Room& room, const std::int16_t* weights, const float* factor, float* out) {
    const std::size_t pairs = rounded(call.rows, 2) / 2, width = value_vectors * lanes, stride = call.heads * call.head_size;
    for (std::size_t first = 0; first < call.head_size; first += width) {
        Sums<Rows, value_vectors> sums{};
        multiply<PairDot>(sums, reinterpret_cast<const std::uint32_t*>(weights), room.keys_padded / 2, room.values + first * pairs, pairs);
        for (int r = 0; r < Rows; ++r)
            for (int c = 0; c < value_vectors && first + c * lanes < call.head_size; ++c)
                store(out + r * stride + first + c * lanes, __builtin_convertvector(sums.at[r][c], VecF) * factor[r]);
    }
}

template <int Rows>
void value_rest(const AttentionCall& call, const Room& room, const std::int16_t* weights, const float* factor, float* out, std::size_t left) {
    if (left == Rows) return value_block<Rows>(call, room, weights, factor, out);
    if constexpr (Rows > 1) value_rest<Rows - 1>(call, room, weights, factor, out, left);
}

void attend(const AttentionCall& call, std::size_t head, const Room& room, float value_scale, std::size_t from, std::size_t count) {
    for (std::size_t panel = 0; panel * panel_columns < room.keys_padded; ++panel)
        for (std::size_t r = 0; r < count; r += block_rows)
            score_rest<block_rows>(call, room, from + r, panel, room.scores + r * room.keys_padded, count - r < block_rows ? count - r : block_rows);
    float factor[score_rows];
    for (std::size_t r = 0; r < count; ++r)
        factor[r] = weigh(room.scores + r * room.keys_padded, room, call.rows, room.weights + r * room.keys_padded) * value_scale / weight_range;
    const std::size_t stride = call.heads * call.head_size;
    for (std::size_t r = 0; r < count; r += value_rows)
        value_rest<value_rows>(call, room, room.weights + r * room.keys_padded, factor + r, call.out + (from + r) * stride + head * call.head_size,
                               count - r < value_rows ? count - r : value_rows);
}

void attention(const AttentionCall& call) {
    const Room room(call.room, call.rows, call.head_size);
    for (std::size_t head = 0; head < call.heads; ++head) {
        take_queries(call, head, room);
        take_keys(call, head, room);
        const float value_scale = take_values(call, head, room);
        for (std::size_t row = 0; row < call.rows; row += score_rows)
            attend(call, head, room, value_scale, row, call.rows - row < score_rows ? call.rows - row : score_rows);
    }
}

}  // namespace
}  // namespace rostra::nn
