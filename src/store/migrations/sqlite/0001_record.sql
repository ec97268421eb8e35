-- The record, version 1. Read with src/store/README.md beside it.

CREATE TABLE report(
    rid INTEGER PRIMARY KEY,                 -- order of arrival
    id TEXT NOT NULL UNIQUE,
    readings INTEGER NOT NULL DEFAULT 1      -- the last one is shown
) STRICT;

-- One reading of a report: its text and what was said of it. Never changed after it was kept.
CREATE TABLE reading(
    key INTEGER PRIMARY KEY,
    rid INTEGER NOT NULL REFERENCES report(rid),
    number INTEGER NOT NULL,
    url TEXT, title TEXT, byline TEXT, publisher TEXT, published TEXT,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    hash TEXT NOT NULL,                      -- SHA-256 of text
    digest TEXT NOT NULL,                    -- SHA-256 of text, metadata and statements: the same again is no new reading
    furniture TEXT NOT NULL,                 -- "begin end begin end", bytes
    offsets TEXT NOT NULL,                   -- "text page copied ...", the way back to the page
    sketch TEXT NOT NULL,                    -- least hashes of the text's shingles, to know wire copies
    statements INTEGER NOT NULL,
    added_at INTEGER NOT NULL,
    UNIQUE(rid, number)
) STRICT;

CREATE TABLE speaker(
    key INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    folded TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    role TEXT,
    of TEXT,
    statements INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX speaker_by_name ON speaker(folded, type);
CREATE INDEX speaker_by_count ON speaker(statements DESC, key);
CREATE INDEX speaker_by_state ON speaker(of, statements DESC) WHERE of IS NOT NULL;

-- One telling. key = day number * 2^40 + arrival, so that order of key is order of day. head is the statement's first
-- telling (its own key when it stands alone).
CREATE TABLE telling(
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    reading INTEGER NOT NULL REFERENCES reading(key),
    position INTEGER NOT NULL,
    head INTEGER NOT NULL,
    tellings INTEGER NOT NULL DEFAULT 1,     -- of a head: in its statement, a wire copy counted once
    superseded INTEGER NOT NULL DEFAULT 0,
    hidden INTEGER NOT NULL DEFAULT 0,
    speaker INTEGER REFERENCES speaker(key),
    body TEXT NOT NULL,                      -- the statement as it stands, JSON
    words_hash TEXT NOT NULL,                -- SHA-256 of source, cue and content words: spans are checked by it
    original TEXT,                           -- as it was first read, once a correction changed it
    earlier INTEGER                          -- the telling of the same words in the reading before, if there is one
) STRICT;
CREATE INDEX telling_by_reading ON telling(reading, position);
CREATE INDEX telling_by_head ON telling(head, key);
CREATE INDEX telling_by_speaker ON telling(speaker, key) WHERE speaker IS NOT NULL;
CREATE INDEX telling_by_earlier ON telling(earlier) WHERE earlier IS NOT NULL;
CREATE INDEX telling_most_told ON telling(tellings DESC, key DESC) WHERE tellings > 1;

-- Bands of a MinHash signature: tellings that share one are looked at for being the same words.
CREATE TABLE band(
    band INTEGER NOT NULL,
    telling INTEGER NOT NULL,
    PRIMARY KEY(band, telling)
) STRICT, WITHOUT ROWID;

-- Every joining and parting, for ever.
CREATE TABLE joined(
    id INTEGER PRIMARY KEY,
    telling INTEGER NOT NULL,
    head INTEGER NOT NULL,
    score REAL NOT NULL,
    explanation TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    undone_by TEXT,
    undone_at INTEGER
) STRICT;
CREATE INDEX joined_by_telling ON joined(telling);

-- How many listed statements: kind of count, of whom. Kept in step by every change.
CREATE TABLE tally(
    scope TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY(scope, kind, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE counter(name TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT;
INSERT INTO counter VALUES('telling', 0);

-- Corrections: proposals stay as they were sent.
CREATE TABLE correction(
    id INTEGER PRIMARY KEY,
    telling INTEGER NOT NULL REFERENCES telling(key),
    kind TEXT NOT NULL,
    value TEXT NOT NULL,                     -- JSON: what should stand there
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    proposed_at INTEGER NOT NULL,
    decided_at INTEGER NOT NULL DEFAULT 0,
    editor TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX correction_by_telling ON correction(telling);
CREATE INDEX correction_by_state ON correction(state, id);

CREATE TABLE editor(
    name TEXT PRIMARY KEY,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE session(
    token_hash TEXT PRIMARY KEY,
    editor TEXT NOT NULL REFERENCES editor(name),
    csrf TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

-- Words only, no second copy of the text. An entry can only be taken out with the very words that were put in: those that
-- are made from more than the report's own text are kept, so that a later Rostra that makes them otherwise does no harm.
CREATE TABLE indexed(
    key INTEGER PRIMARY KEY,
    speaker TEXT NOT NULL,
    context TEXT NOT NULL,
    tags TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE words USING fts5(
    content, speaker, context, tags,
    content='', columnsize=0, prefix='3', tokenize='unicode61 remove_diacritics 2'
);
