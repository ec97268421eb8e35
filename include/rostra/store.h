// Stage 7, store: readings → the record. SQLite in a file by default, PostgreSQL by URL; migrations carry a version.
// Must not know about HTTP or HTML.
//
// Words: a *telling* is one report's version of a statement, exactly as stage 6 gave it; a *statement* is one or more
// tellings that were found to be the same words of the same speaker. A statement goes by the id of its first telling;
// the id of any of its tellings finds it, for ever: joining, undoing, correcting and re-reading never free an id.
//
// Threads: a Record is used by one thread at a time; open one a thread. Any number of readers and writers, in one
// process or several, may have the same record open: writers wait for each other (RecordOptions::wait_ms).
// Text in and out is UTF-8; spans are bytes of the text that `ReportPage::reading.document.text` holds.
//
//     auto record = Record::open("un.db", {.writable = true});
//     if (record) (*record)->add(reading, std::time(nullptr));
#pragma once

#include "rostra/pipeline.h"

namespace rostra {

/// What all who read one record in this process find once and remember together, until the record changes; of some 100 MB
/// at most. Thread-safe.
class RecordMemory;
[[nodiscard]] std::shared_ptr<RecordMemory> make_record_memory();

struct RecordOptions {
    bool writable = false;                           ///< creates the record and brings it to the newest version; else it must exist
    std::uint32_t wait_ms = 10000;                   ///< how long a writer waits for another one before `conflict`
    std::uint32_t read_ms = 5000;                    ///< a reading call that takes longer ends with `too_large`; 0: no limit
    std::shared_ptr<RecordMemory> memory = nullptr;  ///< to be given to each record of one place that is open; nullptr: its own
};

/// What `add` did. `updated`: the id was known with other text or other statements; the new reading is shown from
/// now on, the first one is kept and its statements' ids still lead to them.
enum class Added : std::uint8_t { added,
                                  unchanged,
                                  updated };
[[nodiscard]] std::string_view name_of(Added added);

/// A report without its text.
struct ReportRow {
    std::string id;
    std::optional<std::string> url, title, byline, publisher, published;
    std::string language;
    std::uint32_t reading = 1;     ///< number of the reading that this is, from 1
    std::uint32_t readings = 1;    ///< how many there are; the last is the one shown in lists
    std::uint32_t statements = 0;  ///< tellings in this reading
    std::int64_t added_at = 0;     ///< seconds since 1970, as the caller of `add` said
};

/// One telling, and its statement's standing.
struct StatementRow {
    std::string id;                                  ///< of this telling
    std::string statement_id;                        ///< of the statement it belongs to (equal for its first telling)
    std::int64_t key = 0;                            ///< rises with the day, then with arrival; what lists are sorted by
    std::string day;                                 ///< day it was said, else published ("2019-10-29"; shorter when only that is known); empty: unknown
    Statement statement;                             ///< as it stands now, accepted corrections applied; spans into its reading's text
    std::string source, cue, content;                ///< the words; pieces of one part are joined by " … "
    std::shared_ptr<const std::string> text;         ///< the reading's whole text, shared by the rows of one call
    std::string speaker_slug;                        ///< empty when the speaker is not known
    std::uint32_t tellings = 1;                      ///< of the whole statement
    bool superseded = false;                         ///< it is of an earlier reading of its report
    bool hidden = false;                             ///< an accepted correction says: not a statement, or furniture
    bool corrected = false;                          ///< accepted corrections stand over its first reading
    std::shared_ptr<const Statement> first_reading;  ///< as stage 6 gave it; only when corrected
    ReportRow report;
};

/// A statement found by `search`: which bytes of `row.content` and of the speaker's name met the query.
struct Hit {
    StatementRow row;
    std::vector<Span> content_marks, speaker_marks;
};

/// One page of a list, newest first. `next` is opaque; hand it back to go on. Absent at the end.
template <class T>
struct PageOf {
    std::vector<T> items;
    std::optional<std::string> next;
};

struct PageRequest {
    std::uint32_t size = 20;            ///< 1..200, clamped
    std::optional<std::string> cursor;  ///< `next` of the page before; a foreign one gives `bad_value`
};

/// Which statements. All given conditions must hold.
struct StatementFilter {
    std::optional<std::string> speaker;      ///< slug
    std::optional<std::string> state;        ///< alpha-3 of the state the speaker is or speaks for
    std::optional<std::string> about;        ///< alpha-3
    std::optional<std::string> bloc_member;  ///< alpha-3 of a state named in (or leading) the bloc it was made for
    std::optional<std::string> report;       ///< report's id
    std::optional<std::string> publisher;
    std::optional<std::string> language;
    std::optional<Act> act;
    std::optional<Manner> manner;
    bool bloc_only = false;  ///< only statements made for a bloc
    std::string from, to;    ///< days, inclusive; "2019", "2019-10" and "2019-10-29" all work
};

struct SearchPage {
    PageOf<Hit> page;
    std::uint32_t total = 0;       ///< matches, counted up to `SearchPage::count_limit`
    bool more_than_total = false;  ///< there are more than `total`
    std::string understood;        ///< the query as it was run: quoted phrases, -excluded, prefix*
    static constexpr std::uint32_t count_limit = 1000;
};

struct SpeakerRow {
    std::string slug, name;
    SpeakerType type = SpeakerType::unknown;
    std::optional<std::string> role;  ///< the latest that a report gave
    std::optional<std::string> of;
    std::uint32_t statements = 0;
};

struct CountOf {
    std::string name;  ///< alpha-3, act, day, or what the list says
    std::uint32_t count = 0;
};

struct SpeakerPage {
    SpeakerRow speaker;
    std::vector<CountOf> by_act, about, by_month, forums;  ///< most first; months in order ("2019-10")
};

struct StatePage {
    std::string code;
    std::uint32_t spoke = 0, spoken_about = 0, in_blocs = 0;  ///< statements
    std::vector<SpeakerRow> speakers;                         ///< who speak for it, most first, at most 50
    std::vector<CountOf> by_act, about, by_month;             ///< of what it said
};

/// How many statements of one act in one month ("2019-10").
struct ActMonth {
    Act act = Act::say;
    std::string month;
    std::uint32_t count = 0;
};

/// The acts of statements about one state, or of one state's statements.
struct StateActs {
    std::string code;
    std::vector<ActMonth> acts;
};

struct Totals {
    std::uint64_t reports = 0, statements = 0, tellings = 0, speakers = 0, states = 0, bloc_statements = 0;
    std::string first_day, last_day;
};

/// Why a telling was joined to a statement.
struct JoinReason {
    double score = 1;         ///< 0..1; likeness of the words
    std::string explanation;  ///< "same speaker, 94% of the words, said within 1 day, same bloc (23, led by GBR)"
    std::string by;           ///< "rule", or the editor's name
};

struct Telling {
    StatementRow row;
    std::optional<JoinReason> joined;  ///< absent for the first telling
    std::string wire;                  ///< tellings with equal text share it (a wire copy is counted once); else empty
};

enum class CorrectionKind : std::uint8_t { speaker,
                                           bloc,
                                           not_a_statement,
                                           furniture,
                                           other,
                                           apart };  ///< this telling is not the same statement as the tellings it stands with
[[nodiscard]] std::string_view name_of(CorrectionKind kind);
[[nodiscard]] std::optional<CorrectionKind> correction_kind(std::string_view name);
/// `suspected`: taken for spam by a guard, for editors to look through; `spam`: found to be spam by an editor. Only
/// `accepted` and `rejected` are ever shown to visitors.
enum class CorrectionState : std::uint8_t { proposed,
                                            suspected,
                                            accepted,
                                            rejected,
                                            spam };
[[nodiscard]] std::string_view name_of(CorrectionState state);
[[nodiscard]] std::optional<CorrectionState> correction_state(std::string_view name);

/// What is proposed. `speaker` and `bloc` say what should stand there (an absent one with its kind: it should be empty).
struct Proposal {
    std::string statement_id;
    CorrectionKind kind = CorrectionKind::other;
    std::optional<Speaker> speaker;
    std::optional<Bloc> bloc;
    std::string reason;           ///< at most 2,000 bytes
    std::string apart_from = {};  ///< of kind `apart`: a telling that it stood with when it was proposed; `propose` sets it
};

/// Where a proposal comes from, as the caller of `propose` found.
struct ProposalOrigin {
    std::string editor;     ///< who proposed, when it was an editor; empty for a visitor
    std::string suspicion;  ///< why a guard takes it for spam; empty: it does not
};

/// One decision. A later one takes an earlier one's place; all are kept.
struct Decision {
    std::int64_t id = 0;  ///< rises over the whole record
    CorrectionState verdict = CorrectionState::rejected;
    bool every_telling = false;  ///< an accepted one holds for every telling that the statement had then
    std::string editor, note;    ///< who decided, and what they said
    std::int64_t at = 0;
};

/// A proposal with what became of it. For editors only until it is accepted or rejected.
struct Correction {
    std::int64_t id = 0;
    Proposal proposal;
    ProposalOrigin origin;
    CorrectionState state = CorrectionState::proposed;  ///< what the latest decision says
    std::int64_t proposed_at = 0;
    std::vector<Decision> decisions;  ///< oldest first
    std::int64_t latest = 0;          ///< number of its latest change; what `decide` must have seen
    std::optional<Statement> stood;   ///< how its telling stood when it was proposed: what the proposal speaks of
};

/// What an editor decides.
struct Ruling {
    std::int64_t correction = 0;
    std::int64_t seen = 0;                                ///< `Correction::latest` as the editor saw it; another one gives `conflict`
    CorrectionState verdict = CorrectionState::rejected;  ///< `proposed` takes it out of `suspected` or `spam`
    bool every_telling = false;
    std::string editor, note;  ///< note: at most 2,000 bytes
};

struct StatementPage {
    StatementRow row;                  ///< the telling that was asked for
    std::vector<Telling> tellings;     ///< all of its statement, oldest first, this one among them
    std::vector<Correction> history;   ///< accepted and rejected, in order of their latest decision; also those by which tellings were parted from this statement
    std::uint32_t waiting = 0;         ///< proposals of any of its readings that no editor has decided
    std::optional<std::string> newer;  ///< for a superseded telling: the id in the newest reading, when it is still there
};

struct ReportPage {
    ReportRow row;
    Reading reading;                 ///< complete: `to_json(reading)` is what `rostra read` wrote, corrections applied
    std::vector<StatementRow> rows;  ///< one a statement of `reading`, same order
};

/// Where the bloc's statement stands towards the subject; decided by the words and acts of its tellings (src/store/stance.h).
enum class Side : std::uint8_t { against,
                                 with,
                                 both,
                                 open };
[[nodiscard]] std::string_view name_of(Side side);
[[nodiscard]] Side side_of(Act act);  ///< criticise, warn, call-for: against; praise: with; others: open

struct Stance {
    Side side = Side::open;
    std::string reason;  ///< "criticise", or the words that decided: "“internal affairs”"
};
/// Where one telling stands towards what it is about: by the words of diplomacy when they are there (its "internal
/// affairs": a defence; "grave concern": a charge), else by the act. Who calls on others not to meddle in a state's
/// affairs stands with it, whatever the verb.
[[nodiscard]] Stance stance_of(const StatementRow& row);

/// A statement that takes a side towards its subject, and why (`Stance::reason`).
struct SidedStatement {
    StatementRow row;
    std::string reason;
};

/// Statements about one state set against each other, as claims of their speakers: the stance of each of the newest
/// `looked_at`; of each side the number, and the newest of them.
struct SubjectSides {
    std::uint32_t looked_at = 0, against_count = 0, with_count = 0;
    std::vector<SidedStatement> against, with;  ///< newest first, at most `most_shown`
    static constexpr std::uint32_t most_looked_at = 200, most_shown = 12;
};

/// What was said ABOUT a state; what it said itself is its StatePage.
struct SubjectPage {
    std::string code;
    std::uint32_t statements = 0;      ///< about it
    std::uint32_t counted_over = 0;    ///< the newest of them (at most 20,000), over which the lists below are counted
    std::vector<ActMonth> acts;        ///< of those whose day is known, by act, then month
    std::vector<SpeakerRow> speakers;  ///< who spoke about it, most first, at most 50; `statements` are those about it
    std::vector<StateActs> states;     ///< whose speakers spoke about it, most first, at most 20; months left empty
    SubjectSides sides;
};

/// A state of a bloc and the tellings that name it.
struct BlocMember {
    std::string code;
    bool lead = false;
    std::vector<std::string> told_by;  ///< telling ids
};

/// A report's word that a state took its name off a joint statement. The day is the report's, not that of the act.
struct BlocLeaving {
    std::string code;
    std::string day;
    std::string words;    ///< the sentence that tells it
    std::string told_by;  ///< id of the report's telling nearest to that sentence
    ReportRow report;
};

/// One joint statement: tellings of one or several reports that speak of the same act of the same bloc.
struct BlocEvent {
    std::string id;  ///< id of its first telling; any of its tellings' ids finds it
    std::string day;
    std::optional<std::uint32_t> declared;    ///< as most tellings have it
    std::vector<std::uint32_t> declared_all;  ///< every number given, when they differ
    std::optional<std::string> lead, group, forum;
    std::vector<BlocMember> named;           ///< named by at least one report, by code; the lead among them
    std::vector<BlocLeaving> left;           ///< who withdrew from it, as reports tell it, by day; they stay in `named` when a report names them
    std::vector<std::string> by_membership;  ///< implied by the group's roll only
    std::vector<std::string> about;          ///< alpha-3
    Side side = Side::open;
    std::string side_reason;             ///< "of 3 tellings; against: criticise 1, “grave concern” 2"
    std::vector<StatementRow> tellings;  ///< the evidence, oldest first
    [[nodiscard]] std::uint32_t unnamed() const {
        return declared && *declared > named.size() ? *declared - static_cast<std::uint32_t>(named.size()) : 0;
    }
};

struct BlocFilter {
    std::optional<std::string> about;   ///< alpha-3 of the subject
    std::optional<std::string> member;  ///< only events that name this state
    std::string from, to;               ///< days
    std::string words;                  ///< search words for a topic ("Xinjiang"); empty: all
};

/// A state that is named on one side in an event and on the other in a later one. Withdrawing is no change of side: it
/// stands in BlocEvent::left.
struct SideChange {
    std::string code;
    std::size_t from = 0, to = 0;  ///< numbers of the events in the list given
};

struct BlocComparison {
    std::vector<std::string> both, only_first, only_second;  ///< named states
    std::uint32_t unnamed_first = 0, unnamed_second = 0;     ///< declared but named by no report
};

/// States that events name, by the side on which they were named; `both`: once on each.
struct NamedSides {
    std::vector<std::string> against, with, both;
};

/// Pure functions over events in order of day.
[[nodiscard]] NamedSides named_sides(const std::vector<BlocEvent>& events);
[[nodiscard]] std::vector<SideChange> side_changes(const std::vector<BlocEvent>& events);
[[nodiscard]] BlocComparison compare_blocs(const BlocEvent& first, const BlocEvent& second);

struct Editor {
    std::string name, password_hash, role;  ///< the hash is made by the caller (Argon2id); role "editor" or "admin"
    std::int64_t created_at = 0;
    bool disabled = false;  ///< may not log in; what they decided stays
};
struct Session {
    std::string token_hash, editor, csrf;  ///< only a hash of the token is kept
    std::int64_t expires_at = 0;
};

/// One fault that `verify` found.
struct Fault {
    std::string where;  ///< "report un-1, reading 2", "statement un-1:1640"
    std::string what;
};
struct VerifyTotals {
    std::uint64_t reports = 0, tellings = 0, faults = 0;
};

class Record {
public:
    virtual ~Record() = default;

