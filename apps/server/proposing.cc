// Proposing a correction: the form, its guards, and what the form says as a proposal.
#include "desk.h"

#include "rostra/publish.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace rostra::server {
namespace {

using Json = nlohmann::json;
constexpr std::int64_t oldest_form = 24 * 3600;  // seconds; who reads longer is asked to send it once more
constexpr double sure = 0.95;                    // from here on the filter's word sets a proposal aside
constexpr const char* trap = "website";          // a field that no person sees

std::string value_of(const std::map<std::string, std::string>& form, const std::string& name) {
    const auto found = form.find(name);
    return found == form.end() ? std::string() : trimmed_text(found->second);
}

std::optional<std::string> given(const std::map<std::string, std::string>& form, const std::string& name) {
    std::string value = value_of(form, name);
    return value.empty() ? std::nullopt : std::optional(std::move(value));
}

/// A state by its code or its common name, in any case.
std::optional<std::string> state_code(std::string_view text) {
    const std::string wanted = utf8::fold(text);
    for (const knowledge::State& state : knowledge::states())
        if (utf8::fold(state.code) == wanted || utf8::fold(state.name) == wanted) return std::string(state.code);
    return std::nullopt;
}

/// "Cuba, EGY; Belarus" → codes. bad_value names what is no state.
Result<std::vector<std::string>> state_list(const std::string& text) {
    std::vector<std::string> codes;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find_first_of(",;\n", at), text.size());
        const std::string one = trimmed_text(text.substr(at, end - at));
        at = end + 1;
        if (one.empty()) continue;
        const auto code = state_code(one);
        if (!code) return Error{ErrorCode::bad_value, "States named", "“" + one + "” is no state's common name or three-letter code; set a comma between two"};
        if (std::find(codes.begin(), codes.end(), *code) == codes.end()) codes.push_back(*code);
    }
    return codes;
}

Result<std::optional<Speaker>> speaker_of(const std::map<std::string, std::string>& form) {
    if (given(form, "no_speaker")) return std::optional<Speaker>();
    Speaker speaker;
    speaker.name = value_of(form, "name");
    if (speaker.name.empty()) return Error{ErrorCode::bad_value, "Speaker", "give the name of who said it, or tick that the text does not say"};
    const std::string type = value_of(form, "type");
    for (const SpeakerType one : {SpeakerType::person, SpeakerType::organisation, SpeakerType::state, SpeakerType::group, SpeakerType::document})
        if (name_of(one) == type) speaker.type = one;
    speaker.role = given(form, "role");
    if (const auto of = given(form, "of")) {
        speaker.of = state_code(*of);
        if (!speaker.of) return Error{ErrorCode::bad_value, "State of the speaker", "“" + *of + "” is no state's common name or three-letter code"};
    }
    return std::optional(std::move(speaker));
}

Result<std::optional<Bloc>> bloc_of(const std::map<std::string, std::string>& form) {
    if (given(form, "no_bloc")) return std::optional<Bloc>();
    Bloc bloc;
    if (const auto declared = given(form, "declared")) {
        std::uint32_t number = 0;
        const auto [end, fault] = std::from_chars(declared->data(), declared->data() + declared->size(), number);
        if (fault != std::errc() || end != declared->data() + declared->size()) return Error{ErrorCode::bad_value, "States declared", "expected a number, such as 23"};
        bloc.declared = number;
    }
    Result<std::vector<std::string>> named = state_list(value_of(form, "named"));
    if (!named) return named.error();
    bloc.named = *std::move(named);
    if (const auto lead = given(form, "lead")) {
        bloc.lead = state_code(*lead);
        if (!bloc.lead) return Error{ErrorCode::bad_value, "Led by", "“" + *lead + "” is no state's common name or three-letter code"};
    }
    bloc.group = given(form, "group");
    return std::optional(std::move(bloc));
}

Result<Proposal> proposal_of(const std::map<std::string, std::string>& form, const std::string& statement_id) {
    Proposal proposal;
    proposal.statement_id = statement_id;
    const auto kind = correction_kind(value_of(form, "kind"));
    if (!kind) return Error{ErrorCode::bad_value, "What is wrong", "choose one of the list"};
    proposal.kind = *kind;
    if (proposal.kind == CorrectionKind::speaker) {
        auto speaker = speaker_of(form);
        if (!speaker) return speaker.error();
        proposal.speaker = *std::move(speaker);
    }
    if (proposal.kind == CorrectionKind::bloc) {
        auto bloc = bloc_of(form);
        if (!bloc) return bloc.error();
        proposal.bloc = *std::move(bloc);
    }
    proposal.reason = value_of(form, "reason");
    if (proposal.reason.empty()) return Error{ErrorCode::bad_value, "Reason", "say how you know, with the words of the report or a source"};
    return proposal;
}

Json choices(const std::string& chosen, const std::vector<std::pair<std::string, std::string>>& named) {
    Json list = Json::array();
    for (const auto& [value, label] : named) list.push_back({{"value", value}, {"label", label}, {"chosen", value == chosen}});
    return list;
}

/// What can be wrong with a statement, and how the form says it.
std::vector<std::pair<std::string, std::string>> kinds_for(const StatementPage& page) {
    std::vector<std::pair<std::string, std::string>> kinds{{"speaker", "The speaker is wrong"}, {"bloc", "The bloc is wrong: for whom it was said"}, {"not-a-statement", "This is not a statement"}, {"furniture", "This is not part of the article (a menu, a link, a notice)"}};
    if (page.tellings.size() > 1) kinds.emplace_back("apart", "This report's telling is not the same statement as the other tellings");
    kinds.emplace_back("other", "Something else");
    return kinds;
}

