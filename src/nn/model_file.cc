// Reads docs/formats/model-file.md. Nothing in the file is believed before it is checked: first the fixed bytes,
// length and hash, then every offset and size against the file, and a tensor's type and shape against what the
// caller needs. After that, pointers into the mapping are safe to follow.
#include "mapping.h"
#include "rostra/nn.h"

#include <xxhash.h>
#include <cmath>
#include <cstring>
#include <map>
#include <nlohmann/json.hpp>

namespace rostra::nn {
namespace {

using Json = nlohmann::json;

constexpr std::size_t prefix = 32, most_bytes = std::size_t{1} << 30, most_header = std::size_t{8} << 20, most_tensors = 4096;
constexpr std::uint32_t version = 1;

struct Entry {
    bool bytes = false;
    std::uint32_t rows = 1, columns = 0;
    const std::byte* data = nullptr;
    std::string scale;
};

template <class T>
T number_at(std::span<const std::byte> bytes, std::size_t at) {
    T value;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
}

std::optional<std::uint64_t> whole(const Json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number_unsigned()) return std::nullopt;
    return found->get<std::uint64_t>();
}

/// What the fixed bytes say, or why the file is refused.
std::optional<std::pair<ErrorCode, std::string>> refuse_prefix(std::span<const std::byte> bytes) {
    using Why = std::pair<ErrorCode, std::string>;
    if (bytes.size() < prefix) return Why{ErrorCode::bad_format, "only " + std::to_string(bytes.size()) + " bytes; not a model file"};
    if (std::memcmp(bytes.data(), "ROSTRANN", 8) != 0) return Why{ErrorCode::bad_format, "does not begin with ROSTRANN; not a model file"};
    const auto found = number_at<std::uint32_t>(bytes, 8);
    if (found != version) return Why{ErrorCode::unsupported, "format version " + std::to_string(found) + "; this build reads version " + std::to_string(version)};
    const auto length = number_at<std::uint64_t>(bytes, 16);
    if (length != bytes.size()) return Why{ErrorCode::bad_format, "cut off or grown: " + std::to_string(bytes.size()) + " bytes, its header says " + std::to_string(length)};
    const auto header = number_at<std::uint32_t>(bytes, 12);
    if (header > most_header || header > bytes.size() - prefix) return Why{ErrorCode::bad_format, "a JSON header of " + std::to_string(header) + " bytes does not fit"};
    if (number_at<std::uint64_t>(bytes, 24) != XXH3_64bits(bytes.data() + prefix, bytes.size() - prefix))
        return Why{ErrorCode::bad_format, "the hash does not fit the content; the file is damaged"};
    return std::nullopt;
}

/// One integer of the configuration within bounds; `problem` keeps the first fault.
std::uint32_t setting(const Json& config, const char* key, std::uint32_t least, std::uint32_t most, std::uint32_t step, std::string& problem) {
    const auto value = whole(config, key);
    if (value && *value >= least && *value <= most && *value % step == 0) return static_cast<std::uint32_t>(*value);
    if (problem.empty())
        problem = "config." + std::string(key) + " must be an integer of " + std::to_string(least) + " to " + std::to_string(most) +
                  (step > 1 ? " and a multiple of " + std::to_string(step) : "");
    return least;
}

// The bounds are those that the kernels' integer sums and vectors allow.
std::string read_config(const Json& header, NetworkConfig& out) {
    const auto found = header.find("config");
    if (found == header.end() || !found->is_object()) return "config is missing";
    std::string problem;
    out.vocab = setting(*found, "vocab", 5, 1u << 20, 1, problem);
    out.hidden = setting(*found, "hidden", 16, 2048, 16, problem);
    out.layers = setting(*found, "layers", 1, 64, 1, problem);
    out.heads = setting(*found, "heads", 1, 128, 1, problem);
    out.intermediate = setting(*found, "intermediate", 16, 8192, 16, problem);
    out.max_positions = setting(*found, "max_positions", 8, 1024, 1, problem);
    out.shapes = setting(*found, "shapes", 8, 64, 1, problem);
    const auto eps = found->find("layer_norm_eps");
    if (problem.empty() && (eps == found->end() || !eps->is_number() || !(eps->get<double>() >= 0 && eps->get<double>() <= 1)))
        problem = "config.layer_norm_eps must be a number of 0 to 1";
    if (!problem.empty()) return problem;
    out.layer_norm_eps = eps->get<float>();
    const std::uint32_t head = out.hidden / out.heads;
    if (out.hidden % out.heads != 0 || head % 16 != 0 || head > 256) return "config: hidden / heads must be a multiple of 16, at most 256";
    return {};
}

}  // namespace

struct ModelFile::State {
    Mapping mapping;
    std::span<const std::byte> bytes;
    std::string name;
    std::string_view header, vocabulary;
    NetworkConfig config;
    std::map<std::string, Entry, std::less<>> tensors;

    /// The bytes [offset, offset + size), if they lie after the header and inside the file.
    const std::byte* inside(std::uint64_t offset, std::uint64_t size) const {
        const std::size_t first = prefix + header.size();
        if (offset < first || offset > bytes.size() || size > bytes.size() - offset) return nullptr;
        return bytes.data() + offset;
    }
    std::string read_vocabulary(const Json& json);
    std::string read_tensor(const std::string& tensor_name, const Json& json);
    std::string read(const Json& json);
};

std::string ModelFile::State::read_vocabulary(const Json& json) {
    const auto found = json.find("vocabulary");
    if (found == json.end() || !found->is_object()) return "vocabulary is missing";
    const auto offset = whole(*found, "offset"), size = whole(*found, "bytes");
    const std::byte* at = offset && size ? inside(*offset, *size) : nullptr;
    if (!at) return "vocabulary points outside the file";
    vocabulary = {reinterpret_cast<const char*>(at), static_cast<std::size_t>(*size)};
    return {};
}

