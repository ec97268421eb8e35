#include "postgres_index.h"

#include "kept.h"
#include "user_query.h"

namespace rostra::store {
namespace {

constexpr std::uint32_t last_place = 16383;  // tsvector keeps no greater one
constexpr std::size_t longest_word = 500, most_words = 20000, most_waiting = 4096;

std::string lexeme(std::string_view word) { return "'" + std::string(word.substr(0, longest_word)) + "'"; }

// A cut inside a character would not be UTF-8.
std::string_view cut(std::string_view word) {
    if (word.size() <= longest_word) return word;
    std::size_t end = longest_word;
    while (end > 0 && (word[end] & 0xC0) == 0x80) --end;
    return word.substr(0, end);
}

std::string term_literal(const Term& term) {
    std::string out;
    for (std::size_t i = 0; i < term.words.size(); ++i) {
        out += (i ? " <-> " : "") + lexeme(cut(term.words[i]));
        if (term.prefix && i + 1 == term.words.size()) out += ":*";
    }
    return "(" + out + ")";
}

}  // namespace

std::string vector_literal(const IndexEntry& entry) {
    std::string out;
    std::uint32_t place = 0;
    std::size_t count = 0;
    for (const std::string* field : {&entry.content, &entry.speaker, &entry.context}) {
        for (const Word& word : words_in(*field)) {
            if (++count > most_words) break;
            place = std::min(place + 1, last_place);
            out += lexeme(cut(word.folded)) + ":" + std::to_string(place) + " ";
        }
        place = std::min(place + 10, last_place);  // a phrase does not run from one field into the next
    }
    for (const Word& tag : words_in(entry.tags)) out += lexeme("#" + tag.folded) + " ";
    return out;
}

std::string query_literal(const IndexQuery& query) {
    std::string out;
    const auto add = [&out](const std::string& part) { out += (out.empty() ? "" : " & ") + part; };
    for (const std::string& tag : query.tags) add(lexeme("#" + tag));
    for (const Term& term : query.terms) add((term.excluded ? "!" : "") + term_literal(term));
    return out;
}

// Rows wait and go out together: a server takes many at once for little more than one.
Status PostgresIndex::put(std::int64_t key, IndexEntry entry) {
    waiting_.insert_or_assign(key, vector_literal(entry));
    return waiting_.size() < most_waiting ? Status(Done{}) : settle();
}

Status PostgresIndex::settle() {
    std::vector<std::vector<Arg>> rows;
    for (const auto& [key, vector] : waiting_) rows.push_back({key, std::string_view(vector)});
    ROSTRA_TRY(database_->run_rows({"INSERT INTO words(key, vector) VALUES", "(?, ?::tsvector)", ""}, rows));
    waiting_.clear();
    return Done{};
}

Status PostgresIndex::drop(std::int64_t key, std::string_view) {
    if (waiting_.erase(key) > 0) return Done{};
    return database_->run("DELETE FROM words WHERE key = ?", {key});
}

Result<std::vector<std::int64_t>> PostgresIndex::find(const IndexQuery& query) {
    const std::string words = query_literal(query);
    std::vector<std::int64_t> keys;
    const std::string_view newest = "SELECT key FROM words WHERE vector @@ ?::tsquery AND key BETWEEN ? AND ? ORDER BY key DESC LIMIT ?";
    const std::string_view oldest = "SELECT key FROM words WHERE vector @@ ?::tsquery AND key BETWEEN ? AND ? ORDER BY key ASC LIMIT ?";
    ROSTRA_TRY(database_->query(query.ascending ? oldest : newest, {words, query.low, query.high, std::int64_t{query.limit}}, [&](const Row& row) {
        keys.push_back(row.integer(0));
        return true;
    }));
    return keys;
}

Result<std::vector<FoundAct>> PostgresIndex::find_acts(const IndexQuery& query) {
    const std::string words = query_literal(query);
    std::vector<FoundAct> found;
    ROSTRA_TRY(database_->query("SELECT key, (SELECT string_agg(substr(lexeme, 2), ' ') FROM unnest(vector) WHERE lexeme LIKE '#ac%' OR lexeme LIKE '#sp%' OR lexeme LIKE '#of%') FROM words WHERE vector @@ ?::tsquery AND key BETWEEN ? AND ? ORDER BY key DESC LIMIT ?",
                                {words, query.low, query.high, std::int64_t{query.limit}}, [&](const Row& row) {
                                    if (auto one = found_in_tags(row.integer(0), row.text(1))) found.push_back(*std::move(one));
                                    return true;
                                }));
    return found;
}

}  // namespace rostra::store
