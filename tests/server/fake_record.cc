#include "fake_record.h"

namespace rostra::test {

namespace {

Span find(const std::string& text, const std::string& words) {
    const std::size_t at = text.find(words);
    if (words.empty() || at == std::string::npos) return {};
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
}

Speaker person(const char* name, const char* role, const char* of) { return {name, SpeakerType::person, role, of, {}}; }

}  // namespace

void FakeRecord::add_report(const std::string& id, const std::string& title, const std::string& day, const std::string& text) {
    ReportPage page;
    page.row.id = id;
    page.row.title = title;
    page.row.url = "https://news.example/" + day;
    page.row.publisher = "Example Wire";
    page.row.published = day;
    page.row.language = "en";
    page.reading.document.id = id;
    page.reading.document.title = title;
    page.reading.document.text = text;
    reports_.push_back(std::move(page));
}

StatementRow& FakeRecord::say(const std::string& source, const std::string& cue, const std::string& content, Act act) {
    ReportPage& page = reports_.back();
    const std::string& text = page.reading.document.text;
    StatementRow row;
    const Span words = find(text, content);
    row.key = ++last_key_;
    row.id = row.statement_id = page.row.id + ":" + std::to_string(words.begin) + "-" + std::to_string(words.end);
    row.day = page.row.published.value_or("");
    row.statement.id = row.id;
    row.statement.attribution.content = {words};
    row.statement.attribution.confidence = 0.93F;
    if (!source.empty()) row.statement.attribution.source = {find(text, source)};
    if (!cue.empty()) row.statement.attribution.cue = {find(text, cue)};
    row.statement.act = act;
    row.source = source;
    row.cue = cue;
    row.content = content;
    page.rows.push_back(row);
    page.row.statements = static_cast<std::uint32_t>(page.rows.size());
    page.rows.back().report = page.row;
    page.reading.statements.push_back(row.statement);
    return page.rows.back();
}

FakeRecord::FakeRecord() {
    add_report("un-2019", "Two groups of states speak about Xinjiang", "2019-10-30",
               "UNITED NATIONS — Twenty-three states criticised China over its treatment of Uighurs on Tuesday.\n\n"
               "Speaking for the group, Britain's UN ambassador Karen Pierce urged Beijing to let observers in without delay.\n\n"
               "Belarus then praised China's counter-terrorism work on behalf of 54 states. “We commend China's remarkable "
               "achievements,” its envoy said.\n\nRecommended for you: ten pictures of cats");
    reports_.back().reading.document.furniture = {find(reports_.back().reading.document.text, "Recommended for you: ten pictures of cats")};
    StatementRow& first = say("Britain's UN ambassador Karen Pierce", "urged", "Beijing to let observers in without delay", Act::call_for);
    first.statement.speaker = person("Karen Pierce", "UN ambassador", "GBR");
    first.statement.on_behalf_of = Bloc{23, {"GBR", "USA", "ALB"}, "GBR", {}, {}, find(reports_.back().reading.document.text, "Twenty-three states")};
    first.statement.about = {{"CHN", "China", {}}};
    first.statement.forum = Forum{"UN General Assembly Third Committee", {}};
    first.statement.manner = Manner::indirect;
    first.speaker_slug = "karen-pierce";
    first.tellings = 2;
    const StatementRow kept = first;
    StatementRow& second = say("its envoy", "said", "We commend China's remarkable achievements", Act::praise);
    second.statement.manner = Manner::direct;
    second.statement.on_behalf_of = Bloc{54, {"BLR", "RUS"}, "BLR", {}, {}, {}};
    second.statement.about = {{"CHN", "China", {}}};
    const StatementRow praise = second;

    add_report("evil/\"x\".json", hostile, "2021-01-01",
               "The title is hostile. " + hostile + " said that " + hostile + " is only text.");
    StatementRow& evil = say(hostile, "said", hostile + " is only text", Act::say);
    evil.statement.speaker = Speaker{hostile, SpeakerType::organisation, hostile, "CHN", {}};
    evil.statement.on_behalf_of = Bloc{2, {"ALB"}, "ALB", hostile, {}, {}};
    evil.statement.about = {{std::nullopt, hostile, {}}};
    evil.statement.forum = Forum{hostile, {}};
    evil.speaker_slug = "evil-" + hostile;
    reports_.back().row.url = "javascript:alert(1)";
    reports_.back().row.publisher = hostile;
    reports_.back().row.byline = hostile;
    evil.report = reports_.back().row;

    BlocEvent against, with;
    against.id = kept.id;
    against.day = with.day = "2019-10-29";
    against.declared = 23;
    against.declared_all = {23};
    against.lead = "GBR";
    against.named = {{"ALB", false, {kept.id}}, {"GBR", true, {kept.id}}, {"USA", false, {kept.id}}};
    against.about = with.about = {"CHN"};
    against.side = Side::against;
    against.side_reason = "1 telling criticises, none praises";
    against.tellings = {kept};
    with.id = praise.id;
    with.declared = 54;
    with.declared_all = {54};
    with.lead = "BLR";
    with.named = {{"ALB", false, {praise.id}}, {"BLR", true, {praise.id}}, {"RUS", false, {praise.id}}};
    with.side = Side::with;
    with.side_reason = hostile;
    with.forum = hostile;
    with.tellings = {praise};
    events_ = {against, with};
}

Result<ReportPage> FakeRecord::report(std::string_view id, std::optional<std::uint32_t>) {
    for (const ReportPage& page : reports_)
        if (page.row.id == id) return page;
    return none();
}

Result<StatementPage> FakeRecord::statement(std::string_view id) {
    for (const ReportPage& page : reports_)
        for (const StatementRow& row : page.rows) {
            if (row.id != id) continue;
            StatementPage found;
            found.row = row;
            found.tellings = {{row, std::nullopt, ""}, {reports_[1].rows[0], JoinReason{0.9, hostile, "rule"}, ""}};
            Correction correction;
            correction.proposal = {row.id, CorrectionKind::speaker, Speaker{hostile, SpeakerType::person, hostile, {}, {}}, {}, hostile};
            correction.decisions = {{1, CorrectionState::accepted, false, hostile, hostile, 0}};
            correction.state = CorrectionState::accepted;
            found.history = {correction};
            return found;
        }
    return none();
}

Result<SpeakerPage> FakeRecord::speaker(std::string_view slug) {
    for (const ReportPage& page : reports_)
        for (const StatementRow& row : page.rows) {
            if (row.speaker_slug != slug || slug.empty()) continue;
            SpeakerPage found;
            const Speaker& who = *row.statement.speaker;
            found.speaker = {row.speaker_slug, who.name, who.type, who.role, who.of, 3};
            found.by_act = {{"call-for", 2}, {"say", 1}};
            found.about = {{"CHN", 3}};
            found.by_month = {{"2019-10", 2}, {"2020-02", 1}};
            found.forums = {{hostile, 1}};
            return found;
        }
    return none();
}

Result<StatePage> FakeRecord::state(std::string_view code) {
    if (code != "CHN" && code != "GBR" && code != "ALB") return none();
    StatePage page;
    page.code = code;
    page.spoke = 2;
    page.spoken_about = 3;
    page.in_blocs = 2;
    page.speakers = {{"karen-pierce", "Karen Pierce", SpeakerType::person, "UN ambassador", "GBR", 2}};
    page.by_act = {{"call-for", 2}};
    page.about = {{"CHN", 2}};
    page.by_month = {{"2019-10", 2}, {"2020-02", 1}};
    return page;
}

Result<SubjectPage> FakeRecord::subject(std::string_view code) {
    if (code != "CHN" && code != "GBR") return none();
    SubjectPage page;
    page.code = code;
    page.statements = 30;
    page.counted_over = 3;
    page.acts = {{Act::praise, "2019-10", 2}, {Act::criticise, "2021-01", 1}};
    page.speakers = {{"evil-" + hostile, hostile, SpeakerType::organisation, hostile, "CHN", 2}};
    page.states = {{"GBR", {{Act::criticise, {}, 2}, {Act::praise, {}, 1}}}, {"CHN", {{Act::say, {}, 1}}}};
    page.sides = {3, 1, 1, {{reports_[0].rows[0], "call-for"}}, {{reports_[1].rows[0], "“" + hostile + "”"}}};
    return page;
}

Result<Totals> FakeRecord::totals() {
    Totals totals;
    totals.reports = reports_.size();
    totals.statements = totals.tellings = 3;
    totals.speakers = 2;
    totals.states = 5;
    totals.bloc_statements = 3;
    totals.first_day = "2019-10-29";
    totals.last_day = "2021-01-01";
    return totals;
}

Result<PageOf<StatementRow>> FakeRecord::statements(const StatementFilter&, const PageRequest& page) {
    PageOf<StatementRow> list;
    for (const ReportPage& report : reports_) list.items.insert(list.items.end(), report.rows.begin(), report.rows.end());
    if (!page.cursor) list.next = "cursor " + hostile;
    return list;
}

Result<std::vector<StatementRow>> FakeRecord::most_told(std::uint32_t) { return std::vector<StatementRow>{reports_[0].rows[0]}; }

Result<PageOf<ReportRow>> FakeRecord::reports(const PageRequest&) {
    PageOf<ReportRow> list;
    for (const ReportPage& page : reports_) list.items.push_back(page.row);
    return list;
}

Result<PageOf<SpeakerRow>> FakeRecord::speakers(const PageRequest&) {
    PageOf<SpeakerRow> list;
    for (const ReportPage& page : reports_)
        for (const StatementRow& row : page.rows)
            if (row.statement.speaker)
                list.items.push_back({row.speaker_slug, row.statement.speaker->name, row.statement.speaker->type,
                                      row.statement.speaker->role, row.statement.speaker->of, 1});
    return list;
}

Result<std::vector<CountOf>> FakeRecord::states() { return std::vector<CountOf>{{"ALB", 2}, {"CHN", 1}, {"GBR", 4}}; }

Result<Record::Related> FakeRecord::related(std::string_view, std::uint32_t) {
    return Related{{reports_[0].rows[1]}, {reports_[1].rows[0]}, {}};
}

Result<SearchPage> FakeRecord::search(std::string_view words, const StatementFilter&, const PageRequest&) {
    SearchPage found;
    found.understood = std::string(words);
    if (words == "nothing") return found;
    for (const ReportPage& page : reports_)
        for (const StatementRow& row : page.rows) found.page.items.push_back({row, {{0, 8}}, {}});
    found.total = static_cast<std::uint32_t>(found.page.items.size());
    found.page.next = "next";
    return found;
}

Result<std::vector<BlocEvent>> FakeRecord::blocs(const BlocFilter&) { return events_; }

Result<BlocEvent> FakeRecord::bloc(std::string_view id) {
    for (const BlocEvent& event : events_)
        if (event.id == id) return event;
    return none();
}

Result<PageOf<Correction>> FakeRecord::corrections(std::vector<CorrectionState>, const PageRequest&) {
    PageOf<Correction> list;
    Correction one;
    one.proposal.statement_id = reports_[0].rows[0].id;
    one.proposal.kind = CorrectionKind::bloc;
    one.proposal.bloc = Bloc{2, {"ALB"}, "ALB", hostile, {}, {}};
    one.proposal.reason = hostile;
    one.origin.editor = hostile;
    one.decisions = {{1, CorrectionState::rejected, true, hostile, hostile, 0}};
    one.state = CorrectionState::rejected;
    list.items = {one};
    return list;
}

}  // namespace rostra::test
