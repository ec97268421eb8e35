// Deciding a correction. How a telling stands is made anew from its first reading and the corrections that hold for it, so a
// decision can be undone by another in any order, and nothing of what was first read is lost.
#include "keeping.h"
#include "spam_filter.h"

namespace rostra::store {
namespace {

Error unfit(const Ruling& ruling, std::string what) { return {ErrorCode::bad_value, "correction " + std::to_string(ruling.correction), std::move(what)}; }

bool was_accepted(const Correction& c) {
    return std::any_of(c.decisions.begin(), c.decisions.end(), [](const Decision& d) { return d.verdict == CorrectionState::accepted; });
}

// Whether the verdict can follow on what the correction is now.
Status follows(const Ruling& r, const Correction& c) {
    const bool waits = c.state == CorrectionState::proposed || c.state == CorrectionState::suspected;
    if (c.latest != r.seen) return Error{ErrorCode::conflict, "correction " + std::to_string(c.id), c.decisions.empty() ? "has changed since" : "was decided by " + c.decisions.back().editor + " meanwhile"};
    if (r.verdict == CorrectionState::suspected) return unfit(r, "only a guard suspects");
    if (r.verdict == CorrectionState::proposed && c.state != CorrectionState::suspected && c.state != CorrectionState::spam)
        return unfit(r, waits ? "waits already" : "was decided; decide it anew");
    if (r.verdict == CorrectionState::spam && was_accepted(c)) return unfit(r, "was accepted once, so it stays in the public log; reject it");
    const bool same_reach = c.decisions.empty() || c.decisions.back().every_telling == r.every_telling;
    if (r.verdict == c.state && (c.state != CorrectionState::accepted || same_reach)) return unfit(r, "is " + std::string(name_of(c.state)) + " already");
    return Done{};
}

// What the filter learns from a verdict: a rejected proposal is a good one too, only wrong.
std::string_view lesson(CorrectionState verdict) {
    if (verdict == CorrectionState::spam) return "spam";
    return verdict == CorrectionState::accepted || verdict == CorrectionState::rejected ? "good" : "";
}

}  // namespace

// Spans of what an editor wrote are none of the report's.
void StoredRecord::lay(const Proposal& p, Statement& statement, bool& hidden) {
    switch (p.kind) {
        case CorrectionKind::speaker:
            statement.speaker = p.speaker;
            if (statement.speaker) statement.speaker->mention.reset();
            break;
        case CorrectionKind::bloc:
            statement.on_behalf_of = p.bloc;
            if (statement.on_behalf_of) statement.on_behalf_of->span.reset();
            break;
        case CorrectionKind::not_a_statement:
        case CorrectionKind::furniture: hidden = true; break;
        case CorrectionKind::other:
        case CorrectionKind::apart: break;  // of where the telling belongs, not of how it stands
    }
}

Status StoredRecord::decide(const Ruling& given, std::int64_t at) {
    Ruling ruling = given;
    if (!note_fits(ruling.note)) return Error{ErrorCode::bad_value, "note", "is longer than 2,000 bytes, or not UTF-8 text"};
    if (ruling.editor.empty()) return Error{ErrorCode::bad_value, "editor", "is missing"};
    return writing<Done>([&](TallyBook& book) -> Result<Done> {
        ROSTRA_TRY_VALUE(c, find_correction(ruling.correction));
        if (c.proposal.kind == CorrectionKind::apart) ruling.every_telling = false;  // one telling leaves, whoever asks for more
        ROSTRA_TRY(follows(ruling, c));
        ROSTRA_TRY(new_event(c.id, ruling.verdict, ruling, at));
        ROSTRA_TRY(teach(c, lesson(ruling.verdict)));
        if (c.proposal.kind == CorrectionKind::apart) return settle_apart(c, ruling, at, book);
        std::vector<std::int64_t> touched;
        ROSTRA_TRY(database_->query("SELECT telling FROM correction_on WHERE correction = ?", {c.id}, [&](const Row& row) {
            touched.push_back(row.integer(0));
            return true;
        }));
        if (ruling.verdict == CorrectionState::accepted) {
            ROSTRA_TRY_VALUE(key, key_of(c.proposal.statement_id));
            ROSTRA_TRY_VALUE(reached, reach(key, ruling.every_telling));
            ROSTRA_TRY(database_->run("DELETE FROM correction_on WHERE correction = ?", {c.id}));
            for (const std::int64_t telling : reached) ROSTRA_TRY(database_->run("INSERT INTO correction_on(correction, telling) VALUES(?,?)", {c.id, telling}));
            touched.insert(touched.end(), reached.begin(), reached.end());
        }
        std::sort(touched.begin(), touched.end());
        touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
        return restand(touched, at, book);
    });
}

// The telling with the same words in the newest reading of its report.
Result<std::int64_t> StoredRecord::newest_of(std::string_view telling_id) {
    ROSTRA_TRY_VALUE(key, key_of(telling_id));
    ROSTRA_TRY_VALUE(newer, newer_than(key));
    if (!newer) return key;
    return key_of(*newer);
}

// Accepted, the telling leaves its statement and is not joined to it by rule again; not accepted after all, it goes back to
// the telling that it was parted from, unless an editor has joined the two meanwhile or one of them is not shown.
Status StoredRecord::settle_apart(const Correction& c, const Ruling& ruling, std::int64_t at, TallyBook& book) {
    const bool accept = ruling.verdict == CorrectionState::accepted;
    if (!accept && c.state != CorrectionState::accepted) return Done{};
    ROSTRA_TRY_VALUE(key, newest_of(c.proposal.statement_id));
    if (accept) {
        ROSTRA_TRY_VALUE(first, key_of(c.proposal.statement_id));
        ROSTRA_TRY_VALUE(reached, reach(first, false));
        for (const std::int64_t telling : reached) ROSTRA_TRY(database_->run("INSERT INTO correction_on(correction, telling) VALUES(?,?) ON CONFLICT DO NOTHING", {c.id, telling}));
        return part_one(key, ruling.editor, at, book);
    }
    ROSTRA_TRY_VALUE(other, newest_of(c.proposal.apart_from));
    Readings readings;
    ROSTRA_TRY_VALUE(kept, load_kept(key, readings));
    ROSTRA_TRY_VALUE(into, load_kept(other, readings));
    if (!kept.indexed() || !into.indexed() || kept.head == into.head) return Done{};
    return join_one(key, other, ruling.editor, at, book);
}

// The tellings that a correction of one is laid over: it, the same words in later readings, and, when it is of the whole
// statement, all that these belong with.
Result<std::vector<std::int64_t>> StoredRecord::reach(std::int64_t key, bool every_telling) {
    std::vector<std::int64_t> out{key};
    const auto follow = [&](std::int64_t from) -> Result<std::int64_t> {
        for (int step = 0; step < most_readings; ++step) {
            std::int64_t next = 0;
            ROSTRA_TRY(database_->query("SELECT key FROM telling WHERE earlier = ? ORDER BY key DESC LIMIT 1", {from}, [&](const Row& row) {
                next = row.integer(0);
                return false;
            }));
            if (!next) break;
            out.push_back(from = next);
        }
        return from;
    };
    ROSTRA_TRY_VALUE(newest, follow(key));
    if (every_telling) {
        std::int64_t head = newest;
        ROSTRA_TRY(database_->query("SELECT head FROM telling WHERE key = ?", {newest}, [&](const Row& row) {
            head = row.integer(0);
            return false;
        }));
        ROSTRA_TRY_VALUE(keys, group(head));
        out.insert(out.end(), keys.begin(), keys.end());
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

Result<bool> StoredRecord::stands_as_corrected(std::int64_t key, std::string_view original, std::string_view body, bool hidden) {
    ROSTRA_TRY_VALUE(corrections, holding(key));
    if (corrections.empty()) return !hidden && (original.empty() || original == body);
    ROSTRA_TRY_VALUE(stands, decode_statement(body));
    ROSTRA_TRY_VALUE(statement, decode_statement(original.empty() ? body : original));
    bool hides = false;
    for (const Correction& c : corrections) lay(c.proposal, statement, hides);
    return encode(statement) == encode(stands) && hides == hidden;
}

// First reading, then each correction that holds, in order of decision. Out of index and counts as it stood, in again as
// it stands now.
Result<StoredRecord::Restood> StoredRecord::restand_one(std::int64_t key, TallyBook& book) {
    Readings readings;
    ROSTRA_TRY_VALUE(kept, load_kept(key, readings));
    std::string original;
    ROSTRA_TRY(database_->query("SELECT original FROM telling WHERE key = ?", {key}, [&](const Row& row) {
        original = row.maybe(0).value_or("");
        return false;
    }));
    const std::string before = encode(kept.statement);
    const std::string first = original.empty() ? before : original;
    ROSTRA_TRY_VALUE(statement, decode_statement(first));
    ROSTRA_TRY_VALUE(corrections, holding(key));
    bool hidden = false;
    for (const Correction& c : corrections) lay(c.proposal, statement, hidden);
    Restood out{key, kept.head, kept.hidden, hidden, encode(statement) != before};
    const std::int64_t head = kept.head;
    const bool superseded = kept.superseded;
    ROSTRA_TRY(set_standing(kept, head, true, kept.hidden, book));
    kept.statement = std::move(statement);
    ROSTRA_TRY_VALUE(speaker, speaker_key(kept.statement));
    kept.speaker = speaker;
    const std::string body = encode(kept.statement);
    ROSTRA_TRY(database_->run("UPDATE telling SET body = ?, original = ?, speaker = ? WHERE key = ?", {body, corrections.empty() ? Arg{} : Arg{std::string_view(first)}, speaker ? Arg{speaker} : Arg{}, key}));
    ROSTRA_TRY(set_standing(kept, head, superseded, hidden, book));
    return out;
}

Status StoredRecord::restand(const std::vector<std::int64_t>& keys, std::int64_t at, TallyBook& book) {
    known_.clear();
    std::vector<Restood> all;
    for (const std::int64_t key : keys) {
        ROSTRA_TRY_VALUE(one, restand_one(key, book));
        all.push_back(one);
    }
    for (const Restood& one : all)
        if (one.hides && !one.hidden) ROSTRA_TRY(regroup(one.head, at, book));
    for (const Restood& one : all) {
        if (one.hidden && !one.hides) ROSTRA_TRY(bring_back(one.key, at, book));
        else if (one.changed && !one.hides) ROSTRA_TRY(part_if_unlike(one.key, at, book));
    }
    return Done{};
}

// A telling that is shown again goes back to where it was joined; one that headed its statement is looked at as a new one.
Status StoredRecord::bring_back(std::int64_t key, std::int64_t at, TallyBook& book) {
    std::int64_t head = 0;
    ROSTRA_TRY(database_->query(
        "SELECT h.key FROM joined j JOIN telling h ON h.key = j.head WHERE j.telling = ? AND j.undone_at IS NULL AND h.head = h.key AND h.superseded = 0 AND h.hidden = 0 ORDER BY j.id DESC LIMIT 1",
        {key}, [&](const Row& row) {
            head = row.integer(0);
            return false;
        }));
    if (!head || head == key) return join_by_rule(key, at, book);
    Readings readings;
    ROSTRA_TRY_VALUE(kept, load_kept(key, readings));
    if (!kept.indexed()) return Done{};
    ROSTRA_TRY(set_standing(kept, head, false, false, book));
    return count_tellings(head);
}

// Once speaker or bloc are others, it may be no telling of its statement any more: the rule looks again. What an editor
// joined stays joined.
Status StoredRecord::part_if_unlike(std::int64_t key, std::int64_t at, TallyBook& book) {
    Readings readings;
    ROSTRA_TRY_VALUE(kept, load_kept(key, readings));
    if (!kept.indexed()) return Done{};
    ROSTRA_TRY_VALUE(keys, group(kept.head));
    std::int64_t partner = kept.head;
    if (partner == key && keys.size() > 1) partner = keys[0] == key ? keys[1] : keys[0];
    if (partner != key) {
        std::string by;
        ROSTRA_TRY(database_->query("SELECT made_by FROM joined WHERE telling = ? AND undone_at IS NULL ORDER BY id DESC LIMIT 1", {partner == kept.head ? key : partner}, [&](const Row& row) {
            by = row.string(0);
            return false;
        }));
        ROSTRA_TRY_VALUE(own, known(key));
        const Version version = own->version;
        ROSTRA_TRY_VALUE(other, known(partner));
        if (by != rule_name || same_statement(version, other->version)) return Done{};
        ROSTRA_TRY(leave(kept, rule_name, at, book));
    }
    return join_by_rule(key, at, book);
}

Status StoredRecord::join_by_rule(std::int64_t key, std::int64_t at, TallyBook& book) {
    known_.clear();
    Readings readings;
    ROSTRA_TRY_VALUE(kept, load_kept(key, readings));
    if (!kept.indexed()) return Done{};
    ROSTRA_TRY_VALUE(own, known(key));
    const Version version = own->version;
    const std::int64_t rid = own->rid;
    ROSTRA_TRY_VALUE(apart, parted_from(key));
    const Marks marks = marks_of(version);
    std::vector<std::int64_t> candidates;
    const Sought sought{&kept, &marks, &candidates};
    ROSTRA_TRY(find_candidates({&sought, 1}));
    ROSTRA_TRY_VALUE(match, best_match(candidates, version, rid, apart));
    if (!match || match->head == key) return Done{};
    ROSTRA_TRY(undo_joins(key, rule_name, at));
    ROSTRA_TRY(set_standing(kept, match->head, false, false, book));
    ROSTRA_TRY(write_join(key, match->head, match->why, at));
    return count_tellings(match->head);
}

// The filter's counts, moved from what it learned before of this proposal to what it learns now. Editors' own proposals
// teach nothing: they pass no guard.
Status StoredRecord::teach(const Correction& c, std::string_view lesson) {
    if (!c.origin.editor.empty()) return Done{};
    std::string before;
    ROSTRA_TRY(database_->query("SELECT taught FROM correction WHERE id = ?", {c.id}, [&](const Row& row) {
        before = row.string(0);
        return false;
    }));
    if (before == lesson) return Done{};
    const std::int64_t good = (lesson == "good") - (before == "good"), spam = (lesson == "spam") - (before == "spam");
    ROSTRA_TRY(database_->run("UPDATE correction SET taught = ? WHERE id = ?", {lesson, c.id}));
    std::vector<std::int64_t> features{-1};
    for (const std::uint32_t feature : features_of(c.proposal)) features.push_back(feature);
    for (const std::int64_t feature : features)
        ROSTRA_TRY(database_->run("INSERT INTO spam_filter(feature, good, spam) VALUES(?,?,?) ON CONFLICT(feature) DO UPDATE SET good = spam_filter.good + excluded.good, spam = spam_filter.spam + excluded.spam", {feature, good, spam}));
    return Done{};
}

Result<std::optional<double>> StoredRecord::likely_spam(const Proposal& proposal) {
    return reading<std::optional<double>>([&]() -> Result<std::optional<double>> {
        const auto features = features_of(proposal);
        std::unordered_map<std::uint32_t, Seen> seen;
        Seen all;
        const auto look = [&](std::int64_t feature, Seen& into) {
            return database_->query("SELECT good, spam FROM spam_filter WHERE feature = ?", {feature}, [&](const Row& row) {
                into = {static_cast<std::uint64_t>(std::max<std::int64_t>(0, row.integer(0))), static_cast<std::uint64_t>(std::max<std::int64_t>(0, row.integer(1)))};
                return false;
            });
        };
        ROSTRA_TRY(look(-1, all));
        if (all.good < least_taught || all.spam < least_taught) return std::optional<double>();
        for (const std::uint32_t feature : features) ROSTRA_TRY(look(feature, seen[feature]));
        return spam_probability(features, seen, all);
    });
}

}  // namespace rostra::store

namespace rostra {

Status part_with_reason(Record& record, const std::string& telling_id, const std::string& editor, const std::string& reason, std::int64_t at) {
    const auto kept = record.propose({telling_id, CorrectionKind::apart, std::nullopt, std::nullopt, reason, {}}, at, {editor, {}});
    if (!kept) return kept.error();
    const auto waits = record.correction(*kept);
    if (!waits) return waits.error();
    return record.decide({*kept, waits->latest, CorrectionState::accepted, false, editor, {}}, at);
}

}  // namespace rostra
