// What the words of a content do, where the cue only says that they were said.
#pragma once

#include "view.h"

namespace rostra::statements {

[[nodiscard]] std::string joined(std::string_view text, const std::vector<Span>& spans);
/// A negation: "not", "never", "didn't".
[[nodiscard]] bool negation(const View& view, std::uint32_t token);
[[nodiscard]] bool demands(const View& view, const Parts& parts);
[[nodiscard]] bool asks(const View& view, const Parts& parts);
[[nodiscard]] bool denies(const View& view, const Parts& parts);
/// "Yes, he had taken the money".
[[nodiscard]] bool says_yes(const View& view, const Parts& parts);
[[nodiscard]] bool doubts_good(const View& view, const Parts& parts);
[[nodiscard]] bool labels(const View& view, const Parts& parts);
/// "He hopes that", "she believed": an inner state that is reported.
[[nodiscard]] bool hopes(const View& view, const Parts& parts);
/// The advice of a person in own words: "X should release", "let's get back", "you need to".
[[nodiscard]] bool advises(const View& view, const Parts& parts);
/// "The neighbours should lift the embargo", "every country ought to follow": what a person asks of others.
[[nodiscard]] bool urges_another(const View& view, const Parts& parts);
/// "That a fifth be set aside": the bare "be" of what is insisted on.
[[nodiscard]] bool mandates(const View& view, const Parts& parts);
/// "It will send", "Tirana would close" by an Albanian: what a state or body said that it would do. `own`: the speaker's state, or empty.
[[nodiscard]] std::optional<Act> intends(const View& view, const Parts& parts, std::string_view own);
/// The act whose words weigh most, when they weigh enough.
[[nodiscard]] std::optional<Act> content_act(const View& view, const Attribution& attribution);
/// Praise or blame, by the words of a label: "called it a gift".
[[nodiscard]] Act label_act(const View& view, const Attribution& attribution);

}  // namespace rostra::statements
