// From the database's rows to values.
#include "sketch.h"
#include "stored_record.h"

#include "rostra/speakers_leavings.h"

namespace rostra::store {
namespace {

constexpr std::string_view telling_columns =
    "SELECT t.key, t.id, t.head, h.id, h.tellings, t.superseded, t.hidden, t.body, t.original, t.reading, s.slug, t.speaker "
    "FROM telling t JOIN telling h ON h.key = t.head LEFT JOIN speaker s ON s.key = t.speaker WHERE t.key = ?";

// The sketches of two wire copies of one text share at least this much.
constexpr double wire_likeness = 0.8;
constexpr std::size_t sketch_size = 48;

struct Joining {
    std::int64_t telling = 0;
    JoinReason reason;
};

}  // namespace

Result<std::int64_t> StoredRecord::state_number() {
    std::int64_t state = 0;
    ROSTRA_TRY(database_->query("SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'changes'", {}, [&](const Row& row) {
        state = row.integer(0);
        return false;
    }));
    return state;
}

Result<const ReadingRow*> StoredRecord::reading_row(std::int64_t key, Readings& readings) {
    if (auto found = readings.find(key); found != readings.end()) return &found->second;
    ReadingRow out;
    bool there = false;
    ROSTRA_TRY(database_->query(
        "SELECT r.id, g.url, g.title, g.byline, g.publisher, g.published, g.language, g.number, r.readings, g.statements, g.added_at, g.rid, g.text "
        "FROM reading g JOIN report r ON r.rid = g.rid WHERE g.key = ?",
        {key}, [&](const Row& row) {
            out = {{row.string(0), row.maybe(1), row.maybe(2), row.maybe(3), row.maybe(4), row.maybe(5), row.string(6), row.count(7), row.count(8), row.count(9), row.integer(10)},
                   row.integer(11),
                   std::make_shared<const std::string>(row.text(12))};
            there = true;
            return false;
        }));
    if (!there) return no_such("reading", std::to_string(key));
    return &readings.emplace(key, std::move(out)).first->second;
}

Result<StatementRow> StoredRecord::load(std::int64_t key, Readings& readings) {
    StatementRow out;
    std::string body, original;
    std::int64_t reading_key = 0;
    bool there = false;
    ROSTRA_TRY(database_->query(telling_columns, {key}, [&](const Row& row) {
        there = true;
        out.key = row.integer(0);
        out.id = row.string(1);
        out.statement_id = row.string(3);
        out.tellings = row.count(4);
        out.superseded = row.integer(5) != 0;
        out.hidden = row.integer(6) != 0;
        body = row.string(7);
        out.corrected = !row.null(8);
        if (out.corrected) original = row.string(8);
        reading_key = row.integer(9);
        out.speaker_slug = row.maybe(10).value_or("");
        return false;
    }));
    if (!there) return no_such("telling", std::to_string(key));
    ROSTRA_TRY_VALUE(statement, decode_statement(body));
    ROSTRA_TRY_VALUE(reading, reading_row(reading_key, readings));
    out.statement = std::move(statement);
    out.statement.id = out.id;
    if (out.corrected) {
        ROSTRA_TRY_VALUE(first, decode_statement(original));
        first.id = out.id;
        out.first_reading = std::make_shared<const Statement>(std::move(first));
    }
    out.source = words_of(*reading->text, out.statement.attribution.source);
    out.cue = words_of(*reading->text, out.statement.attribution.cue);
    out.content = words_of(*reading->text, out.statement.attribution.content);
    out.day = day_of(out.statement, reading->report.published);
    out.report = reading->report;
    out.text = reading->text;
    return out;
}

Result<std::vector<StatementRow>> StoredRecord::load_all(std::span<const std::int64_t> keys, Readings& readings) {
    std::vector<StatementRow> out;
    out.reserve(keys.size());
    for (const std::int64_t key : keys) {
        ROSTRA_TRY_VALUE(row, load(key, readings));
        out.push_back(std::move(row));
    }
    return out;
}

Result<Kept> StoredRecord::load_kept(std::int64_t key, Readings& readings) {
    Kept out;
    std::string body;
    bool there = false;
    ROSTRA_TRY(database_->query("SELECT head, reading, speaker, superseded, hidden, body FROM telling WHERE key = ?", {key}, [&](const Row& row) {
        there = true;
        out.key = key;
        out.head = row.integer(0);
        out.reading = row.integer(1);
        out.speaker = row.null(2) ? 0 : row.integer(2);
        out.superseded = row.integer(3) != 0;
        out.hidden = row.integer(4) != 0;
        body = row.string(5);
        return false;
    }));
    if (!there) return no_such("telling", std::to_string(key));
    ROSTRA_TRY_VALUE(statement, decode_statement(body));
    ROSTRA_TRY_VALUE(reading, reading_row(out.reading, readings));
    out.statement = std::move(statement);
    out.source = words_of(*reading->text, out.statement.attribution.source);
    out.content = words_of(*reading->text, out.statement.attribution.content);
    out.day = day_of(out.statement, reading->report.published);
    out.report_id = reading->report.id;
    out.language = reading->report.language;
    out.publisher = reading->report.publisher;
    std::optional<bool>& of_leaving = readings.at(out.reading).of_leaving;
    if (!of_leaving) of_leaving = may_tell_leaving(*reading->text);
    out.of_leaving = *of_leaving;
    return out;
}

Result<std::int64_t> StoredRecord::key_of(std::string_view telling_id) {
    std::optional<std::int64_t> key;
    ROSTRA_TRY(database_->query("SELECT key FROM telling WHERE id = ?", {telling_id}, [&](const Row& row) {
        key = row.integer(0);
        return false;
    }));
    if (!key) return no_such("statement", telling_id);
    return *key;
}

Result<ReportPage> StoredRecord::report_page(std::int64_t reading_key) {
    Readings readings;
    ROSTRA_TRY_VALUE(row, reading_row(reading_key, readings));
    ReportPage out;
    out.row = row->report;
    Document& d = out.reading.document;
    const ReportRow& r = out.row;
    d.id = d.origin = r.id;
    d.url = r.url, d.title = r.title, d.byline = r.byline, d.publisher = r.publisher, d.published = r.published;
    d.language = r.language;
    d.text = *row->text;
    ROSTRA_TRY(database_->query("SELECT furniture, offsets FROM reading WHERE key = ?", {reading_key}, [&](const Row& found) {
        d.furniture = decode_spans(found.text(0));
        d.page_offsets = decode_offsets(found.text(1));
        return false;
    }));
    std::vector<std::int64_t> keys;
    ROSTRA_TRY(database_->query("SELECT key FROM telling WHERE reading = ? ORDER BY position", {reading_key}, [&](const Row& found) {
        keys.push_back(found.integer(0));
        return true;
    }));
    ROSTRA_TRY_VALUE(rows, load_all(keys, readings));
    std::erase_if(rows, [](const StatementRow& s) { return s.hidden; });
    for (const StatementRow& s : rows) out.reading.statements.push_back(s.statement);
    out.rows = std::move(rows);
    return out;
}

Result<ReportPage> StoredRecord::report(std::string_view id, std::optional<std::uint32_t> number) {
    return reading<ReportPage>([&]() -> Result<ReportPage> {
        std::optional<std::int64_t> key;
        const std::int64_t wanted = number.value_or(0);
        ROSTRA_TRY(database_->query(
            "SELECT g.key FROM report r JOIN reading g ON g.rid = r.rid WHERE r.id = ? AND g.number = CASE WHEN ? = 0 THEN r.readings ELSE ? END",
            {id, wanted, wanted}, [&](const Row& row) {
                key = row.integer(0);
                return false;
            }));
        if (!key) return no_such("report", id);
        return report_page(*key);
    });
}

Result<std::vector<Telling>> StoredRecord::tellings_of(std::int64_t head, Readings& readings) {
    ROSTRA_TRY_VALUE(keys, group(head));
    std::vector<Joining> joinings;
    ROSTRA_TRY(database_->query(
        "SELECT j.telling, j.score, j.explanation, j.made_by FROM telling t JOIN joined j ON j.telling = t.key WHERE t.head = ? AND j.undone_at IS NULL ORDER BY j.id",
        {head}, [&](const Row& row) {
            joinings.push_back({row.integer(0), {row.real(1), row.string(2), row.string(3)}});
            return true;
        }));
    std::vector<Telling> out;
    std::vector<std::vector<std::uint64_t>> sketches;
    for (const std::int64_t key : keys) {
        ROSTRA_TRY_VALUE(row, load(key, readings));
        Telling telling{std::move(row), std::nullopt, {}};
        for (const Joining& j : joinings)
            if (j.telling == key && key != head) telling.joined = j.reason;
        std::vector<std::uint64_t> sketch;
        ROSTRA_TRY(database_->query("SELECT g.sketch FROM telling t JOIN reading g ON g.key = t.reading WHERE t.key = ?", {key}, [&](const Row& found) {
            sketch = decode_numbers(found.text(0));
            return false;
        }));
        for (std::size_t i = 0; i < out.size(); ++i) {
            if (likeness(sketch, sketches[i], sketch_size) < wire_likeness) continue;
            if (out[i].wire.empty()) out[i].wire = out[i].row.report.id;
            telling.wire = out[i].wire;
            break;
        }
        sketches.push_back(std::move(sketch));
        out.push_back(std::move(telling));
    }
    return out;
}

Result<std::uint32_t> StoredRecord::distinct_tellings(std::span<const std::int64_t> keys) {
    constexpr std::size_t most_compared = 200;  // beyond it a further telling counts as its own
    std::vector<std::vector<std::uint64_t>> distinct;
    std::uint32_t count = 0;
    for (const std::int64_t key : keys) {
        std::vector<std::uint64_t> sketch;
        ROSTRA_TRY(database_->query("SELECT g.sketch FROM telling t JOIN reading g ON g.key = t.reading WHERE t.key = ?", {key}, [&](const Row& row) {
            sketch = decode_numbers(row.text(0));
            return false;
        }));
        const bool copy = std::any_of(distinct.begin(), distinct.end(), [&](const auto& other) { return likeness(sketch, other, sketch_size) >= wire_likeness; });
        count += !copy;
        if (!copy && distinct.size() < most_compared) distinct.push_back(std::move(sketch));
    }
    return std::max<std::uint32_t>(count, 1);
}

// The telling of the same words in the newest reading, over any number of readings between.
Result<std::optional<std::string>> StoredRecord::newer_than(std::int64_t key) {
    std::optional<std::string> found;
    for (int step = 0; step < most_readings; ++step) {
        std::optional<std::int64_t> next;
        std::string id;
        ROSTRA_TRY(database_->query("SELECT key, id FROM telling WHERE earlier = ? ORDER BY key DESC LIMIT 1", {key}, [&](const Row& row) {
            next = row.integer(0);
            id = row.string(1);
            return false;
        }));
        if (!next) break;
        key = *next;
        found = id;
    }
    return found;
}

Result<StatementPage> StoredRecord::statement(std::string_view id) {
    return reading<StatementPage>([&]() -> Result<StatementPage> {
        ROSTRA_TRY_VALUE(key, key_of(id));
        Readings readings;
        ROSTRA_TRY_VALUE(row, load(key, readings));
        std::int64_t head = key;
        ROSTRA_TRY(database_->query("SELECT head FROM telling WHERE key = ?", {key}, [&](const Row& found) {
            head = found.integer(0);
            return false;
        }));
        StatementPage out{std::move(row), {}, {}, 0, std::nullopt};
        ROSTRA_TRY_VALUE(tellings, tellings_of(head, readings));
        ROSTRA_TRY_VALUE(history, history_of(key, head));
        ROSTRA_TRY_VALUE(waiting, waiting_for(key));
        out.tellings = std::move(tellings);
        out.history = std::move(history);
        out.waiting = waiting;
        if (out.row.superseded) {
            ROSTRA_TRY_VALUE(newer, newer_than(key));
            out.newer = std::move(newer);
        }
        return out;
    });
}

}  // namespace rostra::store
