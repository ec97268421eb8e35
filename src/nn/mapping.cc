#include "mapping.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <cstring>
#include <utility>

namespace rostra::nn {

Result<Mapping> Mapping::open(const std::string& path, std::size_t most_bytes) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        const int why = errno;
        return Error{why == ENOENT || why == ENOTDIR ? ErrorCode::not_found : ErrorCode::not_readable, path, std::strerror(why)};
    }
    struct stat about {};
    Mapping out;
    std::optional<Error> error;
    if (::fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) error = Error{ErrorCode::not_readable, path, "not a regular file"};
    else if (about.st_size == 0) error = Error{ErrorCode::bad_format, path, "the file is empty"};
    else if (static_cast<std::size_t>(about.st_size) > most_bytes)
        error = Error{ErrorCode::too_large, path, std::to_string(about.st_size) + " bytes; the limit is " + std::to_string(most_bytes)};
    else {
        void* at = ::mmap(nullptr, static_cast<std::size_t>(about.st_size), PROT_READ, MAP_PRIVATE, file, 0);
        if (at == MAP_FAILED) error = Error{ErrorCode::not_readable, path, std::strerror(errno)};
        else {
            out.data_ = static_cast<const std::byte*>(at);
            out.size_ = static_cast<std::size_t>(about.st_size);
        }
    }
    ::close(file);
    if (error) return *error;
    return out;
}

Mapping::Mapping(Mapping&& other) noexcept : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

Mapping& Mapping::operator=(Mapping&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
}

Mapping::~Mapping() {
    if (data_) ::munmap(const_cast<std::byte*>(data_), size_);
}

void Mapping::forget_pages() const {
    if (data_) ::madvise(const_cast<std::byte*>(data_), size_, MADV_DONTNEED);
}

}  // namespace rostra::nn
