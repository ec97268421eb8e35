#include "date_words.h"

#include "forum_words.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace rostra::statements {
namespace {

/// Days since 1970-01-01 of a civil date, and back (Hinnant's method).
long days_from(long y, unsigned m, unsigned d) {
    y -= m <= 2;
    const long era = (y >= 0 ? y : y - 399) / 400;
    const auto yoe = static_cast<unsigned>(y - era * 400);
    const unsigned doy = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
    const unsigned doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + static_cast<long>(doe) - 719468;
}

struct Civil {
    long year = 0;
    unsigned month = 0, day = 0;
};

Civil civil(long z) {
    z += 719468;
    const long era = (z >= 0 ? z : z - 146096) / 146097;
    const auto doe = static_cast<unsigned>(z - era * 146097);
    const unsigned yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const unsigned doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const unsigned mp = (5 * doy + 2) / 153;
    const unsigned d = doy - (153 * mp + 2) / 5 + 1;
    const unsigned m = mp < 10 ? mp + 3 : mp - 9;
    return {static_cast<long>(yoe) + era * 400 + (m <= 2), m, d};
}

std::string iso_day(long days) {
    const Civil c = civil(days);
    std::array<char, 32> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%04ld-%02u-%02u", c.year, c.month, c.day);
    return buffer.data();
}

std::string iso_month(long year, unsigned month) {
    std::array<char, 32> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%04ld-%02u", year, month);
    return buffer.data();
}

unsigned number(std::string_view s) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), value);
    (void)end;
    return error == std::errc() ? value : 0;
}

/// 0 for Monday; -1 when it is none.
int weekday_of(std::string_view s) {
    constexpr std::array<std::string_view, 7> names = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    const std::string low = utf8::lower(s.substr(0, 3));
    for (int i = 0; i < 7; ++i)
        if (low == names[static_cast<std::size_t>(i)]) return i;
    return -1;
}

unsigned month_of(std::string_view s) {
    constexpr std::array<std::string_view, 12> names = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    const std::string low = utf8::lower(s.substr(0, 3));
    for (unsigned i = 0; i < 12; ++i)
        if (low == names[i]) return i + 1;
    return 0;
}

/// A word with or without its possessive ending.
bool is_word(const View& view, std::uint32_t i, std::string_view word) { return view.is(i, word) || (view.word(i).possessive && view.word(i).key == knowledge::key_of(word)); }

long monday_of(long day) { return day - ((day + 3) % 7 + 7) % 7; }

/// How many: "two", "10", "a".
std::uint32_t count_at(const View& view, std::uint32_t i) {
    if (is_any(view, i, {"a", "an", "one"})) return 1;
    return view.kind(i) == TokenKind::number || view.word(i).is(Class::numeral) ? view.word(i).value : 0;
}

bool unit(const View& view, std::uint32_t i) { return is_any(view, i, {"day", "days", "week", "weeks", "month", "months", "year", "years"}); }

}  // namespace

bool occasion(const View& view, std::uint32_t i) {
    return is_any(view, i, {"talks", "meeting", "summit", "debate", "conference", "hearing", "speech", "rally", "answer", "reply", "ceremony", "consultations", "group", "plenary", "session", "board", "committee", "council", "dialogue", "negotiations", "questions", "briefing", "discussion", "discussions"});
}

std::optional<long> read_day(std::string_view iso) {
    if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
    const unsigned y = number(iso.substr(0, 4)), m = number(iso.substr(5, 2)), d = number(iso.substr(8, 2));
    if (m < 1 || m > 12 || d < 1 || d > 31 || y < 1) return std::nullopt;
    return days_from(static_cast<long>(y), m, d);
}

std::string days_after(std::string_view iso, long days) {
    const auto day = read_day(iso);
    return day ? iso_day(*day + days) : std::string(iso);
}

std::uint32_t behind_dateline(const View& view, const Sentence& sentence) {
    const std::uint32_t first = sentence.first;
    if (!view.word(first).capital) return first;
    for (std::uint32_t i = first; view.word(first).capitals && i < first + 10 && i < sentence.last; ++i) {
        const std::string_view s = view.str(i);
        if (s == "-" || s == "–" || s == "—") return i + 1;
    }
    return first;
}

