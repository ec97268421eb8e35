// The attributions as token ranges, and which words stand in what somebody says.
#include "resolver.h"

#include <numeric>

namespace rostra::speakers {

namespace {

/// A list of names stands between the pieces of a source: "Argentina, [Brazil, Chile], with the envoys of".
bool only_names(const Report& r, std::uint32_t first, std::uint32_t last) {
    if (last > first + 80) return false;
    for (std::uint32_t i = first; i < last; ++i)
        if (!(r.known(i) || r.mark(i, ',') || r.is(i, "and") || r.is(i, "the"))) return false;
    return true;
}

/// "54 states", "54 UN member states"
bool counted_states(const Report& r, std::uint32_t i) {
    if (r.word(i).value < 2) return false;
    for (std::uint32_t j = i + 1; j < i + 4; ++j)
        if (r.word(j).is(Class::states)) return true;
    return false;
}

}  // namespace

/// "[I] have the honour to speak, began [Ambassador X of Y]": the piece that names the speaker, not the pronoun of what is said.
std::vector<Span> Resolver::spoken_pieces(std::vector<Span> pieces) const {
    if (pieces.size() < 2) return pieces;
    const Range first = report_.tokens_in(pieces.front()), second = report_.tokens_in(pieces[1]);
    if (first.size() == 1 && report_.word(first.first).is(any_of(Class::i, Class::we)) && !second.empty()) pieces.erase(pieces.begin());
    // "[Belarus] took the floor for [54 states] to praise": for whom, not who.
    // "Together with [leaders of the G7], [the French government] welcomes"
    else if (first.first > 1 && report_.is(first.first - 1, "with") && report_.is_any(first.first - 2, {"together", "along"}) && first.first < second.first) pieces.erase(pieces.begin());
    else if (!second.empty() && second.first > 0 && report_.is_any(second.first - 1, {"for", "of"}) && counted_states(report_, second.first)) pieces.resize(1);
    return pieces;
}

/// "[23 states] criticise China and 54 applaud it": the number right before the cue, which takes over from the one before the conjunction.
Range Resolver::number_before_cue(const Range& source, const Range& cue) const {
    if (source.empty() || cue.first < 2 || source.last + 1 >= cue.first || report_.sentence[source.first] != report_.sentence[cue.first]) return source;
    const std::uint32_t number = cue.first - 1;
    if (report_.word(number).value < 2 || !report_.is_any(number - 1, {"and", "while", "but", "as"}) || number <= source.last) return source;
    for (std::uint32_t i = source.first; i < source.last; ++i)
        if (counted_states(report_, i)) return {number, number + 1};
    return source;
}

/// "[His Brazilian counterpart] did not attend; [Vice President X], who did,": the pieces are of one speaker, and a bare office in
/// one is of the state that another names.
void Resolver::join_offices(const Attribution& a) {
    std::string_view of;
    for (const Span piece : a.source) {
        const Range words = report_.tokens_in(piece);
        const NameRun* run = words.empty() ? nullptr : names_.run_at(words.last - 1);
        const Phrase p = parse_phrase(report_, names_, words);
        if (!run && !p.empty() && person_word(report_, p.head)) of = role_facts(report_, words).of;
        if (!run || run->entity == none || of.empty()) continue;
        Entity& e = names_.entities[run->entity];
        if (e.role && role_facts(report_, *e.role).of.empty()) e.of = of;
    }
}

void Resolver::read_items(std::span<const Attribution> attributions) {
    for (const Attribution& a : attributions) {
        Item item;
        const auto range_of = [&](const std::vector<Span>& spans) {
            Range all;
            for (const Span s : spans) {
                const Range one = report_.tokens_in(s);
                if (one.empty()) continue;
                if (all.empty()) all = one;
                else if (one.first < all.last + 12 || only_names(report_, all.last, one.first)) all.last = std::max(all.last, one.last);
            }
            return all;
        };
        item.source = range_of(spoken_pieces(a.source));
        if (a.source.size() > 1) join_offices(a);
        if (!a.cue.empty()) item.cue = report_.tokens_in(a.cue.front());
        if (const Range number = number_before_cue(item.source, item.cue); number.first != item.source.first) item.source = number, item.bare_count = true;
        for (const Span s : a.content) {
            const Range one = report_.tokens_in(s);
            if (one.empty()) continue;
            item.content.push_back(one);
            if (report_.kind(one.first) == TokenKind::open_quote || report_.kind(one.last - 1) == TokenKind::close_quote) item.direct = true;
        }
        item.anchor = !item.source.empty() ? item.source.first : !item.cue.empty()  ? item.cue.first
                                                             : item.content.empty() ? 0
                                                                                    : item.content.front().first;
        if (item.anchor >= report_.size()) item.anchor = report_.size() ? report_.size() - 1 : 0;
        items_.push_back(std::move(item));
    }
    order_.resize(items_.size());
    std::iota(order_.begin(), order_.end(), 0u);
    std::sort(order_.begin(), order_.end(), [this](std::uint32_t a, std::uint32_t b) { return std::pair(items_[a].anchor, a) < std::pair(items_[b].anchor, b); });
    place_.resize(items_.size());
    for (std::uint32_t i = 0; i < order_.size(); ++i) place_[order_[i]] = i;
}

void Resolver::index_contents() {
    holders_.assign(report_.size(), {none, none});
    quoted_.assign(report_.size(), 0);
    std::vector<std::uint32_t> size(items_.size(), 0);
    for (std::uint32_t i = 0; i < items_.size(); ++i)
        for (const Range& c : items_[i].content) size[i] += c.size();
    std::vector<std::uint32_t> by_size(items_.size());
    std::iota(by_size.begin(), by_size.end(), 0u);
    std::sort(by_size.begin(), by_size.end(), [&](std::uint32_t a, std::uint32_t b) { return std::pair(size[a], a) < std::pair(size[b], b); });
    // Contents nest a few deep; the work is bounded all the same, so that hostile spans cost no more than linear time.
    std::size_t budget = 16 * std::size_t{report_.size()} + 4096;
    for (const std::uint32_t i : by_size)
        for (const Range& c : items_[i].content) {
            if (budget < c.size()) return count_told();
            budget -= c.size();
            // "Called Weber a "fraud"": of a content that is quoted in part only that part is.
            bool inside = items_[i].direct, marked = false;
            for (std::uint32_t t = c.first; t < c.last && !marked; ++t) {
                marked = report_.kind(t) == TokenKind::open_quote || report_.kind(t) == TokenKind::close_quote;
                if (marked && t > c.first && report_.kind(t) == TokenKind::open_quote) inside = false;
            }
            for (std::uint32_t t = c.first; t < c.last; ++t) {
                if (marked && report_.kind(t) == TokenKind::open_quote) inside = items_[i].direct;
                auto& [inner, outer] = holders_[t];
                if (inner == none) inner = i;
                else if (outer == none && inner != i) outer = i;
                if (inside) quoted_[t] = 1;
                if (marked && report_.kind(t) == TokenKind::close_quote) inside = false;
            }
        }
    count_told();
}

/// A sentence that is quoted from end to end moves the report no further: who was spoken of before it is as near as ever.
void Resolver::count_told() {
    std::uint32_t told = 0;
    for (const Sentence& s : report_.tokens->sentences) {
        const std::uint32_t holder = s.last > s.first ? holders_[s.first].first : none;
        const bool throughout = holder != none && (holder == holders_[s.last - 1].first || holder == holders_[s.last - 1].second) && !items_[holder].cue.empty() && report_.sentence[items_[holder].cue.first] != report_.sentence[s.first];
        told += s.last > s.first && !throughout && !(quoted(s.first) && quoted(s.last - 1)) ? 1 : 0;
        told_.push_back(told);
    }
}

/// The smallest other content that holds the token.
std::uint32_t Resolver::enclosing(std::uint32_t token, std::uint32_t number) const {
    const auto [inner, outer] = holders_[token];
    return inner == number ? outer : inner;
}

}  // namespace rostra::speakers
