// Corrections: proposals, kept as they were sent, and their log. Deciding one is in deciding.cc.
#include "stored_record.h"

namespace rostra::store {
namespace {

constexpr std::size_t longest_name = 300, most_members = 300;
constexpr std::string_view columns =
    "SELECT c.id, t.id, c.kind, c.value, c.reason, c.state, c.proposed_at, c.proposer, c.suspicion, c.stood, c.latest FROM correction c JOIN telling t ON t.key = c.telling ";
// The telling with the same words in the readings before.
constexpr std::string_view back = "WITH RECURSIVE back(k) AS (SELECT CAST(? AS BIGINT) UNION SELECT t.earlier FROM back JOIN telling t ON t.key = back.k WHERE t.earlier IS NOT NULL) ";

bool code_ok(const std::string& code) { return knowledge::state(code) != nullptr; }

Status fit(const Proposal& p) {
    const auto bad = [](std::string what) { return Error{ErrorCode::bad_value, "proposal", std::move(what)}; };
    if (p.reason.empty()) return bad("a reason is needed");
    if (!note_fits(p.reason)) return bad("the reason is longer than 2,000 bytes, or not UTF-8 text");
    if (const auto& s = p.speaker) {
        if (s->name.empty()) return bad("the speaker's name is missing");
        if (!text_fits(s->name, longest_name) || !text_fits(s->role.value_or(""), longest_name)) return bad("the speaker's name or role is longer than 300 bytes, or not UTF-8 text");
        if (s->of && !code_ok(*s->of)) return bad("the speaker's state is not a known three-letter code");
    }
    if (const auto& b = p.bloc) {
        if (b->named.size() > most_members || b->declared.value_or(0) > most_members) return bad("the bloc is larger than the number of states");
        if (!text_fits(b->group.value_or(""), longest_name)) return bad("the group's name is longer than 300 bytes, or not UTF-8 text");
        if (!std::all_of(b->named.begin(), b->named.end(), code_ok) || (b->lead && !code_ok(*b->lead))) return bad("a state of the bloc is not a known three-letter code");
        if (!b->declared && b->named.empty() && !b->lead && !b->group) return bad("the bloc has no number, no state and no name");
    }
    return Done{};
}

CorrectionState arrival_of(const ProposalOrigin& origin) { return origin.suspicion.empty() ? CorrectionState::proposed : CorrectionState::suspected; }

// Whether the proposal would have stand what stands there already.
bool says_nothing_new(const Proposal& p, const Statement& s) {
    if (p.kind == CorrectionKind::speaker) {
        if (!p.speaker || !s.speaker) return !p.speaker && !s.speaker;
        return p.speaker->name == s.speaker->name && p.speaker->type == s.speaker->type && p.speaker->role == s.speaker->role && p.speaker->of == s.speaker->of;
    }
    if (p.kind != CorrectionKind::bloc) return false;
    const auto &a = p.bloc, &b = s.on_behalf_of;
    if (!a || !b) return !a && !b;
    return a->declared == b->declared && a->named == b->named && a->lead == b->lead && a->group == b->group;
}

}  // namespace

Result<std::vector<Correction>> StoredRecord::read_corrections(std::string_view sql, Args args) {
    std::vector<Correction> out;
    Status sound = Done{};
    ROSTRA_TRY(database_->query(sql, args, [&](const Row& row) {
        Correction c;
        c.id = row.integer(0);
        c.proposal = {row.string(1), correction_kind(row.text(2)).value_or(CorrectionKind::other), std::nullopt, std::nullopt, row.string(4), {}};
        sound = decode_value(row.text(3), c.proposal);
        c.state = correction_state(row.text(5)).value_or(CorrectionState::proposed);
        c.proposed_at = row.integer(6);
        c.origin = {row.string(7), row.string(8)};
        if (!row.null(9)) {
            auto stood = decode_statement(row.text(9));
            if (stood) c.stood = *std::move(stood);
            else sound = stood.error();
        }
        c.latest = row.integer(10);
        out.push_back(std::move(c));
        return sound.ok();
    }));
    if (!sound) return sound.error();
    for (Correction& c : out)
        ROSTRA_TRY(database_->query("SELECT id, state, every_telling, editor, note, at FROM correction_event WHERE correction = ? ORDER BY id", {c.id}, [&](const Row& row) {
            if (row.text(3).empty()) return true;  // its arrival
            c.decisions.push_back({row.integer(0), correction_state(row.text(1)).value_or(CorrectionState::proposed), row.integer(2) != 0, row.string(3), row.string(4), row.integer(5)});
            return true;
        }));
    return out;
}

// What was decided of the same words in earlier readings is part of the history, and so is by what tellings were parted from
// the statement, or it from others.
Result<std::vector<Correction>> StoredRecord::history_of(std::int64_t key, std::int64_t head) {
    const std::string sql = std::string(back) + ", near(k) AS (SELECT k FROM back UNION SELECT key FROM telling WHERE head = ?), " +
                            "parted(k) AS (SELECT j.telling FROM near JOIN joined j ON j.head = near.k WHERE j.undone_at IS NOT NULL "
                            "UNION SELECT j.head FROM near JOIN joined j ON j.telling = near.k WHERE j.undone_at IS NOT NULL) " +
                            std::string(columns) +
                            "WHERE c.state IN ('accepted', 'rejected') AND (c.telling IN (SELECT k FROM back) OR "
                            "c.id IN (SELECT o.correction FROM back JOIN correction_on o ON o.telling = back.k) OR "
                            "c.id IN (SELECT o.correction FROM parted JOIN correction_on o ON o.telling = parted.k JOIN correction a ON a.id = o.correction WHERE a.kind = 'apart')) ORDER BY c.latest";
    return read_corrections(sql, {key, head});
}

Result<std::uint32_t> StoredRecord::waiting_for(std::int64_t key) {
    std::uint32_t count = 0;
    const std::string sql = std::string(back) + "SELECT count(*) FROM back JOIN correction c ON c.telling = back.k WHERE c.state = 'proposed'";
    ROSTRA_TRY(database_->query(sql, {key}, [&](const Row& row) {
        count = row.count(0);
        return false;
    }));
    return count;
}

// Those that say how the telling itself stands.
Result<std::vector<Correction>> StoredRecord::holding(std::int64_t key) {
    const std::string sql = std::string(columns) + "JOIN correction_on o ON o.correction = c.id WHERE o.telling = ? AND c.state = 'accepted' AND c.kind <> 'apart' ORDER BY c.latest";
    return read_corrections(sql, {key});
}

Status StoredRecord::new_event(std::int64_t correction, CorrectionState state, const Ruling& by, std::int64_t at) {
    std::int64_t id = 0;
    ROSTRA_TRY(database_->query("INSERT INTO correction_event(correction, state, every_telling, editor, note, at) VALUES(?,?,?,?,?,?) RETURNING id",
                                {correction, name_of(state), std::int64_t{by.every_telling}, by.editor, by.note, at}, [&](const Row& row) {
                                    id = row.integer(0);
                                    return true;
                                }));
    return database_->run("UPDATE correction SET state = ?, latest = ? WHERE id = ?", {name_of(state), id, correction});
}

// The number of a proposal that says the same and still waits, or 0; an error when the queue is full. What a guard suspects
// queues apart, so that spam does not keep visitors out, and editors are never kept out.
Result<std::int64_t> StoredRecord::waiting_like(const Proposal& p, std::int64_t telling, const ProposalOrigin& origin) {
    std::int64_t same = 0, waiting = 0;
    const std::string value = encode_value(p);
    ROSTRA_TRY(database_->query("SELECT id FROM correction WHERE telling = ? AND kind = ? AND value = ? AND reason = ? AND state IN ('proposed', 'suspected') ORDER BY id LIMIT 1",
                                {telling, name_of(p.kind), value, p.reason}, [&](const Row& row) {
                                    same = row.integer(0);
                                    return false;
                                }));
    if (same || !origin.editor.empty()) return same;
    ROSTRA_TRY(database_->query("SELECT count(*) FROM correction WHERE state = ? AND proposer = ''", {name_of(arrival_of(origin))}, [&](const Row& row) {
        waiting = row.integer(0);
        return false;
    }));
    if (waiting >= most_waiting) return Error{ErrorCode::too_large, "proposals", "so many wait for an editor that no more are taken; come back another day"};
    return same;
}

Result<std::int64_t> StoredRecord::propose(const Proposal& sent, std::int64_t at, const ProposalOrigin& origin) {
    Proposal proposal = sent;
    if (proposal.kind != CorrectionKind::speaker) proposal.speaker.reset();
    if (proposal.kind != CorrectionKind::bloc) proposal.bloc.reset();
    ROSTRA_TRY(fit(proposal));
    return writing<std::int64_t>([&](TallyBook&) -> Result<std::int64_t> {
        ROSTRA_TRY_VALUE(key, key_of(proposal.statement_id));
        proposal.apart_from.clear();
        if (proposal.kind == CorrectionKind::apart) {
            ROSTRA_TRY_VALUE(other, stands_with(key));
            proposal.apart_from = std::move(other);
        }
        ROSTRA_TRY_VALUE(same, waiting_like(proposal, key, origin));
        if (same) return same;
        std::string stood;
        ROSTRA_TRY(database_->query("SELECT body FROM telling WHERE key = ?", {key}, [&](const Row& row) {
            stood = row.string(0);
            return false;
        }));
        ROSTRA_TRY_VALUE(standing, decode_statement(stood));
        if (says_nothing_new(proposal, standing)) return Error{ErrorCode::bad_value, "proposal", "this is what stands there already"};
        const std::string value = encode_value(proposal);
        std::int64_t id = 0;
        ROSTRA_TRY(database_->query("INSERT INTO correction(telling, kind, value, reason, state, proposed_at, proposer, suspicion, stood) VALUES(?,?,?,?,'proposed',?,?,?,?) RETURNING id",
                                    {key, name_of(proposal.kind), value, proposal.reason, at, origin.editor, origin.suspicion, stood}, [&](const Row& row) {
                                        id = row.integer(0);
                                        return true;
                                    }));
        ROSTRA_TRY(new_event(id, arrival_of(origin), {}, at));
        return id;
    });
}

Result<PageOf<Correction>> StoredRecord::corrections(std::vector<CorrectionState> states, const PageRequest& page) {
    return reading<PageOf<Correction>>([&]() -> Result<PageOf<Correction>> {
        ROSTRA_TRY_VALUE(cursor, read_cursor('c', page));
        const std::uint32_t size = page_size(page);
        PageOf<Correction> out;
        const auto wanted = [&](CorrectionState s) { return std::find(states.begin(), states.end(), s) != states.end() ? name_of(s) : std::string_view("-"); };
        const std::string sql = std::string(columns) + "WHERE c.state IN (?, ?, ?, ?, ?) AND c.latest < ? ORDER BY c.latest DESC LIMIT ?";
        ROSTRA_TRY_VALUE(found, read_corrections(sql, {wanted(CorrectionState::proposed), wanted(CorrectionState::suspected), wanted(CorrectionState::accepted), wanted(CorrectionState::rejected),
                                                       wanted(CorrectionState::spam), cursor.value_or(INT64_MAX), std::int64_t{size} + 1}));
        out.items = std::move(found);
        if (out.items.size() > size) {
            out.items.resize(size);
            out.next = make_cursor('c', out.items.back().latest);
        }
        return out;
    });
}

Result<Correction> StoredRecord::find_correction(std::int64_t id) {
    const std::string sql = std::string(columns) + "WHERE c.id = ?";
    ROSTRA_TRY_VALUE(found, read_corrections(sql, {id}));
    if (found.empty()) return no_such("correction", std::to_string(id));
    return std::move(found.front());
}

Result<Correction> StoredRecord::correction(std::int64_t id) {
    return reading<Correction>([&] { return find_correction(id); });
}

Result<std::vector<CountOf>> StoredRecord::correction_counts() {
    return reading<std::vector<CountOf>>([&]() -> Result<std::vector<CountOf>> {
        std::vector<CountOf> out;
        ROSTRA_TRY(database_->query("SELECT state, count(*) FROM correction GROUP BY state ORDER BY state", {}, [&](const Row& row) {
            out.push_back({row.string(0), row.count(1)});
            return true;
        }));
        return out;
    });
}

}  // namespace rostra::store
