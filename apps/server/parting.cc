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
    const std::string telling = visit.value("telling");
    if (std::none_of(page->tellings.begin(), page->tellings.end(), [&](const Telling& t) { return t.row.id == telling; }))
        return part_form(visit, *page, "Choose the telling that is not of this statement.", 422);
    const Status parted = part_with_reason(visit.record(), telling, visit.editor->name, trimmed_text(visit.value("reason")), now());
    if (parted) return sent_to("/s/" + escape_url(telling) + "#history");
    if (parted.error().code == ErrorCode::bad_value) return part_form(visit, *page, parted.error().message(), 422);
    return failed(parted.error(), visit.request);
}

}  // namespace rostra::server
