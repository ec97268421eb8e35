#include "view.h"

namespace rostra::statements {

bool Parts::in_content(std::uint32_t i) const {
    for (const Range& r : content)
        if (r.holds(i)) return true;
    return false;
}

bool Parts::in_source(std::uint32_t i) const {
    for (const Range& r : source)
        if (r.holds(i)) return true;
    return false;
}

bool is_any(const View& view, std::uint32_t i, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return view.is(i, w); });
}

Parts parts_of(const View& view, const Attribution& a) {
    Parts parts;
    const auto add = [&](const std::vector<Span>& from, std::vector<Range>& to) {
        for (const Span s : from)
            if (const Range r = view.tokens_in(s); !r.empty()) to.push_back(r);
    };
    add(a.source, parts.source);
    add(a.cue, parts.cue);
    add(a.content, parts.content);
    parts.anchor = !parts.cue.empty() ? parts.cue.front().first : !parts.source.empty() ? parts.source.front().first
                                                              : !parts.content.empty()  ? parts.content.front().first
                                                                                        : 0;
    if (view.size() > 0) parts.sentence = view.tokens->sentences[view.tokens->sentence_of(std::min(parts.anchor, view.size() - 1))];
    return parts;
}

}  // namespace rostra::statements
