// The slow twin of src/nn's encoder: the same network in double precision, written as the format's page says it,
// with weights turned back into numbers and nothing rounded on the way.
#pragma once

#include "rostra/nn.h"

#include <cmath>
#include <string>
#include <vector>

namespace rostra::reference {

using Row = std::vector<double>;
using Rows = std::vector<Row>;

inline double gelu(double x) { return 0.5 * x * (1.0 + std::erf(x / std::sqrt(2.0))); }

/// Linear layers, norms and BERT layers of these sizes by their names in the file.
class PlainLayers {
public:
    PlainLayers(const nn::ModelFile& file, const nn::LayerSizes& sizes) : file_(file), s_(sizes) {}

    [[nodiscard]] nn::Tensor tensor(const std::string& name, bool bytes, unsigned rows, unsigned columns) const { return *file_.tensor(name, bytes, rows, columns); }
    void norm(Rows& x, const std::string& name) const {
        const nn::Tensor weight = tensor(name + ".weight", false, 1, s_.hidden), bias = tensor(name + ".bias", false, 1, s_.hidden);
        for (Row& row : x) {
            double mean = 0, variance = 0;
            for (double v : row) mean += v / double(row.size());
            for (double v : row) variance += (v - mean) * (v - mean) / double(row.size());
            for (std::size_t d = 0; d < row.size(); ++d) row[d] = (row[d] - mean) / std::sqrt(variance + double(s_.layer_norm_eps)) * weight.f32[d] + bias.f32[d];
        }
    }
    [[nodiscard]] Rows linear(const Rows& x, const std::string& name, unsigned rows, unsigned columns) const {
        const nn::Tensor weight = tensor(name + ".weight", true, rows, columns), bias = tensor(name + ".bias", false, 1, rows);
        Rows out;
        for (const Row& in : x) {
            Row y(rows);
            for (unsigned o = 0; o < rows; ++o) {
                double sum = 0;
                for (unsigned i = 0; i < columns; ++i) sum += in[i] * double(weight.i8[std::size_t{o} * columns + i]);
                y[o] = sum * weight.scale[o] + bias.f32[o];
            }
            out.push_back(y);
        }
        return out;
    }
    void layer(Rows& x, const std::string& at) const {
        const unsigned h = s_.hidden;
        const Rows mixed = attention(linear(x, at + "q", h, h), linear(x, at + "k", h, h), linear(x, at + "v", h, h));
        add(x, linear(mixed, at + "o", h, h));
        norm(x, at + "attention_norm");
        Rows wide = linear(x, at + "up", s_.intermediate, h);
        for (Row& row : wide)
            for (double& v : row) v = gelu(v);
        add(x, linear(wide, at + "down", h, s_.intermediate));
        norm(x, at + "output_norm");
    }

private:
    [[nodiscard]] Rows attention(const Rows& q, const Rows& k, const Rows& v) const {
        const std::size_t n = q.size(), head = s_.hidden / s_.heads;
        Rows out(n, Row(s_.hidden, 0.0));
        for (std::size_t first = 0; first < s_.hidden; first += head)
            for (std::size_t i = 0; i < n; ++i) {
                Row weight(n);
                double sum = 0;
                for (std::size_t j = 0; j < n; ++j) {
                    double score = 0;
                    for (std::size_t d = first; d < first + head; ++d) score += q[i][d] * k[j][d];
                    sum += weight[j] = std::exp(score / std::sqrt(double(head)));
                }
                for (std::size_t j = 0; j < n; ++j)
                    for (std::size_t d = first; d < first + head; ++d) out[i][d] += weight[j] / sum * v[j][d];
            }
        return out;
    }
    static void add(Rows& x, const Rows& y) {
        for (std::size_t i = 0; i < x.size(); ++i)
            for (std::size_t d = 0; d < x[i].size(); ++d) x[i][d] += y[i][d];
    }
    const nn::ModelFile& file_;
    nn::LayerSizes s_;
};

class PlainEncoder {
public:
    explicit PlainEncoder(const nn::ModelFile& file) : c_(file.config()), layers_(file, {c_.hidden, c_.layers, c_.heads, c_.intermediate, c_.layer_norm_eps}) {}

    /// The states behind each layer, those of the last one last.
    [[nodiscard]] std::vector<Rows> run(const nn::Sequence& s) const {
        Rows x;
        for (std::size_t i = 0; i < s.pieces.size(); ++i) {
            const nn::Tensor word = layers_.tensor("embed.word", true, c_.vocab, c_.hidden), position = layers_.tensor("embed.position", false, c_.max_positions, c_.hidden),
                             shape = layers_.tensor("embed.shape", false, c_.shapes, c_.hidden);
            Row row(c_.hidden);
            for (std::size_t d = 0; d < c_.hidden; ++d)
                row[d] = double(word.i8[s.pieces[i] * c_.hidden + d]) * word.scale[s.pieces[i]] + position.f32[i * c_.hidden + d] + shape.f32[s.shapes[i] * c_.hidden + d];
            x.push_back(row);
        }
        layers_.norm(x, "embed.norm");
        std::vector<Rows> out;
        for (unsigned k = 0; k < c_.layers; ++k) {
            layers_.layer(x, "layer." + std::to_string(k) + ".");
            out.push_back(x);
        }
        return out;
    }

private:
    nn::NetworkConfig c_;
    PlainLayers layers_;
};

}  // namespace rostra::reference
