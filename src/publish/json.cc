#include "json_view.h"

namespace rostra {
namespace publish {
namespace {

template <class T>
Json or_null(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json span_json(Span span, const CodePoints& points) { return Json::array({points.of_byte(span.begin), points.of_byte(span.end)}); }

Json span_json(const std::optional<Span>& span, const CodePoints& points) { return span ? span_json(*span, points) : Json(nullptr); }

Json speaker_json(const std::optional<Speaker>& speaker, const CodePoints& points) {
    if (!speaker) return nullptr;
    return {{"name", speaker->name.empty() ? Json(nullptr) : Json(speaker->name)},
            {"type", name_of(speaker->type)},
            {"role", or_null(speaker->role)},
            {"of", or_null(speaker->of)},
            {"mention", span_json(speaker->mention, points)}};
}

Json bloc_json(const std::optional<Bloc>& bloc, const CodePoints& points) {
    if (!bloc) return nullptr;
    return {{"declared", or_null(bloc->declared)}, {"named", bloc->named}, {"lead", or_null(bloc->lead)}, {"group", or_null(bloc->group)}, {"by_membership", bloc->by_membership}, {"span", span_json(bloc->span, points)}};
}

Json about_json(const std::vector<Target>& about, const CodePoints& points) {
    Json out = Json::array();
    for (const Target& t : about) out.push_back({{"code", or_null(t.code)}, {"name", t.name}, {"span", span_json(t.span, points)}});
    return out;
}

// Three decimals say all that a confidence knows.
double rounded(float value) { return static_cast<double>(static_cast<int>(value * 1000 + 0.5f)) / 1000; }

Json explain_json(const std::vector<Reason>& reasons, const CodePoints& points) {
    Json out = Json::array();
    for (const Reason& r : reasons) {
        out.push_back({{"field", r.field}, {"rule", r.rule}, {"words", spans_json(r.words, points)}});
        if (r.score) out.back()["score"] = rounded(*r.score);
    }
    return out;
}

// The page's bytes for the three parts, where the page is not the text itself.
Json page_bytes_json(const Attribution& a, const OffsetMap& map) {
    const auto part = [&](const std::vector<Span>& spans) {
        Json out = Json::array();
        for (const Span s : spans) out.push_back(Json::array({map.to_page(s.begin), s.empty() ? map.to_page(s.begin) : map.to_page_end(s.end)}));
        return out;
    };
    return {{"source", part(a.source)}, {"cue", part(a.cue)}, {"content", part(a.content)}};
}

Json attribution_json(const Attribution& a, const CodePoints& points) {
    return {{"source", spans_json(a.source, points)}, {"cue", spans_json(a.cue, points)}, {"content", spans_json(a.content, points)}, {"confidence", rounded(a.confidence)}};
}

}  // namespace

Json spans_json(const std::vector<Span>& spans, const CodePoints& points) {
    Json out = Json::array();
    for (const Span s : spans) out.push_back(span_json(s, points));
    return out;
}

Json statement_json(const Statement& s, const CodePoints& points, const OffsetMap* page, const Explainer* explainer) {
    Json out = {{"id", s.id}};
    out.update(attribution_json(s.attribution, points));
    out["manner"] = name_of(s.manner);
    out["act"] = name_of(s.act);
    out["speaker"] = speaker_json(s.speaker, points);
    out["on_behalf_of"] = bloc_json(s.on_behalf_of, points);
    out["about"] = about_json(s.about, points);
    out["forum"] = s.forum ? Json{{"name", s.forum->name}, {"span", span_json(s.forum->span, points)}} : Json(nullptr);
    out["said_on"] = s.said_on ? Json{{"date", s.said_on->date}, {"precision", s.said_on->precision}, {"span", span_json(s.said_on->span, points)}} : Json(nullptr);
    if (page) out["page"] = page_bytes_json(s.attribution, *page);
    if (explainer) out["explain"] = explain_json(explainer->reasons(s), points);
    return out;
}

Json report_json(const Reading& reading, const JsonOptions& options) {
    const Document& d = reading.document;
    const CodePoints points(d.text);
    Json out = {{"id", d.id},
                {"url", or_null(d.url)},
                {"canonical", or_null(d.canonical)},
                {"title", or_null(d.title)},
                {"byline", or_null(d.byline)},
                {"publisher", or_null(d.publisher)},
                {"published", or_null(d.published)},
                {"updated", or_null(d.updated)},
                {"language", d.language},
                {"text", d.text},
                {"furniture", spans_json(d.furniture, points)}};
    std::optional<Explainer> explainer;
    if (options.explain) explainer.emplace(d);
    Json attributions = Json::array(), statements = Json::array();
    for (const Statement& s : reading.statements) {
        attributions.push_back(attribution_json(s.attribution, points));
        statements.push_back(statement_json(s, points, options.page_offsets ? &d.page_offsets : nullptr, explainer ? &*explainer : nullptr));
    }
    out["attributions"] = std::move(attributions);
    out["statements"] = std::move(statements);
    return out;
}

std::string one_line(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace publish

std::string to_json(const Reading& reading, const JsonOptions& options) { return publish::one_line(publish::report_json(reading, options)); }

}  // namespace rostra
