#include "site.h"

#include "assets.h"
#include "routes.h"

#include <algorithm>

namespace rostra::server {

namespace {

using Json = nlohmann::json;
constexpr std::chrono::milliseconds longest_wait{3000};
constexpr std::chrono::seconds longest_turn{10};  // just after a start the first of the long pages takes some seconds, and others wait behind it
// Searches are asked for by people who wait; the long pages less often, and they take the longest.
constexpr int niceness_of_searches = 5, niceness_of_long_pages = 10;

std::string all_assets_hash() {
    std::string joined;
    for (const Asset& asset : assets()) joined += asset.bytes;
    return content_id(joined);
}

Result<Templates> embedded_templates() {
    std::map<std::string, std::string> sources;
    for (const Asset& asset : assets()) {
        constexpr std::string_view folder = "templates/", ending = ".html";
        if (asset.name.substr(0, folder.size()) != folder) continue;
        const std::string_view name = asset.name.substr(folder.size(), asset.name.size() - folder.size() - ending.size());
        sources.emplace(name, asset.bytes);
    }
    return Templates::parse(sources);
}

std::string state_label(const std::string& code) {
    const knowledge::State* known = knowledge::state(code);
    return known == nullptr ? code : std::string(known->name);
}

std::string type_of(std::string_view name) {
    const std::string_view ending = name.substr(std::min(name.rfind('.'), name.size()));
    if (ending == ".css") return "text/css; charset=utf-8";
    if (ending == ".js") return "text/javascript; charset=utf-8";
    if (ending == ".svg") return "image/svg+xml";
    if (ending == ".png") return "image/png";
    if (ending == ".json") return "application/json";
    if (ending == ".txt") return "text/plain; charset=utf-8";
    return "application/octet-stream";
}

/// The address of a page's twin: the suffix before the query.
std::string twin_of(const Request& request) {
    std::string path = request.path == "/" ? "/index" : request.path;
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    return path + ".json" + query_text(request);
}

/// A record that takes too long, or is held by others, is not the visitor's fault.
Error of_record(Error fault) {
    if (fault.code == ErrorCode::too_large) fault.code = ErrorCode::conflict;
    return fault;
}

/// What a form's list of states offers, by name.
Json choices_of(const std::vector<CountOf>& counted) {
    std::vector<std::pair<std::string, std::string>> named;  // name, code
    for (const CountOf& one : counted) named.emplace_back(state_label(one.name), one.name);
    std::sort(named.begin(), named.end());
    Json list = Json::array();
    for (const auto& [name, code] : named) list.push_back({{"value", code}, {"label", name}});
    return list;
}

/// The one that a form's list has chosen; null: none.
Json chosen_state(const Request& request, const char* field) {
    const std::string code = request.value(field);
    return code.empty() ? Json(nullptr) : Json{{"value", code}, {"label", state_label(code)}};
}

const std::string* header_of(const Response& response, std::string_view name) {
    const auto found = std::find_if(response.headers.begin(), response.headers.end(), [&](const auto& h) { return h.first == name; });
    return found == response.headers.end() ? nullptr : &found->second;
}

/// A kept answer has its tag already.
std::string tag_of(Response& response) {
    if (const std::string* tag = header_of(response, "ETag")) return *tag;
    std::string tag = "\"" + content_id(response.body) + "\"";
    response.headers.emplace_back("ETag", tag);
    return tag;
}

/// Answers 304 when the visitor has this very body.
void add_validators(Response& response, const Request& request) {
    if (response.status != 200) return;
    const std::string tag = tag_of(response);
    if (!header_of(response, "Cache-Control")) response.headers.emplace_back("Cache-Control", "no-cache");
    const std::string known = request.header("if-none-match");
    if (known != "*" && known.find(tag) == std::string::npos) return;
    response.status = 304;
    response.body.clear();
}

/// With one core left over, a statement's page is made at once whatever else is asked for.
unsigned at_once(const SiteOptions& options) {
    return options.long_pages > 0 ? options.long_pages : std::max(2u, std::thread::hardware_concurrency()) - 1;
}

/// The first part of the address that says what is asked for: "blocs" of "/api/v1/blocs" and of "/blocs.json".
std::string_view asked_for(const Request& request) {
    const auto& s = request.segments;
    const std::size_t at = s.size() > 2 && s[0] == "api" ? 2 : 0;
    return at < s.size() ? std::string_view(s[at]) : std::string_view();
}

bool takes_long(std::string_view what) {
    return what == "blocs" || what == "bloc" || what == "compare" || what == "state" || what == "speaker" || what == "subject" || what == "subjects";
}

/// All that an answer of the record depends on, but for the record. Errors are in HTML or in JSON as they were asked for.
std::string whole_address(const Request& request) {
    return (request.wants_json() ? "json " : "html ") + request.path + query_text(request);
}

Error others_ask() { return {ErrorCode::conflict, "record", "others have asked for long pages just now"}; }

}  // namespace

Site::Site(RecordPool::Open open, std::unique_ptr<Reader> reader, SiteOptions options, Templates templates)
    : options_(std::move(options)), records_(std::move(open), options_.readers), reader_(std::move(reader)), templates_(std::move(templates)), version_(all_assets_hash()), data_(options_.data), reads_(options_.reads), long_answers_(options_.kept_bytes / 4 * 3), answers_(options_.kept_bytes / 4), long_(at_once(options_), niceness_of_long_pages), searches_(at_once(options_) + 1, niceness_of_searches) {}

Result<std::unique_ptr<Site>> Site::make(RecordPool::Open open, std::unique_ptr<Reader> reader, SiteOptions options) {
    Result<Templates> templates = embedded_templates();
    if (!templates) return templates.error();
    std::unique_ptr<Site> site(new Site(std::move(open), std::move(reader), std::move(options), *std::move(templates)));
    if (!site->options_.open_for_writing) return site;
    const auto render = [made = site.get()](const std::string& name, const Json& view, const Request& request) { return made->rendered(name, view, request); };
    Result<std::unique_ptr<Desk>> desk = Desk::make(site->options_.open_for_writing, site->options_.desk, site->options_.address, render);
    if (!desk) return desk.error();
    site->desk_ = *std::move(desk);
    return site;
}

void Site::set_address(std::string base) { options_.address.base = std::move(base); }

Response Site::answer(const Request& request) {
    Response response;
    try {
        response = routed(request);
    } catch (const std::exception&) {
        response = error(500, "Something went wrong here, not with what you asked.", request.wants_json());
    }
    add_validators(response, request);
    const bool framed = !request.segments.empty() && request.segments[0] == "embed" && request.suffix.empty() && (response.status == 200 || response.status == 304);
    for (const auto& header : security_headers(framed)) response.headers.push_back(header);
    return response;
}

Response Site::error(int status, std::string_view message, bool as_json) const {
    if (as_json) return json_response(error_json(status, message), status);
    Json view = error_json(status, message);
    view["page"] = "error";
    view["title"] = status_words(status);
    view["site"] = {{"version", version_}};
    return {status, "text/html; charset=utf-8", templates_.render("error", view), {}};
}

Response Site::failed(const Error& fault, const Request& request) const {
    const int status = status_of(fault.code);
    // What went wrong inside is for the log, not for visitors; what is wrong with the request is for them.
    const std::string message = status >= 500                            ? "The record cannot be read right now. Try again in a minute."
                                : status == 404 && !request.wants_json() ? "Nothing in this record has this address."
                                                                         : fault.message();
    Response response = error(status, message, request.wants_json());
    if (status == 503) response.headers.emplace_back("Retry-After", "5");
    return response;
}

Response Site::routed(const Request& request) {
    const auto& s = request.segments;
    const bool read_address = (s.size() == 1 && s[0] == "read") || (s.size() == 3 && s[0] == "api" && s[1] == "v1" && s[2] == "read");
    if (desk_ && Desk::takes(request)) return desk_->answer(request);
    const bool reading = request.method == "POST" && read_address;
    if (auto response = refused(request, reading)) return *std::move(response);
    if (reading) return read(request);
    if (request.method == "OPTIONS" && !s.empty() && s[0] == "api")
        return {204, "text/plain", "", {{"Access-Control-Allow-Origin", "*"}, {"Access-Control-Allow-Methods", "GET, HEAD, POST, OPTIONS"}, {"Access-Control-Allow-Headers", "Content-Type"}, {"Access-Control-Max-Age", "86400"}}};
    const bool getting = request.method == "GET" || request.method == "HEAD";
    if (getting && !(read_address && s.size() == 3)) return get(request);
    Response response = error(405, "This address does not take " + request.method + ".", request.wants_json());
    response.headers.emplace_back("Allow", read_address ? (s.size() == 3 ? "POST" : "GET, HEAD, POST") : "GET, HEAD");
    return response;
}

std::optional<Response> Site::refused(const Request& request, bool reading) {
    const bool data = !request.suffix.empty() || (request.segments.size() > 1 && request.segments[0] == "api");
    if ((!data && !reading) || is_this_machine(request.visitor)) return std::nullopt;
    const auto wait = reading ? reads_.take(request.visitor) : data_.take(request.visitor);
    if (!wait) return std::nullopt;
    Response response = error(429, "You asked too often. Retry-After says in how many seconds to go on.", request.wants_json() || !reading);
    response.headers.emplace_back("Retry-After", std::to_string(wait->count()));
    return response;
}

Response Site::get(const Request& request) {
    const auto& s = request.segments;
    if (!s.empty() && s[0] == "static") return asset(request);
    if (s.size() == 3 && s[0] == "api" && s[1] == "v1" && s[2] == "openapi.json") return asset(request);
    if (s.size() == 1 && (request.path == "/robots.txt" || request.path == "/favicon.svg" || request.path == "/opensearch.xml")) return asset(request);
    if (is_fixed_page(request)) {
        const Page fixed = fixed_page(request);
        return request.suffix == "json" ? json_response(fixed.view) : rendered(fixed.name, fixed.view, request);
    }
    return made(request);
}

void Site::warm() {
    warming_ = std::jthread([this](const std::stop_token& stop) {
        warm_events();
        warm_matrices(stop);
    });
}

void Site::warm_events() {
    const auto look = [this] {
        const auto record = records_.lease(longest_wait);
        if (!record) return;
        BlocFilter one;
        one.member = std::string(knowledge::states().front().code);
        (void)(*record)->blocs(one);
    };
    (void)long_.run(look, longest_turn);
}

/// One after the other, each as a visitor would ask for it: who comes meanwhile waits for one of them at most.
void Site::warm_matrices(const std::stop_token& stop) {
    const Result<std::int64_t> state = state_of_record();
    Result<std::vector<CountOf>> subjects = std::vector<CountOf>();
    if (const auto record = records_.lease(longest_wait); record) subjects = (*record)->subjects();
    if (!state || !subjects) return;
    std::stable_sort(subjects->begin(), subjects->end(), [](const CountOf& a, const CountOf& b) { return a.count > b.count; });
    std::size_t bytes = 0, made_ones = 0;
    for (const CountOf& subject : *subjects) {
        const Result<std::int64_t> now = state_of_record();
        if (stop.stop_requested() || bytes >= options_.kept_bytes / 4 || !now || *now != *state) return;
        bytes += made(*parse_target("/blocs?about=" + escape_url(subject.name))).body.size();
        // The events of each push out what the record remembers and nobody asked for; those of all are to stay.
        if (++made_ones % 8 == 0) warm_events();
    }
}

Result<std::int64_t> Site::state_of_record() {
    auto record = records_.lease(longest_wait);
    if (!record) return record.error();
    return (*record)->changes();
}

Response Site::made(const Request& request) {
    const Result<std::int64_t> state = state_of_record();
    if (!state) return failed(of_record(state.error()), request);
    // A page is made of several looks at the record. What changed between them is in some of them only: such a page is shown
    // once, as it always was, and not kept.
    const auto make = [&] {
        KeptAnswers::Made made{made_apart(request), false};
        if (made.response.status != 200) return made;
        (void)tag_of(made.response);
        const Result<std::int64_t> after = state_of_record();
        made.keep = after && *after == *state;
        return made;
    };
    const auto answer = (takes_long(asked_for(request)) ? long_answers_ : answers_).get(*state, whole_address(request), make, longest_turn);
    return answer ? *answer : failed(others_ask(), request);
}

Response Site::made_apart(const Request& request) {
    const auto& s = request.segments;
    const std::string_view what = asked_for(request);
    Response response;
    const auto make = [&] { response = s.size() > 1 && s[0] == "api" && s[1] == "v1" ? api(request) : page(request); };
    if (!takes_long(what) && what != "search") make();
    else if (!(what == "search" ? searches_ : long_).run(make, longest_turn)) return failed(others_ask(), request);
    return response;
}

Result<std::shared_ptr<const Site::Known>> Site::known(Record& record) {
    const Result<std::int64_t> state = record.changes();
    if (!state) return state.error();
    {
        const std::lock_guard lock(known_mutex_);
        if (known_ && known_->state == *state) return known_;
    }
    Result<std::vector<CountOf>> counted = record.states(), subjects = record.subjects();
    if (!counted) return counted.error();
    if (!subjects) return subjects.error();
    auto fresh = std::make_shared<Known>();
    fresh->state = *state;
    fresh->choices = {{"state_choices", choices_of(*counted)}, {"subject_choices", choices_of(*subjects)}};
    fresh->states = *std::move(counted);
    const std::lock_guard lock(known_mutex_);
    known_ = fresh;
    return std::shared_ptr<const Known>(fresh);
}

Response Site::page(const Request& request) {
    std::shared_ptr<const Known> known_now;
    std::optional<Result<Page>> made;
    {
        auto record = records_.lease(longest_wait);
        if (!record) return failed(of_record(record.error()), request);
        auto found = known(**record);
        if (!found) return failed(of_record(found.error()), request);
        known_now = *std::move(found);
        const RouteContext context{**record, request, options_.address, known_now->states};
        if (!request.suffix.empty() && request.suffix != "json") {
            auto text = make_text(context);
            if (!text) return failed(of_record(text.error()), request);
            return {200, text->type, text->body, {{"Access-Control-Allow-Origin", "*"}}};
        }
        made = make_page(context);
    }
    // From here on others may have the record.
    if (!*made) return failed(of_record(made->error()), request);
    Page& page = **made;
    if (request.suffix == "json") return json_response(page.view);
    if (page.name != "search" && page.name != "blocs") return rendered(page.name, page.view, request);
    for (const char* field : {"state", "about", "member"}) page.view[std::string("chosen_") + field] = chosen_state(request, field);
    return rendered(page.name, page.view, request, known_now->choices);
}

Response Site::api(const Request& request) {
    auto record = records_.lease(longest_wait);
    if (!record) return failed(of_record(record.error()), request);
    auto found = known(**record);
    if (!found) return failed(of_record(found.error()), request);
    auto text = make_api({**record, request, options_.address, (*found)->states});
    if (!text) return failed(of_record(text.error()), request);
    return {200, text->type, text->body, {{"Access-Control-Allow-Origin", "*"}}};
}

Response Site::rendered(const std::string& name, const nlohmann::json& view, const Request& request, const nlohmann::json& shared) const {
    const Json twin = view.contains("no_twin") ? Json(nullptr) : Json(twin_of(request));
    Json site = {{"site", {{"version", version_}, {"twin", twin}, {"base", options_.address.base}, {"can_read", reader_ != nullptr}, {"can_correct", desk_ != nullptr}}}};
    for (const char* part : {"search", "blocs", "speakers", "states", "subjects", "reports", "about", "read", "data"}) site["at_" + std::string(part)] = name == part;
    return {200, "text/html; charset=utf-8", templates_.render(name, view, {&shared, &site}), {}};
}

Response Site::asset(const Request& request) const {
    std::string wanted = "static/" + request.path.substr(request.path.rfind('/') + 1);
    const bool versioned = request.value("v") == version_;
    for (const Asset& asset : assets()) {
        if (asset.name != wanted) continue;
        Response response{200, type_of(asset.name), std::string(asset.bytes), {}};
        response.headers.emplace_back("Cache-Control", versioned ? "public, max-age=31536000, immutable" : "public, max-age=3600");
        if (type_of(asset.name) == "application/json") response.headers.emplace_back("Access-Control-Allow-Origin", "*");
        return response;
    }
    return error(404, "There is no such file.", request.wants_json());
}

}  // namespace rostra::server
