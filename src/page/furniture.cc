// Method: a line is judged by its words (phrases.h) and by its shape, and the shape counts only near the ends.
// 1. Everything from a closing phrase (comment form, copyright line) on goes, when little prose follows it.
// 2. From there upward, lines that are no prose go as long as a phrase heads them; a section's teasers go with it.
// 3. Inside the article only the phrase's own line goes, and the fragments under a section heading.
// 4. Runs of very short lines before the first prose are a menu.
// 5. A dump of a whole page (many lines, many standing phrases) is cut to the stretch of lines that is worth most as
//    prose, with the headline above it.
// Precision comes first: a lost statement costs more than a menu entry that nobody mistakes for one.
#include "furniture.h"

#include "phrases.h"

namespace rostra::page {
namespace {

constexpr std::size_t teaser_prose = 2;       // prose lines allowed between a section heading and the next phrase
constexpr std::size_t section_fragments = 8;  // fragments that go with a heading inside the article
constexpr std::size_t menu_run = 4;           // so many very short lines in a row are a menu
constexpr std::uint32_t menu_words = 4, foot_words = 6;
constexpr std::size_t dump_lines = 30, dump_phrases = 4;  // so many make a text the dump of a page
constexpr double fragment_cost = 10, phrase_cost = 15, most_worth = 60, least_worth = 40, first_share = 0.5;
constexpr std::size_t headline_above = 8;  // lines between the headline and the first prose

bool starts_lower(std::string_view text) {
    std::size_t at = 0;
    return !text.empty() && utf8::is_lower(utf8::next(text, at));
}

class Judge {
public:
    Judge(std::string_view text, const std::vector<Line>& lines) : text_(text), lines_(lines), out_(lines.size(), false) {
        kinds_.reserve(lines.size());
        for (std::size_t i = 0; i < lines.size(); ++i) kinds_.push_back(continues(i) ? Phrase::none : phrase_of(lines[i].folded, lines[i].words));
    }

    std::vector<Span> run() {
        const std::size_t end = tail(closing_cut());
        for (std::size_t i = end; i < lines_.size(); ++i) out_[i] = true;
        inside(end);
        head(end);
        if (is_dump()) cut_dump();
        return spans();
    }

private:
    // A line in the middle of a hard-wrapped paragraph is no line of its own.
    bool continues(std::size_t i) const {
        if (i == 0 || lines_[i].blank_before) return false;
        const Line& before = lines_[i - 1];
        return before.words >= 8 && !before.ends_sentence && (starts_lower(slice(text_, lines_[i].span)) || lines_[i].words >= 4);
    }

    bool prose(std::size_t i) const { return kinds_[i] == Phrase::none && is_prose(lines_[i]); }

    std::size_t prose_bytes(std::size_t from, std::size_t to) const {
        std::size_t sum = 0;
        for (std::size_t i = from; i < to; ++i) sum += prose(i) ? lines_[i].span.size() : 0;
        return sum;
    }

    // The first closing line after which at most two fifths as much prose follows as came before.
    std::size_t closing_cut() const {
        const std::size_t all = prose_bytes(0, lines_.size());
        std::size_t before = 0;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (kinds_[i] == Phrase::closing && before > 0 && (all - before) * 5 <= before * 2) return i;
            before += prose(i) ? lines_[i].span.size() : 0;
        }
        return lines_.size();
    }

    // The first line of the furniture at the end, going up from `cut`.
    std::size_t tail(std::size_t cut) const {
        std::size_t end = cut, crossed = 0, tiny = 0;
        for (std::size_t i = cut; i-- > 0;) {
            if (kinds_[i] != Phrase::none) {
                if (crossed > 0 && kinds_[i] == Phrase::notice) break;  // only a section has teasers under it
                end = i;
                crossed = 0;
            } else if (prose(i) || lines_[i].quotes) {
                const bool may_be_teaser = end < lines_.size() && lines_[i].words <= 45 && prose_bytes(0, i) > 0;
                if (!may_be_teaser || ++crossed > teaser_prose) break;
            } else if (crossed == 0 && is_fragment(lines_[i]) && lines_[i].words <= foot_words) {
                if (++tiny >= menu_run && end == i + tiny) end = i, tiny = 0;
                continue;
            }
            tiny = 0;
        }
        return end;
    }

    void inside(std::size_t end) {
        for (std::size_t i = 0; i < end; ++i) {
            if (kinds_[i] == Phrase::none) continue;
            out_[i] = true;
            if (kinds_[i] == Phrase::notice) continue;
            for (std::size_t j = i + 1; j < end && j <= i + section_fragments && kinds_[j] == Phrase::none && is_fragment(lines_[j]); ++j)
                // A line with prose right below it is a cross-heading of the article.
                if (j + 1 >= end || !prose(j + 1)) out_[j] = true;
        }
    }

