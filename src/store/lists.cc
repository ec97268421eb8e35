// Lists and search. Every filter is a tag of the index, so a list costs the same for any filter and starts at its newest
// row; a page goes on below the last key it gave (keyset), so it never counts rows it skips.
#include "record_memory.h"
#include "stored_record.h"

#include <charconv>
#include <map>

namespace rostra::store {
namespace {

constexpr std::uint32_t most_of_acts = 20000;  // newest

}  // namespace

// "s-1f0a": the list's letter, then the number in hex. Opaque to users; a cursor of another list is refused.
std::string make_cursor(char list, std::int64_t at) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, static_cast<std::uint64_t>(at), 16).ptr;
    return std::string(1, list) + '-' + std::string(digits, end);
}

Result<std::optional<std::int64_t>> read_cursor(char list, const PageRequest& page) {
    if (!page.cursor) return std::optional<std::int64_t>();
    const std::string& text = *page.cursor;
    std::uint64_t value = 0;
    const char* const end = text.data() + text.size();
    const bool shaped = text.size() > 2 && text[0] == list && text[1] == '-';
    const auto [after, error] = shaped ? std::from_chars(text.data() + 2, end, value, 16) : std::from_chars_result{end, std::errc::invalid_argument};
    if (error != std::errc{} || after != end || value > static_cast<std::uint64_t>(INT64_MAX)) return Error{ErrorCode::bad_value, "cursor", "is not one that this list gave"};
    return std::optional(static_cast<std::int64_t>(value));
}

Result<IndexQuery> StoredRecord::index_query(const StatementFilter& filter, const PageRequest& page) {
    IndexQuery query;
    std::int64_t speaker = -1;  // a slug that nobody has finds nothing
    if (filter.speaker)
        ROSTRA_TRY(database_->query("SELECT key FROM speaker WHERE slug = ?", {*filter.speaker}, [&](const Row& row) {
            speaker = row.integer(0);
            return false;
        }));
    query.tags = filter_tags(filter, speaker);
    std::tie(query.low, query.high) = key_range(filter.from, filter.to);
    ROSTRA_TRY_VALUE(cursor, read_cursor('s', page));
    if (cursor) query.high = std::min(query.high, *cursor - 1);
    query.limit = page_size(page) + 1;
    return query;
}

// Keeps the first key of each statement, in order. Needed where several tellings of one can meet a filter.
Result<std::vector<std::int64_t>> StoredRecord::once(std::vector<std::int64_t> keys) {
    std::vector<std::int64_t> out, heads;
    for (const std::int64_t key : keys) {
        std::int64_t head = key;
        ROSTRA_TRY(database_->query("SELECT head FROM telling WHERE key = ?", {key}, [&](const Row& row) {
            head = row.integer(0);
            return false;
        }));
        if (std::find(heads.begin(), heads.end(), head) != heads.end()) continue;
        heads.push_back(head);
        out.push_back(key);
    }
    return out;
}

// The keys of the page, and how many there are in all. A first page is the beginning of what is counted: one query does both.
Result<std::vector<std::int64_t>> StoredRecord::found_and_counted(const IndexQuery& query, const StatementFilter& filter, const PageRequest& page, SearchPage& out) {
    IndexQuery counting = query;
    std::tie(counting.low, counting.high) = key_range(filter.from, filter.to);
    counting.limit = SearchPage::count_limit + 1;
    ROSTRA_TRY_VALUE(all, index_->find(counting));
    out.more_than_total = all.size() > SearchPage::count_limit;
    out.total = std::min<std::uint32_t>(static_cast<std::uint32_t>(all.size()), SearchPage::count_limit);
    if (page.cursor) return index_->find(query);
    if (all.size() > query.limit) all.resize(query.limit);
    return std::move(all);
}

Result<SearchPage> StoredRecord::search(std::string_view words, const StatementFilter& filter, const PageRequest& page) {
    return reading<SearchPage>([&]() -> Result<SearchPage> {
        ROSTRA_TRY_VALUE(query, index_query(filter, page));
        query.terms = parse_query(words);
        SearchPage out;
        out.understood = describe(query.terms);
        ROSTRA_TRY_VALUE(keys, found_and_counted(query, filter, page, out));
        const std::uint32_t size = page_size(page);
        if (keys.size() > size) {
            keys.resize(size);
            out.page.next = make_cursor('s', keys.back());
        }
        if (query.tags.front() == "cu") {
            ROSTRA_TRY_VALUE(distinct, once(std::move(keys)));
            keys = std::move(distinct);
        }
        Readings readings;
        ROSTRA_TRY_VALUE(rows, load_all(keys, readings));
        for (StatementRow& row : rows) {
            Hit hit{std::move(row), {}, {}};
            hit.content_marks = mark(hit.row.content, query.terms);
            if (hit.row.statement.speaker) hit.speaker_marks = mark(hit.row.statement.speaker->name, query.terms);
            out.page.items.push_back(std::move(hit));
        }
        return out;
    });
}

Result<PageOf<StatementRow>> StoredRecord::statements(const StatementFilter& filter, const PageRequest& page) {
    return reading<PageOf<StatementRow>>([&]() -> Result<PageOf<StatementRow>> {
        ROSTRA_TRY_VALUE(query, index_query(filter, page));
        ROSTRA_TRY_VALUE(keys, index_->find(query));
        PageOf<StatementRow> out;
        const std::uint32_t size = page_size(page);
        if (keys.size() > size) {
            keys.resize(size);
            out.next = make_cursor('s', keys.back());
        }
        if (query.tags.front() == "cu") {
            ROSTRA_TRY_VALUE(distinct, once(std::move(keys)));
            keys = std::move(distinct);
        }
        Readings readings;
        ROSTRA_TRY_VALUE(rows, load_all(keys, readings));
        out.items = std::move(rows);
        return out;
    });
}

