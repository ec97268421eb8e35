// The figures, against ones counted by hand, and against the team's Python tool where it is at hand.
#include "rostra/evaluation.h"
#include "words.h"

#include <gtest/gtest.h>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

namespace rostra::evaluation {
namespace {

std::vector<std::string> texts_of(const std::u32string& text) {
    std::vector<std::string> out;
    for (Span s : words_of(text)) {
        std::string word;
        for (char32_t c : text.substr(s.begin, s.size())) utf8::append(word, c);
        out.push_back(word);
    }
    return out;
}

TEST(Words, JoinInnerMarks) {
    EXPECT_EQ(texts_of(U"The U.S. didn\u2019t, 1,000-strong \u2014 a_b."), (std::vector<std::string>{"The", "U.S", "didn\u2019t", "1,000-strong", "a_b"}));
    EXPECT_TRUE(words_of(U"... -- '").empty());
}

Attribution with(std::vector<Span> s, std::vector<Span> q, std::vector<Span> c) { return {{std::move(s), std::move(q), std::move(c)}}; }

TEST(Manner, ByTheMarks) {
    const std::u32string text = U"\"Yes,\" he said, that \"no\" one.";
    EXPECT_EQ(manner_of(text, with({}, {}, {{0, 6}})), "direct");
    EXPECT_EQ(manner_of(text, with({}, {}, {{16, 30}})), "mixed");
    EXPECT_EQ(manner_of(text, with({}, {}, {{26, 29}})), "indirect");
}

Figure named(const Scores& scores, std::string_view name) {
    for (const Figure& f : scores.figures)
        if (f.name == name) return f;
    return {};
}

//                 0         1         2
//                 0123456789012345678901234567
const char rain[] = "Ann said it rains a lot now.";
Document rain_document(std::string id = "a") { return {std::move(id), rain, "wire", {with({{0, 3}}, {{4, 8}}, {{9, 27}})}}; }

TEST(Score, CountsAPerfectAndAnEmptyPrediction) {
    const Document gold = rain_document();
    const auto perfect = score({gold}, {gold});
    ASSERT_TRUE(perfect);
    for (const char* name : {"words-source", "exact-content", "who-said-what", "who-said-what-exact", "who-said-what indirect"}) EXPECT_EQ(named(*perfect, name).f1, 100) << name;
    const auto empty = score({gold}, {});
    ASSERT_TRUE(empty);
    EXPECT_EQ(named(*empty, "who-said-what").f1, 0);
    EXPECT_EQ(named(*empty, "who-said-what").gold, 1u);
}

TEST(Score, HalfTheWordsIsEnoughForWhoSaidWhat) {
    const Document gold = rain_document();
    Document near = gold, far = gold;
    near.attributions[0].spans[content] = {{9, 17}};  // 2 of 5 words: F1 4/7
    far.attributions[0].spans[content] = {{9, 11}};   // 1 of 5 words: F1 2/6
    const auto loose = score({gold}, {near}), missed = score({gold}, {far});
    ASSERT_TRUE(loose && missed);
    EXPECT_EQ(named(*loose, "who-said-what").f1, 100);
    EXPECT_EQ(named(*loose, "who-said-what-exact").f1, 0);
    EXPECT_EQ(named(*missed, "who-said-what").f1, 0);
    ASSERT_EQ(loose->by_cue.size(), 1u);
    EXPECT_EQ(loose->by_cue[0].name, "said");
    EXPECT_EQ(loose->by_cue[0].f1(), 100);
}

TEST(Score, RefusesWhatDoesNotBelong) {
    const Document gold{"a", "short", "", {}};
    EXPECT_EQ(score({gold}, {{"b", "", "", {}}}).error().code, ErrorCode::bad_value);
    EXPECT_EQ(score({gold}, {{"a", "", "", {with({}, {}, {{2, 9}})}}}).error().code, ErrorCode::bad_value);
    EXPECT_EQ(read_documents("/no/such/file").error().code, ErrorCode::not_found);
}

TEST(Score, IntervalsHoldTheFigure) {
    std::vector<Document> gold, predicted;
    for (int i = 0; i < 20; ++i) {
        gold.push_back(rain_document(std::to_string(i)));
        predicted.push_back(gold.back());
        if (i % 4 == 0) predicted.back().attributions.clear();
    }
    const auto scores = score(gold, predicted, {200, 3});
    ASSERT_TRUE(scores);
    const Figure f = named(*scores, "who-said-what");
    EXPECT_LT(f.low, f.f1);
    EXPECT_GT(f.high, f.f1);
}

std::string shared_folder() {
    for (const char* place : {"/../shared", "/../../shared"})
        if (std::filesystem::exists(std::string(ROSTRA_ROOT) + place + "/tools/score_attributions.py")) return std::string(ROSTRA_ROOT) + place;
    return {};
}

std::string output_of(const std::string& command) {
    std::string out;
    FILE* pipe = popen(command.c_str(), "r");
    if (!pipe) return out;
    std::array<char, 4096> block{};
    while (const std::size_t n = fread(block.data(), 1, block.size(), pipe)) out.append(block.data(), n);
    pclose(pipe);
    return out;
}

std::string json_of(const std::vector<Span>& spans) {
    std::string out = "[";
    for (std::size_t k = 0; k < spans.size(); ++k) out += (k ? ", [" : "[") + std::to_string(spans[k].begin) + ", " + std::to_string(spans[k].end) + "]";
    return out + "]";
}

/// Gold with mistakes put in: every third left out, every fifth cut short, every seventh without its source.
std::vector<Document> with_mistakes(const std::vector<Document>& gold) {
    std::vector<Document> out;
    std::size_t number = 0;
    for (const Document& d : gold) {
        Document& p = out.emplace_back(Document{d.id, "", "", {}});
        for (const Attribution& a : d.attributions) {
            if (++number % 3 == 0) continue;
            Attribution& b = p.attributions.emplace_back(a);
            Span& last = b.spans[content].back();
            if (number % 5 == 0) last.end = last.begin + std::max(1u, last.size() / 2);
            if (number % 7 == 0) b.spans[source].clear();
        }
    }
    return out;
}

TEST(Score, EqualsThePythonTool) {
    const std::string shared = shared_folder(), gold_path = shared + "/data/polnear/dev.jsonl";
    if (shared.empty() || !std::filesystem::exists(gold_path)) GTEST_SKIP() << "../shared is not at hand";
    const auto gold = read_documents(gold_path);
    ASSERT_TRUE(gold) << gold.error().message();
    const auto predicted = with_mistakes(*gold);
    const std::string path = ::testing::TempDir() + "rostra-predicted.jsonl";
    std::ofstream file(path);
    for (const Document& d : predicted) {
        file << "{\"id\": \"" << d.id << "\", \"attributions\": [";
        for (std::size_t i = 0; i < d.attributions.size(); ++i) {
            const auto& s = d.attributions[i].spans;
            file << (i ? ", " : "") << "{\"source\": " << json_of(s[source]) << ", \"cue\": " << json_of(s[cue]) << ", \"content\": " << json_of(s[content]) << "}";
        }
        file << "]}\n";
    }
    file.close();
    const auto scores = score(*gold, predicted);
    ASSERT_TRUE(scores) << scores.error().message();
    std::string ours = "figure                            F1       P       R    gold\n";
    for (const Figure& f : scores->figures) {
        char row[128];
        std::snprintf(row, sizeof row, "%-28s%8.2f%8.2f%8.2f%8zu\n", f.name.c_str(), f.f1, f.precision, f.recall, f.gold);
        ours += row;
    }
    EXPECT_EQ(ours, output_of("python3 " + shared + "/tools/score_attributions.py " + gold_path + " " + path));
}

}  // namespace
}  // namespace rostra::evaluation
