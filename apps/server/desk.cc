#include "desk.h"

#include <ctime>

namespace rostra::server {
namespace {

constexpr std::chrono::milliseconds longest_lease{5000};
constexpr std::size_t writers = 3;

/// "https://a.example:8443/x" → "a.example:8443".
std::string_view authority(std::string_view address) {
    if (const auto scheme = address.find("://"); scheme != std::string_view::npos) address.remove_prefix(scheme + 3);
    return address.substr(0, address.find('/'));
}

}  // namespace

Result<std::map<std::string, std::string>> parse_form(const Request& request) {
    const std::string type = utf8::lower(request.header("content-type"));
    if (type.rfind("application/x-www-form-urlencoded", 0) != 0) return Error{ErrorCode::unsupported, "Content-Type", "expected a form (application/x-www-form-urlencoded)"};
    // '#' cannot stand in a form's body as it is; a body with one is none of a browser's.
    if (request.body.find('#') != std::string::npos) return Error{ErrorCode::bad_value, "form", "is not encoded as a form"};
    Result<Request> parsed = parse_target("/?" + request.body);
    if (!parsed) return parsed.error();
    return std::move(parsed->query);
}

std::string trimmed_text(const std::string& text) {
    std::string plain;
    for (const char c : text)
        if (c != '\r') plain += c;
    return std::string(slice(plain, trimmed(plain, {0, static_cast<std::uint32_t>(plain.size())})));
}

Desk::Desk(RecordPool::Open open, DeskOptions options, const SiteAddress& address, Render render, std::string key)
    : options_(std::move(options)), address_(address), records_(std::move(open), writers), render_(std::move(render)), signer_(std::move(key)), spam_service_(options_.spam_service), proposals_(options_.proposals), all_proposals_(options_.all_proposals, 1), logins_(options_.logins), logins_of_name_(options_.logins_of_name, 5'000) {}

Result<std::unique_ptr<Desk>> Desk::make(RecordPool::Open open, DeskOptions options, const SiteAddress& address, Render render) {
    Result<std::unique_ptr<Record>> record = open();
    if (!record) return record.error();
    Result<std::string> key = (*record)->form_key();
    if (!key) return key.error();
    if (Status sound = SpamService::check(options.spam_service); !sound) return sound.error();
    return std::unique_ptr<Desk>(new Desk(std::move(open), std::move(options), address, std::move(render), *std::move(key)));
}

std::int64_t Desk::now() const { return options_.clock ? options_.clock() : static_cast<std::int64_t>(std::time(nullptr)); }

bool Desk::takes(const Request& request) {
    const auto& s = request.segments;
    if (!request.suffix.empty()) return false;
    if (s.size() == 3 && s[0] == "s") return s[2] == "correct" || s[2] == "part";
    if (s.size() == 1) return s[0] == "login" || s[0] == "logout" || s[0] == "edit";
    return s.size() == 2 && s[0] == "edit";
}

/// Whether a form was sent by a page of this site. A browser says so in one of two headers; a program that sends neither is
/// no browser with somebody's cookie in it.
bool Desk::from_this_site(const Request& request) const {
    if (const std::string site = request.header("sec-fetch-site"); !site.empty() && site != "same-origin" && site != "none") return false;
    const std::string origin = request.header("origin");
    if (origin.empty()) return true;
    if (origin == "null") return false;
    return authority(origin) == authority(address_.base) || authority(origin) == request.header("host");
}

Response Desk::answer(const Request& request) {
    const bool posting = request.method == "POST";
    if (!posting && request.method != "GET" && request.method != "HEAD") {
        Response response = told(405, "Method not allowed", "This address does not take " + request.method + ".", request);
        response.headers.emplace_back("Allow", "GET, HEAD, POST");
        return response;
    }
    if (posting && !from_this_site(request)) return told(403, "Not from here", "This form was not sent by a page of this site, so it was not taken.", request);
    Form form;
    if (posting) {
        Result<Form> parsed = parse_form(request);
        if (!parsed) return failed(parsed.error(), request);
        form = *std::move(parsed);
    }
    Visit visit{request, std::move(form), {}, {}, {}};
    if (Status lent = lend(visit); !lent) return failed(lent.error(), request);
    if (Status known = recognise(visit); !known) return failed(known.error(), request);
    return routed(visit);
}

Status Desk::lend(Visit& visit) {
    auto record = records_.lease(longest_lease);
    if (!record) return record.error();
    visit.lease.emplace(*std::move(record));
    return Done{};
}

Response Desk::routed(Visit& visit) {
    const auto& s = visit.request.segments;
    const bool posting = visit.request.method == "POST";
    if (s[0] == "s" && s[2] == "correct") return propose(visit, s[1]);
    if (s[0] == "login") return login(visit);
    // From here on only for editors.
    if (!visit.editor) return posting ? told(403, "Not logged in", "Your session has ended. Log in again; nothing was changed.", visit.request) : sent_to("/login");
    if (posting && !same_token(visit.value("csrf"), visit.session->csrf))
        return told(403, "Not from here", "This form does not belong to your session, so it was not taken. Open the page again.", visit.request);
    if (s[0] == "logout") return logout(visit);
    if (s[0] == "s") return part(visit, s[1]);
    if (s.size() == 1) return queue(visit);
    return s[1] == "editors" ? editors(visit) : decide(visit, s[1]);
}

Response Desk::told(int status, std::string_view title, std::string_view message, const Request& request) const {
    nlohmann::json view = error_json(status, message);
    view["page"] = "error";
    view["title"] = title;
    view["no_twin"] = true;
    Response response = render_("error", view, request);
    response.status = status;
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

Response Desk::failed(const Error& error, const Request& request) const {
    // What is too large is the form; or the record's time or queue, which is not the visitor's fault.
    const bool of_form = error.where == "address";
    const int status = error.code == ErrorCode::too_large && !of_form ? 503 : status_of(error.code);
    const bool explained = status < 500 || error.where == "proposals" || error.where == "login";
    return told(status, status_words(status), explained ? error.message() : "The record cannot be written right now. Try again in a minute.", request);
}

Response Desk::shown(const std::string& name, nlohmann::json view, Visit& visit, int status) const {
    view["editor"] = visit.editor ? nlohmann::json{{"name", visit.editor->name}, {"admin", visit.editor->role == "admin"}} : nlohmann::json(nullptr);
    view["csrf"] = visit.session ? nlohmann::json(visit.session->csrf) : nlohmann::json(nullptr);
    view["no_twin"] = true;
    Response response = render_(name, view, visit.request);
    response.status = status;
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

Response Desk::sent_to(const std::string& path) { return {303, "text/plain; charset=utf-8", "", {{"Location", path}, {"Cache-Control", "no-store"}}}; }

}  // namespace rostra::server
