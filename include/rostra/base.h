// Base: spans, errors, results and UTF-8. Depends on the standard library only.
//
// Text is UTF-8 in one owner (`Document::text`). Every later value holds 32-bit, half-open BYTE spans into
// it; make a `std::string_view` at use with `slice`, never store one. JSON offsets count Unicode CODE POINTS:
// `CodePoints` is the one place where the two meet.
// Thread safety: all types here are plain values; const use from several threads is safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace rostra {

/// A half-open range of bytes [begin, end) in a document's text.
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
    [[nodiscard]] constexpr bool empty() const { return begin >= end; }
    [[nodiscard]] constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
    [[nodiscard]] constexpr bool touches(Span other) const { return begin < other.end && other.begin < end; }
    friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

/// The bytes that a span covers; clamped, so a bad span gives a short view and never an overread.
[[nodiscard]] inline std::string_view slice(std::string_view text, Span span) {
    const std::size_t begin = std::min<std::size_t>(span.begin, text.size());
    const std::size_t end = std::clamp<std::size_t>(span.end, begin, text.size());
    return text.substr(begin, end - begin);
}

/// What went wrong, coarse enough to act on. `usage` exits with 2, the others count as failed inputs (exit 1).
enum class ErrorCode {
    not_found,     ///< no such file, record entry or model
    not_readable,  ///< a directory, no permission, or the read failed
    too_large,     ///< over a stated limit
    bad_encoding,  ///< bytes that the declared or required encoding forbids
    bad_format,    ///< not the format that was expected (JSON, HTML, WARC, weights file ...)
    bad_value,     ///< right format, impossible content
    empty,         ///< nothing to read
    no_article,    ///< a page that holds no article: a front page, a gallery, a login
    store,         ///< the record's database failed
    conflict,      ///< somebody else changed it, or it exists with other content
    unsupported,   ///< understood, but not by this build
    usage,         ///< the caller asked for something that does not exist
};

/// The short name of a code, as printed ("bad_format").
[[nodiscard]] std::string_view name_of(ErrorCode code);

/// An error value. `where` names the input and place ("reports.ndjson:17", "page.html@byte 311"),
/// `detail` says what was found and what was expected.
struct Error {
    ErrorCode code = ErrorCode::bad_value;
    std::string where;
    std::string detail;

    /// "WHERE: DETAIL", or whichever of both is there.
    [[nodiscard]] std::string message() const;
};

/// A value or an error. `if (auto r = f()) use(*r); else report(r.error());`
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }
    [[nodiscard]] T& operator*() & { return std::get<0>(state_); }
    [[nodiscard]] const T& operator*() const& { return std::get<0>(state_); }
    [[nodiscard]] T&& operator*() && { return std::get<0>(std::move(state_)); }
    [[nodiscard]] T* operator->() { return &std::get<0>(state_); }
    [[nodiscard]] const T* operator->() const { return &std::get<0>(state_); }
    [[nodiscard]] const Error& error() const { return std::get<1>(state_); }

private:
    std::variant<T, Error> state_;
};

/// Success without a value.
struct Done {};
using Status = Result<Done>;

namespace utf8 {

/// Byte offset of the first invalid sequence (overlong forms, surrogates and values over U+10FFFF are invalid),
/// or nullopt when all of `text` is valid. O(bytes).
[[nodiscard]] std::optional<std::size_t> find_invalid(std::string_view text);

/// `text` with each maximal invalid part replaced by U+FFFD (the WHATWG rule). O(bytes).
[[nodiscard]] std::string repair(std::string_view text);

/// Decodes the code point at byte `at` of valid UTF-8 and moves `at` past it. At the end, or on an invalid
/// byte, gives U+FFFD and moves by one byte.
char32_t next(std::string_view text, std::size_t& at);

/// Appends a code point; surrogates and values out of range become U+FFFD.
void append(std::string& out, char32_t code_point);

/// Number of code points in valid UTF-8.
[[nodiscard]] std::size_t length(std::string_view text);

[[nodiscard]] bool is_letter(char32_t c);  ///< general category L* (Unicode, by utf8proc)
[[nodiscard]] bool is_digit(char32_t c);   ///< Nd
[[nodiscard]] bool is_upper(char32_t c);   ///< Lu or Lt
[[nodiscard]] bool is_lower(char32_t c);   ///< Ll
[[nodiscard]] bool is_space(char32_t c);   ///< ASCII white space, Zs, Zl, Zp, U+FEFF
[[nodiscard]] bool is_mark(char32_t c);    ///< M*
[[nodiscard]] char32_t to_lower(char32_t c);

/// Lower-cased by code point, accents dropped (NFD without marks): what names and pieces are compared by.
[[nodiscard]] std::string fold(std::string_view text);
/// Lower-cased by code point, accents kept.
[[nodiscard]] std::string lower(std::string_view text);

}  // namespace utf8

/// Turns byte offsets of one text into code points and back. Building is O(bytes); a lookup is O(1) for
/// pure ASCII and O(64) otherwise. Holds no reference to the text beyond construction except the view given.
class CodePoints {
public:
    explicit CodePoints(std::string_view text);

    /// Code points before byte `offset`. A byte inside a code point counts as its start.
    [[nodiscard]] std::uint32_t of_byte(std::uint32_t offset) const;
    /// Byte at which code point number `index` starts; the text's size when `index` is its length.
    /// nullopt when `index` is past the end.
    [[nodiscard]] std::optional<std::uint32_t> byte_of(std::uint32_t index) const;
    [[nodiscard]] std::uint32_t length() const { return length_; }

private:
    std::string_view text_;
    std::vector<std::uint32_t> marks_;  // code points before byte 64*i; empty for ASCII
    std::uint32_t length_ = 0;
};

/// 64-bit content hash as 16 lower-case hex digits (XXH3): the `id` of a report or statement that has none.
[[nodiscard]] std::string content_id(std::string_view bytes);

/// White space (Unicode) cut from both ends of a span; an all-space span becomes empty at its begin.
[[nodiscard]] Span trimmed(std::string_view text, Span span);

/// A name that a report breaks over several lines, on one: each run of spaces, tabs and line breaks (ASCII) becomes one space.
/// Linear in the length.
[[nodiscard]] std::string on_one_line(std::string_view name);

}  // namespace rostra
