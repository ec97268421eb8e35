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
