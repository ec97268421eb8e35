// /api/v1: the JSON of the command line, by address.
#include "routes.h"

namespace rostra::server {

namespace {

template <class T>
Result<Text> as_json(const Result<T>& result) {
    if (!result) return result.error();
    return Text{"application/json", to_json(*result) + "\n"};
}

Result<Text> lists(const RouteContext& c, const std::string& kind) {
    auto filter = filter_of(c.request);
    if (!filter) return filter.error();
    auto page = page_of(c.request);
    if (!page) return page.error();
    if (kind == "statements") return as_json(c.record.statements(*filter, *page));
    if (kind == "search") return as_json(c.record.search(list_query_of(c.request).words, *filter, *page));
    if (kind == "reports") return as_json(c.record.reports(*page));
    if (kind == "speakers") return as_json(c.record.speakers(*page));
    if (kind == "corrections")
        return as_json(c.record.corrections({CorrectionState::accepted, CorrectionState::rejected}, *page));
    if (kind == "totals") return as_json(c.record.totals());
    if (kind == "states") return Text{"application/json", json_text(states_view(c.states)["states"]) + "\n"};
    if (kind == "subjects") {
        auto subjects = c.record.subjects();
        if (!subjects) return subjects.error();
        return Text{"application/json", json_text(subjects_view(*subjects)["subjects"]) + "\n"};
    }
    if (kind != "blocs") return Error{ErrorCode::not_found, "address", "the interface has no such list"};
    auto blocs = bloc_filter_of(c.request);
    if (!blocs) return blocs.error();
    return as_json(events_of(c, *blocs));
}

Result<Text> one(const RouteContext& c, const std::string& kind, const std::string& id) {
    if (kind == "statements") return as_json(c.record.statement(id));
    if (kind == "speakers") return as_json(c.record.speaker(id));
    if (kind == "states") return as_json(c.record.state(id));
    if (kind == "subjects") return as_json(c.record.subject(id));
    if (kind == "blocs") return as_json(c.record.bloc(id));
    if (kind != "reports") return Error{ErrorCode::not_found, "address", "the interface has no such thing"};
    auto page = c.record.report(id);
    if (!page) return page.error();
    return Text{"application/json", to_json(*page) + "\n"};
}

}  // namespace

Result<Text> make_api(const RouteContext& context) {
    const auto& s = context.request.segments;  // api, v1, kind, id
    if (s.size() == 3) return lists(context, s[2]);
    if (s.size() == 4) return one(context, s[2], s[3]);
    return Error{ErrorCode::not_found, "address", "the interface begins at /api/v1; see /api"};
}

}  // namespace rostra::server
