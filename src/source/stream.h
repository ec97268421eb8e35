// Bytes from a file, standard input, memory or a decoder, pulled in pieces; nothing here holds a whole input.
#pragma once

#include "rostra/base.h"

#include <memory>

namespace rostra::source {

/// A pull stream of bytes. Errors are returned once; what follows them is the end unless `resync` finds more.
class ByteStream {
public:
    virtual ~ByteStream() = default;
    /// Puts up to `room` (> 0) bytes at `into`; 0 at the end.
    [[nodiscard]] virtual Result<std::size_t> read(char* into, std::size_t room) = 0;
    /// After an error: skips to the next place where reading can start again. False when there is none.
    [[nodiscard]] virtual bool resync() { return false; }
    /// The place in the input as stored (compressed bytes, for a decoder) of byte `decoded` of what `read` gave, when
    /// a compressed member starts exactly there. Asked in rising order.
    [[nodiscard]] virtual std::optional<std::uint64_t> stored_offset(std::uint64_t decoded) { return decoded; }
    /// The first decoded byte behind `decoded` at which a compressed member starts, of those read so far.
    [[nodiscard]] virtual std::optional<std::uint64_t> next_member(std::uint64_t decoded) const {
        (void)decoded;
        return std::nullopt;
    }
    /// Stored bytes consumed, and in all (0 when unknown).
    [[nodiscard]] virtual std::pair<std::uint64_t, std::uint64_t> progress() const = 0;
};

/// Opens a file, or standard input for "-". Errors: not_found, not_readable.
[[nodiscard]] Result<std::unique_ptr<ByteStream>> open_file(const std::string& path);
/// The bytes must outlive the stream.
[[nodiscard]] std::unique_ptr<ByteStream> open_memory(std::string_view bytes);
/// Look-ahead over a stream. Memory is bounded by what the caller asks to see at once.
class Buffered {
public:
    explicit Buffered(std::unique_ptr<ByteStream> stream) : stream_(std::move(stream)) {}

    /// Up to `want` bytes without consuming them; fewer only at the end or at an error.
    [[nodiscard]] std::string_view peek(std::size_t want);
    void skip(std::size_t seen);  ///< Consumes bytes that `peek` showed.
    /// Gives back the last bytes that were consumed, to be read again.
    void put_back(std::string_view bytes);
    /// Appends up to `count` bytes to `out`; the number got. Grows `out` only by what is really there.
    std::size_t read(std::string& out, std::uint64_t count);
    /// Consumes up to `count` bytes; the number consumed.
    std::uint64_t discard(std::uint64_t count);
    /// Appends a line without its '\n' to `out` and consumes it. At most `limit` bytes are kept; `dropped` says
    /// whether the line was longer. False at the end of the input.
    bool read_line(std::string& out, std::size_t limit, bool& dropped);

    [[nodiscard]] std::uint64_t position() const { return position_; }
    /// The error that stopped the stream, given once.
    [[nodiscard]] std::optional<Error> take_error();
    [[nodiscard]] bool resync();
    [[nodiscard]] ByteStream& stream() { return *stream_; }
    [[nodiscard]] const ByteStream& stream() const { return *stream_; }

private:
    bool fill();

    std::unique_ptr<ByteStream> stream_;
    std::string buffer_;
    std::size_t begin_ = 0;       // buffer_[begin_..] is not consumed yet
    std::uint64_t position_ = 0;  // bytes consumed
    bool ended_ = false;
    std::optional<Error> error_;
};

/// A gzip decoder over what is left of `compressed`: any number of members one after the other.
[[nodiscard]] std::unique_ptr<ByteStream> open_gzip(Buffered compressed);

}  // namespace rostra::source