Result<std::vector<StatementRow>> StoredRecord::most_told(std::uint32_t size) {
    return reading<std::vector<StatementRow>>([&]() -> Result<std::vector<StatementRow>> {
        std::vector<std::int64_t> keys;
        ROSTRA_TRY(database_->query("SELECT key FROM telling WHERE tellings > 1 AND head = key AND superseded = 0 AND hidden = 0 ORDER BY tellings DESC, key DESC LIMIT ?",
                                    {std::int64_t{std::min(size, 200u)}}, [&](const Row& row) {
                                        keys.push_back(row.integer(0));
                                        return true;
                                    }));
        Readings readings;
        return load_all(keys, readings);
    });
}

Result<PageOf<ReportRow>> StoredRecord::reports(const PageRequest& page) {
    return reading<PageOf<ReportRow>>([&]() -> Result<PageOf<ReportRow>> {
        ROSTRA_TRY_VALUE(cursor, read_cursor('r', page));
        PageOf<ReportRow> out;
        std::int64_t last = 0;
        const std::uint32_t size = page_size(page);
        ROSTRA_TRY(database_->query(
            "SELECT r.id, g.url, g.title, g.byline, g.publisher, g.published, g.language, g.number, r.readings, g.statements, g.added_at, r.rid "
            "FROM report r JOIN reading g ON g.rid = r.rid AND g.number = r.readings WHERE r.rid < ? ORDER BY r.rid DESC LIMIT ?",
            {cursor.value_or(INT64_MAX), std::int64_t{size} + 1}, [&](const Row& row) {
                if (out.items.size() == size) {
                    out.next = make_cursor('r', last);
                    return false;
                }
                out.items.push_back({row.string(0), row.maybe(1), row.maybe(2), row.maybe(3), row.maybe(4), row.maybe(5), row.string(6), row.count(7), row.count(8), row.count(9), row.integer(10)});
                last = row.integer(11);
                return true;
            }));
        return out;
    });
}

// One walk through the index, remembered until the record changes.
Result<std::vector<ActMonth>> StoredRecord::acts_by_month(const StatementFilter& filter) {
    return reading<std::vector<ActMonth>>([&]() -> Result<std::vector<ActMonth>> {
        ROSTRA_TRY_VALUE(query, index_query(filter, {}));
        std::string question = std::to_string(query.low) + " " + std::to_string(query.high);
        for (const std::string& tag : query.tags) question += " " + tag;
        ROSTRA_TRY_VALUE(state, state_number());
        ROSTRA_TRY_VALUE(months, memory_->months.get(
                                     state, question, [&] { return count_acts(filter); }, [](const auto& found) { return 1 + found.size(); }));
        return *months;
    });
}

// Keys hold the day, so no row is loaded for this.
std::vector<ActMonth> count_months(std::span<const FoundAct> found) {
    std::map<std::pair<Act, std::string>, std::uint32_t> months;
    for (const FoundAct& one : found)
        if (const std::int32_t day = day_of_key(one.key); day > 0) ++months[{one.act, iso_day(day).substr(0, 7)}];
    std::vector<ActMonth> out;
    for (const auto& [of, count] : months) out.push_back({of.first, of.second, count});
    return out;
}

Result<std::vector<ActMonth>> StoredRecord::count_acts(const StatementFilter& filter) {
    ROSTRA_TRY_VALUE(query, index_query(filter, {}));
    query.limit = most_of_acts;
    ROSTRA_TRY_VALUE(found, index_->find_acts(query));
    return count_months(found);
}

Result<std::vector<StatementRow>> StoredRecord::newest(const StatementFilter& filter, std::uint32_t size, std::int64_t not_of_head) {
    ROSTRA_TRY_VALUE(query, index_query(filter, {size + 1, std::nullopt}));
    ROSTRA_TRY_VALUE(keys, index_->find(query));
    std::erase(keys, not_of_head);
    if (keys.size() > size) keys.resize(size);
    Readings readings;
    return load_all(keys, readings);
}

Status StoredRecord::each_statement(const StatementFilter& filter, const std::function<bool(const StatementRow&)>& sink) {
    database_->set_limit(std::nullopt);
    ROSTRA_TRY_VALUE(query, index_query(filter, {200, std::nullopt}));
    query.ascending = true;
    for (;;) {
        ROSTRA_TRY_VALUE(keys, index_->find(query));
        Readings readings;
        for (const std::int64_t key : keys) {
            ROSTRA_TRY_VALUE(row, load(key, readings));
            if (!sink(row)) return Done{};
        }
        if (keys.size() < query.limit) return Done{};
        query.low = keys.back() + 1;
    }
}

Status StoredRecord::each_report(const std::function<bool(const ReportPage&)>& sink) {
    database_->set_limit(std::nullopt);
    for (std::int64_t after = 0;;) {
        std::vector<std::pair<std::int64_t, std::int64_t>> batch;
        ROSTRA_TRY(database_->query("SELECT r.rid, g.key FROM report r JOIN reading g ON g.rid = r.rid AND g.number = r.readings WHERE r.rid > ? ORDER BY r.rid LIMIT 100", {after}, [&](const Row& row) {
            batch.emplace_back(row.integer(0), row.integer(1));
            return true;
        }));
        if (batch.empty()) return Done{};
        for (const auto& [rid, key] : batch) {
            ROSTRA_TRY_VALUE(page, report_page(key));
            if (!sink(page)) return Done{};
        }
        after = batch.back().first;
    }
}

}  // namespace rostra::store
