// Stage 2, page: a raw report → a document: article text, metadata, furniture and the way back to the bytes.
// Must not know what a token or an attribution is.
#pragma once

#include "rostra/source.h"

namespace rostra {

/// Maps byte offsets of `Document::text` back to byte offsets of the page as it came, in whatever encoding (of a stateful one that
/// cannot be followed, of the page as UTF-8). Runs of plain copying are one entry.
class OffsetMap {
public:
    struct Run {
        std::uint32_t text;  ///< byte in the text where the run starts
        std::uint32_t page;  ///< byte in the page that it came from
        bool copied;         ///< true: byte for byte; false: the whole run stands for what is from `page` to the next run's page
    };
    /// Runs must be added in rising order of `text`. A page's last run stands at the end of its text and tells where that ends in the page.
    void add(Run run);
    /// The page byte for a text byte; identity when the map is empty.
    [[nodiscard]] std::uint32_t to_page(std::uint32_t text_byte) const;
    /// The page byte right behind the text before `text_end`: the end of a span's last character.
    [[nodiscard]] std::uint32_t to_page_end(std::uint32_t text_end) const;
    [[nodiscard]] bool identity() const { return runs_.empty(); }
    [[nodiscard]] const std::vector<Run>& runs() const { return runs_; }

private:
    std::vector<Run> runs_;
};

/// The owner of a report's text. Plain and NDJSON text is kept exactly as given; for pages `text` is the
/// article's text, paragraphs separated by a blank line.
struct Document {
    std::string id;      ///< given, or the hash of the text
    std::string origin;  ///< for messages
    std::optional<std::string> url, title, byline, publisher;
    std::optional<std::string> canonical;  ///< the address that the page itself calls its own, on its own site; `url` is where it was found, else this
    std::optional<std::string> published;  ///< ISO 8601 date, "2019-10-30", or with precision "2019-10", "2019"
    std::optional<std::string> updated;    ///< the same, of the last change that the page itself tells; not kept in a record
    std::string language;                  ///< BCP 47 primary tag, "en"; "und" when unknown
    std::string text;                      ///< valid UTF-8, at most 4 GiB less one byte
    std::vector<Span> furniture;           ///< parts of `text` that are not the article, sorted, disjoint
    OffsetMap page_offsets;
    std::vector<GivenAttribution> given;  ///< carried from the raw report
    bool has_given = false;
};

/// The most bytes of text (UTF-8) that one report may have: some 350,000 words, more than any report and less than what would
/// cost a thread over 200 MB or a minute to read.
inline constexpr std::size_t longest_text = 2u << 20;

/// Reads one raw report. Errors: empty, no_article (a page), too_large, bad_encoding (text with invalid UTF-8 or NUL bytes that cannot be
/// read as any text), bad_format. Cost is linear in the body's bytes. Thread-safe.
[[nodiscard]] Result<Document> read_page(const RawReport& report);

}  // namespace rostra
