// One statement, many tellings: finding the statement that a new telling belongs to, joining, parting, and keeping heads,
// counts and index in step. Candidates come from shared bands (near copies, whoever they are of) and from the speaker's
// other tellings of those days (the same in other words); same_statement decides.
#include "keeping.h"
#include "sketch.h"

namespace rostra::store {
namespace {

constexpr std::size_t most_known = 8192;      // versions kept in memory for comparing
constexpr std::int64_t most_of_speaker = 48;  // tellings of the speaker's days that are looked at
constexpr std::int64_t most_of_bands = 192;   // sharing a band: a phrase that thousands use is no evidence

// What "rule" parts, the rule may join again: no editor goes by that name.
Status decider_fits(std::string_view editor) {
    if (!editor.empty() && editor != rule_name && text_fits(editor, 300)) return Done{};
    return Error{ErrorCode::bad_value, "editor", "a name is needed, and \"" + std::string(rule_name) + "\" is the record's own"};
}

}  // namespace

StoredRecord::Marks StoredRecord::marks_of(const Version& version) { return {gist_of(version), bands(shingles(version.words, 2))}; }

// The candidates of several tellings, asked for together.
Status StoredRecord::find_candidates(std::span<const Sought> all) {
    std::vector<std::vector<Arg>> sets;
    std::vector<const Sought*> asked;
    for (const Sought& sought : all) {
        const auto& b = sought.marks->bands;
        if (b.empty()) continue;
        const Kept& telling = *sought.telling;
        const std::int32_t day = day_of_key(telling.key);
        const bool dated = day > 0;
        const std::int64_t low = dated ? std::int64_t{day - widest_window} << 40 : 0, high = dated ? (std::int64_t{day + widest_window + 1} << 40) - 1 : INT64_MAX;
        // A speaker of 0 or days from 1 to 0 find nothing.
        sets.push_back({b[0], b[1], b[2], b[3], b[4], b[5], low, high, most_of_bands, telling.speaker, dated ? std::int64_t{day - 1} << 40 : 1, dated ? (std::int64_t{day + 2} << 40) - 1 : 0, most_of_speaker});
        asked.push_back(&sought);
    }
    ROSTRA_TRY(database_->query_each(
        "SELECT telling, gist FROM (SELECT b.telling, t.gist FROM band b JOIN telling t ON t.key = b.telling "
        "WHERE b.band IN (?,?,?,?,?,?) AND b.telling BETWEEN ? AND ? ORDER BY b.telling DESC LIMIT ?) AS near "
        "UNION ALL SELECT key, gist FROM (SELECT key, gist FROM telling WHERE speaker = ? AND key BETWEEN ? AND ? ORDER BY key DESC LIMIT ?) AS said",
        sets, [&](std::size_t i, const Row& row) {
            const Sought& sought = *asked[i];
            // Most are turned down by their gist alone; those of a record of version 1 have none and are looked at.
            if (row.integer(0) != sought.telling->key && (row.null(1) || may_be_same(sought.marks->gist, row.text(1)))) sought.found->push_back(row.integer(0));
        }));
    for (const Sought* sought : asked) {
        std::vector<std::int64_t>& found = *sought->found;
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
    }
    return Done{};
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

Result<std::optional<StoredRecord::Candidate>> StoredRecord::best_match(std::span<const std::int64_t> candidates, const Version& version, std::int64_t rid, std::span<const std::int64_t> apart) {
    std::optional<Candidate> best;
    for (const std::int64_t key : candidates) {
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

// What an editor parted, the rule must not join again, whichever of the two comes back in a new reading: the statements
// that hold now what this telling, or an earlier reading of it, was parted from.
Result<std::vector<std::int64_t>> StoredRecord::parted_from(std::int64_t key) {
    constexpr std::size_t most = 200;
    std::vector<std::int64_t> line{key}, apart, heads;
    const auto into = [](std::vector<std::int64_t>& list) {
        return [&list](const Row& row) {
            if (list.size() < most && std::find(list.begin(), list.end(), row.integer(0)) == list.end()) list.push_back(row.integer(0));
            return true;
        };
    };
    for (std::size_t i = 0; i < line.size(); ++i) {
        ROSTRA_TRY(database_->query("SELECT earlier FROM telling WHERE key = ? AND earlier IS NOT NULL", {line[i]}, into(line)));
        ROSTRA_TRY(database_->query("SELECT head FROM joined WHERE telling = ? AND undone_at IS NOT NULL AND undone_by <> ?", {line[i], rule_name}, into(apart)));
        ROSTRA_TRY(database_->query("SELECT telling FROM joined WHERE head = ? AND undone_at IS NOT NULL AND undone_by <> ?", {line[i], rule_name}, into(apart)));
    }
    for (std::size_t i = 0; i < apart.size(); ++i) {
        ROSTRA_TRY(database_->query("SELECT key FROM telling WHERE earlier = ?", {apart[i]}, into(apart)));
        ROSTRA_TRY(database_->query("SELECT head FROM telling WHERE key = ?", {apart[i]}, into(heads)));
    }
    return heads;
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
Status StoredRecord::regroup(std::int64_t head, std::int64_t at, TallyBook& book) {
    std::vector<std::int64_t> all, standing;
    ROSTRA_TRY(database_->query("SELECT key, superseded = 0 AND hidden = 0 FROM telling WHERE head = ? ORDER BY key", {head}, [&](const Row& row) {
        all.push_back(row.integer(0));
        if (row.text(1) == "1" || row.text(1) == "t") standing.push_back(row.integer(0));
        return true;
    }));
    const std::int64_t first = standing.empty() ? head : std::find(standing.begin(), standing.end(), head) != standing.end() ? head
                                                                                                                             : standing.front();
    Readings readings;
    for (const std::int64_t key : all) {
        ROSTRA_TRY_VALUE(kept, load_kept(key, readings));
        const std::int64_t own = kept.indexed() ? first : key;
        if (kept.head != own) ROSTRA_TRY(set_standing(kept, own, kept.superseded, kept.hidden, book));
    }
    if (first != head) ROSTRA_TRY(hand_over(head, first, rule_name, at));
    ROSTRA_TRY(database_->run("UPDATE telling SET tellings = 1 WHERE key = ?", {head}));
    return count_tellings(first);
}

// Whoever was parted from the one is parted from the other too. What the rule parted it may join again.
Status StoredRecord::copy_partings(std::int64_t from, std::int64_t to) {
    constexpr std::string_view columns = "INSERT INTO joined(telling, head, score, explanation, made_by, made_at, undone_by, undone_at) ";
    const std::string of_head = std::string(columns) +
                                "SELECT DISTINCT telling, CAST(? AS BIGINT), score, explanation, made_by, made_at, undone_by, undone_at FROM joined "
                                "WHERE head = ? AND telling <> ? AND undone_at IS NOT NULL AND undone_by <> ?";
    const std::string of_telling = std::string(columns) +
                                   "SELECT DISTINCT CAST(? AS BIGINT), head, score, explanation, made_by, made_at, undone_by, undone_at FROM joined "
                                   "WHERE telling = ? AND head <> ? AND undone_at IS NOT NULL AND undone_by <> ?";
    ROSTRA_TRY(database_->run(of_head, {to, from, to, rule_name}));
    return database_->run(of_telling, {to, from, to, rule_name});
}

// A statement goes on under another of its tellings: that one is joined to none any more, the others are joined to it, and
// what was parted from the statement stays parted from what is left of it.
Status StoredRecord::hand_over(std::int64_t from, std::int64_t to, std::string_view by, std::int64_t at) {
    ROSTRA_TRY(copy_partings(from, to));
    ROSTRA_TRY(undo_joins(to, by, at));
    return database_->run("UPDATE joined SET head = ? WHERE head = ? AND undone_at IS NULL", {to, from});
}

Status StoredRecord::undo_joins(std::int64_t telling, std::string_view by, std::int64_t at) {
    return database_->run("UPDATE joined SET undone_by = ?, undone_at = ? WHERE telling = ? AND undone_at IS NULL", {by, at, telling});
}

// The telling stands alone from now on; the others of its statement stay together, under their next when it was the head.
Status StoredRecord::leave(Kept& kept, std::string_view by, std::int64_t at, TallyBook& book) {
    const std::int64_t key = kept.key, head = kept.head;
    ROSTRA_TRY_VALUE(before, group(head));
    known_.clear();
    if (head != key) {
        ROSTRA_TRY(copy_partings(head, key));
        ROSTRA_TRY(undo_joins(key, by, at));
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
    ROSTRA_TRY(hand_over(key, next, by, at));
    ROSTRA_TRY(database_->run("UPDATE telling SET tellings = 1 WHERE key = ?", {key}));
    return count_tellings(next);
}

Result<std::string> StoredRecord::id_of(std::int64_t key) {
    std::string id;
    ROSTRA_TRY(database_->query("SELECT id FROM telling WHERE key = ?", {key}, [&](const Row& row) {
        id = row.string(0);
        return false;
    }));
    return id;
}

// Another telling of its statement: the first one, or the next where it is the first itself.
Result<std::string> StoredRecord::stands_with(std::int64_t key) {
    Readings readings;
    ROSTRA_TRY_VALUE(kept, load_kept(key, readings));
    ROSTRA_TRY_VALUE(tellings, group(kept.head));
    for (const std::int64_t other : tellings)
        if (other != key && kept.indexed()) return id_of(other);
    ROSTRA_TRY_VALUE(id, id_of(key));
    return Error{ErrorCode::bad_value, std::move(id), "stands alone; there is nothing to part it from"};
}

Status StoredRecord::part_one(std::int64_t key, std::string_view editor, std::int64_t at, TallyBook& book) {
    ROSTRA_TRY(decider_fits(editor));
    if (auto other = stands_with(key); !other) return other.error();
    Readings readings;
    ROSTRA_TRY_VALUE(kept, load_kept(key, readings));
    return leave(kept, editor, at, book);
}

Status StoredRecord::part(std::string_view telling_id, std::string_view editor, std::int64_t at) {
    return writing<Done>([&](TallyBook& book) -> Result<Done> {
        ROSTRA_TRY_VALUE(key, key_of(telling_id));
        return part_one(key, editor, at, book);
    });
}

Status StoredRecord::join_one(std::int64_t key, std::int64_t target, std::string_view editor, std::int64_t at, TallyBook& book) {
    ROSTRA_TRY(decider_fits(editor));
    Readings readings;
    ROSTRA_TRY_VALUE(kept, load_kept(key, readings));
    ROSTRA_TRY_VALUE(into, load_kept(target, readings));
    ROSTRA_TRY_VALUE(id, id_of(key));
    if (!kept.indexed() || !into.indexed()) return Error{ErrorCode::bad_value, std::move(id), "one of the two is hidden or of an earlier reading"};
    if (kept.head == into.head) return Error{ErrorCode::bad_value, std::move(id), "is a telling of that statement already"};
    known_.clear();
    const std::int64_t left = kept.head;
    ROSTRA_TRY(undo_joins(key, editor, at));
    ROSTRA_TRY(set_standing(kept, into.head, false, false, book));
    ROSTRA_TRY(write_join(key, into.head, {1, "joined by an editor", std::string(editor)}, at));
    ROSTRA_TRY(regroup(left, at, book));
    return count_tellings(into.head);
}

Status StoredRecord::join(std::string_view telling_id, std::string_view statement_id, std::string_view editor, std::int64_t at) {
    return writing<Done>([&](TallyBook& book) -> Result<Done> {
        ROSTRA_TRY_VALUE(key, key_of(telling_id));
        ROSTRA_TRY_VALUE(target, key_of(statement_id));
        return join_one(key, target, editor, at, book);
    });
}

}  // namespace rostra::store
