// An editor parts a telling from its statement. It is a correction like those that visitors propose, proposed and accepted in
// one step: so it stands in the public log with its reason, and a later decision undoes it.
#include "desk.h"

#include "rostra/publish.h"

#include <algorithm>

namespace rostra::server {

Response Desk::part_form(Visit& visit, const StatementPage& page, const std::string& fault, int status) {
    nlohmann::json view = part_view(page);
    view["fault"] = fault.empty() ? nlohmann::json(nullptr) : nlohmann::json(fault);
    view["reason"] = visit.value("reason");
    return shown("part", std::move(view), visit, status);
}

Response Desk::part(Visit& visit, const std::string& id) {
    const auto page = visit.record().statement(id);
    if (!page) return failed(page.error(), visit.request);
    if (visit.request.method != "POST") return part_form(visit, *page, "");
    Proposal proposal;
    proposal.kind = CorrectionKind::apart;
    proposal.statement_id = visit.value("telling");
    proposal.reason = trimmed_text(visit.value("reason"));
    const auto told = std::find_if(page->tellings.begin(), page->tellings.end(), [&](const Telling& t) { return t.row.id == proposal.statement_id; });
    if (told == page->tellings.end()) return part_form(visit, *page, "Choose the telling that is not of this statement.", 422);
    const auto kept = visit.record().propose(proposal, now(), {visit.editor->name, {}});
    if (!kept && kept.error().code == ErrorCode::bad_value) return part_form(visit, *page, kept.error().message(), 422);
    if (!kept) return failed(kept.error(), visit.request);
    const auto waits = visit.record().correction(*kept);
    if (!waits) return failed(waits.error(), visit.request);
    const Status decided = visit.record().decide({*kept, waits->latest, CorrectionState::accepted, false, visit.editor->name, {}}, now());
    if (decided) return sent_to("/s/" + escape_url(proposal.statement_id) + "#history");
    return failed(decided.error(), visit.request);
}

}  // namespace rostra::server
