// Speakers, states and totals: read from the counts that keeping maintains, never counted row by row.
#include "slug.h"
#include "stored_record.h"

namespace rostra::store {
namespace {

std::uint32_t count_named(const std::vector<CountOf>& all, std::string_view name) {
    for (const CountOf& c : all)
        if (c.name == name) return c.count;
    return 0;
}

void by_name(std::vector<CountOf>& counts) {
    std::sort(counts.begin(), counts.end(), [](const CountOf& a, const CountOf& b) { return a.name < b.name; });
}

}  // namespace

Result<std::vector<CountOf>> StoredRecord::counts(const std::string& scope, std::string_view kind) {
    std::vector<CountOf> out;
    ROSTRA_TRY(database_->query("SELECT name, n FROM tally WHERE scope = ? AND kind = ? AND n > 0 ORDER BY n DESC, name LIMIT 2000", {scope, kind}, [&](const Row& row) {
        out.push_back({row.string(0), row.count(1)});
        return true;
    }));
    return out;
}

Result<std::vector<SpeakerRow>> StoredRecord::speaker_rows(std::string_view sql, Args args) {
    std::vector<SpeakerRow> out;
    ROSTRA_TRY(database_->query(sql, args, [&](const Row& row) {
        out.push_back({row.string(0), row.string(1), speaker_type(row.text(2)).value_or(SpeakerType::unknown), row.maybe(3), row.maybe(4), row.count(5)});
        return true;
    }));
    return out;
}

Result<SpeakerPage> StoredRecord::speaker(std::string_view slug) {
    return reading<SpeakerPage>([&]() -> Result<SpeakerPage> {
        ROSTRA_TRY_VALUE(found, speaker_rows("SELECT slug, name, type, role, of, statements FROM speaker WHERE slug = ?", {slug}));
        if (found.empty()) return no_such("speaker", slug);
        std::int64_t key = 0;
        ROSTRA_TRY(database_->query("SELECT key FROM speaker WHERE slug = ?", {slug}, [&](const Row& row) {
            key = row.integer(0);
            return false;
        }));
        SpeakerPage out{std::move(found.front()), {}, {}, {}, {}};
        for (auto& [kind, list] : {std::pair{"act", &out.by_act}, {"about", &out.about}, {"month", &out.by_month}, {"forum", &out.forums}}) {
            ROSTRA_TRY_VALUE(some, counts(speaker_scope(key), kind));
            *list = std::move(some);
        }
        by_name(out.by_month);
        return out;
    });
}

Result<StatePage> StoredRecord::state(std::string_view code) {
    return reading<StatePage>([&]() -> Result<StatePage> {
        StatePage out;
        out.code = std::string(code);
        const std::string scope = state_scope(code);
        ROSTRA_TRY_VALUE(parts, counts(scope, "part"));
        if (parts.empty()) return no_such("state", code);
        out.spoke = count_named(parts, "spoke");
        out.spoken_about = count_named(parts, "about");
        out.in_blocs = count_named(parts, "bloc");
        for (auto& [kind, list] : {std::pair{"act", &out.by_act}, {"about", &out.about}, {"month", &out.by_month}}) {
            ROSTRA_TRY_VALUE(some, counts(scope, kind));
            *list = std::move(some);
        }
        by_name(out.by_month);
        ROSTRA_TRY_VALUE(speakers, speaker_rows("SELECT slug, name, type, role, of, statements FROM speaker WHERE of = ? AND statements > 0 ORDER BY statements DESC LIMIT 50", {code}));
        out.speakers = std::move(speakers);
        return out;
    });
}

Result<PageOf<SpeakerRow>> StoredRecord::speakers(const PageRequest& page) {
    return reading<PageOf<SpeakerRow>>([&]() -> Result<PageOf<SpeakerRow>> {
        // The cursor holds both parts of the order: count in the upper bits, key in the lower 40.
        ROSTRA_TRY_VALUE(cursor, read_cursor('p', page));
        const std::int64_t least = cursor ? *cursor >> 40 : INT64_MAX, after = cursor ? *cursor & ((std::int64_t{1} << 40) - 1) : 0;
        const std::uint32_t size = page_size(page);
        PageOf<SpeakerRow> out;
        std::int64_t last = 0;
        ROSTRA_TRY(database_->query(
            "SELECT slug, name, type, role, of, statements, key FROM speaker WHERE statements > 0 AND (statements < ? OR (statements = ? AND key > ?)) ORDER BY statements DESC, key LIMIT ?",
            {least, least, after, std::int64_t{size} + 1}, [&](const Row& row) {
                if (out.items.size() == size) {
                    out.next = make_cursor('p', last);
                    return false;
                }
                out.items.push_back({row.string(0), row.string(1), speaker_type(row.text(2)).value_or(SpeakerType::unknown), row.maybe(3), row.maybe(4), row.count(5)});
                last = (row.integer(5) << 40) | row.integer(6);
                return true;
            }));
        return out;
    });
}

Result<std::vector<CountOf>> StoredRecord::states() {
    return reading<std::vector<CountOf>>([&]() -> Result<std::vector<CountOf>> {
        ROSTRA_TRY_VALUE(all, counts("all", "state"));
        by_name(all);
        return std::move(all);
    });
}

Result<Totals> StoredRecord::totals() {
    return reading<Totals>([&]() -> Result<Totals> {
        ROSTRA_TRY_VALUE(all, counts("all", "total"));
        Totals out;
        out.reports = count_named(all, "reports");
        out.statements = count_named(all, "statements");
        out.tellings = count_named(all, "tellings");
        out.speakers = count_named(all, "speakers");
        out.bloc_statements = count_named(all, "bloc_statements");
        ROSTRA_TRY_VALUE(states, counts("all", "state"));
        out.states = states.size();
        const auto day = [](std::string& into) {
            return [&into](const Row& row) {
                into = iso_day(day_of_key(row.integer(0)));
                return false;
            };
        };
        ROSTRA_TRY(database_->query("SELECT key FROM telling WHERE key >= ? ORDER BY key LIMIT 1", {std::int64_t{1} << 40}, day(out.first_day)));
        ROSTRA_TRY(database_->query("SELECT key FROM telling WHERE key >= ? ORDER BY key DESC LIMIT 1", {std::int64_t{1} << 40}, day(out.last_day)));
        return out;
    });
}

}  // namespace rostra::store
