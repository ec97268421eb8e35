#include "sniff.h"

#include <array>
#include <nlohmann/json.hpp>

namespace rostra::source {
namespace {

using nlohmann::json;

constexpr std::string_view blank = " \t\r\n\f";

// Only syntax is looked at: nothing is kept.
struct Syntax final : nlohmann::json_sax<json> {
    std::size_t depth = 0, failed_at = 0;
    bool failed = false;
    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override { return ++depth < 64; }
    bool key(string_t&) override { return true; }
    bool end_object() override { return depth-- > 0; }
    bool start_array(std::size_t) override { return ++depth < 64; }
    bool end_array() override { return depth-- > 0; }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        failed = true;
        failed_at = position;
        return false;
    }
};

bool ends_with_any(std::string_view name, std::initializer_list<std::string_view> endings) {
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view e) { return name.ends_with(e); });
}

// The first bytes as ASCII when they are UTF-16 with a mark, else as they are, without a UTF-8 mark.
std::string plain_start(std::string_view start) {
    if (start.starts_with("\xEF\xBB\xBF")) return std::string(start.substr(3));
    const bool wide = start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF");
    std::string out;
    for (std::size_t i = wide ? 2 : 0; i < start.size(); ++i)
        if (!wide || start[i] != '\0') out.push_back(start[i]);
    return out;
}

}  // namespace

bool is_gzip(std::string_view start) { return start.starts_with("\x1f\x8b\x08"); }

std::string_view packed_as(std::string_view start) {
    using namespace std::string_view_literals;
    static constexpr std::pair<std::string_view, std::string_view> marks[] = {
        {"\x28\xB5\x2F\xFD"sv, "zstd"}, {"\xFD\x37zXZ\0"sv, "xz"}, {"BZh91AY&SY"sv, "bzip2"}, {"PK\x03\x04"sv, "zip"}, {"7z\xBC\xAF\x27\x1C"sv, "7z"}, {"%PDF-"sv, "PDF"}};
    for (const auto& [mark, name] : marks)
        if (start.starts_with(mark)) return name;
    return {};
}

bool is_html(std::string_view start) {
    static constexpr std::array<std::string_view, 24> tags = {
        "!doctype", "!--", "?xml", "html", "head", "body", "title", "meta", "link", "script", "style", "div",
        "article", "main", "section", "header", "h1", "h2", "p", "span", "table", "noscript", "base", "a"};
    const std::string text = utf8::lower(plain_start(start.substr(0, 1024)));
    const std::size_t at = text.find_first_not_of(blank);
    if (at == std::string::npos || text[at] != '<') return false;
    const std::string_view rest = std::string_view(text).substr(at + 1);
    return std::any_of(tags.begin(), tags.end(), [&](std::string_view tag) {
        if (!rest.starts_with(tag)) return false;
        if (tag == "!--") return true;
        return rest.size() == tag.size() || std::string_view(" \t\r\n\f/>").find(rest[tag.size()]) != std::string_view::npos;
    });
}

bool is_ndjson(std::string_view start, bool all) {
    if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
    const std::size_t begin = start.find_first_not_of(blank);
    if (begin == std::string_view::npos || start[begin] != '{') return false;
    const std::size_t newline = start.find('\n', begin);
    const bool cut_off = newline == std::string_view::npos && !all;
    const std::string_view line = start.substr(begin, newline == std::string_view::npos ? newline : newline - begin);
    Syntax syntax;
    if (json::sax_parse(line.begin(), line.end(), &syntax)) return true;
    // A cut-off line fails at its very end (a cut code point, up to four bytes before it).
    return cut_off && syntax.failed && syntax.failed_at + 4 >= line.size();
}

InputKind sniff(std::string_view start, bool all, std::string_view name) {
    std::string lower = utf8::lower(name);
    if (lower.ends_with(".gz")) lower.resize(lower.size() - 3);
    if (start.starts_with("WARC/1.") || start.starts_with("WARC/0.")) return InputKind::warc;
    if (is_html(start)) return InputKind::html;
    if (is_ndjson(start, all)) return InputKind::ndjson;
    if (ends_with_any(lower, {".warc", ".wet"})) return InputKind::warc;
    if (ends_with_any(lower, {".ndjson", ".jsonl"})) return InputKind::ndjson;
    if (ends_with_any(lower, {".html", ".htm", ".xhtml"})) return InputKind::html;
    return InputKind::text;
}

}  // namespace rostra::source
