// The forum: a body beside the cue ("told the Human Rights Council", "in the Third Committee"). It holds for what the
// same speaker says after, for delegates of the same meeting, and a sentence of its own sets it for the speakers that follow.
#include "forum_words.h"

#include <map>

namespace rostra::statements {
namespace {

struct Found {
    Forum forum;
    const knowledge::Body* body = nullptr;
    std::uint32_t token = 0;
    bool presided = false;  ///< found by who presides over it
};

bool hidden(const View& view, const Parts& parts, std::uint32_t body) {
    for (const Range& r : parts.source)
        if (r.holds(body)) return !spoken_in_source(view, r, body);
    return parts.in_content(body) && !delivered(view, parts);
}

/// "UN" as "United Nations" where the report has the long form too.
std::string spelt_out(const View& view, const Known& known) {
    const knowledge::Entry* body = known.as(Kind::body);
    Span fullest = known.span;
    for (const Known& other : view.marked.known)
        if (const knowledge::Entry* same = other.as(Kind::body); same && same->ref == body->ref && other.span.size() > fullest.size()) fullest = other.span;
    return on_one_line(slice(view.text, fullest));
}

/// "The Council" after "the Human Rights Council": the one body before it whose name ends so. Finding is a binary search, so that a
/// long text of nothing but councils is read in time.
class ShortNames {
public:
    explicit ShortNames(const View& view) : v_(view) {
        for (const Known& k : view.marked.known) {
            if (!forum_body(k) || k.last == k.first + 1) continue;
            std::vector<Entry>& before = by_noun_[view.word(k.last - 1).key];
            Entry now{k.first, &k, false};
            if (!before.empty()) {
                const Entry& last = before.back();
                now.several = last.several || forum_body(*last.full) != forum_body(k);
                if (last.full->span.size() > k.span.size()) now.full = last.full;
            }
            before.push_back(now);
        }
    }

    /// The full name; nullptr where there is none or where it could be one of several.
    [[nodiscard]] const Known* full(std::uint32_t i) const {
        if (i == 0 || !v_.word(i).capital || v_.known(i) || !v_.is(i - 1, "the") || v_.word(i + 1).capital) return nullptr;
        if (!is_any(v_, i, {"council", "committee", "assembly", "commission", "board", "conference"})) return nullptr;
        const auto list = by_noun_.find(v_.word(i).key);
        if (list == by_noun_.end()) return nullptr;
        const auto after = std::lower_bound(list->second.begin(), list->second.end(), i, [](const Entry& e, std::uint32_t at) { return e.first < at; });
        if (after == list->second.begin() || std::prev(after)->several) return nullptr;
        return std::prev(after)->full;
    }

private:
    struct Entry {
        std::uint32_t first;  ///< from this token on
        const Known* full;
        bool several;
    };
    const View& v_;
    std::map<std::uint32_t, std::vector<Entry>> by_noun_;
};

/// "Tenth", "Twenty-first".
bool ordinal(const View& view, std::uint32_t i) {
    const std::string word = utf8::lower(view.str(i));
    for (const std::string_view end : {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "teenth", "tieth"})
        if (word.ends_with(end)) return true;
    return false;
}

/// "Assembly of the International Seabed Authority": the first token of the organ that meets; the body's own where none is named.
std::uint32_t organ_before(const View& view, const Known& known, std::uint32_t start) {
    std::uint32_t i = known.first;
    if (i > start && view.is(i - 1, "the")) --i;
    if (i < start + 2 || !view.is(i - 1, "of") || forum_body(known)->kind != "agency") return known.first;
    const std::uint32_t organ = i - 2;
    const bool sits = view.word(organ).capital && !view.known(organ) && is_any(view, organ, {"assembly", "council", "conference", "board", "congress", "committee"});
    return sits ? organ : known.first;
}

/// The words of a body's name in a report: with the place of a summit and the number of a conference.
Forum named(const View& view, const Known& known, const Sentence& s) {
    Span span = known.span;
    const bool summit = forum_body(known)->kind == "summit";
    // "G20 Summit in Bali"
    if (summit && view.is(known.last, "in") && known.last + 1 < s.last && view.word(known.last + 1).capital) span.end = view.span(known.last + 1).end;
    // "Tenth NPT Review Conference"
    if (summit && known.first > s.first && view.word(known.first - 1).capital && ordinal(view, known.first - 1)) span.begin = view.span(known.first - 1).begin;
    if (const std::uint32_t organ = organ_before(view, known, s.first); organ < known.first) span.begin = view.span(organ).begin;
    Forum forum{on_one_line(slice(view.text, span)), span};
    if (known.last == known.first + 1 && view.word(known.first).capitals && span == known.span) forum.name = spelt_out(view, known);
    return forum;
}

/// What is said, token by token: a body in it is no place to speak in.
struct Said {
    std::vector<bool> at;                     ///< without what is delivered somewhere
    const std::vector<std::uint8_t>& depths;  ///< in how many contents
};

/// `whole`: the sentence holds no statement of its own.
class SentenceReader {
public:
    SentenceReader(const View& view, const Parts& parts, const Sentence& sentence, bool whole, const Said& said, const ShortNames& names) : v_(view), p_(parts), s_(sentence), said_(said), names_(names), whole_(whole) {}

