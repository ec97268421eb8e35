// What kind of input some first bytes and a name are.
#pragma once

#include "rostra/source.h"

namespace rostra::source {

[[nodiscard]] bool is_gzip(std::string_view start);
/// What it is packed in where that cannot be unpacked here ("zstd", "xz", "bzip2", "zip", "7z", "PDF"); empty for others.
[[nodiscard]] std::string_view packed_as(std::string_view start);
/// Markup: a doctype, an XML declaration, a comment or a usual tag comes first.
[[nodiscard]] bool is_html(std::string_view start);
/// The first non-blank line is a JSON object. `all` says that `start` is the whole input; otherwise a line that is
/// cut off only has to be right so far.
[[nodiscard]] bool is_ndjson(std::string_view start, bool all);
/// The kind by content first, then by the name's ending; never `automatic`.
[[nodiscard]] InputKind sniff(std::string_view start, bool all, std::string_view name);

}  // namespace rostra::source
