// Stage 8, publish: readings and record rows → JSON, CSV and page models. Pure functions, no input or output.
#pragma once

#include "rostra/store.h"

namespace rostra {

struct JsonOptions {
    bool page_offsets = false;  ///< adds the byte of the page for each span
    bool explain = false;       ///< adds the evidence of each resolved field
};

/// One report as one line of JSON (no newline), in the shape of the house: offsets in code points.
[[nodiscard]] std::string to_json(const Reading& reading, const JsonOptions& options = {});

/// The same for people at a terminal, several lines; `colour` adds ANSI colours. Control characters of the
/// report never reach the terminal.
[[nodiscard]] std::string to_text(const Reading& reading, bool colour);

/// Text that is safe on a terminal: control characters become spaces, marks that turn the direction of text go.
[[nodiscard]] std::string printable(std::string_view text);

/// A found statement for a terminal: who, act, for whom, the words with what met the query in bold, where it stood.
[[nodiscard]] std::string to_text(const Hit& hit, bool colour);
/// Joint statements in order of day, each with declared, named, unnamed and its evidence; then who changed sides, with
/// the words that show it.
[[nodiscard]] std::string to_text(const std::vector<BlocEvent>& events, bool colour);
/// Two joint statements set against each other.
[[nodiscard]] std::string to_text(const BlocEvent& first, const BlocEvent& second, bool colour);

// Record rows. The statement inside each has exactly the members that `to_json(Reading)` gives it; beside them stand
// "statement" (id of the whole), "day", "words" {source, cue, content}, "tellings" and "report" {id, title, url ...}.
[[nodiscard]] std::string to_json(const StatementRow& row);
[[nodiscard]] std::string to_json(const StatementPage& page);
[[nodiscard]] std::string to_json(const ReportRow& row);
[[nodiscard]] std::string to_json(const SpeakerPage& page);
[[nodiscard]] std::string to_json(const StatePage& page);
[[nodiscard]] std::string to_json(const SearchPage& page);
[[nodiscard]] std::string to_json(const PageOf<StatementRow>& page);
[[nodiscard]] std::string to_json(const PageOf<ReportRow>& page);
[[nodiscard]] std::string to_json(const PageOf<SpeakerRow>& page);
[[nodiscard]] std::string to_json(const PageOf<Correction>& page);
[[nodiscard]] std::string to_json(const Totals& totals);
[[nodiscard]] std::string to_json(const BlocEvent& event);
[[nodiscard]] std::string to_json(const std::vector<BlocEvent>& events);  ///< {"events": [...], "changed_sides": [...]}
[[nodiscard]] std::string to_json(const BlocComparison& comparison);

/// RFC 4180, one statement a line, CRLF ends. A field that a spreadsheet would run as a formula (it starts with
/// = + - @ tab or return) is given a leading apostrophe; docs/formats/csv.md says how to take it off.
[[nodiscard]] std::string csv_header();
[[nodiscard]] std::string to_csv(const StatementRow& row);
/// The rows of a reading that was never kept.
[[nodiscard]] std::string to_csv(const Reading& reading);

/// JSON-LD: schema.org Quotation (and Claim) with W3C Web Annotation selectors (TextQuote and TextPosition).
/// `base` is the site's address without a last slash; empty gives urn:rostra: identifiers.
[[nodiscard]] std::string to_jsonld(const StatementRow& row, std::string_view base = {});
[[nodiscard]] std::string to_jsonld(const Reading& reading, std::string_view base = {});

/// brat standoff for the report's text (offsets in code points): T lines for the spans of the three parts, R lines that
/// link source and cue to their content, A lines for manner and act, notes for who it is. For the .ann beside a .txt.
[[nodiscard]] std::string to_brat(const Reading& reading);

/// An Atom feed (RFC 4287) of statements. `self` is the feed's own address.
struct FeedInfo {
    std::string title, self, base;
};
[[nodiscard]] std::string to_atom(const FeedInfo& info, std::span<const StatementRow> rows);

}  // namespace rostra
