// What the pictures say: which cells, which shapes, how many, where, and that the tables beside them say the same.
#include "bloc_parts.h"
#include "readings.h"

#include <cmath>
#include <set>

namespace rostra::view {
namespace {

BlocMember named(const char* code, bool lead = false) { return {code, lead, {}}; }

BlocLeaving left(const char* code) {
    BlocLeaving out;
    out.code = code;
    out.day = "2019-11-02";
    return out;
}

/// Critical in 2019 with Britain at its head, from which Albania withdrew; supportive in 2019 and 2020; one of 2021 whose
/// side is open; one that names nobody.
std::vector<BlocEvent> events() {
    std::vector<BlocEvent> out(5);
    out[0].id = "a", out[0].day = "2019-07-08", out[0].declared = 6, out[0].side = Side::against, out[0].lead = "GBR";
    out[0].named = {named("ALB"), named("FRA"), named("GBR", true)};
    out[0].left = {left("ALB")};
    out[1].id = "b", out[1].day = "2019-07-12", out[1].declared = 4, out[1].side = Side::with;
    out[1].named = {named("BLR"), named("QAT"), named("UKR")};
    out[1].left = {left("QAT")};
    out[2].id = "c", out[2].day = "2020-06-30", out[2].side = Side::against;
    out[2].named = {named("FRA"), named("GBR"), named("UKR")};
    out[3].id = "d", out[3].day = "2021-03-01", out[3].declared = 2, out[3].side = Side::open;
    out[3].named = {named("ALB"), named("PER")};
    out[3].by_membership = {"CHL", "PER"};
    out[4].id = "e", out[4].declared = 12, out[4].side = Side::with;
    return out;
}

std::map<std::string, std::string> kinds(const Json& map) {
    std::map<std::string, std::string> out;
    for (const Json& shape : map) out.emplace(shape["code"], shape["kind"]);
    return out;
}

TEST(Map, OfOneStatement) {
    const auto all = events();
    EXPECT_EQ(kinds(map_of(all[0])), (std::map<std::string, std::string>{{"ALB", "left"}, {"FRA", "against"}, {"GBR", "against"}}));
    EXPECT_EQ(kinds(map_of(all[1])), (std::map<std::string, std::string>{{"BLR", "with"}, {"QAT", "left"}, {"UKR", "with"}}));
    EXPECT_EQ(kinds(map_of(all[3])), (std::map<std::string, std::string>{{"ALB", "open"}, {"CHL", "roll"}, {"PER", "open"}})) << "named goes before the roll";
    EXPECT_TRUE(map_of(all[4]).is_null()) << "no report names a state";
    const Json map = map_of(all[0]);
    ASSERT_EQ(map.size(), 3U);
    EXPECT_EQ(map[0]["title"], "Albania: named, then withdrew");
    EXPECT_EQ(map[1]["title"], "France: named, critical");
    EXPECT_EQ(map[2]["title"], "United Kingdom: named, critical, leads");
    auto undecided = all[3];
    undecided.left = {left("PER")};
    EXPECT_EQ(kinds(map_of(undecided))["PER"], "left") << "whatever the side";
    undecided.left = {left("CUB")};
    EXPECT_EQ(kinds(map_of(undecided))["CUB"], "left") << "only the withdrawal is told";
}

TEST(Map, OfSeveral) {
    EXPECT_EQ(kinds(map_of(events())), (std::map<std::string, std::string>{{"ALB", "open"}, {"BLR", "with"}, {"CHL", "roll"}, {"FRA", "against"}, {"GBR", "against"}, {"PER", "open"}, {"QAT", "left"}, {"UKR", "changed"}}));
}

TEST(Map, OfABlocAsOneReportTellsIt) {
    Bloc bloc;
    bloc.named = {"FRA", "NOR"};
    bloc.lead = "GBR";
    bloc.by_membership = {"NOR", "SWE"};
    const Json map = map_of(bloc, Side::with);
    EXPECT_EQ(kinds(map), (std::map<std::string, std::string>{{"FRA", "with"}, {"GBR", "with"}, {"NOR", "with"}, {"SWE", "roll"}}));
    EXPECT_TRUE(map_of(Bloc{}, Side::with).is_null());
}

/// Where the matrix puts each state: its group's kind, read off the picture.
std::map<std::string, std::string> groups(const Json& matrix) {
    std::map<std::string, std::string> out;
    for (const Json& column : matrix["columns"])
        for (const Json& group : matrix["groups"])
            if (column["x"] >= group["x"] && column["x"].get<int>() < group["x"].get<int>() + group["width"].get<int>()) out[column["code"]] = group["kind"];
    return out;
}

TEST(Matrix, MapAndMatrixHaveOneRule) {
    const auto all = events();
    auto on_map = kinds(map_of(all));
    on_map.erase("CHL");  // the matrix has the named ones only
    EXPECT_EQ(groups(matrix_view(all)), on_map);
}

TEST(Matrix, ColumnsGroupsAndCells) {
    const Json matrix = matrix_view(events());
    std::vector<std::string> order, labels;
    for (const Json& column : matrix["columns"]) order.push_back(column["code"]);
    for (const Json& group : matrix["groups"]) labels.push_back(group["label"]);
    EXPECT_EQ(order, (std::vector<std::string>{"FRA", "GBR", "UKR", "BLR", "QAT", "ALB", "PER"})) << "critical, both, supportive, withdrew, undecided; most named first";
    EXPECT_EQ(labels, (std::vector<std::string>{"critical 2", "both sides 1", "supportive 1", "withdrew 1", "side not decided 2"}));
    ASSERT_EQ(matrix["rows"].size(), 4U);
    EXPECT_EQ(matrix["nameless"], 1);
    EXPECT_EQ(matrix["left_out"], 0);
    std::map<int, std::string> at;
    for (const Json& column : matrix["columns"]) at[column["x"]] = column["code"];
    const auto cells = [&](std::size_t row, const char* mark) {
        std::set<std::string> out;
        for (const Json& cell : matrix["rows"][row]["cells"])
            if (cell[mark] == true) out.insert(at.at(cell["x"]));
        return out;
    };
    using Codes = std::set<std::string>;
    EXPECT_EQ(cells(0, "against"), (Codes{"ALB", "FRA", "GBR"}));
    EXPECT_EQ(cells(0, "with"), Codes{});
    EXPECT_EQ(cells(0, "lead"), Codes{"GBR"});
    EXPECT_EQ(cells(0, "left"), Codes{"ALB"});
    EXPECT_EQ(cells(1, "with"), (Codes{"BLR", "QAT", "UKR"}));
    EXPECT_EQ(cells(1, "left"), Codes{"QAT"});
    EXPECT_EQ(cells(2, "against"), (Codes{"FRA", "GBR", "UKR"}));
    EXPECT_EQ(cells(3, "undecided"), (Codes{"ALB", "PER"}));
    EXPECT_EQ(matrix["rows"][0]["count_words"], "3 of 6");
    EXPECT_EQ(matrix["rows"][2]["count_words"], "3 named");
    EXPECT_EQ(matrix["rows"][0]["bar_all"].get<int>(), 2 * matrix["rows"][0]["bar_named"].get<int>()) << "three of six";
    EXPECT_LT(matrix["rows"][0]["y"], matrix["rows"][1]["y"]) << "in order of time";
}

TEST(Matrix, TheTableSaysTheSame) {
    const Json matrix = matrix_view(events());
    const auto days = [](const Json& list) {
        std::vector<std::string> out;
        for (const Json& one : list) out.push_back(one["label"]);
        return out;
    };
    using Days = std::vector<std::string>;
    std::size_t listed = 0, drawn = 0;
    for (const Json& row : matrix["table"]) {
        listed += row["critical"].size() + row["supportive"].size() + row["undecided"].size();
        const std::string code = row["state"]["code"];
        EXPECT_EQ(row["changed"], code == "UKR") << code;
        if (code == "UKR") {
            EXPECT_EQ(std::pair(days(row["critical"]), days(row["supportive"])), std::pair(Days{"2020-06-30"}, Days{"2019-07-12"}));
        }
        if (code == "ALB") {
            EXPECT_EQ(std::pair(days(row["critical"]), days(row["left"])), std::pair(Days{"2019-07-08"}, Days{"2019-07-08"}));
        }
        if (code == "PER") {
            EXPECT_EQ(days(row["undecided"]), Days{"2021-03-01"});
        }
    }
    for (const Json& row : matrix["rows"]) drawn += row["cells"].size();
    EXPECT_EQ(listed, drawn);
    EXPECT_EQ(drawn, 11U);
}

TEST(Matrix, OfNothingAndOfMany) {
    EXPECT_TRUE(matrix_view({}).is_null());
    EXPECT_TRUE(matrix_view({events()[4]}).is_null());
    const std::vector<BlocEvent> many(75, events()[0]);
    const Json matrix = matrix_view(many);
    EXPECT_EQ(matrix["rows"].size(), 60U);
    EXPECT_EQ(matrix["left_out"], 15);
    EXPECT_EQ(matrix["nameless"], 0);
}

TEST(ActTimeline, DotsStandAtTheirMonthsAndAreAsGreatAsTheirCounts) {
    const Json chart = act_timeline({{Act::praise, "2019-10", 4}, {Act::praise, "2020-10", 1}, {Act::criticise, "2020-04", 9}, {Act::say, "", 7}, {Act::say, "never", 7}});
    ASSERT_EQ(chart["lines"].size(), 2U) << "what has no month is in no picture";
    const Json &criticised = chart["lines"][0], &praised = chart["lines"][1];
    EXPECT_EQ(criticised["act"], "criticised") << "most first";
    EXPECT_EQ(criticised["total"], 9);
    EXPECT_EQ(praised["total"], 5);
    ASSERT_EQ(praised["dots"].size(), 2U);
    const double first = praised["dots"][0]["x"], middle = criticised["dots"][0]["x"], last = praised["dots"][1]["x"];
    EXPECT_NEAR(middle, (first + last) / 2, 0.02) << "April is half way from October to October";
    const double nine = criticised["dots"][0]["r"], four = praised["dots"][0]["r"];
    EXPECT_NEAR(four * four / (nine * nine), 4.0 / 9, 0.01) << "areas are as the counts";
    EXPECT_EQ(praised["dots"][0]["title"], "October 2019: praised, 4");
    EXPECT_EQ(chart["first"], "October 2019");
    EXPECT_EQ(chart["last"], "October 2020");
    EXPECT_EQ(chart["table"], Json::parse(R"([{"label": "April 2020", "act": "criticised", "count": 9}, {"label": "October 2019", "act": "praised", "count": 4}, {"label": "October 2020", "act": "praised", "count": 1}])"));
    std::vector<std::string> ticks;
    for (const Json& tick : chart["ticks"]) ticks.push_back(tick["label"]);
    EXPECT_EQ(ticks, (std::vector<std::string>{"October 2019", "October 2020"})) << "one January does not say how long the line is";
}

TEST(ActTimeline, FourYearsAndMoreAreCountedByYear) {
    const Json chart = act_timeline({{Act::say, "2015-01", 2}, {Act::say, "2015-11", 3}, {Act::say, "2019-06", 1}});
    EXPECT_EQ(chart["table"], Json::parse(R"([{"label": "2015", "act": "said", "count": 5}, {"label": "2019", "act": "said", "count": 1}])"));
    EXPECT_EQ(chart["ticks"].size(), 5U);
    EXPECT_TRUE(act_timeline({{Act::say, "2015-01", 2}, {Act::ask, "2015-01", 2}}).is_null()) << "one month is no time";
    EXPECT_TRUE(act_timeline({}).is_null());
    EXPECT_LE(act_timeline({{Act::say, "0001-01", 1}, {Act::say, "9999-12", 1}})["ticks"].size(), 9U);
}

TEST(ActStates, ALineASubjectAColumnAnAct) {
    const Json chart = act_states({{"CHN", {{Act::criticise, "2019-10", 3}, {Act::criticise, "2020-01", 6}, {Act::praise, "2020-01", 1}}}, {"FRA", {{Act::praise, "2018-01", 4}}}, {"PER", {}}}, ActsOf::subjects);
    std::vector<std::string> heads;
    for (const Json& head : chart["heads"]) heads.push_back(head["act"]);
    EXPECT_EQ(heads, (std::vector<std::string>{"criticised", "praised"})) << "most first";
    ASSERT_EQ(chart["lines"].size(), 2U);
    const Json &china = chart["lines"][0], &france = chart["lines"][1];
    EXPECT_EQ(china["state"]["name"], "China");
    ASSERT_EQ(china["dots"].size(), 2U);
    ASSERT_EQ(france["dots"].size(), 1U) << "no dot where nothing was said";
    EXPECT_EQ(china["dots"][0]["title"], "criticised, about China: 9");
    EXPECT_EQ(china["dots"][0]["x"], chart["heads"][0]["x"]);
    EXPECT_EQ(france["dots"][0]["x"], chart["heads"][1]["x"]);
    const double nine = china["dots"][0]["r"], four = france["dots"][0]["r"];
    EXPECT_NEAR(four * four / (nine * nine), 4.0 / 9, 0.01);
    const auto cells = [&](std::size_t row) { return std::pair(chart["table"][row]["cells"][0]["count"].get<int>(), chart["table"][row]["cells"][1]["count"].get<int>()); };
    EXPECT_EQ(cells(0), std::pair(9, 1));
    EXPECT_EQ(cells(1), std::pair(0, 4));
    EXPECT_TRUE(act_states({}, ActsOf::subjects).is_null());
    EXPECT_TRUE(act_states({{"PER", {}}}, ActsOf::subjects).is_null());
    EXPECT_EQ(chart["table"][0]["state"]["url"], "/subject/CHN") << "what was said about it";
    EXPECT_EQ(chart["words"]["row_head"], "About");
}

TEST(ActStates, OfSpeakersSayWhoSpoke) {
    const Json chart = act_states({{"GBR", {{Act::criticise, {}, 3}}}}, ActsOf::speakers);
    EXPECT_EQ(chart["lines"][0]["dots"][0]["title"], "criticised, by United Kingdom: 3");
    EXPECT_EQ(chart["table"][0]["state"]["url"], "/state/GBR") << "what it said";
    EXPECT_EQ(chart["words"]["row_head"], "By");
}

}  // namespace
}  // namespace rostra::view
