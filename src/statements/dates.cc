// The day on which it was said: the date beside the cue, or the day of the occasion that the report has told before, resolved backwards
// from the report's date of publication.
#include "date_words.h"

#include "forum_words.h"

namespace rostra::statements {
namespace {

std::optional<SaidOn> day_of(std::optional<DateWords> found) {
    if (!found) return std::nullopt;
    return std::move(found->day);
}

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
            return subject ? day_of(DateReader(view, published).nearest(before, i, 15, [&](std::uint32_t t) { return static_cast<bool>(said[t]); })) : std::nullopt;
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
        if (!occasion(view, i)) continue;
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
            if (const Known* k = view.known(i); k && k->last > i + 1) i = k->last;  // "the Republic of Palau"
            if (view.mark(i, ',') || is_any(view, i, {"that", "to", "of", "who", "which", "how", "why", "whether"})) break;
            const bool on_day = i > content.first && view.is(i, "on") && view.word(i + 1).is(Class::weekday);
            if (on_day && is_any(view, i + 2, {"to", "of", "against", "not", "over", "for"})) return {i, i + 2};
        }
    }
    return {};
}

/// "Suva, 14 August 2023": a line of its own at the head of a text.
std::optional<SaidOn> head_line(const View& view, std::string_view published) {
    constexpr std::uint32_t lines = 4, longest = 8;
    for (std::uint32_t n = 0; n < view.tokens->sentences.size() && n < lines; ++n) {
        const Sentence& s = view.tokens->sentences[n];
        std::uint32_t last = s.last;
        if (last > s.first && view.mark(last - 1, '.')) --last;
        if (last - s.first > longest || last < s.first + 3) continue;
        const bool year = view.kind(last - 1) == TokenKind::number && view.span(last - 1).size() == 4;
        if (auto day = DateReader(view, published).first_day(s.first, last); day && year) return day;
    }
    return std::nullopt;
}

/// Such a line dates what "we" or "I" say in a text in the first person.
std::optional<SaidOn> day_of_head_line(const View& view, const Parts& parts, std::string_view published) {
    const bool first_person = parts.source.size() == 1 && parts.source.front().size() == 1 && view.word(parts.source.front().first).is(any_of(Class::we, Class::i));
    if (!first_person) return std::nullopt;
    auto day = head_line(view, published);
    return day && day->span.end <= view.span(parts.anchor).begin ? day : std::nullopt;
}

/// A party to that meeting: a state, or who speaks for several.
bool party(const Statement& s) { return s.on_behalf_of || (s.speaker && s.speaker->type == SpeakerType::state); }

}  // namespace

std::string day_of_report(const View& view, std::string_view published) {
    const auto page = read_day(published);
    // A page can be older than what it tells only by mistake; then the page's own word is taken.
    const auto fits = [&](const SaidOn& day) {
        const auto line = read_day(day.date);
        return !page || (line && *line <= *page && *page - *line < 15);
    };
    // Headings may stand before the line with the place and the day.
    for (std::uint32_t n = 0; n < view.tokens->sentences.size() && n < 3; ++n) {
        const Sentence& s = view.tokens->sentences[n];
        if (const auto day = DateReader(view, published).first_day(s.first, behind_dateline(view, s)); day && fits(*day)) return day->date;
    }
    if (const auto line = head_line(view, published); line && fits(*line)) return line->date;
    return std::string(published);
}

std::vector<std::uint8_t> said_depths(const View& view, const std::vector<Parts>& parts) {
    std::vector<std::uint8_t> depths(view.size());
    for (const Parts& p : parts)
        for (const Range& c : p.content)
            for (std::uint32_t i = c.first; i < c.last; ++i) depths[i] = static_cast<std::uint8_t>(std::min(255, depths[i] + 1));
    return depths;
}

namespace {

bool of_document(const View& view, const Parts& parts) {
    for (const Range& r : parts.source)
        for (std::uint32_t i = r.first; i < r.last; ++i)
            if (view.word(i).is(Class::document)) return true;
    return false;
}

/// "Talked on Monday and a day later said": the step between the day and the cue.
void move_by_step(const View& view, const Parts& parts, DateWords& found) {
    if (found.day.precision != "day") return;
    for (std::uint32_t i = found.words.last; i < parts.anchor; ++i) {
        if (parts.in_content(i)) return;
        const auto step = day_step(view, i, parts.anchor);
        if (!step) continue;
        found.day.date = days_after(found.day.date, step->days);
        found.day.span = view.span_of(step->words);
        return;
    }
}

}  // namespace

std::optional<SaidOn> find_date(const View& view, const Parts& parts, const std::vector<std::uint8_t>& depths, std::string_view published) {
    if (view.size() == 0 || parts.sentence.first >= parts.sentence.last) return std::nullopt;
    const DateReader reader(view, published);
    if (const Range inside = day_of_cue_inside(view, parts); !inside.empty())
        if (auto day = reader.nearest(parts.sentence, inside.first, 2, [&](std::uint32_t i) { return !inside.holds(i); })) return std::move(day->day);
    const std::uint8_t depth = parts.anchor < view.size() ? depths[parts.anchor] : std::uint8_t{0};
    auto found = reader.nearest(parts.sentence, parts.anchor, 40, [&](std::uint32_t i) { return parts.in_content(i) || depths[i] > depth; });
    if (!found) return std::nullopt;
    // "The planner of a raid in December 2014": a month or year in the source tells of somebody's life; "a report of last month" is of then.
    if (found->day.precision != "day" && found->day.precision != "week" && parts.in_source(found->words.first) && !of_document(view, parts)) return std::nullopt;
    move_by_step(view, parts, *found);
    return std::move(found->day);
}

