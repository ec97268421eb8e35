// brat standoff (https://brat.nlplab.org/standoff.html): one text-bound line a part, its pieces joined by ";". A piece must
// not cross a line break there, so it is cut at each; offsets count code points of the .txt.
#include "rostra/publish.h"

namespace rostra {
namespace {

std::vector<Span> cut_at_lines(std::string_view text, const std::vector<Span>& spans) {
    std::vector<Span> out;
    for (Span rest : spans) {
        while (!rest.empty()) {
            const auto line_end = slice(text, rest).find_first_of("\r\n");
            const std::uint32_t end = line_end == std::string_view::npos ? rest.end : rest.begin + static_cast<std::uint32_t>(line_end);
            if (end > rest.begin) out.push_back({rest.begin, end});
            if (end == rest.end) break;
            rest.begin = end + 1;
        }
    }
    return out;
}

std::string without_breaks(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c == '\n' || c == '\r' || c == '\t') c = ' ';
    return out;
}

class Standoff {
public:
    explicit Standoff(std::string_view text) : text_(text), points_(text) {}

    void statement(const Statement& s) {
        const std::string content = part("Content", s.attribution.content);
        if (content.empty()) return;
        const std::string source = part("Source", s.attribution.source), cue = part("Cue", s.attribution.cue);
        if (!source.empty()) relation("SaidBy", content, source);
        if (!cue.empty()) relation("CuedBy", content, cue);
        attribute("Manner", content, name_of(s.manner));
        attribute("Act", content, name_of(s.act));
        if (s.speaker && !s.speaker->name.empty()) note(source.empty() ? content : source, who(*s.speaker));
    }
    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    std::string part(std::string_view kind, const std::vector<Span>& spans) {
        const auto pieces = cut_at_lines(text_, spans);
        if (pieces.empty()) return {};
        std::string offsets, words;
        for (const Span p : pieces) {
            offsets += (offsets.empty() ? "" : ";") + std::to_string(points_.of_byte(p.begin)) + " " + std::to_string(points_.of_byte(p.end));
            words += (words.empty() ? "" : " ") + without_breaks(slice(text_, p));
        }
        const std::string id = "T" + std::to_string(++texts_);
        out_ += id + "\t" + std::string(kind) + " " + offsets + "\t" + words + "\n";
        return id;
    }
    void relation(std::string_view kind, const std::string& from, const std::string& to) {
        out_ += "R" + std::to_string(++relations_) + "\t" + std::string(kind) + " Arg1:" + from + " Arg2:" + to + "\t\n";
    }
    void attribute(std::string_view kind, const std::string& of, std::string_view value) {
        out_ += "A" + std::to_string(++attributes_) + "\t" + std::string(kind) + " " + of + " " + std::string(value) + "\n";
    }
    void note(const std::string& of, const std::string& words) { out_ += "#" + std::to_string(++notes_) + "\tAnnotatorNotes " + of + "\t" + without_breaks(words) + "\n"; }
    static std::string who(const Speaker& s) {
        return s.name + (s.role ? ", " + *s.role : "") + (s.of ? " (" + *s.of + ")" : "");
    }

    std::string_view text_;
    CodePoints points_;
    std::string out_;
    int texts_ = 0, relations_ = 0, attributes_ = 0, notes_ = 0;
};

}  // namespace

std::string to_brat(const Reading& reading) {
    Standoff out(reading.document.text);
    for (const Statement& s : reading.statements) out.statement(s);
    return out.take();
}

}  // namespace rostra
