// A file mapped for reading.
#pragma once

#include "rostra/base.h"

#include <span>

namespace rostra::nn {

class Mapping {
public:
    [[nodiscard]] static Result<Mapping> open(const std::string& path, std::size_t most_bytes);
    Mapping() = default;
    Mapping(Mapping&& other) noexcept;
    Mapping& operator=(Mapping&& other) noexcept;
    ~Mapping();

    [[nodiscard]] std::span<const std::byte> bytes() const { return {data_, size_}; }
    /// Lets the system drop the pages; they are read again from the file when needed.
    void forget_pages() const;

private:
    const std::byte* data_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace rostra::nn
