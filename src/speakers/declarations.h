// What the search for declarations shares: those found so far, and a reader for each way of telling for whom something is said.
// Each reader is tried at the token that may begin its words, and adds at most one declaration.
#pragma once

#include "blocs.h"

namespace rostra::speakers {

struct Declarations {
    const Report& r;
    const Names& names;
    const Discourse& discourse;
    std::vector<Declaration> all;  ///< in the order in which they were found
    std::uint32_t end = 0;         ///< of the sentence that is read: lists end with it

    [[nodiscard]] Members members(std::uint32_t first) const { return read_members(r, names, first, end); }
    /// One that nobody speaks for by itself, or whose speaker the caller knows.
    Declaration& keep(BlocForm form, Range range, Members members);
    /// One with whoever speaks for it in its sentence.
    void add(BlocForm form, Range range, Members members);
};

/// One of the `reach` tokens before `i`, in its sentence, is one of these words.
template <std::size_t N>
[[nodiscard]] bool any_before(const Report& report, std::uint32_t i, std::uint32_t reach, const std::string_view (&words)[N]) {
    const std::uint32_t start = report.sentence_at(i).first;
    for (std::uint32_t j = i; j > start && i - j < reach; --j)
        if (report.is_any(j - 1, words)) return true;
    return false;
}

/// A comma or dash that ends what another began: ", for the African Group,".
[[nodiscard]] inline bool closes_aside(const Report& report, std::uint32_t i) { return report.mark(i, ',') || report.dash(i); }

/// Speaking, reading out or presenting, not far left of "for": what makes "for 68 states" a bloc.
inline constexpr std::string_view speaking_words[] = {
    "speaking", "spoke", "speaks", "speak", "spoken", "read", "reading", "presented", "presents", "delivered", "delivering", "statement",
    "statements", "made", "said", "remarks", "text", "declaration", "introduced", "intervened", "answered", "answering", "replied", "replying",
    "responded", "floor", "intervention", "address", "addressed", "told", "stated", "also", "still"};

/// Says who speaks for a bloc, where the sentence of the declaration or the report's heading tells.
void find_speaker(const Declarations& found, Declaration& declaration);

// blocs_behalf.cc
/// The words begin at `first`, what follows "on behalf of" at `members`.
void try_behalf(Declarations& found, std::uint32_t first, std::uint32_t members);
void try_for(Declarations& found, std::uint32_t i);

// blocs_again.cc
void try_same(Declarations& found, Range words);
void try_last_bloc(Declarations& found, Range words);
void try_their_text(Declarations& found, std::uint32_t i);
void try_read_by(Declarations& found, std::uint32_t by);
void try_the_text(Declarations& found, std::uint32_t i);

// blocs_joined.cc
void try_joined(Declarations& found, std::uint32_t i);
void join_others(Declarations& found, std::uint32_t subject, std::uint32_t first, Members others);

// blocs_texts.cc
void try_by(Declarations& found, std::uint32_t i);
void try_of(Declarations& found, std::uint32_t i);
void try_joining(Declarations& found, std::uint32_t i);
void try_aligned(Declarations& found, std::uint32_t i);

// blocs_lists.cc
void try_list(Declarations& found, std::uint32_t i);
void try_roll(Declarations& found, std::uint32_t i);
/// A roll of names: runs on to the end of its paragraph and over those after it that are lists too.
[[nodiscard]] Members read_roll(const Declarations& found, std::uint32_t first);
/// "Joint statement on Nicaragua, delivered by Ecuador": the state in the first lines, else the one whose mission these name; "" where none is told.
[[nodiscard]] std::string_view who_delivered(const Report& report, std::uint32_t before);
/// "Permanent Mission of Argentina to the United Nations": the state in one of the first lines; "" where none is told.
[[nodiscard]] std::string_view mission_in_heading(const Report& report);
void try_group_leaders(Declarations& found, std::uint32_t i);
void try_one_of_them(Declarations& found, std::uint32_t i);

// blocs_signatures.cc
void find_signatures(Declarations& found);

// blocs_counts.cc
void try_number(Declarations& found, std::uint32_t i);
void try_membered(Declarations& found, std::uint32_t i, std::uint32_t number);

}  // namespace rostra::speakers
