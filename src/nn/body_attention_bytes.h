// Attention of one sequence, a head at a time, in bytes with 32-bit sums: for processors that multiply bytes.
//   scores = q . k: each row of the queries and of the keys keeps a scale of its own.
//   weights = 2^(score - best score) in 255 steps, divided by the sum of what the steps came to;
//   values keep a scale a column.
// log2(e) and 1 / sqrt(head size) are folded into the scale of the queries.
#pragma once

#include "body_matmul.h"

namespace rostra::nn {
namespace {

constexpr float signed_range = 127, weight_range = 255;
constexpr float log2_weight_range = 7.99435344f;
constexpr std::uint8_t query_zero = 128;            // queries are the unsigned side of the products
constexpr std::size_t score_rows = 2 * block_rows;  // queries that are scored before their values are summed: their scores stay in the first-level cache

// Where the parts of the working memory lie for a sequence of `rows` rows.
struct Room {
    std::size_t keys_padded, value_columns, size = 0;
    std::uint32_t *queries, *keys, *values;
    float *query_scale, *key_scale, *value_scale, *scores;
    std::int32_t* key_sum;  // minus what the zero point adds to a key's products
    std::uint32_t* weights;

    Room(std::byte* base, std::size_t rows, std::size_t head) {
        keys_padded = rounded(rounded(rows, panel_columns), 4 * lanes);
        value_columns = rounded(head, value_vectors * lanes);
        const auto take = [&](std::size_t bytes) {
            std::byte* at = base ? base + size : nullptr;  // without memory only the size is asked for
            size += rounded(bytes, 64);
            return at;
        };
        queries = reinterpret_cast<std::uint32_t*>(take(rows * head));
        keys = reinterpret_cast<std::uint32_t*>(take(keys_padded * head));
        values = reinterpret_cast<std::uint32_t*>(take(keys_padded * value_columns));
        query_scale = reinterpret_cast<float*>(take(rows * 4));
        key_scale = reinterpret_cast<float*>(take(keys_padded * 4));
        key_sum = reinterpret_cast<std::int32_t*>(take(keys_padded * 4));
        value_scale = reinterpret_cast<float*>(take(value_columns * 4));
        scores = reinterpret_cast<float*>(take(score_rows * keys_padded * 4));
        weights = reinterpret_cast<std::uint32_t*>(take(score_rows * keys_padded));
    }
};

std::size_t attention_room(std::size_t rows, std::size_t head_size) { return Room(nullptr, rows, head_size).size; }

/// One head's queries, keys or values: rows of `width` numbers, `stride` apart.
struct Part {
    const float* at;
    std::size_t rows, width, stride;

