#include "day_place.h"

#include <algorithm>
#include <array>

namespace rostra::page {
namespace {

constexpr int most_levels = 24;
constexpr std::size_t most_names = 200;

constexpr std::array<std::string_view, 13> others = {"caption", "comment", "teaser", "related", "recommend", "tweet", "twitter", "sidebar", "latest", "trending", "most-read", "popular", "copyright"};
// Today's date, as papers print it over every page.
constexpr std::array<std::string_view, 5> clocks = {"today", "current", "clock", "masthead", "weather"};

template <std::size_t N>
bool named_any(const HtmlTree& tree, const Node& node, const std::array<std::string_view, N>& words) {
    if (node.attribute_count == 0) return false;
    for (const Attr attr : {Attr::class_, Attr::id}) {
        const std::string names = utf8::lower(tree.attribute(node, attr).substr(0, most_names));
        if (std::any_of(words.begin(), words.end(), [&](std::string_view w) { return names.find(w) != std::string::npos; })) return true;
    }
    return false;
}

bool encloses(const std::vector<Node>& nodes, std::uint32_t outer, std::uint32_t inner) { return outer <= inner && inner < nodes[outer].end; }

bool is_page(Tag tag) { return tag == Tag::body || tag == Tag::html || tag == Tag::main; }

}  // namespace

bool is_of_another(const HtmlTree& tree, std::uint32_t node, std::uint32_t headline) {
    const std::vector<Node>& nodes = tree.nodes();
    int level = 0;
    bool foot = false;  // a story may have its day in its own foot
    for (std::uint32_t i = nodes[node].parent; i != 0 && !is_page(nodes[i].tag) && level < most_levels; i = nodes[i].parent, ++level) {
        if (headline != 0 && encloses(nodes, i, headline)) return foot && nodes[i].tag != Tag::article;  // what is around both says nothing else
        switch (nodes[i].tag) {
            case Tag::figcaption:
            case Tag::figure:
            case Tag::blockquote:
            case Tag::aside:
            case Tag::nav: return true;
            case Tag::footer: foot = headline != 0; break;
            case Tag::article:
                if (headline != 0) return true;
                break;
            default: break;
        }
        if (named_any(tree, nodes[i], others)) return true;
    }
    return foot;
}

bool stands_over(const HtmlTree& tree, std::uint32_t text, std::uint32_t headline) {
    const std::vector<Node>& nodes = tree.nodes();
    std::uint32_t around = nodes[headline].parent;
    if (nodes[around].tag == Tag::header || nodes[around].tag == Tag::hr) around = nodes[around].parent;
    if (is_page(nodes[around].tag) || !encloses(nodes, around, text)) return false;
    for (std::uint32_t i = nodes[text].parent; i != around; i = nodes[i].parent)
        if (nodes[i].tag == Tag::nav || nodes[i].tag == Tag::header || nodes[i].tag == Tag::ul || named_any(tree, nodes[i], clocks)) return false;
    return true;
}

}  // namespace rostra::page
