// Corrections over the first reading: proposing, deciding, deciding anew, over several tellings and readings.
#include "stores.h"

namespace rostra {
namespace {

using namespace testing;

class CorrectionsTest : public OnEachStore {
protected:
    void SetUp() override {
        OnEachStore::SetUp();
        if (IsSkipped()) return;
        record_ = open();
        ASSERT_TRUE(record_);
        ASSERT_TRUE(record_->add(pierce_report(), now));
    }
    std::int64_t propose(const Proposal& proposal, const ProposalOrigin& origin = {}) {
        const auto id = record_->propose(proposal, now + 1, origin);
        EXPECT_TRUE(id) << (id ? "" : id.error().message());
        return id ? *id : 0;
    }
    Status decide(std::int64_t id, CorrectionState verdict, bool every = false, std::string note = "") {
        const auto c = record_->correction(id);
        if (!c) return c.error();
        return record_->decide({id, c->latest, verdict, every, "eva", std::move(note)}, now + 10);
    }
    Status accept(std::int64_t id, bool every = false) { return decide(id, CorrectionState::accepted, every, "checked"); }
    Status reject(std::int64_t id) { return decide(id, CorrectionState::rejected); }
    StatementPage page(const std::string& id) {
        auto found = record_->statement(id);
        EXPECT_TRUE(found) << (found ? "" : found.error().message());
        return found ? *std::move(found) : StatementPage{};
    }
    static Proposal other_speaker(const std::string& id) { return {id, CorrectionKind::speaker, person("Zhang Ming", "CHN"), std::nullopt, "It was the other Zhang"}; }
    const std::string pierce_ = pierce_report().statements[0].id, zhang_ = pierce_report().statements[1].id;
    std::unique_ptr<Record> record_;
};
INSTANTIATE_TEST_SUITE_P(Stores, CorrectionsTest, each_store(), store_name);

TEST_P(CorrectionsTest, NothingIsShownBeforeAnEditorSawItButTheCount) {
    const auto id = propose(other_speaker(zhang_));
    EXPECT_TRUE(page(zhang_).history.empty());
    EXPECT_EQ(page(zhang_).waiting, 1u);
    EXPECT_EQ(page(pierce_).waiting, 0u);
    EXPECT_EQ(page(zhang_).row.statement.speaker->name, "Zhang Jun");
    EXPECT_TRUE(record_->corrections({CorrectionState::accepted, CorrectionState::rejected})->items.empty());
    EXPECT_EQ(record_->corrections({CorrectionState::proposed})->items.size(), 1u);
    EXPECT_EQ(propose(other_speaker(zhang_)), id) << "the same again while it waits is the same proposal";
    EXPECT_EQ(record_->correction(id)->stood->speaker->name, "Zhang Jun");
}

TEST_P(CorrectionsTest, AnAcceptedOneStandsOverTheFirstReading) {
    const auto id = propose(other_speaker(zhang_));
    const auto seen = record_->correction(id)->latest;
    ASSERT_TRUE(accept(id));
    EXPECT_EQ(record_->decide({id, seen, CorrectionState::rejected, false, "max", ""}, now).error().code, ErrorCode::conflict) << "max saw it before eva decided";
    EXPECT_EQ(accept(id).error().code, ErrorCode::bad_value) << "is accepted already";
    const auto shown = page(zhang_);
    EXPECT_EQ(shown.row.statement.speaker->name, "Zhang Ming");
    EXPECT_TRUE(shown.row.corrected);
    EXPECT_EQ(shown.waiting, 0u);
    ASSERT_TRUE(shown.row.first_reading);
    EXPECT_EQ(shown.row.first_reading->speaker->name, "Zhang Jun");
    ASSERT_EQ(shown.history.size(), 1u);
    ASSERT_EQ(shown.history[0].decisions.size(), 1u);
    EXPECT_EQ(shown.history[0].decisions[0].editor, "eva");
    EXPECT_EQ(shown.history[0].decisions[0].note, "checked");
    EXPECT_EQ(record_->search("Ming")->total, 1u);
    EXPECT_EQ(record_->search("Jun")->total, 0u);
    EXPECT_EQ(record_->speaker("zhang-jun")->speaker.statements, 0u);
    EXPECT_EQ(record_->speaker("zhang-ming")->speaker.statements, 1u);
    EXPECT_EQ(record_->report("un-1")->reading.statements[1].speaker->name, "Zhang Ming");
    EXPECT_TRUE(faults_of(*record_).empty());
}

TEST_P(CorrectionsTest, ADecisionIsUndoneByALaterOneAndTheLogKeepsBoth) {
    const auto speaker = propose(other_speaker(zhang_));
    const auto bloc = propose({zhang_, CorrectionKind::bloc, {}, Bloc{3, {"RUS", "CUB"}, "CHN", {}, {}, {}}, "for three"});
    ASSERT_TRUE(accept(speaker));
    ASSERT_TRUE(accept(bloc));
    EXPECT_EQ(record_->state("CUB")->in_blocs, 1u);
    EXPECT_EQ(record_->blocs({.member = "CUB"})->size(), 1u);
    // Undone out of order: what the later one did stays.
    ASSERT_TRUE(reject(speaker));
    EXPECT_EQ(page(zhang_).row.statement.speaker->name, "Zhang Jun");
    EXPECT_EQ(page(zhang_).row.statement.on_behalf_of->declared, 3u);
    EXPECT_EQ(record_->search("Jun")->total, 1u);
    EXPECT_TRUE(page(zhang_).row.corrected);
    ASSERT_TRUE(reject(bloc));
    const auto shown = page(zhang_);
    EXPECT_FALSE(shown.row.statement.on_behalf_of);
    EXPECT_FALSE(shown.row.corrected);
    EXPECT_FALSE(shown.row.first_reading);
    EXPECT_TRUE(shown.row.statement.speaker->mention == pierce_report().statements[1].speaker->mention);
    ASSERT_EQ(shown.history.size(), 2u);
    EXPECT_EQ(shown.history[0].decisions.size(), 2u);
    EXPECT_EQ(record_->blocs({.member = "CUB"})->size(), 0u);
    const auto log = record_->corrections({CorrectionState::accepted, CorrectionState::rejected});
    ASSERT_EQ(log->items.size(), 2u);
    EXPECT_EQ(log->items[0].id, bloc) << "latest decision first";
    ASSERT_TRUE(accept(speaker)) << "and accepted once more";
    EXPECT_EQ(page(zhang_).row.statement.speaker->name, "Zhang Ming");
    EXPECT_EQ(record_->corrections({CorrectionState::accepted, CorrectionState::rejected})->items[0].decisions.size(), 3u);
    EXPECT_TRUE(faults_of(*record_).empty());
}

TEST_P(CorrectionsTest, WhatIsNoStatementLeavesListsAndComesBack) {
    const auto hide = propose({zhang_, CorrectionKind::furniture, {}, {}, "menu"});
    ASSERT_TRUE(accept(hide));
    EXPECT_EQ(record_->totals()->statements, 1u);
    EXPECT_TRUE(page(zhang_).row.hidden);
    EXPECT_EQ(record_->search("trade")->total, 0u);
    EXPECT_TRUE(faults_of(*record_).empty());
    ASSERT_TRUE(reject(hide));
    EXPECT_EQ(record_->totals()->statements, 2u);
    EXPECT_FALSE(page(zhang_).row.hidden);
    EXPECT_EQ(record_->search("trade")->total, 1u);
    EXPECT_TRUE(faults_of(*record_).empty());
}

TEST_P(CorrectionsTest, ANewReadingKeepsWhatWasDecidedAndUndoingReachesIt) {
    const auto speaker = propose(other_speaker(zhang_)), hide = propose({zhang_, CorrectionKind::not_a_statement, {}, {}, "a headline"});
    ASSERT_TRUE(accept(speaker));
    ASSERT_TRUE(accept(hide));
    Reading again = pierce_report();
    again.document.text += " More follows.";
    ASSERT_EQ(*record_->add(again, now + 20), Added::updated);
    const std::string newer = "un-1@2" + zhang_.substr(4);
    EXPECT_EQ(record_->totals()->statements, 1u);
    EXPECT_EQ(page(zhang_).newer, newer);
    EXPECT_EQ(page(newer).history.size(), 2u);
    EXPECT_EQ(page(newer).row.statement.speaker->name, "Zhang Ming");
    EXPECT_EQ(page(newer).row.first_reading->speaker->name, "Zhang Jun");
    EXPECT_TRUE(faults_of(*record_).empty());
    ASSERT_TRUE(reject(hide));
    EXPECT_EQ(record_->totals()->statements, 2u);
    EXPECT_FALSE(page(newer).row.hidden);
    ASSERT_TRUE(reject(speaker));
    EXPECT_EQ(page(newer).row.statement.speaker->name, "Zhang Jun");
    EXPECT_FALSE(page(newer).row.corrected);
    // Proposed on the old address, accepted: it holds for the words in the newest reading.
    ASSERT_TRUE(accept(propose({zhang_, CorrectionKind::speaker, person("Zhang Yi", "CHN"), {}, "see the list of speakers"})));
    EXPECT_EQ(page(newer).row.statement.speaker->name, "Zhang Yi");
    EXPECT_EQ(page(newer).history.size(), 3u);
    EXPECT_TRUE(faults_of(*record_).empty());
}

TEST_P(CorrectionsTest, OfTheWholeStatementOrOfOneTelling) {
    std::vector<std::string> ids;
    for (const char* id : {"w-1", "w-2"}) {
        ReadingMaker made(id, std::string(id) + ": Mona Juul said the talks about the northern fisheries would go on until every boat was home.");
        Statement& s = made.say("Mona Juul", "said", "the talks about the northern fisheries would go on until every boat was home");
        s.speaker = person("Mona Juul", "NOR");
        ids.push_back(s.id);
        ASSERT_TRUE(record_->add(*made, now));
    }
    const auto of = [&](int i) { return *page(ids[static_cast<std::size_t>(i)]).row.statement.speaker; };
    ASSERT_EQ(page(ids[0]).tellings.size(), 2u);
    const auto id = propose({ids[0], CorrectionKind::speaker, person("Ine Eriksen", "NOR"), std::nullopt, "the minister spoke"});
    ASSERT_TRUE(accept(id, true));
    EXPECT_EQ(page(ids[0]).tellings.size(), 2u) << "both are of the minister now: still one statement";
    EXPECT_EQ(of(1).name, "Ine Eriksen");
    EXPECT_EQ(page(ids[1]).history.size(), 1u) << "the history of the telling shows what was laid over it";
    EXPECT_EQ(record_->speaker("ine-eriksen")->speaker.statements, 1u);
    EXPECT_TRUE(faults_of(*record_).empty());
    ASSERT_TRUE(accept(id, false)) << "decided anew, for the one telling only";
    EXPECT_EQ(of(0).name, "Ine Eriksen");
    EXPECT_EQ(of(1).name, "Mona Juul");
    EXPECT_EQ(page(ids[0]).tellings.size(), 1u) << "words of two speakers are not one statement";
    EXPECT_EQ(page(ids[1]).tellings.size(), 1u);
    EXPECT_EQ(record_->totals()->statements, 4u);
    EXPECT_TRUE(faults_of(*record_).empty());
    ASSERT_TRUE(reject(id));
    EXPECT_EQ(page(ids[0]).tellings.size(), 2u) << "and are one again once the correction is undone";
    EXPECT_EQ(page(ids[1]).row.tellings, 2u);
    EXPECT_EQ(record_->totals()->statements, 3u);
    EXPECT_TRUE(faults_of(*record_).empty());
}

TEST_P(CorrectionsTest, ATellingThatWasHiddenGoesBackToItsStatement) {
    ASSERT_TRUE(record_->add(second_report(), now));
    const std::string second = second_report().statements[0].id;
    for (const std::string& id : {second, pierce_}) {
        const auto hide = propose({id, CorrectionKind::furniture, {}, {}, "related links"});
        ASSERT_TRUE(accept(hide));
        EXPECT_EQ(page(id == second ? pierce_ : second).tellings.size(), 1u);
        EXPECT_TRUE(faults_of(*record_).empty());
        ASSERT_TRUE(reject(hide));
        EXPECT_EQ(page(pierce_).tellings.size(), 2u) << id;
        EXPECT_EQ(record_->totals()->statements, 3u);
        EXPECT_TRUE(faults_of(*record_).empty());
    }
}

TEST_P(CorrectionsTest, AnEditorsJoinOutlivesACorrection) {
    ASSERT_TRUE(record_->add(second_report(), now));
    const std::string second = second_report().statements[0].id;
    ASSERT_TRUE(record_->part(second, "eva", now));
    ASSERT_TRUE(record_->join(second, zhang_, "eva", now)) << "no rule would";
    ASSERT_TRUE(accept(propose({second, CorrectionKind::speaker, person("Jonathan Allen", "GBR"), {}, "deputy"})));
    EXPECT_EQ(page(zhang_).tellings.size(), 2u);
    EXPECT_TRUE(faults_of(*record_).empty());
}

TEST_P(CorrectionsTest, SpamIsKeptAndNeverPublic) {
    const auto id = propose({zhang_, CorrectionKind::other, {}, {}, "buy pills"}, {"", "the hidden field was filled"});
    EXPECT_EQ(record_->correction(id)->state, CorrectionState::suspected);
    EXPECT_EQ(page(zhang_).waiting, 0u);
    EXPECT_EQ(record_->corrections({CorrectionState::suspected})->items[0].origin.suspicion, "the hidden field was filled");
    ASSERT_TRUE(decide(id, CorrectionState::spam));
    EXPECT_TRUE(page(zhang_).history.empty());
    EXPECT_TRUE(record_->corrections({CorrectionState::accepted, CorrectionState::rejected})->items.empty());
    EXPECT_EQ(record_->corrections({CorrectionState::spam})->items.size(), 1u);
    ASSERT_TRUE(decide(id, CorrectionState::proposed)) << "an editor erred";
    EXPECT_EQ(page(zhang_).waiting, 1u);
    ASSERT_TRUE(accept(id));
    EXPECT_EQ(decide(id, CorrectionState::spam).error().code, ErrorCode::bad_value) << "what was public stays in the log";
    EXPECT_EQ(decide(id, CorrectionState::proposed).error().code, ErrorCode::bad_value);
    EXPECT_EQ(decide(id, CorrectionState::suspected).error().code, ErrorCode::bad_value);
    EXPECT_EQ(page(zhang_).row.statement.speaker->name, "Zhang Jun") << "accepting a mere remark changes nothing";
}

TEST_P(CorrectionsTest, TheFilterLearnsFromEditorsAndUnlearns) {
    const std::vector<std::string> junk{"Cheap pills online, visit http://pills.example now", "Win money at the casino http://casino.example", "Best casino bonus, visit http://bonus.example",
                                        "Cheap watches online at www.watches.example", "Earn money from home, visit http://money.example", "Casino and pills, cheap http://x.example",
                                        "Visit our cheap online shop www.shop.example", "Win a bonus now at http://win.example casino"};
    const std::vector<std::string> honest{"The report says her deputy spoke, not the ambassador", "This is the headline of another report", "The envoy named was replaced in July, see paragraph three",
                                          "The sentence is a menu of the page", "Belarus spoke for the group, not Cuba", "The list of the committee names 39 states",
                                          "He is the minister of trade, the text says so", "The quotation belongs to the spokesman in the next paragraph"};
    const Proposal spam{zhang_, CorrectionKind::other, {}, {}, "Cheap casino bonus online http://new.example"}, good{zhang_, CorrectionKind::other, {}, {}, "The text says that the deputy spoke for the group"};
    for (std::size_t i = 0; i < junk.size(); ++i) {
        EXPECT_EQ(*record_->likely_spam(spam), std::nullopt) << "too few to tell";
        ASSERT_TRUE(decide(propose({zhang_, CorrectionKind::other, {}, {}, junk[i]}), CorrectionState::spam));
        ASSERT_TRUE(reject(propose({pierce_, CorrectionKind::other, {}, {}, honest[i]})));
    }
    ASSERT_TRUE(*record_->likely_spam(spam));
    EXPECT_GT(**record_->likely_spam(spam), 0.95);
    EXPECT_LT(**record_->likely_spam(good), 0.2);
    EXPECT_EQ(*record_->likely_spam({zhang_, CorrectionKind::other, {}, {}, "zzz qqq"}), std::nullopt) << "nothing that was seen before";
    // An editor finds that one was no spam: it is unlearned, and below the least number the filter says nothing again.
    const auto first = record_->corrections({CorrectionState::spam})->items.front().id;
    ASSERT_TRUE(reject(first));
    EXPECT_EQ(*record_->likely_spam(spam), std::nullopt);
}

TEST_P(CorrectionsTest, WhatIsWrongWithAProposalIsSaid) {
    const auto fault = [&](const Proposal& p) {
        const auto id = record_->propose(p, now);
        return id ? std::string("taken") : std::string(id.error().code == ErrorCode::bad_value ? "" : "other code ") + id.error().detail;
    };
    EXPECT_EQ(fault({zhang_, CorrectionKind::other, {}, {}, ""}), "a reason is needed");
    EXPECT_NE(fault({zhang_, CorrectionKind::other, {}, {}, std::string(2001, 'x')}).find("2,000"), std::string::npos);
    EXPECT_NE(fault({zhang_, CorrectionKind::other, {}, {}, "\xFF"}).find("UTF-8"), std::string::npos);
    EXPECT_NE(fault({zhang_, CorrectionKind::other, {}, {}, std::string("a\0b", 3)}).find("UTF-8"), std::string::npos);
    EXPECT_EQ(fault({zhang_, CorrectionKind::speaker, person(""), {}, "why"}), "the speaker's name is missing");
    EXPECT_NE(fault({zhang_, CorrectionKind::speaker, person("A", "QQQ"), {}, "why"}).find("three-letter"), std::string::npos);
    EXPECT_NE(fault({zhang_, CorrectionKind::bloc, {}, Bloc{}, "why"}).find("no number"), std::string::npos);
    EXPECT_NE(fault({zhang_, CorrectionKind::bloc, {}, Bloc{100000, {}, {}, {}, {}, {}}, "why"}).find("larger"), std::string::npos);
    EXPECT_NE(fault({zhang_, CorrectionKind::bloc, {}, Bloc{3, {"'; DROP"}, {}, {}, {}, {}}, "why"}).find("three-letter"), std::string::npos);
    EXPECT_EQ(fault({zhang_, CorrectionKind::speaker, person("Zhang Jun", "CHN", "envoy"), {}, "why"}), "this is what stands there already");
    EXPECT_EQ(fault({zhang_, CorrectionKind::bloc, {}, {}, "why"}), "this is what stands there already");
    EXPECT_EQ(record_->propose({"none", CorrectionKind::other, {}, {}, "why"}, now).error().code, ErrorCode::not_found);
    EXPECT_EQ(record_->correction(77).error().code, ErrorCode::not_found);
    EXPECT_EQ(record_->correction_counts()->size(), 0u);
    // Absent values are a proposal too: no speaker is known, it was for no bloc.
    ASSERT_TRUE(accept(propose({pierce_, CorrectionKind::bloc, {}, {}, "she spoke for Britain alone"})));
    EXPECT_FALSE(page(pierce_).row.statement.on_behalf_of);
    ASSERT_TRUE(accept(propose({pierce_, CorrectionKind::speaker, {}, {}, "the text does not say"})));
    EXPECT_FALSE(page(pierce_).row.statement.speaker);
    EXPECT_TRUE(page(pierce_).row.speaker_slug.empty());
    EXPECT_TRUE(faults_of(*record_).empty());
}

TEST_P(CorrectionsTest, TheLogIsPaged) {
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(reject(propose({zhang_, CorrectionKind::other, {}, {}, "remark " + std::to_string(i)})));
    std::vector<std::string> reasons;
    PageRequest request{2, std::nullopt};
    do {
        const auto some = record_->corrections({CorrectionState::rejected}, request);
        ASSERT_TRUE(some);
        for (const Correction& c : some->items) reasons.push_back(c.proposal.reason);
        request.cursor = some->next;
    } while (request.cursor);
    EXPECT_EQ(reasons, (std::vector<std::string>{"remark 4", "remark 3", "remark 2", "remark 1", "remark 0"}));
}

TEST_P(CorrectionsTest, EditorsAndSessions) {
    Editor eva{"eva", "hash", "admin", now};
    ASSERT_TRUE(record_->put_editor(eva));
    ASSERT_TRUE(record_->put_editor({"björn <b>", "hash2", "editor", now}));
    EXPECT_EQ(record_->editor("eva")->role, "admin");
    EXPECT_EQ(record_->editors()->size(), 2u);
    for (const Editor& bad : {Editor{"", "h", "editor", now}, Editor{"rule", "h", "editor", now}, Editor{"x", "h", "king", now}, Editor{"x", "", "editor", now}, Editor{"a\nb", "h", "editor", now}})
        EXPECT_EQ(record_->put_editor(bad).error().code, ErrorCode::bad_value);
    ASSERT_TRUE(record_->put_session({"t", "eva", "c", now + 100}, now));
    EXPECT_EQ(record_->session("t", now)->csrf, "c");
    EXPECT_EQ(record_->session("t", now + 100).error().code, ErrorCode::not_found);
    ASSERT_TRUE(record_->drop_session("t"));
    EXPECT_FALSE(record_->session("t", now));
    // A new password and disabling close what is open.
    ASSERT_TRUE(record_->put_session({"t2", "eva", "c", now + 100}, now));
    eva.role = "editor";
    ASSERT_TRUE(record_->put_editor(eva));
    EXPECT_TRUE(record_->session("t2", now)) << "another role is not another password";
    eva.password_hash = "hash3";
    ASSERT_TRUE(record_->put_editor(eva));
    EXPECT_FALSE(record_->session("t2", now));
    ASSERT_TRUE(record_->put_session({"t3", "eva", "c", now + 100}, now));
    eva.disabled = true;
    ASSERT_TRUE(record_->put_editor(eva));
    EXPECT_FALSE(record_->session("t3", now));
    EXPECT_TRUE(record_->editor("eva")->disabled);
    EXPECT_EQ(record_->form_key()->size(), 64u);
    EXPECT_EQ(*record_->form_key(), *open()->form_key()) << "one key a record";
}

// The queue of what a guard suspects is another than that of visitors; both are bounded, and neither keeps an editor out.
TEST(Proposals, SpamKeepsNobodyOut) {
    TemporaryFolder folder;
    const std::string file = folder.file("r.db"), telling = pierce_report().statements[0].id;
    auto record = open_writable(file);
    ASSERT_TRUE(record->add(pierce_report(), now));
    const auto propose = [&](const std::string& reason, const ProposalOrigin& origin) { return record->propose({telling, CorrectionKind::other, {}, {}, reason}, now, origin); };
    const ProposalOrigin visitor, suspect{"", "a trap was filled in"}, editor{"eva", ""};
    const auto fill = [&](const std::string& state) {
        behind_its_back(file, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + std::to_string(Record::most_waiting) +
                                  ") INSERT INTO correction(telling, kind, value, reason, state, proposed_at) SELECT (SELECT min(key) FROM telling), 'other', 'null', 'n' || i, '" + state + "', 0 FROM n");
    };
    fill("suspected");
    EXPECT_EQ(propose("buy", suspect).error().code, ErrorCode::too_large);
    EXPECT_TRUE(propose("good", visitor));
    EXPECT_TRUE(propose("mine", editor));
    fill("proposed");
    EXPECT_EQ(propose("late", visitor).error().code, ErrorCode::too_large);
    EXPECT_TRUE(propose("good", visitor)) << "the same again is the one that waits";
    EXPECT_TRUE(propose("mine too", editor));
}

const std::string second_ = second_report().statements[0].id;

TEST_P(CorrectionsTest, ATellingThatIsAnotherStatementIsPartedAndJoinedAgain) {
    ASSERT_TRUE(record_->add(second_report(), now));
    ASSERT_EQ(page(pierce_).tellings.size(), 2u);
    const auto id = propose({second_, CorrectionKind::apart, {}, {}, "The second report tells of another speech"});
    EXPECT_EQ(record_->correction(id)->proposal.apart_from, pierce_);
    EXPECT_EQ(page(pierce_).tellings.size(), 2u) << "nothing happens before an editor decided";
    ASSERT_TRUE(accept(id, true));
    EXPECT_FALSE(record_->correction(id)->decisions[0].every_telling) << "one telling leaves";
    EXPECT_EQ(page(pierce_).tellings.size(), 1u);
    EXPECT_EQ(page(second_).tellings.size(), 1u);
    EXPECT_EQ(page(second_).row.statement_id, second_);
    EXPECT_FALSE(page(second_).row.corrected) << "how it stands is as it was read";
    for (const std::string& told : {pierce_, second_}) {
        ASSERT_EQ(page(told).history.size(), 1u) << told << ": both pages say why";
        EXPECT_EQ(page(told).history[0].proposal.reason, "The second report tells of another speech");
    }
    EXPECT_TRUE(page(zhang_).history.empty());
    EXPECT_EQ(propose({second_, CorrectionKind::other, {}, {}, "x"}), id + 1);
    EXPECT_EQ(record_->propose({second_, CorrectionKind::apart, {}, {}, "again"}, now).error().code, ErrorCode::bad_value) << "it stands alone";
    EXPECT_TRUE(faults_of(*record_).empty());
    ASSERT_TRUE(reject(id));
    EXPECT_EQ(page(pierce_).tellings.size(), 2u) << "undone";
    EXPECT_EQ(page(second_).row.statement_id, pierce_);
    EXPECT_EQ(page(pierce_).history[0].decisions.size(), 2u);
    ASSERT_TRUE(accept(id));
    EXPECT_EQ(page(second_).row.statement_id, second_);
    EXPECT_TRUE(faults_of(*record_).empty());
}

TEST_P(CorrectionsTest, APartingWithAReasonIsOneStep) {
    ASSERT_TRUE(record_->add(second_report(), now));
    EXPECT_EQ(part_with_reason(*record_, zhang_, "eva", "why", now).error().code, ErrorCode::bad_value) << "one report tells it";
    EXPECT_EQ(part_with_reason(*record_, second_, "eva", "", now).error().code, ErrorCode::bad_value) << "a reason is needed";
    EXPECT_EQ(part_with_reason(*record_, second_, "rule", "why", now).error().code, ErrorCode::bad_value) << "no editor goes by that name";
    EXPECT_EQ(page(second_).row.statement_id, pierce_);
    ASSERT_TRUE(part_with_reason(*record_, second_, "eva", "Another speech", now));
    EXPECT_EQ(page(second_).row.statement_id, second_);
    const auto log = record_->corrections({CorrectionState::accepted});
    ASSERT_EQ(log->items.size(), 1u);
    EXPECT_EQ(log->items[0].origin.editor, "eva");
    EXPECT_EQ(log->items[0].decisions[0].editor, "eva");
}

TEST_P(CorrectionsTest, TheFirstTellingCanBeTheOneThatLeaves) {
    ASSERT_TRUE(record_->add(second_report(), now));
    const auto id = propose({pierce_, CorrectionKind::apart, {}, {}, "Another speech"});
    EXPECT_EQ(record_->correction(id)->proposal.apart_from, second_);
    ASSERT_TRUE(accept(id));
    EXPECT_EQ(page(second_).row.statement_id, second_);
    EXPECT_EQ(page(second_).history.size(), 1u);
    EXPECT_EQ(page(pierce_).history.size(), 1u);
    ASSERT_TRUE(reject(id));
    EXPECT_EQ(page(pierce_).row.statement_id, page(second_).row.statement_id);
    EXPECT_TRUE(faults_of(*record_).empty());
}

TEST_P(CorrectionsTest, WhatWasPartedStaysPartedInANewReading) {
    ASSERT_TRUE(record_->add(second_report(), now));
    const auto id = propose({second_, CorrectionKind::apart, {}, {}, "Another speech"});
    ASSERT_TRUE(accept(id));
    Reading again = second_report();
    again.document.text += "\n\nUpdated.";
    ASSERT_EQ(*record_->add(again, now + 20), Added::updated);
    const auto old = page(second_);
    ASSERT_TRUE(old.newer);
    const auto fresh = page(*old.newer);
    EXPECT_EQ(fresh.tellings.size(), 1u);
    EXPECT_FALSE(fresh.row.corrected);
    ASSERT_EQ(fresh.history.size(), 1u) << "the same words, the same history";
    ASSERT_TRUE(reject(id));
    EXPECT_EQ(page(*old.newer).row.statement_id, pierce_) << "it is the newest reading that goes back";
    EXPECT_TRUE(faults_of(*record_).empty());
}

TEST_P(CorrectionsTest, AnUndonePartingLeavesAloneWhatIsNotShownAnyMore) {
    ASSERT_TRUE(record_->add(second_report(), now));
    const auto id = propose({second_, CorrectionKind::apart, {}, {}, "Another speech"});
    ASSERT_TRUE(accept(id));
    ASSERT_TRUE(accept(propose({pierce_, CorrectionKind::not_a_statement, {}, {}, "A headline"})));
    ASSERT_TRUE(reject(id));
    EXPECT_EQ(page(second_).row.statement_id, second_);
    EXPECT_TRUE(faults_of(*record_).empty());
}

}  // namespace
}  // namespace rostra
