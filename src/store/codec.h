// How values stand in the database's text columns. Spans are bytes. Everything written here is read back to an equal
// value; what is read is checked, since a file may have been changed by others.
#pragma once

#include "rostra/store.h"

namespace rostra::store {

/// A statement as one JSON object, all but its id; the columns beside it repeat what is looked up.
[[nodiscard]] std::string encode(const Statement& statement);
/// Errors: bad_format.
[[nodiscard]] Result<Statement> decode_statement(std::string_view body);

[[nodiscard]] std::string encode(const std::vector<Span>& spans);
[[nodiscard]] std::vector<Span> decode_spans(std::string_view text);
[[nodiscard]] std::string encode(const OffsetMap& map);
[[nodiscard]] OffsetMap decode_offsets(std::string_view text);
[[nodiscard]] std::string encode(const std::vector<std::uint64_t>& numbers);
[[nodiscard]] std::vector<std::uint64_t> decode_numbers(std::string_view text);

/// The value of a correction (its speaker or bloc) as JSON.
[[nodiscard]] std::string encode_value(const Proposal& proposal);
[[nodiscard]] Status decode_value(std::string_view json, Proposal& proposal);

[[nodiscard]] std::optional<SpeakerType> speaker_type(std::string_view name);
[[nodiscard]] std::optional<Manner> manner_named(std::string_view name);

/// SHA-256 in lower-case hex.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// The words of a part, its pieces joined by " … ".
[[nodiscard]] std::string words_of(std::string_view text, const std::vector<Span>& spans);

/// The day that a statement is filed under: said, else published, else empty.
[[nodiscard]] std::string day_of(const Statement& statement, const std::optional<std::string>& published);

/// What `telling.words_hash` keeps.
[[nodiscard]] std::string words_hash(std::string_view text, const Statement& statement);

}  // namespace rostra::store
