#include "blocks.h"

#include <unordered_map>

namespace rostra::page {
namespace {

bool is_telling(Tag tag) {
    switch (tag) {
        case Tag::p:
        case Tag::h1:
        case Tag::h2:
        case Tag::h3:
        case Tag::h4:
        case Tag::h5:
        case Tag::h6:
        case Tag::li:
        case Tag::blockquote:
        case Tag::td:
        case Tag::th:
        case Tag::figcaption:
        case Tag::dd:
        case Tag::dt:
        case Tag::pre:
        case Tag::caption: return true;
        default: return false;
    }
}

// Counts a text node into the block that is being made.
class Counter {
public:
    void add(Block& block, std::string_view text, bool linked) {
        for (std::size_t at = 0; at < text.size();) {
            const auto c = static_cast<unsigned char>(text[at]);
            if (c < 0x80) {
                ++at;
                ascii(block, static_cast<char>(c), linked);
                continue;
            }
            const char32_t wide = utf8::next(text, at);
            if (wide == 0xA0 || wide == 0x3000) in_word_ = false;
            else if (wide == 0x2026 || wide == 0x3002) stop(block), begin_word(block, linked);
            else if (wide == 0x201D || wide == 0x2019 || wide == 0xBB) begin_word(block, linked);
            else letter(block, linked), block.wide += wide >= 0x2E80 && wide < 0xE0000, block.commas += wide == 0xFF0C || wide == 0x3001 || wide == 0x60C;
        }
    }
    void finish() { in_word_ = false; }

private:
    void ascii(Block& block, char c, bool linked) {
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            in_word_ = false;
        } else if (c == '.' || c == '!' || c == '?') {
            begin_word(block, linked);
            stop(block);
        } else if (c == ',') {
            ++block.commas;
        } else if (c == '"' || c == '\'' || c == ')' || c == ']') {
            begin_word(block, linked);
        } else {
            letter(block, linked);
        }
    }
    void letter(Block& block, bool linked) {
        begin_word(block, linked);
        ++block.letters;
        block.ends_sentence = false;
    }
    void stop(Block& block) {
        ++block.stops;
        block.ends_sentence = true;
    }
    void begin_word(Block& block, bool linked) {
        if (std::exchange(in_word_, true)) return;
        ++block.words;
        block.link_words += linked;
    }
    bool in_word_ = false;
};

// Markup that a broken page shows as text: "<img src=...".
bool is_markup(std::string_view text) {
    const std::size_t at = text.find_first_not_of(" \t\r\n");
    return at != std::string_view::npos && text[at] == '<' && at + 4 < text.size() && (text[at + 1] | 0x20) >= 'a' && (text[at + 1] | 0x20) <= 'z' && text.find('=') != std::string_view::npos;
}

// Links that hold sentences of several blocks are no links: an <a> that nobody closed, or one around a whole story. A card
// of a list is a link too, but has a title and a sentence or two.
class WideLinks {
public:
    // The block's link: the first <a> that it stands in, known by its tag's place, and the words in it.
    void add(std::uint32_t link, std::uint32_t words) {
        if (block_link_ == 0) block_link_ = link;
        if (block_link_ == link) words_ += words;
    }
    void end_block(const Block& block, std::size_t index) {
        if (words_ > 0) {
            parts_.push_back({block_link_, static_cast<std::uint32_t>(index), words_});
            Sum& sum = sums_[block_link_];
            sum.words += words_;
            sum.sentences += block.ends_sentence && words_ >= fewest_words && words_ * 2 > block.words;
        }
        drop_block();
    }
    void drop_block() { block_link_ = words_ = 0; }
    void take_out(std::vector<Block>& blocks) const {
        for (const Part& part : parts_)
            if (const Sum& sum = sums_.at(part.link); sum.sentences >= fewest_sentences && sum.words >= fewest_link_words) blocks[part.block].link_words -= part.words;
    }

private:
    static constexpr std::uint32_t fewest_words = 6, fewest_sentences = 3, fewest_link_words = 40;
    struct Part {
        std::uint32_t link, block, words;
    };
    struct Sum {
        std::uint32_t words = 0, sentences = 0;
    };
    std::vector<Part> parts_;
    std::unordered_map<std::uint32_t, Sum> sums_;
    std::uint32_t block_link_ = 0, words_ = 0;
};

class Splitter {
public:
    Splitter(const HtmlTree& tree, Noscript noscript) : tree_(tree), noscript_(noscript) {}

