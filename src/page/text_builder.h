// Puts together a document's text from a page's text nodes, and the way back to the page's bytes with it.
#pragma once

#include "html_tree.h"
#include "rostra/page.h"

namespace rostra::page {

class TextBuilder {
public:
    explicit TextBuilder(std::string_view page) : page_(page) {}

    /// Appends a text node: white space runs become one space, soft hyphens, zero-width and NUL characters are dropped.
    /// A space at the start of a paragraph is dropped.
    void append(const Node& text_node);
    /// A space, if one is needed (between table cells, after <br>).
    void space() { pending_space_ = !at_paragraph_start(); }
    /// Ends the paragraph: a blank line, if there is text before it.
    void paragraph();

    /// The way back to the page; to be taken before the text.
    [[nodiscard]] OffsetMap take_map();
    [[nodiscard]] std::string take_text() { return std::move(text_); }
    [[nodiscard]] std::size_t size() const { return text_.size(); }

private:
    [[nodiscard]] bool at_paragraph_start() const { return text_.empty() || pending_break_; }
    void put_space(std::uint32_t next_page_at);
    void put_pending(std::uint32_t page_at);
    void append_copy(const Node& text_node);
    void put(std::string_view bytes, std::uint32_t page_at, bool copied);

    std::string_view page_;
    std::string text_;
    OffsetMap map_;
    bool pending_space_ = false, pending_break_ = false;
    // The run that is being written, so that plain copying stays one entry.
    std::uint32_t run_text_ = 0, run_page_ = 0;
    std::uint32_t page_end_ = 0;  // of the last character
    bool run_copied_ = false, has_run_ = false;
};

}  // namespace rostra::page
