// CLD2 decides when it calls itself reliable; docs/decisions/0006-language-identifier.md has the reason.
#include "language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <array>

namespace rostra::page {
namespace {

constexpr std::size_t looked_at = 2u << 10;

std::string_view cut(std::string_view text) {
    if (text.size() <= looked_at) return text;
    std::size_t end = looked_at;
    while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
    return text.substr(0, end);
}

// Words that make up a quarter of English prose and are rare in other languages. A short text full of foreign names can
// fool a statistical identifier; an eighth of such words settles it.
bool reads_like_english(std::string_view text) {
    static constexpr std::array<std::string_view, 16> common = {"and", "by", "for", "from", "has", "have", "is", "of", "on", "said", "that", "the", "to", "was", "which", "with"};
    std::size_t words = 0, hits = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t stop = std::min(text.find_first_of(" \t\r\n", at), text.size());
        if (stop > at) ++words, hits += std::binary_search(common.begin(), common.end(), text.substr(at, stop - at));
        at = stop + 1;
    }
    return words >= 5 && hits * 8 >= words;
}

}  // namespace

std::string primary_tag(std::string_view tag) {
    const std::size_t begin = std::min(tag.find_first_not_of(" \t\r\n"), tag.size());
    std::string out;
    for (const char c : tag.substr(begin)) {
        if ((c | 0x20) < 'a' || (c | 0x20) > 'z') break;
        out.push_back(static_cast<char>(c | 0x20));
    }
    if (out == "iw") return "he";
    if (out == "eng") return "en";
    return out.size() == 2 || out.size() == 3 ? out : std::string();
}

std::string language_of(std::string_view text, std::string_view declared) {
    const std::string_view start = cut(text);
    const std::string hint(primary_tag(declared));
    const CLD2::CLDHints hints{hint.empty() ? nullptr : hint.c_str(), nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    CLD2::Language top[3];
    int percent[3], bytes = 0;
    double scores[3];
    bool reliable = false;
    const CLD2::Language found = CLD2::ExtDetectLanguageSummary(start.data(), static_cast<int>(start.size()), true, &hints, 0, top, percent, scores,
                                                                nullptr, &bytes, &reliable);
    if (reliable && found != CLD2::UNKNOWN_LANGUAGE) {
        std::string code = primary_tag(CLD2::LanguageCode(found));
        if (code != "en" && reads_like_english(start)) return "en";
        if (!code.empty() && code != "un") return code;
    }
    return hint.empty() ? "und" : hint;
}

}  // namespace rostra::page
