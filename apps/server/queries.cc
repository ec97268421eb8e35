// Query values → conditions. What a visitor typed is checked here, once.
#include "routes.h"

#include <algorithm>
#include <charconv>

namespace rostra::server {

namespace {

constexpr std::size_t longest_words = 500;

Error bad(const std::string& name, const char* expected) { return {ErrorCode::bad_value, name, std::string("expected ") + expected}; }

std::optional<std::string> given(const Request& request, const std::string& name) {
    std::string value = request.value(name);
    const Span kept = trimmed(value, {0, static_cast<std::uint32_t>(value.size())});
    value = std::string(slice(value, kept));
    return value.empty() ? std::nullopt : std::optional(value);
}

/// Three letters, made upper case; nullopt when it is not that.
std::optional<std::string> code_of(std::string text) {
    if (text.size() != 3) return std::nullopt;
    for (char& c : text) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
        if (c < 'A' || c > 'Z') return std::nullopt;
    }
    return text;
}

Status take_code(const Request& request, const char* name, std::optional<std::string>& into) {
    const auto text = given(request, name);
    if (!text) return Done{};
    into = code_of(*text);
    return into ? Status(Done{}) : Status(bad(name, "a state's three letters, such as CHN"));
}

/// "2019", "2019-10" or "2019-10-29".
bool is_day(std::string_view text) {
    if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 4 || i == 7;
        if (dash ? text[i] != '-' : (text[i] < '0' || text[i] > '9')) return false;
    }
    return true;
}

Status take_day(const Request& request, const char* name, std::string& into) {
    const auto text = given(request, name);
    if (!text) return Done{};
    if (!is_day(*text)) return bad(name, "a day, such as 2019, 2019-10 or 2019-10-29");
    into = *text;
    return Done{};
}

template <class T>
Status take_name(const Request& request, const char* name, std::optional<T> (*named)(std::string_view), std::optional<T>& into) {
    const auto text = given(request, name);
    if (!text) return Done{};
    into = named(*text);
    return into ? Status(Done{}) : Status(bad(name, "one of the names in the list"));
}

std::optional<Manner> manner_named(std::string_view name) {
    for (const Manner manner : {Manner::direct, Manner::indirect, Manner::mixed})
        if (name_of(manner) == name) return manner;
    return std::nullopt;
}

}  // namespace

Result<StatementFilter> filter_of(const Request& request) {
    StatementFilter filter;
    filter.speaker = given(request, "speaker");
    filter.report = given(request, "report");
    filter.publisher = given(request, "publisher");
    filter.language = given(request, "language");
    filter.bloc_only = given(request, "bloc").has_value();
    for (Status step : {take_code(request, "state", filter.state), take_code(request, "about", filter.about),
                        take_code(request, "member", filter.bloc_member), take_day(request, "from", filter.from),
                        take_day(request, "to", filter.to), take_name(request, "act", act_named, filter.act),
                        take_name(request, "manner", manner_named, filter.manner)})
        if (!step) return step.error();
    return filter;
}

Result<PageRequest> page_of(const Request& request) {
    PageRequest page;
    page.cursor = given(request, "cursor");
    const auto size = given(request, "size");
    if (!size) return page;
    const auto [end, fault] = std::from_chars(size->data(), size->data() + size->size(), page.size);
    if (fault != std::errc() || end != size->data() + size->size() || page.size < 1 || page.size > 200)
        return bad("size", "a number from 1 to 200");
    return page;
}

ListQuery list_query_of(const Request& request) {
    ListQuery query;
    query.words = given(request, "q").value_or("");
    if (query.words.size() > longest_words) query.words = utf8::repair(query.words.substr(0, longest_words));
    for (const char* name : {"speaker", "state", "about", "member", "act", "manner", "from", "to", "bloc", "report", "publisher", "language"})
        if (const auto value = given(request, name)) query.fields.emplace(name, *value);
    return query;
}

Result<BlocFilter> bloc_filter_of(const Request& request) {
    BlocFilter filter;
    filter.words = list_query_of(request).words;
    for (Status step : {take_code(request, "about", filter.about), take_code(request, "member", filter.member),
                        take_day(request, "from", filter.from), take_day(request, "to", filter.to)})
        if (!step) return step.error();
    return filter;
}

Result<BlocEventsPage> events_of(const RouteContext& context, const BlocFilter& filter) {
    constexpr std::uint32_t events_a_page = 60;  // as many as the picture of states by statements has lines
    auto asked = page_of(context.request);
    if (!asked) return asked.error();
    if (context.request.value("size").empty()) asked->size = events_a_page;
    auto events = context.record.blocs(filter);
    if (!events) return events.error();
    return page_of_events(*std::move(events), *asked);
}

}  // namespace rostra::server
