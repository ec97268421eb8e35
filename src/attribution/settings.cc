#include "settings.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace rostra::attribution {
namespace {

using Json = nlohmann::json;

constexpr std::uint32_t longest_unit_pieces = 101;  // 100 code points and a paragraph piece
constexpr std::size_t most_samples = 1000;
constexpr std::size_t most_knots = 32;

/// Reads fields one after the other and keeps the first fault.
class Fields {
public:
    explicit Fields(const Json& header) : header_(header) {}

    std::uint32_t integer(const Json& object, const char* key, std::uint32_t least, std::uint32_t most) {
        const auto found = object.find(key);
        if (found != object.end() && found->is_number_unsigned()) {
            const auto value = found->get<std::uint64_t>();
            if (value >= least && value <= most) return static_cast<std::uint32_t>(value);
        }
        fault(std::string(key) + " must be an integer of " + std::to_string(least) + " to " + std::to_string(most));
        return least;
    }
    float number(const Json& object, const char* key) {
        const auto found = object.find(key);
        if (found != object.end() && found->is_number() && std::isfinite(found->get<float>())) return found->get<float>();
        fault(std::string(key) + " must be a number");
        return 0;
    }
    std::vector<float> numbers(const Json& list, const std::string& what, std::size_t size) {
        std::vector<float> out;
        if (list.is_array() && list.size() == size)
            for (const Json& x : list)
                if (x.is_number() && std::isfinite(x.get<float>())) out.push_back(x.get<float>());
        if (out.size() != size) fault(what + " must be " + std::to_string(size) + " numbers");
        out.resize(size);
        return out;
    }
    void labels(const char* key, const Json& wanted) {
        if (object(key) != wanted) fault(std::string(key) + " are not those of version 1");
    }
    Transitions transitions(const char* key, std::size_t count) {
        const Json& rows = object(key);
        Transitions out{count, {}};
        if (!rows.is_array() || rows.size() != count) fault(std::string(key) + " must have " + std::to_string(count) + " rows");
        else
            for (const Json& row : rows)
                for (float x : numbers(row, key, count)) out.from_to.push_back(x);
        out.from_to.resize(count * count);
        return out;
    }
    const Json& object(const char* key) {
        static const Json none;
        const auto found = header_.find(key);
        return found == header_.end() ? none : *found;
    }
    void fault(const std::string& what) {
        if (problem_.empty()) problem_ = what;
    }
    [[nodiscard]] const std::string& problem() const { return problem_; }

private:
    const Json& header_;
    std::string problem_;
};

bool read_spans(const Json& part, std::vector<Span>& out) {
    if (!part.is_array()) return false;
    for (const Json& pair : part) {
        if (!pair.is_array() || pair.size() != 2 || !pair[0].is_number_unsigned() || !pair[1].is_number_unsigned()) return false;
        out.push_back({pair[0].get<std::uint32_t>(), pair[1].get<std::uint32_t>()});
    }
    return true;
}

bool read_sample(const Json& json, Sample& out) {
    if (!json.is_object() || !json.contains("text") || !json["text"].is_string() || !json.contains("attributions") || !json["attributions"].is_array()) return false;
    out.text = json["text"].get<std::string>();
    for (const Json& attribution : json["attributions"]) {
        static constexpr std::array<const char*, 3> parts = {"source", "cue", "content"};
        auto& spans = out.attributions.emplace_back();
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (!attribution.is_object() || !attribution.contains(parts[i]) || !read_spans(attribution[parts[i]], spans[i])) return false;
    }
    return true;
}

/// `calibration.curve`, which may be absent: knots that rise from left to right and never fall.
void read_curve(Fields& fields, const Json& calibration, Settings& out) {
    if (!calibration.is_object() || !calibration.contains("curve")) return;
    const Json& list = calibration["curve"];
    const char* wanted = "calibration.curve must be up to 32 rising pairs of 0 to 1";
    if (!list.is_array() || list.empty() || list.size() > most_knots) return fields.fault(wanted);
    for (const Json& pair : list) {
        const std::vector<float> knot = fields.numbers(pair, "a knot of calibration.curve", 2);
        const bool inside = knot[0] >= 0 && knot[0] <= 1 && knot[1] >= 0 && knot[1] <= 1;
        const bool rises = out.confidence_curve.empty() || (knot[0] > out.confidence_curve.back()[0] && knot[1] >= out.confidence_curve.back()[1]);
        if (!inside || !rises) return fields.fault(wanted);
        out.confidence_curve.push_back({knot[0], knot[1]});
    }
}

/// `config.act_reader`, which may be absent.
void read_act_reader(Fields& fields, const Json& config, std::uint32_t encoder_layers, Settings& out) {
    if (!config.is_object() || !config.contains("act_reader")) return;
    const Json& sizes = config["act_reader"];
    ActReaderSizes& r = out.act_reader;
    r.hidden = fields.integer(sizes, "hidden", 32, 1024);
    r.layers = fields.integer(sizes, "layers", 1, 12);
    r.heads = fields.integer(sizes, "heads", 1, 64);
    r.intermediate = fields.integer(sizes, "intermediate", 32, 8192);
    if (r.hidden % 32 != 0 || r.intermediate % 32 != 0 || r.hidden % r.heads != 0 || (r.hidden / r.heads) % 16 != 0) fields.fault("act_reader: hidden and intermediate must be multiples of 32, and a head one of 16");
    if (out.act_hidden == 0) fields.fault("act_reader needs act_hidden");
    static const Json none;
    const Json& states = sizes.is_object() && sizes.contains("states") ? sizes["states"] : none;
    bool right = states.is_array() && !states.empty() && states.size() <= 4;
    for (std::size_t i = 0; right && i < states.size(); ++i) {
        right = states[i].is_number_unsigned() && states[i].get<std::uint64_t>() >= 1 && states[i].get<std::uint64_t>() <= encoder_layers && (i == 0 || states[i].get<std::uint64_t>() > r.states.back());
        if (right) r.states.push_back(states[i].get<std::uint32_t>());
    }
    if (!right) fields.fault("act_reader.states must be up to 4 rising numbers of layers");
}

void read_samples(Fields& fields, Settings& out) {
    const Json& list = fields.object("self_test");
    if (!list.is_array() || list.size() > most_samples) return fields.fault("self_test must be a list");
    for (const Json& json : list)
        if (!read_sample(json, out.samples.emplace_back())) return fields.fault("self_test holds a sample that cannot be read");
}

}  // namespace

