// A small model with random weights, written as docs/formats/model-file.md says: enough to run every path of the
// loader and the encoder without the real weights. The seed is fixed, so a failure repeats.
#pragma once

#include <xxhash.h>
#include <cstring>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

namespace rostra::testing {

struct TinyShape {
    unsigned hidden = 64, layers = 2, heads = 2, intermediate = 128, role_hidden = 32, window = 128, overlap = 32, max_positions = 160, act_hidden = 0, reader_hidden = 0;
};

/// Collects tensors, then writes the file.
class ModelWriter {
public:
    nlohmann::json header;
    std::vector<std::string> pieces;

    void f32(const std::string& name, std::vector<std::uint64_t> shape, const std::vector<float>& values) {
        add(name, "f32", std::move(shape), values.data(), values.size() * 4);
    }
    void i8(const std::string& name, std::vector<std::uint64_t> shape, const std::vector<std::int8_t>& values, const std::vector<float>& scales) {
        const std::uint64_t rows = shape[0];
        add(name, "i8", std::move(shape), values.data(), values.size());
        tensors_[name]["scale"] = name + ".scale";
        f32(name + ".scale", {rows}, scales);
    }
    /// The whole file.
    [[nodiscard]] std::string bytes() const {
        nlohmann::json full = header;
        std::string words;
        for (const std::string& p : pieces) words += p + "\n";
        // Offsets depend on the header's length, which depends on their digits: leave room and settle.
        std::size_t body = 4096;
        std::string text;
        for (int round = 0; round < 4; ++round) {
            full["vocabulary"] = {{"offset", body}, {"bytes", words.size()}};
            const std::size_t data = body + rounded(words.size());
            full["tensors"] = tensors_;
            for (auto& [name, t] : full["tensors"].items()) t["offset"] = t["offset"].get<std::size_t>() + data;
            text = full.dump();
            body = rounded(32 + text.size() + 64);  // some room for tests that change the header
        }
        std::string out(32, '\0');
        out += text;
        out.resize(body, '\0');
        out += words;
        out.resize(body + rounded(words.size()), '\0');
        out += data_;
        seal(out, static_cast<std::uint32_t>(text.size()));
        return out;
    }
    /// Writes magic, version, lengths and hash over the first 32 bytes.
    static void seal(std::string& file, std::uint32_t header_size) {
        const std::uint32_t version = 1;
        const std::uint64_t size = file.size();
        std::memcpy(file.data(), "ROSTRANN", 8);
        std::memcpy(file.data() + 8, &version, 4);
        std::memcpy(file.data() + 12, &header_size, 4);
        std::memcpy(file.data() + 16, &size, 8);
        const std::uint64_t hash = XXH3_64bits(file.data() + 32, file.size() - 32);
        std::memcpy(file.data() + 24, &hash, 8);
    }

private:
    static std::size_t rounded(std::size_t n) { return (n + 63) / 64 * 64; }
    void add(const std::string& name, const char* type, std::vector<std::uint64_t> shape, const void* from, std::size_t size) {
        tensors_[name] = {{"dtype", type}, {"shape", shape}, {"offset", data_.size()}, {"bytes", size}};
        data_.append(static_cast<const char*>(from), size);
        data_.resize(rounded(data_.size()), '\0');
    }
    nlohmann::json tensors_ = nlohmann::json::object();
    std::string data_;
};

class TinyModel {
public:
    explicit TinyModel(TinyShape shape = {}, unsigned seed = 7) : s_(shape), random_(seed) {
        make_vocabulary();
        make_header();
        make_tensors();
    }
    [[nodiscard]] std::string bytes() const { return writer.bytes(); }
    ModelWriter writer;

private:
    void make_vocabulary() {
        writer.pieces = {"[PAD]", "[PARAGRAPH]", "[UNK]", "[CLS]", "[SEP]"};
        for (char c = 'a'; c <= 'z'; ++c) writer.pieces.push_back(std::string(1, c));
        for (char c = 'a'; c <= 'z'; ++c) writer.pieces.push_back("##" + std::string(1, c));
        for (const char* p : {".", ",", "\"", "'", "the", "said", "minister", "un", "##able", "##believ", "that", "would", "talk", "##s", "“", "”", "1", "##2"}) writer.pieces.emplace_back(p);
    }
    void make_header() {
        const auto vocab = writer.pieces.size();
        writer.header = {{"id", "tiny-1"}, {"commit", "none"}, {"recipe", "none"}, {"config", {{"vocab", vocab}, {"hidden", s_.hidden}, {"layers", s_.layers}, {"heads", s_.heads}, {"intermediate", s_.intermediate}, {"max_positions", s_.max_positions}, {"shapes", 8}, {"role_hidden", s_.role_hidden}, {"distance_buckets", 24}, {"layer_norm_eps", 1e-12}, {"window", s_.window}, {"overlap", s_.overlap}}}, {"special", {{"pad", 0}, {"paragraph", 1}, {"unk", 2}, {"cls", 3}, {"sep", 4}}}, {"cue_labels", {"O", "B", "I"}}, {"role_labels", {"O", "B-source", "I-source", "B-content", "I-content"}}, {"cue_bias", 0.0}, {"calibration", {{"weights", {1, 1, 1, 0.1, 0.1}}, {"bias", 0.5}}}, {"self_test", nlohmann::json::array()}};
        if (s_.act_hidden > 0) {
            writer.header["config"]["act_hidden"] = s_.act_hidden;
            writer.header["act_labels"] = {"say", "announce", "promise", "ask", "call-for", "praise", "criticise", "deny", "warn", "agree", "think", "show"};
        }
        if (s_.reader_hidden > 0) writer.header["config"]["act_reader"] = {{"hidden", s_.reader_hidden}, {"layers", 2}, {"heads", 2}, {"intermediate", 64}, {"states", {1, 2}}};
        writer.header["cue_transitions"] = transitions(3);
        writer.header["role_transitions"] = transitions(5);
    }
    static nlohmann::json transitions(unsigned count) {
        auto out = nlohmann::json::array();
        for (unsigned from = 0; from < count; ++from) {
            auto row = nlohmann::json::array();
            for (unsigned to = 0; to < count; ++to) row.push_back(to > 0 && to % 2 == 0 && from != to && from + 1 != to ? -10000.0 : 0.1 * (from == to));
            out.push_back(row);
        }
        return out;
    }
    std::vector<float> noise(std::size_t count, float spread, float middle = 0) {
        std::normal_distribution<float> d(middle, spread);
        std::vector<float> out(count);
        for (float& x : out) x = d(random_);
        return out;
    }
    void matrix(const std::string& name, unsigned rows, unsigned columns) {
        std::vector<std::int8_t> q(std::size_t{rows} * columns);
        for (auto& x : q) x = static_cast<std::int8_t>(static_cast<int>(random_() % 255) - 127);
        std::vector<float> scale(rows);
        for (float& x : scale) x = (0.7f + static_cast<float>(random_() % 100) / 100.0f) * 0.02f / std::sqrt(static_cast<float>(columns));
        writer.i8(name, {rows, columns}, q, scale);
    }
    void vector(const std::string& name, unsigned size, float spread, float middle = 0) { writer.f32(name, {size}, noise(size, spread, middle)); }
    void layer(const std::string& at, unsigned h, unsigned wide) {
        for (const char* part : {"q", "k", "v", "o"}) {
            matrix(at + part + ".weight", h, h);
            vector(at + part + ".bias", h, 0.1f);
        }
        matrix(at + "up.weight", wide, h);
        vector(at + "up.bias", wide, 0.1f);
        matrix(at + "down.weight", h, wide);
        vector(at + "down.bias", h, 0.1f);
        for (const char* part : {"attention_norm", "output_norm"}) {
            vector(at + part + ".weight", h, 0.1f, 1);
            vector(at + part + ".bias", h, 0.1f);
        }
    }
    void make_reader() {
        const unsigned h = s_.reader_hidden;
        matrix("reader.enter.weight", h, 2 * s_.hidden);
        vector("reader.enter.bias", h, 0.1f);
        writer.f32("reader.role", {4, h}, noise(std::size_t{4} * h, 0.2f));
        writer.f32("reader.distance", {24, h}, noise(std::size_t{24} * h, 0.2f));
        vector("reader.norm.weight", h, 0.1f, 1);
        vector("reader.norm.bias", h, 0.1f);
        for (unsigned k = 0; k < 2; ++k) layer("reader.layer." + std::to_string(k) + ".", h, 64);
    }
    void make_tensors() {
        const unsigned h = s_.hidden, wide = s_.intermediate, w = s_.role_hidden;
        matrix("embed.word", static_cast<unsigned>(writer.pieces.size()), h);
        writer.f32("embed.position", {s_.max_positions, h}, noise(std::size_t{s_.max_positions} * h, 0.05f));
        writer.f32("embed.shape", {8, h}, noise(std::size_t{8} * h, 0.05f));
        vector("embed.norm.weight", h, 0.1f, 1);
        vector("embed.norm.bias", h, 0.1f);
        for (unsigned k = 0; k < s_.layers; ++k) layer("layer." + std::to_string(k) + ".", h, wide);
        writer.f32("cue.weight", {3, h}, noise(std::size_t{3} * h, 0.3f));
        vector("cue.bias", 3, 0.1f);
        matrix("role.token.weight", w, h);
        vector("role.token.bias", w, 0.1f);
        matrix("role.gate.weight", w, h);
        matrix("role.cue.weight", w, h);
        writer.f32("role.distance", {24, w}, noise(std::size_t{24} * w, 0.3f));
        writer.f32("role.out.weight", {5, w}, noise(std::size_t{5} * w, 0.8f));
        vector("role.out.bias", 5, 0.1f);
        if (s_.act_hidden == 0) return;
        if (s_.reader_hidden > 0) make_reader();
        const unsigned read = s_.reader_hidden > 0 ? s_.reader_hidden : h;
        writer.f32("act.look.weight", {1, read}, noise(read, 0.3f));
        matrix("act.up.weight", s_.act_hidden, 4 * read);
        vector("act.up.bias", s_.act_hidden, 0.1f);
        writer.f32("act.out.weight", {12, s_.act_hidden}, noise(std::size_t{12} * s_.act_hidden, 0.2f));
        vector("act.out.bias", 12, 0.1f);
    }

    TinyShape s_;
    std::mt19937 random_;
};

}  // namespace rostra::testing
