#include "view_parts.h"

#include <algorithm>
#include <array>

namespace rostra::view {

namespace {

constexpr std::array<std::string_view, 12> months = {"January", "February", "March", "April", "May", "June", "July",
                                                     "August", "September", "October", "November", "December"};

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The two digits at `at` as a number, or 0.
unsigned two_digits(std::string_view text, std::size_t at) {
    if (text.size() < at + 2 || !all_digits(text.substr(at, 2))) return 0;
    return static_cast<unsigned>((text[at] - '0') * 10 + (text[at + 1] - '0'));
}

std::string under(std::string_view folder, std::string_view id) {
    std::string path(folder);
    path += escape_url(id);
    return path;
}

/// Plain words for what a role in a bloc's count means, so that a page never has to do sums.
std::string bloc_words(const Bloc& bloc, std::size_t unnamed) {
    const std::string named = bloc.named.empty() ? "none" : std::to_string(bloc.named.size());
    if (!bloc.declared) return bloc.named.empty() ? "neither number nor names of its states in this report" : named + " named in this report, no number declared";
    std::string words = count_words(*bloc.declared, "state", "states") + " declared, " + named + " named in this report";
    if (!bloc.named.empty()) words += ", " + std::to_string(unnamed) + " not named";
    return words;
}

}  // namespace

std::string day_words(std::string_view day) {
    if (day.size() < 4 || !all_digits(day.substr(0, 4))) return std::string(day);
    const std::string year(day.substr(0, 4));
    const unsigned month = day.size() >= 7 && day[4] == '-' ? two_digits(day, 5) : 0;
    if (month < 1 || month > 12) return day.size() == 4 ? year : std::string(day);
    const std::string with_month = std::string(months[month - 1]) + " " + year;
    const unsigned number = day.size() >= 10 && day[7] == '-' ? two_digits(day, 8) : 0;
    return number == 0 ? with_month : std::to_string(number) + " " + with_month;
}

bool begins_quoted(std::string_view text) {
    std::size_t at = 0;
    const char32_t first = text.empty() ? U' ' : utf8::next(text, at);
    return std::u32string_view(U"\"'\u201C\u201D\u201E\u2018\u201A\u00AB\u2039\u300C").find(first) != std::u32string_view::npos;
}

std::string_view act_words(Act act) {
    switch (act) {
        case Act::say: return "said";
        case Act::announce: return "announced";
        case Act::promise: return "promised";
        case Act::ask: return "asked";
        case Act::call_for: return "called for";
        case Act::praise: return "praised";
        case Act::criticise: return "criticised";
        case Act::deny: return "denied";
        case Act::warn: return "warned";
        case Act::agree: return "agreed";
        case Act::think: return "thinks";
        case Act::show: return "shows";
    }
    return "said";
}

std::string_view manner_words(Manner manner) {
    switch (manner) {
        case Manner::direct: return "verbatim";
        case Manner::mixed: return "partly verbatim";
        case Manner::indirect: break;
    }
    return "paraphrased";
}

std::string grouped(std::uint64_t number) {
    const std::string digits = std::to_string(number);
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
        text += digits[i];
    }
    return text;
}

std::string count_words(std::uint64_t count, std::string_view one, std::string_view many) {
    return grouped(count) + " " + std::string(count == 1 ? one : many);
}

std::string statement_url(std::string_view id) { return under("/s/", id); }
std::string report_url(std::string_view id) { return under("/r/", id); }
std::string speaker_url(std::string_view slug) { return under("/speaker/", slug); }
std::string bloc_url(std::string_view id) { return under("/bloc/", id); }

std::string state_name(std::string_view code) {
    const knowledge::State* known = knowledge::state(code);
    return std::string(known == nullptr ? code : known->name);
}

Json state(std::string_view code) {
    return {{"code", code}, {"name", state_name(code)}, {"url", under("/state/", code)}};
}

Json subject(std::string_view code) {
    return {{"code", code}, {"name", state_name(code)}, {"url", under("/subject/", code)}};
}

