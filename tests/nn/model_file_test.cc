// The loader refuses what it must, and names it; no bytes make it crash.
#include "rostra/nn.h"
#include "tiny_model.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <fstream>

namespace rostra::nn {
namespace {

std::span<const std::byte> as_bytes(const std::string& s) { return {reinterpret_cast<const std::byte*>(s.data()), s.size()}; }

Error refusal(const std::string& bytes) {
    const auto file = ModelFile::parse(as_bytes(bytes), "m");
    return file ? Error{ErrorCode::usage, "", "was accepted"} : file.error();
}

/// The file with its JSON header changed by `change`, and a hash that fits.
std::string with_header(const std::string& bytes, const std::function<void(nlohmann::json&)>& change) {
    std::uint32_t size = 0;
    std::memcpy(&size, bytes.data() + 12, 4);
    auto json = nlohmann::json::parse(bytes.substr(32, size));
    change(json);
    std::string text = json.dump();
    std::string out = bytes;
    // Only changes that do not outgrow the padding keep the offsets true.
    EXPECT_LE(text.size(), size + 64);
    text.resize(size + 64, ' ');
    out.replace(32, text.size(), text);
    testing::ModelWriter::seal(out, static_cast<std::uint32_t>(text.size()));
    return out;
}

struct ModelFileTest : ::testing::Test {
    std::string good = testing::TinyModel().bytes();
};

TEST_F(ModelFileTest, ReadsWhatTheWriterWrote) {
    const auto file = ModelFile::parse(as_bytes(good), "m");
    ASSERT_TRUE(file) << file.error().message();
    EXPECT_EQ(file->config().hidden, 64u);
    const auto word = file->tensor("embed.word", true, file->config().vocab, 64);
    ASSERT_TRUE(word);
    EXPECT_NE(word->scale, nullptr);
    EXPECT_EQ(file->tensor("embed.word", true, 1, 64).error().code, ErrorCode::bad_format);
    EXPECT_EQ(file->tensor("no.such", true, 1, 64).error().code, ErrorCode::bad_format);
}

TEST_F(ModelFileTest, RefusesForeignBytes) {
    EXPECT_EQ(refusal("").code, ErrorCode::bad_format);
    EXPECT_EQ(refusal(std::string(31, 'R')).code, ErrorCode::bad_format);
    EXPECT_EQ(refusal("<!DOCTYPE html><html><head></head></html>").code, ErrorCode::bad_format);
    std::string newer = good;
    newer[8] = 2;
    EXPECT_EQ(refusal(newer).code, ErrorCode::unsupported);
    EXPECT_NE(refusal(newer).detail.find("version 2"), std::string::npos);
}

TEST_F(ModelFileTest, RefusesEveryTruncation) {
    for (std::size_t size = 0; size < good.size(); size += 1 + size / 3) EXPECT_EQ(refusal(good.substr(0, size)).code, ErrorCode::bad_format) << size;
}

TEST_F(ModelFileTest, RefusesDamage) {
    std::string bad = good;
    bad[bad.size() - 1] ^= 1;
    EXPECT_NE(refusal(bad).detail.find("hash"), std::string::npos);
}

TEST_F(ModelFileTest, RefusesBadTables) {
    const auto refused = [&](const std::function<void(nlohmann::json&)>& change) { return refusal(with_header(good, change)).code == ErrorCode::bad_format; };
    EXPECT_TRUE(refused([](auto& j) { j["config"]["hidden"] = 63; }));
    EXPECT_TRUE(refused([](auto& j) { j["config"]["hidden"] = -8; }));
    EXPECT_TRUE(refused([](auto& j) { j["config"]["heads"] = 3; }));
    EXPECT_TRUE(refused([](auto& j) { j["config"].erase("layers"); }));
    EXPECT_TRUE(refused([](auto& j) { j["config"] = 1; }));
    EXPECT_TRUE(refused([](auto& j) { j["vocabulary"]["bytes"] = 99999999; }));
    EXPECT_TRUE(refused([](auto& j) { j["tensors"]["cue.bias"]["offset"] = 64; }));  // inside the header
    EXPECT_TRUE(refused([](auto& j) { j["tensors"]["cue.bias"]["offset"] = 77777; }));
    EXPECT_TRUE(refused([](auto& j) { j["tensors"]["cue.bias"]["offset"] = 1u << 30; }));
    EXPECT_TRUE(refused([](auto& j) { j["tensors"]["cue.bias"]["bytes"] = 13; }));
    EXPECT_TRUE(refused([](auto& j) { j["tensors"]["cue.bias"]["shape"] = {0}; }));
    EXPECT_TRUE(refused([](auto& j) { j["tensors"]["cue.bias"]["dtype"] = "i4"; }));
    EXPECT_TRUE(refused([](auto& j) { j["tensors"] = nlohmann::json::array(); }));
    EXPECT_FALSE(refused([](auto&) {}));
}

TEST_F(ModelFileTest, RefusesNumbersThatAreNotFinite) {
    testing::TinyModel tiny;
    tiny.writer.f32("extra", {2}, {1.0f, std::numeric_limits<float>::quiet_NaN()});
    const std::string bytes = tiny.bytes();
    const auto file = ModelFile::parse(as_bytes(bytes), "m");
    ASSERT_TRUE(file) << file.error().message();
    EXPECT_NE(file->tensor("extra", false, 1, 2).error().detail.find("not finite"), std::string::npos);
}

// Property: random damage below a fitting hash never crashes. The seed is fixed, so a failure repeats.
TEST_F(ModelFileTest, SurvivesRandomDamage) {
    std::mt19937 random(5);
    std::uint32_t size = 0;
    std::memcpy(&size, good.data() + 12, 4);
    for (int round = 0; round < 400; ++round) {
        std::string bad = good;
        for (int k = 0; k < 3; ++k) bad[32 + random() % size] = static_cast<char>(random() % 4 ? '0' + random() % 10 : random() % 256);
        testing::ModelWriter::seal(bad, size);
        const auto file = ModelFile::parse(as_bytes(bad), "m");
        if (file) (void)Encoder::make(*file, Isa::portable);
    }
}

TEST_F(ModelFileTest, OpensFilesAndNamesWhatIsWrong) {
    EXPECT_EQ(ModelFile::open("/no/such/weights.rnn").error().code, ErrorCode::not_found);
    EXPECT_EQ(ModelFile::open("/").error().code, ErrorCode::not_readable);
    const std::string path = ::testing::TempDir() + "rostra-tiny-" + std::to_string(getpid()) + ".rnn";
    std::ofstream(path, std::ios::binary) << good;
    const auto file = ModelFile::open(path);
    EXPECT_TRUE(file);
    std::ofstream(path, std::ios::binary) << "";
    EXPECT_EQ(ModelFile::open(path).error().code, ErrorCode::bad_format);
    std::remove(path.c_str());
}

}  // namespace
}  // namespace rostra::nn
