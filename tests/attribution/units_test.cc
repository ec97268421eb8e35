// Units, shapes, pieces and windows, as docs/formats/model-file.md says them.
#include "windows.h"

#include <gtest/gtest.h>
#include <random>

namespace rostra::attribution {
namespace {

const char vocabulary[] =
    "[PAD]\n[PARAGRAPH]\n[UNK]\n[CLS]\n[SEP]\nun\n##believ\n##able\nsaid\nthe\n.\n\"\na\n##a\n##aa\ncafe\n2\n##3\nelysee\n\xE2\x80\x9C\nu\ns\n";

WordPiece words() {
    WordPiece out;
    EXPECT_TRUE(out.build(vocabulary, 22));
    return out;
}

std::vector<std::uint32_t> pieces_of(const WordPiece& w, std::string_view unit) {
    std::vector<std::uint32_t> out;
    w.cut(unit, out);
    return out;
}

TEST(WordPiece, CutsLongestFirst) {
    const WordPiece w = words();
    using P = std::vector<std::uint32_t>;
    EXPECT_EQ(pieces_of(w, "unbelievable"), (P{5, 6, 7}));
    EXPECT_EQ(pieces_of(w, "SAID"), (P{8}));
    EXPECT_EQ(pieces_of(w, "aaaa"), (P{12, 14, 13}));
    EXPECT_EQ(pieces_of(w, "Café"), (P{15}));
    EXPECT_EQ(pieces_of(w, "Élysée"), (P{18}));
    EXPECT_EQ(pieces_of(w, "23"), (P{16, 17}));
}

TEST(WordPiece, GivesUnknownForWhatItCannotCover) {
    const WordPiece w = words();
    using P = std::vector<std::uint32_t>;
    EXPECT_EQ(pieces_of(w, "unsaid"), (P{unknown}));  // nothing of it stays
    EXPECT_EQ(pieces_of(w, "zebra"), (P{unknown}));
    EXPECT_EQ(pieces_of(w, "[PAD]"), (P{unknown}));              // special pieces are never found in text
    EXPECT_EQ(pieces_of(w, "\xCC\x81"), (P{unknown}));           // an accent alone is empty once normalised
    EXPECT_EQ(pieces_of(w, std::string(100, 'a')).size(), 51u);  // a, 49 times ##aa, ##a
    EXPECT_EQ(pieces_of(w, std::string(101, 'a')), (P{unknown}));
}

TEST(WordPiece, WantsTheStatedNumberOfLines) {
    WordPiece w;
    EXPECT_FALSE(w.build(vocabulary, 21));
    EXPECT_FALSE(w.build(vocabulary, 23));
    EXPECT_FALSE(w.build("", 5));
    EXPECT_TRUE(w.build(std::string_view(vocabulary, sizeof vocabulary - 2), 22));  // without the last line break
}

std::vector<std::string> texts_of(std::string_view text, const Cut& cut) {
    std::vector<std::string> out;
    for (const Unit& u : cut.units) out.emplace_back(slice(text, u.span));
    return out;
}

TEST(Units, RunsAndSigns) {
    const WordPiece w = words();
    const std::string text = "Don't say \xE2\x80\x9CU.S.\xE2\x80\x9D\xC2\xA0twice-told, $5";
    const Cut cut = cut_text(text, nullptr, w);
    EXPECT_EQ(texts_of(text, cut), (std::vector<std::string>{"Don", "'", "t", "say", "\xE2\x80\x9C", "U", ".", "S", ".", "\xE2\x80\x9D", "twice", "-", "told", ",", "$", "5"}));
}

TEST(Units, ShapesInTheirOrder) {
    const WordPiece w = words();
    const std::string text = "the The THE tHe A a9 \" . \xE2\x80\xB2 \xC3\x89lan 7 McX";
    const Cut cut = cut_text(text, nullptr, w);
    std::vector<int> shapes;
    for (const Unit& u : cut.units) shapes.push_back(cut.shapes[u.first]);
    EXPECT_EQ(shapes, (std::vector<int>{1, 2, 3, 4, 5, 6, 7, 0, 7, 2, 6, 4}));
}

TEST(Units, ParagraphPieceStandsBeforeTheSecondParagraph) {
    const WordPiece w = words();
    const std::string text = "\n\nthe said\n \nthe\n";
    const Cut cut = cut_text(text, nullptr, w);
    ASSERT_EQ(cut.units.size(), 3u);
    EXPECT_EQ(cut.pieces, (std::vector<std::uint32_t>{9, 8, paragraph, 9}));
    EXPECT_EQ(cut.units[2].begin, 2u);
    EXPECT_EQ(cut.units[2].first, 3u);
    EXPECT_EQ(cut.shapes[2], 0);
}

TEST(Units, TokensOnlySayWhatIsText) {
    const WordPiece w = words();
    const std::string text = "the said the\nSHARE THIS\nthe said";
    const std::vector<Span> furniture = {{13, 23}};
    const Tokens tokens = tokenize(text, furniture);
    const Cut cut = cut_text(text, &tokens, w);
    EXPECT_EQ(texts_of(text, cut), (std::vector<std::string>{"the", "said", "the", "the", "said"}));
    EXPECT_EQ(std::count(cut.pieces.begin(), cut.pieces.end(), paragraph), 1);
    std::vector<bool> apart;
    for (const Unit& u : cut.units) apart.push_back(u.apart);
    EXPECT_EQ(apart, (std::vector<bool>{false, false, false, true, false}));
}

TEST(Units, SentencesOpenByTheSignsBeforeThem) {  // as test_sentences_open_by_the_signs_before_them in training/tests
    const std::string text = "He left. “Never.” She said: Mr. Lind of the U.S. stayed (why?) Yes!\n“Go”";
    const Cut cut = cut_text(text, nullptr, words());
    std::vector<std::string> opening;
    for (const Unit& u : cut.units)
        if (u.opens || u.begin != u.first) opening.emplace_back(slice(text, u.span));
    EXPECT_EQ(opening, (std::vector<std::string>{"“", "She", "Yes", "“"}));
}

// Property: on plain text, tokens or none give the same pieces. The seed is fixed, so a failure repeats.
TEST(Units, TokensChangeNothingOnPlainText) {
    const WordPiece w = words();
    std::mt19937 random(8);
    const char* parts[] = {"the", "U.S.", " ", " ", "said", "\xE2\x80\x9C", "\xE2\x80\x9D", ",", ".", "1,000", "\n", "\xC3\xA9", "-", "'s", "x@y.org", "http://a.b/c?d", "(", "..."};
    for (int round = 0; round < 200; ++round) {
        std::string text = "The minister said. ";
        for (int i = 0; i < 40; ++i) text += parts[random() % std::size(parts)];
        const Tokens tokens = tokenize(text);
        // Lines that look wrapped are one paragraph to the tokens: paragraph pieces may differ, units may not.
        EXPECT_EQ(texts_of(text, cut_text(text, &tokens, w)), texts_of(text, cut_text(text, nullptr, w))) << text;
    }
}

/// A cut of units with the given numbers of pieces.
Cut cut_with(const std::vector<std::uint32_t>& sizes) {
    Cut cut;
    std::uint32_t at = 0;
    for (std::uint32_t size : sizes) {
        cut.units.push_back({{at, at + 1}, at, at, at + size, false, false});
        at += size;
    }
    cut.pieces.assign(at, 5);
    cut.shapes.assign(at, 1);
    return cut;
}

bool takes_over(const Cut& cut, std::uint32_t unit) { return cut.units[unit].opens || cut.units[unit].begin != cut.units[unit].first; }

// Property: every unit is read by exactly one window, none is too wide, and reading passes on with a sentence wherever one begins
// in the last pieces of a window.
TEST(Windows, EveryUnitIsReadOnceAndSentencesStayWhole) {
    std::mt19937 random(9);
    for (int round = 0; round < 300; ++round) {
        std::vector<std::uint32_t> sizes(1 + random() % 400);
        for (auto& s : sizes) s = static_cast<std::uint32_t>(1 + random() % 4);
        Cut cut = cut_with(sizes);
        for (Unit& u : cut.units) u.opens = random() % 25 == 0;
        const auto window = static_cast<std::uint32_t>(110 + random() % 100), overlap = static_cast<std::uint32_t>(random() % ((window - 2) / 2));
        const auto windows = windows_of(cut, window, overlap);
        const auto count = static_cast<std::uint32_t>(cut.units.size());
        std::uint32_t read = 0;
        for (const Window& w : windows) {
            ASSERT_LE(cut.units[w.stop - 1].end - cut.units[w.start].begin + 2, window);
            ASSERT_EQ(w.from, read);
            ASSERT_TRUE(w.start <= w.from && w.from < w.to && w.to <= w.stop);
            ASSERT_LE(cut.units[w.from].begin - cut.units[w.start].begin, overlap / 4);
            read = w.to;
            if (w.to == count) continue;
            if (takes_over(cut, w.to) && w.stop > w.to) {
                ASSERT_LE(cut.units[w.stop - 1].end - cut.units[w.to].begin, std::max(12u, overlap / 2));
            }
            if (takes_over(cut, w.to)) continue;
            for (std::uint32_t u = w.from + 2; u <= w.stop && u < count; ++u) {
                if (takes_over(cut, u)) {
                    ASSERT_GT(cut.units[w.stop - 1].end - cut.units[u].begin, 2 * overlap);
                }
            }
        }
        ASSERT_EQ(read, count);
    }
}

// A paragraph that begins in the overlap goes before a later sentence.
TEST(Windows, AParagraphGoesBeforeASentence) {
    Cut cut = cut_with(std::vector<std::uint32_t>(200, 1));
    cut.units[90].first = cut.units[90].begin + 1;  // as if a paragraph piece stood before it
    cut.units[90].end += 1;
    cut.units[95].opens = true;
    EXPECT_EQ(windows_of(cut, 102, 32).front().to, 90u);
    cut.units[90].first = cut.units[90].begin;
    EXPECT_EQ(windows_of(cut, 102, 32).front().to, 95u);
}

TEST(Windows, NoUnitsNoWindows) { EXPECT_TRUE(windows_of({}, 128, 32).empty()); }

}  // namespace
}  // namespace rostra::attribution
