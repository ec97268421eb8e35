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

std::string digest_of(const Document& d, const std::vector<std::string>& bodies) {
    std::string all = d.text;
    for (const auto* field : {&d.url, &d.title, &d.byline, &d.publisher, &d.published}) all += '\0' + field->value_or("\1");
    all += '\0' + d.language + '\0' + encode(d.furniture);
    for (const std::string& body : bodies) all += '\0' + body;
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
    std::vector<std::string> bodies;
    for (const Statement& s : reading.statements) bodies.push_back(encode(s));
    const std::string digest = digest_of(reading.document, bodies);
    ROSTRA_TRY_VALUE(spot, place(reading, digest, at));
    if (spot.known) return Added::unchanged;
    if (spot.previous) ROSTRA_TRY(retire(*spot.previous, at, book));
    else book.total("reports", 1);
    ROSTRA_TRY(choose_ids(spot, reading.statements));
    spot.of_leaving = may_tell_leaving(reading.document.text);
    ROSTRA_TRY_VALUE(arrivals, database_->fresh_numbers(reading.statements.size()));
    // Some at a time: a report may have a million.
    constexpr std::size_t at_once = 64;
    for (std::size_t i = 0; i < reading.statements.size();) {
        std::vector<Coming> some;
        for (; i < reading.statements.size() && some.size() < at_once; ++i) {
            ROSTRA_TRY_VALUE(one, coming(reading.statements[i], reading.document, spot, std::move(bodies[i]), spot.ids[i], arrivals[i]));
            one.position = i;
            some.push_back(std::move(one));
        }
        ROSTRA_TRY(keep_tellings(some, spot, book));
    }
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

Result<StoredRecord::Coming> StoredRecord::coming(const Statement& statement, const Document& d, const NewReading& spot, std::string body, std::string id, std::int64_t arrival) {
    Coming out;
    out.id = std::move(id);
    out.hash = words_hash(d.text, statement);
    ROSTRA_TRY_VALUE(earlier, earlier_of(spot, out.hash));
    out.earlier = std::move(earlier);
    Kept& kept = out.kept;
    kept.statement = statement;
    // What an editor decided about these words of this report holds for its new reading too.
    for (const Correction& c : out.earlier.corrections) lay(c.proposal, kept.statement, kept.hidden);
    out.body = out.earlier.corrections.empty() ? std::move(body) : encode(kept.statement);
    if (!out.earlier.corrections.empty()) out.original = std::move(body);
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
    out.known = std::make_shared<Known>(Known{version_of(kept.statement, kept.content, d.published), spot.rid, kept.key, kept.hidden});
    out.marks = marks_of(out.known->version);
    return out;
}

// The tellings of one report: looked for together, then written together.
Status StoredRecord::keep_tellings(std::vector<Coming>& all, const NewReading& spot, TallyBook& book) {
    std::vector<Sought> sought;
    for (Coming& c : all)
        if (!c.kept.hidden) sought.push_back({&c.kept, &c.marks, &c.candidates});
    ROSTRA_TRY(find_candidates(sought));
    std::vector<std::vector<Arg>> tellings, bands;
    for (Coming& c : all) {
        ROSTRA_TRY_VALUE(match, best_match(c.candidates, c.known->version, spot.rid, c.earlier.apart));
        c.match = std::move(match);
        if (c.match) c.kept.head = c.known->head = c.match->head;
        tellings.push_back({c.kept.key, c.id, c.kept.reading, arg(std::uint64_t{c.position}), c.kept.head, std::int64_t{c.kept.hidden}, c.kept.speaker ? Arg{c.kept.speaker} : Arg{}, c.body, c.hash,
                            c.original.empty() ? Arg{} : Arg{std::string_view(c.original)}, c.earlier.key ? Arg{*c.earlier.key} : Arg{}, c.marks.gist});
        for (const std::int64_t band : c.marks.bands) bands.push_back({band, c.kept.key});
    }
    ROSTRA_TRY(database_->run_rows({"INSERT INTO telling(key, id, reading, position, head, hidden, speaker, body, words_hash, original, earlier, gist) VALUES", "(?,?,?,?,?,?,?,?,?,?,?,?)", ""}, tellings));
    ROSTRA_TRY(database_->run_rows({"INSERT INTO band(band, telling) VALUES", "(?,?)", " ON CONFLICT DO NOTHING"}, bands));
    for (const Coming& c : all) ROSTRA_TRY(settle_telling(c, spot, book));
    return Done{};
}

Status StoredRecord::settle_telling(const Coming& c, const NewReading& spot, TallyBook& book) {
    const Kept& kept = c.kept;
    if (c.earlier.key) ROSTRA_TRY(database_->run("INSERT INTO correction_on(correction, telling) SELECT correction, CAST(? AS BIGINT) FROM correction_on WHERE telling = ?", {kept.key, *c.earlier.key}));
    known_.insert_or_assign(kept.key, c.known);
    book.total("tellings", 1);
    if (kept.indexed()) ROSTRA_TRY(index_->put(kept.key, index_entry(kept)));
    if (kept.listed()) book.count(kept, 1);
    if (!c.match) return Done{};
    ROSTRA_TRY(write_join(kept.key, kept.head, c.match->why, spot.at));
    return count_tellings(kept.head);
}

Status StoredRecord::count_change() {
    std::int64_t state = 0;
    ROSTRA_TRY(database_->query("UPDATE setting SET value = CAST(CAST(value AS BIGINT) + 1 AS TEXT) WHERE name = 'changes' RETURNING CAST(value AS BIGINT)", {}, [&](const Row& row) {
        state = row.integer(0);
        return true;
    }));
    if (state != last_state_ + 1) forget_known();
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

struct StoredRecord::NamedAlike {
    std::int64_t key;
    std::optional<std::string> of, role;
};

// Who has that name, in order of arrival; remembered, since most are asked for again soon.
Result<std::vector<StoredRecord::NamedAlike>*> StoredRecord::named_alike(const std::string& folded, SpeakerType type) {
    constexpr std::size_t most = 20000;
    const std::string name = folded + '\0' + std::string(name_of(type));
    if (const auto found = speakers_.find(name); found != speakers_.end()) return found->second.get();
    auto all = std::make_shared<std::vector<NamedAlike>>();
    ROSTRA_TRY(database_->query("SELECT key, of, role FROM speaker WHERE folded = ? AND type = ? ORDER BY key", {folded, name_of(type)}, [&](const Row& row) {
        all->push_back({row.integer(0), row.maybe(1), row.maybe(2)});
        return true;
    }));
    if (speakers_.size() >= most) speakers_.clear();
    return speakers_.emplace(name, std::move(all)).first->second.get();
}

// A speaker is a name, a type and a state. One without a known state is taken for the only one of that name.
Result<std::int64_t> StoredRecord::speaker_key(const Statement& statement) {
    if (!statement.speaker || statement.speaker->name.empty()) return std::int64_t{0};
    const Speaker& s = *statement.speaker;
    const std::string folded = utf8::fold(s.name);
    ROSTRA_TRY_VALUE(alike, named_alike(folded, s.type));
    std::vector<NamedAlike>& all = *alike;
    auto chosen = std::find_if(all.begin(), all.end(), [&](const NamedAlike& f) { return f.of == s.of; });
    if (chosen == all.end() && s.of) chosen = std::find_if(all.begin(), all.end(), [](const NamedAlike& f) { return !f.of; });  // its state is known from now on
    if (chosen == all.end() && !s.of && all.size() == 1) chosen = all.begin();
    if (chosen == all.end()) {
        ROSTRA_TRY_VALUE(own_slug, free_slug(s));
        std::int64_t key = 0;
        ROSTRA_TRY(database_->query("INSERT INTO speaker(slug, folded, name, type, role, of) VALUES(?,?,?,?,?,?) RETURNING key", {own_slug, folded, s.name, name_of(s.type), arg(s.role), arg(s.of)}, [&](const Row& row) {
            key = row.integer(0);
            return true;
        }));
        all.push_back({key, s.of, s.role});
        return key;
    }
    if ((s.of && !chosen->of) || (s.role && s.role != chosen->role)) {
        ROSTRA_TRY(database_->run("UPDATE speaker SET of = COALESCE(?, of), role = COALESCE(?, role) WHERE key = ?", {arg(s.of), arg(s.role), chosen->key}));
        if (s.of) chosen->of = s.of;
        if (s.role) chosen->role = s.role;
    }
    return chosen->key;
}

}  // namespace rostra::store
