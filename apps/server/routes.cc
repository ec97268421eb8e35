#include "routes.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace rostra::server {

namespace {

using Json = nlohmann::json;
template <class T>
using Made = Result<T>;
constexpr std::size_t most_subjects = 10;         // lines of a speaker's chart
constexpr std::uint32_t acts_counted_over = 100;  // newest statements that the chart counts: asking for each line apart took 0.3 s

Error no_page() { return {ErrorCode::not_found, "address", "no page has this address"}; }

Made<Page> home(const RouteContext& c) {
    auto totals = c.record.totals();
    if (!totals) return totals.error();
    auto latest = c.record.statements({}, {12, {}});
    if (!latest) return latest.error();
    StatementFilter for_blocs;
    for_blocs.bloc_only = true;
    auto joint = c.record.statements(for_blocs, {4, {}});
    if (!joint) return joint.error();
    auto told = c.record.most_told(4);
    if (!told) return told.error();
    return Page{"home", home_view(*totals, *latest, *joint, *told, c.states)};
}

Made<SearchPage> found(const RouteContext& c) {
    auto filter = filter_of(c.request);
    if (!filter) return filter.error();
    auto page = page_of(c.request);
    if (!page) return page.error();
    return c.record.search(list_query_of(c.request).words, *filter, *page);
}

Made<Page> search(const RouteContext& c) {
    auto result = found(c);
    if (!result) return result.error();
    return Page{"search", search_view(list_query_of(c.request), *result)};
}

Made<Page> statement(const RouteContext& c) {
    auto page = c.record.statement(c.request.segments[1]);
    if (!page) return page.error();
    auto report = c.record.report(page->row.report.id, page->row.report.reading);
    if (!report) return report.error();
    auto related = c.record.related(page->row.statement_id);
    if (!related) return related.error();
    // Its joint statement is on a page of its own: gathering that from all reports would take longer than this page may.
    return Page{"statement", statement_view(*page, *report, *related, c.address)};
}

Made<Page> embed(const RouteContext& c) {
    if (c.request.segments[1] != "s") return no_page();
    auto page = c.record.statement(c.request.segments[2]);
    if (!page) return page.error();
    if (page->row.hidden) return no_page();
    return Page{"embed", embed_view(page->row, c.address)};
}

Made<Page> report(const RouteContext& c) {
    auto page = c.record.report(c.request.segments[1]);
    if (!page) return page.error();
    return Page{"report", report_view(*page)};
}

Made<Page> reports(const RouteContext& c) {
    auto page = page_of(c.request);
    if (!page) return page.error();
    auto list = c.record.reports(*page);
    if (!list) return list.error();
    return Page{"reports", reports_view(*list)};
}

Made<Page> speakers(const RouteContext& c) {
    auto page = page_of(c.request);
    if (!page) return page.error();
    page->size = c.request.value("size").empty() ? 60 : page->size;
    auto list = c.record.speakers(*page);
    if (!list) return list.error();
    return Page{"speakers", speakers_view(*list)};
}

/// Whom the speaker spoke about most, with the acts of these statements.
std::vector<StateActs> subjects_of(const SpeakerPage& page, const std::vector<StatementRow>& rows) {
    std::vector<StateActs> out;
    for (const CountOf& subject : page.about) {
        if (out.size() == most_subjects) break;
        StateActs& one = out.emplace_back();
        one.code = subject.name;
        for (const StatementRow& row : rows)
            if (std::any_of(row.statement.about.begin(), row.statement.about.end(), [&](const Target& t) { return t.code == subject.name; }))
                one.acts.push_back({row.statement.act, row.day.substr(0, 7), 1});
    }
    return out;
}

Made<Page> speaker(const RouteContext& c) {
    auto page = c.record.speaker(c.request.segments[1]);
    if (!page) return page.error();
    StatementFilter filter;
    filter.speaker = page->speaker.slug;
    auto list = c.record.statements(filter, {20, {}});
    if (!list) return list.error();
    auto acts = c.record.acts_by_month(filter);
    if (!acts) return acts.error();
    auto newest = c.record.statements(filter, {acts_counted_over, {}});
    if (!newest) return newest.error();
    return Page{"speaker", speaker_view(*page, *list, *acts, subjects_of(*page, newest->items), newest->next ? acts_counted_over : 0)};
}

Made<Page> states(const RouteContext& c) { return Page{"states", states_view(c.states)}; }

Made<Page> state(const RouteContext& c) {
    auto page = c.record.state(c.request.segments[1]);
    if (!page) return page.error();
    StatementFilter said;
    said.state = page->code;
    auto said_list = c.record.statements(said, {12, {}});
    if (!said_list) return said_list.error();
    BlocFilter joined;
    joined.member = page->code;
    auto events = c.record.blocs(joined);
    if (!events) return events.error();
    auto acts = c.record.acts_by_month(said);
    if (!acts) return acts.error();
    return Page{"state", state_view(*page, *said_list, *events, *acts)};
}

Made<Page> subjects(const RouteContext& c) {
    auto list = c.record.subjects();
    if (!list) return list.error();
    return Page{"subjects", subjects_view(*list)};
}

/// The first page of a subject has all that is known of it; later ones go on with the list of statements only.
Made<Page> subject(const RouteContext& c) {
    auto asked = page_of(c.request);
    if (!asked) return asked.error();
    StatementFilter about;
    about.about = c.request.segments[1];
    if (asked->cursor) {
        auto state = c.record.state(*about.about);
        if (!state) return state.error();
        auto list = c.record.statements(about, *asked);
        if (!list) return list.error();
        return Page{"subject", subject_list_view(*state, *list)};
    }
    auto page = c.record.subject(*about.about);
    if (!page) return page.error();
    auto list = c.record.statements(about, *asked);
    if (!list) return list.error();
    BlocFilter joint;
    joint.about = about.about;
    auto events = c.record.blocs(joint);
    if (!events) return events.error();
    return Page{"subject", subject_view(*page, *list, *events)};
}

Made<Page> blocs(const RouteContext& c) {
    auto filter = bloc_filter_of(c.request);
    if (!filter) return filter.error();
    auto page = events_of(c, *filter);
    if (!page) return page.error();
    return Page{"blocs", blocs_view(*filter, *page, page_of(c.request)->cursor)};
}

Made<Page> bloc(const RouteContext& c) {
    auto event = c.record.bloc(c.request.segments[1]);
    if (!event) return event.error();
    // The statements about the same subject in the years around it.
    std::vector<BlocEvent> sequence;
    if (!event->about.empty() && event->day.size() >= 4) {
        const int year = std::atoi(event->day.substr(0, 4).c_str());
        BlocFilter around;
        around.about = event->about.front();
        around.from = std::to_string(year - 1);
        around.to = std::to_string(year + 1);
        auto events = c.record.blocs(around);
        if (!events) return events.error();
        sequence = *std::move(events);
    }
    return Page{"bloc", bloc_view(*event, sequence)};
}

Made<Page> compare(const RouteContext& c) {
    auto first = c.record.bloc(c.request.value("a"));
    if (!first) return first.error();
    auto second = c.record.bloc(c.request.value("b"));
    if (!second) return second.error();
    return Page{"compare", compare_view(*first, *second)};
}

Made<Page> corrections(const RouteContext& c) {
    auto page = page_of(c.request);
    if (!page) return page.error();
    auto list = c.record.corrections({CorrectionState::accepted, CorrectionState::rejected}, *page);
    if (!list) return list.error();
    auto counts = c.record.correction_counts();
    if (!counts) return counts.error();
    std::uint32_t waiting = 0;
    for (const CountOf& one : *counts)
        if (one.name == name_of(CorrectionState::proposed)) waiting = one.count;
    return Page{"corrections", corrections_view(*list, waiting)};
}

struct Route {
    std::string_view first;
    std::size_t segments;
    Made<Page> (*make)(const RouteContext&);
};

constexpr std::array<Route, 17> routes = {{
    {"index", 1, home},
    {"search", 1, search},
    {"s", 2, statement},
    {"embed", 3, embed},
    {"r", 2, report},
    {"reports", 1, reports},
    {"speakers", 1, speakers},
    {"speaker", 2, speaker},
    {"states", 1, states},
    {"state", 2, state},
    {"subjects", 1, subjects},
    {"subject", 2, subject},
    {"blocs", 1, blocs},
    {"bloc", 2, bloc},
    {"compare", 1, compare},
    {"corrections", 1, corrections},
    {"", 0, home},
}};

// What a reader of feeds would ask for again: two searches are two feeds.
std::string own_address(const RouteContext& c) { return c.address.base + c.request.path + query_text(c.request); }

Made<Text> feed(const RouteContext& c, StatementFilter filter, const std::string& title) {
    auto list = c.record.statements(filter, {30, {}});
    if (!list) return list.error();
    FeedInfo info{title, own_address(c), c.address.base};
    return Text{"application/atom+xml; charset=utf-8", to_atom(info, list->items)};
}

Made<Text> search_feed(const RouteContext& c) {
    auto result = found(c);
    if (!result) return result.error();
    std::vector<StatementRow> rows;
    for (Hit& hit : result->page.items) rows.push_back(std::move(hit.row));
    const std::string words = list_query_of(c.request).words;
    FeedInfo info{words.empty() ? "Rostra: statements" : "Rostra: " + words, own_address(c), c.address.base};
    return Text{"application/atom+xml; charset=utf-8", to_atom(info, rows)};
}

Made<Text> make_feed(const RouteContext& c) {
    const auto& s = c.request.segments;
    StatementFilter filter;
    if (s.size() == 1 && s[0] == "feed") return feed(c, filter, "Rostra: latest statements");
    if (s.size() == 1 && s[0] == "search") return search_feed(c);
    if (s.size() == 2 && s[0] == "speaker") {
        auto page = c.record.speaker(s[1]);
        if (!page) return page.error();
        filter.speaker = page->speaker.slug;
        return feed(c, filter, "Rostra: " + page->speaker.name);
    }
    if (s.size() == 2 && s[0] == "state") {
        auto page = c.record.state(s[1]);
        if (!page) return page.error();
        filter.state = page->code;
        return feed(c, filter, "Rostra: " + s[1]);
    }
    if (s.size() == 2 && s[0] == "subject") {
        auto page = c.record.state(s[1]);
        if (!page) return page.error();
        filter.about = page->code;
        return feed(c, filter, "Rostra: about " + s[1]);
    }
    return no_page();
}

}  // namespace

