// The page of a subject: what is on its first page and on later ones, and how it says where its sides come from.
#include "readings.h"

#include "rostra/publish.h"

#include <nlohmann/json.hpp>

namespace rostra {
namespace {

using namespace testing;
using Json = nlohmann::json;

SidedStatement sided(int number, std::string reason) {
    StatementRow row;
    row.id = row.statement_id = "s" + std::to_string(number);
    row.content = "words " + std::to_string(number);
    return {row, std::move(reason)};
}

SubjectPage china() {
    SubjectPage page;
    page.code = "CHN";
    page.statements = 30000;
    page.counted_over = 20000;
    page.acts = {{Act::praise, "2019-10", 2}, {Act::praise, "2020-01", 3}, {Act::criticise, "2020-01", 9}};
    page.states = {{"GBR", {{Act::criticise, {}, 9}}}};
    page.speakers = {{"eva", "Eva Berg", SpeakerType::person, std::nullopt, "SWE", 4}};
    page.sides = {200, 8, 1, {}, {sided(9, "“internal affairs”")}};
    for (int i = 0; i < 8; ++i) page.sides.against.push_back(sided(i, "criticise"));
    return page;
}

TEST(SubjectPage, SaysOverWhatItCountedAndHowSidesWereDecided) {
    const Json view = subject_view(china(), {}, {});
    EXPECT_EQ(view["title"], "About China");
    EXPECT_EQ(view["state_url"], "/state/CHN");
    EXPECT_EQ(view["counted_words"], "Counted over the newest 20,000 statements.");
    EXPECT_EQ(view["act_voices"]["chart_note"], view["counted_words"]);
    EXPECT_EQ(view["act_voices"]["table"][0]["state"]["url"], "/state/GBR");
    EXPECT_EQ(view["by_act"][0]["words"], "criticised") << "most first";
    EXPECT_EQ(view["by_act"][1]["count"], 5) << "months together";
    const Json& sides = view["sides"];
    EXPECT_EQ(sides["looked_at_words"], "the newest 200 statements");
    EXPECT_EQ(sides["neither_count"], 191);
    EXPECT_EQ(sides["against"].size(), 6U) << "the count says how many there are";
    EXPECT_EQ(sides["against_count"], 8);
    EXPECT_EQ(sides["against"][0]["why"], "Read from its act, criticised.");
    EXPECT_EQ(sides["with"][0]["why"], "Read from its words, “internal affairs”.");
}

TEST(SubjectPage, OfASmallRecordLooksAtAll) {
    SubjectPage page = china();
    page.statements = page.counted_over = page.sides.looked_at = 12;
    const Json view = subject_view(page, {}, {});
    EXPECT_TRUE(view["counted_words"].is_null());
    EXPECT_EQ(view["sides"]["looked_at_words"], "12 statements");
    page.sides = {12, 0, 0, {}, {}};
    EXPECT_TRUE(subject_view(page, {}, {})["sides"].is_null()) << "no heading over nothing";
}

TEST(SubjectPage, KeepsDeclaredAndNamedApart) {
    std::vector<BlocEvent> joint(10);
    for (std::size_t i = 0; i < joint.size(); ++i) {
        joint[i].id = "e" + std::to_string(i);
        joint[i].about = {"CHN"};
        joint[i].declared = 54;
        joint[i].named = {{"ALB", false, {}}};
        joint[i].side = i == 3 ? Side::with : Side::against;
        joint[i].tellings.resize(1);
    }
    const Json view = subject_view(china(), {}, joint);
    EXPECT_EQ(view["joint"]["newest"].size(), 8U);
    EXPECT_EQ(view["joint"]["newest"][0]["id"], "e2") << "in order of day";
    EXPECT_EQ(view["joint"]["newest"][0]["declared"], 54);
    EXPECT_EQ(view["joint"]["newest"][0]["named_count"], 1);
    EXPECT_EQ(view["joint"]["newest"][0]["unnamed"], 53);
    EXPECT_EQ(view["joint"]["changed"][0]["name"], "Albania");
    EXPECT_TRUE(subject_view(china(), {}, {})["joint"].is_null());
}

TEST(SubjectPage, GoesOnWithItsListOnly) {
    StatePage state;
    state.code = "CHN";
    state.spoken_about = 41;
    PageOf<StatementRow> list;
    list.items.push_back(sided(1, "").row);
    list.next = "s-1f";
    const Json later = subject_list_view(state, list);
    EXPECT_EQ(later["statements_words"], "41 statements");
    EXPECT_EQ(later["next_url"], "/subject/CHN?cursor=s-1f");
    EXPECT_EQ(later["first"], false);
    for (const char* part : {"sides", "joint", "act_timeline", "act_voices", "speakers", "by_act"}) EXPECT_TRUE(later[part].is_null()) << part;
    for (const auto& [name, value] : later.items()) EXPECT_TRUE(subject_view(china(), list, {}).contains(name)) << name;
}

TEST(Subjects, AreLinkedWhereSomethingIsAboutThem) {
    StatementRow row = sided(1, "").row;
    row.statement.about = {about("CHN", "China")};
    row.statement.speaker = person("Eva Berg", "SWE");
    const Json view = statement_row_view(row);
    EXPECT_EQ(view["about"][0]["url"], "/subject/CHN");
    EXPECT_EQ(view["speaker"]["of"]["url"], "/state/SWE");
    EXPECT_EQ(subjects_view({{"ALB", 1}, {"CHN", 7}})["subjects"][0]["state"]["url"], "/subject/CHN");
}

}  // namespace
}  // namespace rostra
