#include "page_text.h"

#include "article.h"
#include "entities.h"
#include "escaped.h"
#include "text_builder.h"

namespace rostra::page {
namespace {

constexpr std::size_t poor = 500;  // bytes; an article with less may have its body elsewhere
constexpr int most_tries = 50;

PageText from_elements(const HtmlTree& tree, const Metadata& meta, Noscript noscript) {
    TextBuilder builder(tree.page());
    const std::vector<Node>& nodes = tree.nodes();
    for (const Block& block : find_article(tree, meta.title.value_or(""), meta.byline.value_or(""), noscript).blocks) {
        builder.paragraph();
        for (std::uint32_t i = block.first; i < block.last; ++i) {
            if (nodes[i].tag == Tag::text) builder.append(nodes[i]);
            else if (nodes[i].tag == Tag::br) builder.space();
            else if (is_unread(tree, nodes[i]) || (nodes[i].tag == Tag::noscript && noscript == Noscript::skip)) i = nodes[i].end - 1;
        }
    }
    OffsetMap map = builder.take_map();
    return {builder.take_text(), std::move(map)};
}

// The script's string of that name that has the text; where none is found, the text stands for the first one's place.
OffsetMap place_in_script(std::string_view page, std::string_view text) {
    constexpr std::string_view name = "\"articleBody\"";
    int tries = 0;  // each reads as far as the words are the same
    for (std::size_t at = page.find(name); at != std::string_view::npos && tries < most_tries; at = page.find(name, at + 1), ++tries) {
        const std::size_t colon = page.find_first_not_of(" \t\r\n", at + name.size());
        if (colon == std::string_view::npos || page[colon] != ':') continue;
        const std::size_t open = page.find_first_not_of(" \t\r\n", colon + 1);
        if (open == std::string_view::npos || page[open] != '"') continue;
        if (auto map = align_escaped(page, open + 1, text)) return *std::move(map);
    }
    OffsetMap whole;
    whole.add({0, static_cast<std::uint32_t>(std::min(page.find(name), page.size())), false});
    return whole;
}

PageText from_json_ld(const HtmlTree& tree, const Metadata& meta) {
    PageText out;
    out.text = strip_markup(meta.article_body);
    out.offsets = place_in_script(tree.page(), out.text);
    return out;
}

}  // namespace

PageText text_of_page(const HtmlTree& tree, const Metadata& meta) {
    PageText out = from_elements(tree, meta, Noscript::skip);
    if (out.text.size() < poor) {
        // Pages that load their body by script often keep a copy for readers without it.
        PageText other = from_elements(tree, meta, Noscript::read);
        if (other.text.size() > 2 * out.text.size()) out = std::move(other);
    }
    if (meta.article_body.size() > 2 * std::max(out.text.size(), poor / 4)) {
        PageText other = from_json_ld(tree, meta);
        if (other.text.size() > 2 * out.text.size()) out = std::move(other);
    }
    return out;
}

}  // namespace rostra::page
