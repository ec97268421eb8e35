// What the text has spoken of so far: where a pronoun, a description or a short form finds what it stands for.
#pragma once

#include "source.h"

namespace rostra::speakers {

/// What was mentioned at a token.
struct Referent {
    enum class Kind : std::uint8_t { person,
                                     organisation,
                                     state,
                                     group,
                                     people,
                                     document,
                                     pair } kind = Kind::person;
    std::uint32_t token = 0;      ///< of its head
    Range range;                  ///< the words
    std::uint32_t entity = none;  ///< of a named one
    std::string_view code;        ///< of a state
    Gender gender = Gender::unknown;
    bool subject = false;  ///< begins its sentence or clause
    bool owner = false;    ///< "Trump's": it only owns something
    bool object = false;   ///< behind a preposition or a verb
};

class Discourse {
public:
    Discourse(const Report& report, const Names& names);

    /// All mentions, in the order of the text.
    [[nodiscard]] const std::vector<Referent>& mentions() const { return mentions_; }
    /// First mention at or after `token`.
    [[nodiscard]] std::size_t from(std::uint32_t token) const;

private:
    std::vector<Referent> mentions_;
};

}  // namespace rostra::speakers
