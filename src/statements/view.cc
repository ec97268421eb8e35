#include "view.h"

namespace rostra::statements {

bool View::is(std::uint32_t i, std::string_view lower_word) const {
    if (i >= size()) return false;
    const std::string_view have = str(i);
    if (have.size() != lower_word.size()) return false;
    for (std::size_t c = 0; c < have.size(); ++c) {
        const char low = have[c] >= 'A' && have[c] <= 'Z' ? static_cast<char>(have[c] + 32) : have[c];
        if (low != lower_word[c]) return false;
    }
    return true;
}

Range View::tokens_in(Span wanted) const {
    const std::uint32_t first = tokens->token_at(wanted.begin);
    std::uint32_t last = first;
    while (last < size() && span(last).begin < wanted.end) ++last;
    return {first, last};
}

View read_view(std::string_view text, const Tokens& tokens) {
    View view;
    view.text = text;
    view.tokens = &tokens;
    std::vector<Span> spans;
    spans.reserve(tokens.tokens.size());
    for (const Token& t : tokens.tokens) spans.push_back(t.span);
    view.marked = knowledge::mark(text, spans);
    return view;
}

bool Parts::in_content(std::uint32_t i) const {
    for (const Range& r : content)
        if (r.holds(i)) return true;
    return false;
}

bool Parts::in_source(std::uint32_t i) const {
    for (const Range& r : source)
        if (r.holds(i)) return true;
    return false;
}

Parts parts_of(const View& view, const Attribution& a) {
    Parts parts;
    const auto add = [&](const std::vector<Span>& from, std::vector<Range>& to) {
        for (const Span s : from)
            if (const Range r = view.tokens_in(s); !r.empty()) to.push_back(r);
    };
    add(a.source, parts.source);
    add(a.cue, parts.cue);
    add(a.content, parts.content);
    parts.anchor = !parts.cue.empty() ? parts.cue.front().first : !parts.source.empty() ? parts.source.front().first : !parts.content.empty() ? parts.content.front().first : 0;
    if (view.size() > 0) parts.sentence = view.tokens->sentences[view.tokens->sentence_of(std::min(parts.anchor, view.size() - 1))];
    return parts;
}

}  // namespace rostra::statements