    [[nodiscard]] std::optional<Found> run() const {
        std::optional<Found> found;
        for (std::uint32_t i = s_.first; i < s_.last; ++i) {
            if (const Known* full = names_.full(i); full && !covered(i) && place_before(v_, i, s_.first, &p_)) {
                if (!found || found->body->id == "un") found = Found{{on_one_line(slice(v_.text, full->span)), v_.span(i)}, forum_body(*full), i};
                break;
            }
            if (const auto words = formed_body(v_, i, s_.last, !whole_); words && place(*words)) {
                found = Found{{on_one_line(slice(v_.text, v_.span_of(*words))), v_.span_of(*words)}, &unlisted_body(), i};
                break;
            }
            const Known* k = v_.known(i);
            if (!k || k->first != i) continue;
            if (const auto chair = presidency(v_, *k)) {
                const bool chairs = !whole_ && p_.in_source(i) && !elsewhere(v_, p_);
                if (!chairs && !written_to(v_, *chair)) continue;
                found = Found{{on_one_line(slice(v_.text, chair->name)), chair->name}, chair->body, i, chairs};
                break;
            }
            if (!forum_body(*k) || !place(*k)) continue;
            // "At the WTO, cotton was an item of the General Council": its organ is where they met.
            const bool general = forum_body(*k)->kind == "agency";
            if (found && general) continue;
            found = Found{named(v_, *k, s_), forum_body(*k), i};
            if (!general) break;
        }
        return found;
    }

private:
    [[nodiscard]] bool covered(std::uint32_t i) const {
        if (whole_) return said_.at[i];
        return hidden(v_, p_, i) || (!p_.in_content(i) && said_.depths[i] > said_.depths[p_.anchor]);
    }

    /// Words before make it the place. What another sentence tells was said there only where somebody speaks to it or it is one that meets.
    [[nodiscard]] bool at_place(std::uint32_t first) const {
        if (!place_before(v_, first, s_.first, &p_)) return false;
        if (!whole_) return true;
        const std::uint32_t to = v_.is(first - 1, "the") ? first - 2 : first - 1;
        return !v_.is(to, "to") || addressed_in(v_, to, s_);
    }

    /// "UN Conference on Rivers": the beginning of a longer name.
    [[nodiscard]] bool begins_name(const Known& k) const {
        const Word& next = v_.word(k.last);
        return forum_body(k)->id == "un" && !k.possessive && next.capital && next.letters && !v_.known(k.last) && !next.is(any_of(Class::weekday, Class::month));
    }

    [[nodiscard]] bool place(const Known& k) const {
        if (covered(k.first)) return false;
        if (meeting_of(k)) return true;
        if (owner_of_role(v_, k)) return false;
        if (begins_name(k) || (whole_ && v_.is(k.last - 1, "headquarters"))) return false;
        const Range words{k.first, k.last};
        return at_place(k.first) || (whole_ && (at_work(v_, words) || (heads_line(v_, words, s_) && forum_body(k)->id != "un")));
    }

