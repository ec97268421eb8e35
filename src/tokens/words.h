// Words of one paragraph. Private to the tokens stage.
#pragma once

#include "rostra/tokens.h"

namespace rostra::tokens {

/// Appends the tokens of text[span.begin, span.end), in order. Linear in the span.
void scan_words(std::string_view text, Span span, std::vector<Token>& out);

}  // namespace rostra::tokens
