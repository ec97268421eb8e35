// Manner by what the words are: quotation marks where they survive; where none do, words that read as spoken by the
// speaker: first and second person, a colon between cue and content.
#include "view.h"

namespace rostra::statements {
namespace {

struct Marks {
    std::uint32_t words = 0, quoted = 0;
    bool any = false;
};

/// Content words inside quotation marks, with marks that lost their partner counted as running to the content's end.
Marks count(const View& view, const Parts& parts) {
    Marks marks;
    for (const Range& c : parts.content) {
        bool open = c.first > 0 && view.kind(c.first - 1) == TokenKind::open_quote;
        std::uint32_t pending = 0;
        for (std::uint32_t i = c.first; i < c.last; ++i) {
            if (view.kind(i) == TokenKind::open_quote) {
                open = marks.any = true;
                pending = 0;
                continue;
            }
            if (view.kind(i) == TokenKind::close_quote) {
                // A mark that closes what nothing opened: all before it was spoken.
                if (!open) marks.quoted += pending;
                marks.any = true;
                open = false;
                pending = 0;
                continue;
            }
            if (!view.word(i).letters && view.kind(i) != TokenKind::number) continue;
            ++marks.words;
            if (open) ++marks.quoted;
            else ++pending;
        }
        if (open && c.first > 0 && view.kind(c.first - 1) == TokenKind::open_quote) marks.any = true;
    }
    return marks;
}

bool first_or_second_person(const View& view, const Parts& parts) {
    for (const Range& c : parts.content)
        for (std::uint32_t i = c.first; i < c.last; ++i) {
            const Word& w = view.word(i);
            if (w.is(any_of(Class::i, Class::we, Class::you)) && !(w.capitals && view.is(i, "us")) && !(view.known(i) && view.known(i)->any_state())) return true;
        }
    return false;
}

/// "said: Its hard to imagine"
bool colon_before(const View& view, const Parts& parts) {
    if (parts.content.empty()) return false;
    const std::uint32_t first = parts.content.front().first;
    for (std::uint32_t i = first; i > 0 && first - i < 3; --i)
        if (view.mark(i - 1, ':')) return true;
    return false;
}

/// "We, the leaders of ..., call on", "we ... and urge": the report is itself the words of those who speak.
bool we_speak(const View& view, const Parts& parts) {
    if (parts.cue.empty()) return false;
    bool quoted = false, we = false;
    for (std::uint32_t i = parts.sentence.first; i < parts.cue.front().first; ++i) {
        if (view.kind(i) == TokenKind::open_quote) quoted = true;
        else if (view.kind(i) == TokenKind::close_quote) quoted = false;
        else if (!quoted && !parts.in_content(i) && view.word(i).is(Class::we) && !view.word(i).is(Class::possessive) && view.is(i, "we")) we = true;
        // Another subject with a reporting word of its own: "we met the minister, who said".
        else if (we && view.word(i).is(any_of(Class::relative, Class::he, Class::she))) we = false;
    }
    return we;
}

/// The content comes first and a comma parts it from its cue: "..., Pierce said".
bool content_leads(const Parts& parts) { return !parts.content.empty() && !parts.cue.empty() && parts.content.front().first < parts.cue.front().first; }

}  // namespace

MannerChoice choose_manner(const View& view, const Parts& parts) {
    const Marks marks = count(view, parts);
    if (marks.any && marks.quoted > 0) {
        const bool all = 10 * marks.quoted >= 9 * marks.words || marks.words - marks.quoted <= 1;
        return {all ? Manner::direct : Manner::mixed, "quotation-marks"};
    }
    // A declaration in the first person speaks for itself: "We condemn these attacks".
    const bool in_own_words = !parts.cue.empty() && parts.in_content(parts.cue.front().first) && first_or_second_person(view, parts);
    const bool own_source = !parts.source.empty() && view.word(parts.source.front().first).is(any_of(Class::we)) && parts.source.front().last - parts.source.front().first == 1;
    if (in_own_words || own_source || we_speak(view, parts)) return {Manner::direct, "declaration"};
    if (colon_before(view, parts)) return {Manner::direct, "colon"};
    if (content_leads(parts) && first_or_second_person(view, parts)) return {Manner::direct, "first-person"};
    return {};
}

}  // namespace rostra::statements
