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
    return std::any_of(event.tellings.begin(), event.tellings.end(), [&](const StatementRow& row) { return on_topic(row, terms); });
}

bool names(const BlocEvent& event, const std::string& code) {
    return std::any_of(event.named.begin(), event.named.end(), [&](const BlocMember& m) { return m.code == code; });
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

// What a text says of leavings. A text never changes, so it is read once by each open record.
const std::vector<Leaving>& StoredRecord::leavings_in(std::int64_t reading, const std::string& text) {
    constexpr std::size_t most_remembered = 50000;
    if (leavings_.size() >= most_remembered) leavings_.clear();
    const auto [known, fresh] = leavings_.try_emplace(reading);
    if (!fresh) return known->second;
    // A report tells it in its headline and in its body: the fuller sentence stands for both.
    std::map<std::string, Leaving> fullest;
    for (Leaving& leaving : find_leavings(text, tokenize(text))) {
        Leaving& kept = fullest.try_emplace(leaving.code, leaving).first->second;
        if (leaving.sentence.size() > kept.sentence.size()) kept = std::move(leaving);
    }
    for (auto& [code, leaving] : fullest) known->second.push_back(std::move(leaving));
    return known->second;
}

// Reports of those days that tell of a leaving. Their statements are tagged when they are kept; which state left is read
// anew from the text, so a better rule needs no migration.
Result<std::vector<ToldLeaving>> StoredRecord::leavings(std::int64_t low, std::int64_t high) {
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
    Readings readings;
    std::vector<ToldLeaving> out;
    for (const auto& [reading, tellings] : tellings_of) {
        if (const auto known = leavings_.find(reading); known != leavings_.end() && known->second.empty()) continue;
        ROSTRA_TRY_VALUE(rows, load_all(tellings, readings));
        const StatementRow& first = rows.front();
        for (const Leaving& leaving : leavings_in(reading, *first.text)) {
            const StatementRow& nearest = *std::min_element(rows.begin(), rows.end(), [&](const StatementRow& a, const StatementRow& b) { return distance(a, leaving.sentence) < distance(b, leaving.sentence); });
            const std::string day = first.report.published ? first.report.published->substr(0, 10) : first.day;
            BlocLeaving told{leaving.code, day, std::string(slice(*first.text, leaving.sentence)), nearest.id, first.report};
            out.push_back({leaving, std::move(told), day_number(day).value_or(0), first.report.id});
        }
    }
    return out;
}

Result<std::vector<BlocEvent>> StoredRecord::blocs(const BlocFilter& filter) {
    return reading<std::vector<BlocEvent>>([&]() -> Result<std::vector<BlocEvent>> {
        StatementFilter of;
        of.about = filter.about;
        of.bloc_only = true;
        of.from = filter.from;
        of.to = filter.to;
        ROSTRA_TRY_VALUE(query, index_query(of, {}));
        query.tags.front() = "cu";  // each telling is evidence, not only the first
        query.limit = most_tellings;
        ROSTRA_TRY_VALUE(tellings, bloc_tellings(query));
        auto events = bloc_events(std::move(tellings));
        ROSTRA_TRY_VALUE(told, leavings(query.low, query.high));
        add_leavings(events, told);
        const auto terms = parse_query(filter.words);
        std::erase_if(events, [&](const BlocEvent& e) { return !on_topic(e, terms); });
        if (filter.member) std::erase_if(events, [&](const BlocEvent& e) { return !names(e, *filter.member); });
        return events;
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
        ROSTRA_TRY_VALUE(query, index_query(of, {}));
        query.tags.front() = "cu";
        query.limit = most_tellings;
        ROSTRA_TRY_VALUE(tellings, bloc_tellings(query));
        auto events = bloc_events(std::move(tellings));
        ROSTRA_TRY_VALUE(told, leavings(query.low, INT64_MAX));
        add_leavings(events, told);
        for (BlocEvent& event : events)
            for (const StatementRow& t : event.tellings)
                if (t.id == id) return std::move(event);
        return no_such("bloc", id);
    });
}

}  // namespace rostra::store
