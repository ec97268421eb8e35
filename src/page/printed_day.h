// The publication day as the page prints it for readers.
//
// Machines are told the moment, often in UTC; the reader is told the day at the publisher's place. A report of Monday
// evening in California is Tuesday's for a machine, and "on Monday" in its text would then mean another day.
#pragma once

#include "rostra/base.h"

#include <optional>

namespace rostra::page {

class PrintedDay {
public:
    /// What <title> says: where its words are printed again, the headline stands, whatever its tag.
    void title(std::string_view text);
    /// Whether a text node had the title's words.
    [[nodiscard]] bool title_seen() const { return title_seen_; }
    /// An <h1>: what follows it may be the article's date line.
    void heading(std::string_view text);
    /// Each text node, in order. O(1) unless it stands close behind a headline.
    void text(std::string_view node);
    /// A date among the page's <meta>; it counts when it is written without a time zone, hence for local readers.
    void zoneless(std::string_view value);

    /// `machine`: the day that the page tells machines. A printed day right before or after it wins; without a machine's
    /// day the printed one is taken, else the URL's.
    [[nodiscard]] std::optional<std::string> settle(const std::optional<std::string>& machine, const std::optional<std::string>& updated, const std::optional<std::string>& in_url) const;

private:
    std::string title_;
    bool title_seen_ = false;
    bool open_ = false;      // a headline was seen
    bool updating_ = false;  // the text before said "updated"
    std::size_t texts_ = 0;  // texts since the headline
    std::optional<std::string> printed_, local_;
    bool close_ = false;  // printed_ stands right under the headline
};

}  // namespace rostra::page