    std::vector<Block> run() {
        const std::vector<Node>& nodes = tree_.nodes();
        std::vector<std::uint32_t> open;  // block-level elements around the walk's place
        std::uint32_t link_end = 0;
        for (std::uint32_t i = 0; i < nodes.size(); ++i) {
            while (!open.empty() && nodes[open.back()].end <= i) {
                flush(i);
                open.pop_back();
            }
            const Node& node = nodes[i];
            if (node.tag == Tag::text) {
                if (is_markup(node.text)) continue;
                if (block_.first == 0) begin(i, open.empty() ? 0 : open.back());
                const bool linked = i < link_end;
                const std::uint32_t before = block_.link_words;
                counter_.add(block_, node.text, linked);
                if (linked) wide_.add(link_, block_.link_words - before);
                breaks_ = breaks_ && node.text.find_first_not_of(" \t\r\n") == std::string_view::npos;
            } else if (is_unread(tree_, node) || (node.tag == Tag::noscript && noscript_ == Noscript::skip)) {
                i = node.end - 1;
            } else if (node.tag == Tag::br) {
                if (std::exchange(breaks_, true)) flush(i);  // two in a row end a paragraph
                counter_.finish();
            } else if (node.tag == Tag::a) {
                if (is_mark(node)) continue;
                link_end = std::max(link_end, node.end);
                link_ = node.raw + 1;
            } else if (is_block_tag(node.tag)) {
                flush(i);
                open.push_back(i);
            }
        }
        flush(static_cast<std::uint32_t>(nodes.size()));
        wide_.take_out(blocks_);
        return std::move(blocks_);
    }

private:
    // <a name=top>: a place to lead to.
    [[nodiscard]] bool is_mark(const Node& node) const { return tree_.has_attribute(node, Attr::name) && !tree_.has_attribute(node, Attr::href); }
    void begin(std::uint32_t first, std::uint32_t owner) {
        block_ = {};
        block_.first = first;
        block_.owner = owner;
        const std::vector<Node>& nodes = tree_.nodes();
        std::uint32_t telling = owner;
        for (int up = 0; up < 4 && telling != 0 && !is_telling(nodes[telling].tag); ++up) telling = nodes[telling].parent;
        block_.tag = is_telling(nodes[telling].tag) ? nodes[telling].tag : nodes[owner].tag;
    }
    void flush(std::uint32_t at) {
        counter_.finish();
        breaks_ = false;
        if (block_.first != 0 && block_.words > 0) {
            block_.last = at;
            wide_.end_block(block_, blocks_.size());
            blocks_.push_back(block_);
        }
        wide_.drop_block();
        block_ = {};
    }

    const HtmlTree& tree_;
    Noscript noscript_;
    std::vector<Block> blocks_;
    Block block_;
    Counter counter_;
    WideLinks wide_;
    std::uint32_t link_ = 0;  // the <a> that was opened last
    bool breaks_ = false;
};

}  // namespace

bool is_block_tag(Tag tag) {
    switch (tag) {
        case Tag::html:
        case Tag::body:
        case Tag::article:
        case Tag::aside:
        case Tag::blockquote:
        case Tag::caption:
        case Tag::center:
        case Tag::dd:
        case Tag::details:
        case Tag::div:
        case Tag::dl:
        case Tag::dt:
        case Tag::fieldset:
        case Tag::figcaption:
        case Tag::figure:
        case Tag::footer:
        case Tag::form:
        case Tag::h1:
        case Tag::h2:
        case Tag::h3:
        case Tag::h4:
        case Tag::h5:
        case Tag::h6:
        case Tag::header:
        case Tag::hr:
        case Tag::li:
        case Tag::main:
        case Tag::menu:
        case Tag::nav:
        case Tag::noscript:
        case Tag::ol:
        case Tag::p:
        case Tag::pre:
        case Tag::section:
        case Tag::summary:
        case Tag::table:
        case Tag::tbody:
        case Tag::td:
        case Tag::tfoot:
        case Tag::th:
        case Tag::thead:
        case Tag::tr:
        case Tag::ul:
        case Tag::video:
        case Tag::audio:
        case Tag::object: return true;
        default: return false;
    }
}

namespace {

// One pass over the names: this is asked of every element.
bool shows_on_hover(std::string_view names) {
    for (std::size_t i = 0; i + 7 <= names.size(); ++i) {
        const std::string_view rest = names.substr(i);
        switch (names[i]) {
            case 't':
                if (rest.starts_with("tooltip")) return true;
                break;
            case 'p':
                if (rest.starts_with("popover")) return true;
                break;
            case 'r':
                if (rest.starts_with("rollover")) return true;
                break;
            case 'h':
                if (rest.starts_with("hovercard")) return true;
                break;
            default: break;
        }
    }
    return false;
}

// "1", "[12]" that leads down the page: the mark of a footnote.
bool is_footnote_mark(const HtmlTree& tree, const Node& node) {
    constexpr std::size_t longest = 5;
    if (node.tag != Tag::a || !tree.attribute(node, Attr::href).starts_with('#')) return false;
    const auto first = static_cast<std::uint32_t>(&node - tree.nodes().data()) + 1;
    if (node.end != first + 1 || tree.nodes()[first].tag != Tag::text) return false;
    const std::string_view mark = tree.nodes()[first].text;
    return mark.size() <= longest && mark.find_first_of("123456789*") != std::string_view::npos && mark.find_first_not_of("0123456789[]()*") == std::string_view::npos;
}

}  // namespace

bool is_unread(const HtmlTree& tree, const Node& node) {
    switch (node.tag) {
        case Tag::script:
        case Tag::style:
        case Tag::template_:
        case Tag::svg:
        case Tag::iframe:
        case Tag::select:
        case Tag::textarea:
        case Tag::button:
        case Tag::input:
        case Tag::head:
        case Tag::object:
        case Tag::embed:
        case Tag::audio:
        case Tag::video:
        case Tag::map: return true;
        default: break;
    }
    if (node.attribute_count == 0) return false;
    if (tree.has_attribute(node, Attr::hidden) || is_footnote_mark(tree, node)) return true;
    if (shows_on_hover(tree.attribute(node, Attr::class_))) return true;
    const std::string_view style = tree.attribute(node, Attr::style);
    if (style.empty()) return false;
    std::string plain;
    for (const char c : style.substr(0, 400))
        if (c != ' ') plain.push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c));
    return plain.find("display:none") != std::string::npos || plain.find("visibility:hidden") != std::string::npos;
}

std::vector<Block> split_blocks(const HtmlTree& tree, Noscript noscript) { return Splitter(tree, noscript).run(); }

}  // namespace rostra::page
