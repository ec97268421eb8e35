// The record over a database and its index. One class, its parts in files of their own: keeping.cc, rows.cc, lists.cc,
// related.cc, people.cc, subjects.cc, blocs.cc, corrections.cc, deciding.cc, editors.cc, verify.cc.
#pragma once

#include "codec.h"
#include "database.h"
#include "days.h"
#include "kept.h"
#include "record_memory.h"
#include "same.h"
#include "user_query.h"

#include <unordered_map>

namespace rostra::store {

/// A reading as far as rows of its statements need it. Lives for one call.
struct ReadingRow {
    ReportRow report;
    std::int64_t rid = 0;
    std::shared_ptr<const std::string> text;
    std::optional<bool> of_leaving = std::nullopt;  ///< as Kept has it, once it was asked for
};
using Readings = std::unordered_map<std::int64_t, ReadingRow>;

constexpr int most_readings = 100;  // of one report that are followed from one to the next

/// What people write: UTF-8 without NUL, of at most so many bytes.
[[nodiscard]] inline bool text_fits(std::string_view text, std::size_t longest) {
    return text.size() <= longest && !utf8::find_invalid(text) && text.find('\0') == std::string_view::npos;
}
[[nodiscard]] inline bool note_fits(std::string_view text) { return text_fits(text, 2000); }

class StoredRecord : public Record {
public:
    StoredRecord(Opened opened, const RecordOptions& options)
        : database_(std::move(opened.database)), index_(std::move(opened.index)), version_(opened.version), options_(options), memory_(options.memory ? options.memory : make_record_memory()) {}

    std::uint32_t version() const override { return version_; }
    Result<std::int64_t> changes() override {
        return reading<std::int64_t>([&] { return state_number(); });
    }
    Result<Added> add(const Reading& reading, std::int64_t at) override;
    std::vector<Result<Added>> add_all(std::span<const Reading> readings, std::int64_t at) override;
    Result<ReportPage> report(std::string_view id, std::optional<std::uint32_t> reading) override;
    Result<StatementPage> statement(std::string_view id) override;
    Result<SpeakerPage> speaker(std::string_view slug) override;
    Result<StatePage> state(std::string_view code) override;
    Result<SubjectPage> subject(std::string_view code) override;
    Result<Totals> totals() override;
    Result<std::vector<ActMonth>> acts_by_month(const StatementFilter& filter) override;
    Result<PageOf<StatementRow>> statements(const StatementFilter& filter, const PageRequest& page) override;
    Result<std::vector<StatementRow>> most_told(std::uint32_t size) override;
    Result<PageOf<ReportRow>> reports(const PageRequest& page) override;
    Result<PageOf<SpeakerRow>> speakers(const PageRequest& page) override;
    Result<std::vector<CountOf>> states() override;
    Result<std::vector<CountOf>> subjects() override;
    Result<Related> related(std::string_view statement_id, std::uint32_t size) override;
    Result<SearchPage> search(std::string_view words, const StatementFilter& filter, const PageRequest& page) override;
    Result<std::vector<BlocEvent>> blocs(const BlocFilter& filter) override;
    Result<BlocEvent> bloc(std::string_view id) override;
    Status part(std::string_view telling_id, std::string_view editor, std::int64_t at) override;
    Status join(std::string_view telling_id, std::string_view statement_id, std::string_view editor, std::int64_t at) override;
    Result<std::int64_t> propose(const Proposal& proposal, std::int64_t at, const ProposalOrigin& origin) override;
    Status decide(const Ruling& ruling, std::int64_t at) override;
    Result<PageOf<Correction>> corrections(std::vector<CorrectionState> states, const PageRequest& page) override;
    Result<Correction> correction(std::int64_t id) override;
    Result<std::vector<CountOf>> correction_counts() override;
    Result<std::optional<double>> likely_spam(const Proposal& proposal) override;
    Result<std::string> form_key() override;
    Status put_editor(const Editor& editor) override;
    Result<Editor> editor(std::string_view name) override;
    Result<std::vector<Editor>> editors() override;
    Status put_session(const Session& session, std::int64_t now) override;
    Result<Session> session(std::string_view token_hash, std::int64_t now) override;
    Status drop_session(std::string_view token_hash) override;
    Status each_report(const std::function<bool(const ReportPage&)>& sink) override;
    Status each_statement(const StatementFilter& filter, const std::function<bool(const StatementRow&)>& sink) override;
    Status back_up(const std::string& file) override { return database_->copy_to(file); }
    Result<VerifyTotals> verify(const std::function<void(const Fault&)>& sink) override;

private:
    // keeping.cc
    Result<Added> keep(const Reading& reading, std::int64_t at, TallyBook& book);
    struct NewReading;
    Result<NewReading> place(const Reading& reading, const std::string& digest, std::int64_t at);
    struct Coming;
    Result<Coming> coming(const Statement& statement, const Document& document, const NewReading& place, std::string body, std::string id, std::int64_t arrival);
    Status keep_tellings(std::vector<Coming>& all, const NewReading& place, TallyBook& book);
    Status settle_telling(const Coming& telling, const NewReading& place, TallyBook& book);
    static std::string wanted_id(const NewReading& spot, const Statement& statement);
    Status choose_ids(NewReading& spot, std::span<const Statement> statements);
    Status retire(std::int64_t reading, std::int64_t at, TallyBook& book);
    Result<std::int64_t> speaker_key(const Statement& statement);
    struct NamedAlike;
    Result<std::vector<NamedAlike>*> named_alike(const std::string& folded, SpeakerType type);
    Result<std::string> free_slug(const Speaker& speaker);
    struct Earlier;
    Result<Earlier> earlier_of(const NewReading& place, const std::string& hash);

