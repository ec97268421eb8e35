#include "explain.h"

#include <algorithm>
#include <cmath>

namespace rostra::publish {
namespace {

using knowledge::Kind;

std::uint32_t place_of(const Attribution& a) {
    return !a.cue.empty() ? a.cue.front().begin : !a.source.empty() ? a.source.front().begin
                                              : !a.content.empty()  ? a.content.front().begin
                                                                    : 0;
}

bool overlaps(const std::vector<Span>& some, const std::vector<Span>& others) {
    return std::any_of(some.begin(), some.end(), [&](Span a) { return std::any_of(others.begin(), others.end(), [&](Span b) { return a.begin < b.end && b.begin < a.end; }); });
}

std::vector<Span> words_of(std::optional<Span> span) { return span ? std::vector<Span>{*span} : std::vector<Span>{}; }

}  // namespace

Explainer::Explainer(const Document& document) : document_(document), tokens_(tokenize(document.text, document.furniture)), view_(mark_text(document.text, tokens_)) {}

std::vector<Reason> Explainer::reasons(const Statement& s) const {
    std::vector<Reason> out;
    out.push_back({"attribution", "model", s.attribution.cue, s.attribution.confidence});
    for (const Evidence& e : s.evidence) {
        out.push_back(from(e, s));
        if (e.field == "speaker") of_speaker(s, out);
        if (e.field == "on_behalf_of") of_bloc(s, out);
    }
    return out;
}

Reason Explainer::from(const Evidence& e, const Statement& s) const {
    Reason r{e.field, e.rule, e.words, std::nullopt};
    const Attribution& a = s.attribution;
    if (e.field == "act") {
        if (a.acts.size() > static_cast<std::size_t>(s.act)) r.score = std::exp(a.acts[static_cast<std::size_t>(s.act)]);
        if (e.rule.find("content-words") != std::string::npos)
            if (auto found = act_words(s); !found.empty()) r.words = std::move(found);
    }
    if (e.field == "speaker") {
        const bool whole = r.words.empty() || !s.speaker || slice(document_.text, r.words.front()) == s.speaker->name;
        if (e.rule == "full-name" && !whole) {
            r.rule = "short-name";
            if (s.speaker->mention && !overlaps(r.words, {*s.speaker->mention})) r.words.push_back(*s.speaker->mention);
        }
        // "She" and whom it takes up.
        if (!a.source.empty() && !overlaps(r.words, a.source)) r.words.insert(r.words.begin(), a.source.begin(), a.source.end());
    }
    if (e.field == "on_behalf_of" && s.on_behalf_of && s.on_behalf_of->span && sentence_at(s.on_behalf_of->span->begin) != sentence_at(place_of(a))) {
        r.rule = "carried-on: " + e.rule;
        r.words = {*s.on_behalf_of->span};
    }
    return r;
}

/// The words of the content that tell this act.
std::vector<Span> Explainer::act_words(const Statement& s) const {
    std::vector<Span> out;
    for (const Span c : s.attribution.content)
        for (const knowledge::ActHit& h : knowledge::act_hits(slice(document_.text, c), false))
            if (h.act == s.act) out.push_back({c.begin + h.span.begin, c.begin + h.span.end});
    return out;
}

void Explainer::of_speaker(const Statement& s, std::vector<Reason>& out) const {
    if (!s.speaker || s.speaker->type == SpeakerType::unknown) return;
    const std::uint32_t place = s.speaker->mention ? s.speaker->mention->begin : place_of(s.attribution);
    std::vector<Span> words = s.speaker->mention ? words_of(s.speaker->mention) : out.back().words;
    out.push_back({"speaker.type", (s.speaker->mention ? "name-of-" : "description-of-") + std::string(name_of(s.speaker->type)), std::move(words), std::nullopt});
    if (!s.speaker->role) return;
    const auto role = nearest(*s.speaker->role, place);
    out.push_back({"speaker.role", role && sentence_at(role->begin) == sentence_at(place) ? "beside-name" : "told-elsewhere", words_of(role), std::nullopt});
}

void Explainer::of_bloc(const Statement& s, std::vector<Reason>& out) const {
    if (!s.on_behalf_of) return;
    const Bloc& b = *s.on_behalf_of;
    if (b.declared) {
        Reason number{"on_behalf_of.declared", "number", {}, std::nullopt};
        const TokenRange near = b.span ? view_.tokens_in(*b.span) : TokenRange{};
        for (std::uint32_t i = near.first; i < near.last; ++i)
            if (view_.word(i).value == *b.declared) number.words.push_back(view_.span(i));
        out.push_back(std::move(number));
    }
    of_members(b, out);
    if (b.lead) {
        const auto of = std::find_if(s.evidence.begin(), s.evidence.end(), [](const Evidence& e) { return e.field == "of"; });
        const bool own = s.speaker && s.speaker->of == b.lead && of != s.evidence.end();
        out.push_back({"on_behalf_of.lead", own ? "state-of-speaker" : "spoke-for", own ? of->words : words_of(b.span), std::nullopt});
    }
    of_group(b, out);
}

/// Where each named state stands: within the words that declare the bloc, else at its first mention.
void Explainer::of_members(const Bloc& b, std::vector<Reason>& out) const {
    Reason inside{"on_behalf_of.named", "in-declaration", {}, std::nullopt}, outside{"on_behalf_of.named", "told-elsewhere", {}, std::nullopt};
    for (const std::string& code : b.named) {
        const knowledge::Known* first = nullptr;
        bool within = false;
        for (const knowledge::Known& k : view_.marked.known) {
            const knowledge::Entry* e = k.any_state();
            if (!e || knowledge::states()[e->ref].code != code) continue;
            within = b.span && b.span->begin <= k.span.begin && k.span.end <= b.span->end;
            if (within || !first) first = &k;
            if (within) break;
        }
        if (first) (within ? inside : outside).words.push_back(first->span);
    }
    if (!inside.words.empty()) out.push_back(std::move(inside));
    if (!outside.words.empty()) out.push_back(std::move(outside));
}

/// The group's name, and which roll of members on which day.
void Explainer::of_group(const Bloc& b, std::vector<Reason>& out) const {
    if (!b.group) return;
    const auto words = nearest(*b.group, b.span ? b.span->begin : 0);
    out.push_back({"on_behalf_of.group", "name-of-group", words_of(words), std::nullopt});
    if (b.by_membership.empty()) return;
    const TokenRange name = words ? view_.tokens_in(*words) : TokenRange{};
    std::string roll = "roll";
    for (std::uint32_t i = name.first; i < name.last; ++i)
        if (const knowledge::Known* k = view_.known(i); k && k->as(Kind::group)) roll += " of " + std::string(knowledge::groups()[k->as(Kind::group)->ref].id), i = name.last;
    out.push_back({"on_behalf_of.by_membership", roll + (document_.published ? " on " + *document_.published : " as of now"), words_of(words), std::nullopt});
}

/// Where these words stand nearest to a place of the text.
std::optional<Span> Explainer::nearest(std::string_view words, std::uint32_t byte) const {
    if (words.empty()) return std::nullopt;
    std::optional<Span> best;
    const auto away = [&](std::size_t at) { return at > byte ? at - byte : byte - at; };
    for (std::size_t at = document_.text.find(words); at != std::string::npos; at = document_.text.find(words, at + 1)) {
        if (best && away(at) >= away(best->begin)) break;
        best = Span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
    }
    return best;
}

std::uint32_t Explainer::sentence_at(std::uint32_t byte) const {
    const TokenRange at = view_.tokens_in({byte, byte + 1});
    return tokens_.sentences.empty() ? 0 : tokens_.sentence_of(std::min(at.first, view_.size() - 1));
}

}  // namespace rostra::publish
