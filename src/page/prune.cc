// Inside the article's element everything between its first and its last prose stays unless something speaks against
// it: its names, its links, its words. The element that holds most of the prose directly is the core; what stands in
// the core is trusted, and what stands elsewhere must be prose.
#include "prune.h"

#include "phrases.h"

#include <map>

namespace rostra::page {
namespace {

constexpr std::uint32_t most_heading = 14, fewest_repeated = 4, most_repeated = 50;
constexpr std::size_t shortest_repeated = 20;
constexpr int most_looks = 64;                                                // at the whole article for one of its blocks
constexpr double late_share = 0.8;                                            // of the prose stands before an author's card
constexpr std::size_t most_lead = 12, most_behind = 40, shortest_byline = 7;  // bytes around a name in its line
constexpr double least_before = 0.15;                                         // of the prose stands before a section of related things

bool is_caption(Tag tag) { return tag == Tag::figcaption || tag == Tag::caption; }
bool is_inner(Tag tag) { return tag == Tag::p || tag == Tag::li || tag == Tag::ul || tag == Tag::ol || tag == Tag::blockquote || tag == Tag::pre || tag == Tag::dt || tag == Tag::dd || is_heading(tag); }

// A link list or a box of links: most of its words are linked, in blocks that are no sentences.
bool is_link_box(const Survey& survey, std::uint32_t i) {
    const Tag tag = survey.node(i).tag;
    if (tag != Tag::ul && tag != Tag::ol && tag != Tag::div && tag != Tag::section && tag != Tag::table && tag != Tag::dl) return false;
    const Element& e = survey.elements[i];
    return e.words > 0 && e.link_words > 0.6f * e.words && e.prose < 0.3f * e.words;
}

// What repeats by its nature: entries of lists and tables.
bool is_item(Tag tag) { return tag == Tag::li || tag == Tag::td || tag == Tag::th || tag == Tag::dd || tag == Tag::dt; }

bool holds_picture(const Survey& survey, std::uint32_t element) {
    for (std::uint32_t i = element + 1; i < survey.node(element).end; ++i)
        if (survey.node(i).tag == Tag::img) return true;
    return false;
}

// A line that stands alone with a picture in an element, and is no paragraph: its caption.
bool is_picture_line(const Survey& survey, std::uint32_t root, const Block& b) {
    constexpr std::uint32_t most_words = 40;
    constexpr int most_levels = 5;
    const Tag tag = survey.node(b.owner).tag;
    if (b.words > most_words || b.owner <= root || (tag != Tag::div && tag != Tag::td && tag != Tag::figure && tag != Tag::center)) return false;
    std::uint32_t around = b.owner;
    for (int level = 0; level < most_levels; ++level) {
        const std::uint32_t up = survey.node(around).parent;
        if (up <= root || survey.elements[up].words > static_cast<float>(b.words)) break;
        around = up;
    }
    return survey.elements[around].words <= static_cast<float>(b.words) && holds_picture(survey, around);
}

// "(Image: GETTY)", "Photo by ...", "... / Getty Images"
bool is_caption_text(std::string_view text, unsigned words) {
    if (words > 60) return false;
    for (const std::string_view mark : {"(image:", "(photo:", "(picture:", "(image credit", "image credit:", "photo credit", "image source:", "image copyright", "photo by", "photograph by", "photo:", "image:", "getty images)", "/getty", "(credit:",
                                        "file photo"})
        if (text.find(mark) != std::string_view::npos) return true;
    return text.ends_with("getty images") || text.ends_with("shutterstock");
}

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

bool digit(char c) { return c >= '0' && c <= '9'; }

// 08:22, 05/10/2018, 30. 7. 2018, 2019
bool has_time_or_year(std::string_view text) {
    for (std::size_t i = 1; i + 2 < text.size(); ++i)
        if ((text[i] == ':' || text[i] == '/') && digit(text[i - 1]) && digit(text[i + 1]) && digit(text[i + 2])) return true;
    for (std::size_t i = 0; i + 4 <= text.size(); ++i) {
        const std::string_view four = text.substr(i, 4);
        if ((four.starts_with("19") || four.starts_with("20")) && digit(four[2]) && digit(four[3]) && (i == 0 || !digit(text[i - 1])) && (i + 4 == text.size() || !digit(text[i + 4]))) return true;
    }
    return false;
}

// "By Ann Lee", "18 November 2019, 08:22": lines about the article, not of it.
bool is_about_line(std::string_view text, unsigned words) {
    if (words > 16 || text.starts_with("\u2014")) return false;  // a dash: who posted a quoted message, and when
    if (words <= 10 && has_time_or_year(text)) return true;
    if (digit(text.empty() ? ' ' : text[0]) && has_time_or_year(text.substr(0, 12))) return true;
    if (words > 12) return false;
    if (text.starts_with("by ") || text.starts_with("published") || text.starts_with("updated") || text.starts_with("posted")) return true;
    if (!has_digit(text)) return false;
    for (const std::string_view month : {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"})
        if (text.find(month) != std::string_view::npos && words <= 8) return true;
    return false;
}

// The words stand in a longer line: a line that is just repeated is no quotation.
bool is_part_of_another(std::string_view lines, std::string_view words) {
    const auto is_mark = [](char c) { return c != '\n' && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'); };
    for (std::size_t at = lines.find(words); at != std::string_view::npos; at = lines.find(words, at + words.size())) {
        std::size_t begin = at, end = at + words.size();
        while (begin > 0 && is_mark(lines[begin - 1])) --begin;
        while (end < lines.size() && is_mark(lines[end])) ++end;
        if ((begin > 0 && lines[begin - 1] != '\n') || (end < lines.size() && lines[end] != '\n')) return true;
    }
    return false;
}

// A quotation without its marks and its full stop.
std::string_view without_marks(std::string_view text) {
    const auto is_mark = [](char c) { return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')); };
    while (!text.empty() && is_mark(text.back())) text.remove_suffix(1);
    while (!text.empty() && is_mark(text.front())) text.remove_prefix(1);
    return text;
}

std::string folded(std::string_view text) {
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

class Pruner {
public:
    Pruner(const Survey& survey, std::uint32_t root, std::string_view title, std::string_view byline) : survey_(survey), root_(root), title_(folded(title)), byline_(folded(byline)) {}

    std::vector<Block> run() {
        collect();
        find_core();
        if (all_ == 0) return longest();
        drop_by_words();
        drop_strangers();
        drop_repeated();
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
        std::uint32_t holder = 0;  // the element that holds the block's paragraph, list or quotation
        double prose = 0;
        std::string text;  // folded; empty for long blocks
        bool kept = true;
        bool heads_section = false;  // a heading named as furniture
        bool heading = false;        // a heading, by its tag or by its name
        bool trusted = false;        // the title of an entry: in place wherever it stands
    };

    // A page with no prose at all (a one-line notice, a picture with a word): its longest block that is no heading.
    std::vector<Block> longest() const {
        const Candidate* best = nullptr;
        for (const Candidate& c : candidates_)
            if (!is_heading(c.block.tag) && link_share(c.block) < 0.5 && c.block.letters >= 8 && (!best || c.block.letters > best->block.letters)) best = &c;
        return best ? std::vector<Block>{best->block} : std::vector<Block>{};
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

    std::uint32_t holder_of(const Block& b) const {
        std::uint32_t i = b.owner;
        while (i > root_ && is_inner(survey_.node(i).tag)) i = survey_.node(i).parent;
        return i;
    }

    // Much of the story's prose stands under pictures, so it is no captions'.
    bool is_gallery() const {
        constexpr double share = 0.4;
        double under = 0;
        for (const Block& b : survey_.blocks)
            if (b.first >= root_ && b.first < survey_.node(root_).end && is_picture_line(survey_, root_, b)) under += prose_of(b);
        return under > share * survey_.elements[root_].prose;
    }

    // Blocks that no element around them speaks against.
    void collect() {
        const Node& root = survey_.node(root_);
        std::vector<bool> boxed(root.end - root_, false);
        for (std::uint32_t i = root_ + 1; i < root.end; ++i) boxed[i - root_] = boxed[survey_.node(i).parent - root_] || is_link_box(survey_, i);
        const bool gallery = is_gallery();
        for (const Block& b : survey_.blocks) {
            if (b.first < root_ || b.first >= root.end || b.owner < root_) continue;
            const Element& owner = survey_.elements[b.owner];
            const bool heads_section = is_heading(survey_.node(b.owner).tag) && owner.hint == Hint::furniture && !survey_.elements[survey_.node(b.owner).parent].out;
            if ((owner.out && !heads_section) || boxed[b.owner - root_] || is_caption(b.tag) || (!gallery && is_picture_line(survey_, root_, b))) continue;
            Candidate c;
            c.kept = !heads_section;
            c.heads_section = heads_section;
            c.block = b;
            c.heading = is_heading(b.tag) || (b.words <= most_heading && !b.ends_sentence && names_heading(survey_.tree, survey_.node(b.owner)));
            c.trusted = owner.entry_title;
            c.holder = holder_of(b);
            c.prose = prose_of(b);
            if (b.words <= 60) c.text = text_of(b);
            candidates_.push_back(std::move(c));
        }
    }

    void find_core() {
        std::map<std::uint32_t, double> held;
        for (const Candidate& c : candidates_) {
            held[c.holder] += c.prose;
            all_ += c.prose;
        }
        for (const auto& [holder, prose] : held)
            if (prose > core_prose_) {
                core_ = holder;
                core_prose_ = prose;
            }
    }

    // The core, or a like element beside it: some pages cut the article into pieces for advertisements.
    bool in_core(const Candidate& c) const {
        if (c.holder == core_ || c.trusted) return true;
        const Node& a = survey_.node(c.holder);
        const Node& b = survey_.node(core_);
        return a.parent == b.parent && a.tag == b.tag && survey_.tree.attribute(a, Attr::class_) == survey_.tree.attribute(b, Attr::class_);
    }

    bool is_title(const Candidate& c) const {
        if (c.text.empty() || title_.empty()) return false;
        return c.text == title_ || (c.block.words >= 4 && (title_.starts_with(c.text) || c.text.starts_with(title_)) && is_heading(c.block.tag));
    }

    // "Ann Lee", "Ann Lee, Lima", "Guns fall silent by ANN LEE": the headline's and the author's lines over the story.
    bool is_head_line(const Candidate& c) const {
        if (c.text.empty() || byline_.empty()) return false;
        std::string_view rest = c.text;
        if (!title_.empty() && rest.starts_with(title_)) rest.remove_prefix(title_.size());
        const std::size_t at = rest.find(byline_);
        return at != std::string_view::npos && at <= most_lead && rest.size() - byline_.size() - at <= most_behind && (!c.block.ends_sentence || rest.size() == byline_.size());
    }

    // "Ann Lee is a writer in Lima. Her book comes out in spring.": the author's card under the story.
    bool is_author_card(const Candidate& c) const {
        if (c.text.empty() || byline_.size() < shortest_byline || !c.text.starts_with(byline_)) return false;
        const std::string_view rest = std::string_view(c.text).substr(byline_.size());
        for (const std::string_view verb : {" is a ", " is an ", " is the ", " covers ", " writes ", " reports on ", " has written ", " has been a ", " was "})
            if (rest.starts_with(verb)) return true;
        return rest.empty();
    }

    void drop_by_words() {
        double before = 0;
        bool h1_seen = false;
        for (std::size_t i = 0; i < candidates_.size(); ++i) {
            Candidate& c = candidates_[i];
            const Phrase phrase = c.text.empty() ? Phrase::none : phrase_of(c.text, c.block.words);
            if (phrase == Phrase::closing && before > 0 && (all_ - before) * 4 <= before) return cut_from(i);
            if ((c.heads_section || (phrase == Phrase::section && links_follow(i))) && before > least_before * all_) drop_section(i);
            if (phrase != Phrase::none || is_title(c) || (c.block.tag == Tag::h1 && !std::exchange(h1_seen, true)) || is_caption_text(c.text, c.block.words)) c.kept = false;
            if (link_share(c.block) > 0.85 && c.block.words <= 30) c.kept = false;
            if (link_share(c.block) > 0.7 && !c.block.ends_sentence) c.kept = false;
            // "Ann Lee covers trade. More about Ann Lee": who wrote it, in a box of its own.
            if (!in_core(c) && c.block.link_words >= 2 && c.block.words <= 40 && c.text.find("more about ") != std::string::npos) c.kept = false;
            if (before == 0 && is_head_line(c)) c.kept = false;
            if (before > 0 && (!in_core(c) || before > late_share * all_) && is_author_card(c)) c.kept = false;
            if (c.text.starts_with("tags ") && c.block.commas >= 2) c.kept = false;
            before += c.prose;
        }
    }

    void cut_from(std::size_t i) {
        for (; i < candidates_.size(); ++i) candidates_[i].kept = false;
    }

    bool links_follow(std::size_t i) const {
        for (std::size_t j = i + 1; j < candidates_.size() && j <= i + 2; ++j)
            if (link_share(candidates_[j].block) > 0.4 && candidates_[j].block.words >= 3) return true;
        return false;
    }

    // Under a heading of related things, to the next prose of the core.
    void drop_section(std::size_t i) {
        for (++i; i < candidates_.size() && !(in_core(candidates_[i]) && candidates_[i].prose > 0); ++i) candidates_[i].kept = false;
    }

    // Labels and lone words that stand in boxes of their own between the paragraphs.
    void drop_strangers() {
        for (Candidate& c : candidates_) {
            if (in_core(c) || c.prose > 0 || c.heading) continue;
            const Tag tag = c.block.tag;
            if (tag == Tag::li || tag == Tag::td || tag == Tag::th || tag == Tag::blockquote || tag == Tag::dd || tag == Tag::dt || tag == Tag::pre) continue;
            if (c.block.words < 10) c.kept = false;
        }
    }

    // A quotation that is set off, and that the story has word for word.
    void drop_repeated() {
        std::string story;
        int tries = 0;
        for (Candidate& c : candidates_) {
            const bool set_off = c.block.tag == Tag::blockquote || under_quotation(c.block);
            if (!c.kept || !set_off || c.heading || is_item(c.block.tag) || c.block.words < fewest_repeated || c.block.words > most_repeated) continue;
            if (++tries > most_looks) return;
            if (story.empty())
                for (const Candidate& other : candidates_) story += other.kept ? (other.text.empty() ? text_of(other.block) : other.text) + '\n' : std::string();
            const std::string_view words = without_marks(c.text);
            if (words.size() < shortest_repeated || !is_part_of_another(story, words)) continue;
            c.kept = false;
        }
    }

    bool under_quotation(const Block& b) const { return survey_.node(survey_.node(b.owner).parent).tag == Tag::blockquote; }

    // The first of several headings that stand in elements of one kind: an entry's title.
    bool is_first_of_several(const Candidate& c) const {
        if (!is_heading(c.block.tag) || c.block.tag == Tag::h1) return false;
        const Node& holder = survey_.node(c.holder);
        const auto is_fellow = [&](const Candidate& other) {
            const Node& its = survey_.node(other.holder);
            return other.kept && other.block.tag == c.block.tag && other.holder != c.holder && its.tag == holder.tag && survey_.tree.attribute(its, Attr::class_) == survey_.tree.attribute(holder, Attr::class_);
        };
        return std::any_of(candidates_.begin(), candidates_.end(), is_fellow);
    }

    void drop_ends() {
        const auto is_anchor = [](const Candidate& c) { return c.kept && c.prose > 0 && (c.block.ends_sentence || !is_about_line(c.text, c.block.words)); };
        const auto first = std::find_if(candidates_.begin(), candidates_.end(), is_anchor);
        const auto last = std::find_if(candidates_.rbegin(), candidates_.rend(), is_anchor);
        int looks = 0;
        for (auto it = candidates_.begin(); it != first; ++it)
            if ((!in_core(*it) && !(it->heading && ++looks <= most_looks && is_first_of_several(*it))) || (!it->heading && is_about_line(it->text, it->block.words))) it->kept = false;
        for (auto it = candidates_.rbegin(); it != last; ++it)
            if ((!in_core(*it) && it->block.tag != Tag::td) || is_about_line(it->text, it->block.words)) it->kept = false;
    }

    // A heading stays when text of the article follows it before the next heading.
    void drop_loose_headings() {
        bool text_follows = false;
        for (auto it = candidates_.rbegin(); it != candidates_.rend(); ++it) {
            if (!it->kept) continue;
            if (!it->heading) text_follows = true;
            else if (!text_follows) it->kept = false;
        }
    }

    const Survey& survey_;
    std::uint32_t root_, core_ = 0;
    double core_prose_ = -1, all_ = 0;
    std::string title_, byline_;
    std::vector<Candidate> candidates_;
};

}  // namespace

std::vector<Block> prune(const Survey& survey, std::uint32_t root, std::string_view title, std::string_view byline) { return Pruner(survey, root, title, byline).run(); }

}  // namespace rostra::page
