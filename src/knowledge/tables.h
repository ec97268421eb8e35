// The shape of the compiled tables; tools/compile_data.py writes their contents.
// Strings are (offset, size) in one pool, so the tables need no relocation and no start-up work.
#pragma once

#include "rostra/knowledge.h"

namespace rostra::knowledge::tables {

struct Text {
    std::uint32_t at, size;
};
struct WordRow {
    Text text;
    Classes classes;
};
struct Edge {
    std::uint32_t node, word, next;  // next is 0 in a free slot
};
struct Range {
    std::uint32_t first, count;
};
struct Trie {
    const Edge* edges;
    std::uint32_t mask;
    const Range* ranges;
    const Entry* entries;
};
struct StateRow {
    Text code, name;
    std::uint32_t member;
};
struct GroupRow {
    Text id, name, kind;
    std::uint32_t first, count;
};
struct BodyRow {
    Text id, name, kind, forum;
};
struct OfficeRow {
    Text title, kind, level, state;
};
struct MemberRow {
    Text code, from, until;
};

extern const char pool[];
extern const WordRow words[];
extern const std::uint32_t word_slots[];
extern const std::uint32_t word_slot_mask;
extern const Trie names, cues;
extern const StateRow states[];
extern const GroupRow groups[];
extern const BodyRow bodies[];
extern const OfficeRow offices[];
extern const MemberRow memberships[];
extern const std::size_t states_count, groups_count, bodies_count, offices_count, memberships_count;

[[nodiscard]] inline std::string_view view(Text text) { return {pool + text.at, text.size}; }

}  // namespace rostra::knowledge::tables
