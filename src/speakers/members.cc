// Reads the words that name a bloc: numbers, groups and lists of states, with commas missing and "and even Somalia".
#include "blocs.h"

namespace rostra::speakers {
namespace {

bool states_word(const Report& r, std::uint32_t i) {
    if (r.is(i, "ambassadors")) return true;  // "a letter signed by 37 ambassadors"
    return i < r.size() && r.word(i).is(Class::states) && !r.is(i, "capitals") && !r.word(i).capitals;
}

void add(std::vector<std::string_view>& named, std::string_view code) {
    if (!code.empty() && std::find(named.begin(), named.end(), code) == named.end()) named.push_back(code);
}

const knowledge::Entry* state_name(const Report& r, std::uint32_t i) {
    const Known* k = r.known(i);
    // Some names are listed with their article: "the United States".
    const bool here = k && (k->first == i || (k->first + 1 == i && r.word(k->first).is(Class::determiner)));
    return here ? k->as(Kind::state) : nullptr;
}

bool soft(const Report& r, std::uint32_t i) {
    if (r.mark(i, ',') || r.mark(i, ';') || r.mark(i, '&') || r.mark(i, '/') || r.mark(i, '*')) return true;
    for (const std::string_view w : {"and", "the", "even", "also", "or", "plus", "as", "well", "both", "then"})
        if (r.is(i, w)) return true;
    return false;
}

/// Titles and names that stand before the state in a list of leaders: "Chancellor Scholz of Germany".
bool leader_words(const Report& r, const Names& names, std::uint32_t i) {
    return names.run_at(i) || (r.known(i) && (r.known(i)->as(Kind::office) || r.known(i)->as(Kind::title))) || r.is(i, "of") || r.word(i).is(Class::honorific);
}

struct List {
    std::vector<std::string_view> named;
    std::string groups;  ///< organisations that stand in the list
    std::uint32_t end = 0;
};

/// A list of states from `i`; with `leaders`, names of people may stand before each.
List read_list(const Report& r, const Names& names, std::uint32_t i, std::uint32_t end, bool leaders) {
    List list;
    list.end = i;
    std::uint32_t gap = 0;
    while (i < end && gap < 5) {
        if (const knowledge::Entry* e = state_name(r, i)) {
            if (r.known(i)->possessive && r.word(r.known(i)->last - 1).possessive) break;
            add(list.named, code_of(*e));
            i = r.known(i)->last;
            list.end = i;
            gap = 0;
            if (r.mark(i, ')') && r.mark(r.known(i - 1)->first + 1, '(')) i = list.end = i + 1;  // "Iran (Islamic Republic of)"
            if (r.mark(i, '(')) {                                                                // "Switzerland (chair)"
                std::uint32_t close = i;
                while (close < end && close < i + 8 && !r.mark(close, ')')) ++close;
                if (r.mark(close, ')') && close < end) i = list.end = close + 1;
            }
            continue;
        }
        const Known* k = r.known(i);
        if (k && k->first == i && (k->as(Kind::body) || k->as(Kind::group)) && list.end != i) {
            // An organisation counts as a member only inside the list: another separator or state must follow.
            const std::uint32_t after = k->last;
            if (!(after < end && (soft(r, after) || state_name(r, after))) && list.named.empty()) break;
            if (!list.groups.empty()) list.groups += "; ";
            list.groups += std::string(slice(r.text, k->span));
            i = list.end = after;
            gap = 0;
            continue;
        }
        // "..., India and Japan and the Secretary of State of the United States"
        if (const Known* office = r.known(i); office && office->first == i && office->as(Kind::office) && list.named.size() > 1 && r.is(office->last, "of")) {
            i = office->last + 1;
            continue;
        }
        if ((r.is(i, "government") || r.is(i, "governments")) && r.is(i + 1, "of")) {  // "the Government of Kenya, the Government of Uganda"
            i += 2;
            continue;
        }
        if (soft(r, i) || (leaders && leader_words(r, names, i))) {
            gap += leaders && leader_words(r, names, i) ? 0 : 1;
            if (leaders && i > list.end + 12) break;
            ++i;
            continue;
        }
        break;
    }
    return list;
}

/// ", which [also] counts A and B", "which includes": the token behind it, or `i`.
std::uint32_t which_counts(const Report& r, std::uint32_t i) {
    if (!r.is(i, "which") && !r.is(i, "that")) return i;
    const std::uint32_t verb = r.is(i + 1, "also") ? i + 2 : i + 1;
    for (const std::string_view w : {"counts", "includes", "comprises", "include", "comprise"})
        if (r.is(verb, w)) return verb + 1;
    return i;
}

/// ", whose [other] members are A and B", "whose signatories include": the token behind it, or `i`.
std::uint32_t whose_members(const Report& r, std::uint32_t i) {
    if (!r.is(i, "whose")) return i;
    const std::uint32_t noun = r.is(i + 1, "other") || r.word(i + 1).value > 1 ? i + 2 : i + 1;
    bool members = false, lists = false;
    for (const std::string_view w : {"members", "signatories", "participants", "partners"}) members = members || r.is(noun, w);
    for (const std::string_view w : {"are", "were", "include", "included"}) lists = lists || r.is(noun + 1, w);
    return members && lists ? noun + 2 : i;
}

bool introduces_list(const Report& r, std::uint32_t& i, std::uint32_t end) {
    std::uint32_t j = i;
    if (r.mark(j, ',') || r.mark(j, ':') || r.dash(j) || r.mark(j, '(')) ++j;
    if (r.is(j, "a") && j + 3 < end) {  // "(a coalition of countries including ...)"
        for (std::uint32_t k = j; k < j + 6 && k < end; ++k)
            if (r.is(k, "including") || r.is(k, "of")) {
                j = r.is(k, "including") ? k : j;
                if (j == k) break;
            }
    }
    for (const std::string_view w : {"including", "comprising", "namely", "notably", "like", "among"}) {
        if (!r.is(j, w)) continue;
        ++j;
        if (w == "among" && r.is(j, "them")) ++j;
        if (r.is(j, "those") && r.is(j + 1, "of")) j += 2;
        if (r.mark(j, ':')) ++j;
        i = j;
        return true;
    }
    if (const std::uint32_t verb = which_counts(r, j); verb > j) {
        i = verb;
        return true;
    }
    if (const std::uint32_t list = whose_members(r, j); list > j) {
        i = list;
        return true;
    }
    if (r.is(j, "such") && r.is(j + 1, "as")) {
        i = j + 2;
        return true;
    }
    // "made up of A and B", "consisting of"; "MIKTA, a partnership of A and B"
    const std::uint32_t made = r.is(j, "made") && r.is(j + 1, "up") ? j + 2 : r.is(j, "composed") || r.is(j, "consisting") || r.is(j, "formed") ? j + 1
                                                                                                                                                : j;
    if (made > j && (r.is(made, "of") || r.is(made, "by"))) {
        i = made + 1;
        return true;
    }
    if (j > i && r.mark(i, ',') && (r.is(j, "a") || r.is(j, "the")))
        for (std::uint32_t k = j + 2; k < j + 5 && k + 1 < end && !person_word(r, k - 1); ++k) {
            const std::uint32_t first = r.is(k + 1, "the") ? k + 2 : k + 1;
            if (r.is(k, "of") && state_name(r, first)) {
                i = k + 1;
                return true;
            }
        }
    // A bare colon, dash or bracket counts when a state stands right behind it.
    std::uint32_t k = j;
    if (r.is(k, "the")) ++k;
    if (j > i && k < end && !r.mark(i, ',') && state_name(r, k)) {
        i = j;
        return true;
    }
    return false;
}

void take_list(const Report& r, const Names& names, Members& m, std::uint32_t from, std::uint32_t end) {
    std::uint32_t i = from;
    if (!introduces_list(r, i, end)) return;
    const List list = read_list(r, names, i, end, false);
    if (list.named.empty()) return;
    // "The core group, which also counts Canada and Malawi": besides whoever speaks for it.
    m.own = m.own || (i > from + 1 && r.is(i - 2, "also"));
    for (const auto code : list.named) add(m.named, code);
    m.range.last = list.end;
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
        const Known* k = r.known(r.is(as + 1, "the") ? as + 2 : as + 1);
        return k && k->as(Kind::group) && k->last <= end ? std::string(slice(r.text, k->span)) : std::string();
    }
    return {};
}

/// "23 [other] [like-minded] countries"; gives the token after it, or `i` when it is none.
std::uint32_t read_count(const Report& r, std::uint32_t i, std::uint32_t end, Members& m) {
    std::uint32_t value = i < end ? r.word(i).value : 0, words = 1;
    if (i < end && r.is(i, "dozen")) value = 12;
    else if (value > 0 && value < 17 && i + 1 < end && r.is(i + 1, "dozen")) value *= 12, words = 2;
    if (value < 2 || value > 193) return i;
    std::uint32_t j = i + words;
    bool others = false;
    while (j < end && j < i + 6 && !states_word(r, j)) {
        const bool both = r.is(j, "and") && j + 1 < end && r.word(j + 1).capital && r.word(j - 1).capital;  // "eight Nordic and Baltic countries"
        const bool participle = r.word(j).lower && r.str(j).ends_with("ed") && states_word(r, j + 1);       // "ten elected members"
        if (!both && !participle && (r.punctuation(j) || r.word(j).is(any_of(Class::preposition, Class::auxiliary, Class::relative, Class::conjunction, Class::saying)))) return i;
        others = others || r.is(j, "other") || r.is(j, "more") || r.is(j, "further") || r.is(j, "partner");
        ++j;
    }
    if (j >= end || !states_word(r, j)) return i;
    if (r.is(j, "members") || r.is(j, "member") || r.is(j, "missions") || r.is(j, "parties"))
        if (!(r.is(j, "member") && states_word(r, j + 1)) && !r.is(j, "members")) return i;
    if (r.is(j, "country") || r.is(j, "nation") || r.is(j, "government")) return i;  // "15-nation council"
    if (r.is(j, "member") || r.is(j, "state")) {
        if (!states_word(r, j + 1)) return i;
        ++j;
    }
    if (r.is(j, "states") && r.is(j + 1, "parties") && j + 1 < end) ++j;
    m.declared = value;
    m.others = others;
    m.count = {i, j + 1};
    return j + 1;
}

bool modifier(const Report& r, std::uint32_t i) {
    const Word& w = r.word(i);
    return r.kind(i) == TokenKind::word && !w.is(any_of(Class::preposition, Class::auxiliary, Class::relative, Class::conjunction, Class::saying, Class::determiner)) && !r.known(i);
}

/// "a cross-regional group of 47 [countries]"
bool read_group_of(const Report& r, const Names& names, std::uint32_t i, std::uint32_t end, Members& m) {
    std::uint32_t j = i;
    while (j < end && j < i + 4 && modifier(r, j) && !r.is(j, "group") && !r.is(j, "coalition") && !r.is(j, "bloc") && !r.is(j, "alliance")) ++j;
    if (!(r.is(j, "group") || r.is(j, "coalition") || r.is(j, "bloc") || r.is(j, "alliance")) || j + 2 >= end) return false;
    if (r.is(j + 1, "made") || r.is(j + 1, "consisting") || r.is(j + 1, "composed") || r.is(j + 1, "formed")) {
        m.range = {i, j + 1};
        take_list(r, names, m, j + 1, end);
        if (m.named.size() < 2) m = {};
        return m.named.size() > 1;
    }
    // "the core group on Sri Lanka"
    if (r.is(j + 1, "on") && j > i && (r.is(j - 1, "core") || r.is(j - 1, "contact")) && r.word(j + 2).capital) {
        const std::uint32_t last = r.known(j + 2) ? r.known(j + 2)->last : j + 3;
        m.group = std::string(r.str(Range{j - 1, last}));
        m.range = {i, last};
        take_list(r, names, m, last, end);
        return true;
    }
    if (!r.is(j + 1, "of")) return false;
    std::uint32_t k = j + 2;
    if (r.is(k, "the")) ++k;
    if (r.is(k, "some") || r.is(k, "over") || r.is(k, "about")) ++k;
    std::uint32_t after = read_count(r, k, end, m);
    if (after == k) {
        const bool bare_number = k < end && r.kind(k) == TokenKind::number && r.word(k).value > 1 && r.word(k).value < 194 && (k + 1 >= end || r.punctuation(k + 1) || r.word(k + 1).is(any_of(Class::preposition, Class::auxiliary, Class::saying)));
        if (bare_number) {
            m.declared = r.word(k).value;
            m.count = {k, k + 1};
            after = k + 1;
        } else {
            while (k < end && k < j + 7 && modifier(r, k) && !states_word(r, k)) ++k;
            if (!states_word(r, k)) return false;
            after = k + 1;
        }
    }
    if (j > i) m.group = std::string(r.str(Range{i, j + 1}));
    m.range = {i, after};
    take_list(r, names, m, after, end);
    return true;
}

/// A known group, or capitals around a word like "Group" that the tables do not know.
bool read_group(const Report& r, const Names& names, std::uint32_t i, std::uint32_t end, Members& m) {
    const Known* k = r.known(i);
    std::uint32_t last = i;
    if (k && k->first == i && k->as(Kind::group)) {
        m.group_row = k->as(Kind::group)->ref;
        last = k->last;
    } else if (k && k->first == i && k->as(Kind::body) && !k->any_state()) {
        last = k->last;
    } else {
        // "Group of Friends in Defense of the Charter", "Core Group on Sri Lanka", "Asian Group"
        std::uint32_t j = i;
        bool head = false;
        while (j < end && j < i + 12) {
            const Word& w = r.word(j);
            const bool capital = r.kind(j) == TokenKind::word && w.capital;
            const bool link = j > i && j + 1 < end && (r.is(j, "of") || r.is(j, "in") || r.is(j, "on") || r.is(j, "for") || r.is(j, "the")) && (r.word(j + 1).capital || r.is(j + 1, "the"));
            if (!capital && !link) break;
            const bool counted = j > i && capital && w.value > 2 && w.value < 60 && !states_word(r, j + 1);  // "the Cotton Four"
            head = head || counted || r.is(j, "group") || r.is(j, "friends") || r.is(j, "movement") || r.is(j, "alliance") || r.is(j, "league") || r.is(j, "community") || r.is(j, "union") || r.is(j, "coalition") || r.is(j, "forum");
            ++j;
        }
        if (!head) return false;
        last = j;
    }
    std::uint32_t name_end = last;
    if (r.mark(last, '(') && last + 2 < end) {
        std::uint32_t close = last;
        while (close < end && close < last + 24 && !r.mark(close, ')')) ++close;
        if (r.mark(close, ')')) {
            std::uint32_t inner = last;
            // "the New Agenda Coalition (Brazil, Egypt, Ireland)"
            bool lists = read_list(r, names, last + 1, close, false).named.size() > 1;
            if (lists) inner = last + 1;
            for (std::uint32_t t = last; t < close; ++t) lists = lists || r.is(t, "including") || r.is(t, "comprising");
            if (lists) {
                for (std::uint32_t t = last; t < close; ++t)
                    if (r.is(t, "including") || r.is(t, "comprising")) inner = t + 1;
                const List list = read_list(r, names, inner, close, false);
                for (const auto code : list.named) add(m.named, code);
            } else {
                name_end = close + 1;
            }
            last = close + 1;
        }
    }
    if (r.is(last, "group") && last < end) name_end = ++last;
    m.group = std::string(slice(r.text, Span{r.span(i).begin, r.span(name_end - 1).end}));
    if (m.group.find('(') != std::string::npos && m.group.find(')') == std::string::npos && r.mark(name_end, ')')) {
        m.group += ')';
        last = ++name_end;
    }
    if (m.group.ends_with("'s")) m.group.resize(m.group.size() - 2);
    m.range = {i, last};
    // "and its 27 member states", "and Canada"
    if (r.is(last, "and") && (r.is(last + 1, "its") || r.is(last + 1, "their"))) {
        const std::uint32_t after = read_count(r, last + 2, end, m);
        if (after > last + 2) {
            m.range.last = last = after;
        } else if (r.is(last + 2, "member") && r.is(last + 3, "states") && last + 3 < end) {
            // Without a number they are words of its name.
            m.range.last = last = last + 4;
            m.group = std::string(r.str(Range{i, last}));
        }
    }
    if (r.is(last, "and") || r.mark(last, ',')) {
        const List list = read_list(r, names, last, end, false);
        // After a comma only a real list counts: a state and another separator.
        if (!list.named.empty() && (r.is(last, "and") || list.named.size() > 1)) {
            for (const auto code : list.named) add(m.named, code);
            m.range.last = list.end;
        }
    }
    take_list(r, names, m, m.range.last, end);
    return true;
}

/// "The main sponsors, Argentina, Armenia and Romania", "the three hosts, A, B and C": what they did together, then who they are.
bool read_partners(const Report& r, const Names& names, std::uint32_t i, std::uint32_t end, Members& m) {
    std::uint32_t noun = i;
    const std::uint32_t number = r.word(i).value;
    if (number > 1 && number < 60) ++noun;
    while (noun < end && noun < i + 3 && modifier(r, noun) && r.word(noun).lower && !r.mark(noun + 1, ',')) ++noun;
    bool partners = false;
    for (const std::string_view w : {"sponsors", "co-sponsors", "hosts", "organisers", "organizers", "facilitators", "partners", "signatories", "initiators", "co-chairs", "authors"}) partners = partners || r.is(noun, w);
    if (!partners || !r.mark(noun + 1, ',')) return false;
    const List list = read_list(r, names, noun + 2, end, false);
    if (list.named.size() < 2) return false;
    for (const auto code : list.named) add(m.named, code);
    if (number == list.named.size()) m.declared = number;
    m.range = {i, list.end};
    return true;
}

bool read_back(const Report& r, std::uint32_t i, std::uint32_t end, Members& m) {
    if (i == 0 || !r.is(i - 1, "the") || i >= end || r.word(i).value < 2 || r.word(i).value > 60) return false;
    if (i + 1 < end && r.kind(i + 1) == TokenKind::word && !r.word(i + 1).is(any_of(Class::preposition, Class::auxiliary, Class::saying, Class::conjunction, Class::relative)) && !r.is(i + 1, "that")) return false;
    m.declared = r.word(i).value;
    m.back = true;
    m.range = {i, i + 1};
    return true;
}

/// "led by Belarus", ", led by Germany,"
std::string_view led_by(const Report& r, std::uint32_t i, std::uint32_t end) {
    if (r.mark(i, ',')) ++i;
    if (!(r.is(i, "led") || r.is(i, "headed")) || !r.is(i + 1, "by") || i + 2 >= end) return {};
    return state_at(r, r.is(i + 2, "the") ? i + 3 : i + 2);
}

Members read_words(const Report& r, const Names& names, std::uint32_t first, std::uint32_t end);

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

}  // namespace

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

