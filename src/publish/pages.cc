// Page models of home, lists, search, statement and report.
#include "bloc_parts.h"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace rostra {

using namespace view;

namespace {

/// More text than this is not put on one page; the JSON has it whole.
constexpr std::size_t page_text_bytes = 600'000;
constexpr std::size_t excerpt_bytes = 420;
constexpr std::ptrdiff_t most_top = 14;  // states on the first page

/// Moves to the start of the code point that holds byte `at`.
std::size_t whole(std::string_view text, std::size_t at) {
    at = std::min(at, text.size());
    while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
    return at;
}

/// The content of a search hit, cut to a window around the first met word: pieces {"text", "hit"}.
Json hit_pieces(std::string_view text, const std::vector<Span>& marks) {
    std::size_t begin = 0, end = text.size();
    if (text.size() > excerpt_bytes) {
        const std::size_t first = marks.empty() ? 0 : marks.front().begin;
        begin = whole(text, first > excerpt_bytes / 3 ? first - excerpt_bytes / 3 : 0);
        end = whole(text, begin + excerpt_bytes);
    }
    Json out = Json::array();
    const auto put = [&](std::size_t from, std::size_t to, bool hit) {
        if (from < to) out.push_back({{"text", text.substr(from, to - from)}, {"hit", hit}});
    };
    if (begin > 0) out.push_back({{"text", "… "}, {"hit", false}});
    std::size_t at = begin;
    for (const Span mark : marks) {
        const std::size_t from = std::clamp<std::size_t>(mark.begin, at, end), to = std::clamp<std::size_t>(mark.end, from, end);
        put(at, from, false);
        put(from, to, true);
        at = to;
    }
    put(at, end, false);
    if (end < text.size()) out.push_back({{"text", " …"}, {"hit", false}});
    return out;
}

Json totals_view(const Totals& totals) {
    return {{"reports", totals.reports},
            {"statements", totals.statements},
            {"tellings", totals.tellings},
            {"speakers", totals.speakers},
            {"states", totals.states},
            {"bloc_statements", totals.bloc_statements},
            {"reports_words", count_words(totals.reports, "report", "reports")},
            {"statements_words", count_words(totals.statements, "statement", "statements")},
            {"speakers_words", count_words(totals.speakers, "speaker", "speakers")},
            {"bloc_statements_words", count_words(totals.bloc_statements, "joint statement", "joint statements")},
            {"first_day", totals.first_day},
            {"last_day", totals.last_day},
            {"first_day_words", day_words(totals.first_day)},
            {"last_day_words", day_words(totals.last_day)}};
}

/// The address of the next page of a list that takes only a cursor.
Json next_url(const char* path, const std::optional<std::string>& cursor) {
    return cursor ? Json(std::string(path) + "?cursor=" + escape_url(*cursor)) : Json(nullptr);
}

Json options(const std::string& chosen, const std::vector<std::pair<std::string, std::string>>& named) {
    Json list = Json::array();
    for (const auto& [value, label] : named) list.push_back({{"value", value}, {"label", label}, {"chosen", value == chosen}});
    return list;
}

Json act_options(const std::string& chosen) {
    std::vector<std::pair<std::string, std::string>> named;
    for (int i = 0; i <= static_cast<int>(Act::show); ++i) {
        const Act act = static_cast<Act>(i);
        named.emplace_back(name_of(act), act_words(act));
    }
    return options(chosen, named);
}

Json manner_options(const std::string& chosen) {
    std::vector<std::pair<std::string, std::string>> named;
    for (const Manner manner : {Manner::direct, Manner::mixed, Manner::indirect}) named.emplace_back(name_of(manner), manner_words(manner));
    return options(chosen, named);
}

/// "q=...&act=..." of what was asked, without a cursor.
std::string query_text(const ListQuery& query) {
    std::string text = "q=" + escape_url(query.words);
    for (const auto& [name, value] : query.fields)
        if (!value.empty()) text += "&" + escape_url(name) + "=" + escape_url(value);
    return text;
}

std::vector<Span> furniture_within(const std::vector<Span>& furniture, std::size_t limit) {
    std::vector<Span> kept;
    for (const Span part : furniture)
        if (part.begin < limit) kept.push_back(part);
    return kept;
}

/// The statements of a report, numbered as its marks are.
Json numbered(const std::vector<Json>& views) {
    Json list = Json::array();
    for (std::size_t i = 0; i < views.size(); ++i) {
        Json one = views[i];
        one["number"] = i + 1;
        list.push_back(std::move(one));
    }
    return list;
}

Json text_view(const Reading& reading, const std::vector<MarkedSpan>& marks) {
    const std::string_view whole_text = reading.document.text;
    const std::size_t limit = whole(whole_text, page_text_bytes);
    std::vector<MarkedSpan> kept;
    for (const MarkedSpan& mark : marks)
        if (mark.span.end <= limit) kept.push_back(mark);
    return {{"paragraphs", marked_text(whole_text.substr(0, limit), kept, furniture_within(reading.document.furniture, limit))},
            {"cut", limit < whole_text.size()}};
}

Json history_view(const std::vector<Correction>& history) {
    Json list = Json::array();
    for (const Correction& one : history) list.push_back(correction_view(one));
    return list;
}

Json tellings_view(const StatementPage& page) {
    Json list = Json::array();
    for (const Telling& telling : page.tellings) {
        Json one = statement_row_view(telling.row);
        const bool here = telling.row.id == page.row.id;
        one["this"] = here;
        one["joined"] = telling.joined ? Json{{"score", telling.joined->score},
                                              {"explanation", telling.joined->explanation},
                                              {"by", telling.joined->by}}
                                       : Json(nullptr);
        one["wire"] = telling.wire;
        if (!here) one["drift"] = word_diff(page.row.content, telling.row.content);
        if (!here) one["same_words"] = one["drift"].size() == 1;
        list.push_back(std::move(one));
    }
    return list;
}

/// "12 days later", "on the same day"; empty when one of the two days is not known to the day.
std::string apart_words(const StatementRow& from, const StatementRow& to) {
    if (from.day.size() != 10 || to.day.size() != 10) return {};
    const std::int64_t days = (to.key >> 40) - (from.key >> 40);
    if (days == 0) return "on the same day";
    const std::string count = count_words(static_cast<std::uint64_t>(std::abs(days)), "day", "days");
    return count + (days > 0 ? " later" : " earlier");
}

std::string shared_subjects(const StatementRow& a, const StatementRow& b) {
    std::string out;
    for (const Target& one : a.statement.about)
        for (const Target& other : b.statement.about)
            if (one.code && one.code == other.code && out.find(state_name(*one.code)) == std::string::npos) out += (out.empty() ? "" : ", ") + state_name(*one.code);
    return out;
}

/// Both stances, each with what it was read from: nobody has to take the record's word for it.
std::string side_reason(const StatementRow& row, const StatementRow& other) {
    const std::string subject = shared_subjects(row, other), apart = apart_words(row, other);
    const Stance here = stance_of(row), there = stance_of(other);
    const auto said = [](const Stance& stance) { return std::string(side_words(stance.side)) + " (read from " + stance_words(stance.reason) + ")"; };
    return "Also about " + (subject.empty() ? std::string("its subject") : subject) + (apart.empty() ? "" : ", " + apart) + ": " + said(there) + ", where this is " + said(here) + ".";
}

std::string bloc_reason(const StatementRow& row, const StatementRow& other) {
    const Bloc &a = *row.statement.on_behalf_of, &b = *other.statement.on_behalf_of;
    std::vector<std::string> shared;
    for (const std::string& code : a.named)
        if (std::find(b.named.begin(), b.named.end(), code) != b.named.end()) shared.push_back(code);
    std::string why = a.lead && a.lead == b.lead ? "Also led by " + state_name(*a.lead) : shared.size() > 1 ? "For " + count_words(shared.size(), "state", "states") + " of this bloc as well"
                                                                                                            : "It names a state of this bloc";
    const std::string apart = apart_words(row, other);
    return why + (apart.empty() ? "" : ", " + apart) + ".";
}

std::string speaker_reason(const StatementRow& row, const StatementRow& other) {
    const std::string subject = shared_subjects(row, other), apart = apart_words(row, other);
    return "The same speaker" + (subject.empty() ? std::string() : " about " + subject) + (apart.empty() ? "" : ", " + apart) + ".";
}

/// Each related statement once, with the reason why it is shown; what is the same in every telling is not related to itself.
Json related_view(const Record::Related& related, const StatementRow& row) {
    std::set<std::string> seen{row.statement_id};
    Json out = {{"any", false}};
    const auto add = [&](const char* name, const std::vector<StatementRow>& list, auto reason) {
        Json shown = Json::array();
        for (const StatementRow& other : list) {
            if (!seen.insert(other.statement_id).second) continue;
            Json one = statement_row_view(other);
            one["why"] = reason(row, other);
            shown.push_back(std::move(one));
        }
        if (!shown.empty()) out["any"] = true;
        out[name] = std::move(shown);
    };
    add("other_side", related.other_side, side_reason);
    add("same_bloc", row.statement.on_behalf_of ? related.same_bloc : std::vector<StatementRow>(), bloc_reason);
    add("same_speaker", related.same_speaker, speaker_reason);
    return out;
}

std::string title_of(const Json& statement) {
    return statement["speaker"]["name"].get<std::string>() + " " + statement["act_words"].get<std::string>();
}

/// What a link preview says below the title: the words, who tells them, and when.
std::string card_words(const StatementRow& row) {
    const Json cut = excerpt(row.content, 220);
    std::string words = cut.is_null() ? row.content : cut.get<std::string>();
    if (!begins_quoted(words)) words = "“" + words + "”";
    const std::string where = row.report.publisher.value_or(row.report.title.value_or(""));
    return words + (row.day.empty() ? "" : " " + day_words(row.day)) + (where.empty() ? "" : ", told by " + where);
}

}  // namespace

