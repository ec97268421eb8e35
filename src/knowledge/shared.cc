#include "shared.h"

#include <algorithm>
#include <optional>

namespace rostra::knowledge {
namespace {

/// The state or the group that an entry stands for.
struct Holder {
    bool group;
    std::uint32_t ref;
    bool operator==(const Holder&) const = default;
};

std::optional<Holder> holder_of(const Entry& e) {
    if (e.kind == Kind::group) return Holder{true, e.ref};
    if (e.kind == Kind::state || e.kind == Kind::adjective || e.kind == Kind::demonym || e.kind == Kind::seat) return Holder{false, e.ref};
    return std::nullopt;
}

/// A state holds the form, for sure no state does, and somebody else does too.
bool shared(const Known& k) {
    std::optional<Holder> first;
    bool state = false, second = false;
    for (const Entry& e : k.entries) {
        const auto holder = holder_of(e);
        if (!holder) continue;
        if (!holder->group && !e.ambiguous) return false;
        state = state || !holder->group;
        if (!first) first = holder;
        second = second || *holder != *first;
    }
    return state && second;
}

bool named(const Marked& marked, const Holder& holder) {
    return std::any_of(marked.known.begin(), marked.known.end(), [&](const Known& k) {
        return !shared(k) && std::any_of(k.entries.begin(), k.entries.end(), [&](const Entry& e) { return !e.ambiguous && holder_of(e) == holder; });
    });
}

/// "Comoros, Congo, Costa Rica": in a list a name is the one that the state itself goes by.
bool in_list(std::string_view text, Span span) {
    const std::string_view before = text.substr(0, span.begin), after = text.substr(span.end);
    return after.starts_with(',') || before.ends_with(", ");
}

bool own_name(const Entry& e, std::string_view form) { return e.kind == Kind::state && form.starts_with(knowledge::states()[e.ref].name); }

/// "In Brussels" is a place of the state, and so is "BRUSSELS" at the head of a report.
bool place(const Marked& marked, const Known& k) {
    return marked.words[k.first].capitals || (k.first > 0 && marked.words[k.first - 1].is(Class::preposition));
}

/// The entries of the one who holds the form here; empty when it is nobody's. Rows of one holder stand side by side.
std::span<const Entry> settled(const Marked& marked, const Known& k, std::string_view text) {
    std::optional<Holder> found;
    bool both = false;
    const Entry* own = nullptr;
    const bool of_states = place(marked, k);
    for (const Entry& e : k.entries) {
        const auto holder = holder_of(e);
        if (of_states && holder && holder->group) continue;
        if (own_name(e, slice(text, k.span))) own = &e;
        if (!holder || holder == found || !named(marked, *holder)) continue;
        both = both || found;
        found = holder;
    }
    if (own && (both || !found || in_list(text, k.span))) found = holder_of(*own);
    else if (!found || both) return {};
    const auto his = [&](const Entry& e) { return holder_of(e) == found; };
    const auto first = std::find_if(k.entries.begin(), k.entries.end(), his);
    return {first, std::find_if_not(first, k.entries.end(), his)};
}

void take_out_empty(Marked& marked) {
    std::erase_if(marked.known, [](const Known& k) { return k.entries.empty(); });
    std::fill(marked.at.begin(), marked.at.end(), Marked::none);
    for (std::uint32_t n = 0; n < marked.known.size(); ++n)
        for (std::uint32_t t = marked.known[n].first; t < marked.known[n].last; ++t)
            if (marked.at[t] == Marked::none) marked.at[t] = n;
}

}  // namespace

void settle_shared(Marked& marked, std::string_view text) {
    std::vector<std::pair<std::size_t, std::span<const Entry>>> decided;
    for (std::size_t n = 0; n < marked.known.size(); ++n)
        if (shared(marked.known[n])) decided.emplace_back(n, settled(marked, marked.known[n], text));
    if (decided.empty()) return;
    bool emptied = false;
    for (const auto& [n, entries] : decided) {
        marked.known[n].entries = entries;
        emptied = emptied || entries.empty();
    }
    if (emptied) take_out_empty(marked);
}

}  // namespace rostra::knowledge
