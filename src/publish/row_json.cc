#include "row_json.h"

#include "changes.h"
#include "naming.h"

namespace rostra {
namespace publish {
namespace {

template <class T>
Json or_null(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

std::string joined(const std::string& text, const std::vector<Span>& spans) {
    std::string out;
    for (const Span s : spans) out += (out.empty() ? "" : " … ") + std::string(slice(text, s));
    return out;
}

Json counts_json(const std::vector<CountOf>& counts) {
    Json out = Json::array();
    for (const CountOf& c : counts) out.push_back({{"name", c.name}, {"count", c.count}});
    return out;
}

Json speaker_row_json(const SpeakerRow& s) {
    return {{"slug", s.slug}, {"name", s.name}, {"type", name_of(s.type)}, {"role", or_null(s.role)}, {"of", or_null(s.of)}, {"statements", s.statements}};
}

// Marks of a hit count code points of its "words", since those are what is shown.
Json marks_json(const std::vector<Span>& marks, const std::string& text) { return spans_json(marks, CodePoints(text)); }

Json hit_json(const Hit& hit, PointsOf& points) {
    Json out = row_json(hit.row, points);
    out["marks"] = {{"content", marks_json(hit.content_marks, hit.row.content)},
                    {"speaker", marks_json(hit.speaker_marks, hit.row.statement.speaker ? hit.row.statement.speaker->name : std::string())}};
    return out;
}

Json telling_json(const Telling& t, PointsOf& points) {
    Json out = row_json(t.row, points);
    out["joined"] = t.joined ? Json{{"score", t.joined->score}, {"explanation", t.joined->explanation}, {"by", t.joined->by}} : Json(nullptr);
    out["wire"] = or_null(t.wire);
    return out;
}

Json speaker_value(const std::optional<Speaker>& s) {
    if (!s) return nullptr;
    return {{"name", s->name}, {"type", name_of(s->type)}, {"role", or_null(s->role)}, {"of", or_null(s->of)}};
}

Json bloc_value(const std::optional<Bloc>& b) {
    if (!b) return nullptr;
    return {{"declared", or_null(b->declared)}, {"named", b->named}, {"lead", or_null(b->lead)}, {"group", or_null(b->group)}};
}

// What stood before any correction, of what corrections change.
Json first_value(const StatementRow& row) {
    if (!row.first_reading) return nullptr;
    return {{"speaker", speaker_value(row.first_reading->speaker)}, {"on_behalf_of", bloc_value(row.first_reading->on_behalf_of)}};
}

Json sided_json(const std::vector<SidedStatement>& list, PointsOf& points) {
    Json out = Json::array();
    for (const SidedStatement& one : list) {
        out.push_back(row_json(one.row, points));
        out.back()["side_reason"] = one.reason;
    }
    return out;
}

Json sides_json(const SubjectSides& s) {
    PointsOf points;
    return {{"looked_at", s.looked_at}, {"against_count", s.against_count}, {"with_count", s.with_count}, {"against", sided_json(s.against, points)}, {"with", sided_json(s.with, points)}};
}

template <class T, class Make>
std::string page_json(const PageOf<T>& page, Make make) {
    Json items = Json::array();
    for (const T& item : page.items) items.push_back(make(item));
    return one_line({{"items", std::move(items)}, {"next", or_null(page.next)}});
}

}  // namespace

const CodePoints& PointsOf::operator()(const StatementRow& row) {
    static const auto none = std::make_shared<const std::string>();
    const auto& text = row.text ? row.text : none;
    if (!points_ || text_ != text) {
        text_ = text;
        points_.emplace(*text_);
    }
    return *points_;
}

Json report_row_json(const ReportRow& r) {
    return {{"id", r.id}, {"url", or_null(r.url)}, {"title", or_null(r.title)}, {"byline", or_null(r.byline)}, {"publisher", or_null(r.publisher)}, {"published", or_null(r.published)}, {"language", r.language}, {"reading", r.reading}, {"readings", r.readings}, {"statements", r.statements}, {"added_at", r.added_at}};
}

Json row_json(const StatementRow& row, PointsOf& points) {
    Json out = statement_json(row.statement, points(row));
    out["statement"] = row.statement_id;
    out["day"] = or_null(row.day);
    out["words"] = {{"source", row.source}, {"cue", row.cue}, {"content", row.content}};
    out["speaker_slug"] = or_null(row.speaker_slug);
    out["tellings"] = row.tellings;
    out["superseded"] = row.superseded;
    out["hidden"] = row.hidden;
    out["corrected"] = row.corrected;
    out["first_reading"] = first_value(row);
    out["report"] = report_row_json(row.report);
    return out;
}

// Decisions on spam are the editors' own business.
Json decisions_json(const Correction& c) {
    Json out = Json::array();
    for (const Decision& d : c.decisions)
        if (d.verdict == CorrectionState::accepted || d.verdict == CorrectionState::rejected)
            out.push_back({{"verdict", name_of(d.verdict)}, {"every_telling", d.every_telling}, {"editor", d.editor}, {"note", or_null(d.note)}, {"at", d.at}});
    return out;
}

Json correction_json(const Correction& c) {
    const Proposal& p = c.proposal;
    const Json stood = c.stood ? Json{{"speaker", speaker_value(c.stood->speaker)}, {"on_behalf_of", bloc_value(c.stood->on_behalf_of)}} : Json(nullptr);
    return {{"id", c.id}, {"statement", p.statement_id}, {"kind", name_of(p.kind)}, {"speaker", speaker_value(p.speaker)}, {"on_behalf_of", bloc_value(p.bloc)}, {"apart_from", or_null(p.apart_from)}, {"stood", stood}, {"reason", p.reason}, {"state", name_of(c.state)}, {"proposed_at", c.proposed_at}, {"proposed_by", or_null(c.origin.editor)}, {"decisions", decisions_json(c)}};
}

Json bloc_event_json(const BlocEvent& e, PointsOf& points) {
    Json named = Json::array(), tellings = Json::array();
    for (const BlocMember& m : e.named) named.push_back({{"code", m.code}, {"lead", m.lead}, {"told_by", m.told_by}});
    for (const StatementRow& t : e.tellings) tellings.push_back(row_json(t, points));
    Json left = Json::array();
    for (const BlocLeaving& l : e.left)
        left.push_back({{"code", l.code}, {"told_on", or_null(l.day)}, {"words", l.words}, {"told_by", l.told_by}, {"report", report_row_json(l.report)}});
    return {{"id", e.id}, {"day", or_null(e.day)}, {"declared", or_null(e.declared)}, {"declared_all", e.declared_all}, {"lead", or_null(e.lead)}, {"group", or_null(e.group)}, {"forum", or_null(e.forum)}, {"named", named}, {"unnamed", e.declared ? Json(e.unnamed()) : Json(nullptr)}, {"left", left}, {"by_membership", e.by_membership}, {"about", e.about}, {"side", name_of(e.side)}, {"side_reason", e.side_reason}, {"tellings", tellings}};
}

Json events_json(const std::vector<BlocEvent>& events, std::size_t total, bool more_than_total, const std::optional<std::string>& next) {
    PointsOf points;
    Json all = Json::array(), changes = Json::array();
    for (const BlocEvent& e : events) all.push_back(bloc_event_json(e, points));
    Json withdrew = Json::array();
    for (const BlocEvent& e : events)
        for (const BlocLeaving& left : e.left) withdrew.push_back({{"code", left.code}, {"from", e.id}, {"told_by", left.told_by}});
    Namings namings;
    for (const SideChange& c : changes_by_subject(events)) {
        const StatementRow *from = naming_telling(events[c.from], c.code), *to = naming_telling(events[c.to], c.code);
        const auto side = [&](const BlocEvent& e, const StatementRow* row) {
            return Json{{"id", e.id}, {"day", or_null(e.day)}, {"side", name_of(e.side)}, {"told_by", row ? Json(row->id) : Json(nullptr)}, {"named_in", row ? Json(namings.words(*row, c.code)) : Json(nullptr)}};
        };
        changes.push_back({{"code", c.code}, {"from", events[c.from].id}, {"from_side", name_of(events[c.from].side)}, {"to", events[c.to].id}, {"to_side", name_of(events[c.to].side)}, {"evidence", {side(events[c.from], from), side(events[c.to], to)}}});
    }
    const NamedSides sides = named_sides(events);
    return {{"events", all}, {"changed_sides", changes}, {"withdrew", withdrew}, {"named", {{"against", sides.against}, {"with", sides.with}, {"both", sides.both}}}, {"total", total}, {"more_than_total", more_than_total}, {"next", or_null(next)}};
}

std::vector<StatementRow> rows_of(const Reading& reading) {
    const Document& d = reading.document;
    const auto text = std::make_shared<const std::string>(d.text);
    std::vector<StatementRow> out;
    for (const Statement& s : reading.statements) {
        StatementRow row;
        row.id = row.statement_id = s.id;
        row.statement = s;
        row.source = joined(d.text, s.attribution.source);
        row.cue = joined(d.text, s.attribution.cue);
        row.content = joined(d.text, s.attribution.content);
        row.day = s.said_on ? s.said_on->date : d.published.value_or("");
        row.text = text;
        row.report = {d.id, d.url, d.title, d.byline, d.publisher, d.published, d.language, 1, 1, static_cast<std::uint32_t>(reading.statements.size()), 0};
        out.push_back(std::move(row));
    }
    return out;
}

}  // namespace publish

using publish::Json;
using publish::one_line;
using publish::PointsOf;

std::string to_json(const StatementRow& row) {
    PointsOf points;
    return one_line(publish::row_json(row, points));
}

std::string to_json(const StatementPage& page) {
    PointsOf points;
    Json out = publish::row_json(page.row, points);
    Json tellings = Json::array(), history = Json::array();
    for (const Telling& t : page.tellings) tellings.push_back(publish::telling_json(t, points));
    for (const Correction& c : page.history) history.push_back(publish::correction_json(c));
    out["told"] = std::move(tellings);
    out["history"] = std::move(history);
    out["waiting"] = page.waiting;
    if (page.row.first_reading) out["first_reading"] = publish::statement_json(*page.row.first_reading, points(page.row));
    out["newer"] = publish::or_null(page.newer);
    return one_line(out);
}

std::string to_json(const ReportPage& page) {
    Json out = publish::report_json(page.reading, {});
    Json& statements = out["statements"];
    for (std::size_t i = 0; i < page.rows.size() && i < statements.size(); ++i) {
        if (!page.rows[i].first_reading) continue;
        statements[i]["corrected"] = true;
        statements[i]["first_reading"] = publish::first_value(page.rows[i]);
    }
    return one_line(out);
}

std::string to_json(const ReportRow& row) { return one_line(publish::report_row_json(row)); }

std::string to_json(const SpeakerPage& p) {
    Json out = publish::speaker_row_json(p.speaker);
    out["by_act"] = publish::counts_json(p.by_act);
    out["about"] = publish::counts_json(p.about);
    out["by_month"] = publish::counts_json(p.by_month);
    out["forums"] = publish::counts_json(p.forums);
    return one_line(out);
}

std::string to_json(const StatePage& p) {
    Json speakers = Json::array();
    for (const SpeakerRow& s : p.speakers) speakers.push_back(publish::speaker_row_json(s));
    return one_line({{"code", p.code}, {"spoke", p.spoke}, {"spoken_about", p.spoken_about}, {"in_blocs", p.in_blocs}, {"speakers", speakers}, {"by_act", publish::counts_json(p.by_act)}, {"about", publish::counts_json(p.about)}, {"by_month", publish::counts_json(p.by_month)}});
}

std::string to_json(const SubjectPage& p) {
    Json acts = Json::array(), speakers = Json::array(), states = Json::array();
    for (const ActMonth& one : p.acts) acts.push_back({{"act", name_of(one.act)}, {"month", one.month}, {"count", one.count}});
    for (const SpeakerRow& s : p.speakers) speakers.push_back(publish::speaker_row_json(s));
    for (const StateActs& one : p.states) {
        Json by_act = Json::array();
        for (const ActMonth& act : one.acts) by_act.push_back({{"name", name_of(act.act)}, {"count", act.count}});
        states.push_back({{"code", one.code}, {"by_act", std::move(by_act)}});
    }
    return one_line({{"code", p.code}, {"statements", p.statements}, {"counted_over", p.counted_over}, {"acts", acts}, {"speakers", speakers}, {"states", states}, {"sides", publish::sides_json(p.sides)}});
}

std::string to_json(const SearchPage& p) {
    PointsOf points;
    Json items = Json::array();
    for (const Hit& hit : p.page.items) items.push_back(publish::hit_json(hit, points));
    return one_line({{"items", items}, {"next", publish::or_null(p.page.next)}, {"total", p.total}, {"more_than_total", p.more_than_total}, {"understood", p.understood}});
}

std::string to_json(const PageOf<StatementRow>& page) {
    PointsOf points;
    return publish::page_json(page, [&](const StatementRow& row) { return publish::row_json(row, points); });
}
std::string to_json(const PageOf<ReportRow>& page) { return publish::page_json(page, publish::report_row_json); }
std::string to_json(const PageOf<SpeakerRow>& page) { return publish::page_json(page, publish::speaker_row_json); }
std::string to_json(const PageOf<Correction>& page) { return publish::page_json(page, publish::correction_json); }

std::string to_json(const Totals& t) {
    return one_line({{"reports", t.reports}, {"statements", t.statements}, {"tellings", t.tellings}, {"speakers", t.speakers}, {"states", t.states}, {"bloc_statements", t.bloc_statements}, {"first_day", publish::or_null(t.first_day)}, {"last_day", publish::or_null(t.last_day)}});
}

std::string to_json(const BlocEvent& event) {
    PointsOf points;
    return one_line(publish::bloc_event_json(event, points));
}

std::string to_json(const std::vector<BlocEvent>& events) { return one_line(publish::events_json(events, events.size(), publish::looked_at_most(events), {})); }
std::string to_json(const BlocEventsPage& page) { return one_line(publish::events_json(page.events, page.total, page.more_than_total, page.older)); }

std::string to_json(const BlocComparison& c) {
    return one_line({{"both", c.both}, {"only_first", c.only_first}, {"only_second", c.only_second}, {"unnamed_first", c.unnamed_first}, {"unnamed_second", c.unnamed_second}});
}

}  // namespace rostra
