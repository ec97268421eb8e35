#include "byline.h"

#include "rostra/base.h"

#include <algorithm>
#include <array>
#include <vector>

namespace rostra::page {
namespace {

constexpr std::size_t longest_line = 160, most_words_of_name = 5, most_names_of_line = 6;

constexpr std::array<std::string_view, 14> leads = {"by ", "by: ", "words by ", "written by ", "text by ", "story by ", "report by ", "reporting by ", "reported by ", "author: ", "authors: ", "posted by ", "published by ", "words: "};
constexpr std::array<std::string_view, 12> accounts = {"admin", "wpadmin", "administrator", "webmaster", "root", "user", "guest", "unknown", "superuser", "siteadmin", "site admin", "web admin"};
constexpr std::array<std::string_view, 22> posts = {"editor", "correspondent", "reporter", "reporters", "writer", "staff", "columnist", "producer", "analyst", "bureau", "chief", "desk", "contributor", "journalist", "commentator", "critic", "photographer", "presenter", "reporting", "team", "fellow", "researcher"};
constexpr std::array<std::string_view, 24> particles = {"de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den", "ter", "ten", "bin", "ibn", "bint", "al", "el", "y", "zu"};

constexpr std::array<std::string_view, 9> no_names = {"The", "A", "An", "Our", "Your", "Popular", "Invitation", "Special", "Request"};

template <std::size_t N>
bool one_of(std::string_view word, const std::array<std::string_view, N>& list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

std::string_view without_edges(std::string_view s) {
    constexpr std::string_view edge = " \t\r\n,;:|/-\u00B7";
    const std::size_t begin = s.find_first_not_of(edge);
    return begin == std::string_view::npos ? std::string_view() : s.substr(begin, s.find_last_not_of(edge) - begin + 1);
}

std::vector<std::string_view> words_in(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = text.find_first_not_of(' ', at);
        if (begin == std::string_view::npos) break;
        at = std::min(text.find(' ', begin), text.size());
        words.push_back(text.substr(begin, at - begin));
    }
    return words;
}

// "Ann Lee Oct. " → "Ann Lee "
void drop_month(std::string& name) {
    const std::size_t end = name.find_last_not_of(" .,") + 1;
    const std::size_t begin = end == 0 ? 0 : name.find_last_of(' ', end - 1) + 1;
    const std::string word = utf8::lower(std::string_view(name).substr(begin, end - begin));
    if (word.size() < 3) return;
    for (const std::string_view month : {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"})
        if (month.starts_with(word)) return name.resize(begin);
}

bool drop_lead(std::string& line) {
    const std::string folded = utf8::lower(std::string_view(line).substr(0, 20));
    for (const std::string_view lead : leads)
        if (folded.starts_with(lead)) {
            line.erase(0, std::min(line.size(), lead.size()));
            return true;
        }
    return false;
}

bool says_post(std::string_view part) {
    const std::string folded = utf8::lower(part);
    const auto words = words_in(folded);
    return std::any_of(words.begin(), words.end(), [](std::string_view w) { return one_of(without_edges(w), posts); });
}

bool starts_upper(std::string_view word) {
    std::size_t at = 0;
    return !word.empty() && utf8::is_upper(utf8::next(word, at));
}

bool is_name(std::string_view part) {
    const auto words = words_in(part);
    if (words.size() < 2 || one_of(words.front(), no_names) || words.size() > most_words_of_name || says_post(part) || !starts_upper(words.back())) return false;
    return std::all_of(words.begin(), words.end(), [](std::string_view w) {
        return w.find_first_of("0123456789?!\"()") == std::string_view::npos && (starts_upper(w) || one_of(w, particles) || w.starts_with("al-") || w.starts_with("el-") || w.starts_with("d\u2019") || w.starts_with("d'"));
    });
}

bool has_small(std::string_view text) {
    for (std::size_t at = 0; at < text.size();)
        if (utf8::is_lower(utf8::next(text, at))) return true;
    return false;
}

// "O'BRIEN-LEE" → "O'Brien-Lee"
std::string without_capitals(std::string_view part) {
    const std::string small = utf8::lower(part);
    if (has_small(part) || small.size() != part.size()) return std::string(part);
    std::string out;
    bool first = true;
    for (std::size_t at = 0; at < part.size();) {
        const std::size_t begin = at;
        const char32_t c = utf8::next(part, at);
        out.append(first ? part.substr(begin, at - begin) : std::string_view(small).substr(begin, at - begin));
        first = c == ' ' || c == '-' || c == '\'' || c == 0x2019 || c == '.';
    }
    return out;
}

// A post or a place of one word behind the name's comma.
void drop_post(std::string& name) {
    const std::size_t comma = name.find(',');
    if (comma == std::string::npos || name.find(',', comma + 1) != std::string::npos) return;
    const std::string_view behind = without_edges(std::string_view(name).substr(comma));
    if (says_post(behind) || (words_in(behind).size() == 1 && words_in(std::string_view(name).substr(0, comma)).size() >= 2 && behind != "Jr." && behind != "Jr" && behind != "Sr.")) name.resize(comma);
}

// Where one name ends and the next begins: commas, "and", "&".
std::vector<std::string> parts_of(std::string_view line) {
    std::vector<std::string> parts(1);
    for (const std::string_view word : words_in(line)) {
        const bool ends = word == "and" || word == "AND" || word == "&" || word == "|" || word == "/" || word == "-" || word == "\u2013" || word == "\u2014";
        if (ends) {
            parts.emplace_back();
            continue;
        }
        const bool comma = word.ends_with(',') || word.ends_with(';');
        std::string& part = parts.back();
        part.append(part.empty() ? "" : " ").append(comma ? word.substr(0, word.size() - 1) : word);
        if (comma) parts.emplace_back();
    }
    return parts;
}

// "Ann Lee in Lima", "Ann Lee for The Herald", "Ann Lee (Lima)"
std::string without_place(const std::string& part) {
    std::size_t end = part.size();
    for (const std::string_view mark : {" USA TODAY", " in ", " at ", " for ", " from ", " (", " of "}) end = std::min(end, part.find(mark));
    return part.substr(0, end);
}

}  // namespace

std::string cleaned_byline(std::string name) {
    for (const std::string_view end : {" | ", " Published", " Updated", " Posted", " PUBLISHED", " UPDATED", "\u00B7", " Monday", " Tuesday", " Wednesday", " Thursday", " Friday", " Saturday", " Sunday",
                                       " on January", " on February", " on March", " on April", " on May", " on June", " on July", " on August", " on September", " on October", " on November", " on December"})
        name.resize(std::min(name.find(end), name.size()));
    drop_lead(name);
    for (std::size_t i = 1; i < name.size(); ++i)  // a date at the end
        if (name[i] >= '0' && name[i] <= '9' && (name[i - 1] == ' ' || name[i - 1] == ',')) {
            name.resize(i);
            drop_month(name);
            break;
        }
    for (const std::string_view rest : {" on", " on ", " at"})  // of "on Monday"
        if (name.ends_with(rest)) name.resize(name.size() - rest.size());
    for (std::size_t at = name.find(" ,"); at != std::string::npos; at = name.find(" ,")) name.erase(at, 1);
    drop_post(name);
    const std::size_t end = name.find_last_not_of(" ,;|-/");
    name.resize(end == std::string::npos ? 0 : end + 1);
    return one_of(utf8::lower(name), accounts) ? std::string() : name;
}

std::string printed_byline(std::string_view given, bool marked) {
    std::string line(without_edges(given));
    if (line.size() > longest_line || (!drop_lead(line) && !marked)) return {};
    line = cleaned_byline(std::move(line));
    std::string out;
    std::size_t names = 0;
    // Behind a comma stands a place, unless a list ends in "and".
    const std::string folded = utf8::lower(line);
    const bool list = folded.find(" and ") != std::string::npos || folded.find(" & ") != std::string::npos;
    for (const std::string& part : parts_of(line)) {
        const std::string name = without_place(part);
        if (names > 0 && !list) break;
        if (!is_name(name) || ++names > most_names_of_line) {
            if (names == 0) return {};
            continue;
        }
        out.append(out.empty() ? "" : ", ").append(without_capitals(name));
    }
    return out;
}

}  // namespace rostra::page