Json subjects(const std::vector<std::string>& codes) {
    Json list = Json::array();
    for (const std::string& code : codes) list.push_back(subject(code));
    return list;
}

Json states(const std::vector<std::string>& codes) {
    Json list = Json::array();
    for (const std::string& code : codes) list.push_back(state(code));
    return list;
}

Json safe_link(const std::optional<std::string>& address) {
    if (!address) return nullptr;
    const std::string start = utf8::lower(std::string_view(*address).substr(0, 8));
    if (start.rfind("http://", 0) != 0 && start.rfind("https://", 0) != 0) return nullptr;
    const bool clean = std::all_of(address->begin(), address->end(), [](char c) { return static_cast<unsigned char>(c) > 0x20; });
    return clean ? Json(*address) : Json(nullptr);
}

Json report(const ReportRow& row) {
    const bool titled = row.title && !row.title->empty();
    return {{"id", row.id},
            {"title", titled ? *row.title : "Report " + row.id},
            {"publisher", or_null(row.publisher)},
            {"byline", or_null(row.byline)},
            {"published", or_null(row.published)},
            {"published_words", row.published ? Json(day_words(*row.published)) : Json(nullptr)},
            {"language", row.language},
            {"statements", row.statements},
            {"statements_words", count_words(row.statements, "statement", "statements")},
            {"reading", row.reading},
            {"readings", row.readings},
            {"reread", row.readings > 1},
            {"url", report_url(row.id)},
            {"link", safe_link(row.url)}};
}

namespace {

/// A state that speaks under its own name need not be told of twice.
bool is_itself(SpeakerType type, const std::string& name, const std::optional<std::string>& of) { return type == SpeakerType::state && of && utf8::fold(state_name(*of)) == utf8::fold(name); }

}  // namespace

Json speaker(const StatementRow& row) {
    const std::optional<Speaker>& who = row.statement.speaker;
    if (!who) {
        // The words of the source are all there is; the record does not guess who is meant.
        return {{"known", false}, {"name", row.source.empty() ? "Speaker not known" : row.source}, {"type", "unknown"}, {"url", nullptr}};
    }
    return {{"known", true},
            {"name", who->name.empty() ? row.source : who->name},
            {"type", name_of(who->type)},
            {"role", or_null(who->role)},
            {"of", who->of ? state(*who->of) : Json(nullptr)},
            {"is_state", is_itself(who->type, who->name, who->of)},
            {"slug", row.speaker_slug},
            {"url", row.speaker_slug.empty() ? Json(nullptr) : Json(speaker_url(row.speaker_slug))}};
}

Json speaker(const SpeakerRow& row) {
    return {{"slug", row.slug},
            {"name", row.name},
            {"type", name_of(row.type)},
            {"role", or_null(row.role)},
            {"of", row.of ? state(*row.of) : Json(nullptr)},
            {"is_state", is_itself(row.type, row.name, row.of)},
            {"statements", row.statements},
            {"statements_words", count_words(row.statements, "statement", "statements")},
            {"url", speaker_url(row.slug)}};
}

Json bloc(const std::optional<Bloc>& given) {
    if (!given) return nullptr;
    const std::size_t named = given->named.size();
    const std::size_t unnamed = given->declared && *given->declared > named ? *given->declared - named : 0;
    Json members = states(given->named);
    for (std::size_t i = 0; i < members.size(); ++i) members[i]["lead"] = given->lead == given->named[i];
    Json out = {{"declared", or_null(given->declared)},
                {"named", std::move(members)},
                {"named_count", named},
                {"unnamed", unnamed},
                {"lead", given->lead ? state(*given->lead) : Json(nullptr)},
                {"group", or_null(given->group)},
                {"by_membership", states(given->by_membership)},
                {"by_membership_count", given->by_membership.size()},
                {"words", bloc_words(*given, unnamed)}};
    if (given->declared && *given->declared > 0) out["named_share"] = std::min<std::size_t>(100, named * 100 / *given->declared);
    return out;
}

