// gzip members one after the other (RFC 1952), as `.gz` files and `.warc.gz` archives are made. A read stops at the
// end of a member, so that the place where each member starts is known; after damage `resync` looks for the next
// member's magic bytes in the compressed input.
#include "stream.h"

#include <zlib.h>
#include <algorithm>
#include <deque>

namespace rostra::source {
namespace {

constexpr int gzip_window = 15 + 16;  // zlib: the largest window, gzip wrapping only

// A member's first bytes: magic, method 8, no reserved flag. Four bytes, so that chance hits are rare.
bool starts_member(std::string_view at) {
    return at.size() >= 4 && at[0] == '\x1f' && at[1] == '\x8b' && at[2] == 8 && (static_cast<unsigned char>(at[3]) & 0xE0) == 0;
}

class GzipStream final : public ByteStream {
public:
    explicit GzipStream(Buffered compressed) : input_(std::move(compressed)) {}
    GzipStream(const GzipStream&) = delete;
    GzipStream& operator=(const GzipStream&) = delete;
    ~GzipStream() override {
        if (open_) inflateEnd(&state_);
    }

    Result<std::size_t> read(char* into, std::size_t room) override {
        for (;;) {
            if (failed_) return std::size_t{0};
            const std::string_view compressed = input_.peek(32u << 10);
            if (compressed.empty()) return at_end();
            if (!in_member_) {
                if (auto begun = begin_member(compressed); !begun) return fail(begun.error());
                if (!in_member_) continue;
            }
            Result<std::size_t> got = inflate_some(compressed, into, room);
            if (!got) return fail(got.error());
            if (*got > 0) return got;
        }
    }

    bool resync() override {
        if (input_.discard(1) == 0) return false;
        for (;;) {
            const std::string_view seen = input_.peek(64u << 10);
            if (seen.size() < 4) return false;
            std::size_t at = 0;
            while (at + 4 <= seen.size() && !starts_member(seen.substr(at))) ++at;
            const bool found = at + 4 <= seen.size();
            input_.skip(at);
            if (!found) continue;
            failed_ = in_member_ = false;
            return true;
        }
    }

    std::optional<std::uint64_t> stored_offset(std::uint64_t decoded) override {
        while (!starts_.empty() && starts_.front().first < decoded) starts_.pop_front();
        if (starts_.empty() || starts_.front().first != decoded) return std::nullopt;
        return starts_.front().second;
    }

    std::optional<std::uint64_t> next_member(std::uint64_t decoded) const override {
        const auto next = std::partition_point(starts_.begin(), starts_.end(), [&](const auto& start) { return start.first <= decoded; });
        return next == starts_.end() ? std::nullopt : std::optional(next->first);
    }

    std::pair<std::uint64_t, std::uint64_t> progress() const override {
        return {input_.position(), input_.stream().progress().second};
    }

private:
    Result<std::size_t> fail(Error error) {
        failed_ = true;
        return error;
    }

    Result<std::size_t> at_end() {
        if (auto error = input_.take_error()) return fail(*error);
        if (!in_member_) return std::size_t{0};
        return fail({ErrorCode::bad_format, "", "compressed data ends in the middle of a gzip member"});
    }

    // Zero bytes between or after members are padding (tapes, block devices); anything else must be a member.
    Status begin_member(std::string_view compressed) {
        const std::size_t padding = std::min(compressed.find_first_not_of('\0'), compressed.size());
        if (padding > 0) {
            input_.skip(padding);
            return Done{};
        }
        const std::uint64_t at = input_.position();
        if (compressed.size() < 2 || compressed[0] != '\x1f' || compressed[1] != '\x8b') return Error{ErrorCode::bad_format, "", "expected the start of a gzip member"};
        const int status = open_ ? inflateReset2(&state_, gzip_window) : inflateInit2(&state_, gzip_window);
        if (status != Z_OK) return Error{ErrorCode::bad_format, "", "zlib could not start"};
        open_ = in_member_ = true;
        starts_.emplace_back(decoded_, at);
        if (starts_.size() > 4096) starts_.pop_front();  // a reader that never asks must not make it grow
        return Done{};
    }

    Result<std::size_t> inflate_some(std::string_view compressed, char* into, std::size_t room) {
        state_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(compressed.data()));
        state_.avail_in = static_cast<uInt>(compressed.size());
        state_.next_out = reinterpret_cast<Bytef*>(into);
        state_.avail_out = static_cast<uInt>(std::min<std::size_t>(room, 1u << 30));
        const uInt asked = state_.avail_out;
        const int status = inflate(&state_, Z_NO_FLUSH);
        const std::size_t used = compressed.size() - state_.avail_in;
        const std::size_t got = asked - state_.avail_out;
        if (status == Z_STREAM_END) in_member_ = false;
        else if (status != Z_OK && !(status == Z_BUF_ERROR && (used > 0 || got > 0)))
            return Error{ErrorCode::bad_format, "", std::string("damaged gzip data") + (state_.msg ? std::string(": ") + state_.msg : "")};
        input_.skip(used);
        decoded_ += got;
        return got;
    }

    Buffered input_;
    z_stream state_{};
    bool open_ = false, in_member_ = false, failed_ = false;
    std::uint64_t decoded_ = 0;
    std::deque<std::pair<std::uint64_t, std::uint64_t>> starts_;  // (decoded, stored) of members not yet asked for
};

}  // namespace

std::unique_ptr<ByteStream> open_gzip(Buffered compressed) { return std::make_unique<GzipStream>(std::move(compressed)); }

}  // namespace rostra::source
