#include "rostra/speakers_words.h"

namespace rostra {

bool MarkedText::spelled(std::uint32_t i, std::string_view lower_word) const {
    const std::string_view have = str(i);
    if (have.size() != lower_word.size()) return false;
    for (std::size_t c = 0; c < have.size(); ++c) {
        const char low = have[c] >= 'A' && have[c] <= 'Z' ? static_cast<char>(have[c] + 32) : have[c];
        if (low != lower_word[c]) return false;
    }
    return true;
}

TokenRange MarkedText::tokens_in(Span wanted) const {
    const std::uint32_t first = tokens->token_at(wanted.begin);
    std::uint32_t last = first;
    while (last < size() && span(last).begin < wanted.end) ++last;
    return {first, last};
}

Span MarkedText::span_of(TokenRange range) const {
    if (range.empty() || range.last > size()) return {};
    return {span(range.first).begin, span(range.last - 1).end};
}

MarkedText mark_text(std::string_view text, const Tokens& tokens) {
    std::vector<Span> spans;
    std::vector<std::uint16_t> looks;
    spans.reserve(tokens.tokens.size());
    looks.reserve(tokens.tokens.size());
    for (const Token& t : tokens.tokens) {
        spans.push_back(t.span);
        looks.push_back(MarkedText::look_of(slice(text, t.span)));
    }
    MarkedText out;
    out.text = text;
    out.tokens = &tokens;
    out.marked = knowledge::mark(text, spans);
    out.looks = std::move(looks);
    return out;
}

}  // namespace rostra
