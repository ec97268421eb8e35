// Method: every block gets a value (prose is worth its words, menus cost), the element whose blocks are worth most
// is the article's root, and inside it the blocks that look like furniture go.
#include "article.h"

#include "hints.h"

namespace rostra::page {
namespace {

bool is_heading(Tag tag) { return tag >= Tag::h1 && tag <= Tag::h6; }
double link_share(const Block& b) { return b.words ? double(b.link_words) / b.words : 0.0; }

double value_of(const Block& b) {
    const double words = b.words, links = link_share(b);
    if (links > 0.5) return -2 - std::min(words, 10.0) / 2;
    if (b.words >= 10 && b.stops > 0) return words * (1 - links);
    if (b.tag == Tag::p && b.words >= 4) return words / 2;
    if (is_heading(b.tag)) return 0;
    return -2;
}

}  // namespace

Article find_article(const HtmlTree& tree) {
    const std::vector<Node>& nodes = tree.nodes();
    const std::vector<Block> blocks = split_blocks(tree);
    std::vector<std::uint8_t> out(nodes.size(), 0);  // inside furniture
    std::vector<Hint> hints(nodes.size(), Hint::none);
    for (std::uint32_t i = 1; i < nodes.size(); ++i) {
        out[i] = out[nodes[i].parent];
        if (!is_block_tag(nodes[i].tag)) continue;
        hints[i] = hint_of(tree, nodes[i]);
        if (hints[i] == Hint::furniture || hints[i] == Hint::comments) out[i] = 1;
    }
    std::vector<double> sum(nodes.size(), 0);
    for (const Block& b : blocks)
        if (!out[b.owner]) sum[b.owner] += value_of(b);
    for (std::uint32_t i = static_cast<std::uint32_t>(nodes.size()); i-- > 1;) {
        if (hints[i] == Hint::body && sum[i] > 0) sum[i] *= 1.2;
        sum[nodes[i].parent] += sum[i];
    }
    Article article;
    for (std::uint32_t i = 1; i < nodes.size(); ++i)
        if (sum[i] >= sum[article.root] * 0.999 || article.root == 0) article.root = i;
    const Node& root = nodes[article.root];
    for (const Block& b : blocks) {
        if (b.first < article.root || b.first >= root.end || out[b.owner]) continue;
        if (value_of(b) > 0 || is_heading(b.tag)) article.blocks.push_back(b);
    }
    return article;
}

}  // namespace rostra::page
