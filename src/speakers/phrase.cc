#include "phrase.h"

namespace rostra::speakers {
namespace {

bool ends_base(const Report& r, const Names& names, std::uint32_t i) {
    const Word& w = r.word(i);
    if (names.run_at(i)) return false;
    if (const Known* k = r.known(i); k && k->first < i && !k->as(Kind::cue)) return false;  // inside "ambassador to the UN"
    if (r.punctuation(i)) return r.kind(i) != TokenKind::open_quote && r.kind(i) != TokenKind::close_quote && !r.mark(i, '/') && !r.mark(i, '&');
    if (w.is(any_of(Class::preposition, Class::relative, Class::auxiliary))) return true;
    if (w.lower && (r.is(i, "led") || r.is(i, "headed")) && r.is(i + 1, "by")) return true;  // "eleven countries led by Canada"
    // "research conducted by", "a report released last year": a participle ends the noun's own words.
    const std::string_view s = r.str(i);
    // "the US joined 22 others": a verb right behind a name.
    if (w.lower && s.size() > 4 && s.ends_with("ed") && i > 0 && (names.run_at(i - 1) || (r.known(i - 1) && (r.known(i - 1)->as(Kind::state) || r.known(i - 1)->as(Kind::group)))) && !person_word(r, i)) return true;
    if (w.lower && i + 1 < r.size() && ((s.size() > 4 && s.ends_with("ed")) || r.is_any(i, {"made", "written", "known", "seen", "sent", "drawn", "found", "given", "taken", "shown", "held", "kept"})))
        return r.word(i + 1).is(any_of(Class::preposition, Class::adverb)) || r.is(i + 1, "this") || r.is(i + 1, "last");
    if (w.lower && s.size() > 5 && s.ends_with("ing") && w.is(Class::saying) && i + 1 < r.size()) return !r.punctuation(i + 1);
    // "Three judges handling his cases": behind a plural of people a participle begins their clause.
    if (w.lower && s.size() > 5 && s.ends_with("ing") && i > 0 && i + 1 < r.size() && !r.punctuation(i + 1) && r.word(i - 1).lower && r.word(i - 1).is(Class::roles) && !w.is(any_of(Class::role, Class::roles, Class::people))) return true;
    // "An opposition council convening in Riyadh"
    if (w.lower && s.size() > 5 && s.ends_with("ing") && i > 0 && i + 1 < r.size() && r.word(i + 1).is(Class::preposition) && (r.word(i - 1).is(any_of(Class::organisation, Class::people, Class::roles)) || person_word(r, i - 1))) return true;
    return false;
}

/// "a number of", "a chorus of": the head is behind it.
bool quantity_noun(const Report& r, std::uint32_t i) {
    for (const std::string_view w : {"number", "handful", "chorus", "array", "couple", "majority", "variety", "dozens", "hundreds", "thousands", "lot", "pair", "string", "series", "host", "range", "scores", "half", "rest", "group", "groups", "coalition"})
        if (r.is(i, w)) return true;
    return false;
}

}  // namespace

Range trim_marks(const Report& r, Range range) {
    while (!range.empty() && r.punctuation(range.first)) ++range.first;
    while (!range.empty() && r.punctuation(range.last - 1) && !r.mark(range.last - 1, ')') && !r.known(range.last - 1)) --range.last;  // "the A3+"
    if (!range.empty() && r.mark(range.last - 1, ')')) {
        bool open = false;
        for (std::uint32_t i = range.first; i < range.last; ++i) open = open || r.mark(i, '(');
        if (!open) --range.last;
    }
    return range;
}

Phrase parse_phrase(const Report& r, const Names& names, Range range) {
    Phrase p;
    p.whole = trim_marks(r, range);
    std::uint32_t i = p.whole.first;
    while (i < p.whole.last && r.word(i).is(Class::adverb) && !names.run_at(i)) ++i;
    // "More than twice as many states": the measure stays whole.
    const bool measure = r.is(i + 1, "than") && (r.is(i, "more") || r.is(i, "fewer") || r.is(i, "less"));
    while (!measure && i < p.whole.last && r.word(i).is(leading) && !names.run_at(i) && !(r.known(i) && r.known(i)->last > i + 1 && r.known(i)->first == i)) {
        p.definite = p.definite || r.is(i, "the") || r.word(i).is(any_of(Class::possessive, Class::demonstrative));
        ++i;
    }
    // "both of", "one of the", "most of whom": what follows carries the head.
    if (i > p.whole.first && i < p.whole.last && r.is(i, "of")) {
        Phrase inner = parse_phrase(r, names, {i + 1, p.whole.last});
        inner.whole = p.whole;
        if (!inner.empty()) return inner;
    }
    const std::uint32_t start = i;
    while (i < p.whole.last && !((i > start || start > p.whole.first) && ends_base(r, names, i))) ++i;
    if (start == i) {
        // A quantifier that stands alone ("Some", "many") is its own head.
        if (start > p.whole.first) {
            p.base = {start - 1, start};
            p.head = start - 1;
        }
        return p;
    }
    p.base = {start, i};
    p.head = i - 1;
    while (p.head > start && r.punctuation(p.head)) --p.head;
    if (r.is(i, "of") && i + 1 < p.whole.last && quantity_noun(r, p.head)) {
        Phrase inner = parse_phrase(r, names, {i + 1, p.whole.last});
        const bool states = !inner.empty() && r.word(inner.head).is(Class::states);
        if (!inner.empty() && !states && !r.known(inner.head) && r.word(inner.head).is(any_of(Class::people, Class::roles))) {
            inner.whole = p.whole;
            return inner;
        }
    }
    return p;
}

std::vector<Range> comma_parts(const Report& r, const Names& names, Range range) {
    std::vector<Range> out;
    std::uint32_t first = range.first;
    for (std::uint32_t i = range.first; i < range.last; ++i) {
        const bool in_name = names.run_at(i) && names.run_at(i)->range.first < i;
        const bool parts = (r.mark(i, ',') && !in_name) || r.dash(i) || r.mark(i, '(') || r.mark(i, ')') || r.mark(i, ';') || r.mark(i, ':');
        if (!parts) continue;
        if (i > first) out.push_back({first, i});
        first = i + 1;
    }
    if (first < range.last) out.push_back({first, range.last});
    return out;
}

bool names_office(const Report& r, std::uint32_t i) {
    const Known* k = r.known(i);
    if (!k) return r.span(i).size() > 8 && r.str(i).ends_with("ologist");
    return k->as(Kind::office) || k->as(Kind::title);
}

bool person_word(const Report& r, std::uint32_t i) {
    const Word& w = r.word(i);
    if (w.is(any_of(Class::role, Class::honorific, Class::person, Class::family, Class::party))) return true;
    return names_office(r, i);
}

}  // namespace rostra::speakers