std::uint32_t member_count(const Report& r, std::uint32_t i) {
    if (i >= r.size()) return 0;
    const std::string_view word = r.str(i);
    const std::size_t hyphen = word.rfind('-');
    if (hyphen == std::string_view::npos || hyphen == 0) return 0;
    const std::string tail = utf8::fold(word.substr(hyphen + 1));
    if (tail != "member" && tail != "nation" && tail != "country" && tail != "state") return 0;
    const Span head{r.span(i).begin, r.span(i).begin + static_cast<std::uint32_t>(hyphen)};
    const std::uint32_t value = knowledge::mark(r.text, {&head, 1}).words.front().value;
    return value > 1 && value < 194 ? value : 0;
}

std::uint32_t counted_in_name(const Report& r, const Known& group) {
    if (!states_word(r, group.last - 1) || r.word(group.last - 1).capital) return 0;
    for (std::uint32_t i = group.first; i < group.last; ++i)
        if (r.word(i).value > 1) return r.word(i).value;
    return 0;
}

Members read_members(const Report& r, const Names& names, std::uint32_t first, std::uint32_t end) {
    Members m = read_words(r, names, first, end);
    if (!m.empty() && (m.declared || !m.group.empty())) m.lead = led_by(r, m.range.last, end);
    return m;
}