float on_curve(std::span<const std::array<float, 2>> knots, float x) {
    if (knots.empty()) return x;
    if (x <= knots.front()[0]) return knots.front()[1];
    for (std::size_t i = 1; i < knots.size(); ++i) {
        if (x > knots[i][0]) continue;
        const float share = (x - knots[i - 1][0]) / (knots[i][0] - knots[i - 1][0]);
        return knots[i - 1][1] + share * (knots[i][1] - knots[i - 1][1]);
    }
    return knots.back()[1];
}

Result<Settings> read_settings(const nn::ModelFile& file) {
    const Json header = Json::parse(file.header(), nullptr, false);
    Fields fields(header);
    Settings out;
    if (const Json& id = fields.object("id"); id.is_string()) out.id = id.get<std::string>();
    else fields.fault("id must be a string");
    const Json& config = fields.object("config");
    out.window = fields.integer(config, "window", longest_unit_pieces + 3, file.config().max_positions);
    out.overlap = fields.integer(config, "overlap", 0, (out.window - 2) / 2);
    out.role_hidden = fields.integer(config, "role_hidden", 16, 1024);
    out.buckets = fields.integer(config, "distance_buckets", 23, 64);
    if (out.role_hidden % 16 != 0) fields.fault("role_hidden must be a multiple of 16");
    if (fields.object("special") != Json{{"pad", 0}, {"paragraph", 1}, {"unk", 2}, {"cls", 3}, {"sep", 4}}) fields.fault("special pieces are not those of version 1");
    fields.labels("cue_labels", {"O", "B", "I"});
    fields.labels("role_labels", {"O", "B-source", "I-source", "B-content", "I-content"});
    if (config.is_object() && config.contains("act_hidden")) out.act_hidden = fields.integer(config, "act_hidden", 0, 1024);
    if (out.act_hidden % 16 != 0) fields.fault("act_hidden must be a multiple of 16");
    if (out.act_hidden > 0) fields.labels("act_labels", act_labels);
    read_act_reader(fields, config, file.config().layers, out);
    out.cue = fields.transitions("cue_transitions", 3);
    out.role = fields.transitions("role_transitions", 5);
    out.cue_bias = fields.number(header, "cue_bias");
    const Json& calibration = fields.object("calibration");
    const Json none;
    const auto weights = fields.numbers(calibration.is_object() && calibration.contains("weights") ? calibration["weights"] : none, "calibration.weights", confidence_features);
    std::copy(weights.begin(), weights.end(), out.confidence_weights.begin());
    out.confidence_bias = calibration.is_object() ? fields.number(calibration, "bias") : 0;
    read_curve(fields, calibration, out);
    read_samples(fields, out);
    if (!fields.problem().empty()) return Error{ErrorCode::bad_format, file.name(), fields.problem()};
    return out;
}

}  // namespace rostra::attribution
