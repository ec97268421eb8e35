// Which of the titles that a page gives itself is the one that its readers see.
#pragma once

#include "rostra/base.h"

#include <vector>

namespace rostra::page {

/// An <h1> with words in it.
struct Heading {
    std::string text;
    bool named = false;  ///< marked as the headline: itemprop="headline", class="article-title" ...
};

/// "Headline | The Daily" → "Headline": the part after the last separator goes when it is short and more is left.
[[nodiscard]] std::string without_site(const std::string& title);

/// One of the two begins with the other, case and accents aside.
[[nodiscard]] bool same_start(std::string_view a, std::string_view b);

/// The headline as printed: titles for machines are often cut, carry the site's name, or are written for search engines.
/// `machine`: what JSON-LD, <meta> and <title> say, the most trusted first; empty ones are passed over. A heading is taken
/// when it is marked as the headline or shares its words with one of these; else the first of them; else the first heading.
/// `site`: the site's name, which is no headline. `title_printed`: <title> is printed on the page as it is, so that no heading with
/// other words can be the headline.
[[nodiscard]] std::string headline_of(const std::vector<Heading>& headings, const std::vector<std::string>& machine, std::string_view site, bool title_printed);

}  // namespace rostra::page
