#include "json_ld.h"

#include "dates.h"
#include "entities.h"

#include <map>
#include <nlohmann/json.hpp>

namespace rostra::page {
namespace {

using nlohmann::json;

constexpr std::size_t most_bytes = 2u << 20, deepest = 40, most_items = 2000;

// Scripts hold raw line breaks inside strings, comment or CDATA wrappers, a closing semicolon, and commas before a closing bracket.
std::string cleaned(std::string_view script) {
    constexpr std::string_view wrapper = "<![CDATA[";
    if (const std::size_t at = script.find(wrapper); at < script.find('{')) script = script.substr(at + wrapper.size(), script.rfind("]]>") - at - wrapper.size());
    const std::size_t begin = script.find_first_of("{[");
    const std::size_t end = script.find_last_of("}]");
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return {};
    std::string out;
    out.reserve(end - begin + 1);
    bool quoted = false, escaped = false;
    std::size_t comma = std::string::npos;  // the last sign, where it is a comma outside a string
    for (const char c : script.substr(begin, end - begin + 1)) {
        const bool blank = static_cast<unsigned char>(c) <= 0x20;
        if (!quoted && (c == '}' || c == ']') && comma != std::string::npos) out[comma] = ' ';
        if (!blank) comma = !quoted && c == ',' ? out.size() : std::string::npos;
        if (c == '"' && !escaped) quoted = !quoted;
        escaped = quoted && c == '\\' && !escaped;
        out.push_back(blank ? ' ' : c);
    }
    return out;
}

// nlohmann's tree takes memory by the number of values, so nesting and size are bounded before.
bool too_deep(std::string_view text) {
    std::size_t depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\') ++i;
        else if (text[i] == '"') quoted = !quoted;
        else if (!quoted && (text[i] == '{' || text[i] == '[')) {
            if (++depth > deepest) return true;
        } else if (!quoted && (text[i] == '}' || text[i] == ']') && depth > 0) --depth;
    }
    return false;
}

bool is_article(const json& object) {
    const auto type = object.find("@type");
    if (type == object.end()) return false;
    const auto names = [](const json& t) {
        if (!t.is_string()) return false;
        const auto& name = t.get_ref<const std::string&>();
        return name.ends_with("Article") || name.ends_with("Posting") || name.ends_with("Report") || name == "Review" || name == "CreativeWork" || name == "SocialMediaPosting";
    };
    return type->is_array() ? std::any_of(type->begin(), type->end(), names) : names(*type);
}

std::string string_at(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// What a script's items are called, by their @id.
using Called = std::map<std::string, const json*>;

// A name is a string, an object with a name or with the @id of one, or a list of these.
void add_names(const json& value, const Called& called, std::vector<std::string>& names, int depth = 0) {
    if (names.size() >= 12 || depth > 3) return;
    if (value.is_string()) names.push_back(plain_value(value.get_ref<const std::string&>()));
    else if (value.is_object() && value.contains("name")) add_names(value["name"], called, names, depth + 1);
    else if (value.is_object() && called.contains(string_at(value, "@id"))) add_names(*called.at(string_at(value, "@id")), called, names, depth + 1);
    else if (value.is_array())
        for (const json& item : value) add_names(item, called, names, depth + 1);
}

std::optional<std::string> names_at(const json& object, const char* key, const Called& called) {
    const auto found = object.find(key);
    if (found == object.end()) return std::nullopt;
    std::vector<std::string> names;
    add_names(*found, called, names);
    std::string joined;
    for (const std::string& name : names) {
        if (name.empty() || name.starts_with("http") || joined.find(name) != std::string::npos) continue;
        joined += (joined.empty() ? "" : ", ") + name;
    }
    return joined.empty() ? std::nullopt : std::optional(joined);
}

void fill(std::optional<std::string>& field, std::optional<std::string> value) {
    if (!field && value && !value->empty()) field = std::move(value);
}

void take(const json& article, const Called& called, Metadata& found) {
    fill(found.title, plain_value(string_at(article, "headline")));
    fill(found.title, plain_value(string_at(article, "name")));
    fill(found.published, parse_date(string_at(article, "datePublished")));
    fill(found.updated, parse_date(string_at(article, "dateModified")));
    fill(found.byline, names_at(article, "author", called));
    fill(found.byline, names_at(article, "creator", called));
    fill(found.publisher, names_at(article, "publisher", called));
    if (found.language.empty()) found.language = string_at(article, "inLanguage");
    std::string body = string_at(article, "articleBody");
    if (body.size() > found.article_body.size()) found.article_body = std::move(body);
}

// Descriptions with bare quotation marks break the JSON of many pages; their dates can still be read.
std::string_view value_after(std::string_view script, std::string_view key) {
    const std::size_t at = script.find(key);
    if (at == std::string_view::npos) return {};
    const std::size_t colon = script.find_first_not_of(" \t\r\n", at + key.size());
    if (colon == std::string_view::npos || script[colon] != ':') return {};
    const std::size_t open = script.find_first_not_of(" \t\r\n", colon + 1);
    if (open == std::string_view::npos || script[open] != '"') return {};
    return script.substr(open + 1, std::min<std::size_t>(script.find('"', open + 1), open + 60) - open - 1);
}

void salvage(std::string_view script, Metadata& found) {
    const std::string_view type = value_after(script, "\"@type\"");
    if (!type.ends_with("Article") && !type.ends_with("Posting")) return;
    fill(found.published, parse_date(value_after(script, "\"datePublished\"")));
    fill(found.updated, parse_date(value_after(script, "\"dateModified\"")));
}

}  // namespace

void read_json_ld(std::string_view script, Metadata& found) {
    if (script.size() > most_bytes || too_deep(script)) return;
    const json root = json::parse(cleaned(script), nullptr, false);
    if (root.is_discarded()) return salvage(script, found);
    std::vector<const json*> items{&root};
    Called called;
    for (std::size_t done = 0; done < items.size() && done < most_items; ++done) {
        const json& item = *items[done];
        if (item.is_array())
            for (const json& one : item) items.push_back(&one);
        if (!item.is_object()) continue;
        if (const std::string id = string_at(item, "@id"); !id.empty() && item.contains("name")) called.emplace(id, &item["name"]);
        for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage"})  // lists of items are of other stories
            if (const auto inner = item.find(key); inner != item.end()) items.push_back(&*inner);
    }
    for (std::size_t done = 0; done < items.size() && done < most_items; ++done)
        if (items[done]->is_object() && is_article(*items[done])) take(*items[done], called, found);
}

}  // namespace rostra::page
