// Names are cut into words ("mdc-ArticleBody_wrap" → mdc article body wrap), and words or pairs of words are looked up:
// a substring test would see "ad" in "header" and "share" in "shareholders".
#include "hints.h"

#include <iterator>

namespace rostra::page {
namespace {

using Words = std::vector<std::string>;

constexpr std::string_view furniture_words[] = {
    "share", "sharing", "sharebar", "sharetools", "social", "sociallinks", "addthis", "sharethis", "sharedaddy", "related", "recommended", "recommendation", "recommendations", "recirc", "recirculation",
    "newsletter", "newsletters", "signup", "sidebar", "breadcrumb", "breadcrumbs", "nav", "navbar", "navigation", "menu", "footer", "cookie", "cookies",
    "ad", "ads", "advert", "adverts", "advertisement", "advertising", "adslot", "dfp", "sponsor", "sponsored", "taboola", "outbrain", "trending", "mostread",
    "tags", "taglist", "tagcloud", "byline", "bylines", "pagination", "pager", "toolbar", "rail", "screenreader", "visuallyhidden", "carousel", "slideshow",
    "copyright", "disclaimer", "masthead", "donate", "donation", "author", "authors", "bio", "timestamp", "dateline",
    "infobox", "dek", "standfirst", "strapline", "kicker", "eyebrow", "keypoints", "relatedposts", "relatedpoststitle", "yarpp", "skiplink",
    "pullquote", "pullquotes", "authorcard", "authorbox", "authorbio", "authorinfo", "aboutauthor"};
// Names that also wrap parts of the body: paid parts of an article, the blocks of page builders.
constexpr std::string_view weak_words[] = {"paywall", "widget", "widgets", "print", "noprint", "promo", "promos", "promotion", "subscription", "subscribe", "credit", "credits", "overlay", "tooltip", "popular", "follow", "teaser", "teasers", "banner", "upsell", "login",
                                           "quiz", "poll", "dropdown", "callout"};
constexpr std::string_view builder_words[] = {"elementor", "fusion", "vc", "wpb"};
constexpr std::string_view furniture_pairs[] = {
    "read more", "read next", "most read", "most popular", "more stories", "more from", "more news", "also like", "also read", "see also", "sr only", "screen reader", "visually hidden",
    "up next", "key points", "tag list", "post tags", "entry meta", "post meta", "article meta", "pull quote", "call out", "action bar"};
constexpr std::string_view dialog_words[] = {"consent", "gdpr", "ccpa", "popup", "modal", "lightbox", "onetrust", "didomi", "cookiebot", "cybot", "usercentrics", "trustarc", "truste", "sourcepoint", "iubenda",
                                             "klaro", "complianz", "cmplz", "borlabs", "cookieyes", "termly", "osano", "cookiebanner", "cookieconsent", "cookienotice", "cookielaw", "cookiebar", "cookiepopup"};
constexpr std::string_view dialog_pairs[] = {"qc cmp", "fc dialog", "cookie banner", "cookie notice", "cookie law", "cookie bar", "cookie dialog", "cookie message", "cookie overlay", "cookie settings", "cookies banner", "cookies notice",
                                             "privacy banner", "privacy manager", "privacy popup", "sp message"};
constexpr std::string_view caption_words[] = {"caption", "captions", "imgcaption", "captiontext"};
constexpr std::string_view embed_words[] = {"embed", "embedded", "tweet"};
constexpr std::string_view comment_words[] = {"comment", "comments", "commentlist", "disqus", "respond", "replies", "livefyre", "coral", "discussion", "commenting"};
constexpr std::string_view body_pairs[] = {
    "article body", "article content", "article text", "entry content", "post content", "post body", "story body", "story content", "story text", "body content", "content body", "body text", "main content", "content article", "content main",
    "article copy", "body copy", "news content", "page content", "article wrapper"};
constexpr std::string_view body_words[] = {"articlebody", "entrycontent", "postcontent", "storybody", "storytext"};

bool lower(char c) { return c >= 'a' && c <= 'z'; }
bool upper(char c) { return c >= 'A' && c <= 'Z'; }

void cut_words(std::string_view name, Words& words) {
    constexpr std::size_t most = 24;
    name = name.substr(0, 400);
    for (std::size_t i = 0; i < name.size() && words.size() < most;) {
        if (!lower(name[i]) && !upper(name[i])) {
            ++i;
            continue;
        }
        std::string word;
        // A capital starts a new word unless the letter before it is one, too.
        do word.push_back(static_cast<char>(name[i] | 0x20));
        while (++i < name.size() && (lower(name[i]) || (upper(name[i]) && !lower(name[i - 1]))));
        words.push_back(std::move(word));
    }
}

bool same(std::string_view a, std::string_view b) { return a.size() == b.size() && a.front() == b.front() && a == b; }

template <std::size_t N>
bool any_word(const Words& words, const std::string_view (&list)[N]) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& w) { return !w.empty() && std::any_of(std::begin(list), std::end(list), [&](std::string_view l) { return same(l, w); }); });
}

