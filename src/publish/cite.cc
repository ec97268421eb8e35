// Citations of one statement: a sentence, BibTeX and CSL-JSON. What is not known is left out.
#include "view_parts.h"

namespace rostra {

namespace {

using view::Json;

std::string who(const StatementRow& row) {
    const auto& speaker = row.statement.speaker;
    if (speaker && !speaker->name.empty()) return speaker->name;
    return row.source.empty() ? std::string("Speaker not known") : row.source;
}

std::string for_whom(const StatementRow& row) {
    const auto& bloc = row.statement.on_behalf_of;
    if (!bloc) return {};
    if (bloc->group) return " on behalf of " + *bloc->group;
    if (bloc->declared) return " on behalf of " + std::to_string(*bloc->declared) + " states";
    return bloc->named.empty() ? std::string() : " on behalf of " + std::to_string(bloc->named.size()) + " named states";
}

/// The first words of the content, cut at a word.
std::string short_title(const StatementRow& row) {
    const Json cut = view::excerpt(row.content, 80);
    return cut.is_null() ? row.content : cut.get<std::string>();
}

/// Verbatim words in quotation marks; a paraphrase without, and said to be one.
std::string words_as_cited(const StatementRow& row) {
    const std::string words = short_title(row);
    if (row.statement.manner != Manner::direct) return words + " (" + std::string(view::manner_words(row.statement.manner)) + ")";
    return view::begins_quoted(words) ? words : "“" + words + "”";
}

std::string plain(const StatementRow& row, const std::string& address) {
    std::string text = who(row) + for_whom(row) + ": " + words_as_cited(row);
    if (!row.day.empty()) text += ", " + view::day_words(row.day);
    text += row.report.publisher ? ", as told by " + *row.report.publisher : std::string(", as told in a report");
    if (row.report.title) text += ", “" + *row.report.title + "”";
    if (row.report.published) text += " (" + view::day_words(*row.report.published) + ")";
    return text + ". Rostra record: " + address;
}

/// A value in braces. TeX's own characters are escaped and braces dropped, so that no value can end its field.
std::string bibtex_value(std::string_view text) {
    std::string out = "{";
    for (const char c : text) {
        if (c == '{' || c == '}' || c == '\\') continue;
        if (std::string_view("&%$#_").find(c) != std::string_view::npos) out += '\\';
        if (c == '~' || c == '^') out += '\\';
        out += (c == '\n' || c == '\r' || c == '\t') ? ' ' : c;
        if (c == '~' || c == '^') out += "{}";
    }
    return out + "}";
}

std::string bibtex(const StatementRow& row, const std::string& address) {
    const std::string year = row.day.size() >= 4 ? row.day.substr(0, 4) : std::string();
    std::string text = "@misc{rostra-" + content_id(row.id) + ",\n";
    const auto field = [&](const char* name, const std::string& value) {
        if (!value.empty()) text += std::string("  ") + name + " = " + bibtex_value(value) + ",\n";
    };
    text += "  author = {" + bibtex_value(who(row)) + "},\n";  // doubled braces: one name, not to be split
    field("title", short_title(row));
    field("year", year);
    field("howpublished", row.report.publisher.value_or(""));
    field("note", "As told in: " + row.report.title.value_or("report " + row.report.id));
    text += "  url = " + bibtex_value(address) + "\n}\n";
    return text;
}

Json date_parts(const std::string& day) {
    Json parts = Json::array();
    for (const auto& [at, size] : {std::pair<std::size_t, std::size_t>{0, 4}, {5, 2}, {8, 2}}) {
        if (day.size() < at + size) break;
        const std::string digits = day.substr(at, size);
        if (digits.find_first_not_of("0123456789") != std::string::npos) break;
        parts.push_back(std::stoi(digits));
    }
    return parts.empty() ? Json(nullptr) : Json{{"date-parts", Json::array({parts})}};
}

Json csl(const StatementRow& row, const std::string& address) {
    Json item = {{"id", row.id}, {"type", "speech"}, {"title", short_title(row)}, {"URL", address}, {"author", Json::array({{{"literal", who(row)}}})}};
    if (const Json issued = date_parts(row.day); !issued.is_null()) item["issued"] = issued;
    if (row.report.publisher) item["publisher"] = *row.report.publisher;
    if (row.report.title) item["container-title"] = *row.report.title;
    if (row.statement.forum) item["event-title"] = row.statement.forum->name;
    return item;
}

}  // namespace

nlohmann::json citations(const StatementRow& row, const SiteAddress& site) {
    const std::string address = site.base + view::statement_url(row.id);
    return {{"plain", plain(row, address)}, {"bibtex", bibtex(row, address)}, {"csl", csl(row, address)}};
}

}  // namespace rostra
