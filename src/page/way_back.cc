#include "way_back.h"

#include "converter.h"
#include "encoding.h"

#include <algorithm>
#include <cerrno>
#include <optional>

namespace rostra::page {
namespace {

constexpr std::size_t replacement_size = 3;  // bytes of U+FFFD

struct Character {
    std::size_t bytes, utf8;  // in the page as it came, and as UTF-8
};

/// Bytes of the next character of UTF-8, damaged ones as utf8::repair takes them.
Character of_utf8(std::string_view page, std::size_t at) {
    std::size_t size = 1;
    while (size < 4 && at + size < page.size() && (static_cast<unsigned char>(page[at + size]) & 0xC0) == 0x80) ++size;
    // The shortest valid start, else what repair makes one sign of.
    for (std::size_t n = 1; n <= size; ++n)
        if (!utf8::find_invalid(page.substr(at, n))) return {n, n};
    for (std::size_t n = size; n > 1; --n)
        if (utf8::repair(page.substr(at, n)).size() == replacement_size) return {n, replacement_size};
    return {1, replacement_size};
}

class Steps {
public:
    explicit Steps(const std::string& encoding) : encoding_(encoding) {
        if (encoding != "utf-8" && encoding != "windows-1252") converter_.emplace(encoding);
    }
    /// Whether ASCII bytes stand for themselves wherever a character begins.
    [[nodiscard]] bool plain_ascii() const { return !encoding_.starts_with("utf-16") && encoding_ != "iso-2022-jp"; }
    [[nodiscard]] bool ok() const { return !converter_ || converter_->ok(); }
    Character next(std::string_view page, std::size_t at) {
        if (encoding_ == "utf-8") return of_utf8(page, at);
        if (encoding_ == "windows-1252") return {1, from_windows_1252(page.substr(at, 1)).size()};
        const Converter::Sizes sizes = converter_->character(page.substr(at));
        return {sizes.bytes, sizes.utf8};
    }

private:
    std::string encoding_;
    std::optional<Converter> converter_;
};

}  // namespace

std::vector<OffsetMap::Run> way_back(std::string_view page, const std::string& encoding, std::size_t utf8_size) {
    Steps steps(encoding);
    std::vector<OffsetMap::Run> out;
    if (!steps.ok()) return out;
    std::size_t at = encoding.starts_with("utf-16") && !encoding_of_mark(page).empty() ? 2 : 0, utf8 = 0;
    bool copying = false;
    while (at < page.size()) {
        const bool ascii = steps.plain_ascii() && static_cast<unsigned char>(page[at]) < 0x80;
        const Character c = ascii ? Character{1, 1} : steps.next(page, at);
        if (!(ascii && copying) && c.utf8 > 0) out.push_back({static_cast<std::uint32_t>(utf8), static_cast<std::uint32_t>(at), ascii});
        copying = ascii;
        at += std::max<std::size_t>(c.bytes, 1);
        utf8 += c.utf8;
    }
    if (utf8 != utf8_size) out.clear();
    return out;
}

OffsetMap lead_on(const OffsetMap& offsets, const std::vector<OffsetMap::Run>& way, std::size_t text_size) {
    OffsetMap page, out;
    for (const OffsetMap::Run& run : way) page.add(run);
    const std::vector<OffsetMap::Run>& runs = offsets.runs();
    for (std::size_t r = 0; r < runs.size(); ++r) {
        const OffsetMap::Run& run = runs[r];
        auto step = std::upper_bound(way.begin(), way.end(), run.page, [](std::uint32_t place, const OffsetMap::Run& w) { return place < w.text; });
        out.add({run.text, page.to_page(run.page), run.copied && step != way.begin() && (step - 1)->copied});
        if (!run.copied) continue;
        const auto length = static_cast<std::uint32_t>((r + 1 < runs.size() ? runs[r + 1].text : text_size) - run.text);
        for (; step != way.end() && step->text < run.page + length; ++step) out.add({run.text + (step->text - run.page), step->page, step->copied});
    }
    return out;
}

}  // namespace rostra::page