    /// `where`: a file, or a postgresql:// URL. Errors: not_found, not_readable, bad_format (not a record),
    /// unsupported (made by a newer Rostra), conflict (locked for longer than wait_ms), store.
    [[nodiscard]] static Result<std::unique_ptr<Record>> open(const std::string& where, const RecordOptions& options = {});
    [[nodiscard]] virtual std::uint32_t version() const = 0;
    /// Another number after every change that anybody makes: what was read under one holds while it is the same.
    [[nodiscard]] virtual Result<std::int64_t> changes() = 0;

    // Keeping. Each report is kept whole or not at all; when the call returns, what it says was kept is on disk.
    /// `at`: seconds since 1970.
    [[nodiscard]] virtual Result<Added> add(const Reading& reading, std::int64_t at) = 0;
    /// The same for many with one wait for the disk. An error of one report is in its place and the others go on;
    /// an error of the whole (disk full, lost connection) is in all, and then none was kept.
    [[nodiscard]] virtual std::vector<Result<Added>> add_all(std::span<const Reading> readings, std::int64_t at) = 0;

    // Looking up one thing. not_found when there is none.
    [[nodiscard]] virtual Result<ReportPage> report(std::string_view id, std::optional<std::uint32_t> reading = {}) = 0;
    [[nodiscard]] virtual Result<StatementPage> statement(std::string_view id) = 0;
    [[nodiscard]] virtual Result<SpeakerPage> speaker(std::string_view slug) = 0;
    [[nodiscard]] virtual Result<StatePage> state(std::string_view code) = 0;
    [[nodiscard]] virtual Result<SubjectPage> subject(std::string_view code) = 0;
    [[nodiscard]] virtual Result<Totals> totals() = 0;
    /// Of the statements that meet the filter and whose day is known, by act, then month; the newest 20,000 are
    /// counted. A filter that names an act counts only that.
    [[nodiscard]] virtual Result<std::vector<ActMonth>> acts_by_month(const StatementFilter& filter) = 0;