std::optional<DayStep> day_step(const View& view, std::uint32_t i, std::uint32_t end) {
    long days = 0;
    std::uint32_t last = i + 3;
    bool counted_from = false;  // "the day before [the vote]"
    if (view.is(i, "the")) {
        const bool day = view.is(i + 2, "day");
        counted_from = view.is(i + 1, "day") && is_any(view, i + 2, {"before", "after"});
        if (day && is_any(view, i + 1, {"next", "following"})) days = 1;
        else if (day && view.is(i + 1, "previous")) days = -1;
        else if (counted_from) days = view.is(i + 2, "after") ? 1 : -1;
    } else if (const long count = count_at(view, i); count > 0 && is_any(view, i + 1, {"day", "days"})) {
        counted_from = view.is(i + 2, "before");
        if (view.is(i + 2, "later")) days = count;
        else if (counted_from || view.is(i + 2, "earlier")) days = -count;
    }
    if (days == 0 || (last < end && view.is(last, "than"))) return std::nullopt;
    // "The day before the vote": from another day than the one told before.
    if (counted_from && last < end && view.word(last).letters && !view.is(last, "that") && !view.word(last).is(Class::auxiliary)) return std::nullopt;
    return DayStep{days, {i, last}};
}

DateReader::DateReader(const View& view, std::string_view published) : v_(view), day_(read_day(published)) {}

std::optional<SaidOn> DateReader::first_day(std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t i = from; i < to; ++i) {
        if (v_.kind(i) != TokenKind::number && !v_.word(i).is(Class::month)) continue;
        if (auto found = at(i); found && found->day.precision == "day") return found->day;
    }
    return std::nullopt;
}

DateWords DateReader::made(std::string date, std::string precision, std::uint32_t first, std::uint32_t last) const {
    return {{std::move(date), std::move(precision), v_.span_of({first, last})}, {first, last}};
}

bool DateReader::works(std::uint32_t i) const { return statements::works(v_, i); }

/// The comma that ends a relative clause between commas before `token`; `i` where none starts there.
std::uint32_t DateReader::aside(std::uint32_t i, std::uint32_t token) const {
    if (i == 0 || i >= token || !v_.mark(i - 1, ',') || !v_.word(i).is(Class::relative)) return i;
    for (std::uint32_t end = i + 1; end < token; ++end)
        if (v_.mark(end, ',')) return end;
    return i;
}

/// "In 2016, the mayor said", "said in 2016": at the head of the sentence or right behind the cue.
bool DateReader::tells_when(const DateWords& date, const Sentence& sentence, std::uint32_t token) const {
    constexpr std::uint32_t beside = 3;
    return date.words.first <= sentence.first + 1 || (date.words.first > token && date.words.first <= token + beside);
}

/// The day can be that of what is said about it: not "before a vote planned for Friday" nor "after Monday's blast". Moves that of "a day
/// after the vote of 2 November" on.
bool DateReader::said_then(DateWords& date, const Sentence& sentence) const {
    const std::uint32_t first = date.words.first;
    const auto before = [&](std::uint32_t n) { return first >= sentence.first + n ? first - n : v_.size(); };
    const std::uint32_t last = before(1), last_but_one = before(2);
    for (std::uint32_t back = 1; back < 8 && first >= sentence.first + back + 2; ++back) {
        const std::uint32_t i = first - back;
        if (v_.mark(i, ',')) break;
        if (!is_any(v_, i, {"after", "before"}) || !is_any(v_, i - 1, {"day", "days", "hours", "weeks", "months", "years"})) continue;
        const long count = v_.is(i - 2, "the") ? 1 : static_cast<long>(count_at(v_, i - 2));
        if (!is_any(v_, i - 1, {"day", "days"}) || count == 0 || date.day.precision != "day") return false;
        date.day.date = days_after(date.day.date, v_.is(i, "after") ? count : -count);
        return true;
    }
    if (is_any(v_, last, {"for", "until", "till", "by", "before"})) return false;
    // "Due to end on Tuesday"
    if (is_any(v_, last, {"on", "in"}) && v_.is(before(3), "to") && is_any(v_, before(4), {"due", "set", "expected", "planned", "scheduled"})) return false;
    if (is_any(v_, last_but_one, {"planned", "scheduled", "set", "due", "expected", "slated"}) && is_any(v_, last, {"on", "in", "to"})) return false;
    if (!v_.word(date.words.last - 1).possessive) return true;
    for (std::uint32_t i = date.words.last; i < date.words.last + 4 && v_.word(i).letters; ++i)
        if (occasion(v_, i) || v_.word(i).is(Class::document)) return !is_any(v_, last, {"of", "on", "about"});
    return false;
}

