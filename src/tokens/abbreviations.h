// Abbreviations whose full stop is part of the word. Private to the tokens stage.
#pragma once

#include <string_view>

namespace rostra::tokens {

enum class Abbreviation {
    none,
    leads,   ///< something must follow ("Sen.", "No.", "vs."): never ends a sentence
    either,  ///< may end one ("Inc.", "a.m.", "Jan."): decided by what follows
};

/// Looks up a word without its final full stop, in any case.
[[nodiscard]] Abbreviation abbreviation(std::string_view word);

/// True for words that nearly always start a sentence when capitalised ("The", "But", "He"): what settles
/// "... in the U.S. The ..." against "U.S. Senate".
[[nodiscard]] bool starts_sentences(std::string_view word);

}  // namespace rostra::tokens
