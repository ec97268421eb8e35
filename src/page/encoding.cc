#include "encoding.h"

#include "converter.h"

namespace rostra::page {
namespace {

// Western text: letters with some accents and typographic signs, few controls. UTF-8 damaged in places is not this.
bool plausible_windows_1252(std::string_view bytes) {
    std::size_t high = 0, control = 0, multibyte = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto c = static_cast<unsigned char>(bytes[i]);
        if (c == 0x81 || c == 0x8D || c == 0x8F || c == 0x90 || c == 0x9D) return false;
        high += c >= 0x80;
        control += c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
        multibyte += c >= 0xC2 && i + 1 < bytes.size() && (bytes[i + 1] & 0xC0) == 0x80;
    }
    return control == 0 && multibyte * 4 <= high && high * 4 <= bytes.size();
}

Error bad_byte(std::size_t at, std::string_view what) { return {ErrorCode::bad_encoding, "", "byte " + std::to_string(at) + " " + std::string(what)}; }

}  // namespace

std::string encoding_of_mark(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) return "utf-8";
    if (bytes.starts_with("\xFF\xFE")) return "utf-16le";
    if (bytes.starts_with("\xFE\xFF")) return "utf-16be";
    return {};
}

std::string encoding_of_meta(std::string_view page) {
    const std::string start = utf8::lower(page.substr(0, 4096));
    for (std::size_t at = start.find("<meta"); at != std::string::npos; at = start.find("<meta", at + 5)) {
        const std::size_t close = start.find('>', at);
        const std::string_view tag = std::string_view(start).substr(at, close == std::string::npos ? close : close - at);
        std::size_t value = tag.find("charset");
        if (value == std::string_view::npos) continue;
        value = tag.find_first_not_of(" \t\r\n\f", value + 7);
        if (value == std::string_view::npos || tag[value] != '=') continue;
        value = tag.find_first_not_of(" \t\r\n\f\"'", value + 1);
        if (value == std::string_view::npos) continue;
        const std::string found = encoding_of_label(tag.substr(value, tag.find_first_of(" \t\r\n\f\"';/>", value) - value));
        // A page that can be read byte by byte so far is no UTF-16, whatever it says.
        if (!found.empty()) return found.starts_with("utf-16") ? "utf-8" : found;
    }
    return {};
}

Result<std::string> to_utf8(std::string_view bytes, const std::string& encoding) {
    if (encoding == "utf-8") return utf8::find_invalid(bytes) ? utf8::repair(bytes) : std::string(bytes);
    if (encoding == "windows-1252") return from_windows_1252(bytes);
    if (encoding.starts_with("utf-16") && encoding_of_mark(bytes).starts_with("utf-16")) bytes.remove_prefix(2);
    if (encoding == "replacement") return Error{ErrorCode::unsupported, "", "the page is in an encoding that hides markup and that no browser reads"};
    Converter converter(encoding);
    if (!converter.ok()) return Error{ErrorCode::unsupported, "", "this system cannot read the encoding " + encoding};
    return converter.convert(bytes);
}

std::string encoding_of_page(std::string_view bytes, std::string_view declared) {
    std::string encoding = encoding_of_mark(bytes);
    if (encoding.empty()) encoding = encoding_of_label(declared);
    if (encoding.empty()) encoding = encoding_of_meta(bytes);
    if (!encoding.empty()) return encoding;
    return utf8::find_invalid(bytes) ? "windows-1252" : "utf-8";
}

Result<std::string> page_to_utf8(std::string_view bytes, std::string_view declared) { return to_utf8(bytes, encoding_of_page(bytes, declared)); }

Result<std::string> text_to_utf8(std::string bytes, std::string_view declared) {
    if (encoding_of_mark(bytes).starts_with("utf-16")) {
        Result<std::string> text = to_utf8(bytes, encoding_of_mark(bytes));
        if (!text) return text;
        bytes = *std::move(text);
    }
    if (const std::size_t nul = bytes.find('\0'); nul != std::string::npos) return bad_byte(nul, "is NUL: this is not text");
    const auto bad = utf8::find_invalid(bytes);
    if (!bad) return bytes;
    const std::string encoding = encoding_of_label(declared);
    if (!encoding.empty() && encoding != "utf-8") return to_utf8(bytes, encoding);
    if (plausible_windows_1252(bytes)) return to_utf8(bytes, "windows-1252");
    return bad_byte(*bad, "is not valid UTF-8, and the whole is not plausible as windows-1252");
}

}  // namespace rostra::page
