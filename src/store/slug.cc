#include "slug.h"

#include "user_query.h"

namespace rostra::store {

std::string slug(std::string_view name) {
    constexpr std::size_t longest = 80;
    std::string out;
    for (const Word& word : words_in(name)) {
        if (out.size() + 1 + word.folded.size() > longest) break;
        out += (out.empty() ? "" : "-") + word.folded;
    }
    return out.empty() ? "speaker" : out;
}

std::string tag_word(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        if ((low >= 'a' && low <= 'z') || (low >= '0' && low <= '9')) out += low;
    }
    return out;
}

}  // namespace rostra::store
