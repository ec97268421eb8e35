#include "rostra/evaluation.h"

#include <fstream>
#include <nlohmann/json.hpp>

namespace rostra::evaluation {
namespace {

using Json = nlohmann::json;

std::string text_field(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool read_spans(const Json& list, std::vector<Span>& out) {
    if (!list.is_array()) return false;
    for (const Json& pair : list) {
        if (!pair.is_array() || pair.size() != 2 || !pair[0].is_number_unsigned() || !pair[1].is_number_unsigned()) return false;
        out.push_back({pair[0].get<std::uint32_t>(), pair[1].get<std::uint32_t>()});
    }
    return true;
}

/// Empty when all is well, else what is wrong.
std::string read_document(const Json& json, Document& out) {
    if (!json.is_object()) return "not a JSON object";
    out.id = text_field(json, "id");
    if (out.id.empty()) return "no id";
    out.text = text_field(json, "text");
    out.publisher = text_field(json, "publisher");
    const auto list = json.find("attributions");
    if (list == json.end() || !list->is_array()) return "no attributions";
    static constexpr std::array<const char*, parts> names = {"source", "cue", "content"};
    for (const Json& item : *list) {
        Attribution& a = out.attributions.emplace_back();
        for (std::size_t p = 0; p < parts; ++p)
            if (!item.is_object() || !item.contains(names[p]) || !read_spans(item[names[p]], a.spans[p])) return std::string("an attribution's ") + names[p] + " is not a list of [begin, end]";
    }
    return {};
}

}  // namespace

Result<std::vector<Document>> read_documents(const std::string& path) {
    std::ifstream in(path);
    if (!in) return Error{ErrorCode::not_found, path, "cannot be opened"};
    std::vector<Document> out;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        const std::string problem = read_document(Json::parse(line, nullptr, false), out.emplace_back());
        if (!problem.empty()) return Error{ErrorCode::bad_format, path + ":" + std::to_string(number), problem};
    }
    return out;
}

}  // namespace rostra::evaluation
