// One statement, many tellings: finding the statement that a new telling belongs to, joining, parting, and keeping heads,
// counts and index in step. Candidates come from shared bands (near copies, whoever they are of) and from the speaker's
// other tellings of those days (the same in other words); same_statement decides.
#include "keeping.h"
#include "sketch.h"

namespace rostra::store {
namespace {

constexpr std::size_t most_known = 8192;         // versions kept in memory for comparing
constexpr std::int64_t most_of_speaker = 48;     // tellings of the speaker's days that are looked at
constexpr std::int64_t most_of_bands = 192;      // sharing a band: a phrase that thousands use is no evidence

// Six, as sketch.h says, or none for a content without words.
std::vector<std::int64_t> bands_of(const Version& version) { return bands(shingles(version.words, 2)); }

}  // namespace

Status StoredRecord::remember_bands(std::int64_t key, const Version& version) {
    const auto b = bands_of(version);
    if (b.empty()) return Done{};
    return database_->run("INSERT INTO band(band, telling) VALUES(?,?),(?,?),(?,?),(?,?),(?,?),(?,?) ON CONFLICT DO NOTHING",
                          {b[0], key, b[1], key, b[2], key, b[3], key, b[4], key, b[5], key});
}

Result<std::vector<std::int64_t>> StoredRecord::candidates(const Kept& telling, const Version& version) {
    std::vector<std::int64_t> out;
    const auto collect = [&](const Row& row) {
        if (row.integer(0) != telling.key) out.push_back(row.integer(0));
        return true;
    };
    const std::int32_t day = day_of_key(telling.key);
    const bool dated = day > 0;
    const std::int64_t low = dated ? std::int64_t{day - widest_window} << 40 : 0, high = dated ? (std::int64_t{day + widest_window + 1} << 40) - 1 : INT64_MAX;
    if (const auto b = bands_of(version); !b.empty())
        ROSTRA_TRY(database_->query("SELECT telling FROM band WHERE band IN (?,?,?,?,?,?) AND telling BETWEEN ? AND ? ORDER BY telling DESC LIMIT ?",
                                    {b[0], b[1], b[2], b[3], b[4], b[5], low, high, most_of_bands}, collect));
    if (telling.speaker && dated)
        ROSTRA_TRY(database_->query("SELECT key FROM telling WHERE speaker = ? AND key BETWEEN ? AND ? ORDER BY key DESC LIMIT ?",
                                    {telling.speaker, std::int64_t{day - 1} << 40, (std::int64_t{day + 2} << 40) - 1, most_of_speaker}, collect));
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

Result<const StoredRecord::Known*> StoredRecord::known(std::int64_t key) {
    if (auto found = known_.find(key); found != known_.end()) return static_cast<const Known*>(found->second.get());
    if (known_.size() >= most_known) known_.clear();
    Readings readings;
    ROSTRA_TRY_VALUE(kept, load_kept(key, readings));
    const ReadingRow& reading = readings.at(kept.reading);
    auto made = std::make_shared<Known>(Known{version_of(kept.statement, kept.content, reading.report.published), reading.rid, kept.head, !kept.indexed()});
    return static_cast<const Known*>(known_.emplace(key, std::move(made)).first->second.get());
}

Result<std::optional<StoredRecord::Candidate>> StoredRecord::best_match(const Kept& telling, const Version& version, std::int64_t rid, std::span<const std::int64_t> apart) {
    ROSTRA_TRY_VALUE(keys, candidates(telling, version));
    std::optional<Candidate> best;
    for (const std::int64_t key : keys) {
        ROSTRA_TRY_VALUE(other, known(key));
        // One report says a thing twice (headline and body); that is not two tellings.
        if (other->out || other->rid == rid) continue;
        if (std::find(apart.begin(), apart.end(), other->head) != apart.end()) continue;
        const auto why = same_statement(version, other->version);
        if (!why || (best && best->why.score >= why->score)) continue;
        // A chain of likenesses must not drift away from where it began.
        if (const std::int64_t head = other->head; head != key) {
            ROSTRA_TRY_VALUE(first, known(head));
            if (!same_statement(version, first->version)) continue;
            best = Candidate{head, *why};
        } else {
            best = Candidate{key, *why};
        }
    }
    return best;
}

Status StoredRecord::write_join(std::int64_t telling, std::int64_t head, const JoinReason& why, std::int64_t at) {
    return database_->run("INSERT INTO joined(telling, head, score, explanation, made_by, made_at) VALUES(?,?,?,?,?,?)", {telling, head, why.score, why.explanation, why.by, at});
}

Result<std::vector<std::int64_t>> StoredRecord::group(std::int64_t head) {
    std::vector<std::int64_t> keys;
    ROSTRA_TRY(database_->query("SELECT key FROM telling WHERE head = ? AND superseded = 0 AND hidden = 0 ORDER BY key", {head}, [&](const Row& row) {
        keys.push_back(row.integer(0));
        return true;
    }));
    if (keys.empty()) keys.push_back(head);
    return keys;
}

Status StoredRecord::count_tellings(std::int64_t head) {
    ROSTRA_TRY_VALUE(keys, group(head));
    ROSTRA_TRY_VALUE(count, distinct_tellings(keys));
    return database_->run("UPDATE telling SET tellings = ? WHERE key = ?", {std::int64_t{count}, head});
}

// Changes what a telling is, and its index entry and counts with it.
Status StoredRecord::set_standing(Kept& kept, std::int64_t head, bool superseded, bool hidden, TallyBook& book) {
    if (kept.indexed()) ROSTRA_TRY(index_->drop(kept.key, kept.content));
    if (kept.listed()) book.count(kept, -1);
    kept.head = head;
    kept.superseded = superseded;
    kept.hidden = hidden;
    if (kept.indexed()) ROSTRA_TRY(index_->put(kept.key, index_entry(kept)));
    if (kept.listed()) book.count(kept, 1);
    known_.erase(kept.key);
    return database_->run("UPDATE telling SET head = ?, superseded = ?, hidden = ? WHERE key = ?", {head, std::int64_t{superseded}, std::int64_t{hidden}, kept.key});
}

// After tellings left: the statement's head is its first telling that still counts; those that do not stand alone.
Status StoredRecord::regroup(std::int64_t head, TallyBook& book) {
    std::vector<std::int64_t> all, standing;
    ROSTRA_TRY(database_->query("SELECT key, superseded = 0 AND hidden = 0 FROM telling WHERE head = ? ORDER BY key", {head}, [&](const Row& row) {
        all.push_back(row.integer(0));
        if (row.text(1) == "1" || row.text(1) == "t") standing.push_back(row.integer(0));
        return true;
    }));
    const std::int64_t first = standing.empty() ? head : std::find(standing.begin(), standing.end(), head) != standing.end() ? head : standing.front();
    Readings readings;
    for (const std::int64_t key : all) {
        ROSTRA_TRY_VALUE(kept, load_kept(key, readings));
        const std::int64_t own = kept.indexed() ? first : key;
        if (kept.head != own) ROSTRA_TRY(set_standing(kept, own, kept.superseded, kept.hidden, book));
    }
    if (first != head) ROSTRA_TRY(database_->run("UPDATE joined SET head = ? WHERE head = ? AND undone_at IS NULL", {first, head}));
    ROSTRA_TRY(database_->run("UPDATE telling SET tellings = 1 WHERE key = ?", {head}));
    return count_tellings(first);
}

// The telling stands alone from now on; the others of its statement stay together, under their next when it was the head.
Status StoredRecord::leave(Kept& kept, std::string_view by, std::int64_t at, TallyBook& book) {
    const std::int64_t key = kept.key, head = kept.head;
    ROSTRA_TRY_VALUE(before, group(head));
    known_.clear();
    if (head != key) {
        ROSTRA_TRY(database_->run("UPDATE joined SET undone_by = ?, undone_at = ? WHERE telling = ? AND undone_at IS NULL", {by, at, key}));
        ROSTRA_TRY(set_standing(kept, key, kept.superseded, kept.hidden, book));
        return count_tellings(head);
    }
    const std::int64_t next = before[0] == key ? before[1] : before[0];
    for (const std::int64_t other : before) {
        if (other == key) continue;
        Readings readings;
        ROSTRA_TRY_VALUE(moved, load_kept(other, readings));
        ROSTRA_TRY(set_standing(moved, next, moved.superseded, moved.hidden, book));
    }
    ROSTRA_TRY(database_->run("UPDATE joined SET undone_by = ?, undone_at = ? WHERE telling = ? AND undone_at IS NULL", {by, at, next}));
    ROSTRA_TRY(database_->run("UPDATE joined SET head = ? WHERE head = ? AND undone_at IS NULL", {next, key}));
    ROSTRA_TRY(database_->run("UPDATE telling SET tellings = 1 WHERE key = ?", {key}));
    return count_tellings(next);
}

// Statements that an editor parted it from: the rule must not join it to them again.
Result<std::vector<std::int64_t>> StoredRecord::parted_from(std::int64_t key) {
    std::vector<std::int64_t> heads;
    ROSTRA_TRY(database_->query("SELECT head FROM joined WHERE telling = ? AND undone_at IS NOT NULL AND undone_by <> ?", {key, rule_name}, [&](const Row& row) {
        heads.push_back(row.integer(0));
        return true;
    }));
    return heads;
}

Status StoredRecord::part(std::string_view telling_id, std::string_view editor, std::int64_t at) {
    return writing<Done>([&](TallyBook& book) -> Result<Done> {
        ROSTRA_TRY_VALUE(key, key_of(telling_id));
        Readings readings;
        ROSTRA_TRY_VALUE(kept, load_kept(key, readings));
        ROSTRA_TRY_VALUE(before, group(kept.head));
        if (before.size() < 2) return Error{ErrorCode::bad_value, std::string(telling_id), "stands alone; there is nothing to part it from"};
        return leave(kept, editor, at, book);
    });
}

Status StoredRecord::join(std::string_view telling_id, std::string_view statement_id, std::string_view editor, std::int64_t at) {
    return writing<Done>([&](TallyBook& book) -> Result<Done> {
        ROSTRA_TRY_VALUE(key, key_of(telling_id));
        ROSTRA_TRY_VALUE(target, key_of(statement_id));
        Readings readings;
        ROSTRA_TRY_VALUE(kept, load_kept(key, readings));
        ROSTRA_TRY_VALUE(into, load_kept(target, readings));
        if (!kept.indexed() || !into.indexed()) return Error{ErrorCode::bad_value, std::string(telling_id), "one of the two is hidden or of an earlier reading"};
        if (kept.head == into.head) return Error{ErrorCode::bad_value, std::string(telling_id), "is a telling of that statement already"};
        known_.clear();
        const std::int64_t left = kept.head;
        ROSTRA_TRY(set_standing(kept, into.head, false, false, book));
        ROSTRA_TRY(write_join(key, into.head, {1, "joined by an editor", std::string(editor)}, at));
        ROSTRA_TRY(regroup(left, book));
        ROSTRA_TRY(count_tellings(into.head));
        return Done{};
    });
}

}  // namespace rostra::store
