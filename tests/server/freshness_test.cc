// What the site keeps of its answers over a real record: after every change it answers as a site would that keeps nothing.
#include "site.h"

#include "readings.h"

#include <filesystem>

namespace rostra::server {
namespace {

using namespace rostra::testing;

class FreshnessTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (std::filesystem::temp_directory_path() / "rostra-fresh-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        ASSERT_TRUE(writer().add(pierce_report(), 1572400000));
        site_ = site_that_keeps(16 << 20);
        pages_ = {"/", "/index.json", "/search", "/search?q=trade", "/search?about=CHN", "/search.atom?q=trade", "/feed.atom", "/states", "/states.json", "/speakers", "/reports", "/blocs", "/blocs.json", "/blocs?about=CHN", "/corrections", "/state/GBR", "/state/CHN", "/state/CHN.json", "/state/FRA", "/subjects", "/subject/CHN", "/subject/CHN.json", "/subject/CHN.atom", "/api/v1/subjects", "/api/v1/subjects/CHN", "/speaker/karen-pierce", "/speaker/karen-pierce.atom", "/r/new", "/s/new%3A0", "/api/v1/states", "/api/v1/statements", "/api/v1/totals", "/api/v1/blocs", "/api/v1/states/CHN", "/api/v1/speakers"};
        for (const Statement& statement : pierce_report().statements)
            for (const char* before : {"/s/", "/bloc/", "/embed/s/", "/api/v1/statements/"}) pages_.push_back(before + escape_url(statement.id));
    }
    void TearDown() override {
        site_.reset(), writer_.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    /// The record as another process has it open.
    Record& writer() {
        if (!writer_) writer_ = *Record::open(folder_ + "/r.db", {.writable = true});
        return *writer_;
    }
    [[nodiscard]] std::unique_ptr<Site> site_that_keeps(std::size_t bytes) const {
        SiteOptions options;
        options.address.base = "https://rostra.example";
        options.kept_bytes = bytes;
        return *Site::make([this] { return Record::open(folder_ + "/r.db"); }, nullptr, options);
    }
    static Response get(Site& site, const std::string& target) { return site.answer(*parse_target(target)); }

    /// Asks for every page twice; gives how many are other than they were at the last call.
    std::size_t look(const char* after) {
        const auto forgetful = site_that_keeps(0);
        std::size_t other = 0;
        for (const std::string& page : pages_) {
            const Response wanted = get(*forgetful, page);
            for (int i = 0; i < 2; ++i) {
                const Response shown = get(*site_, page);
                EXPECT_EQ(shown.status, wanted.status) << page << " after " << after;
                EXPECT_EQ(shown.body, wanted.body) << page << " after " << after;
                EXPECT_EQ(shown.headers, wanted.headers) << page << " after " << after;
            }
            std::string& before = seen_[page];
            other += before != wanted.body;
            before = wanted.body;
        }
        return other;
    }
    void decide(CorrectionState verdict) {
        const auto waits = writer().correction(correction_);
        ASSERT_TRUE(waits);
        ASSERT_TRUE(writer().decide({correction_, waits->latest, verdict, false, "eva", "seen"}, ++now_));
    }
    void propose() {
        Proposal proposal;
        proposal.statement_id = pierce_report().statements[1].id;
        proposal.kind = CorrectionKind::speaker;
        proposal.speaker = person("Zhang Ming", "CHN", "envoy");
        proposal.reason = "It was the other Zhang";
        const auto number = writer().propose(proposal, ++now_);
        ASSERT_TRUE(number);
        correction_ = *number;
    }
    void add() {
        ReadingMaker made("new", "France said trade with China must be fair.", "2019-11-02");
        Statement& statement = made.say("France", "said", "trade with China must be fair", Act::call_for);
        statement.id = "new:0";
        statement.speaker = person("Jean Martin", "FRA");
        statement.about = {about("CHN", "China")};
        ASSERT_TRUE(writer().add(*made, ++now_));
    }

    std::string folder_;
    std::unique_ptr<Record> writer_;
    std::unique_ptr<Site> site_;
    std::vector<std::string> pages_;
    std::map<std::string, std::string> seen_;
    std::int64_t now_ = 1572500000, correction_ = 0;
};

TEST_F(FreshnessTest, AnEditorDecidesAndThenAReportComes) {
    (void)look("the start");
    propose();
    EXPECT_GT(look("a proposal"), 0u);
    decide(CorrectionState::accepted);
    EXPECT_GT(look("it was accepted"), 5u);
    add();
    EXPECT_GT(look("a report"), 10u);
    decide(CorrectionState::rejected);
    EXPECT_GT(look("it was rejected after all"), 5u);
}

TEST_F(FreshnessTest, AReportComesAndThenAnEditorDecides) {
    (void)look("the start");
    add();
    EXPECT_GT(look("a report"), 10u);
    propose();
    decide(CorrectionState::accepted);
    EXPECT_GT(look("a proposal that was accepted"), 5u);
    EXPECT_EQ(look("nothing"), 0u);
}

TEST_F(FreshnessTest, AReportIsReadAnew) {
    add();
    (void)look("a report");
    ReadingMaker made("new", "France said trade with China must be free.", "2019-11-02");
    Statement& statement = made.say("France", "said", "trade with China must be free", Act::call_for);
    statement.id = "new:0";
    statement.speaker = person("Jean Martin", "FRA");
    ASSERT_TRUE(writer().add(*made, ++now_));
    EXPECT_GT(look("its new reading"), 5u);
}

}  // namespace
}  // namespace rostra::server
