#include "metadata.h"

#include "blocks.h"
#include "brand.h"
#include "byline.h"
#include "dates.h"
#include "day_place.h"
#include "entities.h"
#include "headline.h"
#include "hints.h"
#include "json_ld.h"
#include "printed_day.h"

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
    Field title, byline, publisher, published, created, updated, url, canonical;
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

std::string cleaned_publisher(std::string name) {
    name.resize(std::min(name.find(" | "), name.size()));
    if (name.starts_with("@")) name.erase(0, 1);
    return name;
}

bool plausible_name(std::string_view name) { return !name.empty() && name.size() <= 200 && !name.starts_with("http") && name.find("://") == std::string_view::npos; }

// Not an address, and not an account ("admin").
bool names_person(const std::string& value) { return plausible_name(value) && !cleaned_byline(value).empty(); }

void read_meta(const HtmlTree& tree, const Node& node, Found& found, PrintedDay& printed, std::string& language) {
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
    else if (property == "article:author" && names_person(value)) found.byline.offer(value, Trust::meta);
    else if (name == "twitter:title" || name == "title" || name == "dc.title" || name == "sailthru.title" || name == "parsely-title") found.title.offer(value, Trust::meta);
    else if (one_of(name, author_names) && names_person(value)) found.byline.offer(value, Trust::meta);
    else if (name == "application-name" || name == "dc.publisher" || name == "copyright") found.publisher.offer(name == "copyright" ? "" : value, Trust::meta);
    else if (one_of(name, date_names) || one_of(property, date_names) || item == "datepublished") found.published.offer(date_or_nothing(value), Trust::meta), printed.zoneless(value);
    else if (item == "datecreated") found.created.offer(date_or_nothing(value), Trust::meta);
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

bool names_byline(std::string_view names) { return names.find("yline") != std::string_view::npos; }  // byline, Byline, article-byline

// author, post-author, artikel__autor; not authority, authored
bool names_author(std::string_view names) {
    const auto letter = [&](std::size_t i) { return i < names.size() && (names[i] | 0x20) >= 'a' && (names[i] | 0x20) <= 'z'; };
    for (std::size_t at = names.find("aut"); at != std::string_view::npos; at = names.find("aut", at + 1))
        for (const std::string_view word : {"author", "autor", "auteur"})
            if (names.substr(at).starts_with(word) && !letter(at + word.size()) && (at == 0 || !letter(at - 1))) return true;
    return false;
}

// The line of text that begins at a text node: as far as the next block or line break, and not beyond node `end`.
std::string line_from(const HtmlTree& tree, std::uint32_t at, std::uint32_t end, std::size_t most) {
    const std::vector<Node>& nodes = tree.nodes();
    std::uint32_t block = nodes[at].parent;
    while (block != 0 && !is_block_tag(nodes[block].tag)) block = nodes[block].parent;
    std::string out;
    for (std::uint32_t i = at; i < std::min(end, nodes[block].end) && out.size() < most && nodes[i].tag != Tag::br && !is_block_tag(nodes[i].tag); ++i)
        if (nodes[i].tag == Tag::text) out.append(nodes[i].text.substr(0, most - out.size()));
    return plain_value(out);
}

std::string first_line(const HtmlTree& tree, std::uint32_t element) {
    const std::vector<Node>& nodes = tree.nodes();
    for (std::uint32_t i = element + 1; i < nodes[element].end; ++i)
        if (nodes[i].tag == Tag::text && nodes[i].text.find_first_not_of(" \t\r\n") != std::string_view::npos) return line_from(tree, i, nodes[element].end, 200);
    return {};
}

constexpr std::size_t most_headings = 8;

struct Headings {
    std::vector<Heading> seen;
    std::string title;     // of <title>
    std::string second;    // the first <h2> that is named as a headline and leads nowhere
    std::uint32_t at = 0;  // the node of the one whose date line is sought
};

// The texts that were read last: one of them may be the date line over the headline.
class LastTexts {
public:
    void add(std::uint32_t node) {
        std::rotate(nodes_.begin(), nodes_.begin() + 1, nodes_.end());
        nodes_.back() = node;
    }
    void tell(const HtmlTree& tree, std::uint32_t headline, PrintedDay& printed) const {
        for (const std::uint32_t text : nodes_)
            if (text != 0 && stands_over(tree, text, headline)) printed.over(tree.nodes()[text].text);
    }

private:
    std::array<std::uint32_t, 4> nodes_{};
};

// Words that sites name their headline by.
bool is_named_headline(const HtmlTree& tree, const Node& node) {
    if (tree.attribute(node, Attr::itemprop).find("headline") != std::string_view::npos) return true;
    const std::string names = utf8::lower(tree.attribute(node, Attr::class_).substr(0, 200));
    const auto has = [&](std::string_view word) { return names.find(word) != std::string::npos; };
    return has("headline") || ((has("article") || has("story") || has("entry") || has("post")) && (has("title") || has("hed") || has("heading")));
}

// Readers' comments name their authors as well.
bool in_comments(const HtmlTree& tree, std::uint32_t i) {
    const std::vector<Node>& nodes = tree.nodes();
    for (int up = 0; up < 16 && i != 0; ++up, i = nodes[i].parent)
        if (nodes[i].tag != Tag::body && hint_of(tree, nodes[i]) == Hint::comments) return true;
    return false;
}

// The day of a <time>, as told to machines, else as printed.
std::string day_of_time(const HtmlTree& tree, std::uint32_t i) {
    std::string date = date_or_nothing(tree.attribute(tree.nodes()[i], Attr::datetime));
    return date.empty() ? date_or_nothing(text_below(tree, i, 200)) : date;
}

// "By ", "Words by ", "Author: ": the lines that printed_byline reads begin with one of these letters.
bool may_lead(std::string_view text) {
    const std::size_t at = text.find_first_not_of(" \t\r\n");
    return at != std::string_view::npos && std::string_view("bBwWtTsSrRaApP").find(text[at]) != std::string_view::npos;
}

// A heading that names a day: "What is known since 7 May 2011"
bool is_deck(const HtmlTree& tree, std::uint32_t text) {
    constexpr std::ptrdiff_t most_spaces = 4;
    const Node& node = tree.nodes()[text];
    const Tag tag = tree.nodes()[node.parent].tag;
    return tag >= Tag::h1 && tag <= Tag::h6 && std::count(node.text.begin(), node.text.end(), ' ') > most_spaces;
}

// Most text nodes of a page are the blanks between its tags.
std::string_view trimmed_blanks(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

void read_text(const HtmlTree& tree, std::uint32_t i, std::string_view text, Found& found, PrintedDay& printed, Headings& headings, LastTexts& last) {
    if (printed.repeats_title(text)) {
        headings.at = i;
        last.tell(tree, i, printed);
    } else if (auto day = printed.text(text); day && !is_deck(tree, i) && !is_of_another(tree, i, headings.at)) {
        printed.take(*std::move(day));
    }
    if (found.byline.trust == Trust::none && printed.near_headline() && may_lead(text)) found.byline.offer(printed_byline(line_from(tree, i, static_cast<std::uint32_t>(tree.nodes().size()), 200), false), Trust::page);
    last.add(i);
}

void read_element(const HtmlTree& tree, std::uint32_t i, Found& found, PrintedDay& printed, Headings& headings, const LastTexts& last) {
    const Node& node = tree.nodes()[i];
    if (node.tag == Tag::h1) {
        if (headings.seen.size() >= most_headings) return;
        std::string text = text_below(tree, i, 500);
        if (text.empty()) return;
        if (printed.heading(text)) {
            headings.at = i;
            last.tell(tree, i, printed);
        }
        headings.seen.push_back({std::move(text), is_named_headline(tree, node)});
    } else if (node.tag == Tag::h2 && headings.second.empty() && is_named_headline(tree, node)) {
        const std::vector<Node>& nodes = tree.nodes();
        const bool leads = std::any_of(nodes.begin() + i, nodes.begin() + node.end, [](const Node& n) { return n.tag == Tag::a; });
        if (!leads) headings.second = text_below(tree, i, 500);
    } else if (node.tag == Tag::time) {
        if (found.published.trust == Trust::none && !is_of_another(tree, i, headings.at)) found.published.offer(day_of_time(tree, i), Trust::page);
    } else if (node.attribute_count > 0 && node.tag != Tag::text) {
        const std::string_view item = tree.attribute(node, Attr::itemprop);
        if (item == "datePublished") {
            std::string date = date_or_nothing(tree.attribute(node, Attr::datetime));
            if (date.empty()) date = date_or_nothing(tree.attribute(node, Attr::content));
            if (date.empty()) date = date_or_nothing(text_below(tree, i, 200));
            found.published.offer(std::move(date), Trust::meta);
        }
        const bool author = item == "author" || tree.attribute(node, Attr::rel) == "author" || names_byline(tree.attribute(node, Attr::class_)) || names_byline(tree.attribute(node, Attr::data_name));
        if (author && found.byline.trust == Trust::none && !in_comments(tree, i)) {
            const std::string name = text_below(tree, i, 200);
            if (plausible_name(name) && std::count(name.begin(), name.end(), ' ') < 12) found.byline.offer(name, Trust::page);
        } else if (found.byline.trust == Trust::none && names_author(tree.attribute(node, Attr::class_)) && !in_comments(tree, i) && !is_of_another(tree, i, headings.at)) {
            found.byline.offer(printed_byline(first_line(tree, i), printed.near_headline()), Trust::page);
        }
    }
}

void fill(std::optional<std::string>& field, const Field& found) {
    if (!field && !found.value.empty()) field = found.value;
}

std::string squashed(std::string_view text) {
    std::string out;
    for (const char c : utf8::fold(text))
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out.push_back(c);
    return out;
}

std::string_view host_of(std::string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos) return {};
    url.remove_prefix(scheme + 3);
    return url.substr(0, url.find('/'));
}

// "U.S." → "Reuters", when <title> ends in that and the address says so: some sites name their section.
std::string site_name(const std::string& name, const std::string& title, std::string_view url) {
    const std::string host = squashed(host_of(url)), head = without_site(title);
    if (host.empty() || head.size() == title.size() || squashed(name).empty() || host.find(squashed(name)) != std::string::npos) return name;
    const std::size_t begin = title.find_first_not_of(' ', title.find(' ', head.size() + 1));
    if (begin == std::string::npos) return name;
    const std::string tail = title.substr(begin);
    return squashed(tail).size() > 2 && host.find(squashed(tail)) != std::string::npos ? tail : name;
}

// Whether both are of one site: the same host but for "www." and its like, or a host under the other.
bool same_site(std::string_view a, std::string_view b) {
    for (std::string_view* host : {&a, &b})
        for (const std::string_view front : {"www.", "m.", "mobile.", "amp."})
            if (host->starts_with(front) && host->find('.', front.size()) != std::string_view::npos) host->remove_prefix(front.size());
    if (a.size() < b.size()) std::swap(a, b);
    return a == b || (!b.empty() && a.ends_with(b) && a[a.size() - b.size() - 1] == '.');
}

constexpr std::array<std::string_view, 14> front_paths = {"en", "fr", "de", "es", "ru", "ar", "zh", "pt", "it", "ja", "tr", "eng", "index.html", "index.php"};

// Not "https://e.org/" nor "https://e.org/en/", where a language's front page is.
bool leads_beyond_home(std::string_view url) {
    std::string_view path = url.substr(std::min(url.size(), url.find(host_of(url)) + host_of(url).size()));
    while (path.starts_with('/')) path.remove_prefix(1);
    while (path.ends_with('/')) path.remove_suffix(1);
    return !path.empty() && !one_of(path, front_paths);
}

// The canonical address, unless it is a home page or another site's: then the page is a copy, and its own address counts.
std::string best_url(const Found& found) {
    const std::string &canonical = found.canonical.value, &own = found.url.value;
    if (!own.starts_with("http")) return canonical.starts_with("http") ? canonical : std::string();
    if (canonical.starts_with("http") && same_site(host_of(canonical), host_of(own)) && (leads_beyond_home(canonical) || !leads_beyond_home(own))) return canonical;
    return leads_beyond_home(own) ? own : std::string();
}

// What <meta> says on a page that was made from the front page's: the site's name and no headline.
bool is_front_title(const std::string& title, const std::string& site) {
    return !site.empty() && title.size() > site.size() && utf8::fold(title).starts_with(utf8::fold(site)) && std::string_view(" :-|").find(title[site.size()]) != std::string_view::npos;
}

// `json_ld`, `meta`: titles for machines; `parted`: the headline in <title>, if it is known to be that.
std::string title_of(const std::string& json_ld, const std::string& meta, const Headings& headings, const std::string& site, const std::string& parted, bool title_seen) {
    const bool front = json_ld.empty() && is_front_title(meta, site);
    std::string title = headline_of(headings.seen, {json_ld, front && !parted.empty() ? parted : meta, headings.title}, site, title_seen);
    if (!parted.empty() && (title == headings.title || title == without_site(headings.title) || (title.size() > parted.size() && headings.title.find(title) != std::string::npos))) return parted;
    if (!front || title_seen || title != without_site(meta)) return title;
    const auto other = std::find_if(headings.seen.begin(), headings.seen.end(), [&](const Heading& h) { return !utf8::fold(site).starts_with(utf8::fold(h.text)); });
    return other != headings.seen.end() ? other->text : !headings.second.empty() ? headings.second
                                                                                 : title;
}

}  // namespace

