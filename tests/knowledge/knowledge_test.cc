#include "rostra/knowledge.h"

#include <gtest/gtest.h>
#include <fstream>

namespace rostra::knowledge {
namespace {

/// Marks a text whose tokens are parted by single spaces.
Marked mark_words(std::string_view text) {
    std::vector<Span> tokens;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) tokens.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
        at = end + 1;
    }
    return mark(text, tokens);
}

std::string code_at(std::string_view text, std::uint32_t token) {
    const Marked marked = mark_words(text);
    const Known* known = marked.known_at(token);
    const Entry* entry = known ? known->any_state() : nullptr;
    return entry ? std::string(states()[entry->ref].code) : "";
}

TEST(Knowledge, FindsStatesByNameAdjectivePeopleAndSeat) {
    EXPECT_EQ(code_at("the United Kingdom said", 1), "GBR");
    EXPECT_EQ(code_at("a British envoy", 1), "GBR");
    EXPECT_EQ(code_at("South Korean diplomats", 0), "KOR");
    EXPECT_EQ(code_at("Beijing said", 0), "CHN");
    EXPECT_EQ(code_at("Guinea-Bissau said", 0), "GNB");
    EXPECT_EQ(code_at("Côte d'Ivoire said", 0), "CIV");
    EXPECT_EQ(code_at("CHINA said", 0), "CHN");
}

std::vector<std::string> parted(const std::string& line, char by) {
    std::vector<std::string> out(1);
    for (const char c : line) {
        if (c == by) out.emplace_back();
        else out.back() += c;
    }
    return out;
}

/// Every name of every state in the table stands for that state and no other: whole, with a curly or a lost apostrophe, and owning something.
TEST(Knowledge, EveryNameOfAStateIsThatState) {
    std::ifstream table(ROSTRA_ROOT "/data/states.tsv");
    std::string line;
    std::getline(table, line);
    std::size_t names = 0;
    while (std::getline(table, line)) {
        const std::vector<std::string> cells = parted(line, '\t');
        if (line.empty() || line[0] == '#' || cells.size() < 6) continue;
        std::vector<std::string> forms = parted(cells[5], '|');
        forms.push_back(cells[1]);
        forms.push_back(cells[2]);
        for (const std::string& form : forms) {
            if (cells[0] == "COD" && form == "Congo") continue;  // the name of another state too
            if (form.empty() || form.find('(') != std::string::npos || form.find(',') != std::string::npos) continue;
            std::string curly = form, lost = form;
            for (std::size_t at; (at = curly.find('\'')) != std::string::npos;) curly.replace(at, 1, "’");
            std::erase(lost, '\'');
            for (const std::string& written : {form, curly, lost, form + "'s", form + "’s"}) {
                ++names;
                const std::string text = "envoys of " + written + " said";
                const Marked marked = mark_words(text);
                const Known* known = marked.known_at(form.starts_with("the ") || form.starts_with("The ") ? 3 : 2);
                if (!known || !known->any_state()) {
                    ADD_FAILURE() << "no state: " << text;
                    continue;
                }
                EXPECT_EQ(states()[known->any_state()->ref].code, cells[0]) << text;
            }
        }
    }
    EXPECT_GT(names, 2000u);
}

TEST(Knowledge, APossessiveInsideANameIsPartOfIt) {
    EXPECT_EQ(code_at("the People's Republic of China said", 1), "CHN");
    EXPECT_EQ(code_at("the Democratic People’s Republic of Korea said", 1), "PRK");
    EXPECT_EQ(code_at("the Republic of Korea said", 1), "KOR");
}

TEST(Knowledge, BearsLostApostrophes) {
    EXPECT_EQ(code_at("Chinas envoy", 0), "CHN");
    EXPECT_EQ(code_at("Britains envoy", 0), "GBR");
    EXPECT_EQ(code_at("China’s envoy", 0), "CHN");
    EXPECT_TRUE(mark_words("Chinas envoy").known_at(0)->possessive);
}

TEST(Knowledge, ShortNamesNeedTheirCapitals) {
    EXPECT_EQ(code_at("the US said", 1), "USA");
    EXPECT_EQ(code_at("the U.S. said", 1), "USA");
    EXPECT_EQ(code_at("told us that", 1), "");
    const Marked who = mark_words("the man who spoke");
    EXPECT_EQ(who.known_at(2), nullptr);
}

TEST(Knowledge, TakesTheLongestName) {
    const std::string text = "the UN general assemblys human rights committee";
    const Marked marked = mark_words(text);
    ASSERT_NE(marked.known_at(1), nullptr);
    EXPECT_EQ(slice(text, marked.known_at(1)->span), "UN general assemblys human rights committee");
    EXPECT_NE(marked.known_at(1)->as(Kind::body), nullptr);
}

