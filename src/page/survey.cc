#include "survey.h"

#include "teasers.h"

namespace rostra::page {
namespace {

constexpr float holder_share = 0.5f;  // an element with so much of the page's prose holds the article, whatever its name
constexpr float comment_holder_share = 0.85f;
constexpr float least_story = 40;                                        // so many words of prose beside a window or a box are the page's story, however long that is
constexpr float weak_share = 0.1f, weak_prose = 60, weak_links = 0.15f;  // so much plain prose outweighs a weak name

bool never_holds(Tag tag) { return tag == Tag::nav || tag == Tag::footer || tag == Tag::menu; }
bool names_story(Tag tag) { return tag == Tag::article || tag == Tag::main; }

// Which elements lie around, or are, a story's <article> or <main>, or its <h1>.
std::vector<bool> story_holders(const HtmlTree& page) {
    const std::vector<Node>& nodes = page.nodes();
    std::vector<bool> holds(nodes.size(), false);
    for (std::uint32_t i = 1; i < nodes.size(); ++i)
        if (names_story(nodes[i].tag) || nodes[i].tag == Tag::h1)
            for (std::uint32_t up = i; up != 0 && !holds[up]; up = nodes[up].parent) holds[up] = true;
    return holds;
}

// Which elements lie inside an <article> or <main>, and the prose of the longest of these.
struct Stories {
    std::vector<bool> inside;
    float prose = 0;
    Stories(const HtmlTree& page, const std::vector<float>& prose_in) : inside(page.nodes().size(), false) {
        const std::vector<Node>& nodes = page.nodes();
        for (std::uint32_t i = 1; i < nodes.size(); ++i) {
            inside[i] = inside[nodes[i].parent] || names_story(nodes[nodes[i].parent].tag);
            if (names_story(nodes[i].tag)) prose = std::max(prose, prose_in[i]);
        }
    }
};

// The titles of a page's entries: headings in the <header> of each of several, without the headline's own.
std::vector<std::uint32_t> entry_titles(const HtmlTree& page) {
    constexpr std::size_t fewest_entries = 2;
    const std::vector<Node>& nodes = page.nodes();
    std::vector<std::uint32_t> titles;
    std::size_t entries = 0;
    for (std::uint32_t i = 1; i < nodes.size(); ++i) {
        if (nodes[i].tag != Tag::header) continue;
        const std::size_t before = titles.size();
        bool headline = false;
        for (std::uint32_t k = i + 1; k < nodes[i].end; ++k) {
            headline = headline || nodes[k].tag == Tag::h1;
            if (nodes[k].tag > Tag::h1 && nodes[k].tag <= Tag::h6) titles.push_back(k);
        }
        if (headline) titles.resize(before);
        entries += titles.size() > before;
        i = nodes[i].end - 1;
    }
    if (entries < fewest_entries) titles.clear();
    return titles;
}

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
    const std::vector<bool> holds = story_holders(page);
    const Stories stories(page, prose);
    // Half of the prose is never furniture, unless the story stands elsewhere.
    const auto is_box = [&](std::size_t i) { return prose[i] < holder_share * all || (!holds[i] && !stories.inside[i] && stories.prose >= least_story); };
    const auto is_window = [&](std::size_t i) { return is_box(i) || (!holds[i] && all - prose[i] >= least_story); };
    for (std::size_t i = 1; i < nodes.size(); ++i) {
        Element& e = elements[i];
        e.out = elements[nodes[i].parent].out || (teasers[i] && e.prose < holder_share * all);
        if (e.out || !is_block_tag(nodes[i].tag) || e.words == 0) continue;
        e.hint = hint_of(page, nodes[i]);
        if (e.hint == Hint::furniture) e.out = never_holds(nodes[i].tag) || is_box(i);
        if (e.hint == Hint::dialog) e.out = is_window(i);
        if (e.hint == Hint::weak && (!holds[i] || e.prose < holder_share * all)) e.out = e.prose < weak_share * all || e.prose < weak_prose || e.link_words > weak_links * e.words;
        if (e.hint == Hint::comments) e.out = e.prose < comment_holder_share * all;
    }
    for (const std::uint32_t title : entry_titles(page)) {
        std::uint32_t header = nodes[title].parent;
        while (nodes[header].tag != Tag::header) header = nodes[header].parent;
        Element& e = elements[title];
        e.entry_title = !elements[nodes[header].parent].out;
        e.out = e.out && !e.entry_title;
    }
}

}  // namespace rostra::page
