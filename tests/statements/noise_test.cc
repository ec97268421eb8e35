// Properties on hostile input: any text and any spans give one answer an attribution, every span stays inside the text,
// and the time grows with the text, not with its square.
#include "rostra/statements.h"

#include <gtest/gtest.h>

#include <ctime>
#include <random>

namespace rostra {
namespace {

/// Words that start rules, in random order: every rule meets every other at every place, ends of text included.
std::string soup(std::mt19937& random, std::size_t words) {
    static const std::vector<std::string> vocabulary = {
        "on", "behalf", "of", "23", "states", "including", "the", "US", "Chinas", "Karen", "Pierce", ",", ".", "(", ")", "—", "said",
        "for", "G-77", "/", "we", "We", "leaders", "joined", "22", "other", "countries", "by", "who", "that", "she", "He", "they", "their",
        "text", "them", "one", "\"", "“", "”", "Mr.", "J.", "Jr.", "ambassador", "to", "UN", "EU", "and", "its", "member", "group",
        "a", "four", "Signatories", ":", "\n", "van", "President", "May", "March", "3", "2019", "Tuesday", "last", "week", "asked", "not", "?",
        "é", "ÉLYSÉE", "\xC2\xA0", "R-Utah", "cross-regional", "Third", "Committee", "told", "in", "such", "as", "United", "States", "own", "country", "national", "capacity", "-"};
    std::string text;
    for (std::size_t i = 0; i < words; ++i) {
        text += vocabulary[random() % vocabulary.size()];
        if (random() % 8) text += ' ';
    }
    return text;
}

std::vector<Span> spans(std::mt19937& random, std::size_t size, unsigned most) {
    std::vector<Span> out;
    for (auto n = static_cast<unsigned>(random() % (most + 1)); n > 0; --n) {
        const auto a = static_cast<std::uint32_t>(random() % (size + 1)), b = static_cast<std::uint32_t>(random() % (size + 1));
        if (a != b) out.push_back({std::min(a, b), std::min<std::uint32_t>(std::max(a, b), std::min(a, b) + 60)});
    }
    std::sort(out.begin(), out.end());
    return out;
}

void check(const Document& document, std::vector<Attribution> attributions) {
    const Tokens tokens = tokenize(document.text);
    const std::size_t count = attributions.size();
    auto sources = resolve_speakers(document.text, tokens, attributions, document.published.value_or(""));
    ASSERT_EQ(sources.size(), count);
    const auto statements = make_statements(document, tokens, std::move(attributions), std::move(sources));
    ASSERT_EQ(statements.size(), count);
    const auto inside = [&](const Span& s) {
        EXPECT_LE(s.begin, s.end);
        EXPECT_LE(s.end, document.text.size());
    };
    for (const Statement& s : statements) {
        if (s.speaker && s.speaker->mention) inside(*s.speaker->mention);
        if (s.on_behalf_of && s.on_behalf_of->span) inside(*s.on_behalf_of->span);
        for (const Target& t : s.about) inside(t.span);
        if (s.forum) inside(s.forum->span);
        if (s.said_on) inside(s.said_on->span);
        for (const Evidence& e : s.evidence)
            for (const Span w : e.words) inside(w);
    }
}

TEST(Noise, AnyTextAndSpansGiveAnAnswer) {
    std::mt19937 random(20191029);
    for (int round = 0; round < 1500; ++round) {
        Document document;
        document.id = "noise";
        document.text = soup(random, 1 + random() % 60);
        document.published = round % 3 ? "2019-10-30" : "20";
        std::vector<Attribution> attributions(random() % 6);
        for (Attribution& a : attributions) a.confidence = 1;  // none is an unsure roll: each makes a statement
        for (Attribution& a : attributions) {
            a.source = spans(random, document.text.size(), 1);
            a.cue = spans(random, document.text.size(), 2);
            a.content = spans(random, document.text.size(), 2);
        }
        check(document, std::move(attributions));
        if (HasFatalFailure()) FAIL() << "round " << round << ": " << document.text;
    }
}

TEST(Noise, EmptyTextAndEmptyParts) {
    Document document;
    document.id = "empty";
    check(document, {Attribution{}, Attribution{}});
    document.text = "\n\n";
    check(document, {Attribution{{}, {}, {{0, 1}}, 1}});
    document.text = "Said";
    check(document, {Attribution{{{0, 4}}, {{0, 4}}, {{0, 4}}, 1}});
}

TEST(Noise, TimeGrowsWithTheText) {
    const auto seconds = [](std::size_t repeats) {
        std::string text;
        Document document;
        document.id = "long";
        std::vector<Attribution> attributions;
        for (std::size_t i = 0; i < repeats; ++i) {
            const auto begin = static_cast<std::uint32_t>(text.size());
            text += "Germany's ambassador Anna Berg said on behalf of 39 states that the camps must close. She added that time was short. ";
            attributions.push_back({{{begin, begin + 30}}, {{begin + 31, begin + 35}}, {{begin + 62, begin + 85}}, 1});
            attributions.push_back({{{begin + 87, begin + 90}}, {{begin + 91, begin + 96}}, {{begin + 97, begin + 116}}, 1});
        }
        document.text = text;
        const Tokens tokens = tokenize(document.text);
        const std::clock_t start = std::clock();  // processor time: a busy machine must not fail it
        auto sources = resolve_speakers(document.text, tokens, attributions, "2020-10-06");
        const auto statements = make_statements(document, tokens, std::move(attributions), std::move(sources));
        EXPECT_EQ(statements.size(), 2 * repeats);
        return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    };
    seconds(50);
    const double small = std::min(seconds(200), seconds(200)), large = std::min(seconds(3200), seconds(3200));
    EXPECT_LT(large, 16 * small * 6 + 0.05) << "16 times the text took " << large / small << " times as long";
}

}  // namespace
}  // namespace rostra