    /// "Opening [the First Committee]'s debate", "in the Council's open meeting": where its meeting is, it is.
    [[nodiscard]] bool meeting_of(const Known& k) const {
        if (!k.possessive || k.first < s_.first + 2 || !v_.is(k.first - 1, "the") || !is_any(v_, k.first - 2, {"opening", "closing", "in", "at", "during"})) return false;
        for (std::uint32_t i = k.last; i < k.last + 3 && i < s_.last && v_.word(i).lower; ++i)
            if (is_any(v_, i, {"debate", "meeting", "session", "discussion", "deliberations", "conference", "assembly"})) return true;
        return false;
    }

    /// The same for a body that no table names.
    [[nodiscard]] bool place(Range words) const {
        if (covered(words.first) || v_.word(words.last).is(any_of(Class::role, Class::roles, Class::document))) return false;
        return at_place(words.first) || (whole_ && (at_work(v_, words) || heads_line(v_, words, s_)));
    }

    const View& v_;
    const Parts& p_;
    const Sentence& s_;
    const Said& said_;
    const ShortNames& names_;
    bool whole_;
};

/// Follows the meeting through the report, statement by statement.
class Follower {
public:
    Follower(const View& view, const std::vector<Parts>& parts, const std::vector<ResolvedSource>& sources, const std::vector<std::uint8_t>& depths, std::string_view published) : v_(view), parts_(parts), sources_(sources), said_{std::vector<bool>(view.size()), depths}, published_(published), names_(view), out_(parts.size()) {
        for (const Parts& p : parts)
            for (const Range& c : p.content)
                for (std::uint32_t i = c.first; i < c.last && !delivered(view, p); ++i) said_.at[i] = true;
        // "A member of the House Foreign Affairs Committee": what somebody is called tells no place.
        for (const Parts& p : parts)
            for (const Range& r : p.source) {
                const bool there = spoken_in_source(view, r, r.last);
                for (std::uint32_t i = r.first; i < r.last && !there; ++i) said_.at[i] = true;
            }
    }

    std::vector<Setting> run() {
        if (v_.size() == 0) return std::move(out_);
        std::vector<std::uint32_t> order(parts_.size());
        for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
        std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return std::pair(parts_[a].anchor, a) < std::pair(parts_[b].anchor, b); });
        std::uint32_t read_to = 0;  // sentences before this one have been looked at
        for (std::size_t at = 0; at < order.size(); ++at) {
            const std::uint32_t n = order[at];
            const std::uint32_t here = v_.tokens->sentence_of(std::min(parts_[n].anchor, v_.size() - 1));
            for (; read_to < here; ++read_to) between(parts_[n], v_.tokens->sentences[read_to]);
            if (!own(n, order, at) && goes_on(n)) take(n);
            before_ = n;
        }
        // "The statement was read out at the Council": behind the last statement.
        constexpr std::uint32_t behind = 3;  // sentences
        for (const std::uint32_t end = std::min<std::uint32_t>(read_to + behind, static_cast<std::uint32_t>(v_.tokens->sentences.size())); before_ != none && read_to < end; ++read_to) between(parts_[before_], v_.tokens->sentences[read_to]);
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string speaker(std::uint32_t n) const { return sources_[n].speaker ? sources_[n].speaker->name : std::string(); }

    /// A sentence before the next statement: it may open a meeting or go on with one.
    void between(const Parts& parts, const Sentence& s) {
        if (heading_ && leaves_meeting(v_, s)) heading_ = false, last_.reset();
        if (auto head = heading(s)) {
            last_speaker_.clear();
            day_.reset();
            whole_report_ = heading_ = true;
            last_ = std::move(head);
            paragraph_ = s.paragraph;
        } else if (auto f = SentenceReader(v_, parts, s, true, said_, names_).run(); f && opens(*f)) {
            if (read_out(v_, s)) give_back(*f, s);
            if (!last_ || f->forum.name != last_->forum.name) last_speaker_.clear();
            // What the report opens with is the meeting of which it tells.
            whole_report_ = s.first <= v_.tokens->sentences[std::min<std::size_t>(2, v_.tokens->sentences.size() - 1)].first;
            day_ = day_beside(v_, s, f->token, said_.at, published_);
            last_ = std::move(f);
            paragraph_ = s.paragraph;
        } else if (last_ && takes_floor(v_, &parts, s)) {
            last_speaker_.clear();
        }
    }