TEST(Knowledge, MembersFollowTheDate) {
    const auto all = groups();
    const auto eu = std::find_if(all.begin(), all.end(), [](const Group& g) { return g.name == "European Union"; });
    ASSERT_NE(eu, all.end());
    const auto row = static_cast<std::uint32_t>(eu - all.begin());
    EXPECT_EQ(members_at(row, "2019-10-29").size(), 28u);
    EXPECT_EQ(members_at(row, "2021").size(), 27u);
    EXPECT_EQ(members_at(row, "").size(), 27u);
    EXPECT_TRUE(members_at(0xffffffff, "2020").empty());
}

std::vector<std::string> members_of(std::string_view id, std::string_view day) {
    const auto all = groups();
    const auto group = std::find_if(all.begin(), all.end(), [&](const Group& g) { return g.id == id; });
    std::vector<std::string> out;
    if (group != all.end())
        for (const std::string_view code : members_at(static_cast<std::uint32_t>(group - all.begin()), day)) out.emplace_back(code);
    return out;
}

bool member(std::string_view group, std::string_view code, std::string_view day) {
    const auto all = members_of(group, day);
    return std::find(all.begin(), all.end(), code) != all.end();
}

struct Stay {
    std::string_view group, code, last_out, first_in, last_in, first_out;  ///< days; empty when not asked
};

TEST(Knowledge, StatesJoinAndLeaveOnTheirDay) {
    const Stay stays[] = {
        {"ecowas", "GHA", "1975-05-27", "1975-05-28", "2024-12-31", ""},
        {"ecowas", "CPV", "1976-12-31", "1977-01-01", "2024-12-31", ""},
        {"ecowas", "MRT", "1975-05-27", "1975-05-28", "2000-11-30", "2001-01-01"},
        {"ecowas", "NER", "", "1975-05-28", "2025-01-28", "2025-01-29"},
        {"opec", "IDN", "2009-06-01", "2016-01-01", "2016-11-29", "2016-11-30"},
        {"opec", "GAB", "1995-01-01", "2016-07-01", "2024-06-01", ""},
        {"opec", "ECU", "1992-12-01", "2007-10-01", "2019-12-31", "2020-01-01"},
        {"opec", "QAT", "", "1961-01-01", "2018-12-31", "2019-01-01"},
        {"opec", "AGO", "2006-12-31", "2007-01-01", "2023-12-31", "2024-01-01"},
        {"andean", "VEN", "1973-02-12", "1973-02-13", "2006-04-21", "2006-04-22"},
        {"andean", "CHL", "1969-05-25", "1969-05-26", "1976-10-29", "1976-10-30"},
        {"commonwealth", "ZAF", "1961-05-31", "1994-06-01", "2024-01-01", ""},
        {"commonwealth", "PAK", "1972-01-30", "1989-10-01", "2024-01-01", ""},
        {"commonwealth", "FJI", "1987-10-15", "1997-10-01", "2024-01-01", ""},
        {"commonwealth", "GMB", "2013-10-03", "2018-02-08", "2024-01-01", ""},
        {"commonwealth", "TGO", "2022-06-01", "2022-07-01", "2024-01-01", ""},
        {"au", "ZAF", "1994-06-05", "1994-06-06", "2024-01-01", ""},
        {"au", "MAR", "1984-11-12", "2017-01-31", "2024-01-01", ""},
        {"coe", "RUS", "1996-02-27", "1996-02-28", "2022-03-15", "2022-03-16"},
        {"coe", "GRC", "1971-01-01", "1974-11-28", "2024-01-01", ""},
        {"osce", "MNG", "2012-11-20", "2012-11-21", "2024-01-01", ""},
        {"ldcs", "SEN", "1999-12-31", "2000-01-01", "2024-01-01", ""},
        {"ldcs", "BTN", "", "1971-01-01", "2023-12-12", "2023-12-13"},
        {"sadc", "COM", "2017-07-31", "2017-08-01", "2024-01-01", ""},
        {"unsc", "LVA", "2025-12-31", "2026-01-01", "2026-12-31", ""},
    };
    for (const Stay& s : stays) {
        EXPECT_FALSE(!s.last_out.empty() && member(s.group, s.code, s.last_out)) << s.group << ' ' << s.code << ' ' << s.last_out;
        EXPECT_TRUE(member(s.group, s.code, s.first_in)) << s.group << ' ' << s.code << ' ' << s.first_in;
        EXPECT_TRUE(member(s.group, s.code, s.last_in)) << s.group << ' ' << s.code << ' ' << s.last_in;
        EXPECT_FALSE(!s.first_out.empty() && member(s.group, s.code, s.first_out)) << s.group << ' ' << s.code << ' ' << s.first_out;
    }
}