nlohmann::json home_view(const Totals& totals, const PageOf<StatementRow>& latest, const PageOf<StatementRow>& joint,
                         const std::vector<StatementRow>& most_told, const std::vector<CountOf>& states) {
    std::vector<StatementRow> told;
    for (const StatementRow& row : most_told)
        if (row.tellings > 1) told.push_back(row);
    Json top_states = states_view(states).at("states");
    if (static_cast<std::ptrdiff_t>(top_states.size()) > most_top) top_states.erase(top_states.begin() + most_top, top_states.end());
    return {{"page", "home"},
            {"title", "Who said what, for whom"},
            {"totals", totals_view(totals)},
            {"empty", totals.statements == 0},
            {"latest", rows(latest.items)},
            {"joint", rows(joint.items)},
            {"most_told", rows(told)},
            {"states_top", top_states}};
}

nlohmann::json search_view(const ListQuery& query, const SearchPage& found) {
    Json hits = Json::array();
    for (const Hit& hit : found.page.items) {
        Json row = statement_row_view(hit.row);
        row["pieces"] = hit_pieces(hit.row.content, hit.content_marks);
        hits.push_back(std::move(row));
    }
    const auto field = [&](const char* name) {
        const auto at = query.fields.find(name);
        return at == query.fields.end() ? std::string() : at->second;
    };
    Json fields = Json::object();
    for (const char* name : {"speaker", "state", "about", "act", "manner", "from", "to", "bloc"}) fields[name] = field(name);
    const std::string asked = query_text(query);
    const std::string most = found.more_than_total ? "more than " : "";
    return {{"page", "search"},
            {"title", query.words.empty() ? "Statements" : "Search: " + query.words},
            {"words", query.words},
            {"fields", fields},
            {"acts", act_options(field("act"))},
            {"manners", manner_options(field("manner"))},
            {"filtered", std::any_of(query.fields.begin(), query.fields.end(), [](const auto& f) { return !f.second.empty(); })},
            {"understood", found.understood},
            {"total", found.total},
            {"total_words", most + count_words(found.total, "statement", "statements")},
            {"statements", hits},
            {"feed_url", "/search.atom?" + asked},
            {"next", or_null(found.page.next)},
            {"next_url", found.page.next ? Json("/search?" + asked + "&cursor=" + escape_url(*found.page.next)) : Json(nullptr)}};
}

