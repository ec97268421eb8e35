#include "naming.h"

#include "rostra/tokens.h"

#include <algorithm>

namespace rostra::publish {
namespace {

constexpr std::uint32_t beside = 48;  // bytes shown on each side of the name

std::uint32_t distance(Span a, Span b) { return a.end <= b.begin ? b.begin - a.end : b.end <= a.begin ? a.begin - b.end
                                                                                                      : 0; }

// Widened to whole words, within its line.
Span with_neighbours(std::string_view text, Span name) {
    std::uint32_t begin = name.begin, end = name.end;
    const std::uint32_t size = static_cast<std::uint32_t>(text.size());
    while (begin > 0 && text[begin - 1] != '\n' && (name.begin - begin < beside || text[begin - 1] != ' ') && name.begin - begin < 2 * beside) --begin;
    while (end < size && text[end] != '\n' && (end - name.end < beside || text[end] != ' ') && end - name.end < 2 * beside) ++end;
    while (begin < name.begin && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) ++begin;
    while (end > name.end && end < size && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return {begin, end};
}

bool ends_line(std::string_view text, std::uint32_t at) { return at >= text.size() || text[at] == '\n'; }

}  // namespace

const std::vector<Namings::Name>& Namings::names_in(const std::shared_ptr<const std::string>& text) {
    const auto [at, fresh] = known_.try_emplace(text);
    if (!fresh) return at->second;
    const Tokens tokens = tokenize(*text);
    std::vector<Span> spans;
    for (const Token& t : tokens.tokens) spans.push_back(t.span);
    for (const knowledge::Known& known : knowledge::mark(*text, spans).known)
        if (const knowledge::Entry* entry = known.any_state()) at->second.push_back({known.span, knowledge::states()[entry->ref].code});
    return at->second;
}

std::string Namings::words(const StatementRow& row, std::string_view code) {
    if (!row.text || row.statement.attribution.content.empty()) return {};
    const std::string_view text = *row.text;
    const Span content = row.statement.attribution.content.front();
    const Span declared = row.statement.on_behalf_of ? row.statement.on_behalf_of->span.value_or(content) : content;
    Span best;
    std::uint32_t least = UINT32_MAX;
    for (const Name& name : names_in(row.text)) {
        if (name.code != code) continue;
        const std::uint32_t away = std::min(distance(name.span, content), distance(name.span, declared));
        if (best.empty() || away < least) best = name.span, least = away;
    }
    if (best.empty()) return {};
    const Span shown = with_neighbours(text, best);
    const bool from_start = shown.begin == 0 || text[shown.begin - 1] == '\n';
    std::string out(slice(text, shown));
    return (from_start ? "" : "… ") + out.substr(out.find_first_not_of(' ')) + (ends_line(text, shown.end) ? "" : " …");
}

const StatementRow* naming_telling(const BlocEvent& event, std::string_view code) {
    for (const BlocMember& member : event.named) {
        if (member.code != code) continue;
        for (const StatementRow& row : event.tellings)
            if (std::find(member.told_by.begin(), member.told_by.end(), row.id) != member.told_by.end()) return &row;
    }
    return nullptr;
}

}  // namespace rostra::publish
