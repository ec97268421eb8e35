#include "stream.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <cstring>

namespace rostra::source {
namespace {

constexpr std::size_t piece = 64u << 10;

class FileStream final : public ByteStream {
public:
    FileStream(int descriptor, bool owned, std::uint64_t total, std::string name)
        : descriptor_(descriptor), owned_(owned), total_(total), name_(std::move(name)) {}
    FileStream(const FileStream&) = delete;
    FileStream& operator=(const FileStream&) = delete;
    ~FileStream() override {
        if (owned_) ::close(descriptor_);
    }

    Result<std::size_t> read(char* into, std::size_t room) override {
        for (;;) {
            const ssize_t got = ::read(descriptor_, into, room);
            if (got >= 0) {
                done_ += static_cast<std::uint64_t>(got);
                return static_cast<std::size_t>(got);
            }
            if (errno != EINTR) return Error{ErrorCode::not_readable, name_, std::strerror(errno)};
        }
    }
    std::pair<std::uint64_t, std::uint64_t> progress() const override { return {done_, total_}; }

private:
    int descriptor_;
    bool owned_;
    std::uint64_t total_, done_ = 0;
    std::string name_;
};

class MemoryStream final : public ByteStream {
public:
    explicit MemoryStream(std::string_view bytes) : bytes_(bytes) {}
    Result<std::size_t> read(char* into, std::size_t room) override {
        const std::size_t got = std::min(room, bytes_.size() - done_);
        if (got > 0) std::memcpy(into, bytes_.data() + done_, got);
        done_ += got;
        return got;
    }
    std::pair<std::uint64_t, std::uint64_t> progress() const override { return {done_, bytes_.size()}; }

private:
    std::string_view bytes_;
    std::size_t done_ = 0;
};

}  // namespace

Result<std::unique_ptr<ByteStream>> open_file(const std::string& path) {
    if (path == "-") return std::unique_ptr<ByteStream>(std::make_unique<FileStream>(STDIN_FILENO, false, 0, "-"));
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) {
        const bool missing = errno == ENOENT || errno == ENOTDIR;
        return Error{missing ? ErrorCode::not_found : ErrorCode::not_readable, path, missing ? "no such file" : std::strerror(errno)};
    }
    if (S_ISDIR(info.st_mode)) return Error{ErrorCode::not_readable, path, "is a directory; name the files in it"};
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return Error{ErrorCode::not_readable, path, std::strerror(errno)};
    const std::uint64_t total = S_ISREG(info.st_mode) ? static_cast<std::uint64_t>(info.st_size) : 0;
    return std::unique_ptr<ByteStream>(std::make_unique<FileStream>(descriptor, true, total, path));
}

std::unique_ptr<ByteStream> open_memory(std::string_view bytes) { return std::make_unique<MemoryStream>(bytes); }

bool Buffered::fill() {
    if (ended_) return false;
    if (begin_ > 0 && begin_ >= buffer_.size() / 2) {  // keeps moving cheap: each byte moves at most about once
        buffer_.erase(0, begin_);
        begin_ = 0;
    }
    const std::size_t old = buffer_.size();
    buffer_.resize(old + piece);
    Result<std::size_t> got = stream_->read(buffer_.data() + old, piece);
    buffer_.resize(old + (got ? *got : 0));
    if (!got) error_ = got.error();
    if (!got || *got == 0) ended_ = true;
    return !ended_;
}

std::string_view Buffered::peek(std::size_t want) {
    while (buffer_.size() - begin_ < want && fill()) {
    }
    return std::string_view(buffer_).substr(begin_, want);
}

void Buffered::skip(std::size_t seen) {
    seen = std::min(seen, buffer_.size() - begin_);
    begin_ += seen;
    position_ += seen;
}

void Buffered::put_back(std::string_view bytes) {
    buffer_.replace(0, begin_, bytes);
    begin_ = 0;
    position_ -= bytes.size();
}

std::size_t Buffered::read(std::string& out, std::uint64_t count) {
    std::size_t got = 0;
    while (got < count) {
        const std::string_view seen = peek(static_cast<std::size_t>(std::min<std::uint64_t>(count - got, piece)));
        if (seen.empty()) break;
        out.append(seen);
        got += seen.size();
        skip(seen.size());
    }
    return got;
}

std::uint64_t Buffered::discard(std::uint64_t count) {
    std::uint64_t gone = 0;
    while (gone < count) {
        const std::size_t seen = peek(static_cast<std::size_t>(std::min<std::uint64_t>(count - gone, piece))).size();
        if (seen == 0) break;
        skip(seen);
        gone += seen;
    }
    return gone;
}

bool Buffered::read_line(std::string& out, std::size_t limit, bool& dropped) {
    dropped = false;
    std::size_t kept = 0;
    bool any = false;
    for (;;) {
        std::string_view seen = peek(1);
        if (seen.empty()) return any;
        any = true;
        seen = std::string_view(buffer_).substr(begin_);
        const std::size_t newline = seen.find('\n');
        const std::string_view part = seen.substr(0, newline);
        const std::size_t room = limit - std::min(limit, kept);
        out.append(part.substr(0, room));
        kept += std::min(room, part.size());
        dropped |= part.size() > room;
        skip(newline == std::string_view::npos ? part.size() : newline + 1);
        if (newline != std::string_view::npos) return true;
    }
}

std::optional<Error> Buffered::take_error() { return std::exchange(error_, std::nullopt); }

bool Buffered::resync() {
    if (!stream_->resync()) return false;
    error_.reset();
    ended_ = false;
    return true;
}

}  // namespace rostra::source