    // Lists, newest first, hidden and superseded ones left out, one row a statement.
    [[nodiscard]] virtual Result<PageOf<StatementRow>> statements(const StatementFilter& filter, const PageRequest& page = {}) = 0;
    [[nodiscard]] virtual Result<std::vector<StatementRow>> most_told(std::uint32_t size) = 0;
    [[nodiscard]] virtual Result<PageOf<ReportRow>> reports(const PageRequest& page = {}) = 0;
    [[nodiscard]] virtual Result<PageOf<SpeakerRow>> speakers(const PageRequest& page = {}) = 0;  ///< most statements first
    [[nodiscard]] virtual Result<std::vector<CountOf>> states() = 0;                              ///< by code: statements it made or joined
    [[nodiscard]] virtual Result<std::vector<CountOf>> subjects() = 0;                            ///< states that were spoken about, by code: statements about each
    /// Up to `size` each: same subject on the other side (`stance_of`), same bloc, same speaker on the same subject.
    struct Related {
        std::vector<StatementRow> other_side, same_bloc, same_speaker;
    };
    [[nodiscard]] virtual Result<Related> related(std::string_view statement_id, std::uint32_t size = 5) = 0;

    /// Words, "phrases", -excluded, prefix*; case and accents do not count. Anything else a user types is words: there
    /// is no query that is an error. Empty words list everything that the filter lets through.
    [[nodiscard]] virtual Result<SearchPage> search(std::string_view words, const StatementFilter& filter = {},
                                                    const PageRequest& page = {}) = 0;

