// The day on which it was said: weekdays, days of a month, "today", "last week", "in October", resolved backwards from
// the report's date of publication.
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

/// Days of a full ISO date; nullopt for anything shorter or impossible.
std::optional<long> read_iso(std::string_view s) {
    if (s.size() < 10 || s[4] != '-' || s[7] != '-') return std::nullopt;
    const unsigned y = number(s.substr(0, 4)), m = number(s.substr(5, 2)), d = number(s.substr(8, 2));
    if (m < 1 || m > 12 || d < 1 || d > 31 || y < 1) return std::nullopt;
    return days_from(static_cast<long>(y), m, d);
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

/// "NEW YORK, 30 October 2019 - ...": the day in the dateline is that of the report. The first token behind the dateline, or of the sentence.
std::uint32_t behind_dateline(const View& view, const Sentence& sentence) {
    const std::uint32_t first = sentence.first;
    if (!view.word(first).capitals) return first;
    for (std::uint32_t i = first; i < first + 10 && i < sentence.last; ++i) {
        const std::string_view s = view.str(i);
        if (s == "-" || s == "–" || s == "—") return i + 1;
    }
    return first;
}

class Reader {
public:
    Reader(const View& view, std::string_view published) : v_(view), day_(read_iso(published)) {}

    /// The date nearest to a token of the sentence, at most `reach` tokens from it; `skip` tells which tokens are said.
    template <class Skip>
    std::optional<SaidOn> nearest(const Sentence& sentence, std::uint32_t token, std::uint32_t reach, Skip skip) const {
        std::optional<SaidOn> best;
        std::uint32_t shortest = reach;
        for (std::uint32_t i = behind_dateline(v_, sentence); i < sentence.last; ++i) {
            if (skip(i)) continue;
            // "Said they were worried about X, whose report in August found": what a relative clause behind the cue dates is something else.
            // "The contact group, which met on Wednesday" dates the meeting.
            if (i > token && v_.word(i).is(Class::relative) && !works(v_, i + 1)) break;
            // "The minister, whose country chairs the group this year, said on Monday".
            if (const std::uint32_t end = aside(i, token); end > i) {
                i = end;
                continue;
            }
            auto found = at(i);
            if (!found) continue;
            const std::uint32_t distance = i > token ? i - token : token - i;
            if (distance < shortest) shortest = distance, best = std::move(found);
        }
        return best;
    }

    /// The first date in these tokens that gives a day by its number: a weekday before a dash is no dateline.
    [[nodiscard]] std::optional<SaidOn> first_day(std::uint32_t from, std::uint32_t to) const {
        for (std::uint32_t i = from; i < to; ++i) {
            if (v_.kind(i) != TokenKind::number && !v_.word(i).is(Class::month)) continue;
            if (auto found = at(i); found && found->precision == "day") return found;
        }
        return std::nullopt;
    }

private:
    [[nodiscard]] SaidOn made(std::string date, std::string precision, std::uint32_t first, std::uint32_t last) const {
        return {std::move(date), std::move(precision), v_.span_of({first, last})};
    }

    /// The comma that ends a relative clause between commas before `token`; `i` where none starts there.
    [[nodiscard]] std::uint32_t aside(std::uint32_t i, std::uint32_t token) const {
        if (i == 0 || i >= token || !v_.mark(i - 1, ',') || !v_.word(i).is(Class::relative)) return i;
        for (std::uint32_t end = i + 1; end < token; ++end)
            if (v_.mark(end, ',')) return end;
        return i;
    }

    /// A date that starts at token `i`.
    [[nodiscard]] std::optional<SaidOn> at(std::uint32_t i) const {
        const Word& w = v_.word(i);
        if (w.is(Class::month) && w.capital) return month(i);
        if (v_.kind(i) == TokenKind::number && i + 1 < v_.size() && v_.word(i + 1).is(Class::month) && v_.word(i + 1).capital) return day_month(i);
        if (!day_) return std::nullopt;
        if (w.is(Class::weekday) && w.capital) return weekday(i);
        if (v_.is(i, "today") || v_.is(i, "yesterday")) return made(iso_day(*day_ - (v_.is(i, "yesterday") ? 1 : 0)), "day", i, i + 1);
        if (v_.is(i, "this") && v_.word(i + 1).lower && is_any(v_, i + 1, {"morning", "afternoon", "evening"})) return made(iso_day(*day_), "day", i, i + 2);
        if (v_.is(i, "last") || v_.is(i, "this")) return relative(i);
        return std::nullopt;
    }

    /// The last such weekday up to the day of publication.
    [[nodiscard]] std::optional<SaidOn> weekday(std::uint32_t i) const {
        const int wanted = weekday_of(v_.str(i));
        if (wanted < 0) return std::nullopt;
        const int today = static_cast<int>(((*day_ + 3) % 7 + 7) % 7);
        int back = (today - wanted + 7) % 7;
        if (i > 0 && v_.is(i - 1, "last") && back == 0) back = 7;
        return made(iso_day(*day_ - back), "day", i, i + 1);
    }

    [[nodiscard]] std::optional<SaidOn> relative(std::uint32_t i) const {
        const int back = v_.is(i, "last") ? 1 : 0;
        const Civil c = civil(*day_);
        if (v_.is(i + 1, "week")) {
            const long monday = *day_ - ((*day_ + 3) % 7 + 7) % 7 - 7 * back;
            return made(iso_day(monday), "week", i, i + 2);
        }
        if (v_.is(i + 1, "month")) {
            const long m = static_cast<long>(c.year) * 12 + c.month - 1 - back;
            return made(iso_month(m / 12, static_cast<unsigned>(m % 12) + 1), "month", i, i + 2);
        }
        if (v_.is(i + 1, "year")) return made(std::to_string(c.year - back), "year", i, i + 2);
        return std::nullopt;
    }

    [[nodiscard]] bool year_at(std::uint32_t i) const { return i < v_.size() && v_.kind(i) == TokenKind::number && v_.word(i).value >= 1900 && v_.word(i).value < 2200; }

    /// Without a year: the last such month up to the publication's.
    [[nodiscard]] std::optional<long> year_for(unsigned month, std::uint32_t& last) const {
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

    [[nodiscard]] std::optional<SaidOn> month(std::uint32_t i) const {
        const unsigned m = month_of(v_.str(i));
        if (m == 0) return std::nullopt;
        std::uint32_t last = i + 1;
        unsigned d = 0;
        if (last < v_.size() && v_.kind(last) == TokenKind::number && !year_at(last)) d = number(v_.str(last));
        if (d >= 1 && d <= 31) {
            ++last;
        } else {
            d = 0;
            // A bare month needs "in": "may" and "march" are words too.
            if (i == 0 || !(v_.is(i - 1, "in") || v_.is(i - 1, "last") || v_.is(i - 1, "since") || year_at(last))) return std::nullopt;
        }
        const auto y = year_for(m, last);
        if (!y) return std::nullopt;
        if (d == 0) return made(iso_month(*y, m), "month", i, last);
        return made(iso_day(days_from(*y, m, d)), "day", i, last);
    }

    [[nodiscard]] std::optional<SaidOn> day_month(std::uint32_t i) const {
        const unsigned d = number(v_.str(i)), m = month_of(v_.str(i + 1));
        if (d < 1 || d > 31 || m == 0) return std::nullopt;
        std::uint32_t last = i + 2;
        const auto y = year_for(m, last);
        if (!y) return std::nullopt;
        return made(iso_day(days_from(*y, m, d)), "day", i, last);
    }

    const View& v_;
    std::optional<long> day_;
};

/// "Later that day", "the same afternoon", "in the same letter": the day of what was told before.
bool same_day(const View& view, const Parts& parts) {
    for (std::uint32_t i = parts.sentence.first; i + 1 < parts.sentence.last; ++i) {
        if (parts.in_content(i)) continue;
        if (is_any(view, i, {"that", "same"}) && is_any(view, i + 1, {"day", "morning", "afternoon", "evening", "night"})) return true;
        if (view.is(i, "same") && i > 1 && is_any(view, i - 2, {"in", "at", "during"}) && is_any(view, i + 1, {"statement", "letter", "speech", "text", "address", "interview", "meeting", "session"})) return true;
    }
    return false;
}

/// "Demanded in a letter sent on Thursday ... The letter warned": the document that the sentence before has dated.
bool same_document(const View& view, const Parts& before, const Parts& here) {
    if (here.source.empty() || before.sentence.paragraph != here.sentence.paragraph) return false;
    const Range& source = here.source.front();
    if (source.last != source.first + 2 || !view.is(source.first, "the") || !view.word(source.first + 1).is(Class::document)) return false;
    for (std::uint32_t i = before.sentence.first; i < before.sentence.last; ++i)
        if (!before.in_content(i) && view.word(i).key == view.word(source.first + 1).key) return true;
    return false;
}

/// "President Whitfield spoke today with the prime minister": the sentence before tells where the speaker was that day.
std::optional<SaidOn> day_of_meeting(const View& view, const Statement& s, const Parts& parts, const std::vector<bool>& said, std::string_view published) {
    const std::uint32_t number = view.tokens->sentence_of(parts.sentence.first);
    if (number == 0 || !s.speaker || s.speaker->name.empty() || s.speaker->type != SpeakerType::person) return std::nullopt;
    const Sentence& before = view.tokens->sentences[number - 1];
    if (before.paragraph != parts.sentence.paragraph && number > 1) return std::nullopt;  // a release tells of the meeting in a paragraph of its own
    const std::string_view name = s.speaker->name;
    const std::string_view surname = name.substr(name.rfind(' ') + 1);
    bool subject = false;
    for (std::uint32_t i = before.first; i < before.last && i < before.first + 25; ++i) {
        if (said[i]) return std::nullopt;
        subject = subject || view.str(i) == surname;
        if (is_any(view, i, {"met", "spoke", "talked", "received", "hosted", "addressed", "visited", "testified", "appeared"}))
            return subject ? Reader(view, published).nearest(before, i, 15, [&](std::uint32_t t) { return static_cast<bool>(said[t]); }) : std::nullopt;
    }
    return std::nullopt;
}

/// "Talks on the fund ended on Wednesday. Pakistan's envoy said": the report's lead tells of an occasion to speak and its day, and
/// the next sentence is the first that somebody says.
std::optional<SaidOn> day_of_lead(const View& view, const Parts& parts, const std::vector<bool>& said, std::string_view published) {
    const std::uint32_t number = view.tokens->sentence_of(parts.sentence.first);
    if (number == 0 || number > 2 || elsewhere(view, parts)) return std::nullopt;
    const Sentence& lead = view.tokens->sentences[number - 1];
    for (std::uint32_t i = lead.first; i < lead.last; ++i) {
        if (said[i]) return std::nullopt;
        if (!is_any(view, i, {"talks", "meeting", "summit", "debate", "conference", "hearing", "speech", "rally", "answer", "reply", "ceremony", "consultations", "group", "plenary", "session", "board", "committee", "council", "dialogue", "negotiations", "questions"})) continue;
        const auto day = day_beside(view, lead, i, said, published);
        if (day) return day;
    }
    return std::nullopt;
}

/// "In informal consultations on Monday, Malawi called for", "In Thursday's plenary": the sentence opens with a meeting and its day.
bool opens_meeting(const View& view, const Parts& parts, const SaidOn& day) {
    const std::uint32_t first = parts.sentence.first, end = std::min(parts.anchor, first + 16);
    bool meeting = false, led = false;
    for (std::uint32_t i = first; i < end && !parts.in_source(i) && !parts.in_content(i); ++i) {
        led = led || (is_any(view, i, {"in", "at", "during"}) && (i == first || view.mark(i - 1, ':')));
        if (view.span(i).begin >= day.span.end && meeting) return true;
        meeting = meeting || (led && is_any(view, i, {"consultations", "plenary", "session", "meeting", "talks", "debate", "discussion", "discussions", "dialogue", "negotiations", "hearing"}));
    }
    return false;
}

/// "Accused [Iran on Wednesday of withholding records]", "urged [companies on Tuesday to stay out]": between the object and what is wanted of
/// it the day is the cue's, though it stands inside the content.
Range day_of_cue_inside(const View& view, const Parts& parts) {
    constexpr std::uint32_t longest_object = 8;
    for (const Range& content : parts.content) {
        const bool behind_cue = std::any_of(parts.cue.begin(), parts.cue.end(), [&](const Range& cue) { return cue.last <= content.first && content.first <= cue.last + 1; });
        if (!behind_cue || content.first < parts.sentence.first) continue;
        for (std::uint32_t i = content.first; i + 2 < content.last && i < content.first + longest_object; ++i) {
            if (view.mark(i, ',') || is_any(view, i, {"that", "to", "of", "who", "which", "how", "why", "whether"})) break;
            const bool on_day = i > content.first && view.is(i, "on") && view.word(i + 1).is(Class::weekday);
            if (on_day && is_any(view, i + 2, {"to", "of", "against", "not", "over", "for"})) return {i, i + 2};
        }
    }
    return {};
}

/// "Suva, 14 August 2023": a line of its own at the head of a text in the first person dates what "we" say in it.
std::optional<SaidOn> day_of_head_line(const View& view, const Parts& parts, std::string_view published) {
    constexpr std::uint32_t lines = 4, longest = 8;
    const bool we = parts.source.size() == 1 && parts.source.front().size() == 1 && view.is(parts.source.front().first, "we");
    for (std::uint32_t n = 0; we && n < view.tokens->sentences.size() && n < lines; ++n) {
        const Sentence& s = view.tokens->sentences[n];
        if (s.last - s.first > longest || s.first > parts.anchor) continue;
        const bool year = view.kind(s.last - 1) == TokenKind::number && view.span(s.last - 1).size() == 4;
        if (auto day = Reader(view, published).first_day(s.first, s.last); day && year) return day;
    }
    return std::nullopt;
}

/// A party to that meeting: a state, or who speaks for several.
bool party(const Statement& s) { return s.on_behalf_of || (s.speaker && s.speaker->type == SpeakerType::state); }

}  // namespace

std::string day_of_report(const View& view, std::string_view published) {
    // Headings may stand before the line with the place and the day.
    for (std::uint32_t n = 0; n < view.tokens->sentences.size() && n < 3; ++n) {
        const Sentence& s = view.tokens->sentences[n];
        const std::uint32_t end = behind_dateline(view, s);
        if (const auto day = Reader(view, published).first_day(s.first, end)) {
            const auto line = read_iso(day->date), page = read_iso(published);
            // A page can be older than what it tells only by mistake; then the page's own word is taken.
            if (!page || (*line <= *page && *page - *line < 15)) return day->date;
        }
    }
    return std::string(published);
}

std::optional<SaidOn> find_date(const View& view, const Parts& parts, std::string_view published) {
    if (view.size() == 0 || parts.sentence.first >= parts.sentence.last) return std::nullopt;
    const Reader reader(view, published);
    if (const Range inside = day_of_cue_inside(view, parts); !inside.empty())
        if (auto day = reader.nearest(parts.sentence, inside.first, 2, [&](std::uint32_t i) { return !inside.holds(i); })) return day;
    return reader.nearest(parts.sentence, parts.anchor, 40, [&](std::uint32_t i) { return parts.in_content(i); });
}

std::optional<SaidOn> day_beside(const View& view, const Sentence& sentence, std::uint32_t token, const std::vector<bool>& said, std::string_view published) {
    auto found = Reader(view, published).nearest(sentence, token, 12, [&](std::uint32_t i) { return static_cast<bool>(said[i]); });
    return found && found->precision == "day" ? found : std::nullopt;
}

bool at_another_time(const View& view, const Parts& parts) {
    for (std::uint32_t i = parts.sentence.first; i < parts.sentence.last; ++i) {
        if (parts.in_content(i)) continue;
        // "The President for April" is no other time.
        if (view.word(i).is(Class::month) && i > 1 && view.is(i - 1, "for") && is_any(view, i - 2, {"president", "presidency", "chair"})) continue;
        if (is_any(view, i, {"earlier", "previously", "ago", "last", "recently", "since", "until", "tomorrow", "yesterday", "week", "month", "year", "next"}) || view.word(i).is(any_of(Class::month, Class::weekday))) return true;
        // "Minutes later", "later in the debate" go on; "a day later" does not.
        if (is_any(view, i, {"later", "after", "before"}) && is_any(view, i - 1, {"day", "days", "weeks", "months", "years"})) return true;
        if (view.is(i, "day") && is_any(view, i + 1, {"later", "earlier", "after", "before"})) return true;
    }
    // "Had said": before what is told.
    for (const Range& c : parts.cue)
        for (std::uint32_t i = c.first > 2 ? c.first - 2 : 0; i < c.last; ++i)
            if (view.is(i, "had") && !parts.in_content(i)) return true;
    return false;
}

void carry_dates(const View& view, std::vector<Statement>& statements, const std::vector<Parts>& parts, std::string_view published) {
    if (view.size() == 0) return;
    std::vector<std::uint32_t> order(parts.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return std::pair(parts[a].anchor, a) < std::pair(parts[b].anchor, b); });
    std::vector<bool> said(view.size());
    for (const Parts& p : parts)
        for (const Range& c : p.content)
            for (std::uint32_t i = c.first; i < c.last; ++i) said[i] = true;
    const auto give = [&](Statement& s, const SaidOn& day, const char* rule) {
        s.said_on = day;
        s.evidence.push_back({"said_on", rule, {day.span}});
    };
    std::optional<SaidOn> meeting;
    for (std::size_t at = 0; at < order.size(); ++at) {
        Statement& now = statements[order[at]];
        const Parts& here = parts[order[at]];
        if (now.said_on) {
            const bool opens = now.said_on->precision == "day" && opens_meeting(view, here, *now.said_on);
            if (opens || !meeting || now.said_on->date != meeting->date) meeting = opens ? now.said_on : std::nullopt;
            continue;
        }
        // Somebody from outside has the word: the report has left the meeting.
        if (!party(now)) meeting.reset();
        const Statement* before = at > 0 ? &statements[order[at - 1]] : nullptr;
        const bool day_before = before && before->said_on && before->said_on->precision == "day";
        if (day_before && (same_day(view, here) || same_document(view, parts[order[at - 1]], here))) {
            give(now, *before->said_on, "same-day");
            continue;
        }
        if (at_another_time(view, here)) continue;
        if (const auto head = day_of_head_line(view, here, published)) {
            give(now, *head, "head-line");
            continue;
        }
        // The parties that speak after in a meeting that the report has opened.
        if (meeting && party(now) && !now.forum && !elsewhere(view, here)) {
            give(now, *meeting, "day-of-meeting");
            continue;
        }
        // The same speaker in the next sentence of the paragraph goes on speaking.
        if (day_before && now.speaker && before->speaker && !now.speaker->name.empty() && now.speaker->name == before->speaker->name) {
            const Parts& there = parts[order[at - 1]];
            if (there.sentence.paragraph == here.sentence.paragraph && view.tokens->sentence_of(here.sentence.first) <= view.tokens->sentence_of(there.sentence.first) + 1) {
                give(now, *before->said_on, "goes-on");
                continue;
            }
        }
        if (const auto day = day_of_meeting(view, now, here, said, published)) {
            give(now, *day, "day-of-meeting");
            continue;
        }
        // Whoever has no name may be somebody of years ago.
        if (!now.speaker || now.speaker->name.empty() || now.speaker->type == SpeakerType::group) continue;
        if (const auto lead = day_of_lead(view, here, said, published)) {
            give(now, *lead, "day-of-lead");
            // "Consultations resumed on Wednesday. Zambia demanded ... . Honduras urged": the parties of that meeting.
            if (at == 0 && party(now)) meeting = lead;
        }
    }
}

}  // namespace rostra::statements
