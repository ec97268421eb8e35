// Bytes → page → document, as a page and as plain text, in the encoding that the first byte picks.
// Checked: the text is valid UTF-8, furniture is sorted and inside it, and the offset map stays inside the page.
#include "rostra/page.h"

#include <cstdlib>

namespace {

void require(bool truth) {
    if (!truth) std::abort();
}

void check(const rostra::RawReport& report) {
    const auto document = rostra::read_page(report);
    if (!document) return;
    require(!rostra::utf8::find_invalid(document->text));
    std::uint32_t last = 0;
    for (const rostra::Span s : document->furniture) {
        require(last <= s.begin && s.begin < s.end && s.end <= document->text.size());
        last = s.end;
    }
    const std::size_t most = report.body.size() * 4 + 16;  // a page is at most four times its bytes as UTF-8
    for (std::size_t i = 0; i < document->text.size(); i += 7) require(document->page_offsets.to_page(static_cast<std::uint32_t>(i)) <= most && document->page_offsets.to_page_end(static_cast<std::uint32_t>(i + 1)) <= most);
    last = 0;
    for (const auto& run : document->page_offsets.runs()) {
        require(last <= run.text && run.text <= document->text.size());  // the last one closes the map
        last = run.text;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const char* const charsets[] = {"", "utf-8", "iso-8859-1", "gbk", "shift_jis", "euc-kr", "big5", "utf-16le", "nonsense", "iso-2022-jp"};
    if (size == 0) return 0;
    rostra::RawReport report;
    report.charset = charsets[data[0] % 10];
    report.body.assign(reinterpret_cast<const char*>(data + 1), size - 1);
    report.body_kind = rostra::RawReport::Body::html;
    check(report);
    report.body_kind = rostra::RawReport::Body::text;
    check(report);
    return 0;
}
