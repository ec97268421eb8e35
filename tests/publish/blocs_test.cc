// Joint statements a page at a time, and who changed sides of which matter.
#include "changes.h"
#include "moment.h"
#include "readings.h"

#include "rostra/publish.h"

#include <nlohmann/json.hpp>

namespace rostra {
namespace {

using namespace testing;
using Json = nlohmann::json;

BlocEvent event(int number, Side side = Side::against, std::vector<std::string> about = {"CHN"}, const std::vector<std::string>& named = {}) {
    BlocEvent out;
    out.id = "e" + std::to_string(number);
    out.day = "2019-01-01";
    out.side = side;
    out.about = std::move(about);
    for (const std::string& code : named) out.named.push_back({code, false, {}});
    StatementRow row;
    row.id = out.id;
    row.key = 1000 + number;
    row.report.id = "r";
    out.tellings = {row};
    return out;
}

std::vector<BlocEvent> many(int count) {
    std::vector<BlocEvent> out;
    for (int i = 0; i < count; ++i) out.push_back(event(i));
    return out;
}

std::vector<std::string> ids(const BlocEventsPage& page) {
    std::vector<std::string> out;
    for (const BlocEvent& one : page.events) out.push_back(one.id);
    return out;
}

using Ids = std::vector<std::string>;

TEST(BlocPages, GoBackInTimeAndForthAgain) {
    const auto newest = page_of_events(many(7), {3, {}});
    ASSERT_TRUE(newest);
    EXPECT_EQ(ids(*newest), (Ids{"e4", "e5", "e6"})) << "the newest, in order of day";
    EXPECT_EQ(newest->total, 7U);
    EXPECT_FALSE(newest->newer);
    ASSERT_TRUE(newest->older);
    const auto middle = page_of_events(many(7), {3, newest->older});
    EXPECT_EQ(ids(*middle), (Ids{"e1", "e2", "e3"}));
    ASSERT_TRUE(middle->older);
    EXPECT_EQ(middle->newer, "") << "the newest page needs no cursor";
    const auto oldest = page_of_events(many(7), {3, middle->older});
    EXPECT_EQ(ids(*oldest), Ids{"e0"});
    EXPECT_FALSE(oldest->older);
    ASSERT_TRUE(oldest->newer);
    EXPECT_EQ(ids(*page_of_events(many(7), {3, oldest->newer})), (Ids{"e1", "e2", "e3"}));
}

TEST(BlocPages, ACursorMeansTheSameWhenOthersWereAdded) {
    const auto newest = page_of_events(many(7), {3, {}});
    EXPECT_EQ(ids(*page_of_events(many(12), {3, newest->older})), (Ids{"e1", "e2", "e3"}));
}

TEST(BlocPages, RefuseForeignCursorsAndClampSizes) {
    for (const char* cursor : {"", "b-", "b-x", "s-1f", "b-1f ", "b-ffffffffffffffff", "1f"}) {
        const auto page = page_of_events(many(2), {3, cursor});
        ASSERT_FALSE(page) << cursor;
        EXPECT_EQ(page.error().code, ErrorCode::bad_value);
    }
    EXPECT_EQ(page_of_events(many(300), {0, {}})->events.size(), 1U);
    EXPECT_EQ(page_of_events(many(300), {1000, {}})->events.size(), 200U);
    EXPECT_TRUE(page_of_events({}, {3, {}})->events.empty());
    EXPECT_TRUE(page_of_events(many(3), {3, "b-1"})->events.empty()) << "nothing is before the beginning";
}

TEST(BlocPages, SayWhenOnlyTheNewestTellingsWereLookedAt) {
    EXPECT_FALSE(page_of_events(many(9), {3, {}})->more_than_total);
    auto full = many(2);
    full[0].tellings.resize(4999, full[0].tellings[0]);
    EXPECT_TRUE(page_of_events(std::move(full), {3, {}})->more_than_total);
}

TEST(BlocPages, ThePageAndTheInterfaceHaveTheCursor) {
    BlocFilter filter;
    filter.about = "CHN";
    filter.words = "a&b";
    const auto page = page_of_events(many(7), {3, {}});
    const Json view = blocs_view(filter, *page);
    EXPECT_EQ(view["older_url"], "/blocs?about=CHN&q=a%26b&cursor=" + *page->older);
    EXPECT_TRUE(view["newer_url"].is_null());
    EXPECT_EQ(view["events"].size(), 3U);
    EXPECT_EQ(view["count_words"], "7 joint statements");
    const Json api = Json::parse(to_json(*page));
    EXPECT_EQ(api["next"], *page->older);
    EXPECT_EQ(api["total"], 7);
    EXPECT_EQ(api["events"].size(), 3U);
    const Json all = Json::parse(to_json(many(7)));
    EXPECT_TRUE(all["next"].is_null());
    EXPECT_EQ(all["total"], 7);
}

TEST(BlocPages, DrawNoCampsAcrossSubjects) {
    const std::vector<BlocEvent> events = {event(0, Side::against, {"IRN"}, {"FRA"}), event(1, Side::with, {"CHN"}, {"FRA"})};
    const Json all = blocs_view({}, *page_of_events(events, {}));
    EXPECT_TRUE(all["matrix"].is_null() && all["map"].is_null());
    EXPECT_EQ(all["many_matters"], true);
    EXPECT_EQ(all["events"].size(), 2U);
    BlocFilter china;
    china.about = "CHN";
    const Json one = blocs_view(china, *page_of_events({events[1]}, {}));
    EXPECT_EQ(one["matrix"]["rows"].size(), 1U);
    EXPECT_EQ(one["many_matters"], false);
}

TEST(Changes, AreWithinASubject) {
    const std::vector<BlocEvent> events = {event(0, Side::against, {"IRN"}, {"FRA", "PER"}), event(1, Side::with, {"CHN"}, {"FRA", "PER"}), event(2, Side::with, {"CHN", "IRN"}, {"FRA"}),
                                           event(3, Side::against, {"CHN", "IRN"}, {"FRA", "PER"}), event(4, Side::with, {}, {"PER"}), event(5, Side::against, {}, {"PER"})};
    std::vector<std::string> found;
    for (const SideChange& one : publish::changes_by_subject(events)) found.push_back(one.code + " " + std::to_string(one.from) + " " + std::to_string(one.to));
    // France criticised Iran in 0 and not in 2, and supported China till 3; the change from 2 to 3 is of both subjects, once.
    EXPECT_EQ(found, (Ids{"FRA 0 2", "FRA 2 3", "PER 1 3", "PER 4 5"}));
}

TEST(Moments, AreDaysAndStampsInUtc) {
    EXPECT_EQ(publish::moment_stamp(1572400000), "2019-10-30T01:46:40Z");
    EXPECT_EQ(publish::moment_day(1572400000), "2019-10-30");
    EXPECT_EQ(publish::moment_stamp(0), "1970-01-01T00:00:00Z");
    EXPECT_EQ(publish::moment_stamp(-1), "1969-12-31T23:59:59Z");
    EXPECT_EQ(publish::moment_day(951782400), "2000-02-29");
}

/// The statement page's map of one telling made for Belarus and Russia.
std::string kind_on_map(Act act, const std::string& content) {
    ReadingMaker made("r", "Its envoy said that " + content + ".");
    Statement& said = made.say("Its envoy", "said", content, act);
    said.on_behalf_of = Bloc{std::nullopt, {"BLR", "RUS"}, std::nullopt, std::nullopt, {}, std::nullopt};
    StatementPage page;
    page.row.id = page.row.statement_id = said.id;
    page.row.statement = said;
    page.row.content = content;
    page.tellings = {{page.row, std::nullopt, ""}};
    ReportPage report;
    report.reading = *made;
    const Json view = statement_view(page, report, {}, {"https://rostra.example"});
    EXPECT_FALSE(view.contains("event"));
    EXPECT_EQ(view["map"].size(), 2U);
    return view["map"][0]["kind"];
}

TEST(StatementPage, TheMapIsColouredByTheSideAndNotByTheVerb) {
    EXPECT_EQ(kind_on_map(Act::say, "nobody may interfere in the internal affairs of China"), "with");
    EXPECT_EQ(kind_on_map(Act::criticise, "the politicisation of human rights and double standards"), "with");
    EXPECT_EQ(kind_on_map(Act::say, "they have grave concern about mass detentions"), "against");
    EXPECT_EQ(kind_on_map(Act::deny, "there is no torture"), "open") << "who denies a charge uses its words";
    EXPECT_EQ(kind_on_map(Act::criticise, "the closing of the border"), "against");
    EXPECT_EQ(kind_on_map(Act::say, "the meeting is on Monday"), "open");
}

}  // namespace
}  // namespace rostra
