// The table of pages and of the API: which record calls and which page model stand behind an address. Internal.
#pragma once

#include "http.h"

#include "rostra/publish.h"

#include <functional>

namespace rostra::server {

/// What a handler may use.
struct RouteContext {
    Record& record;
    const Request& request;
    const SiteAddress& address;
    const std::vector<CountOf>& states;
};

/// A page: the template's name and its model, which is the .json twin.
struct Page {
    std::string name;
    nlohmann::json view;
};

/// Another format of a page's thing: its media type and text.
struct Text {
    std::string type, body;
};

/// The page at the request's path. not_found when no page has this address, or the record has no such thing.
[[nodiscard]] Result<Page> make_page(const RouteContext& context);
/// A feed, citation or other format ("atom", "bib", "jsonld", "csv" suffixes).
[[nodiscard]] Result<Text> make_text(const RouteContext& context);
/// JSON of /api/v1/...
[[nodiscard]] Result<Text> make_api(const RouteContext& context);
/// Whether an address needs no record.
[[nodiscard]] bool is_fixed_page(const Request& request);
[[nodiscard]] Page fixed_page(const Request& request);

/// The list conditions of a query. bad_value names the one that cannot be understood.
[[nodiscard]] Result<StatementFilter> filter_of(const Request& request);
[[nodiscard]] Result<PageRequest> page_of(const Request& request);
[[nodiscard]] ListQuery list_query_of(const Request& request);
[[nodiscard]] Result<BlocFilter> bloc_filter_of(const Request& request);
/// The page of joint statements that the request asks for.
[[nodiscard]] Result<BlocEventsPage> events_of(const RouteContext& context, const BlocFilter& filter);

}  // namespace rostra::server