    // Blocs, in order of day; at most 5,000 tellings are looked at, newest first. Leavings are read from at most 1,000
    // statements of reports that may tell of one, newest first.
    [[nodiscard]] virtual Result<std::vector<BlocEvent>> blocs(const BlocFilter& filter) = 0;
    [[nodiscard]] virtual Result<BlocEvent> bloc(std::string_view id) = 0;

    // Undoing a join: the telling becomes a statement of its own and is not joined to that statement by rule again.
    [[nodiscard]] virtual Status part(std::string_view telling_id, std::string_view editor, std::int64_t at) = 0;
    [[nodiscard]] virtual Status join(std::string_view telling_id, std::string_view statement_id, std::string_view editor,
                                      std::int64_t at) = 0;

    // Corrections. What is first read of a statement is never overwritten: how it stands is the first reading with the
    // accepted corrections laid over it in order of decision.
    /// Gives the proposal's number. The same proposal again, while it waits, is that number again. bad_value: what is wrong
    /// with it, in words for its sender; too_large: `most_waiting` of visitors wait for editors, or as many that a guard
    /// suspects wait apart from those. An editor's own is always taken.
    [[nodiscard]] virtual Result<std::int64_t> propose(const Proposal& proposal, std::int64_t at, const ProposalOrigin& origin = {}) = 0;
    static constexpr std::uint32_t most_waiting = 20'000;
    /// Decides, or decides anew: what was accepted before is undone in the same step, and the filter learns. Errors:
    /// conflict when someone else decided since; bad_value for a verdict that cannot follow (an accepted one is not made
    /// spam; `suspected` is no verdict).
    [[nodiscard]] virtual Status decide(const Ruling& ruling, std::int64_t at) = 0;
    /// Newest change first. The public log is `accepted` and `rejected`.
    [[nodiscard]] virtual Result<PageOf<Correction>> corrections(std::vector<CorrectionState> states, const PageRequest& page = {}) = 0;
    [[nodiscard]] virtual Result<Correction> correction(std::int64_t id) = 0;
    [[nodiscard]] virtual Result<std::vector<CountOf>> correction_counts() = 0;  ///< by state
    /// How likely the filter takes a proposal for spam, 0..1; nullopt while editors have shown it too few.
    [[nodiscard]] virtual Result<std::optional<double>> likely_spam(const Proposal& proposal) = 0;
    /// 32 random bytes in hex, made once a record: what the site's forms are signed with.
    [[nodiscard]] virtual Result<std::string> form_key() = 0;

