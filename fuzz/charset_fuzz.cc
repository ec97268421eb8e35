// Bytes in any encoding → UTF-8. The first byte picks the encoding that the container declares.
// Checked: what comes out is valid UTF-8 and not much longer than what went in; valid UTF-8 text without a mark of UTF-16 comes
// out as it went in; the way back from it stays inside what went in and calls only equal bytes a copy; values and fragments of markup stay valid when their references are decoded.
#include "encoding.h"
#include "entities.h"
#include "way_back.h"

#include <cstdlib>
#include <iterator>

namespace {

void require(bool truth) {
    if (!truth) std::abort();
}

bool valid(std::string_view text) { return !rostra::utf8::find_invalid(text); }

void check_way_back(const std::string& bytes, const std::string& label, const std::string& utf8) {
    const auto way = rostra::page::way_back(bytes, rostra::page::encoding_of_page(bytes, label), utf8.size());
    for (std::size_t r = 0; r < way.size(); ++r) {
        const std::size_t end = r + 1 < way.size() ? way[r + 1].text : utf8.size();
        require(way[r].text < end && end <= utf8.size() && way[r].page < bytes.size());
        if (way[r].copied) require(bytes.compare(way[r].page, end - way[r].text, utf8, way[r].text, end - way[r].text) == 0);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const char* const labels[] = {"", "utf-8", "latin1", "windows-1251", "koi8-r", "gbk", "gb18030", "big5", "shift_jis", "euc-jp", "iso-2022-jp", "euc-kr",
                                         "utf-16le", "utf-16be", "windows-1256", "iso-8859-8-i", "windows-874", "macintosh", "x-user-defined", "nonsense"};
    if (size == 0) return 0;
    const std::string label = labels[data[0] % std::size(labels)];
    const std::string bytes(reinterpret_cast<const char*>(data + 1), size - 1);
    const auto page = rostra::page::page_to_utf8(bytes, label);
    require(!page || (valid(*page) && page->size() <= 4 * bytes.size() + 16));
    if (page) check_way_back(bytes, label, *page);
    const auto text = rostra::page::text_to_utf8(bytes, label);
    require(!text || valid(*text));
    if (valid(bytes) && bytes.find('\0') == std::string::npos) require(text && *text == bytes);
    (void)rostra::page::encoding_of_label(bytes);
    (void)rostra::page::encoding_of_meta(bytes);
    require(valid(rostra::page::plain_value(bytes)) && valid(rostra::page::strip_markup(bytes)));
    return 0;
}
