// Puts the fields together, one statement an attribution.
#include "view.h"

namespace rostra {

std::string_view name_of(Manner manner) {
    switch (manner) {
        case Manner::direct: return "direct";
        case Manner::mixed: return "mixed";
        case Manner::indirect: break;
    }
    return "indirect";
}

namespace {

std::string id_of(const Document& document, const CodePoints& points, const Attribution& a) {
    if (a.content.empty()) return document.id + ":";
    const Span s = a.content.front();
    return document.id + ":" + std::to_string(points.of_byte(s.begin)) + "-" + std::to_string(points.of_byte(s.end));
}

/// A list of those who signed, taken for what was said. Whoever hands in attributions is sure of them; of its own the model doubts such a one.
void drop_rolls(const statements::View& view, std::vector<Statement>& all, const std::vector<statements::Parts>& parts) {
    constexpr float doubt = 0.5F;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].attribution.confidence < doubt && statements::only_a_roll(view, parts[i])) continue;
        if (kept != i) all[kept] = std::move(all[i]);
        ++kept;
    }
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(kept), all.end());
}

}  // namespace

std::vector<Statement> make_statements(const Document& document, const Tokens& tokens, std::vector<Attribution> attributions, std::vector<ResolvedSource> sources) {
    using namespace statements;
    std::vector<Statement> out;
    if (attributions.empty()) return out;
    const View view = mark_text(document.text, tokens);
    const CodePoints points(document.text);
    const std::string published = day_of_report(view, document.published.value_or(""));
    sources.resize(attributions.size());
    std::vector<Parts> parts;
    parts.reserve(attributions.size());
    for (const Attribution& a : attributions) parts.push_back(parts_of(view, a));
    const std::vector<std::uint8_t> depths = said_depths(view, parts);
    std::vector<Setting> settings = find_settings(view, parts, sources, depths, published);
    const Mentions mentions = mentions_of(view, parts);
    out.reserve(attributions.size());
    for (std::size_t i = 0; i < attributions.size(); ++i) {
        Statement s;
        s.id = id_of(document, points, attributions[i]);
        const ActChoice act = choose_act(view, attributions[i], parts[i], sources[i]);
        s.act = act.act;
        const MannerChoice manner = choose_manner(view, parts[i]);
        s.manner = manner.manner;
        s.about = find_targets(view, parts[i], sources[i], s.act, mentions);
        s.forum = std::move(settings[i].forum);
        s.said_on = find_date(view, parts[i], depths, published);
        if (!s.said_on && !at_another_time(view, parts[i])) s.said_on = std::move(settings[i].day);
        s.evidence = std::move(sources[i].evidence);
        s.evidence.push_back({"act", act.rule, act.words});
        s.evidence.push_back({"manner", manner.rule, attributions[i].content});
        if (s.forum) {
            const Range words = view.tokens_in(s.forum->span);
            const bool here = parts[i].sentence.first <= words.first && words.first < parts[i].sentence.last;
            s.evidence.push_back({"forum", here ? "body-beside-cue" : "forum-goes-on", {s.forum->span}});
        }
        if (s.said_on) s.evidence.push_back({"said_on", s.said_on->precision, {s.said_on->span}});
        for (const Target& t : s.about) s.evidence.push_back({"about", "named", {t.span}});
        s.speaker = std::move(sources[i].speaker);
        s.on_behalf_of = std::move(sources[i].bloc);
        s.attribution = std::move(attributions[i]);
        out.push_back(std::move(s));
    }
    carry_dates(view, out, parts, published);
    carry_targets(view, out, parts);
    topic_targets(view, out, parts, mentions);
    drop_rolls(view, out, parts);
    return out;
}

}  // namespace rostra