namespace {

/// "[Australia] and 28 partner countries", "[her country] and 52 others": how many there are besides those before; the token behind
/// it, or `i` when none are counted.
std::uint32_t count_besides(const Report& r, std::uint32_t i, std::uint32_t end, std::uint32_t& number) {
    if (!r.is(i, "and") || i + 2 >= end) return i;
    const std::uint32_t value = r.word(i + 1).value;
    if (value > 1 && value < 194 && (r.is(i + 2, "others") || r.is(i + 2, "partners"))) {
        number = value;
        return i + 3;
    }
    Members m;
    const std::uint32_t after = read_count(r, i + 1, end, m);
    if (after == i + 1 || !m.others) return i;
    number = *m.declared;
    return after;
}

Members read_words(const Report& r, const Names& names, std::uint32_t first, std::uint32_t end) {
    Members m;
    std::uint32_t i = first;
    // "his own country and Canada", "Norway and its members"
    if (i + 2 < end && r.word(i).is(Class::possessive) && (r.is(i + 1, "own") || r.is(i + 1, "country"))) {
        m.own = true;
        i += r.is(i + 1, "own") ? 3 : 2;
        std::uint32_t others = 0;
        if (const std::uint32_t after = count_besides(r, i, end, others); after > i && r.is(after - 1, "others")) {
            m.declared = others + 1;
            m.count = {i + 1, after};
            m.range = {first, after};
            take_list(r, names, m, after, end);
            return m;
        }
        while (i < end && (soft(r, i))) ++i;
    }
    while (i < end && i < first + 6 && (r.word(i).is(any_of(Class::determiner)) || r.is(i, "all") || r.is(i, "some") || r.is(i, "more") || r.is(i, "than") || r.is(i, "over") || r.is(i, "nearly") || r.is(i, "almost"))) ++i;
    if (i >= end) return m;
    const bool all = i > first && (r.is(i - 1, "the") || r.is(i - 1, "all") || r.word(i - 1).is(Class::possessive));
    const Known* owner = owning_group(r, i);
    const std::uint32_t count = owner ? std::max(i + 1, r.known(i) ? owner->last : i + 1) : security_councils(r, i) ? i + 1
                                                                                                                    : i;
    const std::uint32_t after = read_count(r, count, end, m);
    if (after > count) {
        m.range = {first, after};
        if (owner) m.group = std::string(group_name(r, *owner));
        else if (all && !m.others) take_group_inside(r, {count, after}, m);
        if (m.group.empty()) m.group = acting_as(r, after, end);
        // "the 22 states of the Arab Group"
        if (r.is(after, "of"))
            if (const Known* k = r.known(r.is(after + 1, "the") ? after + 2 : after + 1); k && k->as(Kind::group) && k->last <= end) {
                m.group = std::string(slice(r.text, k->span));
                m.range.last = k->last;
            }
        if (m.own && m.others) m.declared = *m.declared + 1, m.others = false;  // "his country and 34 other States"
        take_list(r, names, m, after, end);
        return m;
    }
    if (read_group_of(r, names, i, end, m)) return m;
    // "the candidate countries North Macedonia, Albania and Ukraine"
    for (std::uint32_t j = i; j + 1 < end && j < i + 3; ++j) {
        if (states_word(r, j) && state_name(r, j + 1)) {
            i = j + 1;
            break;
        }
        if (!modifier(r, j) && !(r.word(j).lower && person_word(r, j))) break;
    }
    if (state_name(r, i)) {
        const List list = read_list(r, names, i, end, false);
        for (const auto code : list.named) add(m.named, code);
        m.group = list.groups;
        m.range = {first, list.end};
        // "France and Germany (the E3)"
        if (const std::uint32_t name = r.is(list.end + 1, "the") ? list.end + 2 : list.end + 1; r.mark(list.end, '(') && list.named.size() > 1) {
            if (r.word(name).capital && r.mark(name + 1, ')') && name + 1 < end && !state_name(r, name)) {
                m.group = std::string(r.str(name));
                m.range.last = name + 2;
            } else if (const Known* k = r.known(name); k && k->first == name && k->as(Kind::group) && r.mark(k->last, ')') && k->last < end) {
                m.group = std::string(slice(r.text, k->span));
                m.range.last = k->last + 1;
            }
        }
        if (m.group.empty() && list.named.size() > 1) m.group = acting_as(r, list.end, end);
        std::uint32_t others = 0;
        if (const std::uint32_t besides = count_besides(r, list.end, end, others); besides > list.end && m.group.empty()) {
            m.declared = others + static_cast<std::uint32_t>(m.named.size());
            m.range.last = besides;
            if (m.named.size() == 1) m.besides = m.named.front();
            take_list(r, names, m, besides, end);
            return m;
        }
        // "Brazil, Chile and his own country", "as well as his own country"
        const std::uint32_t well = r.is(list.end, "as") && r.is(list.end + 1, "well") && r.is(list.end + 2, "as") ? list.end + 3 : list.end;
        const std::uint32_t own = well > list.end ? (r.is(well, "for") || r.is(well, "on") ? well + 1 : well) : list.end + 1;
        if ((well > list.end || r.is(list.end, "and")) && r.word(own).is(Class::possessive) && r.is(own + 1, "own")) m.own = true;
        return m;
    }
    if (read_partners(r, names, i, end, m)) return m;
    if (read_group(r, names, i, end, m)) return m;
    if (read_back(r, i, end, m)) return m;
    const List list = read_list(r, names, i, end, true);
    if (list.named.size() > 1) {
        for (const auto code : list.named) add(m.named, code);
        m.group = list.groups;
        m.range = {first, list.end};
        return m;
    }
    // "its members and others, 57 countries in total"
    for (std::uint32_t j = i; j < end && j < i + 10; ++j) {
        if (!r.mark(j, ',')) continue;
        const std::uint32_t total = read_count(r, j + 1, end, m);
        if (total > j + 1 && r.is(total, "in") && (r.is(total + 1, "total") || r.is(total + 1, "all"))) {
            m.range = {first, total + 2};
            return m;
        }
        break;
    }
    m.range = {};
    return m;
}

}  // namespace

}  // namespace rostra::speakers