Result<Page> make_page(const RouteContext& context) {
    const auto& segments = context.request.segments;
    const std::string_view first = segments.empty() ? std::string_view() : segments[0];
    for (const Route& route : routes)
        if (route.first == first && route.segments == segments.size()) return route.make(context);
    return no_page();
}

Result<Text> make_text(const RouteContext& context) {
    const std::string& suffix = context.request.suffix;
    if (suffix == "atom") return make_feed(context);
    const auto& s = context.request.segments;
    if (s.size() != 2 || s[0] != "s" || (suffix != "bib" && suffix != "jsonld")) return no_page();
    auto page = context.record.statement(s[1]);
    if (!page) return page.error();
    if (suffix == "bib") return Text{"application/x-bibtex; charset=utf-8", citations(page->row, context.address)["bibtex"].get<std::string>()};
    return Text{"application/ld+json", to_jsonld(page->row, context.address.base)};
}

bool is_fixed_page(const Request& request) {
    const auto& s = request.segments;
    return s.size() == 1 && (s[0] == "about" || s[0] == "api" || s[0] == "read");
}

Page fixed_page(const Request& request) {
    const std::string& name = request.segments[0];
    const char* title = name == "about" ? "About the record and its limits" : name == "api" ? "Data and interface"
                                                                                            : "Read a text";
    return {name == "api" ? "data" : name, {{"page", name}, {"title", title}}};
}

}  // namespace rostra::server