nlohmann::json statement_view(const StatementPage& page, const ReportPage& report_page, const Record::Related& related,
                              const SiteAddress& site) {
    const StatementRow& row = page.row;
    const Document& document = report_page.reading.document;
    std::vector<MarkedSpan> marks;
    add_marks(marks, row.statement, 0, {});
    std::vector<MarkedSpan> with_declaration = marks;
    if (row.statement.on_behalf_of && row.statement.on_behalf_of->span)
        with_declaration.push_back({*row.statement.on_behalf_of->span, "bloc", 0, {}});
    Json view = {{"page", "statement"},
                 {"statement", statement_row_view(row)},
                 {"passage", passage(document.text, with_declaration, document.furniture)},
                 {"tellings", tellings_view(page)},
                 {"told_more", page.tellings.size() > 1},
                 {"tellings_words", count_words(page.tellings.size(), "telling", "tellings")},
                 {"history", history_view(page.history)},
                 {"first_reading", first_reading_view(row)},
                 {"waiting", page.waiting},
                 {"waiting_words", count_words(page.waiting, "proposal waits", "proposals wait")},
                 {"correct_url", statement_url(row.id) + "/correct"},
                 {"part_url", statement_url(row.id) + "/part"},
                 {"newer", page.newer ? Json{{"id", *page.newer}, {"url", statement_url(*page.newer)}} : Json(nullptr)},
                 {"cite", citations(row, site)},
                 {"map", row.statement.on_behalf_of ? map_of(*row.statement.on_behalf_of, stance_of(row).side) : Json(nullptr)},
                 {"bloc_url", row.statement.on_behalf_of ? Json(bloc_url(row.id)) : Json(nullptr)},
                 {"related", related_view(related, row)}};
    view["cite"]["csl_text"] = Json::array({view["cite"]["csl"]}).dump(2, ' ', false, Json::error_handler_t::replace);
    view["permalink"] = site.base + statement_url(row.id);
    view["embed_url"] = site.base + "/embed" + statement_url(row.id);
    view["title"] = title_of(view["statement"]);
    view["description"] = card_words(row);
    return view;
}

