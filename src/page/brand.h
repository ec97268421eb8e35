// The site's name as the page prints it, and where <title> has it.
#pragma once

#include "html_tree.h"

#include <vector>

namespace rostra::page {

class Brand {
public:
    /// Each text node that is not blank, in order; `words`: its text without the blanks around it.
    void text(const HtmlTree& tree, std::uint32_t node, std::string_view words);

    /// "Headline - Site", "Site: Headline": the two apart, where the headline is printed alone and the other part is the site's name
    /// (`site`, or as printed at the page's head). Both empty when the title says neither.
    struct Parts {
        std::string headline, site;
    };
    [[nodiscard]] Parts split(const std::string& title, std::string_view site) const;
    /// The words of the link to the home page in the page's masthead; may be empty.
    [[nodiscard]] const std::string& masthead() const { return masthead_; }

private:
    struct Head {
        std::string_view words;
        std::size_t index;  // in texts_
        bool home;          // leads to the home page
    };
    [[nodiscard]] bool is_site(std::string_view part, std::string_view headline, std::string_view site) const;

    std::vector<std::string_view> texts_;  // short ones
    std::vector<Head> at_head_;            // the page's first that lead nowhere, and those that lead home
    std::string masthead_;
};

}  // namespace rostra::page
