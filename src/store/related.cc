// What belongs beside a statement: the other side of its subject, the same bloc, the same speaker on the same subject.
#include "stance.h"
#include "stored_record.h"

namespace rostra::store {
namespace {

constexpr Act sided_acts[] = {Act::praise, Act::criticise, Act::warn, Act::call_for};
constexpr std::uint32_t any_act = 3;  // so many times as many are looked at whatever their act: their words may decide

bool opposed(Side a, Side b) { return (a == Side::against && b == Side::with) || (a == Side::with && b == Side::against); }

}  // namespace

// The newest of those whose act may make them of the other side, and of all, judged by the rule that judges everywhere:
// "criticised" with the words of a defence is none of the critics'.
Result<std::vector<StatementRow>> StoredRecord::other_side(const StatementRow& row, const StatementFilter& near, std::uint32_t size, std::int64_t head) {
    const Side side = stance_of(row).side;
    std::vector<StatementRow> out;
    if (side != Side::against && side != Side::with) return out;
    const auto look = [&](std::optional<Act> act, std::uint32_t most) -> Status {
        StatementFilter filter = near;
        filter.act = act;
        ROSTRA_TRY_VALUE(found, newest(filter, most, head));
        for (StatementRow& one : found)
            if (opposed(side, stance_of(one).side)) out.push_back(std::move(one));
        return Done{};
    };
    for (const Act act : sided_acts)
        if (opposed(side, side_of(act))) ROSTRA_TRY(look(act, size));
    ROSTRA_TRY(look(std::nullopt, any_act * size));
    std::sort(out.begin(), out.end(), [](const StatementRow& a, const StatementRow& b) { return a.key > b.key; });
    out.erase(std::unique(out.begin(), out.end(), [](const StatementRow& a, const StatementRow& b) { return a.key == b.key; }), out.end());
    if (out.size() > size) out.resize(size);
    return out;
}

Result<Record::Related> StoredRecord::related(std::string_view statement_id, std::uint32_t size) {
    return reading<Related>([&]() -> Result<Related> {
        size = std::clamp<std::uint32_t>(size, 1, 20);
        Related out;
        ROSTRA_TRY_VALUE(key, key_of(statement_id));
        Readings readings;
        ROSTRA_TRY_VALUE(row, load(key, readings));
        ROSTRA_TRY_VALUE(head, key_of(row.statement_id));
        const Statement& s = row.statement;
        const auto subjects = subjects_of(s);
        // What belongs together was said within half a year.
        StatementFilter near;
        if (const std::int32_t day = day_of_key(row.key); day > 0) {
            near.from = iso_day(day - 183);
            near.to = iso_day(day + 183);
        }
        if (!subjects.empty()) {
            StatementFilter about = near;
            about.about = subjects.front();
            ROSTRA_TRY_VALUE(opposite, other_side(row, about, size, head));
            out.other_side = std::move(opposite);
        }
        if (!subjects.empty() && !row.speaker_slug.empty()) {
            StatementFilter filter;
            filter.speaker = row.speaker_slug;
            filter.about = subjects.front();
            ROSTRA_TRY_VALUE(found, newest(filter, size, head));
            out.same_speaker = std::move(found);
        }
        if (s.on_behalf_of && (s.on_behalf_of->lead || !s.on_behalf_of->named.empty())) {
            StatementFilter filter = near;
            filter.bloc_member = s.on_behalf_of->lead ? *s.on_behalf_of->lead : s.on_behalf_of->named.front();
            filter.bloc_only = true;
            ROSTRA_TRY_VALUE(found, newest(filter, size, head));
            out.same_bloc = std::move(found);
        }
        return out;
    });
}

}  // namespace rostra::store
