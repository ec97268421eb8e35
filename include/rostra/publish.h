// Stage 8, publish: readings and record rows → JSON, CSV and page models. Pure functions, no input or output.
#pragma once

#include "rostra/store.h"

#include <nlohmann/json_fwd.hpp>

#include <map>

namespace rostra {

struct JsonOptions {
    bool page_offsets = false;  ///< adds the byte of the page for each span
    bool explain = false;       ///< adds the evidence of each resolved field
};

/// One report as one line of JSON (no newline), in the shape of the house: offsets in code points.
[[nodiscard]] std::string to_json(const Reading& reading, const JsonOptions& options = {});

/// The same for people at a terminal, several lines; `colour` adds ANSI colours. Control characters of the
/// report never reach the terminal. `explain` adds a line for each field: its rule and the words that it rests on.
[[nodiscard]] std::string to_text(const Reading& reading, bool colour, bool explain = false);

/// Text that is safe on a terminal: control characters become spaces, marks that turn the direction of text go.
[[nodiscard]] std::string printable(std::string_view text);

/// A found statement for a terminal: who, act, for whom, the words with what met the query in bold, where it stood.
[[nodiscard]] std::string to_text(const Hit& hit, bool colour);
/// Joint statements in order of day, each with declared, named, unnamed and its evidence; then who changed sides, with
/// the words that show it.
[[nodiscard]] std::string to_text(const std::vector<BlocEvent>& events, bool colour);
/// Two joint statements set against each other.
[[nodiscard]] std::string to_text(const BlocEvent& first, const BlocEvent& second, bool colour);

/// The joint statements that `Record::blocs` gave, a page at a time: the newest first, those of a page in order of day.
struct BlocEventsPage {
    std::vector<BlocEvent> events;
    std::optional<std::string> older;  ///< cursor of the page before in time; absent at the beginning
    std::optional<std::string> newer;  ///< cursor of the page after in time; empty: the newest page; absent at the end
    std::size_t total = 0;             ///< of all pages
    bool more_than_total = false;      ///< the record looked only at so many tellings; earlier ones are found by their days
};
/// The page at a cursor (`PageRequest`; its size 1..200, clamped). `bad_value` for a cursor of another list.
[[nodiscard]] Result<BlocEventsPage> page_of_events(std::vector<BlocEvent> events, const PageRequest& request);

// Record rows. The statement inside each has exactly the members that `to_json(Reading)` gives it; beside them stand
// "statement" (id of the whole), "day", "words" {source, cue, content}, "tellings" and "report" {id, title, url ...}.
[[nodiscard]] std::string to_json(const StatementRow& row);
[[nodiscard]] std::string to_json(const StatementPage& page);
/// A kept report as `to_json(Reading)` has it; a corrected statement also has "corrected" and "first_reading" {speaker, on_behalf_of}.
[[nodiscard]] std::string to_json(const ReportPage& page);
[[nodiscard]] std::string to_json(const ReportRow& row);
[[nodiscard]] std::string to_json(const SpeakerPage& page);
[[nodiscard]] std::string to_json(const StatePage& page);
[[nodiscard]] std::string to_json(const SubjectPage& page);
[[nodiscard]] std::string to_json(const SearchPage& page);
[[nodiscard]] std::string to_json(const PageOf<StatementRow>& page);
[[nodiscard]] std::string to_json(const PageOf<ReportRow>& page);
[[nodiscard]] std::string to_json(const PageOf<SpeakerRow>& page);
[[nodiscard]] std::string to_json(const PageOf<Correction>& page);
[[nodiscard]] std::string to_json(const Totals& totals);
[[nodiscard]] std::string to_json(const BlocEvent& event);
/// {"events": [...], "changed_sides": [...], "withdrew": [...], "named": {"against", "with", "both"}, "total", "more_than_total", "next"}.
[[nodiscard]] std::string to_json(const std::vector<BlocEvent>& events);
[[nodiscard]] std::string to_json(const BlocEventsPage& page);
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

/// Popolo (popoloproject.com/specs): one JSON document of speeches, persons, organizations and memberships, given piece by
/// piece so that a record of any size can be written. What speakers there were is kept until the end; the speeches are not.
/// `base` as for `to_jsonld`.
class PopoloDocument {
public:
    explicit PopoloDocument(std::string base = {}) : base_(std::move(base)) {}
    /// The next piece: the statement as a Speech.
    [[nodiscard]] std::string add(const StatementRow& row);
    /// The last piece. To be called once.
    [[nodiscard]] std::string end();

private:
    std::string person(const StatementRow& row);
    std::string organization(const StatementRow& row);
    std::string state(const std::string& code);

