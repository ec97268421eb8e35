// Lists of states, with commas missing and "and even Somalia", and the words that introduce the list of a bloc's members.
#include "member_words.h"

namespace rostra::speakers {
namespace {

void add_name(std::vector<std::string_view>& named, std::string_view code) {
    if (!code.empty() && std::find(named.begin(), named.end(), code) == named.end()) named.push_back(code);
}

class ListReader {
public:
    ListReader(const Report& report, const Names& names, std::uint32_t first, std::uint32_t end, bool leaders) : r_(report), names_(names), at_(first), end_(end), leaders_(leaders) { list_.end = first; }

    StateList read() {
        constexpr std::uint32_t widest_gap = 5;
        while (at_ < end_ && gap_ < widest_gap && step()) {
        }
        return std::move(list_);
    }

private:
    /// False where the list ends.
    bool step() {
        if (const knowledge::Entry* state = state_name(r_, at_)) return take_state(*state);
        const Known* k = r_.known(at_);
        if (k && k->first == at_ && (k->as(Kind::body) || k->as(Kind::group)) && list_.end != at_) return take_organisation(*k);
        return pass_office() || pass_separator();
    }

    bool take_state(const knowledge::Entry& state) {
        const Known& k = *r_.known(at_);
        if (k.possessive && r_.word(k.last - 1).possessive) return false;
        add_name(list_.named, code_of(state));
        at_ = k.last;
        if (r_.mark(at_, ')') && r_.mark(k.first + 1, '(')) ++at_;  // "Iran (Islamic Republic of)"
        if (r_.mark(at_, '(')) {                                    // "Switzerland (chair)"
            std::uint32_t close = at_;
            while (close < end_ && close < at_ + 8 && !r_.mark(close, ')')) ++close;
            if (r_.mark(close, ')') && close < end_) at_ = close + 1;
        }
        list_.end = at_;
        gap_ = 0;
        return true;
    }

    /// An organisation counts as a member only inside the list: another separator or state must follow.
    bool take_organisation(const Known& k) {
        const bool goes_on = k.last < end_ && (list_separator(r_, k.last) || state_name(r_, k.last));
        if (!goes_on && list_.named.empty()) return false;
        if (!list_.groups.empty()) list_.groups += "; ";
        list_.groups += std::string(slice(r_.text, k.span));
        at_ = list_.end = k.last;
        gap_ = 0;
        return true;
    }

    /// "..., India and Japan and the [Secretary of State of] the United States", "the [Government of] Kenya".
    bool pass_office() {
        const Known* office = r_.known(at_);
        if (office && office->first == at_ && office->as(Kind::office) && list_.named.size() > 1 && r_.is(office->last, "of")) at_ = office->last + 1;
        else if (r_.is_any(at_, {"government", "governments"}) && r_.is(at_ + 1, "of")) at_ += 2;
        else return false;
        return true;
    }

    bool pass_separator() {
        // "Australia, Japan and, for the first time, Fiji"
        if (r_.is(at_, "for") && r_.is(at_ + 1, "the") && r_.is(at_ + 2, "first") && r_.is(at_ + 3, "time")) {
            at_ += 4;
            gap_ = 0;
            return true;
        }
        // "Tuvalu, Vanuatu and even landlocked Mongolia"
        if (at_ > list_.end && r_.is(at_ - 1, "even") && r_.word(at_).lower && !r_.word(at_).is(function_words) && state_name(r_, at_ + 1)) {
            ++at_;
            return true;
        }
        const bool leader = leaders_ && leader_word();
        if (!leader && !list_separator(r_, at_)) return false;
        if (!leader) ++gap_;
        if (leaders_ && at_ > list_.end + 12) return false;
        ++at_;
        return true;
    }

    /// Titles and names that stand before the state in a list of leaders: "Chancellor Scholz of Germany".
    [[nodiscard]] bool leader_word() const {
        const Known* k = r_.known(at_);
        return names_.run_at(at_) || (k && (k->as(Kind::office) || k->as(Kind::title))) || r_.is(at_, "of") || r_.word(at_).is(Class::honorific);
    }

