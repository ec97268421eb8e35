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
    /// An <h1>: what follows it may be the article's date line. Whether it is taken as the headline.
    bool heading(std::string_view text);
    /// Whether the text repeats the title; then it is taken as the headline.
    bool repeats_title(std::string_view node);
    /// The day in a text node that is no headline, if it may be the article's date line: it stands close behind the headline, or
    /// behind the text and says that it is the day of publication. Each text node is asked, in order. O(1) unless it is near.
    [[nodiscard]] std::optional<std::string> text(std::string_view node);
    /// Whether the last text stands between the headline and the story.
    [[nodiscard]] bool near_headline() const;
    /// The day that `text` gave, where its place does not speak against it.
    void take(std::string day);
    /// The day in a line that stands over the headline; it counts when none follows.
    void over(std::string_view line);
    /// A date among the page's <meta>; it counts when it is written without a time zone, hence for local readers.
    void zoneless(std::string_view value);

    /// `machine`: the day that the page tells machines. A printed day right before or after it wins; without a machine's
    /// day the URL's is taken, where the printed one is not next to it, else the printed one.
    [[nodiscard]] std::optional<std::string> settle(const std::optional<std::string>& machine, const std::optional<std::string>& updated, const std::optional<std::string>& in_url) const;

private:
    [[nodiscard]] std::optional<std::string> printed_or(const std::optional<std::string>& in_url) const;

    std::string title_;
    std::string_view headline_;  // of title_, behind the name of a site
    bool title_seen_ = false;
    bool open_ = false;      // a headline was seen
    bool updating_ = false;  // the text before said "updated"
    std::size_t texts_ = 0;  // texts since the headline
    std::size_t long_texts_ = 0;
    std::optional<std::string> printed_, over_, local_;
    bool close_ = false;  // printed_ stands right under the headline
};

}  // namespace rostra::page