std::optional<DateWords> DateReader::at(std::uint32_t i) const {
    if (auto found = by_number(i)) return found;
    if (!day_) return std::nullopt;
    const Word& w = v_.word(i);
    if (w.is(Class::weekday) && w.capital) return weekday(i);
    if (v_.is(i + 2, "ago")) return ago(i);
    return day_of_now(i);
}

/// "6 October 2020", "in October", "early September", "in 2016".
std::optional<DateWords> DateReader::by_number(std::uint32_t i) const {
    const Word& w = v_.word(i);
    if (w.is(Class::month) && w.capital) return month(i);
    if (v_.kind(i) == TokenKind::number) return day_month(i);
    if (v_.is(i, "in") && year_at(i + 1)) return year(i + 1);
    return std::nullopt;
}

/// "Today", "last night", "this week".
std::optional<DateWords> DateReader::day_of_now(std::uint32_t i) const {
    if (is_word(v_, i, "today") || v_.is(i, "tonight")) return made(iso_day(*day_), "day", i, i + 1);
    if (is_word(v_, i, "yesterday")) return made(iso_day(*day_ - 1), "day", i, i + 1);
    if (v_.is(i, "last") && is_word(v_, i + 1, "night")) return made(iso_day(*day_ - 1), "day", i, i + 2);
    if (v_.is(i, "this"))
        for (const std::string_view part : {"morning", "afternoon", "evening"})
            if (v_.word(i + 1).lower && is_word(v_, i + 1, part)) return made(iso_day(*day_), "day", i, i + 2);
    if (v_.is(i, "last") || v_.is(i, "this")) return relative(i);
    return std::nullopt;
}

/// The last such weekday up to the day of publication; "Monday, 6 November" is that day, "Tuesday of last week" one of that week.
std::optional<DateWords> DateReader::weekday(std::uint32_t i) const {
    const int wanted = weekday_of(v_.str(i));
    if (wanted < 0) return std::nullopt;
    std::uint32_t next = i + 1;
    if (v_.mark(next, ',')) ++next;
    if (v_.is(next, "the")) ++next;
    if (auto day = by_number(next); day && day->day.precision == "day") return made(day->day.date, "day", i, day->words.last);
    const std::uint32_t week = v_.is(i + 1, "of") ? i + 2 : i + 1;
    if (v_.is(week, "last") && v_.is(week + 1, "week")) return made(iso_day(monday_of(*day_) - 7 + wanted), "day", i, week + 2);
    const int today = static_cast<int>(((*day_ + 3) % 7 + 7) % 7);
    int back = (today - wanted + 7) % 7;
    if (i > 0 && v_.is(i - 1, "last") && back == 0) back = 7;
    return made(iso_day(*day_ - back), "day", i, i + 1);
}

/// "Two days ago", "a month ago": as precise as the unit.
std::optional<DateWords> DateReader::ago(std::uint32_t i) const {
    const long count = count_at(v_, i);
    if (count == 0 || !unit(v_, i + 1)) return std::nullopt;
    if (is_any(v_, i + 1, {"day", "days"})) return made(iso_day(*day_ - count), "day", i, i + 3);
    if (is_any(v_, i + 1, {"week", "weeks"})) return made(iso_day(monday_of(*day_ - 7 * count)), "week", i, i + 3);
    const Civil c = civil(*day_);
    const bool months = is_any(v_, i + 1, {"month", "months"});
    const long m = static_cast<long>(c.year) * 12 + c.month - 1 - (months ? count : 12 * count);
    DateWords found = months ? made(iso_month(m / 12, static_cast<unsigned>(m % 12) + 1), "month", i, i + 3) : made(std::to_string(m / 12), "year", i, i + 3);
    found.coarse = true;
    return found;
}

