// "I" and "we": the speaker of the quotation around, whose turn it is in a transcript, who signs or heads a letter, release or declaration; else
// the report's own author.
#include "declarations.h"
#include "member_words.h"
#include "resolver.h"

namespace rostra::speakers {
namespace {

/// The office that a line names, with the state whose it is.
Who office_as_speaker(const Report& r, Range line, std::string_view code, const char* rule) {
    Who who;
    who.thing = true;
    who.rule = rule;
    who.words = trim_marks(r, line);
    Speaker speaker;
    speaker.type = SpeakerType::organisation;
    speaker.name = std::string(r.str(who.words));
    speaker.of = std::string(code);
    speaker.mention = r.span_of(who.words);
    who.speaker = std::move(speaker);
    return who;
}

}  // namespace

/// A letter to the editor: the next paragraph that is a person's name and nothing more.
std::uint32_t Resolver::letter_signer(std::uint32_t token) const {
    constexpr std::uint32_t longest_letter = 12;  // paragraphs
    const auto& paragraphs = report_.tokens->paragraphs;
    const std::uint32_t here = report_.sentence_at(token).paragraph;
    for (std::uint32_t p = here + 1; p < paragraphs.size() && p <= here + longest_letter; ++p) {
        const Sentence& s = report_.tokens->sentences[paragraphs[p].first];
        const Range name = trim_marks(report_, {s.first, s.last});
        const NameRun* run = name.empty() ? nullptr : names_.run_at(name.first);
        const bool alone = run && run->range.first == name.first && run->range.last == name.last && run->range.size() > 1 && paragraphs[p].last == paragraphs[p].first + 1;
        // Named nowhere else: not the heading of a passage about somebody.
        if (alone && run->entity != none && names_.entities[run->entity].kind == NameKind::person && names_.entities[run->entity].namings == 1) return run->entity;
    }
    return none;
}

/// "Republic of Turkey, Ministry of Foreign Affairs" as the last paragraph: the office whose release it is.
Who Resolver::signing_office(std::uint32_t token) const {
    constexpr std::uint32_t longest = 14;  // tokens
    const Sentence& s = report_.tokens->sentences.back();
    const auto& paragraph = report_.tokens->paragraphs[s.paragraph];
    if (s.paragraph == report_.sentence_at(token).paragraph || paragraph.last != paragraph.first + 1) return {};
    const std::string_view code = office_line(report_, s, longest);
    if (code.empty()) return {};
    return office_as_speaker(report_, {s.first, s.last}, code, "signature");
}

/// "We, the undersigned press freedom organisations, call on": those who sign a letter, by the words with which it opens.
Who Resolver::undersigned(std::uint32_t token) const {
    constexpr std::uint32_t opening = 6;  // sentences
    constexpr std::uint32_t longest = 14;
    for (std::uint32_t i = 0; i <= token && report_.sentence[i] < opening; ++i) {
        if (!report_.word(i).is(Class::we) || !report_.mark(i + 1, ',') || !report_.is(i + 2, "the") || !report_.is(i + 3, "undersigned")) continue;
        std::uint32_t end = i + 4;
        while (end < report_.sentence_at(i).last && end < i + longest && !report_.punctuation(end)) ++end;
        Who who;
        who.plural = true;
        who.rule = "signature";
        who.words = {i + 3, end};
        Speaker s;
        s.type = SpeakerType::group;
        s.name = std::string(report_.str(who.words));
        s.mention = report_.span_of(who.words);
        who.speaker = std::move(s);
        return who;
    }
    return {};
}

/// "Statement by the Ministry of Foreign Affairs of Estonia" as the first line: "we" is the ministry.
Who Resolver::heading_office() const {
    constexpr std::uint32_t longest = 18;  // tokens
    const Sentence& s = report_.sentence_at(0);
    if (!report_.is_any(s.first, {"statement", "message"}) || !report_.is_any(s.first + 1, {"by", "of"}) || s.last - s.first > longest) return {};
    const std::string_view code = office_line(report_, s, longest);
    if (code.empty()) return {};
    return office_as_speaker(report_, {s.first + (report_.is(s.first + 2, "the") ? 3u : 2u), s.last}, code, "heading");
}

/// In a transcript ("MS. HOLLINGER: ...") whoever's turn it is, where no question stands between.
Who Resolver::whose_turn(std::uint32_t token, std::uint32_t number) {
    constexpr std::uint32_t longest_turn = 64;  // statements
    for (std::uint32_t at = place_[number]; at > 0 && place_[number] - at < longest_turn; --at) {
        const std::uint32_t other = order_[at - 1];
        const Item& item = items_[other];
        if (item.source.empty() || item.cue.size() != 1 || !report_.mark(item.cue.first, ':') || !report_.word(item.source.last - 1).capitals || report_.is(item.source.first, "q")) continue;
        const auto& sentences = report_.tokens->sentences;
        for (std::uint32_t s = report_.sentence[item.cue.last] + 1; s <= report_.sentence[token]; ++s)
            if (report_.is_any(sentences[s].first, {"q", "question"}) && report_.word(sentences[s].first).capital) return {};
        Who who = resolve(other);
        who.rule = "turn";
        return who;
    }
    return {};
}

/// "I" and "we": who speaks in the quotation around; in a declaration its signatories; else the report's own author.
Who Resolver::first_person(std::uint32_t token, std::uint32_t number) {
    const bool plural = report_.word(token).is(Class::we);
    const std::uint32_t around = enclosing(token, number);
    if (plural && (around == none || !items_[around].direct))
        for (std::uint32_t d = 0; d < declarations_.size(); ++d)
            if (declarations_[d].form == BlocForm::leaders) return signatories(d);
    // A joint statement under its heading, or above its signatories: "... delivered by Costa Rica on behalf of 11 countries. We are concerned".
    if (plural && around == none && !own_from_before(number))
        for (std::uint32_t d = 0; d < declarations_.size(); ++d) {
            // "Joint statement by France, Germany and the United Kingdom"
            const bool joint = declarations_[d].form == BlocForm::made_by && declarations_[d].range.first > 1 && report_.is(declarations_[d].range.first - 2, "joint");
            const bool heading = (joint || declarations_[d].form == BlocForm::behalf) && report_.sentence[declarations_[d].range.first] < 4 && declarations_[d].range.first < token;
            if (heading || (declarations_[d].form == BlocForm::roll && declarations_[d].range.first > token)) return signatories(d);
        }
    if (around != none) {
        Who who = resolve(around);
        who.rule = "first-person";
        return who;
    }
    // "Statement of President Joe Biden on ...": the person named in the head of the text.
    for (std::uint32_t s = 0; s < report_.tokens->sentences.size() && s < 4; ++s) {
        const Sentence& sentence = report_.tokens->sentences[s];
        // Further down only a line that says nothing but who delivers it.
        if (s > 1 && !(report_.is(sentence.first, "delivered") || (report_.is(sentence.first, "joint") && report_.is(sentence.first + 1, "statement")))) continue;
        for (std::uint32_t i = sentence.first; i + 1 < sentence.last && i < sentence.first + 8; ++i) {
            const std::uint32_t by = report_.is(i + 1, "delivered") || report_.is(i + 1, "made") || report_.is(i + 1, "given") || report_.is(i + 1, "read") ? i + 2 : i + 1;
            if (!(report_.is(i, "statement") || report_.is(i, "remarks") || report_.is(i, "message") || report_.is(i, "speech") || report_.is(i, "letter")) || !report_.word(by).is(Class::preposition)) continue;
            for (std::uint32_t j = i + 2; j < sentence.last && j < i + 14; ++j)
                if (const NameRun* run = names_.run_at(j); run && run->entity != none && names_.entities[run->entity].kind == NameKind::person) {
                    Who who = from_entity(run->entity, number);
                    who.rule = "heading";
                    if (who.speaker && !who.speaker->of)
                        if (const std::string_view mission = mission_in_heading(report_); !mission.empty()) who.speaker->of = std::string(mission);
                    return who;
                }
        }
    }
    if (Who office = plural ? heading_office() : Who{}; office.speaker) return office;
    if (Who signers = plural ? undersigned(token) : Who{}; signers.speaker) return signers;
    if (const std::uint32_t signer = plural ? none : letter_signer(token); signer != none) {
        Who who = from_entity(signer, number);
        who.rule = "signature";
        return who;
    }
    if (Who office = plural ? signing_office(token) : Who{}; office.speaker) return office;
    if (Who turn = whose_turn(token, number); turn.speaker) return turn;
    Who who;
    who.person = true;
    who.rule = "author";
    Speaker s;
    s.name = "AUTHOR";
    s.type = SpeakerType::person;
    who.speaker = std::move(s);
    return who;
}

}  // namespace rostra::speakers
