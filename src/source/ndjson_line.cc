// The line is read by events, never as a tree: unknown keys cost nothing and memory stays near the line's own size.
#include "ndjson_line.h"

#include <array>
#include <nlohmann/json.hpp>

namespace rostra::source {
namespace {

using nlohmann::json;
using Pair = std::pair<std::uint32_t, std::uint32_t>;

enum class Key { other,
                 id,
                 text,
                 html,
                 url,
                 title,
                 byline,
                 publisher,
                 published,
                 language,
                 attributions,
                 statements };
enum class Part { other,
                  source,
                  cue,
                  content };

constexpr std::array<std::pair<std::string_view, Key>, 11> keys = {{{"id", Key::id}, {"text", Key::text}, {"html", Key::html}, {"url", Key::url}, {"title", Key::title}, {"byline", Key::byline}, {"publisher", Key::publisher}, {"published", Key::published}, {"language", Key::language}, {"attributions", Key::attributions}, {"statements", Key::statements}}};

// Depths of containers, counted from the report's own braces: {"statements": [{"source": [[1, 2]]}]}.
constexpr std::size_t report_depth = 1, list_depth = 2, item_depth = 3, pair_depth = 5, deepest = 64;

class LineReader final : public nlohmann::json_sax<json> {
public:
    RawReport report;
    std::optional<std::string> text, html;
    std::vector<GivenAttribution> attributions, statements;
    bool has_attributions = false, has_statements = false;
    std::optional<Error> error;

    bool null() override {
        first_ = false;
        return true;
    }
    bool boolean(bool) override { return scalar("true or false"); }
    bool number_integer(number_integer_t) override { return in_pair() ? fail_span() : scalar("a number"); }
    bool number_float(number_float_t, const string_t&) override { return in_pair() ? fail_span() : scalar("a number"); }
    bool number_unsigned(number_unsigned_t value) override {
        if (in_pair()) {
            if (numbers_ == 2 || value > 0xFFFFFFFFu) return fail_span();
            (numbers_++ == 0 ? pair_.first : pair_.second) = static_cast<std::uint32_t>(value);
            return true;
        }
        if (depth_ == report_depth && key_ == Key::id) {
            report.id = std::to_string(value);
            return true;
        }
        return scalar("a number");
    }
    bool string(string_t& value) override {
        if (depth_ == 0) return fail("expected a JSON object, found a string");
        if (in_pair()) return fail_span();
        if (depth_ == report_depth) return take(value);
        return true;
    }
    bool binary(binary_t&) override { return true; }

    bool start_object(std::size_t) override {
        if (first_) first_ = false;
        else if (depth_ == report_depth && wants_string()) return expected_string("an object");
        if (++depth_ > deepest) return fail("nested over " + std::to_string(deepest) + " deep");
        if (depth_ == item_depth && in_list()) {
            list().emplace_back();
            part_ = Part::other;
        }
        return true;
    }
    bool end_object() override {
        --depth_;
        return true;
    }
    bool start_array(std::size_t) override {
        if (first_) return fail("expected a JSON object, found an array");
        if (depth_ == report_depth && wants_string()) return expected_string("an array");
        if (++depth_ > deepest) return fail("nested over " + std::to_string(deepest) + " deep");
        if (depth_ == list_depth && key_ == Key::attributions) has_attributions = true;
        if (depth_ == list_depth && key_ == Key::statements) has_statements = true;
        if (in_pair()) numbers_ = 0;
        return true;
    }
    bool end_array() override {
        if (in_pair()) {
            if (numbers_ != 2 || pair_.first > pair_.second) return fail_span();
            GivenAttribution& item = list().back();
            (part_ == Part::source ? item.source : part_ == Part::cue ? item.cue
                                                                      : item.content)
                .push_back(pair_);
        }
        --depth_;
        return true;
    }
    bool key(string_t& name) override {
        if (depth_ == report_depth) key_ = key_of(name);
        if (depth_ == item_depth) part_ = name == "source" ? Part::source : name == "cue"   ? Part::cue
                                                                        : name == "content" ? Part::content
                                                                                            : Part::other;
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        return fail("not JSON from byte " + std::to_string(position) + " of the line; expected one object, {\"text\": ...}");
    }

private:
    static Key key_of(std::string_view name) {
        for (const auto& [word, key] : keys)
            if (word == name) return key;
        return Key::other;
    }
    bool in_list() const { return key_ == Key::attributions || key_ == Key::statements; }
    bool in_pair() const {
        return depth_ == pair_depth && in_list() && part_ != Part::other && !(key_ == Key::attributions ? attributions : statements).empty();
    }
    std::vector<GivenAttribution>& list() { return key_ == Key::attributions ? attributions : statements; }
    bool wants_string() const { return key_ != Key::other && !in_list(); }

