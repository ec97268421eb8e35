// Groups as members: "the Lima Group", "Group of Friends in Defense of the Charter", "a cross-regional group of 47".
#include "member_words.h"

namespace rostra::speakers {
namespace {

constexpr std::string_view group_nouns[] = {"group", "coalition", "bloc", "alliance"};

/// "a group made up of A and B": the list names it, at least two.
bool group_made_of(const Report& r, const Names& names, Range words, std::uint32_t end, Members& m) {
    m.range = words;
    take_list(r, names, m, words.last, end);
    if (m.named.size() < 2) m = {};
    return m.named.size() > 1;
}

/// "the core group on Sri Lanka", with the noun at `noun`.
bool core_group(const Report& r, const Names& names, std::uint32_t i, std::uint32_t noun, std::uint32_t end, Members& m) {
    if (!r.is(noun + 1, "on") || noun == i || !r.is_any(noun - 1, {"core", "contact"}) || !r.word(noun + 2).capital) return false;
    const Known* about = r.known(noun + 2);
    const std::uint32_t last = about ? about->last : noun + 3;
    m.group = std::string(r.str(Range{noun - 1, last}));
    m.range = {i, last};
    take_list(r, names, m, last, end);
    return true;
}

/// "of 47", with no word for states behind it.
bool bare_count(const Report& r, std::uint32_t i, std::uint32_t end) {
    if (i >= end || r.kind(i) != TokenKind::number || r.word(i).value < 2 || r.word(i).value > 193) return false;
    return i + 1 >= end || r.punctuation(i + 1) || r.word(i + 1).is(any_of(Class::preposition, Class::auxiliary, Class::saying));
}

/// "of [some] [47] [like-minded countries]": the token after it, or `of` when the group is of something else.
std::uint32_t of_states(const Report& r, std::uint32_t of, std::uint32_t end, Members& m) {
    std::uint32_t k = of + 1;
    if (r.is(k, "the")) ++k;
    if (r.is_any(k, {"some", "over", "about"})) ++k;
    if (const std::uint32_t after = read_count(r, k, end, m); after > k) return after;
    if (bare_count(r, k, end)) {
        m.declared = r.word(k).value;
        m.count = {k, k + 1};
        return k + 1;
    }
    while (k < end && k < of + 6 && modifier(r, k) && !states_word(r, k)) ++k;
    return states_word(r, k) ? k + 1 : of;
}

/// "Group of Friends in Defense of the Charter", "Core Group on Sri Lanka", "Asian Group": the token after the name, or `i`.
std::uint32_t capitalised_group(const Report& r, std::uint32_t i, std::uint32_t end) {
    bool head = false;
    std::uint32_t j = i;
    for (; j < end && j < i + 12; ++j) {
        const Word& w = r.word(j);
        const bool capital = r.kind(j) == TokenKind::word && w.capital;
        const bool link = j > i && j + 1 < end && r.is_any(j, {"of", "in", "on", "for", "the"}) && (r.word(j + 1).capital || r.is(j + 1, "the"));
        if (!capital && !link) break;
        const bool counted = j > i && capital && w.value > 2 && w.value < 60 && !states_word(r, j + 1);  // "the Cotton Four"
        head = head || counted || r.is_any(j, {"group", "friends", "movement", "alliance", "league", "community", "union", "coalition", "forum"});
    }
    return head ? j : i;
}

/// "GUAM (Georgia, Ukraine, Azerbaijan and Moldova)": a name in capitals that no table has, its members behind it. The token after
/// the name, or `i`.
std::uint32_t name_with_list(const Report& r, const Names& names, std::uint32_t i, std::uint32_t end) {
    if (!r.word(i).capitals || !r.mark(i + 1, '(') || i + 4 >= end) return i;
    const StateList list = read_list(r, names, i + 2, end, false);
    return list.named.size() > 1 && r.mark(list.end, ')') ? i + 1 : i;
}

/// "Group of 77 [developing countries] [and China]": words that belong to a group's name behind it; the token after them.
std::uint32_t name_goes_on(const Report& r, std::uint32_t i, std::uint32_t end) {
    if (r.is(i, "developing") && r.is(i + 1, "countries") && i + 1 < end) i += 2;
    if (r.is(i, "and") && r.is(i + 1, "china") && i + 1 < end) i += 2;
    return i;
}

/// "The “Group of 77” developing countries and China": a known group with its name in quotation marks, or with words behind it that
/// its number would seem to count.
bool read_quoted_group(const Report& r, std::uint32_t i, std::uint32_t end, Members& m) {
    const bool open = r.kind(i) == TokenKind::open_quote;
    const Known* k = r.known(open ? i + 1 : i);
    if (!k || k->first != (open ? i + 1 : i) || !k->as(Kind::group) || k->last > end) return false;
    const bool close = open && r.kind(k->last) == TokenKind::close_quote;
    if (open && !close) return false;
    const std::uint32_t last = name_goes_on(r, close ? k->last + 1 : k->last, end);
    if (!open && !(r.is(k->last, "developing") && last > k->last)) return false;
    m.group_row = k->as(Kind::group)->ref;
    m.range = {i, last};
    m.group = std::string(r.str(m.range));
    return true;
}

/// The name of a group or body at the token: the token after it, or `i`.
std::uint32_t group_name_end(const Report& r, const Names& names, std::uint32_t i, std::uint32_t end, Members& m) {
    const Known* k = r.known(i);
    if (!k)
        if (const std::uint32_t last = name_with_list(r, names, i, end); last > i) return last;
    if (!k || k->first != i) return capitalised_group(r, i, end);
    if (const knowledge::Entry* group = k->as(Kind::group)) {
        m.group_row = group->ref;
        return k->last;
    }
    return k->as(Kind::body) && !k->any_state() ? k->last : capitalised_group(r, i, end);
}

/// A bracket behind the group's name lists members, "the New Agenda Coalition (Brazil, Egypt, Ireland)", or belongs to the name.
/// Gives the token after the bracket, or `open` when it does not close; in `name_end` where the name ends.
std::uint32_t read_bracket(const Report& r, const Names& names, std::uint32_t open, std::uint32_t end, Members& m, std::uint32_t& name_end) {
    if (!r.mark(open, '(') || open + 2 >= end) return open;
    std::uint32_t close = open;
    while (close < end && close < open + 24 && !r.mark(close, ')')) ++close;
    if (!r.mark(close, ')')) return open;
    std::uint32_t inner = read_list(r, names, open + 1, close, false).named.size() > 1 ? open + 1 : open;
    for (std::uint32_t t = open; t < close; ++t)
        if (r.is_any(t, {"including", "comprising"})) inner = t + 1;
    if (inner > open) add_names(m.named, read_list(r, names, inner, close, false).named);
    else name_end = close + 1;
    return close + 1;
}

/// "and its 27 member states"; without a number they are words of the group's name.
void read_own_members(const Report& r, std::uint32_t end, Members& m) {
    const std::uint32_t last = m.range.last;
    if (!r.is(last, "and") || !r.is_any(last + 1, {"its", "their"})) return;
    if (const std::uint32_t after = read_count(r, last + 2, end, m); after > last + 2) {
        m.range.last = after;
    } else if (r.is(last + 2, "member") && r.is(last + 3, "states") && last + 3 < end) {
        m.range.last = last + 4;
        m.group = std::string(r.str(m.range));
    }
}

/// "and Canada". After a comma only a real list counts: a state and another separator.
void read_companions(const Report& r, const Names& names, std::uint32_t end, Members& m) {
    const std::uint32_t last = m.range.last;
    const bool joined = r.is(last, "and");
    if (!joined && !r.mark(last, ',')) return;
    const StateList list = read_list(r, names, last, end, false);
    if (list.named.empty() || (!joined && list.named.size() < 2)) return;
    // "Grenada, for AOSIS, AUSTRALIA, Spain, for the EU, ... regretted": a row of speakers, each for somebody else.
    bool whole = joined;
    for (std::uint32_t i = last; i < list.end; ++i) whole = whole || r.is(i, "and");
    if (!whole && r.mark(list.end, ',') && r.is(list.end + 1, "for")) return;
    add_names(m.named, list.named);
    m.range.last = list.end;
}

/// "The A3 Plus, [that is, for Algeria, Guyana and Sierra Leone]", ", namely ...", ", whose twelve members include ...".
void read_spelt_out(const Report& r, const Names& names, std::uint32_t end, Members& m) {
    std::uint32_t i = m.range.last;
    if (!m.named.empty() || !r.mark(i, ',')) return;
    ++i;
    if (r.is(i, "that") && r.is(i + 1, "is") && r.mark(i + 2, ',')) i += 3;
    else if (r.is(i, "namely")) ++i;
    else if (r.is(i, "whose") && !m.declared && r.word(i + 1).value > 1 && r.is(i + 2, "members") && r.is_any(i + 3, {"include", "included"})) m.declared = r.word(i + 1).value, i += 4;
    else return;
    if (r.is(i, "for")) ++i;
    const StateList list = read_list(r, names, i, end, false);
    if (list.named.size() < 2) return;
    add_names(m.named, list.named);
    m.range.last = list.end;
}

}  // namespace

bool read_group_of(const Report& r, const Names& names, std::uint32_t i, std::uint32_t end, Members& m) {
    if (read_quoted_group(r, i, end, m)) return true;
    std::uint32_t noun = i;
    while (noun < end && noun < i + 4 && modifier(r, noun) && !r.is_any(noun, group_nouns)) ++noun;
    if (!r.is_any(noun, group_nouns) || noun + 2 >= end) return false;
    if (r.is_any(noun + 1, {"made", "consisting", "composed", "formed"})) return group_made_of(r, names, {i, noun + 1}, end, m);
    if (core_group(r, names, i, noun, end, m)) return true;
    if (!r.is(noun + 1, "of")) return false;
    const std::uint32_t after = of_states(r, noun + 1, end, m);
    if (after == noun + 1) return false;
    const bool only_told_apart = noun == i + 1 && r.is_any(i, {"rival", "second", "other", "larger", "smaller", "small", "large", "broad", "wider", "new"});
    if (noun > i && !only_told_apart) m.group = std::string(r.str(Range{i, noun + 1}));
    m.range = {i, after};
    take_list(r, names, m, after, end);
    return true;
}

bool read_group(const Report& r, const Names& names, std::uint32_t i, std::uint32_t end, Members& m) {
    const std::uint32_t name = group_name_end(r, names, i, end, m);
    if (name == i) return false;
    std::uint32_t name_end = name;
    std::uint32_t last = read_bracket(r, names, name, end, m, name_end);
    if (r.is(last, "group") && last < end) name_end = ++last;
    m.group = std::string(slice(r.text, Span{r.span(i).begin, r.span(name_end - 1).end}));
    if (m.group.find('(') != std::string::npos && m.group.find(')') == std::string::npos && r.mark(name_end, ')')) {
        m.group += ')';
        last = ++name_end;
    }
    if (m.group.ends_with("'s")) m.group.resize(m.group.size() - 2);
    m.range = {i, last};
    read_own_members(r, end, m);
    read_companions(r, names, end, m);
    read_spelt_out(r, names, end, m);
    take_list(r, names, m, m.range.last, end);
    return true;
}

const Known* group_before(const Report& r, std::uint32_t token) {
    const std::uint32_t first = r.sentence[token] > 0 ? r.tokens->sentences[r.sentence[token] - 1].first : 0;
    for (std::uint32_t i = token; i > first; --i)
        if (const Known* k = r.known(i - 1); k && k->as(Kind::group)) return k;
    return nullptr;
}

Members group_alone(const Report& r, const Known& group, Range words) {
    Members m;
    m.group = std::string(slice(r.text, group.span));
    m.group_row = group.as(Kind::group)->ref;
    m.range = words;
    return m;
}

}  // namespace rostra::speakers
