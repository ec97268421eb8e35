// Page models of corrections: the public log, a statement's history, and what editors see.
#include "moment.h"
#include "view_parts.h"

namespace rostra {

using namespace view;

namespace {

std::string day_of_moment(std::int64_t at) { return day_words(publish::moment_day(at)); }

std::string_view kind_words(CorrectionKind kind) {
    switch (kind) {
        case CorrectionKind::speaker: return "wrong speaker";
        case CorrectionKind::bloc: return "wrong bloc";
        case CorrectionKind::not_a_statement: return "not a statement";
        case CorrectionKind::furniture: return "not part of the article";
        case CorrectionKind::apart: return "not the same statement";
        case CorrectionKind::other: break;
    }
    return "something else";
}

std::string speaker_words(const std::optional<Speaker>& s) {
    if (!s) return "no speaker known";
    std::string out = s->name.empty() ? std::string("a speaker without a name") : s->name;
    if (s->role) out += ", " + *s->role;
    if (s->of) out += " (" + state_name(*s->of) + ")";
    return out;
}

std::string states_words(const std::vector<std::string>& codes) {
    std::string out;
    for (const std::string& code : codes) out += (out.empty() ? "" : ", ") + state_name(code);
    return out;
}

std::string bloc_value_words(const std::optional<Bloc>& b) {
    if (!b) return "for no bloc";
    std::string out;
    const auto add = [&out](const std::string& part) { out += (out.empty() ? "" : "; ") + part; };
    if (b->group) add(*b->group);
    if (b->declared) add(std::to_string(*b->declared) + " declared");
    if (b->lead) add("led by " + state_name(*b->lead));
    if (!b->named.empty()) add("named: " + states_words(b->named));
    return out.empty() ? "a bloc of which nothing is known" : out;
}

/// What the correction would have stand there, and what stood there when it was proposed; null where it is of neither kind.
Json proposed_words(const Proposal& p) {
    if (p.kind == CorrectionKind::speaker) return speaker_words(p.speaker);
    if (p.kind == CorrectionKind::bloc) return bloc_value_words(p.bloc);
    return nullptr;
}
Json stood_words(const Correction& c) {
    if (!c.stood) return nullptr;
    if (c.proposal.kind == CorrectionKind::speaker) return speaker_words(c.stood->speaker);
    if (c.proposal.kind == CorrectionKind::bloc) return bloc_value_words(c.stood->on_behalf_of);
    return nullptr;
}

std::string_view verdict_words(CorrectionState verdict) {
    switch (verdict) {
        case CorrectionState::proposed: return "returned to the queue";
        case CorrectionState::suspected: return "suspected to be spam";
        case CorrectionState::accepted: return "accepted";
        case CorrectionState::rejected: return "rejected";
        case CorrectionState::spam: break;
    }
    return "marked as spam";
}

Json decision_view(const Decision& d, bool again) {
    return {{"verdict", name_of(d.verdict)}, {"accepted", d.verdict == CorrectionState::accepted}, {"words", std::string(verdict_words(d.verdict)) + (again ? ", anew" : "")}, {"every_telling", d.every_telling}, {"editor", d.editor}, {"note", d.note.empty() ? Json(nullptr) : Json(d.note)}, {"on", day_of_moment(d.at)}};
}

Json decisions_view(const Correction& c, bool for_editors) {
    Json out = Json::array();
    for (const Decision& d : c.decisions)
        if (for_editors || d.verdict == CorrectionState::accepted || d.verdict == CorrectionState::rejected) out.push_back(decision_view(d, !out.empty()));
    return out;
}

/// The two tellings that are not one statement; null for other kinds.
Json apart_view(const Proposal& p) {
    if (p.apart_from.empty()) return nullptr;
    return {{"url", statement_url(p.statement_id)}, {"from_url", statement_url(p.apart_from)}};
}

Json one_view(const Correction& c, bool for_editors) {
    const std::string& id = c.proposal.statement_id;
    return {{"id", c.id},
            {"kind", name_of(c.proposal.kind)},
            {"kind_words", kind_words(c.proposal.kind)},
            {"state", name_of(c.state)},
            {"accepted", c.state == CorrectionState::accepted},
            {"reason", c.proposal.reason},
            {"proposed", proposed_words(c.proposal)},
            {"stood", stood_words(c)},
            {"apart", apart_view(c.proposal)},
            {"proposed_on", day_of_moment(c.proposed_at)},
            {"proposed_by", c.origin.editor.empty() ? Json(nullptr) : Json(c.origin.editor)},
            {"decisions", decisions_view(c, for_editors)},
            {"statement", {{"id", id}, {"url", statement_url(id)}}}};
}

Json statement_part(const StatementPage& page) {
    Json out = statement_row_view(page.row);
    out["speaker_words"] = speaker_words(page.row.statement.speaker);
    out["bloc_words"] = (page.row.statement.on_behalf_of ? "for " : "") + bloc_value_words(page.row.statement.on_behalf_of);
    return out;
}

}  // namespace

nlohmann::json correction_view(const Correction& correction) { return one_view(correction, false); }

nlohmann::json first_reading_view(const StatementRow& row) {
    if (!row.first_reading) return nullptr;
    const Statement& first = *row.first_reading;
    const bool speaker_same = speaker_words(first.speaker) == speaker_words(row.statement.speaker), bloc_same = bloc_value_words(first.on_behalf_of) == bloc_value_words(row.statement.on_behalf_of);
    return {{"speaker", speaker_same ? Json(nullptr) : Json(speaker_words(first.speaker))},
            {"speaker_now", speaker_words(row.statement.speaker)},
            {"bloc", bloc_same ? Json(nullptr) : Json(bloc_value_words(first.on_behalf_of))},
            {"bloc_now", bloc_value_words(row.statement.on_behalf_of)}};
}

nlohmann::json corrections_view(const PageOf<Correction>& corrections, std::uint32_t waiting) {
    Json list = Json::array();
    for (const Correction& one : corrections.items) list.push_back(correction_view(one));
    const Json next_url = corrections.next ? Json("/corrections?cursor=" + escape_url(*corrections.next)) : Json(nullptr);
    return {{"page", "corrections"}, {"title", "Corrections"}, {"corrections", list}, {"waiting", waiting}, {"waiting_words", count_words(waiting, "proposal waits", "proposals wait")}, {"next", or_null(corrections.next)}, {"next_url", next_url}};
}

nlohmann::json part_view(const StatementPage& page) {
    Json tellings = Json::array();
    for (const Telling& telling : page.tellings) {
        Json one = statement_row_view(telling.row);
        one["chosen"] = telling.row.id == page.row.id;
        one["joined"] = telling.joined ? Json{{"explanation", telling.joined->explanation}, {"by", telling.joined->by}} : Json(nullptr);
        tellings.push_back(std::move(one));
    }
    return {{"page", "part"}, {"title", "Part a telling"}, {"statement", statement_part(page)}, {"action", statement_url(page.row.id) + "/part"}, {"alone", page.tellings.size() < 2}, {"tellings", std::move(tellings)}};
}

nlohmann::json propose_view(const StatementPage& page) {
    return {{"page", "correct"}, {"title", "Propose a correction"}, {"statement", statement_part(page)}, {"action", statement_url(page.row.id) + "/correct"}, {"told_more", page.tellings.size() > 1}, {"tellings_words", count_words(page.tellings.size(), "telling", "tellings")}};
}

nlohmann::json queue_view(std::string_view queue, const std::vector<CountOf>& counts, const PageOf<Correction>& corrections) {
    std::uint32_t decided = 0;
    const auto count = [&counts](std::string_view name) {
        for (const CountOf& one : counts)
            if (one.name == name) return one.count;
        return 0u;
    };
    decided = count("accepted") + count("rejected");
    Json queues = Json::array();
    for (const auto& [name, words, number] : {std::tuple{"proposed", "Waiting", count("proposed")}, {"suspected", "Suspected spam", count("suspected")}, {"decided", "Decided", decided}, {"spam", "Spam", count("spam")}})
        queues.push_back({{"name", name}, {"words", words}, {"count", number}, {"here", queue == name}, {"url", std::string("/edit?queue=") + name}});
    Json list = Json::array();
    for (const Correction& one : corrections.items) {
        Json row = one_view(one, true);
        row["suspicion"] = one.origin.suspicion.empty() ? Json(nullptr) : Json(one.origin.suspicion);
        row["url"] = "/edit/" + std::to_string(one.id);
        list.push_back(std::move(row));
    }
    const Json next_url = corrections.next ? Json("/edit?queue=" + std::string(queue) + "&cursor=" + escape_url(*corrections.next)) : Json(nullptr);
    return {{"page", "edit"}, {"title", "Proposals"}, {"queues", queues}, {"corrections", list}, {"next", or_null(corrections.next)}, {"next_url", next_url}};
}

nlohmann::json deciding_view(const Correction& correction, const StatementPage& page) {
    const CorrectionState state = correction.state;
    bool was_accepted = false;
    for (const Decision& d : correction.decisions) was_accepted = was_accepted || d.verdict == CorrectionState::accepted;
    const bool of_value = correction.proposal.kind == CorrectionKind::speaker || correction.proposal.kind == CorrectionKind::bloc;
    Json one = one_view(correction, true);
    one["suspicion"] = correction.origin.suspicion.empty() ? Json(nullptr) : Json(correction.origin.suspicion);
    one["seen"] = correction.latest;
    Json history = Json::array();
    for (const Correction& other : page.history)
        if (other.id != correction.id) history.push_back(one_view(other, true));
    const bool apart = correction.proposal.kind == CorrectionKind::apart;
    Json others = Json::array();
    for (const Telling& telling : page.tellings)
        if (apart && telling.row.id != page.row.id) others.push_back(statement_row_view(telling.row));
    return {{"page", "decide"},
            {"others", std::move(others)},
            {"title", "Decide: " + std::string(kind_words(correction.proposal.kind))},
            {"correction", std::move(one)},
            {"statement", statement_part(page)},
            {"first_reading", first_reading_view(page.row)},
            {"history", history},
            {"action", "/edit/" + std::to_string(correction.id)},
            {"told_more", page.tellings.size() > 1 && !apart},
            {"tellings_words", count_words(page.tellings.size(), "telling", "tellings")},
            {"every_first", of_value},
            {"may_accept", state != CorrectionState::accepted},
            {"may_reject", state != CorrectionState::rejected},
            {"may_spam", state != CorrectionState::spam && !was_accepted},
            {"may_return", state == CorrectionState::suspected || state == CorrectionState::spam}};
}

nlohmann::json editors_view(const std::vector<Editor>& editors, std::string_view self) {
    Json list = Json::array();
    for (const Editor& e : editors)
        list.push_back({{"name", e.name}, {"role", e.role}, {"disabled", e.disabled}, {"since", day_of_moment(e.created_at)}, {"self", e.name == self}});
    return {{"page", "editors"}, {"title", "Editors"}, {"editors", list}};
}

}  // namespace rostra
