// JSON-LD: verbatim words are a schema.org Quotation, reported ones a Claim, with who said them and where they appeared; a
// W3C Web Annotation beside each says which characters of the report hold them, by position and by the words around.
#include "links.h"
#include "row_json.h"

namespace rostra {
namespace {

using publish::Json;
constexpr std::uint32_t around = 32;  // bytes of prefix and suffix; enough to tell places apart, short enough to quote

// What speaks is a Person or an Organization there; a state is a Country besides.
Json schema_type(SpeakerType type) {
    switch (type) {
        case SpeakerType::person: return "Person";
        case SpeakerType::state: return Json::array({"Organization", "Country"});
        case SpeakerType::document: return "CreativeWork";
        default: return "Organization";
    }
}

Json speaker_node(const StatementRow& row, std::string_view base) {
    if (!row.statement.speaker || row.statement.speaker->name.empty()) return nullptr;
    const Speaker& s = *row.statement.speaker;
    Json out{{"@type", schema_type(s.type)}, {"name", s.name}};
    if (!row.speaker_slug.empty()) out["@id"] = publish::speaker_iri(base, row.speaker_slug);
    if (s.role && s.type == SpeakerType::person) out["jobTitle"] = *s.role;
    if (s.of && s.type == SpeakerType::person) out["affiliation"] = {{"@type", Json::array({"Organization", "Country"})}, {"identifier", *s.of}};
    return out;
}

Json report_node(const ReportRow& r) {
    Json out{{"@type", "NewsArticle"}, {"identifier", r.id}};
    if (const auto url = publish::web_address(r.url)) out["url"] = *url;
    if (r.title) out["headline"] = *r.title;
    if (r.publisher) out["publisher"] = {{"@type", "Organization"}, {"name", *r.publisher}};
    if (r.published) out["datePublished"] = *r.published;
    if (r.language != "und" && !r.language.empty()) out["inLanguage"] = r.language;
    return out;
}

Json quotation_node(const StatementRow& row, std::string_view base) {
    const bool verbatim = row.statement.manner == Manner::direct;
    Json out{{"@context", "https://schema.org"}, {"@type", verbatim ? "Quotation" : "Claim"}, {"@id", publish::statement_iri(base, row.id)}, {"text", row.content}};
    if (Json speaker = speaker_node(row, base); !speaker.is_null()) {
        const bool document = row.statement.speaker->type == SpeakerType::document;
        out[document ? "citation" : verbatim ? "spokenByCharacter"
                                             : "author"] = std::move(speaker);
    }
    if (!row.day.empty()) out["dateCreated"] = row.day;
    Json about = Json::array();
    for (const Target& t : row.statement.about) {
        Json thing{{"@type", t.code ? "Country" : "Thing"}, {"name", t.name}};
        if (t.code) thing["identifier"] = *t.code;
        about.push_back(std::move(thing));
    }
    if (!about.empty()) out["about"] = std::move(about);
    if (row.corrected) out["correction"] = {{"@type", "CorrectionComment"}, {"url", publish::statement_iri(base, row.id) + "#history"}};
    out[verbatim ? "isPartOf" : "appearance"] = report_node(row.report);
    return out;
}

// A cut inside a character is moved off it.
Span whole_characters(std::string_view text, Span span) {
    while (span.begin < span.end && (text[span.begin] & 0xC0) == 0x80) ++span.begin;
    while (span.end < text.size() && span.end > span.begin && (text[span.end] & 0xC0) == 0x80) --span.end;
    return span;
}

Json selectors(std::string_view text, Span span, const CodePoints& points) {
    const auto size = static_cast<std::uint32_t>(text.size());
    const Span before = whole_characters(text, {span.begin > around ? span.begin - around : 0, span.begin});
    const Span after = whole_characters(text, {span.end, std::min(span.end + around, size)});
    return Json::array({{{"type", "TextQuoteSelector"}, {"exact", slice(text, span)}, {"prefix", slice(text, before)}, {"suffix", slice(text, after)}},
                        {{"type", "TextPositionSelector"}, {"start", points.of_byte(span.begin)}, {"end", points.of_byte(span.end)}}});
}

Json annotation_node(const StatementRow& row, std::string_view base, const CodePoints& points) {
    Json targets = Json::array();
    const std::string source = publish::web_address(row.report.url).value_or(publish::report_iri(row.report.id));
    for (const Span span : row.statement.attribution.content)
        targets.push_back({{"source", source}, {"selector", selectors(row.text ? std::string_view(*row.text) : std::string_view(), span, points)}});
    return {{"@context", "http://www.w3.org/ns/anno.jsonld"}, {"id", publish::statement_iri(base, row.id) + "#annotation"}, {"type", "Annotation"}, {"motivation", "identifying"}, {"body", publish::statement_iri(base, row.id)}, {"target", targets}};
}

Json nodes(const StatementRow& row, std::string_view base, publish::PointsOf& points) {
    return Json::array({quotation_node(row, base), annotation_node(row, base, points(row))});
}

}  // namespace

std::string to_jsonld(const StatementRow& row, std::string_view base) {
    publish::PointsOf points;
    return publish::one_line({{"@graph", nodes(row, base, points)}});
}

std::string to_jsonld(const Reading& reading, std::string_view base) {
    publish::PointsOf points;
    Json graph = Json::array();
    for (const StatementRow& row : publish::rows_of(reading))
        for (Json& node : nodes(row, base, points)) graph.push_back(std::move(node));
    return publish::one_line({{"@graph", graph}});
}

}  // namespace rostra
