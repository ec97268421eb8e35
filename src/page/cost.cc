#include "rostra/page_cost.h"

#include "encoding.h"
#include "html_tree.h"

namespace rostra {

std::size_t parse_page(const RawReport& report) {
    const Result<std::string> page = page::page_to_utf8(report.body, report.charset);
    if (!page) return 0;
    const Result<page::HtmlTree> tree = page::HtmlTree::parse(*page);
    return tree ? tree->nodes().size() : 0;
}

}  // namespace rostra
