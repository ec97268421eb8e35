// What was said about a state. Who spoke, how and when is counted in one walk through the index, remembered until the record
// changes; the newest statements are set against each other by the side that their words or acts take.
#include "record_memory.h"
#include "stance.h"
#include "stored_record.h"

#include <map>

namespace rostra::store {
namespace {

constexpr std::uint32_t most_of_subject = 20000;  // newest
constexpr std::size_t most_speakers = 50, most_states = 20;

/// The greatest first; of equals the one that comes first by its key.
template <class Key, class Value, class Count>
std::vector<std::pair<Key, Value>> most_first(std::map<Key, Value> counted, std::size_t most, const Count& count) {
    std::vector<std::pair<Key, Value>> out(std::make_move_iterator(counted.begin()), std::make_move_iterator(counted.end()));
    std::stable_sort(out.begin(), out.end(), [&](const auto& a, const auto& b) { return count(a.second) > count(b.second); });
    if (out.size() > most) out.resize(most);
    return out;
}

std::vector<StateActs> count_states(std::span<const FoundAct> found) {
    struct Counted {
        std::map<Act, std::uint32_t> acts;
        std::uint32_t total = 0;
    };
    std::map<std::string, Counted> counted;
    for (const FoundAct& one : found) {
        if (one.of.empty()) continue;
        Counted& state = counted[one.of];
        ++state.acts[one.act];
        ++state.total;
    }
    std::vector<StateActs> out;
    for (auto& [code, state] : most_first(std::move(counted), most_states, [](const Counted& c) { return c.total; })) {
        StateActs& acts = out.emplace_back(StateActs{code, {}});
        for (const auto& [act, count] : state.acts) acts.acts.push_back({act, {}, count});
    }
    return out;
}

SubjectCounts counts_of(std::span<const FoundAct> found) {
    std::map<std::int64_t, std::uint32_t> speakers;
    for (const FoundAct& one : found)
        if (one.speaker) ++speakers[one.speaker];
    return {static_cast<std::uint32_t>(found.size()), count_months(found), most_first(std::move(speakers), most_speakers, [](std::uint32_t n) { return n; }), count_states(found)};
}

SubjectSides sides_of(std::vector<StatementRow> rows) {
    SubjectSides out;
    out.looked_at = static_cast<std::uint32_t>(rows.size());
    for (StatementRow& row : rows) {
        Stance stance = stance_of(row);
        if (stance.side != Side::against && stance.side != Side::with) continue;
        const bool against = stance.side == Side::against;
        ++(against ? out.against_count : out.with_count);
        auto& list = against ? out.against : out.with;
        if (list.size() < SubjectSides::most_shown) list.push_back({std::move(row), std::move(stance.reason)});
    }
    return out;
}

}  // namespace

Result<std::shared_ptr<const SubjectCounts>> StoredRecord::subject_counts(const StatementFilter& about) {
    ROSTRA_TRY_VALUE(query, index_query(about, {}));
    query.limit = most_of_subject;
    ROSTRA_TRY_VALUE(state, state_number());
    const auto count = [&]() -> Result<SubjectCounts> {
        ROSTRA_TRY_VALUE(found, index_->find_acts(query));
        return counts_of(found);
    };
    return memory_->subjects.get(state, *about.about, count, [](const SubjectCounts& c) { return 1 + c.acts.size() + c.speakers.size() + c.states.size(); });
}

Result<SubjectPage> StoredRecord::subject(std::string_view code) {
    return reading<SubjectPage>([&]() -> Result<SubjectPage> {
        SubjectPage out;
        out.code = std::string(code);
        ROSTRA_TRY_VALUE(parts, counts(state_scope(code), "part"));
        if (parts.empty()) return no_such("subject", code);
        for (const CountOf& part : parts)
            if (part.name == "about") out.statements = part.count;
        StatementFilter about;
        about.about = out.code;
        ROSTRA_TRY_VALUE(counted, subject_counts(about));
        out.counted_over = counted->counted_over;
        out.acts = counted->acts;
        out.states = counted->states;
        for (const auto& [key, count] : counted->speakers) {
            ROSTRA_TRY_VALUE(rows, speaker_rows("SELECT slug, name, type, role, of, statements FROM speaker WHERE key = ?", {key}));
            if (rows.empty()) continue;
            rows.front().statements = count;
            out.speakers.push_back(std::move(rows.front()));
        }
        ROSTRA_TRY_VALUE(rows, newest(about, SubjectSides::most_looked_at, 0));
        out.sides = sides_of(std::move(rows));
        return out;
    });
}

// One look into the counts for each state that there is: they lie by whom they are of, not by what they say.
Result<std::vector<CountOf>> StoredRecord::subjects() {
    return reading<std::vector<CountOf>>([&]() -> Result<std::vector<CountOf>> {
        std::vector<std::string> scopes;
        for (const knowledge::State& state : knowledge::states()) scopes.push_back(state_scope(state.code));
        std::vector<std::vector<Arg>> sets;
        for (const std::string& scope : scopes) sets.push_back({std::string_view(scope)});
        std::vector<CountOf> out;
        ROSTRA_TRY(database_->query_each("SELECT n FROM tally WHERE scope = ? AND kind = 'part' AND name = 'about' AND n > 0", sets,
                                         [&](std::size_t i, const Row& row) { out.push_back({std::string(knowledge::states()[i].code), row.count(0)}); }));
        std::sort(out.begin(), out.end(), [](const CountOf& a, const CountOf& b) { return a.name < b.name; });
        return out;
    });
}

}  // namespace rostra::store