std::optional<DateWords> DateReader::relative(std::uint32_t i) const {
    const int back = v_.is(i, "last") ? 1 : 0;
    const Civil c = civil(*day_);
    if (v_.is(i + 1, "week")) {
        if (v_.is(i + 2, "on") && v_.word(i + 3).is(Class::weekday)) return made(iso_day(monday_of(*day_) - 7 * back + weekday_of(v_.str(i + 3))), "day", i, i + 4);
        return made(iso_day(monday_of(*day_) - 7 * back), "week", i, i + 2);
    }
    if (v_.is(i + 1, "month")) {
        const long m = static_cast<long>(c.year) * 12 + c.month - 1 - back;
        return made(iso_month(m / 12, static_cast<unsigned>(m % 12) + 1), "month", i, i + 2);
    }
    if (v_.is(i + 1, "year")) return made(std::to_string(c.year - back), "year", i, i + 2);
    return std::nullopt;
}

bool DateReader::year_at(std::uint32_t i) const { return i < v_.size() && v_.kind(i) == TokenKind::number && v_.span(i).size() == 4 && v_.word(i).value >= 1900 && v_.word(i).value < 2200; }

std::optional<DateWords> DateReader::year(std::uint32_t i) const {
    DateWords found = made(std::string(v_.str(i)), "year", i, i + 1);
    found.coarse = true;
    return found;
}

/// Without a year: the last such month up to the publication's.
std::optional<long> DateReader::year_for(unsigned month, std::uint32_t& last) const {
    std::uint32_t y = last;
    if (v_.mark(y, ',')) ++y;
    if (year_at(y)) {
        last = y + 1;
        return v_.word(y).value;
    }
    if (!day_) return std::nullopt;
    const Civil c = civil(*day_);
    return month <= c.month ? c.year : c.year - 1;
}

/// "In May", "early September", "the end of August": a month without a day needs such a word, for "may" and "march" are words too.
bool DateReader::bare_month(std::uint32_t i) const {
    if (i == 0) return false;
    if (is_any(v_, i - 1, {"in", "last", "since", "early", "late", "mid"})) return true;
    return i > 1 && v_.is(i - 1, "of") && is_any(v_, i - 2, {"end", "beginning", "start", "middle"});
}

std::optional<DateWords> DateReader::month(std::uint32_t i) const {
    const unsigned m = month_of(v_.str(i));
    if (m == 0) return std::nullopt;
    std::uint32_t last = i + 1;
    unsigned d = 0;
    if (last < v_.size() && v_.kind(last) == TokenKind::number && !year_at(last)) d = number(v_.str(last));
    if (d >= 1 && d <= 31) ++last;
    else d = 0;
    if (d == 0 && !bare_month(i) && !year_at(last)) return std::nullopt;
    const auto y = year_for(m, last);
    if (!y) return std::nullopt;
    if (d == 0) return made(iso_month(*y, m), "month", i, last);
    return made(iso_day(days_from(*y, m, d)), "day", i, last);
}

/// "2 November", "5th of May".
std::optional<DateWords> DateReader::day_month(std::uint32_t i) const {
    const std::uint32_t name = v_.is(i + 1, "of") ? i + 2 : i + 1;
    if (!v_.word(name).is(Class::month) || !v_.word(name).capital) return std::nullopt;
    const unsigned d = number(v_.str(i)), m = month_of(v_.str(name));
    if (d < 1 || d > 31 || m == 0) return std::nullopt;
    std::uint32_t last = name + 1;
    const auto y = year_for(m, last);
    if (!y) return std::nullopt;
    return made(iso_day(days_from(*y, m, d)), "day", i, last);
}

}  // namespace rostra::statements
