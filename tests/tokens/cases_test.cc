#include "rostra/tokens.h"

#include "case_files.h"

#include <gtest/gtest.h>
#include <random>

namespace rostra {
namespace {

struct Case {
    std::string place, why, text, expected;
};

std::vector<Case> read_cases(const std::filesystem::path& path) {
    std::vector<Case> cases;
    std::istringstream lines(testing::read_file(path));
    std::string line;
    bool fresh = true;
    for (int number = 1; std::getline(lines, line); ++number) {
        if (line.starts_with("# ")) {
            cases.push_back({path.filename().string() + ":" + std::to_string(number), line.substr(2), "", ""});
            fresh = true;
        } else if (line.starts_with(">")) {
            if (!fresh) cases.back().text += '\n';
            cases.back().text += line.size() > 2 ? line.substr(2) : "";
            fresh = false;
        } else if (!line.empty()) {
            cases.back().expected += line + '\n';
        }
    }
    return cases;
}

std::string shown(std::string_view text, const Token& token) {
    const std::string word(slice(text, token.span));
    if (token.kind == TokenKind::open_quote) return "⟨" + word;
    return token.kind == TokenKind::close_quote ? word + "⟩" : word;
}

std::string shown(std::string_view text, const Tokens& tokens) {
    std::string out;
    for (const Paragraph& paragraph : tokens.paragraphs) {
        out += paragraph.headline ? "¶h " : "¶ ";
        for (std::uint32_t s = paragraph.first; s < paragraph.last; ++s) {
            for (std::uint32_t t = tokens.sentences[s].first; t < tokens.sentences[s].last; ++t)
                out += (t > tokens.sentences[s].first ? " " : "") + shown(text, tokens.tokens[t]);
            out += '\n';
        }
    }
    return out;
}

TEST(Tokens, Cases) {
    std::size_t read = 0;
    for (const auto& path : testing::case_files("tokens", ".txt"))
        for (const Case& c : read_cases(path)) {
            EXPECT_EQ(shown(c.text, tokenize(c.text)), c.expected) << c.place << ": " << c.why;
            ++read;
        }
    EXPECT_GE(read, 20u) << "case files were not found";
}

// Property: whatever the text, tokens are sorted, disjoint, in bounds, on code point borders, cover every
// byte that is not space, and nest in sentences and paragraphs.
void expect_sound(const std::string& text, const Tokens& tokens) {
    std::uint32_t end = 0;
    for (const Token& token : tokens.tokens) {
        ASSERT_LT(token.span.begin, token.span.end);
        ASSERT_LE(token.span.end, text.size());
        ASSERT_FALSE(utf8::find_invalid(slice(text, token.span)));
        ASSERT_TRUE(trimmed(text, {end, token.span.begin}).empty()) << text;
        end = token.span.end;
    }
    ASSERT_TRUE(trimmed(text, {end, static_cast<std::uint32_t>(text.size())}).empty());
    std::uint32_t token = 0, sentence = 0;
    for (const Sentence& s : tokens.sentences) {
        ASSERT_EQ(s.first, token);
        ASSERT_LT(s.first, s.last);
        token = s.last;
    }
    ASSERT_EQ(token, tokens.tokens.size());
    for (const Paragraph& p : tokens.paragraphs) {
        ASSERT_EQ(p.first, sentence);
        sentence = p.last;
        ASSERT_TRUE(p.span.contains({tokens.sentences[p.first].span.begin, tokens.sentences[p.last - 1].span.end}));
    }
    ASSERT_EQ(sentence, tokens.sentences.size());
}

TEST(Tokens, SoundOnNoise) {
    const std::vector<std::string> parts = {"The", " ", " ", "U.S.", ".", "\n", "\"", "'", "’", "“", "…", "3.5", "é", "中", "-", "@a", "http://x.", "?", ")", "No.", "\xC2\xA0", "a.b", "``", "J."};
    std::mt19937 random(16);
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (auto n = random() % 30; n > 0; --n) text += parts[random() % parts.size()];
        expect_sound(text, tokenize(text));
    }
}

TEST(Tokens, FurnitureIsNotRead) {
    const std::string text = "Read me. Share this\nThe end.";
    const Tokens tokens = tokenize(text, {{9, 19}});
    for (const Token& token : tokens.tokens) EXPECT_FALSE(token.span.touches({9, 19}));
    EXPECT_EQ(tokens.paragraphs.size(), 2u);
}

TEST(Tokens, FindsTokensAndSentences) {
    const Tokens tokens = tokenize("One two. Three.");
    EXPECT_EQ(tokens.token_at(4), 1u);
    EXPECT_EQ(tokens.token_at(8), 3u);
    EXPECT_EQ(tokens.token_at(99), tokens.tokens.size());
    EXPECT_EQ(tokens.sentence_of(3), 1u);
}

}  // namespace
}  // namespace rostra
