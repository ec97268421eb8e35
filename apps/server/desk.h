// The part of the site that writes: visitors propose corrections, editors log in and decide. Only there when the server
// was started for it (`rostra serve --corrections`). Every page works as a plain form; nothing is cached by anyone.
#pragma once

#include "http.h"
#include "rate_limit.h"
#include "record_pool.h"
#include "spam_service.h"
#include "tokens.h"

#include "rostra/publish.h"

namespace rostra::server {

struct DeskOptions {
    bool secure_cookies = false;     ///< visitors come by https: cookies are then sent by nothing else
    std::int64_t least_seconds = 3;  ///< a form that comes back sooner was filled by a program
    SpamService::Options spam_service;
    Rate proposals{6, std::chrono::minutes(10)};        ///< a visitor
    Rate all_proposals{120, std::chrono::seconds(20)};  ///< all visitors together
    Rate logins{10, std::chrono::seconds(30)};          ///< a visitor
    Rate logins_of_name{20, std::chrono::seconds(20)};  ///< an editor's name, whoever tries
    std::function<std::int64_t()> clock;                ///< seconds since 1970; empty: the system's
};

/// Thread-safe after `make`.
class Desk {
public:
    /// Renders a page of the site.
    using Render = std::function<Response(const std::string& name, const nlohmann::json& view, const Request& request)>;

    /// `open` must open the record for writing. `address` is the site's, whose forms are taken; it outlives the desk.
    /// Errors: what opening gives.
    [[nodiscard]] static Result<std::unique_ptr<Desk>> make(RecordPool::Open open, DeskOptions options, const SiteAddress& address, Render render);

    /// Whether the address is one of the desk's.
    [[nodiscard]] static bool takes(const Request& request);
    [[nodiscard]] Response answer(const Request& request);

private:
    using Form = std::map<std::string, std::string>;
    /// One request with what the desk found out about it.
    struct Visit;
    Desk(RecordPool::Open open, DeskOptions options, const SiteAddress& address, Render render, std::string key);

    // desk.cc
    Response routed(Visit& visit);
    [[nodiscard]] std::int64_t now() const;
    [[nodiscard]] bool from_this_site(const Request& request) const;
    Response told(int status, std::string_view title, std::string_view message, const Request& request) const;
    Response failed(const Error& error, const Request& request) const;
    Response shown(const std::string& name, nlohmann::json view, Visit& visit, int status = 200) const;
    static Response sent_to(const std::string& path);
    /// Does what takes long and needs no record, while others have it. Errors: as `RecordPool::lease`; the work was done.
    template <class Work>
    Status aside(Visit& visit, const Work& work);
    Status lend(Visit& visit);

    // proposing.cc
    Response propose(Visit& visit, const std::string& id);
    Response propose_form(Visit& visit, const StatementPage& page, const Form& values, const std::string& fault, int status = 200);
    Response take_proposal(Visit& visit, const StatementPage& page);
    std::string suspicion(Visit& visit, const Proposal& proposal, std::int64_t age);

    // parting.cc
    Response part(Visit& visit, const std::string& id);
    Response part_form(Visit& visit, const StatementPage& page, const std::string& fault, int status = 200);

    // login.cc
    Status recognise(Visit& visit);
    Response login(Visit& visit);
    Response login_form(Visit& visit, std::string_view fault, int status);
    Response logout(Visit& visit);
    [[nodiscard]] std::string cookie_name() const { return options_.secure_cookies ? "__Host-rostra" : "rostra"; }
    [[nodiscard]] std::string cookie(const std::string& value, std::int64_t seconds) const;
    [[nodiscard]] std::string session_token(const Request& request) const;

    // deciding.cc
    Response queue(Visit& visit);
    Response decide(Visit& visit, const std::string& id);
    Response decide_form(Visit& visit, const Correction& correction, const std::string& fault, int status = 200);
    Response editors(Visit& visit);
    Status change_editor(Visit& visit);

    DeskOptions options_;
    const SiteAddress& address_;
    RecordPool records_;
    Render render_;
    FormSigner signer_;
    SpamService spam_service_;
    RateLimit proposals_, all_proposals_, logins_, logins_of_name_;
};

struct Desk::Visit {
    const Request& request;
    Form form;                               ///< of a POST
    std::optional<RecordPool::Lease> lease;  ///< there but while something is done `aside`
    std::optional<Session> session;          ///< of an editor who is logged in
    std::optional<Editor> editor;

    [[nodiscard]] Record& record() const { return **lease; }
    [[nodiscard]] std::string value(const std::string& name) const {
        const auto found = form.find(name);
        return found == form.end() ? std::string() : found->second;
    }
};

template <class Work>
Status Desk::aside(Visit& visit, const Work& work) {
    visit.lease.reset();
    work();
    return lend(visit);
}

/// What a person wrote in a field: with plain line ends, and without space around it.
[[nodiscard]] std::string trimmed_text(const std::string& text);

/// A browser's form (application/x-www-form-urlencoded). Errors: as `parse_target`, and bad_format for another type.
[[nodiscard]] Result<std::map<std::string, std::string>> parse_form(const Request& request);

}  // namespace rostra::server
