#include "bloc_events.h"

#include "days.h"
#include "kept.h"
#include "stance.h"
#include "user_query.h"

#include <map>
#include <set>
#include <unordered_map>

namespace rostra {
namespace store {
namespace {

constexpr std::int32_t widest_gap = 30;
constexpr std::uint32_t few = 5;  // so few states may well be two groups of one size
constexpr std::int32_t same_days = 3;
constexpr std::size_t outweighs = 2;  // so many times as many tellings decide a side against the rest

// A telling with what is asked of it again and again.
struct Told {
    explicit Told(StatementRow from)
        : row(std::move(from)), day(day_of_key(row.key)), side(stance_of(row).side), members(members_of(*row.statement.on_behalf_of)), subjects(subjects_of(row.statement)) {
        const Bloc& bloc = *row.statement.on_behalf_of;
        if (bloc.declared || bloc.group || bloc.named.empty()) return;
        words = words_in(row.content);
        of_paper = std::any_of(words.begin(), words.end(), [](const Word& w) { return w.folded == "letter" || w.folded == "statement" || w.folded == "declaration"; });
    }
    StatementRow row;
    std::int32_t day;
    Side side;
    std::vector<std::string> members, subjects;
    std::vector<Word> words;  // only of one that could tell of a paper of old
    bool of_paper = false;
};

// What an event's tellings agree on so far.
struct Gathering {
    std::vector<StatementRow> tellings;
    std::set<std::string> named, about;
    std::map<std::uint32_t, std::uint32_t> declared;
    std::optional<std::string> lead, group;
    std::size_t against = 0, with = 0;
    std::int32_t first_day = 0, last_day = 0;
};

bool shares_any(const std::set<std::string>& a, const std::vector<std::string>& b) {
    return std::any_of(b.begin(), b.end(), [&](const std::string& s) { return a.contains(s); });
}

constexpr std::string_view months[] = {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"};

// "signed the letter of July 2019", "defended Beijing in last July's letter": told long after, of a paper that the words date
// and an event has, by naming nobody that the event does not name.
bool tells_of_old(const Gathering& g, const Told& told) {
    if (!told.of_paper || g.first_day <= 0) return false;
    const Bloc& bloc = *told.row.statement.on_behalf_of;
    if (!std::all_of(bloc.named.begin(), bloc.named.end(), [&](const std::string& code) { return g.named.contains(code); })) return false;
    const std::string first = iso_day(g.first_day);
    const std::string_view month = months[static_cast<std::size_t>(std::stoi(first.substr(5, 2)) - 1)];
    bool dated = false, other_year = false;
    for (const Word& word : told.words) {
        dated |= word.folded == month;
        other_year |= word.folded.size() == 4 && word.folded.starts_with("20") && word.folded != first.substr(0, 4);
    }
    return dated && !other_year && told.day > g.last_day;
}

// How strongly a telling belongs to an event; 0: it does not.
int belonging(const Gathering& g, const Told& told) {
    const Bloc& bloc = *told.row.statement.on_behalf_of;
    if (tells_of_old(g, told)) return 50;
    const std::int32_t day = told.day;
    const bool dated = day > 0 && g.last_day > 0;
    if (!dated ? day != g.last_day : day - g.last_day > widest_gap) return 0;
    if (bloc.declared && !g.declared.empty() && !g.declared.contains(*bloc.declared)) return 0;
    if (bloc.lead && g.lead && *bloc.lead != *g.lead) return 0;
    // The other side is another bloc; but two blocs of one size about one matter in one week are rarer than a telling whose
    // side was read wrong: then the tellings decide together.
    const Side side = told.side;
    const bool opposed = (side == Side::against && g.with > g.against) || (side == Side::with && g.against > g.with);
    const bool same_size = bloc.declared && *bloc.declared > few && g.declared.contains(*bloc.declared) && dated && day - g.first_day <= same_days;
    if (opposed && !same_size) return 0;
    if (!told.subjects.empty() && !g.about.empty() && !shares_any(g.about, told.subjects)) return 0;
    const std::vector<std::string>& members = told.members;
    const auto common = std::count_if(members.begin(), members.end(), [&](const std::string& code) { return g.named.contains(code); });
    int strength = 0;
    if (bloc.declared && g.declared.contains(*bloc.declared)) strength += 4;
    if (bloc.lead && g.lead) strength += 3;
    if (bloc.group && g.group && utf8::fold(*bloc.group) == utf8::fold(*g.group)) strength += 3;
    if (common >= 3) strength += 2;
    // A full list without its number, beside the number without a list.
    if (!bloc.declared && members.size() >= 5 && g.declared.contains(static_cast<std::uint32_t>(members.size()))) strength += 3;
    if (bloc.declared && g.declared.empty() && g.named.size() >= 5 && g.named.size() == *bloc.declared) strength += 3;
    return strength;
}

void gather(Gathering& g, Told told) {
    const Bloc& bloc = *told.row.statement.on_behalf_of;
    const std::int32_t day = told.day;
    if (g.tellings.empty()) g.first_day = g.last_day = day;
    else if (day - g.last_day <= widest_gap) g.last_day = std::max(g.last_day, day);  // an event told of years later does not last till then
    g.named.insert(told.members.begin(), told.members.end());
    g.about.insert(told.subjects.begin(), told.subjects.end());
    if (bloc.declared) ++g.declared[*bloc.declared];
    if (!g.lead) g.lead = bloc.lead;
    if (!g.group) g.group = bloc.group;
    g.against += told.side == Side::against;
    g.with += told.side == Side::with;
    g.tellings.push_back(std::move(told.row));
}

// The gathering, from `first` on, that it belongs to most, the latest of equals; their number when it belongs to none.
std::size_t best_of(const std::vector<Gathering>& gatherings, std::size_t first, const Told& told) {
    std::size_t best = gatherings.size();
    int strength = 0;
    for (std::size_t i = first; i < gatherings.size(); ++i)
        if (const int s = belonging(gatherings[i], told); s > 0 && s >= strength) best = i, strength = s;
    return best;
}

// "grave concern" 2, criticise 1: what spoke for which side, and how often.
std::string reasons(const std::vector<StatementRow>& tellings, Side side) {
    std::map<std::string, int> counts;
    for (const StatementRow& t : tellings)
        if (Stance stance = stance_of(t); stance.side == side) ++counts[std::move(stance.reason)];
    std::string out;
    for (const auto& [reason, count] : counts) out += (out.empty() ? "" : ", ") + reason + " " + std::to_string(count);
    return out;
}

void decide_side(BlocEvent& event, const Gathering& g) {
    event.side = g.against == 0 && g.with == 0     ? Side::open
                 : g.against >= outweighs * g.with ? Side::against
                 : g.with >= outweighs * g.against ? Side::with
                                                   : Side::both;
    const std::string against = reasons(g.tellings, Side::against), with = reasons(g.tellings, Side::with);
    event.side_reason = "of " + std::to_string(g.tellings.size()) + (g.tellings.size() == 1 ? " telling" : " tellings");
    if (!against.empty()) event.side_reason += "; against: " + against;
    if (!with.empty()) event.side_reason += "; with: " + with;
    if (against.empty() && with.empty()) event.side_reason += "; none says a side";
}

std::size_t members_named(const StatementRow& telling) { return members_of(*telling.statement.on_behalf_of).size(); }

// Which tellings' names count when all together are more than were declared. A list as long as the number it declares is the
// list; one that is longer holds a name that is wrong, and which is not known, so it counts only where there is nothing better.
bool counts(const StatementRow& telling, bool some_complete, bool some_sound) {
    const auto declared = telling.statement.on_behalf_of->declared;
    const std::size_t named = members_named(telling);
    if (some_complete) return declared == named;
    return !some_sound || !declared || named <= *declared;
}

std::set<std::string> names_that_count(const BlocEvent& event) {
    std::set<std::string> all, counted;
    bool some_complete = false, some_sound = false;
    for (const StatementRow& t : event.tellings) {
        const auto members = members_of(*t.statement.on_behalf_of);
        all.insert(members.begin(), members.end());
        const auto declared = t.statement.on_behalf_of->declared;
        some_complete |= declared && declared == event.declared && *declared == members.size();
        some_sound |= !members.empty() && (!declared || members.size() <= *declared);
    }
    if (!event.declared || all.size() <= *event.declared) return all;
    for (const StatementRow& t : event.tellings) {
        const auto members = members_of(*t.statement.on_behalf_of);
        if (counts(t, some_complete, some_sound)) counted.insert(members.begin(), members.end());
    }
    return counted;
}

void list_members(BlocEvent& event) {
    std::map<std::string, BlocMember> members;
    std::set<std::string> implied;
    const std::set<std::string> counted = names_that_count(event);
    for (const StatementRow& t : event.tellings) {
        const Bloc& bloc = *t.statement.on_behalf_of;
        for (const std::string& code : members_of(bloc)) {
            if (!counted.contains(code)) continue;
            BlocMember& member = members[code];
            member.code = code;
            member.told_by.push_back(t.id);
        }
        implied.insert(bloc.by_membership.begin(), bloc.by_membership.end());
    }
    for (auto& [code, member] : members) {
        member.lead = event.lead == code;
        implied.erase(code);
        event.named.push_back(std::move(member));
    }
    event.by_membership.assign(implied.begin(), implied.end());
}

// As most tellings have it, the first of several as frequent: a report of another day tells an old letter where it spoke itself.
std::optional<std::string> forum_of(const std::vector<StatementRow>& tellings) {
    std::map<std::string_view, std::size_t> times;
    for (const StatementRow& t : tellings)
        if (t.statement.forum) ++times[t.statement.forum->name];
    std::string_view best;
    for (const StatementRow& t : tellings)
        if (t.statement.forum && (best.empty() || times[t.statement.forum->name] > times[best])) best = t.statement.forum->name;
    return best.empty() ? std::nullopt : std::optional(std::string(best));
}

BlocEvent finish(Gathering g) {
    BlocEvent event;
    std::uint32_t most = 0;
    for (const auto& [number, times] : g.declared) {
        event.declared_all.push_back(number);
        if (times >= most) most = times, event.declared = number;
    }
    event.lead = g.lead;
    event.group = g.group;
    event.about.assign(g.about.begin(), g.about.end());
    decide_side(event, g);
    event.tellings = std::move(g.tellings);
    event.id = event.tellings.front().id;
    // The first day that is told to the day; a telling that only knows the month is filed before it.
    for (const StatementRow& t : event.tellings)
        if (event.day.size() < 10 && t.day.size() > event.day.size()) event.day = t.day;
    event.forum = forum_of(event.tellings);
    list_members(event);
    return event;
}

}  // namespace

bool names(const BlocEvent& event, std::string_view code) {
    return std::any_of(event.named.begin(), event.named.end(), [&](const BlocMember& m) { return m.code == code; });
}

std::vector<BlocEvent> bloc_events(std::vector<StatementRow> tellings) {
    std::sort(tellings.begin(), tellings.end(), [](const StatementRow& a, const StatementRow& b) { return a.key < b.key; });
    std::vector<Gathering> gatherings;
    std::unordered_map<std::string, std::size_t> of_statement;
    std::size_t open = 0;  // those before it ended too long ago for any telling but one of an old paper
    for (StatementRow& row : tellings) {
        if (!row.statement.on_behalf_of) continue;
        Told told(std::move(row));
        while (open < gatherings.size() && told.day - gatherings[open].last_day > widest_gap) ++open;
        const auto [of, fresh] = of_statement.try_emplace(told.row.statement_id, gatherings.size());
        if (fresh) of->second = best_of(gatherings, told.of_paper ? 0 : open, told);
        if (of->second == gatherings.size()) gatherings.emplace_back();
        gather(gatherings[of->second], std::move(told));
    }
    std::vector<BlocEvent> out;
    for (Gathering& g : gatherings) out.push_back(finish(std::move(g)));
    return out;
}

}  // namespace store

std::vector<SideChange> side_changes(const std::vector<BlocEvent>& events) {
    struct Stand {
        Side side;
        std::size_t event;
    };
    std::map<std::string, Stand> stands;
    std::vector<SideChange> out;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (events[i].side != Side::against && events[i].side != Side::with) continue;
        if (events[i].declared && events[i].named.size() > *events[i].declared) continue;  // not each of the names can be right
        for (const BlocMember& member : events[i].named) {
            const auto [before, first] = stands.try_emplace(member.code, Stand{events[i].side, i});
            if (!first && before->second.side != events[i].side) out.push_back({member.code, before->second.event, i});
            before->second = {events[i].side, i};
        }
    }
    return out;
}

NamedSides named_sides(const std::vector<BlocEvent>& events) {
    std::map<std::string, int> sides;
    for (const BlocEvent& e : events)
        for (const BlocMember& m : e.named) sides[m.code] |= e.side == Side::against ? 1 : e.side == Side::with ? 2
                                                                                                                : 0;
    NamedSides out;
    for (const auto& [code, which] : sides) {
        if (which == 0) continue;
        (which == 3 ? out.both : which == 1 ? out.against
                                            : out.with)
            .push_back(code);
    }
    return out;
}

BlocComparison compare_blocs(const BlocEvent& first, const BlocEvent& second) {
    BlocComparison out;
    std::map<std::string, int> in;
    for (const BlocMember& m : first.named) in[m.code] |= 1;
    for (const BlocMember& m : second.named) in[m.code] |= 2;
    for (const auto& [code, which] : in) (which == 3 ? out.both : which == 1 ? out.only_first
                                                                             : out.only_second)
                                             .push_back(code);
    out.unnamed_first = first.unnamed();
    out.unnamed_second = second.unnamed();
    return out;
}

}  // namespace rostra
