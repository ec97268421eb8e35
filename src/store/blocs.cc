// Blocs over time: the tellings that were made for a bloc, found by the index, gathered into events.
#include "bloc_leavings.h"
#include "days.h"
#include "stored_record.h"

#include <map>

namespace rostra::store {
namespace {

constexpr std::uint32_t most_tellings = 5000;
constexpr std::uint32_t most_of_leavings = 1000;

std::uint32_t distance(const StatementRow& row, Span sentence) {
    const auto& content = row.statement.attribution.content;
    if (content.empty()) return UINT32_MAX;
    const std::uint32_t at = content.front().begin;
    return at < sentence.begin ? sentence.begin - at : at < sentence.end ? 0
                                                                         : at - sentence.end;
}

// The words may stand in the statement, in its report's title or near it in the text: "they" are gravely concerned about
// what the sentence before named.
bool on_topic(const StatementRow& row, const std::vector<Term>& terms) {
    constexpr std::uint32_t near = 600;
    const auto& content = row.statement.attribution.content;
    std::string window = row.report.title.value_or("") + " ";
    if (row.text && !content.empty()) window += slice(*row.text, {content.front().begin > near ? content.front().begin - near : 0, content.back().end + near});
    return std::all_of(terms.begin(), terms.end(), [&](Term term) {
        const bool wanted = !term.excluded;
        term.excluded = false;
        return mark(window, {term}).empty() != wanted;
    });
}

bool on_topic(const BlocEvent& event, const std::vector<Term>& terms) {
    return terms.empty() || std::any_of(event.tellings.begin(), event.tellings.end(), [&](const StatementRow& row) { return on_topic(row, terms); });
}

// A report tells it in its headline and in its body: the fuller sentence stands for both.
std::vector<Leaving> leavings_in(const std::string& text) {
    std::map<std::string, Leaving> fullest;
    for (Leaving& leaving : find_leavings(text, tokenize(text))) {
        Leaving& kept = fullest.try_emplace(leaving.code, leaving).first->second;
        if (leaving.sentence.size() > kept.sentence.size()) kept = std::move(leaving);
    }
    std::vector<Leaving> out;
    for (auto& [code, leaving] : fullest) out.push_back(std::move(leaving));
    return out;
}

// `tellings`: those of the report; the one nearest to the sentence stands for it.
ToldLeaving told_by(const std::vector<StatementRow>& tellings, const Leaving& leaving) {
    const StatementRow& first = tellings.front();
    const StatementRow& nearest = *std::min_element(tellings.begin(), tellings.end(), [&](const StatementRow& a, const StatementRow& b) { return distance(a, leaving.sentence) < distance(b, leaving.sentence); });
    const std::string day = first.report.published ? first.report.published->substr(0, 10) : first.day;
    BlocLeaving told{leaving.code, day, std::string(slice(*first.text, leaving.sentence)), nearest.id, first.report};
    return {leaving, std::move(told), day_number(day).value_or(0), first.report.id};
}

}  // namespace

// The tellings that a query finds and all others of their statements.
Result<std::vector<StatementRow>> StoredRecord::bloc_tellings(const IndexQuery& query) {
    ROSTRA_TRY_VALUE(found, index_->find(query));
    std::vector<std::int64_t> keys = found;
    for (const std::int64_t key : found)
        ROSTRA_TRY(database_->query("SELECT o.key FROM telling t JOIN telling o ON o.head = t.head WHERE t.key = ? AND o.key <> t.key AND o.superseded = 0 AND o.hidden = 0", {key}, [&](const Row& row) {
            keys.push_back(row.integer(0));
            return true;
        }));
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    Readings readings;
    return load_all(keys, readings);
}

// Reports of those days that tell of a leaving. Their statements are tagged when they are kept; which state left is read
// anew from the text, so a better rule needs no migration.
Result<std::vector<ToldLeaving>> StoredRecord::leavings(std::int64_t state, std::int64_t low, std::int64_t high) {
    IndexQuery query;
    query.tags = {"cu", "lv"};
    query.low = low, query.high = high, query.limit = most_of_leavings;
    ROSTRA_TRY_VALUE(keys, index_->find(query));
    std::map<std::int64_t, std::vector<std::int64_t>> tellings_of;
    for (const std::int64_t key : keys)
        ROSTRA_TRY(database_->query("SELECT reading FROM telling WHERE key = ?", {key}, [&](const Row& row) {
            tellings_of[row.integer(0)].push_back(key);
            return false;
        }));
    const std::int64_t record = state >> 32;  // what is found in a text stays true when the record changes
    Readings readings;
    std::vector<ToldLeaving> out;
    for (const auto& [reading, keys_of_reading] : tellings_of) {
        const std::int64_t of = reading;
        const auto find = [&]() -> Result<std::vector<Leaving>> {
            ROSTRA_TRY_VALUE(row, reading_row(of, readings));
            return leavings_in(*row->text);
        };
        ROSTRA_TRY_VALUE(in_text, memory_->texts.get(record, of, find, [](const auto& found) { return 1 + found.size(); }));
        if (in_text->empty()) continue;
        ROSTRA_TRY_VALUE(rows, load_all(keys_of_reading, readings));
        for (const Leaving& leaving : *in_text) out.push_back(told_by(rows, leaving));
    }
    return out;
}

// The events of the tellings that the filter lets through, with who left them as reports until `leavings_until` tell it.
Result<StoredRecord::BlocEvents> StoredRecord::events_of(const StatementFilter& filter, std::int64_t leavings_until) {
    ROSTRA_TRY_VALUE(query, index_query(filter, {}));
    query.tags.front() = "cu";  // each telling is evidence, not only the first
    query.limit = most_tellings;
    ROSTRA_TRY_VALUE(state, state_number());
    const std::int64_t until = std::max(query.high, leavings_until);
    const auto told_leavings = [&] { return leavings(state, query.low, until); };
    const auto events = [&]() -> Result<std::vector<BlocEvent>> {
        ROSTRA_TRY_VALUE(tellings, bloc_tellings(query));
        auto gathered = bloc_events(std::move(tellings));
        ROSTRA_TRY_VALUE(told, memory_->leavings.get(state, {"", query.low, until, until}, told_leavings, [](const auto& found) { return 1 + found.size(); }));
        add_leavings(gathered, *told);
        return gathered;
    };
    const std::string about = filter.about.value_or("");
    const auto tellings_in = [&](const std::vector<BlocEvent>& found) {
        std::size_t count = 1 + about.size() / 100;
        for (const BlocEvent& event : found) count += event.tellings.size();
        return count;
    };
    return memory_->events.get(state, {about, query.low, query.high, until}, events, tellings_in);
}

Result<std::vector<BlocEvent>> StoredRecord::blocs(const BlocFilter& filter) {
    return reading<std::vector<BlocEvent>>([&]() -> Result<std::vector<BlocEvent>> {
        StatementFilter of;
        of.about = filter.about;
        of.bloc_only = true;
        of.from = filter.from;
        of.to = filter.to;
        ROSTRA_TRY_VALUE(all, events_of(of, 0));
        const auto terms = parse_query(filter.words);
        std::vector<BlocEvent> out;
        for (const BlocEvent& event : *all)
            if ((!filter.member || names(event, *filter.member)) && on_topic(event, terms)) out.push_back(event);
        return out;
    });
}

Result<BlocEvent> StoredRecord::bloc(std::string_view id) {
    return reading<BlocEvent>([&]() -> Result<BlocEvent> {
        ROSTRA_TRY_VALUE(key, key_of(id));
        Readings readings;
        ROSTRA_TRY_VALUE(row, load(key, readings));
        if (!row.statement.on_behalf_of) return no_such("bloc", id);
        StatementFilter of;
        of.bloc_only = true;
        if (const std::int32_t day = day_of_key(row.key); day > 0) {
            of.from = iso_day(day - 92);
            of.to = iso_day(day + 92);
        }
        const auto subjects = subjects_of(row.statement);
        if (!subjects.empty()) of.about = subjects.front();
        ROSTRA_TRY_VALUE(all, events_of(of, INT64_MAX));
        for (const BlocEvent& event : *all)
            for (const StatementRow& t : event.tellings)
                if (t.id == id) return event;
        return no_such("bloc", id);
    });
}

}  // namespace rostra::store