nlohmann::json embed_view(const StatementRow& row, const SiteAddress& site) {
    Json view = {{"page", "embed"}, {"statement", statement_row_view(row)}, {"permalink", site.base + statement_url(row.id)}};
    view["title"] = title_of(view["statement"]);
    return view;
}

nlohmann::json report_view(const ReportPage& page) {
    std::vector<MarkedSpan> marks;
    std::vector<Json> statements;
    for (const StatementRow& row : page.rows) {
        if (row.hidden) continue;
        statements.push_back(statement_row_view(row));
        add_marks(marks, row.statement, statements.size(), statement_url(row.id));
    }
    Json view = {{"page", "report"},
                 {"report", report(page.row)},
                 {"title", report(page.row)["title"]},
                 {"text", text_view(page.reading, marks)},
                 {"statements", numbered(statements)}};
    return view;
}

nlohmann::json reading_view(const Reading& reading) {
    std::vector<MarkedSpan> marks;
    std::vector<Json> statements;
    for (const Statement& statement : reading.statements) {
        StatementRow row;
        row.statement = statement;
        row.report.id = reading.document.id;
        for (const Span span : statement.attribution.content)
            row.content += (row.content.empty() ? "" : " … ") + std::string(slice(reading.document.text, span));
        for (const Span span : statement.attribution.source)
            row.source += (row.source.empty() ? "" : " … ") + std::string(slice(reading.document.text, span));
        if (statement.said_on) row.day = statement.said_on->date;
        Json one = statement_row_view(row);
        one.erase("url");  // it is kept nowhere, so it has no page
        one.erase("report");
        statements.push_back(std::move(one));
        add_marks(marks, statement, statements.size(), {});
    }
    return {{"page", "read"},
            {"title", "Read a text"},
            {"read", true},
            {"statements_words", count_words(statements.size(), "statement", "statements")},
            {"text", text_view(reading, marks)},
            {"statements", numbered(statements)}};
}

nlohmann::json reports_view(const PageOf<ReportRow>& reports) {
    Json list = Json::array();
    for (const ReportRow& row : reports.items) list.push_back(report(row));
    return {{"page", "reports"}, {"title", "Reports"}, {"reports", list}, {"next", or_null(reports.next)}, {"next_url", next_url("/reports", reports.next)}};
}

nlohmann::json speakers_view(const PageOf<SpeakerRow>& speakers) {
    Json list = Json::array();
    for (const SpeakerRow& row : speakers.items) list.push_back(speaker(row));
    return {{"page", "speakers"}, {"title", "Speakers"}, {"speakers", list}, {"next", or_null(speakers.next)}, {"next_url", next_url("/speakers", speakers.next)}};
}

}  // namespace rostra
