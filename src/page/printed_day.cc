#include "printed_day.h"

#include "dates.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace rostra::page {
namespace {

constexpr std::size_t day_size = 10;  // "2019-10-30"
constexpr std::size_t most_texts = 40, close_texts = 16, most_line = 120, most_line_over = 60, shortest_title = 12;
constexpr std::size_t long_text = 80, story_texts = 2;  // so many texts of so many bytes: the story has begun

std::string_view stripped(std::string_view s) {
    const std::size_t begin = s.find_first_not_of(" \t\r\n");
    return begin == std::string_view::npos ? std::string_view() : s.substr(begin, s.find_last_not_of(" \t\r\n") - begin + 1);
}

std::optional<std::string> day_of(std::string_view text) {
    auto date = parse_date(text);
    if (date && date->size() != day_size) date.reset();  // a year alone is no day
    return date;
}

// Days since a fixed one, in the proleptic Gregorian calendar; `iso` is "2019-10-30".
long day_number(std::string_view iso) {
    int y = 0, m = 0, d = 0;
    std::from_chars(iso.data(), iso.data() + 4, y);
    std::from_chars(iso.data() + 5, iso.data() + 7, m);
    std::from_chars(iso.data() + 8, iso.data() + 10, d);
    y -= m <= 2;
    const int month = (m + 9) % 12;
    return 365L * y + y / 4 - y / 100 + y / 400 + (153 * month + 2) / 5 + d;
}

bool says_updated(std::string_view text) {
    const std::string folded = utf8::lower(text.substr(0, most_line));
    for (const std::string_view word : {"updated", "update:", "modified", "last edit", "aktualisiert", "actualizado", "atualizado", "mis à jour", "aggiornato"})
        if (folded.find(word) != std::string::npos) return true;
    return false;
}

// "Published on 5 May 2020"
bool says_published(std::string_view text) {
    const std::string folded = utf8::lower(text.substr(0, most_line));
    for (const std::string_view word : {"publi", "posted", "issued", "filed", "released", "date:", "first appeared"})
        if (folded.find(word) != std::string::npos) return true;
    return false;
}

// A caption or a sentence that names a day: many words and a full stop. "9 a.m." ends in one, too.
bool is_sentence(std::string_view text) {
    constexpr std::ptrdiff_t fewest_spaces = 7;
    if (std::count(text.begin(), text.end(), ' ') < fewest_spaces || !text.ends_with('.')) return false;
    return !text.ends_with(".m.") && !text.ends_with(".M.");
}

// "Radio Liberty | The map that nobody signed": what stands behind a short beginning, if it is a headline's length.
std::string_view behind_site(std::string_view title) {
    constexpr std::ptrdiff_t fewest_spaces = 3;
    for (const std::string_view separator : {" | ", " - ", " \u2013 ", ": "}) {
        const std::size_t at = title.find(separator);
        if (at == std::string_view::npos) continue;
        const std::string_view behind = title.substr(at + separator.size());
        if (behind.size() > at && std::count(behind.begin(), behind.end(), ' ') >= fewest_spaces) return behind;
    }
    return {};
}

}  // namespace

void PrintedDay::title(std::string_view text) {
    title_ = text;
    headline_ = behind_site(title_);
}

bool PrintedDay::heading(std::string_view text) {
    if (open_ && !printed_ && !title_.starts_with(text)) return false;  // a heading of something else
    open_ = true;
    texts_ = long_texts_ = 0;
    return true;
}

bool PrintedDay::repeats_title(std::string_view node) {
    const std::string_view words = stripped(node);
    if (printed_ || words.size() < shortest_title || (!title_.starts_with(words) && words != headline_)) return false;
    title_seen_ = open_ = true;
    texts_ = long_texts_ = 0;
    return true;
}

std::optional<std::string> PrintedDay::text(std::string_view node) {
    const std::string_view words = stripped(node);
    if (!open_ || words.empty()) return std::nullopt;
    ++texts_;
    const bool story = long_texts_ >= story_texts;
    long_texts_ += words.size() >= long_text;
    if (printed_) return std::nullopt;
    if (story || texts_ > most_texts) return words.size() <= most_line && words.find_first_of("12") != std::string_view::npos && says_published(words) && !is_sentence(words) ? day_of(words) : std::nullopt;
    const bool updating = std::exchange(updating_, words.size() <= most_line && says_updated(words));
    if (words.size() > most_line || updating || words.find_first_of("12") == std::string_view::npos) return std::nullopt;
    if (updating_ && utf8::lower(words).find("publi") == std::string::npos) return std::nullopt;
    return is_sentence(words) ? std::nullopt : day_of(words);
}

bool PrintedDay::near_headline() const { return open_ && texts_ <= close_texts && long_texts_ < story_texts; }

void PrintedDay::take(std::string day) {
    printed_ = std::move(day);
    close_ = texts_ <= close_texts && long_texts_ <= story_texts;
}

void PrintedDay::over(std::string_view line) {
    const std::string_view words = stripped(line);
    if (words.size() <= most_line_over && !says_updated(words))
        if (auto day = day_of(words)) over_ = std::move(day);
}

void PrintedDay::zoneless(std::string_view value) {
    if (local_ || value.find(':') == std::string_view::npos) return;
    const std::size_t time = value.find(':');
    if (value.find_first_of("Z+", time) != std::string_view::npos || value.find('-', time) != std::string_view::npos || value.find("UTC") != std::string_view::npos || value.find("GMT") != std::string_view::npos) return;
    local_ = day_of(value);
}

std::optional<std::string> PrintedDay::printed_or(const std::optional<std::string>& in_url) const {
    const std::optional<std::string>& printed = printed_ ? printed_ : over_;
    if (!printed || !in_url) return printed ? printed : in_url;
    if (in_url->size() != day_size) return printed->starts_with(*in_url) ? printed : in_url;
    return std::abs(day_number(*printed) - day_number(*in_url)) <= 1 ? printed : in_url;
}

std::optional<std::string> PrintedDay::settle(const std::optional<std::string>& machine, const std::optional<std::string>& updated, const std::optional<std::string>& in_url) const {
    if (!machine) return printed_or(in_url);
    if (machine->size() != day_size) return machine;
    for (const auto* day : {&printed_, &over_, &in_url, &local_}) {
        if (!*day || (*day)->size() != day_size || (day == &printed_ && !close_)) continue;
        const long later = day_number(**day) - day_number(*machine);
        if (later == 0) return machine;
        if (later == -1 || (later == 1 && updated != *day)) return *day;
    }
    return machine;
}

}  // namespace rostra::page
