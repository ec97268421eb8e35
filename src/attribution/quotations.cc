#include "quotations.h"

#include <algorithm>

namespace rostra::attribution {
namespace {

struct Quotation {
    Span whole, inner;                  ///< with and without its marks
    std::uint32_t first = 0, last = 0;  ///< tokens between the marks, half-open
};

/// Single marks are apostrophes too often.
bool double_mark(std::string_view mark) {
    for (const std::string_view m : {"\"", "“", "”", "«", "»", "„", "``", "''"})
        if (mark == m) return true;
    return false;
}

/// Outermost quotations, in order; one that is not closed in its paragraph is none.
std::vector<Quotation> quotations_of(std::string_view text, const Tokens& tokens) {
    std::vector<Quotation> out;
    for (const Paragraph& p : tokens.paragraphs) {
        if (p.first >= p.last) continue;
        const std::uint32_t end = tokens.sentences[p.last - 1].last;
        std::uint32_t open = end;
        for (std::uint32_t i = tokens.sentences[p.first].first; i < end; ++i) {
            const Token& t = tokens.tokens[i];
            if ((t.kind != TokenKind::open_quote && t.kind != TokenKind::close_quote) || !double_mark(slice(text, t.span))) continue;
            if (t.kind == TokenKind::open_quote) {
                if (open == end) open = i;
            } else if (open != end) {
                const Span mark = tokens.tokens[open].span;
                out.push_back({{mark.begin, t.span.end}, {mark.end, t.span.begin}, open + 1, i});
                open = end;
            }
        }
    }
    return out;
}

bool touch(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

bool any_in(const std::vector<Span>& spans, Span where) {
    return std::any_of(spans.begin(), spans.end(), [&](Span s) { return touch(s, where); });
}

class Heeder {
public:
    Heeder(std::string_view text, const Tokens& tokens) : tokens_(tokens), quotations_(quotations_of(text, tokens)) {}

    [[nodiscard]] bool nothing_to_heed() const { return quotations_.empty(); }

    void heed(Attribution& a) const {
        if (a.content.size() > 1 && !a.cue.empty()) drop_late(a);
        for (Span& piece : a.content) piece = widened(piece, a);
        join(a.content);
    }

private:
    /// First quotation that ends behind `byte`.
    [[nodiscard]] std::vector<Quotation>::const_iterator from(std::uint32_t byte) const {
        return std::partition_point(quotations_.begin(), quotations_.end(), [byte](const Quotation& q) { return q.whole.end <= byte; });
    }

    [[nodiscard]] Span widened(Span piece, const Attribution& a) const {
        const Span before = piece;
        for (auto q = from(before.begin); q != quotations_.end() && q->whole.begin < before.end; ++q) {
            if (!touch(before, q->inner) || any_in(a.cue, q->inner) || any_in(a.source, q->inner)) continue;
            piece = {std::min(piece.begin, q->whole.begin), std::max(piece.end, q->whole.end)};
        }
        return piece;
    }

    /// Three words of a quotation or more stand before the piece.
    [[nodiscard]] bool begins_inside(Span piece) const {
        const auto q = from(piece.begin);
        if (q == quotations_.end() || piece.begin <= q->inner.begin || piece.begin >= q->inner.end) return false;
        std::uint32_t words = 0;
        for (std::uint32_t i = q->first; i < q->last && tokens_.tokens[i].span.begin < piece.begin && words < 3; ++i)
            words += tokens_.tokens[i].kind == TokenKind::word || tokens_.tokens[i].kind == TokenKind::number;
        return words == 3;
    }

    void drop_late(Attribution& a) const {
        const std::uint32_t cue = a.cue.back().end;
        std::vector<Span> kept;
        for (const Span s : a.content)
            if (!(s.begin > cue && begins_inside(s))) kept.push_back(s);
        if (!kept.empty()) a.content = std::move(kept);
    }

    static void join(std::vector<Span>& spans) {
        std::sort(spans.begin(), spans.end());
        std::vector<Span> out;
        for (const Span s : spans) {
            if (!out.empty() && s.begin <= out.back().end) out.back().end = std::max(out.back().end, s.end);
            else out.push_back(s);
        }
        spans = std::move(out);
    }

    const Tokens& tokens_;
    std::vector<Quotation> quotations_;
};

}  // namespace

void heed_quotations(std::string_view text, const Tokens& tokens, std::vector<Attribution>& attributions) {
    const Heeder heeder(text, tokens);
    if (heeder.nothing_to_heed()) return;
    for (Attribution& a : attributions) heeder.heed(a);
}

}  // namespace rostra::attribution
