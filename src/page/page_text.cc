#include "page_text.h"

#include "article.h"
#include "entities.h"
#include "text_builder.h"

namespace rostra::page {
namespace {

constexpr std::size_t poor = 500;  // bytes; an article with less may have its body elsewhere
constexpr int most_misses = 200;

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
    return {builder.take_text(), builder.take_map()};
}

// The script holds the text with escapes, so a paragraph is a copy where it has none and else stands for its beginning.
PageText from_json_ld(const HtmlTree& tree, const Metadata& meta) {
    PageText out;
    out.text = strip_markup(meta.article_body);
    const std::string_view page = tree.page();
    std::size_t place = page.find("articleBody");
    if (place == std::string_view::npos) place = 0;
    out.offsets.add({0, static_cast<std::uint32_t>(place), false});
    int missed = 0;  // each miss reads the rest of the page, so only some are allowed
    for (std::size_t begin = 0; begin < out.text.size() && missed < most_misses;) {
        const std::size_t end = std::min(out.text.find("\n\n", begin), out.text.size());
        const std::string_view paragraph = std::string_view(out.text).substr(begin, end - begin);
        const std::size_t whole = page.find(paragraph, place);
        const std::size_t start = whole != std::string_view::npos ? whole : page.find(paragraph.substr(0, paragraph.find_first_of("\"\\/&'", 12)), place);
        if (start != std::string_view::npos) place = start;
        missed += whole == std::string_view::npos;
        if (begin > 0 || start != std::string_view::npos) out.offsets.add({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(place), whole != std::string_view::npos});
        if (end < out.text.size()) out.offsets.add({static_cast<std::uint32_t>(end), static_cast<std::uint32_t>(place), false});
        begin = end + 2;
    }
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