std::string_view side_words(Side side) {
    switch (side) {
        case Side::against: return "critical";
        case Side::with: return "supportive";
        case Side::both: return "critical and supportive";
        case Side::open: break;
    }
    return "side not decided";
}

std::string stance_words(const std::string& reason) {
    const auto act = act_named(reason);
    return act ? "its act, " + std::string(act_words(*act)) : "its words, " + reason;
}

Json excerpt(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return nullptr;
    std::size_t end = text.rfind(' ', bytes);
    if (end == std::string_view::npos || end < bytes / 2) {
        end = bytes;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    }
    return std::string(text.substr(0, end)) + " …";
}

Json rows(const std::vector<StatementRow>& list) {
    Json out = Json::array();
    for (const StatementRow& row : list) out.push_back(statement_row_view(row));
    return out;
}

Json counts(const std::vector<CountOf>& list) {
    std::uint32_t most = 1;
    for (const CountOf& one : list) most = std::max(most, one.count);
    Json out = Json::array();
    for (const CountOf& one : list) out.push_back({{"name", one.name}, {"count", one.count}, {"share", one.count * 100 / most}});
    return out;
}

Json state_counts(const std::vector<CountOf>& list) {
    Json out = counts(list);
    for (Json& one : out) one["state"] = state(one["name"].get<std::string>());
    return out;
}

Json subject_counts(const std::vector<CountOf>& list) {
    Json out = counts(list);
    for (Json& one : out) one["state"] = subject(one["name"].get<std::string>());
    return out;
}

Json act_counts(const std::vector<CountOf>& list) {
    Json out = counts(list);
    for (Json& one : out)
        if (const auto act = act_named(one["name"].get<std::string>())) one["words"] = act_words(*act);
    return out;
}

Json most_first(Json list) {
    for (Json& one : list) one["count_words"] = count_words(one["count"].get<std::uint32_t>(), "statement", "statements");
    std::stable_sort(list.begin(), list.end(), [](const Json& a, const Json& b) { return a["count"] > b["count"]; });
    return list;
}

}  // namespace rostra::view

namespace rostra {

nlohmann::json statement_row_view(const StatementRow& row) {
    using namespace view;
    const Statement& said = row.statement;
    Json about = Json::array();
    for (const Target& target : said.about) {
        Json one = {{"code", or_null(target.code)}, {"name", target.name}, {"url", nullptr}};
        if (target.code) one = subject(*target.code);
        about.push_back(std::move(one));
    }
    return {{"id", row.id},
            {"statement_id", row.statement_id},
            {"url", statement_url(row.id)},
            {"day", row.day.empty() ? Json(nullptr) : Json(row.day)},
            {"day_words", row.day.empty() ? "date not known" : day_words(row.day)},
            {"said_on", said.said_on ? Json{{"date", said.said_on->date}, {"precision", said.said_on->precision}} : Json(nullptr)},
            {"speaker", speaker(row)},
            {"act", name_of(said.act)},
            {"act_words", act_words(said.act)},
            {"manner", name_of(said.manner)},
            {"manner_words", manner_words(said.manner)},
            {"verbatim", said.manner == Manner::direct},
            {"add_quotes", said.manner == Manner::direct && !begins_quoted(row.content)},
            {"confidence_percent", static_cast<int>(said.attribution.confidence * 100 + 0.5F)},
            {"source", row.source},
            {"cue", row.cue},
            {"content", row.content},
            {"excerpt", excerpt(row.content)},
            {"on_behalf_of", bloc(said.on_behalf_of)},
            {"about", std::move(about)},
            {"forum", said.forum ? Json(said.forum->name) : Json(nullptr)},
            {"telling_count", row.tellings},
            {"told_more", row.tellings > 1},
            {"hidden", row.hidden},
            {"superseded", row.superseded},
            {"corrected", row.corrected},
            {"report", report(row.report)}};
}

}  // namespace rostra
