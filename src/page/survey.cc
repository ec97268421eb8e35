#include "survey.h"

#include "teasers.h"

namespace rostra::page {
namespace {

constexpr float holder_share = 0.5f;  // an element with so much of the page's prose holds the article, whatever its name
constexpr float comment_holder_share = 0.85f;
constexpr float weak_share = 0.1f, weak_prose = 60, weak_links = 0.15f;  // so much plain prose outweighs a weak name

bool never_holds(Tag tag) { return tag == Tag::nav || tag == Tag::footer || tag == Tag::menu; }

}  // namespace

double words_of(const Block& b) {
    return b.wide * 2 > b.letters ? b.wide / 2.0 : b.words;  // two characters are about a word
}

double prose_of(const Block& b) {
    const double words = words_of(b), links = link_share(b);
    if (is_heading(b.tag)) return 0;
    if (links > 0.5) {  // a sentence with a long link in it
        const bool sentence = b.tag == Tag::p && b.ends_sentence && words >= 6 && links < 0.8 && b.words - b.link_words >= 3;
        return sentence ? words * (1 - links) : 0;
    }
    if (words >= 10 && b.stops > 0) return words * (1 - links);
    if (words >= 25) return words * (1 - links) * 0.7;
    if (b.tag == Tag::p && words >= 4 && (b.stops > 0 || words >= 8)) return words * (1 - links) / 2;
    return 0;
}

Survey::Survey(const HtmlTree& page, Noscript noscript) : tree(page), blocks(split_blocks(page, noscript)), elements(page.nodes().size()) {
    const std::vector<Node>& nodes = page.nodes();
    for (const Block& b : blocks) {
        Element& e = elements[b.owner];
        e.prose += static_cast<float>(prose_of(b));
        e.words += static_cast<float>(b.words);
        e.link_words += static_cast<float>(b.link_words);
    }
    for (std::size_t i = nodes.size(); i-- > 1;) {
        Element& parent = elements[nodes[i].parent];
        parent.prose += elements[i].prose;
        parent.words += elements[i].words;
        parent.link_words += elements[i].link_words;
    }
    const float all = elements[0].prose;
    std::vector<float> prose(elements.size());
    for (std::size_t i = 0; i < elements.size(); ++i) prose[i] = elements[i].prose;
    const std::vector<bool> teasers = find_teasers(page, blocks, prose);
    for (std::size_t i = 1; i < nodes.size(); ++i) {
        Element& e = elements[i];
        e.out = elements[nodes[i].parent].out || (teasers[i] && e.prose < holder_share * all);
        if (e.out || !is_block_tag(nodes[i].tag) || e.words == 0) continue;
        e.hint = hint_of(page, nodes[i]);
        if (e.hint == Hint::furniture) e.out = never_holds(nodes[i].tag) || e.prose < holder_share * all;
        if (e.hint == Hint::weak) e.out = e.prose < weak_share * all || e.prose < weak_prose || e.link_words > weak_links * e.words;
        if (e.hint == Hint::comments) e.out = e.prose < comment_holder_share * all;
    }
}

}  // namespace rostra::page