std::optional<SaidOn> day_beside(const View& view, const Sentence& sentence, std::uint32_t token, const std::vector<bool>& said, std::string_view published) {
    auto found = DateReader(view, published).nearest(sentence, token, 12, [&](std::uint32_t i) { return static_cast<bool>(said[i]); });
    return found && found->day.precision == "day" ? day_of(std::move(found)) : std::nullopt;
}

bool at_another_time(const View& view, const Parts& parts) {
    for (std::uint32_t i = parts.sentence.first; i < parts.sentence.last; ++i) {
        if (parts.in_content(i)) continue;
        // "The President for April" is no other time.
        if (view.word(i).is(Class::month) && i > 1 && view.is(i - 1, "for") && is_any(view, i - 2, {"president", "presidency", "chair"})) continue;
        if (is_any(view, i, {"earlier", "previously", "ago", "last", "recently", "since", "until", "tomorrow", "yesterday", "week", "month", "year", "next"}) || view.word(i).is(any_of(Class::month, Class::weekday))) return true;
        // "Minutes later", "later in the debate" go on; "a day later" does not.
        if (is_any(view, i, {"later", "after", "before"}) && is_any(view, i - 1, {"day", "days", "weeks", "months", "years"})) return true;
        if (view.is(i, "day") && (is_any(view, i + 1, {"later", "earlier", "after", "before"}) || is_any(view, i - 1, {"following", "previous"}))) return true;
        if (view.is(i, "in") && view.kind(i + 1) == TokenKind::number && view.word(i + 1).value >= 1900 && view.word(i + 1).value < 2200) return true;
    }
    // "Had said": before what is told.
    for (const Range& c : parts.cue)
        for (std::uint32_t i = c.first > 2 ? c.first - 2 : 0; i < c.last; ++i)
            if (view.is(i, "had") && !parts.in_content(i)) return true;
    return false;
}

namespace {

/// "The next day, the prosecutor said": counted from the last day that the report has told, over the steps between.
std::optional<SaidOn> day_after_told(const View& view, const Parts& parts, const std::vector<bool>& said, std::string_view published) {
    constexpr std::uint32_t sentences_back = 8, paragraphs_back = 2;
    const auto step_in = [&](const Sentence& s, bool own) {
        for (std::uint32_t i = s.first; i < s.last; ++i)
            if (!said[i] || (own && !parts.in_content(i)))
                if (const auto step = day_step(view, i, s.last)) return step;
        return std::optional<DayStep>();
    };
    const auto own = step_in(parts.sentence, true);
    if (!own) return std::nullopt;
    long days = own->days;
    const DateReader reader(view, published);
    const std::uint32_t here = view.tokens->sentence_of(parts.sentence.first);
    for (std::uint32_t back = 1; back <= here && back <= sentences_back; ++back) {
        const Sentence& s = view.tokens->sentences[here - back];
        if (s.paragraph + paragraphs_back < parts.sentence.paragraph) return std::nullopt;
        for (std::uint32_t i = s.first; i < s.last; ++i) {
            const auto found = said[i] ? std::nullopt : reader.at(i);
            if (found && found->day.precision == "day") return SaidOn{days_after(found->day.date, days), "day", view.span_of(own->words)};
        }
        // "The day before" tells of one thing alone; "the next day" goes on from there.
        if (const auto step = step_in(s, false); step && step->days > 0) days += step->days;
    }
    return std::nullopt;
}

}  // namespace

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
    std::uint32_t meeting_paragraph = 0;
    for (std::size_t at = 0; at < order.size(); ++at) {
        Statement& now = statements[order[at]];
        const Parts& here = parts[order[at]];
        if (now.said_on) {
            const bool opens = now.said_on->precision == "day" && opens_meeting(view, here, *now.said_on);
            if (opens || !meeting || now.said_on->date != meeting->date) meeting = opens ? now.said_on : std::nullopt, meeting_paragraph = here.sentence.paragraph;
            continue;
        }
        // Somebody from outside has the word in another paragraph: the report has left the meeting.
        const bool in_meeting = meeting && (party(now) || here.sentence.paragraph == meeting_paragraph);
        if (!in_meeting) meeting.reset();
        const Statement* before = at > 0 ? &statements[order[at - 1]] : nullptr;
        const bool day_before = before && before->said_on && before->said_on->precision == "day";
        if (day_before && (same_day(view, here) || same_document(view, parts[order[at - 1]], here))) {
            give(now, *before->said_on, "same-day");
            continue;
        }
        if (const auto step = day_after_told(view, here, said, published)) {
            give(now, *step, "day-after-told");
            continue;
        }
        if (at_another_time(view, here)) continue;
        if (const auto head = day_of_head_line(view, here, published)) {
            give(now, *head, "head-line");
            continue;
        }
        // The parties that speak after in a meeting that the report has opened.
        if (in_meeting && !now.forum && !elsewhere(view, here)) {
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
            if (at == 0 && party(now)) meeting = lead, meeting_paragraph = here.sentence.paragraph;
        }
    }
}

}  // namespace rostra::statements
