// Whom a statement is about: the states named in what is said or addressed by its cue, the speaker's own left out.
#include "view.h"

namespace rostra::statements {
namespace {

const knowledge::Entry* named_state(const Known& known) { return known.any_state(); }

std::string_view code_of(const knowledge::Entry& e) { return knowledge::states()[e.ref].code; }

}  // namespace

std::vector<Target> find_targets(const View& view, const Parts& parts, const ResolvedSource& source, Act) {
    std::vector<Target> out;
    const std::string own = source.speaker && source.speaker->of ? *source.speaker->of : std::string();
    const auto visit = [&](Range range) {
        for (std::uint32_t i = range.first; i < range.last; ++i) {
            const Known* k = view.known(i);
            if (!k || k->first != i) continue;
            const knowledge::Entry* e = named_state(*k);
            if (!e) continue;
            const std::string_view code = code_of(*e);
            if (code == own) continue;
            if (std::any_of(out.begin(), out.end(), [&](const Target& t) { return t.code == code; })) continue;
            out.push_back({std::string(code), std::string(knowledge::state(code)->name), k->span});
        }
    };
    // Between cue and content stands the one addressed: "accused China of ...".
    if (!parts.cue.empty() && !parts.content.empty()) {
        const std::uint32_t first = parts.cue.back().last, last = parts.content.front().first;
        for (const Range& c : parts.cue) visit(c);
        if (first < last && last - first < 15) visit({first, last});
    }
    for (const Range& c : parts.content) visit(c);
    return out;
}

}  // namespace rostra::statements
