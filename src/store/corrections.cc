// Corrections. A proposal is kept as it was sent; accepting one changes how the statement stands, never its first reading.
#include "stored_record.h"

namespace rostra::store {
namespace {

constexpr std::size_t longest_reason = 2000, longest_name = 300;
constexpr std::string_view columns =
    "SELECT c.id, t.id, c.kind, c.value, c.reason, c.state, c.proposed_at, c.decided_at, c.editor, c.note FROM correction c JOIN telling t ON t.key = c.telling ";

bool text_ok(std::string_view text, std::size_t longest) {
    return text.size() <= longest && !utf8::find_invalid(text) && text.find('\0') == std::string_view::npos;
}

Status fit(const Proposal& p) {
    const auto bad = [](std::string what) { return Error{ErrorCode::bad_value, "proposal", std::move(what)}; };
    if (p.reason.empty()) return bad("a reason is needed");
    if (!text_ok(p.reason, longest_reason)) return bad("the reason is longer than 2,000 bytes, or not UTF-8 text");
    if (p.speaker && (!text_ok(p.speaker->name, longest_name) || !text_ok(p.speaker->role.value_or(""), longest_name) || !text_ok(p.speaker->of.value_or(""), 3)))
        return bad("the speaker's name or role is longer than 300 bytes, or the state is not a three-letter code");
    if (p.bloc && (p.bloc->named.size() > 300 || !text_ok(p.bloc->group.value_or(""), longest_name))) return bad("the bloc is larger than the number of states");
    if (p.bloc && !std::all_of(p.bloc->named.begin(), p.bloc->named.end(), [](const std::string& code) { return code.size() == 3 && text_ok(code, 3); }))
        return bad("a state of the bloc is not a three-letter code");
    return Done{};
}

// How the statement stands once the correction holds. Spans of what an editor wrote are none of the report's.
void apply(const Proposal& p, Statement& statement, bool& hidden) {
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
        case CorrectionKind::other: break;
    }
}

CorrectionState state_named(std::string_view name) {
    return name == "accepted" ? CorrectionState::accepted : name == "rejected" ? CorrectionState::rejected : CorrectionState::proposed;
}

}  // namespace

Result<std::vector<Correction>> StoredRecord::read_corrections(std::string_view sql, Args args) {
    std::vector<Correction> out;
    Status sound = Done{};
    ROSTRA_TRY(database_->query(sql, args, [&](const Row& row) {
        Correction c;
        c.id = row.integer(0);
        c.proposal = {row.string(1), correction_kind(row.text(2)).value_or(CorrectionKind::other), std::nullopt, std::nullopt, row.string(4)};
        sound = decode_value(row.text(3), c.proposal);
        c.state = state_named(row.text(5));
        c.proposed_at = row.integer(6);
        c.decided_at = row.integer(7);
        c.editor = row.string(8);
        c.note = row.string(9);
        out.push_back(std::move(c));
        return sound.ok();
    }));
    if (!sound) return sound.error();
    return out;
}

