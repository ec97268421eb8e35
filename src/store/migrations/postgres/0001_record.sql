-- The record, version 1, as migrations/sqlite/0001_record.sql has it; the remarks on the columns stand there.
-- Everything is in the schema "rostra", which the connection's search_path names.

CREATE TABLE version(n INTEGER NOT NULL);

CREATE TABLE report(
    rid BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    readings INTEGER NOT NULL DEFAULT 1
);

CREATE TABLE reading(
    key BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    rid BIGINT NOT NULL REFERENCES report(rid),
    number INTEGER NOT NULL,
    url TEXT, title TEXT, byline TEXT, publisher TEXT, published TEXT,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    hash TEXT NOT NULL,
    digest TEXT NOT NULL,
    furniture TEXT NOT NULL,
    offsets TEXT NOT NULL,
    sketch TEXT NOT NULL,
    statements INTEGER NOT NULL,
    added_at BIGINT NOT NULL,
    UNIQUE(rid, number)
);

CREATE TABLE speaker(
    key BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    folded TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    role TEXT,
    of TEXT,
    statements BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX speaker_by_name ON speaker(folded, type);
CREATE INDEX speaker_by_count ON speaker(statements DESC, key);
CREATE INDEX speaker_by_state ON speaker(of, statements DESC) WHERE of IS NOT NULL;

CREATE SEQUENCE telling_number;
CREATE TABLE telling(
    key BIGINT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    reading BIGINT NOT NULL REFERENCES reading(key),
    position INTEGER NOT NULL,
    head BIGINT NOT NULL,
    tellings INTEGER NOT NULL DEFAULT 1,
    superseded INTEGER NOT NULL DEFAULT 0,
    hidden INTEGER NOT NULL DEFAULT 0,
    speaker BIGINT REFERENCES speaker(key),
    body TEXT NOT NULL,
    words_hash TEXT NOT NULL,
    original TEXT,
    earlier BIGINT
);
CREATE INDEX telling_by_reading ON telling(reading, position);
CREATE INDEX telling_by_head ON telling(head, key);
CREATE INDEX telling_by_speaker ON telling(speaker, key) WHERE speaker IS NOT NULL;
CREATE INDEX telling_by_earlier ON telling(earlier) WHERE earlier IS NOT NULL;
CREATE INDEX telling_most_told ON telling(tellings DESC, key DESC) WHERE tellings > 1;

CREATE TABLE band(
    band BIGINT NOT NULL,
    telling BIGINT NOT NULL,
    PRIMARY KEY(band, telling)
);

CREATE TABLE joined(
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    telling BIGINT NOT NULL,
    head BIGINT NOT NULL,
    score DOUBLE PRECISION NOT NULL,
    explanation TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    undone_by TEXT,
    undone_at BIGINT
);
CREATE INDEX joined_by_telling ON joined(telling);

CREATE TABLE tally(
    scope TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY(scope, kind, name)
);

CREATE TABLE correction(
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    telling BIGINT NOT NULL REFERENCES telling(key),
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    decided_at BIGINT NOT NULL DEFAULT 0,
    editor TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX correction_by_telling ON correction(telling);
CREATE INDEX correction_by_state ON correction(state, id);

CREATE TABLE editor(
    name TEXT PRIMARY KEY,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE TABLE session(
    token_hash TEXT PRIMARY KEY,
    editor TEXT NOT NULL REFERENCES editor(name),
    csrf TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);

-- Folded words with their places, and tags as "#tag"; one index answers for both.
CREATE TABLE words(
    key BIGINT PRIMARY KEY,
    vector TSVECTOR NOT NULL
);
CREATE INDEX words_by_vector ON words USING GIN(vector) WITH (fastupdate = off);