// Whether a pair of the list is these two words with a space between them.
bool is_pair(std::string_view pair, std::string_view a, std::string_view b) {
    return pair.size() == a.size() + 1 + b.size() && pair.front() == a.front() && pair[a.size()] == ' ' && pair.starts_with(a) && pair.ends_with(b);
}

template <std::size_t N>
bool any_pair(const Words& words, const std::string_view (&list)[N]) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const std::string &a = words[i], &b = words[i + 1];
        if (!a.empty() && !b.empty() && std::any_of(std::begin(list), std::end(list), [&](std::string_view pair) { return is_pair(pair, a, b); })) return true;
    }
    return false;
}

bool is_fixed(std::string_view style) { return style.find("position:fixed") != std::string_view::npos || style.find("position: fixed") != std::string_view::npos; }

}  // namespace

Hint hint_of(const HtmlTree& tree, const Node& node) {
    switch (node.tag) {
        case Tag::nav:
        case Tag::aside:
        case Tag::footer:
        case Tag::header:
        case Tag::menu:
        case Tag::form:
        case Tag::fieldset: return Hint::furniture;
        case Tag::html:
        case Tag::body: return Hint::none;
        default: break;
    }
    if (node.attribute_count == 0) return Hint::none;
    if (tree.attribute(node, Attr::itemprop) == "articleBody") return Hint::body;
    const std::string_view role = tree.attribute(node, Attr::role);
    if (role == "navigation" || role == "complementary" || role == "banner" || role == "contentinfo" || role == "search" || role == "menu") return Hint::furniture;
    if (role == "dialog" || role == "alertdialog" || tree.attribute(node, Attr::aria_modal) == "true") return Hint::dialog;
    if (const std::string_view style = tree.attribute(node, Attr::style); style.find("fixed") != std::string_view::npos && is_fixed(style)) return Hint::dialog;
    Words words;
    cut_words(tree.attribute(node, Attr::class_), words);
    words.emplace_back();  // no pair runs over two attributes
    cut_words(tree.attribute(node, Attr::id), words);
    words.emplace_back();
    cut_words(tree.attribute(node, Attr::data_name), words);
    if (words.size() == 2) return tree.attribute(node, Attr::aria_hidden) == "true" ? Hint::weak : Hint::none;
    if (any_word(words, comment_words)) return Hint::comments;
    if (any_word(words, body_words) || any_pair(words, body_pairs)) return Hint::body;
    if (any_word(words, dialog_words) || any_pair(words, dialog_pairs)) return Hint::dialog;
    if (any_word(words, caption_words)) return Hint::furniture;
    if (any_word(words, embed_words)) return Hint::none;  // "social-embed" holds a quoted message
    if (any_word(words, furniture_words) || any_pair(words, furniture_pairs)) return Hint::furniture;
    if (tree.attribute(node, Attr::aria_hidden) == "true") return Hint::weak;  // a quotation that is repeated; or the page, while a window is open
    if (any_word(words, weak_words) && !any_word(words, builder_words)) return Hint::weak;
    return Hint::none;
}

bool names_heading(const HtmlTree& tree, const Node& node) {
    if (node.attribute_count == 0) return false;
    if (tree.attribute(node, Attr::role) == "heading") return true;
    const std::string names = utf8::lower(tree.attribute(node, Attr::class_).substr(0, 200));
    for (const std::string_view word : {"subhead", "sub-head", "crosshead", "intertitle", "section-heading", "section-title"})
        if (names.find(word) != std::string::npos) return true;
    const auto plain = [&](std::size_t i) { return i >= names.size() || !(lower(names[i]) || (names[i] >= '0' && names[i] <= '9')); };
    for (std::size_t at = names.find('h'); at != std::string::npos; at = names.find('h', at + 1))  // "h2", "body_h3"
        if (at + 1 < names.size() && names[at + 1] >= '2' && names[at + 1] <= '4' && (at == 0 || plain(at - 1)) && plain(at + 2)) return true;
    return false;
}

}  // namespace rostra::page
