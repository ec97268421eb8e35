#include "headline.h"

#include <algorithm>
#include <set>
#include <utility>

namespace rostra::page {
namespace {

constexpr std::size_t shortest = 10;  // bytes of a heading that can be a headline
constexpr std::size_t most_compared = 400;

std::size_t spaces_in(std::string_view text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')); }

std::set<std::string> words_of(std::string_view text) {
    std::size_t end = std::min(text.size(), most_compared);
    while (end < text.size() && end > 0 && (text[end] & 0xC0) == 0x80) --end;
    const std::string folded = utf8::fold(text.substr(0, end));
    std::set<std::string> words;
    std::string word;
    for (std::size_t at = 0; at <= folded.size();) {
        const std::size_t begin = at;
        const char32_t c = at < folded.size() ? utf8::next(folded, at) : U' ';
        if (begin == folded.size()) ++at;
        if (c == '\'' || c == 0x2019 || c == 0x2018) continue;
        const bool letter = c >= 0x80 ? !utf8::is_space(c) && (c < 0x2000 || c > 0x206F) : (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (letter) word.append(folded, begin, at - begin);
        else if (!word.empty()) words.insert(std::exchange(word, {}));
    }
    return words;
}

// Half of the shorter one's words are the other's, too, and it is not much shorter.
bool alike(const std::set<std::string>& a, const std::set<std::string>& b) {
    const auto& few = a.size() <= b.size() ? a : b;
    const auto& many = a.size() <= b.size() ? b : a;
    if (few.size() < 2 || few.size() * 3 < many.size()) return false;
    const auto both = std::count_if(few.begin(), few.end(), [&](const std::string& w) { return many.contains(w); });
    return 2 * static_cast<std::size_t>(both) >= few.size();
}

bool supported(const Heading& heading, const std::vector<std::string>& machine) {
    const std::set<std::string> words = words_of(heading.text);
    return std::any_of(machine.begin(), machine.end(), [&](const std::string& m) { return same_start(heading.text, m) || alike(words, words_of(without_site(m))); });
}

}  // namespace

std::string without_site(const std::string& title) {
    for (const std::string_view separator : {" | ", " - ", " – ", " — ", " :: ", " » "}) {
        const std::size_t at = title.rfind(separator);
        if (at == std::string::npos) continue;
        const std::string head = title.substr(0, at);
        if (spaces_in(head) >= 2 && spaces_in(std::string_view(title).substr(at + separator.size())) <= 4) return head;
    }
    return title;
}

bool same_start(std::string_view a, std::string_view b) {
    const std::string x = utf8::fold(a), y = utf8::fold(b);
    return !x.empty() && !y.empty() && (x.starts_with(y) || y.starts_with(x));
}

std::string headline_of(const std::vector<Heading>& headings, const std::vector<std::string>& machine, std::string_view site, bool title_printed) {
    const std::string name = utf8::fold(site);
    const auto possible = [&](const Heading& h) { return h.text.size() >= shortest && !name.starts_with(utf8::fold(h.text)); };
    for (const Heading& h : headings)
        if (possible(h) && supported(h, machine)) return h.text;
    for (const Heading& h : headings)
        if (possible(h) && h.named && !title_printed) return h.text;
    const auto first = std::find_if(machine.begin(), machine.end(), [](const std::string& m) { return !m.empty(); });
    if (first != machine.end()) return without_site(*first);
    return headings.empty() ? std::string() : headings.front().text;
}

}  // namespace rostra::page
