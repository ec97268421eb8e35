// CSV after RFC 4180: every field with a comma, quote or line break is quoted, quotes are doubled, lines end in CRLF.
#include "row_json.h"

namespace rostra {
namespace {

constexpr std::string_view columns[] = {"id", "statement", "report", "url", "title", "publisher", "published", "day", "speaker", "speaker_type", "role", "state", "act", "manner",
                                        "about", "declared", "named", "lead", "group", "forum", "source", "cue", "content", "confidence", "tellings", "corrected"};

// A spreadsheet runs a cell that begins so; the apostrophe makes it text. Numbers of ours never pass through here.
bool runs_as_formula(std::string_view field) { return !field.empty() && std::string_view("=+-@\t\r").find(field.front()) != std::string_view::npos; }

class Line {
public:
    Line& text(std::string_view field) {
        if (!out_.empty() || started_) out_ += ',';
        started_ = true;
        const std::string guarded = runs_as_formula(field) ? "'" + std::string(field) : std::string(field);
        if (guarded.find_first_of(",\"\r\n") == std::string::npos) {
            out_ += guarded;
            return *this;
        }
        out_ += '"';
        for (const char c : guarded) out_ += c == '"' ? std::string("\"\"") : std::string(1, c);
        out_ += '"';
        return *this;
    }
    Line& text(const std::optional<std::string>& field) { return text(std::string_view(field ? *field : std::string_view())); }
    Line& text(const std::string& field) { return text(std::string_view(field)); }
    Line& codes(const std::vector<std::string>& all) {
        std::string joined;
        for (const std::string& code : all) joined += (joined.empty() ? "" : " ") + code;
        return text(std::string_view(joined));
    }
    [[nodiscard]] std::string end() { return std::move(out_) + "\r\n"; }

private:
    std::string out_;
    bool started_ = false;
};

std::vector<std::string> about_codes(const Statement& s) {
    std::vector<std::string> out;
    for (const Target& t : s.about) out.push_back(t.code.value_or(t.name));
    return out;
}

// Three decimals, without the locale: "0.970".
std::string decimal(float value) {
    const int thousandths = static_cast<int>(std::clamp(value, 0.0f, 1.0f) * 1000 + 0.5f);
    const std::string digits = std::to_string(thousandths % 1000);
    return std::to_string(thousandths / 1000) + "." + std::string(3 - digits.size(), '0') + digits;
}

}  // namespace

std::string csv_header() {
    Line line;
    for (const std::string_view column : columns) line.text(column);
    return line.end();
}

std::string to_csv(const StatementRow& row) {
    const Statement& s = row.statement;
    const Speaker speaker = s.speaker.value_or(Speaker{});
    const Bloc bloc = s.on_behalf_of.value_or(Bloc{});
    Line line;
    line.text(row.id).text(row.statement_id).text(row.report.id).text(row.report.url).text(row.report.title).text(row.report.publisher).text(row.report.published).text(row.day);
    line.text(speaker.name).text(speaker.type == SpeakerType::unknown ? std::string_view() : name_of(speaker.type)).text(speaker.role).text(speaker.of);
    line.text(name_of(s.act)).text(name_of(s.manner)).codes(about_codes(s));
    line.text(bloc.declared ? std::to_string(*bloc.declared) : std::string()).codes(bloc.named).text(bloc.lead).text(bloc.group);
    line.text(s.forum ? s.forum->name : std::string()).text(row.source).text(row.cue).text(row.content).text(decimal(s.attribution.confidence)).text(std::to_string(row.tellings)).text(row.corrected ? std::string("yes") : std::string());
    return line.end();
}

std::string to_csv(const Reading& reading) {
    std::string out;
    for (const StatementRow& row : publish::rows_of(reading)) out += to_csv(row);
    return out;
}

}  // namespace rostra
