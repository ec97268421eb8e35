// The editors' desk: queues of proposals, deciding one, and, for admins, the editors.
#include "desk.h"

#include "password.h"

#include "rostra/publish.h"

#include <algorithm>
#include <charconv>

namespace rostra::server {
namespace {

using Json = nlohmann::json;

template <class Number>
std::optional<Number> number(const std::string& text) {
    Number value{};
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    return fault == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::vector<CorrectionState> states_of(const std::string& queue) {
    if (queue == "proposed") return {CorrectionState::proposed};
    if (queue == "suspected") return {CorrectionState::suspected};
    if (queue == "spam") return {CorrectionState::spam};
    return {CorrectionState::accepted, CorrectionState::rejected};
}

}  // namespace

Response Desk::queue(Visit& visit) {
    std::string queue = visit.request.value("queue");
    if (queue != "suspected" && queue != "spam" && queue != "decided") queue = "proposed";
    PageRequest page{30, std::nullopt};
    if (const std::string cursor = visit.request.value("cursor"); !cursor.empty()) page.cursor = cursor;
    auto list = visit.record().corrections(states_of(queue), page);
    if (!list) return failed(list.error(), visit.request);
    auto counts = visit.record().correction_counts();
    if (!counts) return failed(counts.error(), visit.request);
    return shown("edit", queue_view(queue, *counts, *list), visit);
}

Response Desk::decide_form(Visit& visit, const Correction& correction, const std::string& fault, int status) {
    auto page = visit.record().statement(correction.proposal.statement_id);
    if (!page) return failed(page.error(), visit.request);
    Json view = deciding_view(correction, *page);
    view["fault"] = fault.empty() ? Json(nullptr) : Json(fault);
    view["note"] = visit.value("note");
    return shown("decide", std::move(view), visit, status);
}

Response Desk::decide(Visit& visit, const std::string& id) {
    const auto wanted = number<std::int64_t>(id);
    if (!wanted) return told(404, "Not found", "There is no such proposal.", visit.request);
    auto correction = visit.record().correction(*wanted);
    if (!correction) return failed(correction.error(), visit.request);
    if (visit.request.method != "POST") return decide_form(visit, *correction, "");
    const auto verdict = correction_state(visit.value("verdict"));
    const auto seen = number<std::int64_t>(visit.value("seen"));
    if (!verdict || !seen) return decide_form(visit, *correction, "Choose what to do with it.", 422);
    Ruling ruling{*wanted, *seen, *verdict, visit.value("reach") == "every", visit.editor->name, {}};
    for (const char c : visit.value("note"))
        if (c != '\r') ruling.note += c;
    const Status decided = visit.record().decide(ruling, now());
    if (decided) return sent_to("/edit");
    const ErrorCode code = decided.error().code;
    if (code != ErrorCode::bad_value && code != ErrorCode::conflict) return failed(decided.error(), visit.request);
    auto fresh = visit.record().correction(*wanted);
    if (!fresh) return failed(fresh.error(), visit.request);
    return decide_form(visit, *fresh, "Not done: this proposal " + decided.error().detail + ".", code == ErrorCode::conflict ? 409 : 422);
}

Status Desk::change_editor(Visit& visit) {
    const std::string name = visit.value("name"), what = visit.value("what");
    Result<std::string> hash = std::string();
    if (what == "add") {
        if (Status back = aside(visit, [&] { hash = hash_password(visit.value("password")); }); !back) return back;
        if (!hash) return hash.error();
    }
    auto known = visit.record().editor(name);
    if (!known && known.error().code != ErrorCode::not_found) return known.error();
    if (what == "add") {
        if (known) return Error{ErrorCode::bad_value, "Editor", "this name is taken"};
        return visit.record().put_editor({name, *std::move(hash), visit.value("role") == "admin" ? "admin" : "editor", now(), false});
    }
    if (!known) return known.error();
    // So that one admin is always left.
    if (name == visit.editor->name) return Error{ErrorCode::bad_value, "Editor", "you cannot do this to yourself"};
    if (what == "disable" || what == "enable") known->disabled = what == "disable";
    else return Error{ErrorCode::bad_value, "Editor", "can be added, disabled and enabled"};
    return visit.record().put_editor(*known);
}

Response Desk::editors(Visit& visit) {
    if (visit.editor->role != "admin") return told(403, "For admins", "Only an admin may see and change the editors.", visit.request);
    std::string fault;
    int status = 200;
    if (visit.request.method == "POST") {
        const Status changed = change_editor(visit);
        if (changed) return sent_to("/edit/editors");
        const ErrorCode code = changed.error().code;
        if (code != ErrorCode::bad_value && code != ErrorCode::not_found && code != ErrorCode::conflict) return failed(changed.error(), visit.request);
        fault = changed.error().message();
        status = code == ErrorCode::conflict ? 503 : 422;
    }
    auto all = visit.record().editors();
    if (!all) return failed(all.error(), visit.request);
    Json view = editors_view(*all, visit.editor->name);
    view["fault"] = fault.empty() ? Json(nullptr) : Json(fault);
    view["least"] = least_password;
    return shown("editors", std::move(view), visit, status);
}

}  // namespace rostra::server