std::string ModelFile::State::read_tensor(const std::string& tensor_name, const Json& json) {
    const std::string what = "tensor " + tensor_name.substr(0, 80);
    if (!json.is_object()) return what + " is not an object";
    Entry entry;
    const auto type = json.find("dtype");
    if (type == json.end() || !type->is_string() || (*type != "i8" && *type != "f32")) return what + ": dtype must be i8 or f32";
    entry.bytes = *type == "i8";
    const auto shape = json.find("shape");
    if (shape == json.end() || !shape->is_array() || shape->empty() || shape->size() > 2) return what + ": shape must have one or two sizes";
    std::uint64_t sizes[2] = {1, 1};
    for (std::size_t i = 0; i < shape->size(); ++i) {
        const Json& size = (*shape)[i];
        if (!size.is_number_unsigned() || size.get<std::uint64_t>() == 0 || size.get<std::uint64_t>() > (1u << 24)) return what + ": impossible shape";
        sizes[2 - shape->size() + i] = size.get<std::uint64_t>();
    }
    entry.rows = static_cast<std::uint32_t>(sizes[0]);
    entry.columns = static_cast<std::uint32_t>(sizes[1]);
    const auto offset = whole(json, "offset"), size = whole(json, "bytes");
    if (!offset || !size || *offset % 64 != 0) return what + ": offset must be a multiple of 64, bytes an integer";
    if (*size != sizes[0] * sizes[1] * (entry.bytes ? 1 : 4)) return what + ": its bytes do not fit its shape";
    entry.data = inside(*offset, *size);
    if (!entry.data) return what + " points outside the file";
    if (const auto scale = json.find("scale"); scale != json.end() && scale->is_string()) entry.scale = scale->get<std::string>();
    tensors.emplace(tensor_name, std::move(entry));
    return {};
}

std::string ModelFile::State::read(const Json& json) {
    if (!json.is_object()) return "the header is not a JSON object";
    if (std::string problem = read_config(json, config); !problem.empty()) return problem;
    if (std::string problem = read_vocabulary(json); !problem.empty()) return problem;
    const auto list = json.find("tensors");
    if (list == json.end() || !list->is_object() || list->size() > most_tensors) return "tensors is missing or too long";
    for (const auto& [key, value] : list->items())
        if (std::string problem = read_tensor(key, value); !problem.empty()) return problem;
    return {};
}

ModelFile::ModelFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
ModelFile::ModelFile(ModelFile&&) noexcept = default;
ModelFile& ModelFile::operator=(ModelFile&&) noexcept = default;
ModelFile::~ModelFile() = default;

Result<ModelFile> ModelFile::parse(std::span<const std::byte> bytes, const std::string& name) {
    if (const auto why = refuse_prefix(bytes)) return Error{why->first, name, why->second};
    auto state = std::make_unique<State>();
    state->bytes = bytes;
    state->name = name;
    state->header = {reinterpret_cast<const char*>(bytes.data()) + prefix, number_at<std::uint32_t>(bytes, 12)};
    const std::string problem = state->read(Json::parse(state->header, nullptr, false));
    if (!problem.empty()) return Error{ErrorCode::bad_format, name, problem};
    return ModelFile(std::move(state));
}

Result<ModelFile> ModelFile::open(const std::string& path) {
    auto mapping = Mapping::open(path, most_bytes);
    if (!mapping) return mapping.error();
    auto file = parse(mapping->bytes(), path);
    if (file) file->state_->mapping = std::move(*mapping);
    return file;
}

std::string_view ModelFile::header() const { return state_->header; }
std::string_view ModelFile::vocabulary() const { return state_->vocabulary; }
const NetworkConfig& ModelFile::config() const { return state_->config; }
const std::string& ModelFile::name() const { return state_->name; }
void ModelFile::forget_pages() const { state_->mapping.forget_pages(); }

Result<Tensor> ModelFile::tensor(const std::string& tensor_name, bool bytes, std::uint32_t rows, std::uint32_t columns) const {
    const auto refuse = [&](const std::string& why) { return Error{ErrorCode::bad_format, state_->name, "tensor " + tensor_name + " " + why}; };
    const auto found = state_->tensors.find(tensor_name);
    if (found == state_->tensors.end()) return refuse("is missing");
    const Entry& e = found->second;
    if (e.bytes != bytes) return refuse(bytes ? "must be i8" : "must be f32");
    if (e.rows != rows || e.columns != columns)
        return refuse("has shape " + std::to_string(e.rows) + " x " + std::to_string(e.columns) + ", not " + std::to_string(rows) + " x " + std::to_string(columns));
    Tensor out;
    out.bytes = bytes;
    out.rows = rows;
    out.columns = columns;
    if (bytes) {
        out.i8 = reinterpret_cast<const std::int8_t*>(e.data);
        auto scale = tensor(e.scale.empty() ? tensor_name + ".scale" : e.scale, false, 1, rows);
        if (!scale) return scale.error();
        out.scale = scale->f32;
        return out;
    }
    out.f32 = reinterpret_cast<const float*>(e.data);
    // Summing finds infinities and NaN in one pass that the compiler can vectorise.
    float sum = 0;
    for (std::size_t i = 0; i < std::size_t{rows} * columns; ++i) sum += out.f32[i] * 0.0f;
    if (!(sum == 0)) return refuse("holds a number that is not finite");
    return out;
}

}  // namespace rostra::nn
