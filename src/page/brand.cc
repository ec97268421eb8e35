#include "brand.h"

#include <algorithm>
#include <array>

namespace rostra::page {
namespace {

constexpr std::size_t most_kept = 200, first_texts = 3, longest_text = 200, shortest_beginning = 10;
constexpr std::array<std::string_view, 7> separators = {" | ", " - ", " \u2013 ", " \u2014 ", " :: ", " \u00BB ", ": "};
constexpr std::array<std::string_view, 6> masthead_names = {"masthead", "logo", "brand", "site-title", "site-name", "sitename"};

// The <a> to the home page around a node; 0 when there is none.
std::uint32_t home_link(const HtmlTree& tree, std::uint32_t node) {
    const std::vector<Node>& nodes = tree.nodes();
    std::uint32_t i = nodes[node].parent;
    for (int level = 0; level < 3 && i != 0; ++level, i = nodes[i].parent) {
        if (nodes[i].tag != Tag::a) continue;
        const std::string_view href = tree.attribute(nodes[i], Attr::href);
        return href == "/" || href.starts_with("/index") || href == "index.html" ? i : 0;
    }
    return 0;
}

bool in_masthead(const HtmlTree& tree, std::uint32_t link) {
    const std::vector<Node>& nodes = tree.nodes();
    for (int level = 0; level < 3 && link != 0; ++level, link = nodes[link].parent)
        for (const Attr attr : {Attr::class_, Attr::id}) {
            const std::string names = utf8::lower(tree.attribute(nodes[link], attr).substr(0, longest_text));
            if (std::any_of(masthead_names.begin(), masthead_names.end(), [&](std::string_view name) { return names.find(name) != std::string::npos; })) return true;
        }
    return false;
}

}  // namespace

void Brand::text(const HtmlTree& tree, std::uint32_t node, std::string_view words) {
    if (texts_.size() >= most_kept || words.size() > longest_text) return;
    texts_.push_back(words);
    const std::uint32_t link = home_link(tree, node);
    if (link != 0 || texts_.size() <= first_texts) at_head_.push_back(words);
    if (link == 0 || !masthead_.empty() || utf8::lower(words) == "home" || !in_masthead(tree, link)) return;
    masthead_ = words;
}

bool Brand::is_printed(std::string_view part) const { return std::find(texts_.begin(), texts_.end(), part) != texts_.end(); }

bool Brand::is_site(std::string_view part, std::string_view site) const {
    const std::string folded = utf8::fold(part);
    if (!site.empty() && folded == utf8::fold(site)) return true;
    return std::any_of(at_head_.begin(), at_head_.end(), [&](std::string_view head) {
        const bool whole = head.size() == part.size();
        return (whole || (head.size() >= shortest_beginning && head.find(' ') != std::string_view::npos)) && folded.starts_with(utf8::fold(head));
    });
}

Brand::Parts Brand::split(const std::string& title, std::string_view site) const {
    for (const std::string_view separator : separators) {
        const std::size_t last = title.rfind(separator), first = title.find(separator);
        if (last == std::string::npos) continue;
        const std::string_view left = std::string_view(title).substr(0, last), behind = std::string_view(title).substr(last + separator.size());
        if (is_printed(left) && is_site(behind, site)) return {std::string(left), std::string(behind)};
        const std::string_view before = std::string_view(title).substr(0, first), right = std::string_view(title).substr(first + separator.size());
        if (is_printed(right) && is_site(before, site)) return {std::string(right), std::string(before)};
    }
    return {};
}

}  // namespace rostra::page
