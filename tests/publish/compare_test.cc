// Who came and who left: two joint statements set against each other, and each against the one before it on its side.
#include "bloc_parts.h"

#include <gtest/gtest.h>

namespace rostra::view {
namespace {

BlocEvent event(const std::string& id, Side side, std::vector<std::string> about, const std::vector<std::string>& named, std::optional<std::uint32_t> declared = {}) {
    BlocEvent out;
    out.id = id;
    out.side = side;
    out.about = std::move(about);
    out.declared = declared;
    for (const std::string& code : named) out.named.push_back({code, false, {}});
    return out;
}

std::vector<std::string> codes(const Json& list) {
    std::vector<std::string> out;
    for (const Json& one : list) out.push_back(one["code"]);
    return out;
}

using Codes = std::vector<std::string>;

TEST(Compare, WhoIsInWhich) {
    const BlocEvent first = event("a", Side::against, {"CHN"}, {"ALB", "FRA", "UKR"}, 23), second = event("b", Side::against, {"CHN"}, {"ALB", "DEU"}, 39);
    const Json view = compare_view(first, second);
    EXPECT_EQ(codes(view["both"]), Codes{"ALB"});
    EXPECT_EQ(codes(view["only_first"]), (Codes{"FRA", "UKR"}));
    EXPECT_EQ(codes(view["only_second"]), Codes{"DEU"});
    EXPECT_EQ(view["only_first_count"], 2);
    EXPECT_EQ(view["only_second_count"], 1);
    EXPECT_EQ(view["unnamed_first"], 20) << "declared, but named by no report: any of them may be among the other's";
    EXPECT_EQ(view["unnamed_second"], 37);
    EXPECT_EQ(view["any_unnamed"], true);
    EXPECT_EQ(view["opposed"], false);
    EXPECT_NE(view["overlap_words"].get<std::string>().find("Both are on the same side."), std::string::npos);
    const Json turned = compare_view(second, first);
    EXPECT_EQ(turned["only_first"], view["only_second"]);
    EXPECT_EQ(turned["only_second"], view["only_first"]);
    EXPECT_EQ(turned["both"], view["both"]);
}

TEST(Compare, OppositeSidesOfOneSubject) {
    const Json view = compare_view(event("a", Side::against, {"CHN"}, {"ALB", "FRA"}), event("b", Side::with, {"CHN"}, {"ALB", "BLR"}));
    EXPECT_EQ(view["opposed"], true);
    ASSERT_EQ(view["changes"].size(), 1U);
    EXPECT_EQ(view["changes"][0]["state"]["code"], "ALB");
    EXPECT_EQ(view["changes"][0]["from"]["side"], "against");
    EXPECT_EQ(view["changes"][0]["to"]["side"], "with");
    EXPECT_EQ(view["any_unnamed"], false) << "no number, nobody is left over";
}

TEST(Compare, SaysNothingOfSidesWhereItCannot) {
    const auto words = [](const BlocEvent& a, const BlocEvent& b) { return compare_view(a, b)["overlap_words"].get<std::string>(); };
    const BlocEvent china = event("a", Side::against, {"CHN"}, {"ALB"}), iran = event("b", Side::with, {"IRN"}, {"ALB"}), open = event("c", Side::open, {"CHN"}, {"ALB"});
    EXPECT_NE(words(china, iran).find("different subjects"), std::string::npos);
    EXPECT_TRUE(compare_view(china, iran)["changes"].empty()) << "who criticises one and supports another changed no side";
    EXPECT_NE(words(china, open).find("not decided"), std::string::npos);
    const Json with_nobody = compare_view(china, event("d", Side::against, {"CHN"}, {}, 5));
    EXPECT_TRUE(with_nobody["both"].empty());
    EXPECT_EQ(codes(with_nobody["only_first"]), Codes{"ALB"});
}

/// Three critical statements, mostly named, with a supportive one between.
std::vector<BlocEvent> sequence() {
    return {event("a", Side::against, {"CHN"}, {"ALB", "FRA", "UKR"}, 4), event("b", Side::with, {"CHN"}, {"BLR"}, 1), event("c", Side::against, {"CHN"}, {"ALB", "DEU", "FRA"}, 4),
            event("d", Side::against, {"CHN"}, {"DEU"}, 1)};
}

Json since(const std::vector<BlocEvent>& events, std::size_t at) {
    Json view = Json::object();
    add_comings(view, events, at);
    return view.value("since", Json(nullptr));
}

TEST(Comings, AreSinceTheStatementBeforeOnTheSameSide) {
    const Json third = since(sequence(), 2);
    EXPECT_EQ(third["id"], "a");
    EXPECT_EQ(codes(third["newly_named"]), Codes{"DEU"});
    EXPECT_EQ(codes(third["no_longer_named"]), Codes{"UKR"});
    EXPECT_EQ(third["newly_named_count"], 1);
    EXPECT_EQ(third["no_longer_named_count"], 1);
    const Json fourth = since(sequence(), 3);
    EXPECT_EQ(fourth["id"], "c");
    EXPECT_TRUE(fourth["newly_named"].empty());
    EXPECT_EQ(codes(fourth["no_longer_named"]), (Codes{"ALB", "FRA"}));
    EXPECT_TRUE(since(sequence(), 0).is_null()) << "the first of its side";
    EXPECT_TRUE(since(sequence(), 1).is_null());
}

// A list of a few names says nothing of who is missing from it.
TEST(Comings, OnlyWhereMostOfThoseDeclaredAreNamed) {
    auto events = sequence();
    events[2].declared = 40;
    EXPECT_TRUE(since(events, 2).is_null());
    EXPECT_EQ(since(events, 3)["id"], "a") << "the one before is passed over, not compared with";
    events[3].declared.reset();
    EXPECT_TRUE(since(events, 3).is_null()) << "no number, no saying how many are missing";
    auto elsewhere = sequence();
    elsewhere[2].about = {"CHN", "IRN"};
    EXPECT_TRUE(since(elsewhere, 2).is_null()) << "another matter";
    auto open = sequence();
    open[2].side = Side::open;
    EXPECT_TRUE(since(open, 2).is_null());
}

}  // namespace
}  // namespace rostra::view