Metadata read_metadata(const HtmlTree& tree, std::string_view url) {
    Metadata out;
    Found found;
    Headings headings;
    PrintedDay printed;
    Brand brand;
    LastTexts last;
    std::string locale;
    const std::vector<Node>& nodes = tree.nodes();
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        const Node& node = nodes[i];
        if (node.tag == Tag::text) {
            const std::string_view words = trimmed_blanks(node.text);
            if (words.empty()) continue;
            read_text(tree, i, words, found, printed, headings, last);
            brand.text(tree, i, words);
        }
        if (node.tag == Tag::text || node.tag == Tag::style) continue;
        if (node.tag == Tag::meta) read_meta(tree, node, found, printed, locale);
        else if (node.tag == Tag::html) out.language = std::string(tree.attribute(node, Attr::lang));
        else if (node.tag == Tag::title && headings.title.empty()) {
            printed.title(headings.title = text_below(tree, i, 1000));
            i = node.end - 1;  // what is printed comes later
        } else if (node.tag == Tag::link && utf8::lower(tree.attribute(node, Attr::rel)) == "canonical") found.canonical.offer(plain_value(tree.attribute(node, Attr::href)), Trust::meta);
        else if (node.tag == Tag::script) {
            if (tree.attribute(node, Attr::type) == "application/ld+json" && i + 1 < node.end) read_json_ld(nodes[i + 1].text, out);
            if (out.byline && names_person(*out.byline)) found.byline.offer(*out.byline, Trust::open_graph);
            i = node.end - 1;
        } else read_element(tree, i, found, printed, headings, last);
    }
    if (out.language.empty()) out.language = locale;
    if (std::string address = best_url(found); !address.empty()) out.url = std::move(address);
    const std::string_view address = out.url ? std::string_view(*out.url) : url;
    fill(out.publisher, found.publisher);
    if (out.publisher) out.publisher = site_name(cleaned_publisher(*out.publisher), headings.title, address);
    const Brand::Parts parts = brand.split(headings.title, out.publisher.value_or(""));
    if (!out.publisher) out.publisher = !parts.site.empty() ? parts.site : brand.masthead();
    const std::string title = title_of(out.title.value_or(""), found.title.value, headings, *out.publisher, parts.headline, printed.title_seen());
    out.title = title.empty() ? std::nullopt : std::optional(title);
    if (out.byline && cleaned_byline(*out.byline).empty()) out.byline.reset();
    fill(out.byline, found.byline);
    if (out.byline) out.byline = cleaned_byline(*out.byline);
    if (out.byline && out.byline->empty()) out.byline.reset();
    if (out.publisher && out.publisher->empty()) out.publisher.reset();
    fill(out.published, found.published);
    fill(out.published, found.created);
    fill(out.updated, found.updated);
    const std::optional<std::string> day_in_url = date_in_url(address);
    out.published = printed.settle(out.published, out.updated, day_in_url);
    return out;
}

}  // namespace rostra::page