TEST(Knowledge, ASuspendedStateStaysAMember) {
    EXPECT_TRUE(member("arab-league", "SYR", "2015"));
    EXPECT_TRUE(member("oic", "SYR", "2015"));
    EXPECT_TRUE(member("pif", "FJI", "2012"));
    EXPECT_TRUE(member("au", "NER", "2024"));
}

TEST(Knowledge, TheSecurityCouncilHasItsMembersOfTheYear) {
    using Codes = std::vector<std::string>;
    EXPECT_EQ(members_of("a3", "2018-05-01"), (Codes{"CIV", "ETH", "GNQ"}));
    EXPECT_EQ(members_of("a3", "2026-02-01"), (Codes{"COD", "LBR", "SOM"}));
    EXPECT_EQ(members_of("a3+1", "2020-05-01"), (Codes{"NER", "TUN", "VCT", "ZAF"}));
    EXPECT_EQ(members_of("e10", "2016-05-01"), (Codes{"AGO", "EGY", "ESP", "JPN", "MYS", "NZL", "SEN", "UKR", "URY", "VEN"}));
    EXPECT_EQ(members_of("e10", "2026-05-01").size(), 10u);
}

TEST(Knowledge, AFormOfTwoStatesIsOfTheOneThatTheTextNames) {
    EXPECT_EQ(code_at("a Dominican diplomat said", 1), "");
    EXPECT_EQ(code_at("a Dominican diplomat said in Santo Domingo", 1), "DOM");
    EXPECT_EQ(code_at("Dominica sent a Dominican diplomat", 3), "DMA");
    EXPECT_EQ(code_at("a Congolese envoy said", 1), "");
    EXPECT_EQ(code_at("a Congolese envoy said Kinshasa would wait", 1), "COD");
    EXPECT_EQ(code_at("a Congolese envoy said Kinshasa and Brazzaville would wait", 1), "");
}

TEST(Knowledge, AStatesOwnNameStaysWithItUnlessOnlyTheOtherIsNamed) {
    EXPECT_EQ(code_at("Congo said", 0), "COG");
    EXPECT_EQ(code_at("Kinshasa said Congo would wait", 2), "COD");
    EXPECT_EQ(code_at("Comoros, Congo, Cuba and the Democratic Republic of the Congo", 1), "COG");
}

TEST(Knowledge, BrusselsIsBelgiumOnlyWhereBelgiumIsNamed) {
    EXPECT_EQ(code_at("Brussels said", 0), "");
    EXPECT_EQ(code_at("Belgium agreed and Brussels said", 3), "BEL");
    EXPECT_EQ(code_at("the European Union agreed and Brussels said", 5), "");
    const Marked union_named = mark_words("the European Union agreed and Brussels said");
    ASSERT_NE(union_named.known_at(5), nullptr);
    EXPECT_NE(union_named.known_at(5)->as(Kind::group), nullptr);
    EXPECT_EQ(mark_words("the European Union met in Brussels").known_at(5), nullptr);
}

TEST(Knowledge, StatesAreSortedByCode) {
    const auto all = states();
    for (std::size_t i = 1; i < all.size(); ++i) EXPECT_LT(all[i - 1].code, all[i].code);
    ASSERT_NE(state("FRA"), nullptr);
    EXPECT_EQ(state("FRA")->name, "France");
    EXPECT_EQ(state("XXX"), nullptr);
}

TEST(Knowledge, CuesAreFoundInAllTheirForms) {
    for (const std::string_view cue : {"urge", "urged", "urges", "urging"}) {
        const auto hits = act_hits(cue, true);
        ASSERT_EQ(hits.size(), 1u) << cue;
        EXPECT_EQ(hits.front().act, Act::call_for) << cue;
    }
    EXPECT_EQ(act_hits("told", true).front().act, Act::say);
    EXPECT_TRUE(act_hits("", true).empty());
    EXPECT_TRUE(act_hits("\xC2\xA0", true).empty());
}

TEST(Knowledge, ActNamesGoBothWays) {
    for (int i = 0; i < 12; ++i) EXPECT_EQ(act_named(name_of(static_cast<Act>(i))), static_cast<Act>(i));
    EXPECT_FALSE(act_named("shout"));
}

TEST(Knowledge, NumbersAreReadInFiguresAndWords) {
    const Marked marked = mark_words("23 1,000 twenty-three Forty 2019x");
    EXPECT_EQ(marked.words[0].value, 23u);
    EXPECT_EQ(marked.words[1].value, 1000u);
    EXPECT_EQ(marked.words[2].value, 23u);
    EXPECT_EQ(marked.words[3].value, 40u);
    EXPECT_EQ(marked.words[4].value, 0u);
}

}  // namespace
}  // namespace rostra::knowledge
