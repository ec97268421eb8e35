// The record checks itself: texts against their hashes, spans against the words they were kept for, statements against
// their tellings, the index against the rows, the counts against the rows.
#include "stored_record.h"

namespace rostra::store {
namespace {

bool inside(const std::vector<Span>& spans, std::size_t size) {
    return std::all_of(spans.begin(), spans.end(), [&](Span s) { return s.begin <= s.end && s.end <= size; });
}

struct TellingToCheck {
    std::int64_t key, head;
    std::string id, body, original, words_hash;
    bool head_there, superseded, hidden;
};

// What is wrong with the spans and words of a telling; empty: nothing.
std::string fault_of(const TellingToCheck& t, std::string_view text) {
    if (!t.head_there) return "its statement is missing";
    for (const std::string* body : {&t.body, &t.original}) {
        if (body->empty()) continue;
        const auto statement = decode_statement(*body);
        if (!statement) return statement.error().detail;
        const Attribution& a = statement->attribution;
        if (!inside(a.source, text.size()) || !inside(a.cue, text.size()) || !inside(a.content, text.size())) return "a span lies outside the text";
        if (words_hash(text, *statement) != t.words_hash) return "its spans no longer say the words that were kept";
    }
    return {};
}

}  // namespace

Result<VerifyTotals> StoredRecord::verify(const std::function<void(const Fault&)>& sink) {
    database_->set_limit(std::nullopt);
    VerifyTotals totals;
    const auto fault = [&](const Fault& f) {
        ++totals.faults;
        sink(f);
    };
    ROSTRA_TRY(database_->check(fault));
    std::uint64_t listed = 0;
    for (std::int64_t after = 0;;) {
        std::int64_t reading_key = 0;
        std::string hash, name;
        ROSTRA_TRY(database_->query("SELECT g.key, g.hash, r.id, g.number FROM reading g JOIN report r ON r.rid = g.rid WHERE g.key > ? ORDER BY g.key LIMIT 1", {after}, [&](const Row& row) {
            reading_key = row.integer(0);
            hash = row.string(1);
            name = "report " + row.string(2) + ", reading " + row.string(3);
            return false;
        }));
        if (!reading_key) break;
        after = reading_key;
        ++totals.reports;
        Readings readings;
        ROSTRA_TRY_VALUE(reading, reading_row(reading_key, readings));
        const std::shared_ptr<const std::string> kept_text = reading->text;
        const std::string& text = *kept_text;
        if (sha256(text) != hash) fault({name, "its text is not the one that was kept (SHA-256 differs)"});
        std::vector<TellingToCheck> tellings;
        ROSTRA_TRY(database_->query("SELECT t.key, t.head, t.id, t.body, t.original, t.words_hash, h.key, t.superseded, t.hidden FROM telling t LEFT JOIN telling h ON h.key = t.head WHERE t.reading = ? ORDER BY t.position", {reading_key}, [&](const Row& row) {
            tellings.push_back({row.integer(0), row.integer(1), row.string(2), row.string(3), row.maybe(4).value_or(""), row.string(5), !row.null(6), row.integer(7) != 0, row.integer(8) != 0});
            return true;
        }));
        for (const TellingToCheck& t : tellings) {
            ++totals.tellings;
            listed += !t.superseded && !t.hidden && t.head == t.key;
            if (std::string what = fault_of(t, text); !what.empty()) {
                fault({"statement " + t.id, std::move(what)});
                continue;
            }
            ROSTRA_TRY_VALUE(follows, stands_as_corrected(t.key, t.original, t.body, t.hidden));
            if (!follows) fault({"statement " + t.id, "does not stand as its first reading and its accepted corrections give it"});
            ROSTRA_TRY_VALUE(kept, load_kept(t.key, readings));
            IndexQuery query;
            query.tags = {"cu"};
            query.terms = parse_query(kept.content);
            std::erase_if(query.terms, [](const Term& term) { return term.excluded; });
            for (Term& term : query.terms) term.prefix = false;
            query.low = query.high = t.key;
            query.limit = 1;
            ROSTRA_TRY_VALUE(found, index_->find(query));
            if (found.empty() == kept.indexed()) fault({"statement " + t.id, kept.indexed() ? "the search index does not find its words" : "the search index still finds it"});
        }
    }
    std::uint64_t counted = 0;
    ROSTRA_TRY(database_->query("SELECT n FROM tally WHERE scope = 'all' AND kind = 'total' AND name = 'statements'", {}, [&](const Row& row) {
        counted = static_cast<std::uint64_t>(row.integer(0));
        return false;
    }));
    if (counted != listed) fault({"counts", "say " + std::to_string(counted) + " statements, there are " + std::to_string(listed)});
    return totals;
}

}  // namespace rostra::store
