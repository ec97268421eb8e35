// Items of a row share their tag and their class names (numbers aside). A row is one of teasers when it has at least
// three items, nearly all of them with a block that is only a link, and little prose in each.
#include "teasers.h"

#include <map>

namespace rostra::page {
namespace {

constexpr std::size_t fewest_items = 3;
constexpr float most_prose = 45, most_prose_of_articles = 150;  // words an item, on the average
constexpr float most_share = 0.6f, least_beside = 40;           // a row with so much of the prose, and so few words beside it, is the article
constexpr std::uint32_t link_words = 3;
// So many items with so few words each are a section's front page, which has no article. Entries of live blogs are longer.
constexpr std::size_t fewest_of_front = 12;
constexpr float most_prose_of_front = 25;

bool can_be_item(Tag tag) {
    return tag == Tag::div || tag == Tag::li || tag == Tag::article || tag == Tag::section || tag == Tag::tr || tag == Tag::td || tag == Tag::dd || tag == Tag::a || tag == Tag::figure;
}

// A hash of the tag and of the class names without their digits.
std::uint64_t signature(const HtmlTree& tree, const Node& node) {
    std::uint64_t hash = 1469598103934665603u ^ static_cast<std::uint64_t>(node.tag);
    for (const char c : tree.attribute(node, Attr::class_).substr(0, 200))
        if (c < '0' || c > '9') hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    return hash;
}

struct Row {
    std::vector<std::uint32_t> items;
    std::size_t linked = 0;
    float prose = 0;
};

}  // namespace

std::vector<bool> find_teasers(const HtmlTree& tree, const std::vector<Block>& blocks, const std::vector<float>& prose) {
    const std::vector<Node>& nodes = tree.nodes();
    std::vector<bool> teaser(nodes.size(), false), linked(nodes.size(), false);
    for (const Block& b : blocks) {
        if (b.words < link_words || b.link_words * 10 < b.words * 8) continue;
        for (std::uint32_t i = b.owner; i != 0 && !linked[i]; i = nodes[i].parent) linked[i] = true;
    }
    std::map<std::pair<std::uint32_t, std::uint64_t>, Row> rows;
    for (std::uint32_t i = 1; i < nodes.size(); ++i) {
        if (!can_be_item(nodes[i].tag)) continue;
        Row& row = rows[{nodes[i].parent, signature(tree, nodes[i])}];
        row.items.push_back(i);
        row.linked += linked[i];
        row.prose += prose[i];
    }
    for (const auto& [key, row] : rows) {
        if (row.items.size() < fewest_items || row.linked * 10 < row.items.size() * 8) continue;
        const float limit = nodes[row.items.front()].tag == Tag::article ? most_prose_of_articles : most_prose;
        const bool front = row.items.size() >= fewest_of_front && row.prose < most_prose_of_front * static_cast<float>(row.items.size());
        if (!front && row.prose > most_share * prose[0] && prose[0] - row.prose < least_beside) continue;  // the row is the page
        if (row.prose > limit * static_cast<float>(row.items.size())) continue;
        for (const std::uint32_t i : row.items) teaser[i] = true;
    }
    return teaser;
}

}  // namespace rostra::page
