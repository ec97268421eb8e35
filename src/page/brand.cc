#include "brand.h"

#include <algorithm>
#include <array>

namespace rostra::page {
namespace {

constexpr std::size_t most_kept = 200, first_texts = 3, longest_text = 200, shortest_beginning = 10;
constexpr std::array<std::string_view, 7> separators = {" | ", " - ", " \u2013 ", " \u2014 ", " :: ", " \u00BB ", ": "};
constexpr std::array<std::string_view, 6> masthead_names = {"masthead", "logo", "brand", "site-title", "site-name", "sitename"};

// The <a> around a node; 0 when there is none.
std::uint32_t link_around(const HtmlTree& tree, std::uint32_t node) {
    const std::vector<Node>& nodes = tree.nodes();
    std::uint32_t i = nodes[node].parent;
    for (int level = 0; level < 3 && i != 0; ++level, i = nodes[i].parent)
        if (nodes[i].tag == Tag::a) return i;
    return 0;
}

bool leads_home(const HtmlTree& tree, std::uint32_t link) {
    const std::string_view href = tree.attribute(tree.nodes()[link], Attr::href);
    return href == "/" || href.starts_with("/index") || href == "index.html";
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
    const std::uint32_t link = link_around(tree, node);
    const bool home = link != 0 && leads_home(tree, link);
    if (home || (link == 0 && texts_.size() <= first_texts)) at_head_.push_back({words, texts_.size() - 1, home});
    if (!home || !masthead_.empty() || utf8::lower(words) == "home" || !in_masthead(tree, link)) return;
    masthead_ = words;
}

// A text at the page's head is the site's name when it leads home, or when more stands between it and the headline: a label of the
// story's stands right over that.
bool Brand::is_site(std::string_view part, std::string_view headline, std::string_view site) const {
    const auto printed = std::find(texts_.begin(), texts_.end(), headline);
    if (printed == texts_.end()) return false;
    const auto place = static_cast<std::size_t>(printed - texts_.begin());
    const std::string folded = utf8::fold(part);
    if (!site.empty() && folded == utf8::fold(site)) return true;
    return std::any_of(at_head_.begin(), at_head_.end(), [&](const Head& head) {
        const bool apart = head.home ? head.index != place : head.index + 1 < place;
        const bool enough = head.words.size() == part.size() || (head.words.size() >= shortest_beginning && head.words.find(' ') != std::string_view::npos);
        return apart && enough && folded.starts_with(utf8::fold(head.words));
    });
}

Brand::Parts Brand::split(const std::string& title, std::string_view site) const {
    for (const std::string_view separator : separators) {
        const std::size_t last = title.rfind(separator), first = title.find(separator);
        if (last == std::string::npos) continue;
        const std::string_view left = std::string_view(title).substr(0, last), behind = std::string_view(title).substr(last + separator.size());
        if (is_site(behind, left, site)) return {std::string(left), std::string(behind)};
        const std::string_view before = std::string_view(title).substr(0, first), right = std::string_view(title).substr(first + separator.size());
        if (is_site(before, right, site)) return {std::string(right), std::string(before)};
    }
    return {};
}

}  // namespace rostra::page
