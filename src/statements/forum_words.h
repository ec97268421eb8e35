// Small questions about the words around a body: is it a place to speak in, who is in the room, who is elsewhere.
#pragma once

#include "view.h"

namespace rostra::statements {

/// The row of a body in which statements are made; nullptr for others.
[[nodiscard]] const knowledge::Body* forum_body(const Known& known);
/// A body of states that sits in a room and has one of them in the chair.
[[nodiscard]] bool sits(const knowledge::Body& body);
/// A body whose members are states.
[[nodiscard]] bool of_states(const knowledge::Body& body);
/// Words before token `first` that make what stands there the place: "told the", "in the", "addressed the". `parts` may be null.
[[nodiscard]] bool place_before(const View& view, std::uint32_t first, std::uint32_t start, const Parts* parts);
/// "UN ambassador", "the UN experts", "UN Human Rights Council's chair": a body that owns a person is no place.
[[nodiscard]] bool owner_of_role(const View& view, const Known& known);
/// The body over which somebody presides: "Chair of the Third Committee", "Security Council President Li".
struct Presidency {
    Range words;  ///< with the office
    Span name;    ///< the body's
    const knowledge::Body* body = nullptr;
};
[[nodiscard]] std::optional<Presidency> presidency(const View& view, const Known& known);
/// "Wrote to General Assembly President Lykketoft": a letter to who presides over a body is addressed to the body.
[[nodiscard]] bool written_to(const View& view, const Presidency& presidency);
/// The envoy who speaks "at the 44th session of the Council" tells in the source itself where it was said.
[[nodiscard]] bool spoken_in_source(const View& view, const Range& source, std::uint32_t body);
/// "Delivered a statement on the safety of journalists in the Human Rights Council": where it was delivered.
[[nodiscard]] bool delivered(const View& view, const Parts& parts);
/// "Replied", "shot back": who answers does so where the other spoke, unless by a ministry's or a mission's note.
[[nodiscard]] bool answers(const View& view, const Parts& parts);
/// "Met", "resumed", "took up": what a body does when it sits.
[[nodiscard]] bool works(const View& view, std::uint32_t i);
/// "The Sixth Committee resumed its debate": the body itself is at work.
[[nodiscard]] bool at_work(const View& view, Range body);
/// "UN Human Rights Council 51: Statement on ...": a heading led by the body.
[[nodiscard]] bool heads_line(const View& view, Range body, const Sentence& sentence);
/// "SBI", "COP/MOP PLENARY", "Security Council" above "9857th meeting": a line of its own that says where all below it was said.
[[nodiscard]] bool heads_section(const View& view, Range body, const Sentence& sentence);
/// "IN THE CORRIDORS", "CONTACT GROUPS", "A BRIEF HISTORY OF": a heading behind which a bulletin leaves the meeting.
[[nodiscard]] bool leaves_meeting(const View& view, const Sentence& sentence);
/// "The appeal was read out at the Council", "told the Council, reading out the text": where the text told before was spoken.
[[nodiscard]] bool read_out(const View& view, const Sentence& sentence);
/// "Spoke to", "a letter to": in a sentence without a statement what makes a body after "to" the one addressed.
[[nodiscard]] bool addressed_in(const View& view, std::uint32_t first, const Sentence& sentence);
/// "Took the floor", "in the dialogue that followed", "in right of reply": words of a meeting that goes on.
[[nodiscard]] bool takes_floor(const View& view, const Parts* parts, const Sentence& sentence);
/// "Told reporters", "in Washington", "the ministry": said in another place than the meeting before.
[[nodiscard]] bool elsewhere(const View& view, const Parts& parts);
/// A state by its name alone, the representative of one, or an officer of the meeting by role alone.
[[nodiscard]] bool delegate(const View& view, const Parts& parts, const ResolvedSource& source);

// forum_forms.cc
/// The tokens of a body that no table names but whose form is plain, from token `i` on and before `end`. `by_title`: also one
/// known by its capitals alone ("Commission on Crime Prevention"), which as often is history.
[[nodiscard]] std::optional<Range> formed_body(const View& view, std::uint32_t i, std::uint32_t end, bool by_title);
/// What stands for such a body: a committee of states.
[[nodiscard]] const knowledge::Body& unlisted_body();

}  // namespace rostra::statements
