// Bytes in some encoding → UTF-8, after the WHATWG Encoding Standard's labels.
#pragma once

#include "rostra/base.h"

namespace rostra::page {

/// The encoding that a label ("latin1", "Shift_JIS", "utf8") names, as a WHATWG name in lower case ("windows-1252",
/// "shift_jis", "utf-8", "replacement"); empty when it is none.
[[nodiscard]] std::string encoding_of_label(std::string_view label);

/// What a byte order mark says: "utf-8", "utf-16le", "utf-16be" or empty.
[[nodiscard]] std::string encoding_of_mark(std::string_view bytes);

/// The charset that a page's own <meta> declares, sought in its first 4096 bytes; empty when none.
[[nodiscard]] std::string encoding_of_meta(std::string_view page);

/// Transcodes; each byte that the encoding forbids becomes U+FFFD. A byte order mark is dropped for UTF-16.
/// Errors: unsupported (the C library lacks the encoding).
[[nodiscard]] Result<std::string> to_utf8(std::string_view bytes, const std::string& encoding);

/// The encoding that a page is read in, as page_to_utf8 chooses it.
[[nodiscard]] std::string encoding_of_page(std::string_view bytes, std::string_view declared);

/// A page's bytes as valid UTF-8: mark, declared charset (HTTP), <meta>, then UTF-8 if the bytes are that, else
/// windows-1252, as browsers guess for Western locales.
[[nodiscard]] Result<std::string> page_to_utf8(std::string_view bytes, std::string_view declared);

/// A plain text's bytes as valid UTF-8, `bytes` itself kept when it is UTF-8 already. Errors: bad_encoding (NUL
/// bytes; neither UTF-8 nor plausible windows-1252), naming the byte.
[[nodiscard]] Result<std::string> text_to_utf8(std::string bytes, std::string_view declared);

}  // namespace rostra::page