    // joining.cc
    struct Candidate;
    struct Marks;
    static Marks marks_of(const Version& version);
    Result<std::optional<Candidate>> best_match(std::span<const std::int64_t> candidates, const Version& version, std::int64_t rid, std::span<const std::int64_t> apart);
    struct Sought {
        const Kept* telling;
        const Marks* marks;
        std::vector<std::int64_t>* found;
    };
    Status find_candidates(std::span<const Sought> all);
    struct Known;
    Result<const Known*> known(std::int64_t key);
    Status write_join(std::int64_t telling, std::int64_t head, const JoinReason& why, std::int64_t at);
    Status regroup(std::int64_t head, std::int64_t at, TallyBook& book);
    Status copy_partings(std::int64_t from, std::int64_t to);
    Status hand_over(std::int64_t from, std::int64_t to, std::string_view by, std::int64_t at);
    Status undo_joins(std::int64_t telling, std::string_view by, std::int64_t at);
    Status count_tellings(std::int64_t head);
    Result<std::vector<std::int64_t>> group(std::int64_t head);
    Result<std::uint32_t> distinct_tellings(std::span<const std::int64_t> keys);
    Status part_one(std::int64_t key, std::string_view editor, std::int64_t at, TallyBook& book);
    Status join_one(std::int64_t key, std::int64_t target, std::string_view editor, std::int64_t at, TallyBook& book);
    Result<std::string> stands_with(std::int64_t key);
    Result<std::string> id_of(std::int64_t key);
    Status leave(Kept& kept, std::string_view by, std::int64_t at, TallyBook& book);
    Result<std::vector<std::int64_t>> parted_from(std::int64_t key);
    Status set_standing(Kept& kept, std::int64_t head, bool superseded, bool hidden, TallyBook& book);

    // rows.cc
    Result<StatementRow> load(std::int64_t key, Readings& readings);
    Result<std::vector<StatementRow>> load_all(std::span<const std::int64_t> keys, Readings& readings);
    Result<Kept> load_kept(std::int64_t key, Readings& readings);
    Result<const ReadingRow*> reading_row(std::int64_t key, Readings& readings);
    Result<std::int64_t> key_of(std::string_view telling_id);
    Result<ReportPage> report_page(std::int64_t reading_key);
    Result<std::vector<Telling>> tellings_of(std::int64_t head, Readings& readings);
    Result<std::optional<std::string>> newer_than(std::int64_t key);

    // corrections.cc
    Result<std::vector<Correction>> history_of(std::int64_t key, std::int64_t head);
    Result<std::uint32_t> waiting_for(std::int64_t key);
    Result<std::vector<Correction>> holding(std::int64_t key);
    Result<std::vector<Correction>> read_corrections(std::string_view sql, Args args);
    Result<Correction> find_correction(std::int64_t id);
    Status new_event(std::int64_t correction, CorrectionState state, const Ruling& by, std::int64_t at);
    Result<std::int64_t> waiting_like(const Proposal& proposal, std::int64_t telling, const ProposalOrigin& origin);
    // deciding.cc
    struct Restood {
        std::int64_t key, head;
        bool hidden, hides, changed;  ///< was hidden; is hidden now; speaker or bloc are others now
    };
    static void lay(const Proposal& proposal, Statement& statement, bool& hidden);
    Result<std::int64_t> newest_of(std::string_view telling_id);
    Status settle_apart(const Correction& correction, const Ruling& ruling, std::int64_t at, TallyBook& book);
    Result<std::vector<std::int64_t>> reach(std::int64_t key, bool every_telling);
    Result<bool> stands_as_corrected(std::int64_t key, std::string_view original, std::string_view body, bool hidden);
    Result<Restood> restand_one(std::int64_t key, TallyBook& book);
    Status restand(const std::vector<std::int64_t>& keys, std::int64_t at, TallyBook& book);
    Status bring_back(std::int64_t key, std::int64_t at, TallyBook& book);
    Status part_if_unlike(std::int64_t key, std::int64_t at, TallyBook& book);
    Status join_by_rule(std::int64_t key, std::int64_t at, TallyBook& book);
    Status teach(const Correction& correction, std::string_view lesson);

