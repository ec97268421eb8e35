// How two tellings word the same statement: a longest common subsequence of words, compared without case or accents.
#include "view_parts.h"

#include <algorithm>

namespace rostra::view {

namespace {

constexpr std::size_t most_words = 600;

struct Word {
    std::string_view shown;
    std::string compared;
};

std::string compared_form(std::string_view word) {
    std::string folded = utf8::fold(word);
    std::string kept;
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t begin = at;
        const char32_t c = utf8::next(folded, at);
        if (utf8::is_letter(c) || utf8::is_digit(c)) kept.append(folded, begin, at - begin);
    }
    return kept.empty() ? folded : kept;
}

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> words;
    std::size_t at = 0;
    while (at < text.size() && words.size() < most_words) {
        while (at < text.size() && static_cast<unsigned char>(text[at]) <= 0x20) ++at;
        const std::size_t begin = at;
        while (at < text.size() && static_cast<unsigned char>(text[at]) > 0x20) ++at;
        if (at > begin) words.push_back({text.substr(begin, at - begin), compared_form(text.substr(begin, at - begin))});
    }
    return words;
}

void put(Json& out, std::string_view word, const char* change) {
    if (!out.empty() && out.back()["change"] == change) {
        out.back()["text"] = out.back()["text"].get<std::string>() + " " + std::string(word);
        return;
    }
    out.push_back({{"text", word}, {"change", change}, {"removed", change == std::string_view("only_first")}, {"added", change == std::string_view("only_second")}});
}

}  // namespace

Json word_diff(std::string_view first, std::string_view second) {
    const std::vector<Word> a = words_of(first), b = words_of(second);
    const std::size_t width = b.size() + 1;
    std::vector<std::uint16_t> common((a.size() + 1) * width, 0);  // [i][j]: longest common part of a[i..], b[j..]
    for (std::size_t i = a.size(); i-- > 0;)
        for (std::size_t j = b.size(); j-- > 0;)
            common[i * width + j] = a[i].compared == b[j].compared
                                        ? static_cast<std::uint16_t>(common[(i + 1) * width + j + 1] + 1)
                                        : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
    Json out = Json::array();
    std::size_t i = 0, j = 0;
    while (i < a.size() || j < b.size()) {
        if (i < a.size() && j < b.size() && a[i].compared == b[j].compared) {
            put(out, b[j].shown, "same");
            ++i, ++j;
        } else if (j == b.size() || (i < a.size() && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
            put(out, a[i++].shown, "only_first");
        } else {
            put(out, b[j++].shown, "only_second");
        }
    }
    return out;
}

}  // namespace rostra::view
