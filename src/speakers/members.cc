// Reads the words that name a bloc's members: the ways of naming them are tried one after the other, from left to right.
#include "member_words.h"

namespace rostra::speakers {
namespace {

/// "led by Belarus", ", led by Germany,"
std::string_view led_by(const Report& r, std::uint32_t i, std::uint32_t end) {
    if (r.mark(i, ',')) ++i;
    if (!r.is_any(i, {"led", "headed"}) || !r.is(i + 1, "by") || i + 2 >= end) return {};
    return state_at(r, r.is(i + 2, "the") ? i + 3 : i + 2);
}

/// "44 nations led by Canada [and including Haiti]"
void take_list_behind_lead(const Report& r, const Names& names, Members& m, std::uint32_t end) {
    constexpr std::uint32_t reach = 8;
    for (std::uint32_t i = m.range.last + 2; i < end && i < m.range.last + reach; ++i) {
        if (!r.is(i, "including")) continue;
        take_list(r, names, m, i, end);
        return;
    }
}

/// A known group at the token, with or without its article, that ends before `end`; nullptr when there is none.
const Known* group_named(const Report& r, std::uint32_t i, std::uint32_t end) {
    const Known* k = r.known(r.is(i, "the") ? i + 1 : i);
    return k && k->as(Kind::group) && k->last <= end ? k : nullptr;
}

/// The words of the group's name, without the ending of a possessive.
std::string_view group_name(const Report& r, const Known& group) {
    std::string_view words = slice(r.text, group.span);
    for (const std::string_view ending : {"'s", "’s"})
        if (group.possessive && words.ends_with(ending)) words.remove_suffix(ending.size());
    return words;
}

/// "Eleven governments of the Americas, meeting as the Lima Group": the group that those just counted are.
std::string acting_as(const Report& r, std::uint32_t i, std::uint32_t end) {
    constexpr std::uint32_t reach = 10;
    for (std::uint32_t as = i; as + 1 < end && as < i + reach; ++as) {
        if (r.word(as).is(any_of(Class::auxiliary, Class::relative, Class::conjunction)) && !r.is(as, "as")) return {};
        if (!r.is(as, "as") || as == i || !(r.str(as - 1).ends_with("ing") || r.is(as - 1, "known"))) continue;
        const Known* k = group_named(r, as + 1, end);
        return k ? std::string(slice(r.text, k->span)) : std::string();
    }
    return {};
}

/// "The EU's [27 members]", "the bloc's [55 countries]": the group whose members follow; nullptr when token `i` owns none.
const Known* owning_group(const Report& r, std::uint32_t i) {
    if (const Known* k = r.known(i)) return k->first == i && k->possessive && k->as(Kind::group) ? k : nullptr;
    if (!r.word(i).possessive) return nullptr;
    for (const std::string_view w : {"bloc", "group", "union", "league", "alliance", "grouping", "community", "forum"})
        if (r.word(i).key == knowledge::key_of(w)) return group_before(r, i);
    return nullptr;
}

/// "The [ten ASEAN members]": the one group that stands among the counted words, when they are all of it.
void take_group_inside(const Report& r, Range counted, Members& m) {
    const Known* inside = nullptr;
    for (std::uint32_t i = counted.first; i < counted.last; ++i) {
        const Known* k = r.known(i);
        if (!k || k->first != i || !k->as(Kind::group)) continue;
        if (inside) return;
        inside = k;
    }
    if (inside) m.group = std::string(slice(r.text, inside->span));
}

/// "France and Germany (the E3)": a bracket that says what those listed are called.
void take_name_in_bracket(const Report& r, std::uint32_t open, std::uint32_t end, Members& m) {
    if (!r.mark(open, '(') || m.named.size() < 2) return;
    const std::uint32_t name = r.is(open + 1, "the") ? open + 2 : open + 1;
    if (r.word(name).capital && r.mark(name + 1, ')') && name + 1 < end && !state_name(r, name)) {
        m.group = std::string(r.str(name));
        m.range.last = name + 2;
    } else if (const Known* k = r.known(name); k && k->first == name && k->as(Kind::group) && r.mark(k->last, ')') && k->last < end) {
        m.group = std::string(slice(r.text, k->span));
        m.range.last = k->last + 1;
    }
}

/// "Brazil, Chile and [his own country]", "as well as [for] his own country"; `i` is the token behind the list.
bool and_own(const Report& r, std::uint32_t i) {
    std::uint32_t own = i + 1;
    if (r.is(i, "as") && r.is(i + 1, "well") && r.is(i + 2, "as")) own = r.is_any(i + 3, {"for", "on"}) ? i + 4 : i + 3;
    else if (!r.is(i, "and")) return false;
    return r.word(own).is(Class::possessive) && r.is(own + 1, "own");
}

/// "54 states, [his own included]", "54 states, including his own"; `i` is the token behind the number and its noun.
bool own_included(const Report& r, std::uint32_t i) {
    if (!r.mark(i, ',')) return false;
    const std::uint32_t own = r.is(i + 1, "including") ? i + 2 : i + 1;
    if (!r.word(own).is(Class::possessive) || !r.is(own + 1, "own")) return false;
    if (own > i + 1) return true;
    return r.is(own + 2, "included") || (r.is_any(own + 2, {"country", "state", "government"}) && r.is(own + 3, "included"));
}

/// One reading of the words from `first` on. Each reader looks at the token `at` and says whether it has read the members.
struct MembersReader {
    const Report& r;
    const Names& names;
    std::uint32_t first, end;
    std::uint32_t at = first;
    Members m = {};

