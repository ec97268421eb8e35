// A parsed page as a flat array in document order, whatever parser made it. html_tree.cc is the only file that knows
// the parser (MyHTML).
#pragma once

#include "rostra/base.h"

#include <memory>

namespace rostra::page {

enum class Tag : std::uint8_t {
    other,
    text,
    html,
    head,
    body,
    title,
    meta,
    link,
    base,
    script,
    style,
    noscript,
    template_,
    a,
    article,
    aside,
    b,
    blockquote,
    br,
    button,
    caption,
    center,
    cite,
    code,
    dd,
    details,
    div,
    dl,
    dt,
    em,
    embed,
    fieldset,
    figcaption,
    figure,
    footer,
    font,
    form,
    h1,
    h2,
    h3,
    h4,
    h5,
    h6,
    header,
    hr,
    i,
    iframe,
    img,
    input,
    label,
    li,
    main,
    map,
    mark,
    menu,
    nav,
    object,
    ol,
    option,
    p,
    picture,
    pre,
    q,
    s,
    section,
    select,
    small,
    span,
    strong,
    sub,
    summary,
    sup,
    svg,
    table,
    tbody,
    td,
    textarea,
    tfoot,
    th,
    thead,
    time,
    tr,
    tt,
    u,
    ul,
    video,
    audio,
};

enum class Attr : std::uint8_t { id,
                                 class_,
                                 itemprop,
                                 itemtype,
                                 property,
                                 name,
                                 content,
                                 rel,
                                 href,
                                 role,
                                 datetime,
                                 type,
                                 lang,
                                 style,
                                 hidden,
                                 aria_hidden,
                                 aria_label,
                                 aria_modal,
                                 charset,
                                 title,
                                 data_name,  // what page builders call a part: data-component, data-testid, data-module
                                 src };

struct Attribute {
    Attr name;
    std::string_view value;  ///< entities decoded; at most 64 KiB of it (script and content values excepted)
};

struct Node {
    Tag tag = Tag::other;
    std::uint16_t depth = 0;
    std::uint32_t parent = 0;
    std::uint32_t end = 0;              ///< the subtree is nodes [this, end)
    std::uint32_t first_attribute = 0;  ///< into HtmlTree::attributes()
    std::uint32_t attribute_count = 0;
    std::string_view text;                ///< of text nodes; entities decoded
    std::uint32_t raw = 0, raw_size = 0;  ///< where a text node, or the tag of an <a>, stands in the page's bytes; the parser makes an
                                          ///< <a> that was not closed anew in each later block, and these share their tag
};

/// Bounds on what a page may be; over them the rest of the page is not read (browsers stop nesting at 512, too).
struct TreeLimits {
    std::size_t depth = 1000;
    std::size_t nodes = 500'000;
};

class HtmlTree {
public:
    /// Parses valid UTF-8. The page's bytes must outlive the tree. Errors: bad_format when the parser gives up.
    [[nodiscard]] static Result<HtmlTree> parse(std::string_view page, const TreeLimits& limits = {});
    HtmlTree(HtmlTree&&) noexcept;
    HtmlTree& operator=(HtmlTree&&) noexcept;
    ~HtmlTree();

    /// In document order; node 0 is the root, its own parent. Never empty.
    [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
    [[nodiscard]] std::string_view page() const { return page_; }
    [[nodiscard]] bool cut_off() const { return cut_off_; }  ///< a limit was met

    /// The attribute's value, empty when it is missing.
    [[nodiscard]] std::string_view attribute(const Node& node, Attr name) const;
    [[nodiscard]] bool has_attribute(const Node& node, Attr name) const;

private:
    struct Parser;
    HtmlTree();
    std::unique_ptr<Parser> parser_;  // owns what the views point to
    std::string_view page_;
    std::vector<Node> nodes_;
    std::vector<Attribute> attributes_;
    bool cut_off_ = false;
};

}  // namespace rostra::page