    bool menu_entry(std::size_t i) const {
        if (kinds_[i] != Phrase::none) return true;
        const Line& line = lines_[i];
        const bool dated = line.folded.find_first_of("0123456789") != std::string::npos;
        return line.words <= menu_words && is_fragment(line) && !dated && !line.folded.starts_with("by ");
    }

    void head(std::size_t end) {
        std::size_t first_prose = 0;
        while (first_prose < end && !prose(first_prose)) ++first_prose;
        if (first_prose == end) return;
        for (std::size_t i = 0, run = 0; i < first_prose; ++i) {
            run = menu_entry(i) ? run + 1 : 0;
            if (run < menu_run) continue;
            for (std::size_t j = i + 1 - run; j <= i; ++j) out_[j] = true;
        }
    }

    bool is_dump() const {
        const auto phrases = std::count_if(kinds_.begin(), kinds_.end(), [](Phrase k) { return k != Phrase::none; });
        return lines_.size() >= dump_lines && static_cast<std::size_t>(phrases) >= dump_phrases;
    }

    double worth(std::size_t i) const {
        if (kinds_[i] != Phrase::none) return -phrase_cost;
        if (is_prose(lines_[i]) || (lines_[i].quotes && lines_[i].words >= 5)) return std::min<double>(lines_[i].words, most_worth);
        return is_fragment(lines_[i]) ? -fragment_cost : 0;
    }

    struct Stretch {
        std::size_t first = 0, last = 0;
        double worth = 0;
    };

    // The stretches that no cheaper line divides (Kadane's way), each cut to its best end.
    std::vector<Stretch> stretches() const {
        std::vector<Stretch> found;
        double sum = 0;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (sum <= 0) {
                sum = 0;
                found.push_back({i, i, 0});
            }
            sum += worth(i);
            if (sum > found.back().worth) {
                found.back().last = i;
                found.back().worth = sum;
            }
            if (sum <= 0 && found.back().worth <= 0) found.pop_back();
        }
        return found;
    }

    // The article is the first stretch that stands out: comments and notices below it may be longer.
    void cut_dump() {
        const std::vector<Stretch> all = stretches();
        double best = 0;
        for (const Stretch& s : all) best = std::max(best, s.worth);
        if (best < least_worth) return;
        const auto chosen = std::find_if(all.begin(), all.end(), [&](const Stretch& s) { return s.worth >= first_share * best; });
        const std::size_t first = chosen->first, last = chosen->last;
        const std::size_t headline = headline_before(first);
        for (std::size_t i = 0; i < lines_.size(); ++i)
            if ((i < first || i > last) && i != headline) out_[i] = true;
    }

    // The longest line of a headline's length shortly above the first prose; `first` when there is none.
    std::size_t headline_before(std::size_t first) const {
        std::size_t best = first;
        std::uint32_t words = menu_words;
        for (std::size_t i = first; i-- > 0 && first - i <= headline_above;)
            if (kinds_[i] == Phrase::none && lines_[i].words > words && lines_[i].words <= 25 && !lines_[i].ends_sentence) {
                best = i;
                words = lines_[i].words;
            }
        return best;
    }

    std::vector<Span> spans() const {
        std::vector<Span> found;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (!out_[i]) continue;
            if (i > 0 && out_[i - 1]) found.back().end = lines_[i].span.end;
            else found.push_back(lines_[i].span);
        }
        return found;
    }

    std::string_view text_;
    const std::vector<Line>& lines_;
    std::vector<Phrase> kinds_;
    std::vector<bool> out_;
};

}  // namespace

std::vector<Span> find_furniture(std::string_view text, const std::vector<Line>& lines) { return Judge(text, lines).run(); }

std::optional<Span> find_headline(std::string_view text, const std::vector<Line>& lines, const std::vector<Span>& furniture) {
    const auto is_out = [&](Span s) { return std::any_of(furniture.begin(), furniture.end(), [&](Span f) { return f.touches(s); }); };
    for (std::size_t i = 0; i < lines.size() && i < 40; ++i) {
        if (is_out(lines[i].span)) continue;
        const Line& line = lines[i];
        const std::string_view words = slice(text, line.span);
        const bool shaped = line.words >= 4 && line.words <= 25 && words.size() <= 250 && words.back() != '.' && words.back() != ':' && words.back() != ',';
        // Below it a blank line, the article, or who wrote it; a line that goes on is no headline.
        const bool apart = line.blank_after || i + 1 == lines.size() ||
                           (!starts_lower(slice(text, lines[i + 1].span)) && (is_prose(lines[i + 1]) || lines[i + 1].folded.starts_with("by ")));
        bool prose_below = false;
        for (std::size_t j = i + 1; j < lines.size() && j <= i + 5; ++j) prose_below |= is_prose(lines[j]);
        if (!shaped || !apart || !prose_below || starts_lower(words)) return std::nullopt;
        return line.span;
    }
    return std::nullopt;
}

}  // namespace rostra::page