    /// Under a heading another body is where they met only when it is told to sit.
    [[nodiscard]] bool opens(const Found& f) const { return !heading_ || f.body == last_->body || at_work(v_, v_.tokens_in(f.forum.span)); }

    /// The text of several that this sentence tells to be read out is the one of the statement before.
    void give_back(const Found& f, const Sentence& s) {
        if (before_ == none || out_[before_].forum || !sources_[before_].bloc || parts_[before_].sentence.paragraph != s.paragraph) return;
        out_[before_].forum = f.forum;
    }

    /// A line that heads all that was said in a body of states.
    [[nodiscard]] std::optional<Found> heading(const Sentence& s) const {
        const Known* k = v_.known(s.first);
        if (!k || k->first != s.first || said_.at[s.first] || !forum_body(*k)) return std::nullopt;
        const knowledge::Body& body = *forum_body(*k);
        if (!sits(body) && body.kind != "summit") return std::nullopt;
        if (!heads_section(v_, {k->first, k->last}, s)) return std::nullopt;
        return Found{named(v_, *k, s), &body, s.first};
    }

    /// The statement's own sentence names the forum.
    bool own(std::uint32_t n, const std::vector<std::uint32_t>& order, std::size_t at) {
        const Sentence& s = parts_[n].sentence;
        auto f = SentenceReader(v_, parts_[n], s, false, said_, names_).run();
        if (!f || of_another(n, order, at, f->token)) return false;
        auto day = find_date(v_, parts_[n], said_.depths, published_);
        if (!day) day = day_beside(v_, s, f->token, said_.at, published_);
        // "Joined the others at the UN on Tuesday. She read the statement to the Third Committee": the same occasion.
        if (!day && last_ && last_->body->id == "un" && sits(*f->body) && paragraph_ == s.paragraph) day = day_;
        out_[n] = {f->forum, day};
        if (read_out(v_, s)) give_back(*f, s);
        if (heading_ && f->body != last_->body) return true;  // named in passing
        whole_report_ = heading_ || (at == 0 && leads(s, *f));
        if (f->presided) take_before(n, order, at, *f);
        last_ = std::move(f);
        day_ = std::move(day);
        last_speaker_ = speaker(n);
        paragraph_ = s.paragraph;
        return true;
    }

    /// "Syria told the Council that ... after the United Nations accused": told the other before, who is not said to speak there.
    [[nodiscard]] bool of_another(std::uint32_t n, const std::vector<std::uint32_t>& order, std::size_t at, std::uint32_t body) const {
        const Parts& p = parts_[n];
        if (at == 0 || p.cue.empty() || p.cue.front().first <= body) return false;
        const Parts& before = parts_[order[at - 1]];
        if (before.sentence.first != p.sentence.first || before.cue.empty() || before.cue.front().first > body || before.content.empty() || speaker(n) == speaker(order[at - 1])) return false;
        for (std::uint32_t i = before.content.back().last; i < p.cue.front().first; ++i)
            if (is_any(v_, i, {"after", "before", "since", "because", "although", "though", "when"})) return true;
        return false;
    }

    [[nodiscard]] bool goes_on(std::uint32_t n) const {
        if (!last_) return false;
        const ResolvedSource& source = sources_[n];
        if (heading_) return !elsewhere(v_, parts_[n]) || takes_floor(v_, &parts_[n], parts_[n].sentence);
        if (last_speaker_.empty() || last_speaker_ == speaker(n) || (source.bloc && !speaker(n).empty()) || answers(v_, parts_[n])) return true;
        // Delegates, groups and the floor belong to bodies of states, not to a parliament or a court.
        if (!of_states(*last_->body) || (elsewhere(v_, parts_[n]) && !takes_floor(v_, &parts_[n], parts_[n].sentence))) return false;
        if (paragraph_ != parts_[n].sentence.paragraph && !(whole_report_ && last_->body->id != "un")) return false;
        if (pronoun_of_last(n) || (whole_report_ && (impersonal(n) || first_person(n)))) return true;
        return source.bloc || counted_group(n) || takes_floor(v_, &parts_[n], parts_[n].sentence) || delegate(v_, parts_[n], source);
    }

