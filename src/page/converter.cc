#include "converter.h"

#include <array>
#include <cerrno>

namespace rostra::page {
namespace {

// What the C library calls the superset that the standard means.
std::string iconv_name(const std::string& encoding) {
    if (encoding == "gbk") return "GB18030";
    if (encoding == "big5") return "BIG5-HKSCS";
    if (encoding == "shift_jis") return "CP932";
    if (encoding == "euc-kr") return "CP949";
    if (encoding == "windows-874") return "CP874";
    if (encoding == "x-mac-cyrillic") return "MAC-CYRILLIC";
    if (encoding.starts_with("windows-")) return "CP" + encoding.substr(8);
    return encoding;
}

}  // namespace

Converter::Converter(const std::string& encoding) : handle_(iconv_open("UTF-8", iconv_name(encoding).c_str())) {}

Converter::~Converter() {
    if (ok()) iconv_close(handle_);
}

bool Converter::ok() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

std::string Converter::convert(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 2);
    char* in = const_cast<char*>(bytes.data());
    std::size_t left = bytes.size();
    std::array<char, 16384> piece;
    while (left > 0) {
        char* to = piece.data();
        std::size_t room = piece.size();
        const std::size_t status = iconv(handle_, &in, &left, &to, &room);
        const int error = status == static_cast<std::size_t>(-1) ? errno : 0;
        out.append(piece.data(), piece.size() - room);
        if (error != EILSEQ && error != EINVAL) continue;
        utf8::append(out, 0xFFFD);
        ++in;
        --left;
    }
    return out;
}

Converter::Sizes Converter::character(std::string_view left) {
    constexpr std::size_t longest = 8;  // an escape sequence and a character of two bytes
    std::array<char, 32> piece;
    for (std::size_t size = 1; size <= longest && size <= left.size(); ++size) {
        char* in = const_cast<char*>(left.data());
        std::size_t unread = size, room = piece.size();
        char* to = piece.data();
        const std::size_t status = iconv(handle_, &in, &unread, &to, &room);
        if (status != static_cast<std::size_t>(-1) || unread < size) return {size - unread, piece.size() - room};
        if (errno != EINVAL) break;
    }
    return {1, 3};  // U+FFFD
}

// The 27 letters and signs of windows-1252 above ASCII that its C1 half defines, for the standard's exact table: the
// five undefined bytes are controls there and errors in the C library.
std::string from_windows_1252(std::string_view bytes) {
    static constexpr std::array<char16_t, 32> high = {0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
                                                      0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178};
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 8);
    for (const char byte : bytes) {
        const auto c = static_cast<unsigned char>(byte);
        if (c < 0x80) out.push_back(byte);
        else utf8::append(out, c < 0xA0 ? high[c - 0x80] : c);
    }
    return out;
}

}  // namespace rostra::page
