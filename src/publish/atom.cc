// Atom (RFC 4287). Text is escaped, and what XML 1.0 cannot hold at all is left out.
#include "links.h"
#include "moment.h"

namespace rostra {
namespace {

bool xml_holds(char32_t c) { return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF); }

std::string xml(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = utf8::next(text, at);
        if (c == '&') out += "&amp;";
        else if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else if (c == '"') out += "&quot;";
        else if (xml_holds(c)) utf8::append(out, c);
    }
    return out;
}

std::string element(std::string_view name, std::string_view text) { return "<" + std::string(name) + ">" + xml(text) + "</" + std::string(name) + ">"; }

std::string who(const StatementRow& row) {
    if (row.statement.speaker && !row.statement.speaker->name.empty()) return row.statement.speaker->name;
    return row.source.empty() ? "Speaker not named" : row.source;
}

// An entry must have an author with a name: the publisher, unless nothing of its name can be shown.
std::string author(const ReportRow& report) {
    const std::string name = report.publisher.value_or("");
    for (std::size_t at = 0; at < name.size();)
        if (const char32_t c = utf8::next(name, at); xml_holds(c) && !utf8::is_space(c)) return name;
    return "Rostra";
}

// The first words of a long content, cut at a space.
std::string headline(const StatementRow& row) {
    constexpr std::size_t longest = 120;
    std::string words = row.content;
    if (words.size() > longest) {
        std::size_t cut = words.rfind(' ', longest);
        if (cut == std::string::npos)
            for (cut = longest; cut > 0 && (words[cut] & 0xC0) == 0x80;) --cut;
        words = words.substr(0, cut) + "…";
    }
    return who(row) + " (" + std::string(name_of(row.statement.act)) + "): " + words;
}

std::string entry(const StatementRow& row, std::string_view base) {
    const std::string address = publish::statement_iri(base, row.id);
    std::string out = "<entry>" + element("id", address) + element("title", headline(row)) + element("updated", publish::moment_stamp(row.report.added_at));
    out += "<author>" + element("name", author(row.report)) + "</author>";
    if (!base.empty()) out += "<link rel=\"alternate\" href=\"" + xml(address) + "\"/>";
    if (const auto url = publish::web_address(row.report.url)) out += "<link rel=\"via\" href=\"" + xml(*url) + "\"/>";
    out += "<category term=\"" + xml(name_of(row.statement.act)) + "\"/>";
    return out + "<content type=\"text\">" + xml(row.content) + "</content></entry>\n";
}

}  // namespace

std::string to_atom(const FeedInfo& info, std::span<const StatementRow> rows) {
    std::int64_t newest = 0;
    for (const StatementRow& row : rows) newest = std::max(newest, row.report.added_at);
    std::string out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
    out += element("title", info.title) + element("id", info.self) + element("updated", publish::moment_stamp(newest)) + "<link rel=\"self\" href=\"" + xml(info.self) + "\"/>\n";
    for (const StatementRow& row : rows) out += entry(row, info.base);
    return out + "</feed>\n";
}

}  // namespace rostra
