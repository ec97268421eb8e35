// Method: every block gets a value (prose is worth its words, menus cost), the element whose blocks are worth most
// is the article's root, and inside it the blocks that look like furniture go (prune.cc).
#include "article.h"

#include "prune.h"
#include "survey.h"

namespace rostra::page {
namespace {

constexpr double menu_cost = 3, label_cost = 1.5;
constexpr double body_name_worth = 1.25;  // an element named as the body
constexpr double tight_share = 0.93;      // a child with so much of the root's prose is the better root
constexpr double climb = 0.93;            // what a level up keeps of the worth below: wider must add something

double value_of(const Survey& survey, const Block& b) {
    if (survey.elements[b.owner].out) return 0;
    const double prose = prose_of(b);
    if (prose > 0) return prose;
    if (is_heading(b.tag)) return 0;
    if (b.tag == Tag::td || b.tag == Tag::th || b.tag == Tag::li) return link_share(b) > 0.5 ? -menu_cost : 0;  // tables and lists of an article
    return link_share(b) > 0.5 ? -menu_cost - std::min<double>(b.words, 20) / 4 : -label_cost;
}

std::uint32_t best_root(const Survey& survey) {
    const std::vector<Node>& nodes = survey.tree.nodes();
    std::vector<double> sum(nodes.size(), 0);
    for (const Block& b : survey.blocks) sum[b.owner] += value_of(survey, b);
    std::uint32_t best = 0;
    double most = -1e9;
    for (std::uint32_t i = static_cast<std::uint32_t>(nodes.size()); i-- > 1;) {
        if (survey.elements[i].hint == Hint::body && sum[i] > 0) sum[i] *= body_name_worth;
        if (!survey.elements[i].out && sum[i] > most) {
            most = sum[i];
            best = i;
        }
        sum[nodes[i].parent] += is_block_tag(nodes[i].tag) ? climb * sum[i] : sum[i];
    }
    return best;
}

std::uint32_t tightened(const Survey& survey, std::uint32_t root) {
    for (;;) {
        const double wanted = survey.elements[root].prose * tight_share;
        std::uint32_t inner = 0;
        for (std::uint32_t i = root + 1; i < survey.node(root).end; i = survey.node(i).end)
            if (survey.elements[i].prose >= wanted && is_block_tag(survey.node(i).tag) && survey.node(i).tag != Tag::p) inner = i;
        if (inner == 0 || wanted <= 0) return root;
        root = inner;
    }
}

}  // namespace

Article find_article(const HtmlTree& tree, std::string_view title, std::string_view byline, Noscript noscript) {
    const Survey survey(tree, noscript);
    Article article;
    article.root = tightened(survey, best_root(survey));
    article.blocks = prune(survey, article.root, title, byline);
    return article;
}

}  // namespace rostra::page
