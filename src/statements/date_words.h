// Expressions of a day, month or year in a report's words: what they say, counted from the day of the report, and whether they can
// be the time at which something was said.
#pragma once

#include "view.h"

namespace rostra::statements {

struct DateWords {
    SaidOn day;
    Range words;
    bool coarse = false;  ///< "in 2016", "two years ago": as often told of somebody's life
};

/// "Talks", "meeting", "interview": what somebody speaks at, so that its day is that of the words.
[[nodiscard]] bool occasion(const View& view, std::uint32_t i);

/// Days since 1970 of a full ISO date; nullopt for anything shorter or impossible.
[[nodiscard]] std::optional<long> read_day(std::string_view iso);

/// ISO date a number of days after another; the same where it is no day.
[[nodiscard]] std::string days_after(std::string_view iso, long days);

/// The token behind "NEW YORK, 30 October 2019 - ...", or the sentence's first.
[[nodiscard]] std::uint32_t behind_dateline(const View& view, const Sentence& sentence);

/// "A day later", "the day before", "the following day": how many days from the day told before.
struct DayStep {
    long days = 0;
    Range words;
};
[[nodiscard]] std::optional<DayStep> day_step(const View& view, std::uint32_t i, std::uint32_t end);

class DateReader {
public:
    /// `published`: ISO day from which "today" and weekdays count, or empty.
    DateReader(const View& view, std::string_view published);

    /// The longest expression that starts at token `i`.
    [[nodiscard]] std::optional<DateWords> at(std::uint32_t i) const;

    /// The date nearest to a token of the sentence, at most `reach` tokens from it; `skip` tells which tokens are said.
    template <class Skip>
    [[nodiscard]] std::optional<DateWords> nearest(const Sentence& sentence, std::uint32_t token, std::uint32_t reach, Skip skip) const {
        std::optional<DateWords> best;
        std::uint32_t shortest = reach;
        for (std::uint32_t i = behind_dateline(v_, sentence); i < sentence.last; ++i) {
            if (skip(i)) continue;
            // "Said they were worried about X, whose report in August found": what a relative clause behind the cue dates is something else.
            // "The contact group, which met on Wednesday" dates the meeting.
            if (i > token && v_.word(i).is(Class::relative) && !works(i + 1)) break;
            // "The minister, whose country chairs the group this year, said on Monday".
            if (const std::uint32_t end = aside(i, token); end > i) {
                i = end;
                continue;
            }
            auto found = at(i);
            if (!found) continue;
            const std::uint32_t distance = i > token ? i - token : token - i;
            // The pieces of a long expression are no dates of their own.
            i = found->words.last - 1;
            if (distance >= shortest || (found->coarse && !tells_when(*found, sentence, token)) || !said_then(*found, sentence)) continue;
            shortest = distance, best = std::move(found);
        }
        return best;
    }

    /// The first date in these tokens that gives a day by its number: a weekday before a dash is no dateline.
    [[nodiscard]] std::optional<SaidOn> first_day(std::uint32_t from, std::uint32_t to) const;

private:
    [[nodiscard]] DateWords made(std::string date, std::string precision, std::uint32_t first, std::uint32_t last) const;
    [[nodiscard]] bool works(std::uint32_t i) const;
    [[nodiscard]] std::uint32_t aside(std::uint32_t i, std::uint32_t token) const;
    [[nodiscard]] bool tells_when(const DateWords& date, const Sentence& sentence, std::uint32_t token) const;
    [[nodiscard]] bool said_then(DateWords& date, const Sentence& sentence) const;
    [[nodiscard]] std::optional<DateWords> by_number(std::uint32_t i) const;
    [[nodiscard]] std::optional<DateWords> weekday(std::uint32_t i) const;
    [[nodiscard]] std::optional<DateWords> ago(std::uint32_t i) const;
    [[nodiscard]] std::optional<DateWords> day_of_now(std::uint32_t i) const;
    [[nodiscard]] std::optional<DateWords> relative(std::uint32_t i) const;
    [[nodiscard]] std::optional<DateWords> year(std::uint32_t i) const;
    [[nodiscard]] std::optional<DateWords> month(std::uint32_t i) const;
    [[nodiscard]] std::optional<DateWords> day_month(std::uint32_t i) const;
    [[nodiscard]] bool year_at(std::uint32_t i) const;
    [[nodiscard]] bool bare_month(std::uint32_t i) const;
    [[nodiscard]] std::optional<long> year_for(unsigned month, std::uint32_t& last) const;

    const View& v_;
    std::optional<long> day_;  ///< since 1970
};

}  // namespace rostra::statements
