// Keeping a reading. A report is in the record whole or not at all. A report whose text, metadata and statements were all
// kept before is no news; one that differs is a new reading, and the old one stays.
#include "keeping.h"

#include "sketch.h"
#include "slug.h"

#include "rostra/speakers_leavings.h"

#include <array>
#include <set>

namespace rostra::store {
namespace {

constexpr std::size_t longest_id = 1000, longest_field = 20000, most_statements = 1u << 20;

bool text_fits(std::string_view text) { return store::text_fits(text, longest_field); }

bool text_fits(const Statement& s) {
    bool fits = !s.id.empty() && text_fits(s.id);
    if (s.speaker) fits = fits && text_fits(s.speaker->name) && text_fits(s.speaker->role.value_or("")) && text_fits(s.speaker->of.value_or(""));
    if (s.on_behalf_of) fits = fits && text_fits(s.on_behalf_of->group.value_or(""));
    if (s.forum) fits = fits && text_fits(s.forum->name);
    return fits && std::all_of(s.about.begin(), s.about.end(), [](const Target& t) { return text_fits(t.name); });
}

// What a database would choke on or a page could not show is refused here, whatever stage let it through.
Status fit(const Reading& reading) {
    const Document& d = reading.document;
    const auto bad = [&](std::string what) { return Error{ErrorCode::bad_value, d.id.substr(0, longest_id), std::move(what)}; };
    if (d.id.empty() || d.id.size() > longest_id) return bad("a report's id must have 1 to " + std::to_string(longest_id) + " bytes");
    if (reading.statements.size() > most_statements) return Error{ErrorCode::too_large, d.id, "more than a million statements in one report"};
    for (const auto* field : {&d.url, &d.title, &d.byline, &d.publisher, &d.published})
        if (*field && !text_fits(**field))
            return bad("a field of the report is too long, or not UTF-8 text");
    if (utf8::find_invalid(d.text) || utf8::find_invalid(d.id) || d.text.find('\0') != std::string::npos || d.id.find('\0') != std::string::npos)
        return Error{ErrorCode::bad_encoding, d.id, "the text is not UTF-8, or holds NUL"};
    const auto inside = [&](const std::vector<Span>& spans) {
        return std::all_of(spans.begin(), spans.end(), [&](Span s) { return s.begin <= s.end && s.end <= d.text.size(); });
    };
    for (const Statement& s : reading.statements)
        if (!text_fits(s)) return bad("statement " + std::to_string(&s - reading.statements.data()) + " has a name that is too long, or not UTF-8 text");
    for (const Statement& s : reading.statements)
        if (s.attribution.content.empty() || !inside(s.attribution.source) || !inside(s.attribution.cue) || !inside(s.attribution.content))
            return bad("statement " + s.id + " has no content, or a span outside the text");
    return Done{};
}

std::string digest_of(const Reading& reading) {
    const Document& d = reading.document;
    std::string all = d.text;
    for (const auto* field : {&d.url, &d.title, &d.byline, &d.publisher, &d.published}) all += '\0' + field->value_or("\1");
    all += '\0' + d.language + '\0' + encode(d.furniture);
    for (const Statement& s : reading.statements) all += '\0' + encode(s);
    return sha256(all);
}

std::string text_sketch(std::string_view text) {
    std::vector<std::string> words;
    for (Word& w : words_in(text)) words.push_back(std::move(w.folded));
    return encode(least(shingles(words, 5), 48));
}

bool of_whole(const Error& error) { return error.code == ErrorCode::store || error.code == ErrorCode::conflict; }

}  // namespace

Result<Added> StoredRecord::add(const Reading& reading, std::int64_t at) { return std::move(add_all({&reading, 1}, at).front()); }

// One transaction for all. What is wrong with a report is nearly always seen before anything of it is written (`fit`); when
// it is seen later, the transaction is given up and each report gets one of its own: a savepoint a report would have every
// page that it touches copied, which costs more than all else.
std::vector<Result<Added>> StoredRecord::add_all(std::span<const Reading> readings, std::int64_t at) {
    std::vector<Result<Added>> out;
    bool half_done = false;
    const auto done = writing<Done>([&](TallyBook& book) -> Result<Done> {
        for (const Reading& reading : readings) {
            if (const Status fits = fit(reading); !fits) {
                out.push_back(fits.error());
                continue;
            }
            auto added = keep(reading, at, book);
            half_done = !added && !of_whole(added.error());
            if (!added) return added.error();
            out.push_back(std::move(added));
        }
        return Done{};
    });
    if (done) return out;
    if (!half_done) return std::vector<Result<Added>>(readings.size(), done.error());
    if (readings.size() == 1) return {done.error()};
    out.clear();
    for (const Reading& reading : readings) out.push_back(std::move(add_all({&reading, 1}, at).front()));
    return out;
}

Result<Added> StoredRecord::keep(const Reading& reading, std::int64_t at, TallyBook& book) {
    const std::string digest = digest_of(reading);
    ROSTRA_TRY_VALUE(spot, place(reading, digest, at));
    if (spot.known) return Added::unchanged;
    if (spot.previous) ROSTRA_TRY(retire(*spot.previous, at, book));
    else book.total("reports", 1);
    ROSTRA_TRY(choose_ids(spot, reading.statements));
    spot.of_leaving = may_tell_leaving(reading.document.text);
    ROSTRA_TRY_VALUE(arrivals, database_->fresh_numbers(reading.statements.size()));
    for (std::size_t i = 0; i < reading.statements.size(); ++i)
        ROSTRA_TRY(keep_telling(reading.statements[i], reading.document, spot, i, arrivals[i], book));
    return spot.previous ? Added::updated : Added::added;
}

// Finds the report or makes it, and writes the reading unless its like is there.
Result<StoredRecord::NewReading> StoredRecord::place(const Reading& reading, const std::string& digest, std::int64_t at) {
    const Document& d = reading.document;
    NewReading out;
    out.at = at;
    out.report_id = d.id;
    ROSTRA_TRY(database_->query("SELECT rid, readings FROM report WHERE id = ?", {d.id}, [&](const Row& row) {
        out.rid = row.integer(0);
        out.number = row.integer(1) + 1;
        return false;
    }));
    if (out.rid) {
        ROSTRA_TRY(database_->query("SELECT key, digest = ?, number FROM reading WHERE rid = ?", {digest, out.rid}, [&](const Row& row) {
            if (row.text(1) == "1" || row.text(1) == "t") out.known = true;
            if (row.integer(2) == out.number - 1) out.previous = row.integer(0);
            return true;
        }));
        if (out.known) return out;
        ROSTRA_TRY(database_->run("UPDATE report SET readings = ? WHERE rid = ?", {out.number, out.rid}));
    } else {
        ROSTRA_TRY(database_->query("INSERT INTO report(id) VALUES(?) RETURNING rid", {d.id}, [&](const Row& row) {
            out.rid = row.integer(0);
            return true;
        }));
    }
    const std::string hash = sha256(d.text), furniture = encode(d.furniture), offsets = encode(d.page_offsets), sketch = text_sketch(d.text);
    ROSTRA_TRY(database_->query(
        "INSERT INTO reading(rid, number, url, title, byline, publisher, published, language, text, hash, digest, furniture, offsets, sketch, statements, added_at) "
        "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) RETURNING key",
        {out.rid, out.number, arg(d.url), arg(d.title), arg(d.byline), arg(d.publisher), arg(d.published), d.language, d.text, hash, digest, furniture, offsets, sketch,
         arg(std::uint64_t{reading.statements.size()}), at},
        [&](const Row& row) {
            out.key = row.integer(0);
            return true;
        }));
    return out;
}

// The first reading keeps stage 6's ids; a later one's statements are told apart by its number: "un-1@2:1640".
std::string StoredRecord::wanted_id(const NewReading& spot, const Statement& statement) {
    if (spot.number == 1) return statement.id;
    const std::string prefix = spot.report_id + ":";
    return spot.report_id + "@" + std::to_string(spot.number) + ":" + (statement.id.starts_with(prefix) ? statement.id.substr(prefix.size()) : statement.id);
}

// An id that stands twice in a report, or that another report has, gets a mark; nearly always none has.
Status StoredRecord::choose_ids(NewReading& spot, std::span<const Statement> statements) {
    constexpr std::size_t at_once = 10;
    std::set<std::string> taken;
    const auto ask = [&](std::array<std::string_view, at_once> ids) {
        return database_->query("SELECT id FROM telling WHERE id IN (?,?,?,?,?,?,?,?,?,?)", {ids[0], ids[1], ids[2], ids[3], ids[4], ids[5], ids[6], ids[7], ids[8], ids[9]}, [&](const Row& row) {
            taken.insert(row.string(0));
            return true;
        });
    };
    for (const Statement& s : statements) spot.ids.push_back(wanted_id(spot, s));
    for (std::size_t i = 0; i < spot.ids.size(); i += at_once) {
        std::array<std::string_view, at_once> some;
        for (std::size_t k = 0; k < at_once; ++k) some[k] = spot.ids[std::min(i + k, spot.ids.size() - 1)];
        ROSTRA_TRY(ask(some));
    }
    for (std::string& id : spot.ids) {
        while (taken.contains(id)) {
            id += '~';
            std::array<std::string_view, at_once> one;
            one.fill(id);
            ROSTRA_TRY(ask(one));
        }
        taken.insert(id);
    }
    return Done{};
}

Result<StoredRecord::Earlier> StoredRecord::earlier_of(const NewReading& place, const std::string& hash) {
    Earlier out;
    if (!place.previous) return out;
    ROSTRA_TRY(database_->query("SELECT key FROM telling WHERE reading = ? AND words_hash = ? ORDER BY position LIMIT 1", {*place.previous, hash}, [&](const Row& row) {
        out.key = row.integer(0);
        return false;
    }));
    if (!out.key) return out;
    ROSTRA_TRY_VALUE(corrections, holding(*out.key));
    ROSTRA_TRY_VALUE(apart, parted_from(*out.key));
    out.corrections = std::move(corrections);
    out.apart = std::move(apart);
    return out;
}

Status StoredRecord::keep_telling(const Statement& statement, const Document& d, const NewReading& spot, std::size_t position, std::int64_t arrival, TallyBook& book) {
    Kept kept;
    kept.statement = statement;
    const std::string hash = words_hash(d.text, statement);
    ROSTRA_TRY_VALUE(earlier, earlier_of(spot, hash));
    // What an editor decided about these words of this report holds for its new reading too.
    for (const Correction& c : earlier.corrections) lay(c.proposal, kept.statement, kept.hidden);
    kept.day = day_of(kept.statement, d.published);
    kept.key = kept.head = make_key(kept.day, arrival);
    kept.reading = spot.key;
    kept.source = words_of(d.text, statement.attribution.source);
    kept.content = words_of(d.text, statement.attribution.content);
    kept.report_id = d.id;
    kept.language = d.language;
    kept.publisher = d.publisher;
    kept.of_leaving = spot.of_leaving;
    ROSTRA_TRY_VALUE(speaker, speaker_key(kept.statement));
    kept.speaker = speaker;

    auto known = std::make_shared<Known>(Known{version_of(kept.statement, kept.content, d.published), spot.rid, kept.key, false});
    const Marks marks = marks_of(known->version);
    std::optional<Candidate> match;
    if (!kept.hidden) {
        ROSTRA_TRY_VALUE(found, best_match(kept, known->version, marks, spot.rid, earlier.apart));
        match = std::move(found);
    }
    if (match) kept.head = known->head = match->head;

    const std::string body = encode(kept.statement), original = earlier.corrections.empty() ? std::string() : encode(statement);
    ROSTRA_TRY(database_->run(
        "INSERT INTO telling(key, id, reading, position, head, hidden, speaker, body, words_hash, original, earlier, gist) VALUES(?,?,?,?,?,?,?,?,?,?,?,?)",
        {kept.key, spot.ids[position], kept.reading, arg(std::uint64_t{position}), kept.head, std::int64_t{kept.hidden}, kept.speaker ? Arg{kept.speaker} : Arg{}, body, hash,
         earlier.corrections.empty() ? Arg{} : Arg{std::string_view(original)}, earlier.key ? Arg{*earlier.key} : Arg{}, marks.gist}));
    if (earlier.key) ROSTRA_TRY(database_->run("INSERT INTO correction_on(correction, telling) SELECT correction, CAST(? AS BIGINT) FROM correction_on WHERE telling = ?", {kept.key, *earlier.key}));
    ROSTRA_TRY(remember_bands(kept.key, marks.bands));
    known_.insert_or_assign(kept.key, std::move(known));
    book.total("tellings", 1);
    if (kept.indexed()) ROSTRA_TRY(index_->put(kept.key, index_entry(kept)));
    if (kept.listed()) book.count(kept, 1);
    if (!match) return Done{};
    ROSTRA_TRY(write_join(kept.key, kept.head, match->why, spot.at));
    return count_tellings(kept.head);
}

Status StoredRecord::count_change() {
    std::int64_t state = 0;
    ROSTRA_TRY(database_->query("UPDATE setting SET value = CAST(CAST(value AS BIGINT) + 1 AS TEXT) WHERE name = 'changes' RETURNING CAST(value AS BIGINT)", {}, [&](const Row& row) {
        state = row.integer(0);
        return true;
    }));
    if (state != last_state_ + 1) known_.clear();
    last_state_ = state;
    return Done{};
}

// The old reading stays in the record and at its addresses; lists, search and counts leave it.
Status StoredRecord::retire(std::int64_t reading, std::int64_t at, TallyBook& book) {
    std::vector<std::int64_t> keys, heads;
    ROSTRA_TRY(database_->query("SELECT key, head FROM telling WHERE reading = ?", {reading}, [&](const Row& row) {
        keys.push_back(row.integer(0));
        heads.push_back(row.integer(1));
        return true;
    }));
    Readings readings;
    for (const std::int64_t key : keys) {
        ROSTRA_TRY_VALUE(kept, load_kept(key, readings));
        ROSTRA_TRY(set_standing(kept, kept.head, true, kept.hidden, book));
        book.total("tellings", -1);
        known_.erase(key);
    }
    std::sort(heads.begin(), heads.end());
    heads.erase(std::unique(heads.begin(), heads.end()), heads.end());
    for (const std::int64_t head : heads) ROSTRA_TRY(regroup(head, at, book));
    return Done{};
}

Result<std::string> StoredRecord::free_slug(const Speaker& speaker) {
    const std::string base = slug(speaker.name);
    std::string candidate = base;
    // The second of a name is told apart by its state, further ones by a number.
    for (int attempt = 2;; ++attempt) {
        bool taken = false;
        ROSTRA_TRY(database_->query("SELECT 1 FROM speaker WHERE slug = ?", {candidate}, [&](const Row&) {
            taken = true;
            return false;
        }));
        if (!taken) return candidate;
        candidate = attempt == 2 && speaker.of ? base + "-" + tag_word(*speaker.of) : base + "-" + std::to_string(attempt);
    }
}

// A speaker is a name, a type and a state. One without a known state is taken for the only one of that name.
Result<std::int64_t> StoredRecord::speaker_key(const Statement& statement) {
    if (!statement.speaker || statement.speaker->name.empty()) return std::int64_t{0};
    const Speaker& s = *statement.speaker;
    const std::string folded = utf8::fold(s.name);
    struct Found {
        std::int64_t key;
        std::optional<std::string> of, role;
    };
    std::vector<Found> all;
    ROSTRA_TRY(database_->query("SELECT key, of, role FROM speaker WHERE folded = ? AND type = ? ORDER BY key", {folded, name_of(s.type)}, [&](const Row& row) {
        all.push_back({row.integer(0), row.maybe(1), row.maybe(2)});
        return true;
    }));
    const auto same = std::find_if(all.begin(), all.end(), [&](const Found& f) { return f.of == s.of; });
    const auto open = std::find_if(all.begin(), all.end(), [](const Found& f) { return !f.of; });
    auto chosen = same;
    if (chosen == all.end() && s.of) chosen = open;                          // its state is known from now on
    if (chosen == all.end() && !s.of && all.size() == 1) chosen = all.begin();
    if (chosen == all.end()) {
        ROSTRA_TRY_VALUE(own_slug, free_slug(s));
        std::int64_t key = 0;
        ROSTRA_TRY(database_->query("INSERT INTO speaker(slug, folded, name, type, role, of) VALUES(?,?,?,?,?,?) RETURNING key", {own_slug, folded, s.name, name_of(s.type), arg(s.role), arg(s.of)}, [&](const Row& row) {
            key = row.integer(0);
            return true;
        }));
        return key;
    }
    if ((s.of && !chosen->of) || (s.role && s.role != chosen->role))
        ROSTRA_TRY(database_->run("UPDATE speaker SET of = COALESCE(?, of), role = COALESCE(?, role) WHERE key = ?", {arg(s.of), arg(s.role), chosen->key}));
    return chosen->key;
}

}  // namespace rostra::store
