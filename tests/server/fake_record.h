// A record in memory for the tests of the site: the same answers each time, no database. Reports are in our own words.
#pragma once

#include "rostra/publish.h"

namespace rostra::test {

/// Text that would run, break out of a tag, an attribute or a script, or end a field, were it not escaped.
inline const std::string hostile = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>&amp;{{title}}\x01";

class FakeRecord : public Record {
public:
    FakeRecord();

    [[nodiscard]] std::uint32_t version() const override { return 1; }
    [[nodiscard]] Result<std::int64_t> changes() override { return 0; }
    [[nodiscard]] Result<ReportPage> report(std::string_view id, std::optional<std::uint32_t> reading) override;
    [[nodiscard]] Result<StatementPage> statement(std::string_view id) override;
    [[nodiscard]] Result<SpeakerPage> speaker(std::string_view slug) override;
    [[nodiscard]] Result<StatePage> state(std::string_view code) override;
    [[nodiscard]] Result<SubjectPage> subject(std::string_view code) override;
    [[nodiscard]] Result<Totals> totals() override;
    [[nodiscard]] Result<std::vector<ActMonth>> acts_by_month(const StatementFilter&) override { return std::vector<ActMonth>{{Act::praise, "2019-10", 2}, {Act::criticise, "2021-01", 1}}; }
    [[nodiscard]] Result<PageOf<StatementRow>> statements(const StatementFilter& filter, const PageRequest& page) override;
    [[nodiscard]] Result<std::vector<StatementRow>> most_told(std::uint32_t size) override;
    [[nodiscard]] Result<PageOf<ReportRow>> reports(const PageRequest& page) override;
    [[nodiscard]] Result<PageOf<SpeakerRow>> speakers(const PageRequest& page) override;
    [[nodiscard]] Result<std::vector<CountOf>> states() override;
    [[nodiscard]] Result<std::vector<CountOf>> subjects() override { return std::vector<CountOf>{{"CHN", 3}, {"GBR", 1}}; }
    [[nodiscard]] Result<Related> related(std::string_view statement_id, std::uint32_t size) override;
    [[nodiscard]] Result<SearchPage> search(std::string_view words, const StatementFilter& filter, const PageRequest& page) override;
    [[nodiscard]] Result<std::vector<BlocEvent>> blocs(const BlocFilter& filter) override;
    [[nodiscard]] Result<BlocEvent> bloc(std::string_view id) override;
    [[nodiscard]] Result<PageOf<Correction>> corrections(std::vector<CorrectionState> states, const PageRequest& page) override;

    // What the site never calls.
    [[nodiscard]] Result<Added> add(const Reading&, std::int64_t) override { return unused(); }
    [[nodiscard]] std::vector<Result<Added>> add_all(std::span<const Reading>, std::int64_t) override { return {}; }
    [[nodiscard]] Status part(std::string_view, std::string_view, std::int64_t) override { return unused(); }
    [[nodiscard]] Status join(std::string_view, std::string_view, std::string_view, std::int64_t) override { return unused(); }
    [[nodiscard]] Result<std::int64_t> propose(const Proposal&, std::int64_t, const ProposalOrigin&) override { return unused(); }
    [[nodiscard]] Status decide(const Ruling&, std::int64_t) override { return unused(); }
    [[nodiscard]] Result<Correction> correction(std::int64_t) override { return unused(); }
    [[nodiscard]] Result<std::vector<CountOf>> correction_counts() override { return std::vector<CountOf>{{"proposed", 2}}; }
    [[nodiscard]] Result<std::optional<double>> likely_spam(const Proposal&) override { return unused(); }
    [[nodiscard]] Result<std::string> form_key() override { return unused(); }
    [[nodiscard]] Status put_editor(const Editor&) override { return unused(); }
    [[nodiscard]] Result<Editor> editor(std::string_view) override { return unused(); }
    [[nodiscard]] Result<std::vector<Editor>> editors() override { return unused(); }
    [[nodiscard]] Status put_session(const Session&, std::int64_t) override { return unused(); }
    [[nodiscard]] Result<Session> session(std::string_view, std::int64_t) override { return unused(); }
    [[nodiscard]] Status drop_session(std::string_view) override { return unused(); }
    [[nodiscard]] Status each_report(const std::function<bool(const ReportPage&)>&) override { return unused(); }
    [[nodiscard]] Status each_statement(const StatementFilter&, const std::function<bool(const StatementRow&)>&) override { return unused(); }
    [[nodiscard]] Status back_up(const std::string&) override { return unused(); }
    [[nodiscard]] Result<VerifyTotals> verify(const std::function<void(const Fault&)>&) override { return unused(); }

private:
    static Error unused() { return {ErrorCode::unsupported, "fake", "not part of the fake record"}; }
    static Error none() { return {ErrorCode::not_found, "record", "no such thing"}; }
    void add_report(const std::string& id, const std::string& title, const std::string& day, const std::string& text);
    /// Finds the words in the newest report's text and makes a statement of them.
    StatementRow& say(const std::string& source, const std::string& cue, const std::string& content, Act act);

    std::int64_t last_key_ = 0;
    std::vector<ReportPage> reports_;
    std::vector<BlocEvent> events_;
};

}  // namespace rostra::test