    bool scalar(std::string_view found) {
        if (depth_ == 0) return fail("expected a JSON object, found " + std::string(found));
        if (depth_ == report_depth && wants_string()) return expected_string(found);
        if (depth_ == report_depth && in_list()) return fail("expected a list for \"attributions\" or \"statements\", found " + std::string(found));
        return true;
    }
    bool expected_string(std::string_view found) {
        const auto name = std::find_if(keys.begin(), keys.end(), [&](const auto& k) { return k.second == key_; });
        return fail("expected a string for \"" + std::string(name->first) + "\", found " + std::string(found));
    }
    bool take(std::string& value) {
        switch (key_) {
            case Key::id: report.id = std::move(value); break;
            case Key::text: text = std::move(value); break;
            case Key::html: html = std::move(value); break;
            case Key::url: report.url = std::move(value); break;
            case Key::title: report.title = std::move(value); break;
            case Key::byline: report.byline = std::move(value); break;
            case Key::publisher: report.publisher = std::move(value); break;
            case Key::published: report.published = std::move(value); break;
            case Key::language: report.language = std::move(value); break;
            case Key::attributions:
            case Key::statements: return scalar("a string");
            case Key::other: break;
        }
        return true;
    }
    bool fail(std::string detail) {
        if (!error) error = Error{ErrorCode::bad_format, "", std::move(detail)};
        return false;
    }
    bool fail_span() {
        if (!error) error = Error{ErrorCode::bad_value, "", "expected spans as pairs of code points, [[begin, end], ...] with begin <= end"};
        return false;
    }

    Key key_ = Key::other;
    Part part_ = Part::other;
    std::size_t depth_ = 0;
    int numbers_ = 0;
    bool first_ = true;
    Pair pair_;
};

// Spans past the end of the text would point nowhere.
std::optional<Error> check_spans(const RawReport& report) {
    const std::size_t length = utf8::length(report.body);
    for (const GivenAttribution& item : report.attributions)
        for (const auto* spans : {&item.source, &item.cue, &item.content})
            for (const Pair& span : *spans)
                if (span.second > length)
                    return Error{ErrorCode::bad_value, "", "span [" + std::to_string(span.first) + ", " + std::to_string(span.second) + "] is past the end of the text, which has " + std::to_string(length) + " code points"};
    return std::nullopt;
}

}  // namespace

Result<RawReport> read_ndjson_line(std::string_view line) {
    if (const auto bad = utf8::find_invalid(line))
        return Error{ErrorCode::bad_encoding, "", "byte " + std::to_string(*bad) + " of the line is not valid UTF-8"};
    LineReader reader;
    if (!json::sax_parse(line.begin(), line.end(), &reader) || reader.error)
        return reader.error.value_or(Error{ErrorCode::bad_format, "", "expected a JSON object"});
    if (!reader.text && !reader.html) return Error{ErrorCode::bad_format, "", "expected \"text\" or \"html\" with the report, found neither"};
    RawReport report = std::move(reader.report);
    report.body_kind = reader.text ? RawReport::Body::text : RawReport::Body::html;
    report.body = std::move(reader.text ? *reader.text : *reader.html);
    if (report.body_kind == RawReport::Body::html) report.charset = "utf-8";  // JSON is UTF-8, whatever the page says of itself
    report.has_attributions = reader.has_attributions || reader.has_statements;
    report.attributions = std::move(reader.has_attributions ? reader.attributions : reader.statements);
    if (report.body_kind == RawReport::Body::text)
        if (auto error = check_spans(report)) return *error;
    return report;
}

}  // namespace rostra::source
