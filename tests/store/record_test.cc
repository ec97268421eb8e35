#include "stores.h"

namespace rostra {
namespace {

using namespace testing;

class RecordTest : public OnEachStore {};
INSTANTIATE_TEST_SUITE_P(Stores, RecordTest, each_store(), store_name);

TEST_P(RecordTest, AddingTwiceIsOneReport) {
    auto record = open();
    EXPECT_EQ(*record->add(pierce_report(), now), Added::added);
    EXPECT_EQ(*record->add(pierce_report(), now + 60), Added::unchanged);
    const auto totals = record->totals();
    ASSERT_TRUE(totals) << totals.error().message();
    EXPECT_EQ(totals->reports, 1u);
    EXPECT_EQ(totals->statements, 2u);
    EXPECT_EQ(totals->speakers, 2u);
    EXPECT_EQ(totals->last_day, "2019-10-30");
    EXPECT_EQ(totals->first_day, "2019-10-29");
    EXPECT_TRUE(faults_of(*record).empty());
}

TEST_P(RecordTest, AReportComesBackAsItWasRead) {
    auto record = open();
    const Reading given = pierce_report();
    ASSERT_TRUE(record->add(given, now));
    const auto page = record->report("un-1");
    ASSERT_TRUE(page) << page.error().message();
    EXPECT_EQ(page->reading.document.text, given.document.text);
    EXPECT_EQ(page->reading.document.title, given.document.title);
    ASSERT_EQ(page->reading.statements.size(), 2u);
    const Statement& s = page->reading.statements[0];
    EXPECT_EQ(s.id, given.statements[0].id);
    EXPECT_EQ(s.attribution.content, given.statements[0].attribution.content);
    EXPECT_EQ(s.act, Act::call_for);
    EXPECT_EQ(s.speaker->name, "Karen Pierce");
    EXPECT_EQ(s.on_behalf_of->declared, 23u);
    EXPECT_EQ(s.on_behalf_of->named, (std::vector<std::string>{"USA", "AUS"}));
    EXPECT_EQ(s.said_on->date, "2019-10-29");
    EXPECT_EQ(page->rows[0].content, "China should let independent observers into Xinjiang without hindrance");
    EXPECT_EQ(page->rows[0].day, "2019-10-29");
    EXPECT_EQ(page->rows[0].speaker_slug, "karen-pierce");
}

TEST_P(RecordTest, OtherTextIsANewReadingAndTheFirstStays) {
    auto record = open();
    ASSERT_TRUE(record->add(pierce_report(), now));
    ReadingMaker changed("un-1", "Corrected: Karen Pierce said that observers should be let in.");
    changed.say("Karen Pierce", "said", "observers should be let in").speaker = person("Karen Pierce", "GBR");
    EXPECT_EQ(*record->add(*changed, now + 1), Added::updated);
    EXPECT_EQ(*record->add(pierce_report(), now + 2), Added::unchanged) << "an old file read again brings nothing back";
    const auto first = record->report("un-1", 1), latest = record->report("un-1");
    ASSERT_TRUE(first && latest);
    EXPECT_EQ(first->reading.document.text, pierce_report().document.text);
    EXPECT_EQ(latest->row.reading, 2u);
    EXPECT_EQ(latest->rows[0].id, "un-1@2:34");
    const auto old = record->statement(pierce_report().statements[0].id);
    ASSERT_TRUE(old);
    EXPECT_TRUE(old->row.superseded);
    EXPECT_EQ(record->search("Xinjiang")->total, 0u) << "lists show the newest reading only";
    EXPECT_EQ(record->search("observers")->total, 1u);
    EXPECT_EQ(record->totals()->statements, 1u);
    EXPECT_TRUE(faults_of(*record).empty());
}

TEST_P(RecordTest, WhatIsNotThereIsNotFound) {
    auto record = open();
    EXPECT_EQ(record->report("nothing").error().code, ErrorCode::not_found);
    EXPECT_EQ(record->statement("nothing:0").error().code, ErrorCode::not_found);
    EXPECT_EQ(record->speaker("nobody").error().code, ErrorCode::not_found);
    EXPECT_EQ(record->state("XXX").error().code, ErrorCode::not_found);
    EXPECT_EQ(record->bloc("nothing:0").error().code, ErrorCode::not_found);
}

TEST_P(RecordTest, SearchFindsWordsSpeakersAndPhrases) {
    auto record = open();
    ASSERT_TRUE(record->add(pierce_report(), now));
    const auto found = record->search("independent observers");
    ASSERT_TRUE(found) << found.error().message();
    ASSERT_EQ(found->page.items.size(), 1u);
    const Hit& hit = found->page.items[0];
    ASSERT_EQ(hit.content_marks.size(), 2u);
    EXPECT_EQ(slice(hit.row.content, hit.content_marks[0]), "independent");
    EXPECT_EQ(record->search("PIERCE")->total, 1u);
    EXPECT_EQ(record->search("\"observers independent\"")->total, 0u);
    EXPECT_EQ(record->search("“independent observers”")->total, 1u);
    EXPECT_EQ(record->search("xinjiang -observers")->total, 0u);
    EXPECT_EQ(record->search("china -observers")->total, 1u) << "the state that the envoy speaks for is found by its name";
    EXPECT_EQ(record->search("-observers")->total, 1u);
    EXPECT_EQ(record->search("xinj*")->total, 1u);
    EXPECT_EQ(record->search("")->total, 2u);
}

TEST_P(RecordTest, NoQueryIsAnError) {
    auto record = open();
    ASSERT_TRUE(record->add(pierce_report(), now));
    for (const char* query : {"\"", "\"\"", "AND", "OR NOT", "NEAR(", "a OR", "*", "-", "--", "-\"", "^x", "content:china", "{a b}:c", "(", ")", "a\"b", "tags:hd", "+", "';--", "\\", "%", "é*", "…", "a AND b OR NOT c", "'"}) {
        const auto found = record->search(query);
        EXPECT_TRUE(found) << query << ": " << (found ? "" : found.error().message());
    }
    EXPECT_EQ(record->search("hd")->total, 0u) << "tags are not words";
}

TEST_P(RecordTest, FiltersNarrowLists) {
    auto record = open();
    ASSERT_TRUE(record->add(pierce_report(), now));
    ASSERT_TRUE(record->add(second_report(), now));
    const auto count = [&](const StatementFilter& f) { return record->statements(f)->items.size(); };
    EXPECT_EQ(count({}), 3u);
    EXPECT_EQ(count({.speaker = "karen-pierce"}), 1u);
    EXPECT_EQ(count({.speaker = "nobody"}), 0u);
    EXPECT_EQ(count({.state = "CHN"}), 1u);
    EXPECT_EQ(count({.about = "CHN"}), 2u);
    EXPECT_EQ(count({.bloc_member = "BLR"}), 1u);
    EXPECT_EQ(count({.act = Act::praise}), 1u);
    EXPECT_EQ(count({.bloc_only = true}), 2u);
    EXPECT_EQ(count({.report = "un-2"}), 2u);
    EXPECT_EQ(count({.publisher = "Other Agency"}), 2u);
    EXPECT_EQ(count({.from = "2019-10-30"}), 2u);
    EXPECT_EQ(count({.to = "2019-10-29"}), 1u);
    EXPECT_EQ(count({.from = "2019", .to = "2019-10"}), 3u);
    EXPECT_EQ(count({.from = "2020"}), 0u);
}

TEST_P(RecordTest, PagesGoOnWhereTheyEnded) {
    auto record = open();
    for (int i = 0; i < 25; ++i) {
        ReadingMaker made("r" + std::to_string(i), "Minister number" + std::to_string(i) + " said the bridge" + std::to_string(i * 7919) + " would open in spring.", "2020-01-" + std::string(i % 28 < 9 ? "0" : "") + std::to_string(i % 28 + 1));
        made.say("Minister", "said", "the bridge" + std::to_string(i * 7919) + " would open in spring").speaker = person("Minister number" + std::to_string(i));
        ASSERT_TRUE(record->add(*made, now));
    }
    std::vector<std::string> seen;
    std::optional<std::string> cursor;
    std::int64_t last = INT64_MAX;
    do {
        const auto page = record->search("spring", {}, {10, cursor});
        ASSERT_TRUE(page);
        EXPECT_EQ(page->total, 25u);
        for (const Hit& hit : page->page.items) {
            EXPECT_LT(hit.row.key, last);
            last = hit.row.key;
            seen.push_back(hit.row.id);
        }
        cursor = page->page.next;
    } while (cursor);
    EXPECT_EQ(seen.size(), 25u);
    EXPECT_EQ(record->search("spring", {}, {10, "x-1"}).error().code, ErrorCode::bad_value);
    EXPECT_EQ(record->search("spring", {}, {10, "s-zz"}).error().code, ErrorCode::bad_value);
    const auto people = record->speakers({10, {}});
    ASSERT_TRUE(people && people->next);
    EXPECT_EQ(record->speakers({20, people->next})->items.size(), 15u);
    const auto reports = record->reports({10, {}});
    ASSERT_TRUE(reports && reports->next);
    EXPECT_EQ(reports->items.front().id, "r24");
}

TEST_P(RecordTest, SpeakersAndStatesAreCounted) {
    auto record = open();
    ASSERT_TRUE(record->add(pierce_report(), now));
    ASSERT_TRUE(record->add(second_report(), now));
    const auto pierce = record->speaker("karen-pierce");
    ASSERT_TRUE(pierce);
    EXPECT_EQ(pierce->speaker.statements, 1u) << "two tellings, one statement";
    EXPECT_EQ(pierce->by_act[0].name, "call-for");
    EXPECT_EQ(pierce->about[0].name, "CHN");
    EXPECT_EQ(pierce->by_month[0].name, "2019-10");
    const auto china = record->state("CHN");
    ASSERT_TRUE(china);
    EXPECT_EQ(china->spoke, 1u);
    EXPECT_EQ(china->spoken_about, 2u);
    EXPECT_EQ(china->speakers[0].slug, "zhang-jun");
    EXPECT_EQ(record->state("EGY")->in_blocs, 1u);
}

// What is remembered is of this state of the record and of this filter alone.
TEST_P(RecordTest, ActsAreCountedByMonth) {
    auto record = open();
    const auto counted = [&](const StatementFilter& filter) {
        std::string out;
        const auto months = record->acts_by_month(filter);
        EXPECT_TRUE(months) << months.error().message();
        for (const ActMonth& one : *months) out += std::string(name_of(one.act)) + " " + one.month + " " + std::to_string(one.count) + "; ";
        return out;
    };
    StatementFilter china, later;
    china.about = "CHN";
    later.about = "CHN";
    later.from = "2020";
    EXPECT_EQ(counted(china), "");
    ASSERT_TRUE(record->add(pierce_report(), now));
    const std::string first = counted(china);
    EXPECT_NE(first.find("call-for 2019-10 1; "), std::string::npos) << first;
    EXPECT_EQ(counted(china), first);
    EXPECT_EQ(counted(later), "");
    Reading next = pierce_report();
    next.document.id = "un-9";
    next.document.published = "2020-02-03";
    for (Statement& statement : next.statements) statement.id = "un-9" + statement.id, statement.said_on.reset();
    ASSERT_TRUE(record->add(next, now + 1));
    EXPECT_NE(counted(later).find("call-for 2020-02 1; "), std::string::npos) << counted(later);
    EXPECT_NE(counted(china).find("call-for 2019-10 1; call-for 2020-02 1; "), std::string::npos) << counted(china);
    StatementFilter praise = china;
    praise.act = Act::praise;
    EXPECT_EQ(counted(praise).find("call-for"), std::string::npos);
}

TEST_P(RecordTest, TellingsAreJoinedExplainedAndParted) {
    auto record = open();
    ASSERT_TRUE(record->add(pierce_report(), now));
    ASSERT_TRUE(record->add(second_report(), now));
    const std::string first = pierce_report().statements[0].id, second = second_report().statements[0].id;
    auto page = record->statement(second);
    ASSERT_TRUE(page) << page.error().message();
    ASSERT_EQ(page->tellings.size(), 2u);
    EXPECT_EQ(page->row.statement_id, first);
    EXPECT_EQ(page->row.tellings, 2u);
    ASSERT_TRUE(page->tellings[1].joined);
    EXPECT_NE(page->tellings[1].joined->explanation.find("same speaker"), std::string::npos);
    EXPECT_EQ(record->most_told(5)->size(), 1u);
    ASSERT_TRUE(record->part(second, "eva", now + 5));
    page = record->statement(second);
    EXPECT_EQ(page->tellings.size(), 1u);
    EXPECT_EQ(page->row.statement_id, second);
    EXPECT_EQ(record->totals()->statements, 4u);
    EXPECT_EQ(record->part(second, "eva", now).error().code, ErrorCode::bad_value);
    ASSERT_TRUE(record->join(second, first, "eva", now + 6));
    EXPECT_EQ(record->statement(first)->tellings.size(), 2u);
    EXPECT_EQ(record->statement(first)->tellings[1].joined->by, "eva");
    // Parting the first leaves the other standing by itself.
    ASSERT_TRUE(record->part(first, "eva", now + 7));
    EXPECT_EQ(record->statement(first)->tellings.size(), 1u);
    EXPECT_EQ(record->statement(second)->tellings.size(), 1u);
    EXPECT_TRUE(faults_of(*record).empty());
}

TEST_P(RecordTest, AWireCopyCountsOnce) {
    auto record = open();
    Reading copy = pierce_report();
    copy.document.id = "paper-9";
    copy.document.publisher = "Morning Paper";
    copy.document.text += " (Example Wire)";
    for (Statement& s : copy.statements) s.id = "paper-9" + s.id.substr(4);
    ASSERT_TRUE(record->add(pierce_report(), now));
    ASSERT_TRUE(record->add(copy, now));
    const auto page = record->statement("paper-9" + pierce_report().statements[0].id.substr(4));
    ASSERT_EQ(page->tellings.size(), 2u);
    EXPECT_EQ(page->row.tellings, 1u);
    EXPECT_EQ(page->tellings[0].wire, page->tellings[1].wire);
    EXPECT_FALSE(page->tellings[0].wire.empty());
}

TEST_P(RecordTest, BlocsOverTime) {
    auto record = open();
    ASSERT_TRUE(record->add(pierce_report(), now));
    ASSERT_TRUE(record->add(second_report(), now));
    ReadingMaker later("un-3", "In June 2022 the Netherlands criticised China over Xinjiang for 47 states, Egypt among them.", "2022-06-14");
    Statement& s = later.say("the Netherlands", "criticised", "China over Xinjiang", Act::criticise);
    s.on_behalf_of = Bloc{47, {"EGY"}, "NLD", std::nullopt, {}, std::nullopt};
    s.about = {about("CHN", "China")};
    ASSERT_TRUE(record->add(*later, now));
    const auto events = record->blocs({.about = "CHN"});
    ASSERT_TRUE(events) << events.error().message();
    ASSERT_EQ(events->size(), 3u);
    const BlocEvent& first = (*events)[0];
    EXPECT_EQ(first.declared, 23u);
    EXPECT_EQ(first.lead, "GBR");
    EXPECT_EQ(first.side, Side::against);
    EXPECT_EQ(first.tellings.size(), 2u);
    ASSERT_EQ(first.named.size(), 4u) << "AUS, DEU, GBR, USA: the two reports together";
    EXPECT_EQ(first.unnamed(), 19u);
    EXPECT_EQ((*events)[1].side, Side::with);
    EXPECT_EQ(first.side_reason, "of 2 tellings; against: call-for 2");
    EXPECT_EQ(named_sides(*events).both, std::vector<std::string>{"EGY"});
    EXPECT_EQ(record->blocs({.words = "Xinjiang hindrance"})->size(), 2u) << "also the bloc that the same paragraph sets against it";
    EXPECT_EQ(record->blocs({.words = "tariffs"})->size(), 0u);
    const auto changes = side_changes(*events);
    ASSERT_EQ(changes.size(), 1u);
    EXPECT_EQ(changes[0].code, "EGY");
    EXPECT_EQ(changes[0].from, 1u);
    EXPECT_EQ(changes[0].to, 2u);
    EXPECT_EQ(record->blocs({.about = "CHN", .member = "EGY"})->size(), 2u);
    const auto same = record->bloc(first.tellings[1].id);
    ASSERT_TRUE(same) << same.error().message();
    EXPECT_EQ(same->id, first.id);
    const auto comparison = compare_blocs((*events)[1], (*events)[2]);
    EXPECT_EQ(comparison.both, std::vector<std::string>{"EGY"});
    EXPECT_EQ(comparison.unnamed_first, 51u);
    const auto related = record->related(first.id);
    ASSERT_TRUE(related) << related.error().message();
    ASSERT_EQ(related->other_side.size(), 1u);
    EXPECT_EQ(related->other_side[0].statement.speaker->name, "Belarus");
}

// The words of diplomacy decide a side before the verb does.
TEST_P(RecordTest, WhoDefendsByACallStandsWithTheState) {
    auto record = open();
    ReadingMaker made("un-5", "Belarus called on others, for 66 states, to stop interfering in China's internal affairs. The United States said, for 50, that it was gravely concerned about China's conduct.");
    const auto say = [&](std::string_view source, std::string_view content, Act act, std::uint32_t declared) {
        Statement& s = made.say(source, "", content, act);
        s.on_behalf_of = Bloc{declared, {}, std::nullopt, std::nullopt, {}, std::nullopt};
        s.about = {about("CHN", "China")};
    };
    say("Belarus", "to stop interfering in China's internal affairs", Act::call_for, 66);
    say("The United States", "it was gravely concerned about China's conduct", Act::say, 50);
    ASSERT_TRUE(record->add(*made, now));
    const auto events = record->blocs({.about = "CHN"});
    ASSERT_TRUE(events);
    ASSERT_EQ(events->size(), 2u);
    EXPECT_EQ((*events)[0].side, Side::with);
    EXPECT_NE((*events)[0].side_reason.find("internal affairs"), std::string::npos);
    EXPECT_EQ((*events)[1].side, Side::against);
    auto reader = Record::open(where_);
    ASSERT_TRUE(reader);
    EXPECT_TRUE(faults_of(**reader).empty()) << "a reader can verify";
}

TEST_P(RecordTest, HostileReadingsAreRefusedOrKeptWhole) {
    auto record = open();
    Reading bad = pierce_report();
    bad.statements[0].attribution.content[0].end = 100000;
    EXPECT_EQ(record->add(bad, now).error().code, ErrorCode::bad_value);
    bad = pierce_report();
    bad.document.text[5] = '\0';
    EXPECT_EQ(record->add(bad, now).error().code, ErrorCode::bad_encoding);
    bad = pierce_report();
    bad.document.title = "\xFF\xFE";
    EXPECT_EQ(record->add(bad, now).error().code, ErrorCode::bad_value);
    bad = pierce_report();
    bad.statements[1].speaker->name = "\xC0";
    EXPECT_EQ(record->add(bad, now).error().code, ErrorCode::bad_value);
    EXPECT_EQ(record->totals()->reports, 0u);
    ReadingMaker markup("<script>alert(1)</script>", "'; DROP TABLE telling; -- <b>Robert</b> said <script>alert('x')</script> \"quoted\" \\ %s ‮evil‬ 𝕏.");
    markup.say("<b>Robert</b>", "said", "<script>alert('x')</script>").speaker = person("<b>Robert</b>");
    ASSERT_TRUE(record->add(*markup, now));
    const auto page = record->report("<script>alert(1)</script>");
    ASSERT_TRUE(page);
    EXPECT_EQ(page->rows[0].content, "<script>alert('x')</script>");
    EXPECT_EQ(page->rows[0].speaker_slug, "b-robert-b");
    EXPECT_TRUE(faults_of(*record).empty());
    // The good ones of a batch are kept when one is refused.
    const std::vector<Reading> batch{bad, second_report()};
    const auto added = record->add_all(batch, now);
    EXPECT_FALSE(added[0]);
    ASSERT_TRUE(added[1]);
    EXPECT_EQ(*added[1], Added::added);
}

TEST_P(RecordTest, ExportVisitsEverything) {
    auto record = open();
    ASSERT_TRUE(record->add(pierce_report(), now));
    ASSERT_TRUE(record->add(second_report(), now));
    std::vector<std::string> reports, statements;
    ASSERT_TRUE(record->each_report([&](const ReportPage& p) { return reports.push_back(p.row.id), true; }));
    ASSERT_TRUE(record->each_statement({}, [&](const StatementRow& r) { return statements.push_back(r.id), true; }));
    EXPECT_EQ(reports, (std::vector<std::string>{"un-1", "un-2"}));
    EXPECT_EQ(statements.size(), 3u);
}

}  // namespace
}  // namespace rostra
