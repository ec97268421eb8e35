// Inside the article's element everything between its first and its last prose stays unless something speaks against
// it: its names, its links, its words. Outside that range only what belongs to prose stays.
#include "prune.h"

#include "phrases.h"

namespace rostra::page {
namespace {

bool is_caption(Tag tag) { return tag == Tag::figcaption || tag == Tag::caption; }

// A link list or a box of links: most of its words are linked, in blocks that are no sentences.
bool is_link_box(const Survey& survey, std::uint32_t i) {
    const Tag tag = survey.node(i).tag;
    if (tag != Tag::ul && tag != Tag::ol && tag != Tag::div && tag != Tag::section && tag != Tag::table && tag != Tag::dl) return false;
    const Element& e = survey.elements[i];
    return e.words > 0 && e.link_words > 0.6f * e.words && e.prose < 0.3f * e.words;
}

class Pruner {
public:
    Pruner(const Survey& survey, std::uint32_t root, std::string_view title) : survey_(survey), root_(root), title_(folded(title)) {}

    std::vector<Block> run() {
        collect();
        drop_by_words();
        drop_ends();
        drop_loose_headings();
        std::vector<Block> kept;
        for (const Candidate& c : candidates_)
            if (c.kept) kept.push_back(c.block);
        return kept;
    }

private:
    struct Candidate {
        Block block;
        std::string text;  // folded; empty for long blocks
        bool kept = true;
    };

    static std::string folded(std::string_view text) {
        std::string plain;
        bool space = false;
        for (std::size_t at = 0; at < text.size();) {
            const char32_t c = utf8::next(text, at);
            if (c == '\'' || c == 0x2019 || c == 0x2018) continue;
            if (utf8::is_space(c)) {
                space = !plain.empty();
                continue;
            }
            if (std::exchange(space, false)) plain.push_back(' ');
            utf8::append(plain, c);
        }
        return utf8::fold(plain);
    }

    std::string text_of(const Block& b) const {
        std::string raw;
        for (std::uint32_t i = b.first; i < b.last && raw.size() < 2000; ++i) {
            const Node& node = survey_.node(i);
            if (node.tag == Tag::text) raw.append(node.text.substr(0, 2000));
            else if (node.tag == Tag::br) raw.push_back(' ');
            else if (is_unread(survey_.tree, node)) i = node.end - 1;
        }
        return folded(raw);
    }

    // Blocks that no element around them speaks against.
    void collect() {
        const Node& root = survey_.node(root_);
        std::vector<bool> boxed(root.end - root_, false);
        for (std::uint32_t i = root_ + 1; i < root.end; ++i)
            boxed[i - root_] = boxed[survey_.node(i).parent - root_] || is_link_box(survey_, i) || survey_.node(i).tag == Tag::noscript;
        for (const Block& b : survey_.blocks) {
            if (b.first < root_ || b.first >= root.end || b.owner < root_) continue;
            if (survey_.elements[b.owner].out || boxed[b.owner - root_] || is_caption(b.tag)) continue;
            Candidate c;
            c.block = b;
            if (b.words <= 60) c.text = text_of(b);
            candidates_.push_back(std::move(c));
        }
    }

    bool is_title(const Candidate& c) const {
        if (c.text.empty() || title_.empty()) return false;
        return c.text == title_ || (c.block.words >= 4 && (title_.starts_with(c.text) || c.text.starts_with(title_)) && is_heading(c.block.tag));
    }

    void drop_by_words() {
        double all = 0, before = 0;
        for (const Candidate& c : candidates_) all += prose_of(c.block);
        for (std::size_t i = 0; i < candidates_.size(); ++i) {
            Candidate& c = candidates_[i];
            const Phrase phrase = c.text.empty() ? Phrase::none : phrase_of(c.text, c.block.words);
            if (phrase == Phrase::closing && before > 0 && (all - before) * 4 <= before) {
                for (std::size_t j = i; j < candidates_.size(); ++j) candidates_[j].kept = false;
                return;
            }
            if (phrase != Phrase::none || is_title(c) || c.block.tag == Tag::h1) c.kept = false;
            if (link_share(c.block) > 0.85 && c.block.words <= 30) c.kept = false;
            before += prose_of(c.block);
        }
    }

    void drop_ends() {
        const auto is_anchor = [](const Candidate& c) { return c.kept && prose_of(c.block) > 0; };
        const auto first = std::find_if(candidates_.begin(), candidates_.end(), is_anchor);
        const auto last = std::find_if(candidates_.rbegin(), candidates_.rend(), is_anchor);
        for (auto it = candidates_.begin(); it != first; ++it)
            if (!is_heading(it->block.tag) || it + 1 != first) it->kept = false;
        for (auto it = candidates_.rbegin(); it != last; ++it)
            if (it->block.tag != Tag::li && it->block.tag != Tag::td) it->kept = false;
    }

    // A heading stays when text of the article follows it before the next heading.
    void drop_loose_headings() {
        bool text_follows = false;
        for (auto it = candidates_.rbegin(); it != candidates_.rend(); ++it) {
            if (!it->kept) continue;
            if (!is_heading(it->block.tag)) text_follows = true;
            else if (!text_follows) it->kept = false;
        }
    }

    const Survey& survey_;
    std::uint32_t root_;
    std::string title_;
    std::vector<Candidate> candidates_;
};

}  // namespace

std::vector<Block> prune(const Survey& survey, std::uint32_t root, std::string_view title) { return Pruner(survey, root, title).run(); }

}  // namespace rostra::page
