// The stage's one entry: text bodies are kept as they are and judged for furniture; pages go through the parser and the
// article finder.
#include "rostra/page.h"

#include "dateline.h"
#include "dates.h"
#include "encoding.h"
#include "furniture.h"
#include "language.h"
#include "metadata.h"
#include "page_text.h"
#include "way_back.h"

namespace rostra {
namespace {

constexpr std::uint64_t most_bytes = 0xFFFFFFFE;  // spans are 32 bits wide

Error too_long(const RawReport& report, std::size_t bytes) {
    return {ErrorCode::too_large, report.origin, "its text is " + std::to_string(bytes) + " bytes long; one report may have " + std::to_string(longest_text)};
}

std::optional<std::string> tidy(const std::optional<std::string>& given) {
    if (!given) return std::nullopt;
    const std::string valid = utf8::repair(*given);
    const std::string_view kept = slice(valid, trimmed(valid, {0, static_cast<std::uint32_t>(valid.size())}));
    if (kept.empty()) return std::nullopt;
    return std::string(kept);
}

// What the container said; a page's own metadata fills what is missing.
Document with_given(const RawReport& report) {
    Document document;
    document.origin = report.origin;
    document.url = tidy(report.url);
    document.title = tidy(report.title);
    document.byline = tidy(report.byline);
    document.publisher = tidy(report.publisher);
    if (report.published) document.published = page::parse_date(*report.published);
    document.given = report.attributions;
    document.has_given = report.has_attributions;
    return document;
}

void finish(Document& document, const RawReport& report, std::string_view declared_language) {
    const std::string given = page::primary_tag(report.language.value_or(""));
    document.language = given.empty() ? page::language_of(document.text, declared_language) : given;
    document.id = report.id && !report.id->empty() ? utf8::repair(*report.id) : content_id(document.text);
}

Result<Document> read_text(const RawReport& report) {
    Result<std::string> text = page::text_to_utf8(report.body, report.charset);
    if (!text) return text.error();
    if (text->size() > longest_text) return too_long(report, text->size());
    Document document = with_given(report);
    document.text = *std::move(text);
    const std::vector<page::Line> lines = page::split_lines(document.text);
    if (lines.empty()) return Error{ErrorCode::empty, report.origin, "nothing to read: only white space"};
    document.furniture = page::find_furniture(document.text, lines);
    if (!document.title)
        if (const auto headline = page::find_headline(document.text, lines, document.furniture)) document.title = std::string(slice(document.text, *headline));
    if (!document.published) document.published = page::dateline_of(document.text);
    finish(document, report, "");
    return document;
}

Result<Document> read_html(const RawReport& report) {
    Result<std::string> page = page::page_to_utf8(report.body, report.charset);
    if (!page) return page.error();
    Result<page::HtmlTree> tree = page::HtmlTree::parse(*page);
    if (!tree) return tree.error();
    Document document = with_given(report);
    const page::Metadata meta = page::read_metadata(*tree, document.url.value_or(""));
    page::PageText article = page::text_of_page(*tree, meta);
    document.text = std::move(article.text);
    if (document.text.size() > longest_text) return too_long(report, document.text.size());
    document.page_offsets = std::move(article.offsets);
    if (*page != report.body && !document.text.empty())
        if (const auto way = page::way_back(report.body, page::encoding_of_page(report.body, report.charset), page->size()); !way.empty()) document.page_offsets = page::lead_on(document.page_offsets, way, document.text.size());
    if (document.text.empty()) return Error{ErrorCode::no_article, report.origin, "the page has no article text"};
    const auto fill = [](std::optional<std::string>& field, const std::optional<std::string>& found) {
        if (!field) field = found;
    };
    fill(document.url, meta.url);
    fill(document.title, meta.title);
    fill(document.byline, meta.byline);
    fill(document.publisher, meta.publisher);
    fill(document.published, meta.published);
    fill(document.updated, meta.updated);
    document.canonical = meta.url;
    finish(document, report, meta.language);
    return document;
}

}  // namespace

Result<Document> read_page(const RawReport& report) {
    if (report.body.empty()) return Error{ErrorCode::empty, report.origin, "nothing to read"};
    if (report.body.size() > most_bytes / 4) return Error{ErrorCode::too_large, report.origin, "too long for one report"};
    Result<Document> document = report.body_kind == RawReport::Body::text ? read_text(report) : read_html(report);
    if (!document && document.error().where.empty()) return Error{document.error().code, report.origin, document.error().detail};
    return document;
}

}  // namespace rostra
