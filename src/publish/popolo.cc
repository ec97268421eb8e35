// Popolo: a statement is a Speech; its speaker a Person, or an Organization when a body or a state spoke. A person and the
// state that they are of or speak for are linked by a Membership, with the role as the report has it. Popolo wants a
// speech's `date` to the second; a report gives the day at best, so the day stands on the speech's event, where
// Popolo allows it.
#include "json_view.h"
#include "links.h"
#include "view_parts.h"

namespace rostra {
namespace {

using publish::Json;
using publish::one_line;

Json sources(const ReportRow& r) {
    Json link{{"url", publish::web_address(r.url).value_or(publish::report_iri(r.id))}};
    std::string note = r.publisher.value_or("");
    for (const auto* more : {&r.title, &r.published})
        if (*more) note += (note.empty() ? "" : ", ") + **more;
    if (!note.empty()) link["note"] = note;
    return Json::array({link});
}

Json event(const StatementRow& row) {
    Json out = Json::object();
    if (row.statement.forum) out["name"] = row.statement.forum->name;
    if (!row.day.empty()) out["start_date"] = row.day;
    return out.empty() ? Json(nullptr) : out;
}

}  // namespace

std::string PopoloDocument::add(const StatementRow& row) {
    Json speech{{"id", publish::statement_iri(base_, row.id)}, {"text", row.content}, {"type", name_of(row.statement.act)}};
    if (!row.source.empty()) speech["attribution_text"] = row.source;
    if (const auto& speaker = row.statement.speaker; speaker && !speaker->name.empty()) {
        if (speaker->role) speech["role"] = *speaker->role;
        if (const std::string id = person(row); !id.empty()) speech["creator_id"] = id;
        else if (const std::string body = organization(row); !body.empty()) speech["organization_id"] = body;
    }
    if (Json said = event(row); !said.is_null()) speech["event"] = std::move(said);
    speech["sources"] = sources(row.report);
    const std::string before = begun_ ? ",\n" : "{\"speeches\": [\n";
    begun_ = true;
    return before + one_line(speech);
}

// The id of the statement's person; empty when no person spoke.
std::string PopoloDocument::person(const StatementRow& row) {
    const Speaker& s = *row.statement.speaker;
    if (s.type != SpeakerType::person || row.speaker_slug.empty()) return {};
    const std::string id = publish::speaker_iri(base_, row.speaker_slug);
    if (!persons_.contains(id)) persons_[id] = one_line({{"id", id}, {"name", s.name}});
    if (!s.of) return id;
    const std::string membership = id + "#" + *s.of;
    Json of{{"id", membership}, {"person_id", id}, {"organization_id", state(*s.of)}};
    if (s.role) of["role"] = *s.role;
    if (s.role || !memberships_.contains(membership)) memberships_[membership] = one_line(of);
    return id;
}

std::string PopoloDocument::organization(const StatementRow& row) {
    const Speaker& s = *row.statement.speaker;
    if (s.type == SpeakerType::state && s.of) return state(*s.of);
    if ((s.type != SpeakerType::organisation && s.type != SpeakerType::group && s.type != SpeakerType::state) || row.speaker_slug.empty()) return {};
    const std::string id = publish::speaker_iri(base_, row.speaker_slug);
    organizations_[id] = one_line({{"id", id}, {"name", s.name}, {"classification", name_of(s.type)}});
    return id;
}

std::string PopoloDocument::state(const std::string& code) {
    std::string id = publish::state_iri(base_, code);
    if (!organizations_.contains(id))
        organizations_[id] = one_line({{"id", id}, {"name", view::state_name(code)}, {"classification", "state"}, {"identifiers", Json::array({{{"scheme", "ISO 3166-1 alpha-3"}, {"identifier", code}}})}});
    return id;
}

std::string PopoloDocument::end() {
    std::string out = begun_ ? "\n]" : "{\"speeches\": []";
    for (const auto& [name, all] : {std::pair{"persons", &persons_}, {"organizations", &organizations_}, {"memberships", &memberships_}}) {
        out += ",\n\"" + std::string(name) + "\": [";
        bool first = true;
        for (const auto& [id, text] : *all) out += std::exchange(first, false) ? "\n" + text : ",\n" + text;
        out += "\n]";
    }
    return out + "}\n";
}

}  // namespace rostra