    Part(const AttentionCall& call, std::size_t which, std::size_t head)
        : at(call.qkv + (which * call.heads + head) * call.head_size), rows(call.rows), width(call.head_size), stride(3 * call.heads * call.head_size) {}
    [[nodiscard]] const float* row(std::size_t j) const { return at + j * stride; }
};

struct Steps {
    float inverse = 0, scale = 0;  // steps a unit, and units a step
    explicit Steps(float top) {
        if (!(top > 1e-30f)) return;
        inverse = signed_range / top;
        scale = top / signed_range;
    }
};

Steps steps_of_row(const Part& part, std::size_t j) {
    VecF most{};
    for (std::size_t i = 0; i < part.width; i += lanes) most = larger(most, magnitude(load_f(part.row(j) + i)));
    return Steps(max_of(most));
}

[[gnu::noinline]] void take_queries(const Part& part, float factor, const Room& room) {
    auto* out = reinterpret_cast<std::uint8_t*>(room.queries);
    for (std::size_t j = 0; j < part.rows; ++j, out += part.width) {
        const Steps steps = steps_of_row(part, j);
        room.query_scale[j] = steps.scale * factor;
        for (std::size_t i = 0; i < part.width; i += lanes) store_bytes(out + i, nearest(load_f(part.row(j) + i) * steps.inverse) + query_zero);
    }
}

/// Keys as the weights of a layer; those past the last row score lower than any.
[[gnu::noinline]] void take_keys(const Part& part, const Room& room) {
    const std::size_t groups = part.width / 4;
    std::uint32_t row[largest_head / 4] = {};
    auto* bytes = reinterpret_cast<std::int8_t*>(row);
    for (std::size_t j = 0; j < room.keys_padded; ++j) {
        const Steps steps = j < part.rows ? steps_of_row(part, j) : Steps(0);
        room.key_scale[j] = steps.scale;
        for (std::size_t i = 0; i < part.width; i += lanes) store_bytes(bytes + i, j < part.rows ? nearest(load_f(part.row(j) + i) * steps.inverse) : VecI{});
        std::uint32_t* out = room.keys + j / panel_columns * panel_columns * groups + j % panel_columns;
        for (std::size_t g = 0; g < groups; ++g) out[g * panel_columns] = row[g];
    }
    const VecI zero = all(static_cast<std::int32_t>(std::uint32_t{query_zero} * 0x01010101u));
    for (std::size_t j = 0; j < room.keys_padded; j += lanes) {
        const std::uint32_t* keys = room.keys + j / panel_columns * panel_columns * groups + j % panel_columns;
        VecI sum{};
        for (std::size_t g = 0; g < groups; ++g) sum = ByteDot::add(sum, zero, load<VecI>(keys + g * panel_columns));
        store(room.key_sum + j, -sum);
    }
    for (std::size_t j = part.rows; j < room.keys_padded; ++j) {
        room.key_sum[j] = -(1 << 30);
        room.key_scale[j] = 1;
    }
}

/// Values in fours of rows: [panel of columns][four][column], the order in which `multiply` reads.
[[gnu::noinline]] void take_values(const Part& part, const Room& room) {
    const std::size_t panel = value_vectors * lanes, fours = room.keys_padded / 4;
    for (std::size_t i = 0; i < room.value_columns; i += lanes) {
        VecF most{};
        if (i < part.width)
            for (std::size_t j = 0; j < part.rows; ++j) most = larger(most, magnitude(load_f(part.row(j) + i)));
        most = larger(most, all(1e-30f));
        store(room.value_scale + i, most * (1.0f / signed_range));
        const VecF inverse = signed_range / most;
        for (std::size_t four = 0; four < fours; ++four) {
            VecI together{};
            for (std::size_t k = 0; k < 4 && i < part.width && 4 * four + k < part.rows; ++k)
                together |= (nearest(load_f(part.row(4 * four + k) + i) * inverse) & 0xFF) << static_cast<int>(8 * k);
            store(room.values + (i / panel * fours + four) * panel + i % panel, together);
        }
    }
}

/// Scores of a block of queries, in units of their own scale, and the best of each.
template <int Rows>
[[gnu::noinline]] void score_block(const AttentionCall& call, const Room& room, std::size_t row, float* out, float* tops) {
    const std::size_t groups = call.head_size / 4;
    VecF best[Rows];
#pragma GCC unroll 16
    for (int r = 0; r < Rows; ++r) best[r] = all(-3e38f);
    for (std::size_t first = 0; first < room.keys_padded; first += panel_columns) {
        Sums<Rows, panel_vectors> sums;
#pragma GCC unroll 8
        for (int c = 0; c < panel_vectors; ++c) {
            const VecI sum = load<VecI>(room.key_sum + first + c * lanes);
#pragma GCC unroll 16
            for (int r = 0; r < Rows; ++r) sums.at[r][c] = sum;
        }
        multiply<ByteDot>(sums, room.queries + row * groups, groups, room.keys + first * groups, groups);
#pragma GCC unroll 8
        for (int c = 0; c < panel_vectors; ++c) {
            const VecF scale = load_f(room.key_scale + first + c * lanes);
#pragma GCC unroll 16
            for (int r = 0; r < Rows; ++r) {
                const VecF score = __builtin_convertvector(sums.at[r][c], VecF) * scale;
                best[r] = larger(best[r], score);
                store(out + r * room.keys_padded + first + c * lanes, score);
            }
        }
    }
    for (int r = 0; r < Rows; ++r) tops[r] = max_of(best[r]);
}

template <int Rows>
void score_rest(const AttentionCall& call, const Room& room, std::size_t row, float* out, float* tops, std::size_t left) {
    if (left == Rows) return score_block<Rows>(call, room, row, out, tops);
    if constexpr (Rows > 1) score_rest<Rows - 1>(call, room, row, out, tops, left);
}

/// A mask of the first `count` bytes of a vector.
inline VecI first_bytes(std::size_t count) {
    struct Edge {
        std::uint8_t bytes[2 * VECTOR_BYTES];
    };
    static constexpr Edge edge = [] {
        Edge e{};
        for (std::size_t i = 0; i < VECTOR_BYTES; ++i) e.bytes[i] = 0xFF;
        return e;
    }();
    return load<VecI>(edge.bytes + VECTOR_BYTES - count);
}

#ifdef BYTE_TABLE
constexpr int steps_an_octave = 28;  // so that 2^-9, which rounds to nothing, is reached before the last place

/// round(255 * 2^(-k / 28)) for k from 0 to 255. Made by the compiler: nothing of this file may run before the processor is known.
struct WeightTable {
    std::uint8_t bytes[256] = {};
    constexpr WeightTable() {
        double weight = weight_range;
        for (int k = 0; k < 9 * steps_an_octave; ++k, weight *= 0.9755486420525732) bytes[k] = static_cast<std::uint8_t>(weight + 0.5);
    }
};
constexpr WeightTable weight_table;

/// Weights by table.
class Weights {
public:
    Weights(float scale, float top) : table_(weight_table.bytes), factor_(all(-scale * steps_an_octave)), offset_(all(top * scale * steps_an_octave)) {}
    [[nodiscard]] VecI of(const float* scores) const {
        const auto below = [&](std::size_t k) { return load_f(scores + k * lanes) * factor_ + offset_; };
        return table_.at(below(0), below(1), below(2), below(3));
    }

private:
    ByteTable table_;
    VecF factor_, offset_;
};
#else
/// Weights by arithmetic.
class Weights {
public:
    Weights(float scale, float top) : factor_(all(scale)), offset_(all(log2_weight_range - top * scale)) {}
    [[nodiscard]] VecI of(const float* scores) const {
        const auto weight = [&](std::size_t k) { return power(larger(load_f(scores + k * lanes) * factor_ + offset_, all(-100.0f))); };
        return bytes_of(weight(0), weight(1), weight(2), weight(3));
    }

private:
    // 2^x for x from -126 to 8 by a polynomial of degree 3 on [-0.5, 0.5] (relative error below 1.1e-4).
    static VecF power(VecF x) {
        const VecF whole = x + round_bias;
        const VecF f = x - (whole - round_bias);
        VecF p = f * 0.05500893f + 0.24221097f;
        p = p * f + 0.69328293f;
        p = p * f + 1.0f;
        return as_float(as_int(p) + (as_int(whole) << 23));
    }
    VecF factor_, offset_;
};
#endif

/// Turns one row of scores into weights; returns 1 / their sum.
[[gnu::noinline]] float weigh(const float* scores, std::size_t rows, std::size_t padded, float scale, float top, std::uint8_t* out) {
    const Weights weights(scale, top);
    const VecI ones = all(std::int32_t{0x01010101});
    VecI sum{};
    for (std::size_t j = 0; j < padded; j += 4 * lanes) {
        VecI bytes = weights.of(scores + j);
        if (j + 4 * lanes > rows) bytes = bytes & first_bytes(rows - j);
        store(out + j, bytes);
        sum = ByteDot::add(sum, bytes, ones);
    }
    std::int32_t whole = 0;
    for (std::size_t i = 0; i < lanes; ++i) whole += sum[i];
    return 1.0f / static_cast<float>(whole);
}

template <int Rows>
[[gnu::noinline]] void value_block(const AttentionCall& call, const Room& room, const std::uint32_t* weights, const float* factor, float* out) {
    const std::size_t fours = room.keys_padded / 4, width = value_vectors * lanes, stride = call.out_stride;
    for (std::size_t first = 0; first < call.head_size; first += width) {
        Sums<Rows, value_vectors> sums{};
        multiply<ByteDot>(sums, weights, fours, room.values + first * fours, fours);
#pragma GCC unroll 8
        for (int c = 0; c < value_vectors; ++c) {
            if (first + c * lanes >= call.head_size) break;
            const VecF scale = load_f(room.value_scale + first + c * lanes);
#pragma GCC unroll 16
            for (int r = 0; r < Rows; ++r) store(out + r * stride + first + c * lanes, __builtin_convertvector(sums.at[r][c], VecF) * (scale * factor[r]));
        }
    }
}

template <int Rows>
void value_rest(const AttentionCall& call, const Room& room, const std::uint32_t* weights, const float* factor, float* out, std::size_t left) {
    if (left == Rows) return value_block<Rows>(call, room, weights, factor, out);
    if constexpr (Rows > 1) value_rest<Rows - 1>(call, room, weights, factor, out, left);
}

void attend(const AttentionCall& call, std::size_t head, const Room& room, std::size_t from, std::size_t count) {
    float tops[score_rows], factor[score_rows];
    for (std::size_t r = 0; r < count; r += block_rows)
        score_rest<block_rows>(call, room, from + r, room.scores + r * room.keys_padded, tops + r, count - r < block_rows ? count - r : block_rows);
    for (std::size_t r = 0; r < count; ++r)
        factor[r] = weigh(room.scores + r * room.keys_padded, call.rows, room.keys_padded, room.query_scale[from + r], tops[r], reinterpret_cast<std::uint8_t*>(room.weights) + r * room.keys_padded);
    const std::size_t stride = call.out_stride;
    for (std::size_t r = 0; r < count; r += value_rows)
        value_rest<value_rows>(call, room, room.weights + r * (room.keys_padded / 4), factor + r, call.out + (from + r) * stride + head * call.head_size,
                               count - r < value_rows ? count - r : value_rows);
}

void attention(const AttentionCall& call) {
    const Room room(call.room, call.rows, call.head_size);
    const float factor = 1.4426950408889634f / __builtin_sqrtf(static_cast<float>(call.head_size));
    for (std::size_t head = 0; head < call.heads; ++head) {
        take_queries(Part(call, 0, head), factor, room);
        take_keys(Part(call, 1, head), room);
        take_values(Part(call, 2, head), room);
        for (std::size_t row = 0; row < call.rows; row += score_rows)
            attend(call, head, room, row, call.rows - row < score_rows ? call.rows - row : score_rows);
    }
}

}  // namespace
}  // namespace rostra::nn