    const Report& r_;
    const Names& names_;
    std::uint32_t at_, end_, gap_ = 0;
    bool leaders_;
    StateList list_;
};

/// "including", "namely", "among them:", "such as": the token behind it, or `i`.
std::uint32_t naming_word(const Report& r, std::uint32_t i) {
    if (r.is(i, "such") && r.is(i + 1, "as")) return i + 2;
    if (!r.is_any(i, {"including", "comprising", "namely", "notably", "like", "among"})) return i;
    std::uint32_t j = i + 1;
    if (r.is(i, "among") && r.is(j, "them")) ++j;
    if (r.is(j, "those") && r.is(j + 1, "of")) j += 2;
    return r.mark(j, ':') ? j + 1 : j;
}

/// ", which [also] counts A and B", "which includes": the token behind it, or `i`.
std::uint32_t which_counts(const Report& r, std::uint32_t i) {
    if (!r.is_any(i, {"which", "that"})) return i;
    const std::uint32_t verb = r.is(i + 1, "also") ? i + 2 : i + 1;
    return r.is_any(verb, {"counts", "includes", "comprises", "include", "comprise", "counted", "included", "comprised"}) ? verb + 1 : i;
}

/// ", whose [other] members are A and B", "whose signatories include": the token behind it, or `i`.
std::uint32_t whose_members(const Report& r, std::uint32_t i) {
    if (!r.is(i, "whose")) return i;
    const std::uint32_t noun = r.is(i + 1, "other") || r.word(i + 1).value > 1 ? i + 2 : i + 1;
    const bool members = r.is_any(noun, {"members", "signatories", "participants", "partners"});
    return members && r.is_any(noun + 1, {"are", "were", "include", "included"}) ? noun + 2 : i;
}

/// "made up of A and B", "consisting of": the token behind it, or `i`.
std::uint32_t made_up_of(const Report& r, std::uint32_t i) {
    std::uint32_t made = i;
    if (r.is(i, "made") && r.is(i + 1, "up")) made = i + 2;
    else if (r.is_any(i, {"composed", "consisting", "formed"})) made = i + 1;
    return made > i && r.is_any(made, {"of", "by"}) ? made + 1 : i;
}

/// "(a coalition of countries [including] ...": the word that introduces the list, or `i`.
std::uint32_t behind_description(const Report& r, std::uint32_t i, std::uint32_t end) {
    if (!r.is(i, "a") || i + 3 >= end) return i;
    for (std::uint32_t k = i; k < i + 6 && k < end; ++k)
        if (r.is(k, "including")) return k;
    return i;
}

/// "MIKTA, a partnership of [A and B]": where the names begin, or `i`.
std::uint32_t partnership_of(const Report& r, std::uint32_t i, std::uint32_t end) {
    if (!r.is_any(i, {"a", "the"})) return i;
    for (std::uint32_t k = i + 2; k < i + 5 && k + 1 < end && !person_word(r, k - 1); ++k) {
        const std::uint32_t first = r.is(k + 1, "the") ? k + 2 : k + 1;
        if (r.is(k, "of") && state_name(r, first)) return k + 1;
    }
    return i;
}

/// Where a list begins behind the words that introduce it, or `i`.
std::uint32_t list_begins(const Report& r, std::uint32_t i, std::uint32_t end) {
    const bool set_off = r.mark(i, ',') || r.mark(i, ':') || r.dash(i) || r.mark(i, '(');
    const std::uint32_t j = behind_description(r, set_off ? i + 1 : i, end);
    for (const auto introduced : {naming_word, which_counts, whose_members, made_up_of})
        if (const std::uint32_t list = introduced(r, j); list > j) return list;
    if (!set_off) return i;
    if (r.mark(i, ',')) {
        const std::uint32_t list = partnership_of(r, j, end);
        return list > j ? list : i;
    }
    // A bare colon, dash or bracket counts when a state stands right behind it.
    const std::uint32_t name = r.is(j, "the") ? j + 1 : j;
    return name < end && state_name(r, name) ? j : i;
}

}  // namespace

const knowledge::Entry* state_name(const Report& r, std::uint32_t i) {
    const Known* k = r.known(i);
    // Some names are listed with their article: "the United States".
    const bool here = k && (k->first == i || (k->first + 1 == i && r.word(k->first).is(Class::determiner)));
    return here ? k->as(Kind::state) : nullptr;
}

bool list_separator(const Report& r, std::uint32_t i) {
    if (r.mark(i, ',') || r.mark(i, ';') || r.mark(i, '&') || r.mark(i, '/') || r.mark(i, '*') || r.mark(i, '|')) return true;
    return r.is_any(i, {"and", "the", "even", "also", "or", "plus", "as", "well", "both", "then"});
}

void add_names(std::vector<std::string_view>& named, const std::vector<std::string_view>& more) {
    for (const std::string_view code : more) add_name(named, code);
}

StateList read_list(const Report& r, const Names& names, std::uint32_t i, std::uint32_t end, bool leaders) { return ListReader(r, names, i, end, leaders).read(); }

void take_list(const Report& r, const Names& names, Members& m, std::uint32_t from, std::uint32_t end) {
    // "Two dozen countries, from Argentina to Vietnam"
    if (r.mark(from, ',') && r.is(from + 1, "from") && state_name(r, from + 2)) {
        const std::uint32_t to = r.known(from + 2)->last;
        if (r.is(to, "to") && state_name(r, to + 1) && to + 1 < end) {
            add_names(m.named, {code_of(*state_name(r, from + 2)), code_of(*state_name(r, to + 1))});
            m.range.last = r.known(to + 1)->last;
            return;
        }
    }
    // "A dozen countries, with Togo and Benin among them"
    if (r.mark(from, ',') && r.is(from + 1, "with")) {
        const StateList list = read_list(r, names, from + 2, end, false);
        if (list.named.empty() || !r.is(list.end, "among") || !r.is(list.end + 1, "them")) return;
        add_names(m.named, list.named);
        m.range.last = list.end + 2;
        return;
    }
    const std::uint32_t first = list_begins(r, from, end);
    if (first == from) return;
    const StateList list = read_list(r, names, first, end, false);
    if (list.named.empty()) return;
    // "The core group, which also counts Canada and Malawi": besides whoever speaks for it.
    m.own = m.own || (first > from + 1 && r.is(first - 2, "also"));
    add_names(m.named, list.named);
    m.range.last = list.end;
}

}  // namespace rostra::speakers
