// Marked text. The text is cut at every border of a mark, so pieces never overlap and each bears the names of all marks
// that cover it: nested statements need no nested markup.
#include "view_parts.h"

#include <algorithm>

namespace rostra::view {

namespace {

/// Paragraphs as spans: at blank lines when there are any, else at every line break.
std::vector<Span> paragraphs_of(std::string_view text) {
    const bool blank_lines = text.find("\n\n") != std::string_view::npos || text.find("\n\r\n") != std::string_view::npos;
    std::vector<Span> found;
    std::size_t begin = 0, at = 0;
    const auto finish = [&](std::size_t end) {
        const Span part = trimmed(text, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
        if (!part.empty()) found.push_back(part);
    };
    while (at < text.size()) {
        const std::size_t line_end = std::min(text.find('\n', at), text.size());
        const std::size_t next = std::min(line_end + 1, text.size());
        const std::size_t after = std::min(text.find_first_not_of(" \t\r", next), text.size());
        const bool ends = !blank_lines || after == text.size() || text[after] == '\n';
        if (ends) {
            finish(line_end);
            begin = next;
        }
        at = next;
    }
    finish(text.size());
    return found;
}

bool in_furniture(Span part, const std::vector<Span>& furniture) {
    return std::any_of(furniture.begin(), furniture.end(), [&](Span f) { return f.contains(part); });
}

Json piece(std::string_view text, Span span, const std::vector<MarkedSpan>& marks) {
    Json kinds = Json::array();
    Json starts = Json::array();
    Json out = {{"text", slice(text, span)}};
    const MarkedSpan* inner = nullptr;  // the shortest mark that has an owner leads to its page
    for (const MarkedSpan& mark : marks) {
        if (!mark.span.contains(span)) continue;
        if (std::find(kinds.begin(), kinds.end(), mark.kind) == kinds.end()) kinds.push_back(mark.kind);
        if (mark.span.begin == span.begin) starts.push_back({{"kind", mark.kind}, {"is_content", mark.kind == "content"}, {"owner", mark.owner}, {"url", mark.url}});
        if (mark.owner != 0 && (inner == nullptr || mark.span.size() < inner->span.size())) inner = &mark;
    }
    std::string names;
    for (const Json& kind : kinds) names += (names.empty() ? "" : " ") + kind.get<std::string>();
    out["marked"] = !kinds.empty();
    out["marks"] = std::move(kinds);
    out["class"] = names;
    out["starts"] = std::move(starts);
    out["owner"] = inner == nullptr ? 0 : inner->owner;
    return out;
}

/// `marks` are those that touch the paragraph, cut to it, in order of begin. A sweep: at each cut only the marks that
/// are open there are looked at, so a long line with thousands of marks stays cheap.
Json pieces_of(std::string_view text, Span part, const std::vector<MarkedSpan>& marks) {
    std::vector<std::uint32_t> cuts = {part.begin, part.end};
    for (const MarkedSpan& mark : marks) cuts.insert(cuts.end(), {mark.span.begin, mark.span.end});
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    Json out = Json::array();
    std::vector<MarkedSpan> open;
    std::size_t next = 0;
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
        std::erase_if(open, [&](const MarkedSpan& mark) { return mark.span.end <= cuts[i]; });
        while (next < marks.size() && marks[next].span.begin <= cuts[i]) open.push_back(marks[next++]);
        out.push_back(piece(text, {cuts[i], cuts[i + 1]}, open));
    }
    return out;
}

/// Marks in order of begin, handed out by paragraph; paragraphs are asked for in order.
class MarksInOrder {
public:
    explicit MarksInOrder(std::vector<MarkedSpan> marks) : marks_(std::move(marks)) {
        std::erase_if(marks_, [](const MarkedSpan& mark) { return mark.span.empty(); });
        std::stable_sort(marks_.begin(), marks_.end(),
                         [](const MarkedSpan& a, const MarkedSpan& b) { return a.span.begin < b.span.begin; });
    }

    /// The marks that touch `part`, cut to it.
    std::vector<MarkedSpan> within(Span part) {
        std::erase_if(open_, [&](std::size_t mark) { return marks_[mark].span.end <= part.begin; });
        while (next_ < marks_.size() && marks_[next_].span.begin < part.end) open_.push_back(next_++);
        std::vector<MarkedSpan> found;
        for (const std::size_t mark : open_) {
            if (!marks_[mark].span.touches(part)) continue;
            found.push_back(marks_[mark]);
            found.back().span = {std::max(found.back().span.begin, part.begin), std::min(found.back().span.end, part.end)};
        }
        std::stable_sort(found.begin(), found.end(),
                         [](const MarkedSpan& a, const MarkedSpan& b) { return a.span.begin < b.span.begin; });
        return found;
    }

private:
    std::vector<MarkedSpan> marks_;
    std::vector<std::size_t> open_;
    std::size_t next_ = 0;
};

Json marked(std::string_view text, const std::vector<MarkedSpan>& marks, const std::vector<Span>& furniture, bool near_only) {
    const std::vector<Span> parts = paragraphs_of(text);
    std::vector<std::vector<MarkedSpan>> here;
    MarksInOrder order(marks);
    for (const Span part : parts) here.push_back(order.within(part));
    const auto near = [&](std::size_t i) {
        return !here[i].empty() || (!in_furniture(parts[i], furniture) &&
                                    ((i > 0 && !here[i - 1].empty()) || (i + 1 < parts.size() && !here[i + 1].empty())));
    };
    Json out = Json::array();
    bool gap = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (near_only && !near(i)) {
            gap = true;
            continue;
        }
        out.push_back({{"pieces", pieces_of(text, parts[i], here[i])}, {"furniture", in_furniture(parts[i], furniture)}, {"gap", gap}});
        gap = false;
    }
    return out;
}

}  // namespace

Json marked_text(std::string_view text, const std::vector<MarkedSpan>& marks, const std::vector<Span>& furniture) {
    return marked(text, marks, furniture, false);
}

Json passage(std::string_view text, const std::vector<MarkedSpan>& marks, const std::vector<Span>& furniture) {
    return marked(text, marks, furniture, true);
}

void add_marks(std::vector<MarkedSpan>& marks, const Statement& statement, std::size_t owner, const std::string& url) {
    const auto add = [&](const std::vector<Span>& spans, const char* kind) {
        for (const Span span : spans) marks.push_back({span, kind, owner, url});
    };
    add(statement.attribution.content, "content");
    add(statement.attribution.source, "source");
    add(statement.attribution.cue, "cue");
}

}  // namespace rostra::view