Result<std::vector<Correction>> StoredRecord::history_of(std::int64_t key) {
    std::vector<Correction> out;
    constexpr int most_readings = 100;
    // Back through the readings: what was decided of the same words before is part of the history.
    for (int step = 0; step < most_readings && key; ++step) {
        ROSTRA_TRY_VALUE(some, read_corrections(std::string(columns) + "WHERE c.telling = ? AND c.state <> 'proposed' ORDER BY c.id", {key}));
        out.insert(out.begin(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
        std::int64_t earlier = 0;
        ROSTRA_TRY(database_->query("SELECT earlier FROM telling WHERE key = ?", {key}, [&](const Row& row) {
            earlier = row.null(0) ? 0 : row.integer(0);
            return false;
        }));
        key = earlier;
    }
    return out;
}

Result<std::int64_t> StoredRecord::propose(const Proposal& proposal, std::int64_t at) {
    ROSTRA_TRY(fit(proposal));
    return writing<std::int64_t>([&](TallyBook&) -> Result<std::int64_t> {
        ROSTRA_TRY_VALUE(key, key_of(proposal.statement_id));
        const std::string value = encode_value(proposal);
        std::int64_t id = 0;
        ROSTRA_TRY(database_->query("INSERT INTO correction(telling, kind, value, reason, state, proposed_at) VALUES(?,?,?,?,'proposed',?) RETURNING id", {key, name_of(proposal.kind), value, proposal.reason, at}, [&](const Row& row) {
            id = row.integer(0);
            return true;
        }));
        return id;
    });
}

Status StoredRecord::decide(std::int64_t correction, bool accept, std::string_view editor, std::string_view note, std::int64_t at) {
    if (!text_ok(note, longest_reason)) return Error{ErrorCode::bad_value, "note", "is longer than 2,000 bytes, or not UTF-8 text"};
    return writing<Done>([&](TallyBook& book) -> Result<Done> {
        ROSTRA_TRY_VALUE(found, read_corrections(std::string(columns) + "WHERE c.id = ?", {correction}));
        if (found.empty()) return no_such("correction", std::to_string(correction));
        const Correction& c = found.front();
        if (c.state != CorrectionState::proposed) return Error{ErrorCode::conflict, "correction " + std::to_string(correction), "was decided by " + c.editor};
        ROSTRA_TRY(database_->run("UPDATE correction SET state = ?, decided_at = ?, editor = ?, note = ? WHERE id = ?", {accept ? "accepted" : "rejected", at, editor, note, correction}));
        if (!accept) return Done{};
        ROSTRA_TRY_VALUE(key, key_of(c.proposal.statement_id));
        Readings readings;
        ROSTRA_TRY_VALUE(kept, load_kept(key, readings));
        // Out of index and counts as it stood, in again as it stands now.
        const bool superseded = kept.superseded;
        bool hidden = kept.hidden;
        const std::int64_t head = kept.head;
        const std::string before = encode(kept.statement);
        ROSTRA_TRY(set_standing(kept, head, true, hidden, book));
        apply(c.proposal, kept.statement, hidden);
        ROSTRA_TRY_VALUE(speaker, speaker_key(kept.statement));
        kept.speaker = speaker;
        const std::string now = encode(kept.statement);
        ROSTRA_TRY(database_->run("UPDATE telling SET body = ?, original = COALESCE(original, ?), speaker = ? WHERE key = ?", {now, before, kept.speaker ? Arg{kept.speaker} : Arg{}, key}));
        ROSTRA_TRY(set_standing(kept, head, superseded, hidden, book));
        return hidden ? regroup(head, book) : Status(Done{});
    });
}

Result<PageOf<Correction>> StoredRecord::corrections(std::vector<CorrectionState> states, const PageRequest& page) {
    return reading<PageOf<Correction>>([&]() -> Result<PageOf<Correction>> {
        ROSTRA_TRY_VALUE(cursor, read_cursor('c', page));
        const std::uint32_t size = page_size(page);
        PageOf<Correction> out;
        const auto wanted = [&](CorrectionState s) { return std::find(states.begin(), states.end(), s) != states.end() ? name_of(s) : std::string_view("-"); };
        ROSTRA_TRY_VALUE(found, read_corrections(std::string(columns) + "WHERE c.state IN (?, ?, ?) AND c.id < ? ORDER BY c.id DESC LIMIT ?",
                                                 {wanted(CorrectionState::proposed), wanted(CorrectionState::accepted), wanted(CorrectionState::rejected), cursor.value_or(INT64_MAX), std::int64_t{size} + 1}));
        out.items = std::move(found);
        if (out.items.size() > size) {
            out.items.resize(size);
            out.next = make_cursor('c', out.items.back().id);
        }
        return out;
    });
}

}  // namespace rostra::store
