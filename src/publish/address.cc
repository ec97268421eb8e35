#include "rostra/publish.h"

#include <array>

namespace rostra {

std::string escape_url(std::string_view text) {
    static constexpr std::array<std::string_view, 4> suffixes = {".json", ".jsonld", ".atom", ".bib"};
    static constexpr char hex[] = "0123456789ABCDEF";
    std::size_t guarded = std::string_view::npos;
    for (const auto suffix : suffixes)
        if (text.size() >= suffix.size() && text.substr(text.size() - suffix.size()) == suffix) guarded = text.size() - suffix.size();
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (i != guarded && (letter || c == '-' || c == '.' || c == '_' || c == '~')) {
            out += c;
            continue;
        }
        out += '%';
        out += hex[static_cast<unsigned char>(c) >> 4];
        out += hex[static_cast<unsigned char>(c) & 15];
    }
    return out;
}

}  // namespace rostra