    std::string base_;
    bool begun_ = false;
    std::map<std::string, std::string> persons_, organizations_, memberships_;  // id → JSON
};

/// brat standoff for the report's text (offsets in code points): T lines for the spans of the three parts, R lines that
/// link source and cue to their content, A lines for manner and act, notes for who it is. For the .ann beside a .txt.
[[nodiscard]] std::string to_brat(const Reading& reading);

/// An Atom feed (RFC 4287) of statements. `self` is the feed's own address.
struct FeedInfo {
    std::string title, self, base;
};
[[nodiscard]] std::string to_atom(const FeedInfo& info, std::span<const StatementRow> rows);

// Page models. One value serves a page and its .json twin: the site's templates render exactly what the twin says.
// Text stands in them as it is in the record, never escaped; every `url` is a path on the site, and every `link` an
// address outside it that begins with http:// or https:// (any other is left out).

/// Percent-encodes all but unreserved characters, for one segment of a path or one value of a query. The dot of a
/// suffix that the site gives a meaning (".json", ".jsonld", ".atom", ".bib") is encoded at the very end, so that the page
/// of an id "a.json" is not the twin of the id "a".
[[nodiscard]] std::string escape_url(std::string_view text);

/// Where the site stands ("https://rostra.example"), for citations and feeds; no slash at the end.
struct SiteAddress {
    std::string base;
};

/// What a visitor asked of a list, for forms and links to the next page.
struct ListQuery {
    std::string words;                          ///< search words
    std::map<std::string, std::string> fields;  ///< "speaker", "state", "about", "act", "manner", "from", "to" as typed
};

[[nodiscard]] nlohmann::json statement_row_view(const StatementRow& row);
[[nodiscard]] nlohmann::json home_view(const Totals& totals, const PageOf<StatementRow>& latest, const PageOf<StatementRow>& joint,
                                       const std::vector<StatementRow>& most_told, const std::vector<CountOf>& states);
[[nodiscard]] nlohmann::json search_view(const ListQuery& query, const SearchPage& found);
/// `report` is the one that tells `page.row`: the passage comes from its text.
[[nodiscard]] nlohmann::json statement_view(const StatementPage& page, const ReportPage& report, const Record::Related& related,
                                            const SiteAddress& site);
/// One statement for a frame on another site: its words, who, when, and the way back.
[[nodiscard]] nlohmann::json embed_view(const StatementRow& row, const SiteAddress& site);
[[nodiscard]] nlohmann::json report_view(const ReportPage& page);
/// A text that was read and not kept.
[[nodiscard]] nlohmann::json reading_view(const Reading& reading);
[[nodiscard]] nlohmann::json reports_view(const PageOf<ReportRow>& reports);
[[nodiscard]] nlohmann::json speakers_view(const PageOf<SpeakerRow>& speakers);
/// `subjects`: whom the speaker spoke about most, in the order of `page.about`; `counted_over`: how many newest statements
/// they were counted over, 0 when it was all.
[[nodiscard]] nlohmann::json speaker_view(const SpeakerPage& page, const PageOf<StatementRow>& statements, const std::vector<ActMonth>& acts,
                                          const std::vector<StateActs>& subjects, std::uint32_t counted_over = 0);
[[nodiscard]] nlohmann::json states_view(const std::vector<CountOf>& states);
/// What a state said and joined.
[[nodiscard]] nlohmann::json state_view(const StatePage& page, const PageOf<StatementRow>& said, const std::vector<BlocEvent>& joined,
                                        const std::vector<ActMonth>& acts);
[[nodiscard]] nlohmann::json subjects_view(const std::vector<CountOf>& subjects);
/// What was said about a state. `joint`: the joint statements about it, in order of day.
[[nodiscard]] nlohmann::json subject_view(const SubjectPage& page, const PageOf<StatementRow>& statements, const std::vector<BlocEvent>& joint);
/// A later page of its list, without the rest.
[[nodiscard]] nlohmann::json subject_list_view(const StatePage& page, const PageOf<StatementRow>& statements);
/// The joint statements about a subject: the list, the table of states by statements, and who changed sides.
[[nodiscard]] nlohmann::json blocs_view(const BlocFilter& filter, const BlocEventsPage& page, const std::optional<std::string>& cursor = {});
/// `sequence`: joint statements about the same subject in order of day, this one among them, to say who came and left.
[[nodiscard]] nlohmann::json bloc_view(const BlocEvent& event, const std::vector<BlocEvent>& sequence);
[[nodiscard]] nlohmann::json compare_view(const BlocEvent& first, const BlocEvent& second);
/// The public log; `waiting`: how many proposals no editor has decided.
[[nodiscard]] nlohmann::json corrections_view(const PageOf<Correction>& corrections, std::uint32_t waiting);
/// One entry of a log, of an accepted or rejected correction: what stood, what was proposed and why, each decision.
[[nodiscard]] nlohmann::json correction_view(const Correction& correction);
/// Where the first reading differs from what stands now: {"speaker", "speaker_now", "bloc", "bloc_now"}; null when nothing was corrected.
[[nodiscard]] nlohmann::json first_reading_view(const StatementRow& row);
/// The form by which an editor parts a telling from its statement.
[[nodiscard]] nlohmann::json part_view(const StatementPage& page);
/// The form by which a correction is proposed.
[[nodiscard]] nlohmann::json propose_view(const StatementPage& page);
// For editors only: these show what no editor has decided yet.
/// `queue`: "proposed", "suspected", "decided" or "spam".
[[nodiscard]] nlohmann::json queue_view(std::string_view queue, const std::vector<CountOf>& counts, const PageOf<Correction>& corrections);
[[nodiscard]] nlohmann::json deciding_view(const Correction& correction, const StatementPage& page);
[[nodiscard]] nlohmann::json editors_view(const std::vector<Editor>& editors, std::string_view self);

/// "plain", "bibtex" and "csl" (CSL-JSON) of a statement.
[[nodiscard]] nlohmann::json citations(const StatementRow& row, const SiteAddress& site);

}  // namespace rostra
