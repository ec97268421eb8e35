#include "sqlite_index.h"

#include "kept.h"

namespace rostra::store {
namespace {

constexpr std::size_t most_waiting = 20000;

// FTS5 strings stand in double quotes; one inside is doubled.
std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + '"';
}

std::string term_expression(const Term& term) {
    std::string phrase;
    for (const std::string& word : term.words) phrase += (phrase.empty() ? "" : " ") + word;
    return "{content speaker context} : (" + in_quotes(phrase) + (term.prefix ? " *" : "") + ")";
}

}  // namespace

std::string fts_expression(const IndexQuery& query) {
    std::string wanted, unwanted;
    for (const std::string& tag : query.tags) wanted += (wanted.empty() ? "" : " AND ") + std::string("tags : ") + in_quotes(tag);
    for (const Term& term : query.terms) {
        std::string& side = term.excluded ? unwanted : wanted;
        side += (side.empty() ? "" : term.excluded ? " OR "
                                                   : " AND ") +
                term_expression(term);
    }
    return unwanted.empty() ? wanted : "(" + wanted + ") NOT (" + unwanted + ")";
}

// FTS5 writes out all that it holds whenever a row comes that is not after the last one, and at the start of any statement
// that SQLite may have to undo by itself. So rows wait here, and go in at the end, in order.
Status SqliteIndex::put(std::int64_t key, IndexEntry entry) {
    waiting_.insert_or_assign(key, std::move(entry));
    return waiting_.size() < most_waiting ? Status(Done{}) : settle();
}

Status SqliteIndex::settle() {
    for (const auto& [key, entry] : waiting_) ROSTRA_TRY(write(key, entry));
    waiting_.clear();
    return Done{};
}

Status SqliteIndex::write(std::int64_t key, const IndexEntry& e) {
    ROSTRA_TRY(database_->run("INSERT INTO indexed(key, speaker, context, tags) VALUES(?,?,?,?)", {key, e.speaker, e.context, e.tags}));
    return database_->run("INSERT INTO words(rowid, content, speaker, context, tags) VALUES(?,?,?,?,?)", {key, e.content, e.speaker, e.context, e.tags});
}

Status SqliteIndex::drop(std::int64_t key, std::string_view content) {
    if (waiting_.erase(key) > 0) return Done{};
    ROSTRA_TRY(database_->run("INSERT INTO words(words, rowid, content, speaker, context, tags) SELECT 'delete', key, ?, speaker, context, tags FROM indexed WHERE key = ?", {content, key}));
    return database_->run("DELETE FROM indexed WHERE key = ?", {key});
}

Result<std::vector<std::int64_t>> SqliteIndex::find(const IndexQuery& query) {
    const std::string expression = fts_expression(query);
    std::vector<std::int64_t> keys;
    // FTS5 walks its lists in order of rowid, which is order of day: the newest come without sorting.
    const std::string_view newest = "SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?";
    const std::string_view oldest = "SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid ASC LIMIT ?";
    ROSTRA_TRY(database_->query(query.ascending ? oldest : newest, {expression, query.low, query.high, std::int64_t{query.limit}}, [&](const Row& row) {
        keys.push_back(row.integer(0));
        return true;
    }));
    return keys;
}

Result<std::vector<FoundAct>> SqliteIndex::find_acts(const IndexQuery& query) {
    const std::string expression = fts_expression(query);
    std::vector<FoundAct> found;
    ROSTRA_TRY(database_->query("SELECT rowid, (SELECT tags FROM indexed WHERE key = words.rowid) FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?",
                                {expression, query.low, query.high, std::int64_t{query.limit}}, [&](const Row& row) {
                                    if (const auto act = act_in_tags(row.string(1))) found.push_back({row.integer(0), *act});
                                    return true;
                                }));
    return found;
}

}  // namespace rostra::store