    void read();
    bool own_country();
    void pass_determiners();
    bool counted();
    void pass_description();
    bool states();
    bool partners();
    bool back();
    bool leaders();
    bool uncounted();
    void in_total();
};

void MembersReader::read() {
    if (own_country() || uncounted()) return;
    pass_determiners();
    if (at >= end || counted() || read_group_of(r, names, at, end, m)) return;
    pass_description();
    if (states() || partners() || read_group(r, names, at, end, m) || back() || leaders()) return;
    in_total();
}

/// "his own country and Canada", "her country and 52 others": true where those others are counted.
bool MembersReader::own_country() {
    if (at + 2 >= end || !r.word(at).is(Class::possessive) || !r.is_any(at + 1, {"own", "country"})) return false;
    m.own = true;
    at += r.is(at + 1, "own") ? 3 : 2;
    std::uint32_t others = 0;
    if (const std::uint32_t after = count_besides(r, at, end, others); after > at && r.is(after - 1, "others")) {
        m.declared = others + 1;
        m.count = {at + 1, after};
        m.range = {first, after};
        take_list(r, names, m, after, end);
        return true;
    }
    while (at < end && list_separator(r, at)) ++at;
    return false;
}

/// "Several Andean countries", "a number of Southern African countries": not how many, but of which region.
bool MembersReader::uncounted() {
    std::uint32_t noun = at;
    if (r.is_any(at, {"several", "many", "most", "some"})) noun = at + 1;
    else if (r.is(at, "a") && r.is_any(at + 1, {"number", "handful", "majority"}) && r.is(at + 2, "of")) noun = at + 3;
    if (noun == at) return false;
    bool region = false;
    for (const std::uint32_t from = noun; noun < end && noun < from + 5 && !r.word(noun).is(Class::states); ++noun) {
        if (r.punctuation(noun) || (r.word(noun).is(function_words) && !r.is(noun, "and"))) return false;
        region = region || r.word(noun).capital;
    }
    if (!region || noun >= end || !states_word(r, noun) || (r.federal && r.is(noun, "states"))) return false;
    m.range = {at, noun + 1};
    m.group = std::string(r.str(m.range));
    return true;
}

void MembersReader::pass_determiners() {
    while (at < end && at < first + 6 && (r.word(at).is(Class::determiner) || r.is_any(at, {"all", "some", "more", "than", "over", "nearly", "almost"}))) ++at;
}

/// "23 states", "the EU's 27 members", "the 22 states of the Arab Group".
bool MembersReader::counted() {
    const bool all = at > first && (r.is_any(at - 1, {"the", "all"}) || r.word(at - 1).is(Class::possessive));
    const Known* owner = owning_group(r, at);
    std::uint32_t count = at;
    if (owner) count = r.known(at) ? owner->last : at + 1;
    else if (security_councils(r, at)) count = at + 1;
    const std::uint32_t after = read_count(r, count, end, m);
    if (after == count) return false;
    m.range = {first, after};
    if (owner) m.group = std::string(group_name(r, *owner));
    else if (all && !m.others) take_group_inside(r, {count, after}, m);
    if (m.group.empty()) m.group = acting_as(r, after, end);
    if (const Known* k = r.is(after, "of") ? group_named(r, after + 1, end) : nullptr) {
        m.group = std::string(slice(r.text, k->span));
        m.range.last = k->last;
    }
    if (m.own && m.others) m.declared = *m.declared + 1, m.others = false;  // "his country and 34 other States"
    m.own = m.own || own_included(r, after);
    take_list(r, names, m, after, end);
    return true;
}

/// "the [candidate countries] North Macedonia, Albania and Ukraine"
void MembersReader::pass_description() {
    for (std::uint32_t j = at; j + 1 < end && j < at + 3; ++j) {
        if (states_word(r, j) && state_name(r, j + 1)) {
            at = j + 1;
            return;
        }
        if (!modifier(r, j) && !(r.word(j).lower && person_word(r, j))) return;
    }
}

/// "A, B and C", "A and 28 partner countries".
bool MembersReader::states() {
    if (!state_name(r, at)) return false;
    const StateList list = read_list(r, names, at, end, false);
    add_names(m.named, list.named);
    m.group = list.groups;
    m.range = {first, list.end};
    take_name_in_bracket(r, list.end, end, m);
    if (m.group.empty() && list.named.size() > 1) m.group = acting_as(r, list.end, end);
    std::uint32_t others = 0;
    if (const std::uint32_t besides = count_besides(r, list.end, end, others); besides > list.end && m.group.empty()) {
        m.declared = others + static_cast<std::uint32_t>(m.named.size());
        m.range.last = besides;
        if (m.named.size() == 1) m.besides = m.named.front();
        take_list(r, names, m, besides, end);
    } else if (and_own(r, list.end)) {
        m.own = true;
    }
    return true;
}

/// "The main sponsors, Argentina, Armenia and Romania", "the three hosts, A, B and C": what they did together, then who they are.
bool MembersReader::partners() {
    const std::uint32_t number = r.word(at).value;
    std::uint32_t noun = number > 1 && number < 60 ? at + 1 : at;
    while (noun < end && noun < at + 3 && modifier(r, noun) && r.word(noun).lower && !r.mark(noun + 1, ',')) ++noun;
    if (!r.is_any(noun, {"sponsors", "co-sponsors", "hosts", "organisers", "organizers", "facilitators", "partners", "signatories", "initiators", "co-chairs", "authors"})) return false;
    if (!r.mark(noun + 1, ',')) return false;
    const StateList list = read_list(r, names, noun + 2, end, false);
    if (list.named.size() < 2) return false;
    add_names(m.named, list.named);
    if (number == list.named.size()) m.declared = number;
    m.range = {at, list.end};
    return true;
}

/// "The four": those that the report listed before.
bool MembersReader::back() {
    if (at == 0 || !r.is(at - 1, "the") || at >= end || r.word(at).value < 2 || r.word(at).value > 60) return false;
    const bool noun = at + 1 < end && r.kind(at + 1) == TokenKind::word && !r.is(at + 1, "that") &&
                      !r.word(at + 1).is(any_of(Class::preposition, Class::auxiliary, Class::saying, Class::conjunction, Class::relative));
    if (noun || states_word(r, at + 1)) return false;
    m.declared = r.word(at).value;
    m.back = true;
    m.range = {at, at + 1};
    return true;
}

/// "Chancellor Scholz of Germany and President Macron of France".
bool MembersReader::leaders() {
    const StateList list = read_list(r, names, at, end, true);
    if (list.named.size() < 2) return false;
    add_names(m.named, list.named);
    m.group = list.groups;
    m.range = {first, list.end};
    return true;
}

/// "its members and others, 57 countries in total"
void MembersReader::in_total() {
    std::uint32_t comma = at;
    while (comma < end && comma < at + 10 && !r.mark(comma, ',')) ++comma;
    if (comma >= end || comma >= at + 10) return;
    const std::uint32_t total = read_count(r, comma + 1, end, m);
    if (total > comma + 1 && r.is(total, "in") && r.is_any(total + 1, {"total", "all"})) m.range = {first, total + 2};
}

}  // namespace

Members read_members(const Report& r, const Names& names, std::uint32_t first, std::uint32_t end) {
    MembersReader reader{r, names, first, end};
    reader.read();
    Members m = std::move(reader.m);
    if (m.empty() || !(m.declared || !m.group.empty())) return m;
    m.lead = led_by(r, m.range.last, end);
    if (!m.lead.empty() && m.named.empty()) take_list_behind_lead(r, names, m, end);
    return m;
}

}  // namespace rostra::speakers
