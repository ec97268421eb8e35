// Character encodings other than UTF-8: the C library's, and the standard's exact windows-1252.
#pragma once

#include "rostra/base.h"

#include <iconv.h>

namespace rostra::page {

/// One encoding → UTF-8. Not thread-safe; keeps the state of encodings that have one.
class Converter {
public:
    explicit Converter(const std::string& encoding);
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;
    ~Converter();
    [[nodiscard]] bool ok() const;

    /// Each byte that fails becomes U+FFFD and reading goes on behind it, so this ends and is linear.
    std::string convert(std::string_view bytes);

    struct Sizes {
        std::size_t bytes, utf8;
    };
    /// Bytes of the first character of what is left, and of it as UTF-8 (0: only the state changed); as convert takes it.
    Sizes character(std::string_view left);

private:
    iconv_t handle_;
};

/// Every byte is a character here: the five that the C library refuses are controls.
[[nodiscard]] std::string from_windows_1252(std::string_view bytes);

}  // namespace rostra::page
