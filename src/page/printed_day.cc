#include "printed_day.h"

#include "dates.h"

#include <charconv>

namespace rostra::page {
namespace {

constexpr std::size_t most_texts = 40, close_texts = 16, most_bytes = 120, shortest_title = 12;

std::string_view stripped(std::string_view s) {
    const std::size_t begin = s.find_first_not_of(" \t\r\n");
    return begin == std::string_view::npos ? std::string_view() : s.substr(begin, s.find_last_not_of(" \t\r\n") - begin + 1);
}

std::optional<std::string> day_of(std::string_view text) {
    auto date = parse_date(text);
    if (date && date->size() != 10) date.reset();  // a year alone is no day
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
    const std::string folded = utf8::lower(text.substr(0, most_bytes));
    for (const std::string_view word : {"updated", "update:", "modified", "last edit", "aktualisiert", "actualizado", "atualizado", "mis à jour", "aggiornato"})
        if (folded.find(word) != std::string::npos) return true;
    return false;
}

}  // namespace

void PrintedDay::title(std::string_view text) { title_ = text; }

void PrintedDay::heading(std::string_view text) {
    if (open_ && !printed_ && !title_.starts_with(text)) return;  // a heading of something else
    open_ = true;
    texts_ = 0;
}

void PrintedDay::text(std::string_view node) {
    if (printed_) return;
    if (open_ && texts_ > most_texts && title_.empty()) return;
    const std::string_view words = stripped(node);
    if (words.empty()) return;
    if (words.size() >= shortest_title && words.size() <= title_.size() && title_.starts_with(words)) {
        title_seen_ = open_ = true;
        texts_ = 0;
        return;
    }
    if (!open_ || texts_ > most_texts) return;
    ++texts_;
    const bool updating = std::exchange(updating_, words.size() <= most_bytes && says_updated(words));
    if (words.size() > most_bytes || updating || words.find_first_of("12") == std::string_view::npos) return;
    if (updating_ && utf8::lower(words).find("publi") == std::string::npos) return;
    printed_ = day_of(words);
    close_ = texts_ <= close_texts;
}

void PrintedDay::zoneless(std::string_view value) {
    if (local_ || value.find(':') == std::string_view::npos) return;
    const std::size_t time = value.find(':');
    if (value.find_first_of("Z+", time) != std::string_view::npos || value.find('-', time) != std::string_view::npos || value.find("UTC") != std::string_view::npos || value.find("GMT") != std::string_view::npos) return;
    local_ = day_of(value);
}

std::optional<std::string> PrintedDay::settle(const std::optional<std::string>& machine, const std::optional<std::string>& updated, const std::optional<std::string>& in_url) const {
    if (!machine) return printed_ ? printed_ : in_url;
    if (machine->size() != 10) return machine;
    for (const auto* day : {&printed_, &in_url, &local_}) {
        if (!*day || (*day)->size() != 10 || (day == &printed_ && !close_)) continue;
        const long later = day_number(**day) - day_number(*machine);
        if (later == 0) return machine;
        if (later == -1 || (later == 1 && updated != *day)) return *day;
    }
    return machine;
}

}  // namespace rostra::page
