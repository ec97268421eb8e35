#include "sqlite_index.h"

#include "kept.h"

#include <algorithm>

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

// Every entry has "cu" and nearly every one "hd" (kept.cc). FTS5 would walk through their lists of all the record for each
// query, which was most of what a search cost. So they are asked for only where nothing else is: "cu" goes without saying,
// and the telling's row says whether it is a head, from an index that holds both columns.
struct Asked {
    IndexQuery query;
    bool heads = false;  // of what `query` finds, only heads are wanted
};

Asked without_common_tags(IndexQuery query) {
    const auto common = [](const std::string& tag) { return tag == "cu" || tag == "hd"; };
    const bool by_word = std::any_of(query.terms.begin(), query.terms.end(), [](const Term& term) { return !term.excluded; });
    if (!by_word && std::all_of(query.tags.begin(), query.tags.end(), common)) return {std::move(query), false};
    const bool heads = std::find(query.tags.begin(), query.tags.end(), "hd") != query.tags.end();
    std::erase_if(query.tags, common);
    return {std::move(query), heads};
}

// "+" keeps SQLite from looking the telling up by its key, where the whole row lies.
constexpr std::string_view is_head = " AND EXISTS (SELECT 1 FROM telling WHERE head = words.rowid AND +key = words.rowid)";

// FTS5 walks its lists in order of rowid, which is order of day: the newest come without sorting.
std::string finding(std::string_view columns, const Asked& asked) {
    std::string sql = "SELECT " + std::string(columns) + " FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?";
    if (asked.heads) sql += is_head;
    return sql + (asked.query.ascending ? " ORDER BY rowid ASC LIMIT ?" : " ORDER BY rowid DESC LIMIT ?");
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
    const Asked asked = without_common_tags(query);
    const std::string expression = fts_expression(asked.query);
    std::vector<std::int64_t> keys;
    ROSTRA_TRY(database_->query(finding("rowid", asked), {expression, query.low, query.high, std::int64_t{query.limit}}, [&](const Row& row) {
        keys.push_back(row.integer(0));
        return true;
    }));
    return keys;
}

Result<std::vector<FoundAct>> SqliteIndex::find_acts(const IndexQuery& query) {
    const Asked asked = without_common_tags(query);
    const std::string expression = fts_expression(asked.query);
    std::vector<FoundAct> found;
    ROSTRA_TRY(database_->query(finding("rowid, (SELECT tags FROM indexed WHERE key = words.rowid)", asked), {expression, query.low, query.high, std::int64_t{query.limit}}, [&](const Row& row) {
        if (auto one = found_in_tags(row.integer(0), row.text(1))) found.push_back(*std::move(one));
        return true;
    }));
    return found;
}

}  // namespace rostra::store