    // lists.cc
    Result<IndexQuery> index_query(const StatementFilter& filter, const PageRequest& page);
    Result<std::vector<std::int64_t>> found_and_counted(const IndexQuery& query, const StatementFilter& filter, const PageRequest& page, SearchPage& out);
    Result<std::vector<std::int64_t>> once(std::vector<std::int64_t> keys);
    Result<std::vector<StatementRow>> newest(const StatementFilter& filter, std::uint32_t size, std::int64_t not_of_head);
    // related.cc
    Result<std::vector<StatementRow>> other_side(const StatementRow& row, const StatementFilter& near, std::uint32_t size, std::int64_t head);
    // people.cc
    Result<std::vector<CountOf>> counts(const std::string& scope, std::string_view kind);
    Result<std::vector<SpeakerRow>> speaker_rows(std::string_view sql, Args args);
    // subjects.cc
    Result<std::shared_ptr<const SubjectCounts>> subject_counts(const StatementFilter& about);
    // blocs.cc
    using BlocEvents = std::shared_ptr<const std::vector<BlocEvent>>;
    Result<BlocEvents> events_of(const StatementFilter& filter, std::int64_t leavings_until);
    Result<std::vector<StatementRow>> bloc_tellings(const IndexQuery& query);
    Result<std::vector<ToldLeaving>> leavings(std::int64_t state, std::int64_t low, std::int64_t high);

    /// A number that rises with every change; the upper half is the record's own. To be asked in the transaction that reads.
    Result<std::int64_t> state_number();
    Result<std::vector<ActMonth>> count_acts(const StatementFilter& filter);
    /// One more; what others changed meanwhile may have made known_ wrong.
    Status count_change();
    /// What was rolled back, or changed by others, must not be known any more.
    void forget_known() {
        known_.clear();
        speakers_.clear();
    }

    /// A read: one state of the record, with the time limit; the result of `body`.
    template <class T>
    Result<T> reading(const std::function<Result<T>()>& body) {
        database_->set_limit(options_.read_ms ? std::optional(options_.read_ms) : std::nullopt);
        Transaction transaction(*database_);
        if (Status begun = transaction.read(); !begun) return begun.error();
        Result<T> result = body();
        database_->set_limit(std::nullopt);
        if (Status ended = transaction.commit(); !ended && result) return ended.error();
        return result;
    }
    /// A write: all of `body` or nothing, the counts with it.
    template <class T>
    Result<T> writing(const std::function<Result<T>(TallyBook&)>& body) {
        Result<T> result = written(body);
        if (!result) forget_known();
        return result;
    }
    template <class T>
    Result<T> written(const std::function<Result<T>(TallyBook&)>& body) {
        database_->set_limit(std::nullopt);
        TallyBook book;
        index_->forget();
        Transaction transaction(*database_);
        ROSTRA_TRY(transaction.write());
        ROSTRA_TRY(count_change());
        Result<T> result = body(book);
        if (!result) return result;
        ROSTRA_TRY(book.write(*database_));
        ROSTRA_TRY(index_->settle());  // last: see SqliteIndex::put
        ROSTRA_TRY(transaction.commit());
        return result;
    }

    std::unique_ptr<Database> database_;
    std::unique_ptr<Index> index_;
    std::uint32_t version_;
    RecordOptions options_;
    std::shared_ptr<RecordMemory> memory_;
    std::unordered_map<std::string, std::shared_ptr<std::vector<NamedAlike>>> speakers_;  // by folded name and type
    std::int64_t last_state_ = 0;                                                         // as this one's last write left it
    std::unordered_map<std::int64_t, std::shared_ptr<Known>> known_;                      // what lately kept tellings say, for joining
};

/// The cursor of a list: which list, and the number to go on from.
[[nodiscard]] std::string make_cursor(char list, std::int64_t at);
[[nodiscard]] Result<std::optional<std::int64_t>> read_cursor(char list, const PageRequest& page);
[[nodiscard]] inline std::uint32_t page_size(const PageRequest& page) { return std::clamp<std::uint32_t>(page.size, 1, 200); }

/// By act, then month, of those whose day is known.
[[nodiscard]] std::vector<ActMonth> count_months(std::span<const FoundAct> found);

[[nodiscard]] inline Error no_such(std::string_view what, std::string_view id) {
    return Error{ErrorCode::not_found, std::string(what) + " " + std::string(id), "is not in the record"};
}

}  // namespace rostra::store