std::string state_name(const std::string& code) {
    const knowledge::State* state = knowledge::state(code);
    return std::string(state ? state->name : std::string_view(code));
}

/// The statement as it stands, as the form's fields: who mends one of them keeps the others.
std::map<std::string, std::string> as_it_stands(const Statement& statement) {
    std::map<std::string, std::string> form;
    if (const auto& speaker = statement.speaker) {
        form["name"] = speaker->name;
        form["type"] = name_of(speaker->type);
        form["role"] = speaker->role.value_or("");
        if (speaker->of) form["of"] = state_name(*speaker->of);
    }
    if (const auto& bloc = statement.on_behalf_of) {
        if (bloc->declared) form["declared"] = std::to_string(*bloc->declared);
        if (bloc->lead) form["lead"] = state_name(*bloc->lead);
        form["group"] = bloc->group.value_or("");
        for (const std::string& code : bloc->named) form["named"] += (form["named"].empty() ? "" : ", ") + state_name(code);
    }
    return form;
}

/// What the text of a proposal is for a service that judges comments.
std::string written(const Proposal& p) {
    std::string text = p.reason;
    if (p.speaker) text += "\n" + p.speaker->name + " " + p.speaker->role.value_or("");
    if (p.bloc) text += "\n" + p.bloc->group.value_or("");
    return text;
}

}  // namespace

Response Desk::propose(Visit& visit, const std::string& id) {
    auto page = visit.record().statement(id);
    if (!page) return failed(page.error(), visit.request);
    if (visit.request.method == "POST") return take_proposal(visit, *page);
    if (visit.request.value("sent").empty()) {
        Form values = as_it_stands(page->row.statement);
        values["kind"] = visit.request.value("kind");
        return propose_form(visit, *page, values, "");
    }
    Json view = propose_view(*page);
    view["sent"] = true;
    view["title"] = "Thank you";
    return shown("correct", std::move(view), visit);
}

Response Desk::propose_form(Visit& visit, const StatementPage& page, const Form& values, const std::string& fault, int status) {
    Json view = propose_view(page);
    view["fault"] = fault.empty() ? Json(nullptr) : Json(fault);
    view["sent"] = false;
    view["token"] = signer_.sign("propose " + page.row.id, now());
    view["kinds"] = choices(value_of(values, "kind"), kinds_for(page));
    view["types"] = choices(value_of(values, "type"), {{"person", "a person"}, {"organisation", "an organisation"}, {"state", "a state"}, {"group", "a group"}, {"document", "a document"}});
    Json kept = Json::object();
    for (const char* name : {"name", "role", "of", "declared", "named", "lead", "group", "reason"}) kept[name] = value_of(values, name);
    for (const char* name : {"no_speaker", "no_bloc"}) kept[name] = !value_of(values, name).empty();
    view["kept"] = std::move(kept);
    Json names = Json::array();
    for (const knowledge::State& state : knowledge::states()) names.push_back(state.name);
    view["state_names"] = std::move(names);
    return shown("correct", std::move(view), visit, status);
}

/// Why it is taken for spam; empty: it is not. Guards that fail say nothing: an editor will see it.
std::string Desk::suspicion(Visit& visit, const Proposal& proposal, std::int64_t age) {
    if (!visit.value(trap).empty()) return "a field was filled that no person sees";
    if (age < options_.least_seconds) return "the form came back after " + std::to_string(age) + " s";
    if (const auto likely = visit.record().likely_spam(proposal); likely && *likely && **likely >= sure) {
        char words[64];
        std::snprintf(words, sizeof words, "the filter takes it for spam (%.0f%%)", **likely * 100);
        return words;
    }
    return {};
}

Response Desk::take_proposal(Visit& visit, const StatementPage& page) {
    const bool by_editor = visit.editor.has_value();
    if (!by_editor) {
        auto wait = proposals_.take(visit.request.visitor);
        if (!wait) wait = all_proposals_.take("all");
        if (wait) {
            Response response = propose_form(visit, page, visit.form, "Too many proposals came from your network. Wait a few minutes and send it again.", 429);
            response.headers.emplace_back("Retry-After", std::to_string(wait->count()));
            return response;
        }
    }
    const auto age = signer_.age(visit.value("token"), "propose " + page.row.id, now());
    if (!age || *age > oldest_form) return propose_form(visit, page, visit.form, "This form was open for too long, or was not one of ours. Nothing is lost: send it once more.", 422);
    Result<Proposal> proposal = proposal_of(visit.form, page.row.id);
    if (!proposal) return propose_form(visit, page, visit.form, proposal.error().message(), 422);
    ProposalOrigin origin;
    if (by_editor) {
        origin.editor = visit.editor->name;
    } else {
        origin.suspicion = suspicion(visit, *proposal, *age);
        if (origin.suspicion.empty() && spam_service_.is_on()) {
            const SpamService::Asked asked{written(*proposal), visit.request.visitor, visit.request.header("user-agent"), address_.base};
            auto answer = SpamService::Answer::none;
            if (Status back = aside(visit, [&] { answer = spam_service_.ask(asked); }); !back) return failed(back.error(), visit.request);
            if (answer == SpamService::Answer::spam) origin.suspicion = "the spam service takes it for spam";
        }
    }
    const auto kept = visit.record().propose(*proposal, now(), origin);
    if (!kept && kept.error().code == ErrorCode::bad_value) return propose_form(visit, page, visit.form, kept.error().detail, 422);
    if (!kept) return failed(kept.error(), visit.request);
    if (by_editor) return sent_to("/edit/" + std::to_string(*kept));
    return sent_to("/s/" + escape_url(page.row.id) + "/correct?sent=1");
}

}  // namespace rostra::server
