#include "metadata.h"

#include "dates.h"
#include "entities.h"
#include "json_ld.h"

#include <array>

namespace rostra::page {
namespace {

// Where a value came from; lower is trusted more.
enum class Trust { open_graph,
                   meta,
                   page,
                   none };

struct Field {
    std::string value;
    Trust trust = Trust::none;
    void offer(std::string found, Trust from) {
        if (!found.empty() && from < trust) {
            value = std::move(found);
            trust = from;
        }
    }
};

struct Found {
    Field title, byline, publisher, published, updated, url;
};

template <std::size_t N>
bool one_of(std::string_view name, const std::array<std::string_view, N>& list) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

constexpr std::array<std::string_view, 22> date_names = {
    "date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "publicationdate", "datepublished", "dc.date", "dc.date.issued", "dc.date.created", "dcterms.created",
    "dcterms.date", "dcterms.issued", "sailthru.date", "parsely-pub-date", "article.published", "originalpublicationdate", "cxenseparse:recs:publishtime", "published-date", "article_date_original", "published_time"};
constexpr std::array<std::string_view, 5> update_names = {"lastmod", "last-modified", "dcterms.modified", "datemodified", "article.updated"};
constexpr std::array<std::string_view, 8> author_names = {"author", "dc.creator", "sailthru.author", "parsely-author", "byl", "byline", "article.author", "dcterms.creator"};

std::string date_or_nothing(std::string_view text) { return parse_date(text).value_or(""); }

// A year alone is no publication date when it only stands in the text.
std::string day_or_nothing(std::string_view text) {
    std::string date = date_or_nothing(text);
    return date.size() == 10 ? date : std::string();
}

// "By Ann Lee | 18 November 2019" → "Ann Lee"
std::string cleaned_byline(std::string name) {
    for (const std::string_view end : {" | ", " Published", " Updated", " Posted", " PUBLISHED", " UPDATED", "\u00B7", " Monday", " Tuesday", " Wednesday", " Thursday", " Friday", " Saturday", " Sunday",
                                       " on January", " on February", " on March", " on April", " on May", " on June", " on July", " on August", " on September", " on October", " on November", " on December"})
        name.resize(std::min(name.find(end), name.size()));
    if (utf8::lower(name.substr(0, 3)) == "by ") name.erase(0, 3);
    for (std::size_t i = 1; i < name.size(); ++i)  // a date at the end
        if (name[i] >= '0' && name[i] <= '9' && (name[i - 1] == ' ' || name[i - 1] == ',')) {
            name.resize(i);
            break;
        }
    const std::size_t end = name.find_last_not_of(" ,;|-/");
    name.resize(end == std::string::npos ? 0 : end + 1);
    return name;
}

std::string cleaned_publisher(std::string name) {
    name.resize(std::min(name.find(" | "), name.size()));
    if (name.starts_with("@")) name.erase(0, 1);
    return name;
}

bool plausible_name(std::string_view name) { return !name.empty() && name.size() <= 200 && !name.starts_with("http") && name.find("://") == std::string_view::npos; }

void read_meta(const HtmlTree& tree, const Node& node, Found& found, std::string& language) {
    const std::string_view content = tree.attribute(node, Attr::content);
    if (content.empty()) return;
    std::string property = utf8::lower(tree.attribute(node, Attr::property));
    std::string name = utf8::lower(tree.attribute(node, Attr::name));
    if (property.empty() && (name.starts_with("og:") || name.starts_with("article:"))) property = name;
    const std::string item = utf8::lower(tree.attribute(node, Attr::itemprop));
    const std::string value = plain_value(content.substr(0, 2000));
    if (property == "og:title") found.title.offer(value, Trust::open_graph);
    else if (property == "og:site_name") found.publisher.offer(value, Trust::open_graph);
    else if (property == "og:url") found.url.offer(value, Trust::open_graph);
    else if (property == "og:locale" && language.empty()) language = value;
    else if (property == "article:published_time" || property == "og:published_time" || property == "og:article:published_time") found.published.offer(date_or_nothing(value), Trust::open_graph);
    else if (property == "article:modified_time" || property == "og:updated_time") found.updated.offer(date_or_nothing(value), Trust::open_graph);
    else if (property == "article:author" && plausible_name(value)) found.byline.offer(value, Trust::meta);
    else if (name == "twitter:title" || name == "title" || name == "dc.title" || name == "sailthru.title" || name == "parsely-title") found.title.offer(value, Trust::meta);
    else if (one_of(name, author_names) && plausible_name(value)) found.byline.offer(value, Trust::meta);
    else if (name == "application-name" || name == "dc.publisher" || name == "copyright") found.publisher.offer(name == "copyright" ? "" : value, Trust::meta);
    else if (one_of(name, date_names) || one_of(property, date_names) || item == "datepublished" || item == "datecreated") found.published.offer(date_or_nothing(value), Trust::meta);
    else if (one_of(name, update_names) || item == "datemodified") found.updated.offer(date_or_nothing(value), Trust::meta);
}

// All text below a node, at most `most` bytes.
std::string text_below(const HtmlTree& tree, std::uint32_t at, std::size_t most) {
    const std::vector<Node>& nodes = tree.nodes();
    std::string out;
    for (std::uint32_t i = at; i < nodes[at].end && out.size() < most; ++i) {
        if (nodes[i].tag == Tag::script || nodes[i].tag == Tag::style) i = nodes[i].end - 1;
        else if (nodes[i].tag == Tag::text) out.append(nodes[i].text.substr(0, most - out.size())).push_back(' ');
    }
    return plain_value(out);
}

// "Headline | The Daily" → "Headline": the part after the last separator goes when it is short and more is left.
std::string without_site(const std::string& title) {
    for (const std::string_view separator : {" | ", " - ", " – ", " — ", " :: ", " » "}) {
        const std::size_t at = title.rfind(separator);
        if (at == std::string::npos) continue;
        const std::string head = title.substr(0, at);
        const std::string tail = title.substr(at + separator.size());
        if (std::count(head.begin(), head.end(), ' ') >= 2 && std::count(tail.begin(), tail.end(), ' ') <= 4) return head;
    }
    return title;
}

bool names_byline(std::string_view names) { return names.find("yline") != std::string_view::npos; }  // byline, Byline, article-byline

struct Headings {
    std::string first, title;
    std::size_t count = 0;
    std::size_t texts_after = 0;  // text nodes seen since the first one
};

constexpr std::size_t dated_texts = 40, dated_bytes = 120;

// A date that is printed in a short line soon after the heading.
void read_visible_date(std::string_view text, Found& found, Headings& headings) {
    if (headings.count == 0 || found.published.trust != Trust::none || headings.texts_after > dated_texts) return;
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return;
    ++headings.texts_after;
    if (text.size() <= dated_bytes && text.find_first_of("12") != std::string_view::npos) found.published.offer(day_or_nothing(text), Trust::page);
}

void read_element(const HtmlTree& tree, std::uint32_t i, Found& found, Headings& headings) {
    const Node& node = tree.nodes()[i];
    if (node.tag == Tag::h1) {
        const std::string text = text_below(tree, i, 500);
        if (text.empty()) return;
        if (headings.count++ == 0) headings.first = text;
    } else if (node.tag == Tag::time) {
        if (found.published.trust != Trust::none) return;
        const std::string_view machine = tree.attribute(node, Attr::datetime);
        std::string date = date_or_nothing(machine);
        if (date.empty()) date = date_or_nothing(text_below(tree, i, 200));
        found.published.offer(std::move(date), Trust::page);
    } else if (node.attribute_count > 0 && node.tag != Tag::text) {
        const std::string_view item = tree.attribute(node, Attr::itemprop);
        if (item == "datePublished") {
            std::string date = date_or_nothing(tree.attribute(node, Attr::datetime));
            if (date.empty()) date = date_or_nothing(tree.attribute(node, Attr::content));
            if (date.empty()) date = date_or_nothing(text_below(tree, i, 200));
            found.published.offer(std::move(date), Trust::meta);
        }
        const bool author = item == "author" || tree.attribute(node, Attr::rel) == "author" || names_byline(tree.attribute(node, Attr::class_));
        if (author && found.byline.trust == Trust::none) {
            const std::string name = text_below(tree, i, 200);
            if (plausible_name(name) && std::count(name.begin(), name.end(), ' ') < 12) found.byline.offer(name, Trust::page);
        }
    }
}

bool same_start(std::string_view a, std::string_view b) {
    const std::string x = utf8::fold(a), y = utf8::fold(b);
    return !x.empty() && !y.empty() && (x.starts_with(y) || y.starts_with(x));
}

void fill(std::optional<std::string>& field, const Field& found) {
    if (!field && !found.value.empty()) field = found.value;
}

std::string best_title(const Found& found, const Headings& headings) {
    if (!found.title.value.empty()) {
        // OpenGraph titles often carry the site's name; the heading, when it is the same, does not.
        return same_start(found.title.value, headings.first) && headings.first.size() >= 10 ? headings.first : without_site(found.title.value);
    }
    if (headings.count == 1 && std::count(headings.first.begin(), headings.first.end(), ' ') >= 2) return headings.first;
    if (!headings.title.empty()) return same_start(headings.title, headings.first) && headings.first.size() >= 10 ? headings.first : without_site(headings.title);
    return headings.first;
}

}  // namespace

Metadata read_metadata(const HtmlTree& tree, std::string_view url) {
    Metadata out;
    Found found;
    Headings headings;
    std::string locale;
    const std::vector<Node>& nodes = tree.nodes();
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        const Node& node = nodes[i];
        if (node.tag == Tag::text) read_visible_date(node.text, found, headings);
        if (node.tag == Tag::text || node.tag == Tag::style) continue;
        if (node.tag == Tag::meta) read_meta(tree, node, found, locale);
        else if (node.tag == Tag::html) out.language = std::string(tree.attribute(node, Attr::lang));
        else if (node.tag == Tag::title && headings.title.empty()) headings.title = text_below(tree, i, 1000);
        else if (node.tag == Tag::link && tree.attribute(node, Attr::rel) == "canonical") found.url.offer(plain_value(tree.attribute(node, Attr::href)), Trust::meta);
        else if (node.tag == Tag::script) {
            if (tree.attribute(node, Attr::type) == "application/ld+json" && i + 1 < node.end) read_json_ld(nodes[i + 1].text, out);
            i = node.end - 1;
        } else read_element(tree, i, found, headings);
    }
    if (out.language.empty()) out.language = locale;
    if (found.url.value.starts_with("http")) out.url = found.url.value;
    const Field title{best_title(found, headings), Trust::page};
    // JSON-LD cuts headlines short, or adds the site's name.
    if (out.title && same_start(*out.title, title.value)) out.title = title.value;
    fill(out.title, title);
    fill(out.byline, found.byline);
    fill(out.publisher, found.publisher);
    if (out.byline) out.byline = cleaned_byline(*out.byline);
    if (out.publisher) out.publisher = cleaned_publisher(*out.publisher);
    if (out.byline && out.byline->empty()) out.byline.reset();
    if (out.publisher && out.publisher->empty()) out.publisher.reset();
    fill(out.published, found.published);
    fill(out.updated, found.updated);
    if (!out.published) out.published = date_in_url(out.url ? *out.url : url);
    return out;
}

}  // namespace rostra::page