    /// "In the Fifth Committee, Ana Lind said": the place leads the sentence with which the report opens.
    [[nodiscard]] bool leads(const Sentence& s, const Found& f) const {
        if (s.first != 0 && v_.tokens->sentence_of(s.first) > 2) return false;
        return f.token < s.first + 12 && is_any(v_, s.first, {"in", "at", "before", "opening", "addressing", "during"});
    }

    /// "It was asked whether": in a report of a meeting somebody in the room asked.
    [[nodiscard]] bool impersonal(std::uint32_t n) const {
        const std::uint32_t first = parts_[n].sentence.first;
        return parts_[n].source.empty() && v_.is(first, "it") && v_.is(first + 1, "was") && parts_[n].anchor == first + 2;
    }

    /// "We": in a text that was read out there.
    [[nodiscard]] bool first_person(std::uint32_t n) const {
        const std::vector<Range>& source = parts_[n].source;
        return !source.empty() && source.front().size() == 1 && v_.word(source.front().first).is(any_of(Class::we, Class::i));
    }

    /// "She": who spoke last in the meeting.
    [[nodiscard]] bool pronoun_of_last(std::uint32_t n) const {
        if (parts_[n].source.empty() || parts_[n].source.front().size() != 1 || paragraph_ != parts_[n].sentence.paragraph) return false;
        const Word& w = v_.word(parts_[n].source.front().first);
        return taken_sentence_ + 1 == v_.tokens->sentence_of(parts_[n].sentence.first) && w.is(any_of(Class::he, Class::she, Class::they));
    }

    /// "The four members": those for whom somebody spoke before.
    [[nodiscard]] bool counted_group(std::uint32_t n) const {
        const std::vector<Range>& r = parts_[n].source;
        if (r.empty() || !sources_[n].speaker || sources_[n].speaker->type != SpeakerType::group) return false;
        const std::uint32_t i = r.front().first;
        return number(i + 1) && v_.is(i, "the");
    }

    [[nodiscard]] bool number(std::uint32_t i) const { return v_.kind(i) == TokenKind::number || v_.word(i).is(Class::numeral); }

    void take(std::uint32_t n) {
        out_[n] = {last_->forum, day_};
        if (last_speaker_.empty()) last_speaker_ = speaker(n);
        paragraph_ = parts_[n].sentence.paragraph;
        taken_sentence_ = v_.tokens->sentence_of(parts_[n].sentence.first);
    }

    /// Who presides speaks in the room where the delegates before spoke: those of the same paragraph that name no other place.
    void take_before(std::uint32_t n, const std::vector<std::uint32_t>& order, std::size_t at, const Found& f) {
        while (at-- > 0) {
            const std::uint32_t m = order[at];
            if (parts_[m].sentence.paragraph != parts_[n].sentence.paragraph || out_[m].forum || elsewhere(v_, parts_[m]) || !delegate(v_, parts_[m], sources_[m])) return;
            out_[m].forum = f.forum;
        }
    }

    const View& v_;
    const std::vector<Parts>& parts_;
    const std::vector<ResolvedSource>& sources_;
    Said said_;
    std::string_view published_;
    ShortNames names_;
    std::vector<Setting> out_;
    std::optional<Found> last_;
    static constexpr std::uint32_t none = 0xffffffff;
    std::uint32_t before_ = none;  ///< the statement before this one
    bool heading_ = false;         ///< a heading has named `last_`: all below it were there
    std::optional<SaidOn> day_;
    std::string last_speaker_;
    bool whole_report_ = false;         ///< the report opens with this meeting
    std::uint32_t taken_sentence_ = 0;  ///< of the last statement that went on in it
    std::uint32_t paragraph_ = 0;       ///< of the last statement or sentence in that meeting
};

}  // namespace

std::vector<Setting> find_settings(const View& view, const std::vector<Parts>& parts, const std::vector<ResolvedSource>& sources, const std::vector<std::uint8_t>& depths, std::string_view published) {
    return Follower(view, parts, sources, depths, published).run();
}

}  // namespace rostra::statements
