#include "dates.h"

#include <algorithm>
#include <array>

namespace rostra::page {
namespace {

constexpr int first_year = 1900, last_year = 2100;

struct Piece {
    int number = -1;  // a run of digits
    int digits = 0;
    int month = 0;  // a month's name
    bool word = false;
    bool of_year = false;  // the sign for "year" in Chinese and Japanese, or in Korean
    char before = ' ';     // the character right before it
    char after = ' ';
    std::size_t begin = 0;
};

// English, and what German, French, Spanish, Portuguese, Italian and Dutch write otherwise; folded.
int month_of(std::string_view word) {
    static constexpr std::array<std::string_view, 12> names = {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"};
    static constexpr std::array<std::pair<std::string_view, int>, 47> others = {{{"sept", 9}, {"januar", 1}, {"februar", 2}, {"marz", 3}, {"mai", 5}, {"juni", 6}, {"juli", 7}, {"oktober", 10}, {"dezember", 12}, {"janvier", 1}, {"fevrier", 2}, {"mars", 3}, {"avril", 4}, {"juin", 6}, {"juillet", 7}, {"aout", 8}, {"septembre", 9}, {"octobre", 10}, {"novembre", 11}, {"decembre", 12}, {"enero", 1}, {"febrero", 2}, {"marzo", 3}, {"abril", 4}, {"mayo", 5}, {"junio", 6}, {"julio", 7}, {"agosto", 8}, {"septiembre", 9}, {"octubre", 10}, {"noviembre", 11}, {"diciembre", 12}, {"janeiro", 1}, {"fevereiro", 2}, {"marco", 3}, {"maio", 5}, {"junho", 6}, {"julho", 7}, {"setembro", 9}, {"outubro", 10}, {"novembro", 11}, {"dezembro", 12}, {"gennaio", 1}, {"febbraio", 2}, {"aprile", 4}, {"giugno", 6}, {"luglio", 7}}};
    for (std::size_t i = 0; i < names.size(); ++i)
        if (word == names[i] || (word.size() == 3 && names[i].starts_with(word))) return static_cast<int>(i) + 1;
    const auto* found = std::find_if(others.begin(), others.end(), [&](const auto& other) { return other.first == word; });
    return found == others.end() ? 0 : found->second;
}

bool digit(char c) { return c >= '0' && c <= '9'; }
// ASCII letters and the lead bytes of others; not of spaces (C2) and dashes (E2).
bool letter(char c) { return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (static_cast<unsigned char>(c) >= 0xC3 && c != '\xE2'); }
bool in_word(char c) { return letter(c) || (static_cast<unsigned char>(c) >= 0x80 && c != '\xC2' && c != '\xE2'); }

std::vector<Piece> pieces_of(std::string_view text) {
    std::vector<Piece> pieces;
    text = text.substr(0, 400);
    for (std::size_t i = 0; i < text.size() && pieces.size() < 64;) {
        if (!digit(text[i]) && !letter(text[i])) {
            ++i;
            continue;
        }
        Piece p;
        p.begin = i;
        p.before = i > 0 ? text[i - 1] : ' ';
        std::size_t end = i;
        if (digit(text[i])) {
            while (end < text.size() && digit(text[end])) ++end;
            p.digits = static_cast<int>(end - i);
            p.number = 0;
            for (std::size_t k = i; k < end && p.digits <= 8; ++k) p.number = p.number * 10 + (text[k] - '0');
            if (p.digits > 8) p.number = -1;
        } else {
            while (end < text.size() && in_word(text[end])) ++end;
            p.word = true;
            const std::string_view word = text.substr(i, end - i);
            if (word.size() <= 12) p.month = month_of(utf8::find_invalid(word) ? std::string() : utf8::fold(word));
            p.of_year = word == "\u5E74" || word == "\uB144";
        }
        p.after = end < text.size() ? text[end] : ' ';
        pieces.push_back(p);
        i = end;
    }
    return pieces;
}

int days_in(int year, int month) {
    static constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

std::optional<std::string> iso(int year, int month, int day) {
    if (year < first_year || year > last_year || month < 0 || month > 12 || day < 0) return std::nullopt;
    if (day > 0 && (month == 0 || day > days_in(year, month))) return std::nullopt;
    const auto two = [](int n) { return std::string(n < 10 ? "-0" : "-") + std::to_string(n); };
    return std::to_string(year) + (month > 0 ? two(month) : "") + (day > 0 ? two(day) : "");
}

bool is_year(const Piece& p) { return p.digits == 4 && p.number >= first_year && p.number <= last_year; }
bool is_day(const Piece& p) { return (p.digits == 1 || p.digits == 2) && p.number >= 1 && p.number <= 31; }
bool ordinal(const Piece& p) { return p.word && p.month == 0; }  // "30th", "of"

std::optional<std::string> at(const std::vector<Piece>& p, std::size_t i) {
    const auto has = [&](std::size_t k) { return i + k < p.size(); };
    if (p[i].digits == 8 && p[i].before != '.')
        if (auto found = iso(p[i].number / 10000, p[i].number / 100 % 100, p[i].number % 100); found && p[i].number / 100 % 100 > 0) return found;
    if (is_year(p[i]) && has(2) && (p[i].after == '-' || p[i].after == '/' || p[i].after == '.') && p[i + 1].digits == 2 && is_day(p[i + 2]) && p[i + 1].after == p[i].after)
        if (auto found = iso(p[i].number, p[i + 1].number, p[i + 2].number)) return found;
    if (is_year(p[i]) && has(2) && p[i].after == '/' && p[i + 1].month > 0 && is_day(p[i + 2]))
        if (auto found = iso(p[i].number, p[i + 1].month, p[i + 2].number)) return found;
    if (is_day(p[i]) && has(2)) {  // 30 October 2019, 30th of October, 2019
        std::size_t k = 1;
        while (has(k) && k < 3 && ordinal(p[i + k])) ++k;
        const std::size_t year = has(k + 2) && ordinal(p[i + k + 1]) ? k + 2 : k + 1;  // "14 de marzo de 2020"
        if (has(year) && p[i + k].month > 0 && is_year(p[i + year]))
            if (auto found = iso(p[i + year].number, p[i + k].month, p[i].number)) return found;
    }
    if (p[i].month > 0 && has(2) && is_day(p[i + 1])) {  // October 30, 2019; Oct 30th 2019
        const std::size_t k = has(3) && ordinal(p[i + 2]) ? 3 : 2;
        if (is_year(p[i + k]))
            if (auto found = iso(p[i + k].number, p[i].month, p[i + 1].number)) return found;
    }
    if (is_year(p[i]) && has(4) && p[i + 1].of_year && is_day(p[i + 2]) && p[i + 3].word && is_day(p[i + 4]))  // 2019, month and day with their signs
        if (auto found = iso(p[i].number, p[i + 2].number, p[i + 4].number)) return found;
    // 11/19/19 at a line's beginning: a month, a day that can be no month, and a short year.
    if (is_day(p[i]) && has(2) && p[i].before == ' ' && p[i].after == '/' && p[i + 1].after == '/' && p[i].number <= 12 && is_day(p[i + 1]) && p[i + 1].number > 12 && p[i + 2].digits == 2 && p[i + 2].after != '/')
        if (auto found = iso(p[i + 2].number < 70 ? 2000 + p[i + 2].number : 1900 + p[i + 2].number, p[i].number, p[i + 1].number)) return found;
    if (is_day(p[i]) && has(2) && (p[i].after == '/' || p[i].after == '.' || p[i].after == '-') && is_day(p[i + 1]) && p[i + 1].after == p[i].after && is_year(p[i + 2])) {
        const int a = p[i].number, b = p[i + 1].number, year = p[i + 2].number;
        if (a > 12 && b <= 12) return iso(year, b, a);
        if (b > 12 && a <= 12) return iso(year, a, b);
        if (p[i].after == '.' && b <= 12) return iso(year, b, a);  // dots are written day first
        if (a == b) return iso(year, a, a);
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> parse_date(std::string_view text) {
    const std::vector<Piece> p = pieces_of(text);
    for (std::size_t i = 0; i < p.size(); ++i)
        if (auto found = at(p, i)) return found;
    // Less than a day only when nothing else is said.
    if (p.size() == 2 && is_year(p[0]) && p[0].after == '-' && p[1].digits == 2 && p[1].number >= 1) return iso(p[0].number, p[1].number, 0);
    if (p.size() == 2 && p[0].month > 0 && is_year(p[1])) return iso(p[1].number, p[0].month, 0);
    if (p.size() == 1 && is_year(p[0])) return iso(p[0].number, 0, 0);
    return std::nullopt;
}

std::optional<std::string> date_in_url(std::string_view url) {
    url = url.substr(0, url.find_first_of("?#"));
    const std::vector<Piece> p = pieces_of(url);
    for (std::size_t i = 0; i < p.size(); ++i) {
        if (p[i].digits == 8 && (p[i].before == '/' || p[i].before == '-' || p[i].before == '_'))
            if (auto found = at(p, i)) return found;
        if (!is_year(p[i]) || p[i].before != '/') continue;
        if (auto found = at(p, i)) return found;
        if (i + 1 < p.size() && p[i].after == '/' && p[i + 1].digits == 2 && p[i + 1].after == '/' && p[i + 1].number >= 1) return iso(p[i].number, p[i + 1].number, 0);
    }
    return std::nullopt;
}

}  // namespace rostra::page