    // Editors and their sessions. A changed password and `disabled` close the editor's sessions.
    [[nodiscard]] virtual Status put_editor(const Editor& editor) = 0;
    [[nodiscard]] virtual Result<Editor> editor(std::string_view name) = 0;
    [[nodiscard]] virtual Result<std::vector<Editor>> editors() = 0;                         ///< by name
    [[nodiscard]] virtual Status put_session(const Session& session, std::int64_t now) = 0;  ///< and forgets those that have expired
    [[nodiscard]] virtual Result<Session> session(std::string_view token_hash, std::int64_t now) = 0;
    [[nodiscard]] virtual Status drop_session(std::string_view token_hash) = 0;

    /// Every report in order of arrival, newest reading, for export; `sink` returns false to stop.
    [[nodiscard]] virtual Status each_report(const std::function<bool(const ReportPage&)>& sink) = 0;
    /// Every listed statement, oldest first.
    [[nodiscard]] virtual Status each_statement(const StatementFilter& filter, const std::function<bool(const StatementRow&)>& sink) = 0;

    /// A whole copy of the record in a new file, of one moment, while others read and write. The file appears when it is
    /// complete and on the disk. Errors: unsupported for a record in PostgreSQL (pg_dump does it there), conflict when
    /// `file` is there already, store when it cannot be written.
    [[nodiscard]] virtual Status back_up(const std::string& file) = 0;

    /// Checks that each kept text still has its hash, each span still says what the statement says, each joined
    /// telling has its statement, the index answers for each row, and the database's own check passes.
    [[nodiscard]] virtual Result<VerifyTotals> verify(const std::function<void(const Fault&)>& sink) = 0;
};

/// Parts the telling as a correction of kind `apart` that is proposed and accepted in one step: its reason stands in the public
/// log, and a later decision undoes it. Errors: as `propose` and `decide`.
[[nodiscard]] Status part_with_reason(Record& record, const std::string& telling_id, const std::string& editor, const std::string& reason, std::int64_t at);

}  // namespace rostra
