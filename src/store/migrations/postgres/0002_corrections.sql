-- The record, version 2, as migrations/sqlite/0002_corrections.sql has it; the remarks stand there.

CREATE TABLE correction_event(
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    correction BIGINT NOT NULL REFERENCES correction(id),
    state TEXT NOT NULL,
    every_telling BIGINT NOT NULL DEFAULT 0,
    editor TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    at BIGINT NOT NULL
);
CREATE INDEX correction_event_by_correction ON correction_event(correction, id);

CREATE TABLE correction_on(
    correction BIGINT NOT NULL REFERENCES correction(id),
    telling BIGINT NOT NULL REFERENCES telling(key),
    PRIMARY KEY(telling, correction)
);
CREATE INDEX correction_on_by_correction ON correction_on(correction);

ALTER TABLE correction ADD COLUMN proposer TEXT NOT NULL DEFAULT '';
ALTER TABLE correction ADD COLUMN suspicion TEXT NOT NULL DEFAULT '';
ALTER TABLE correction ADD COLUMN stood TEXT;
ALTER TABLE correction ADD COLUMN latest BIGINT NOT NULL DEFAULT 0;
ALTER TABLE correction ADD COLUMN taught TEXT NOT NULL DEFAULT '';

INSERT INTO correction_event(correction, state, at) SELECT id, 'proposed', proposed_at FROM correction ORDER BY id;
INSERT INTO correction_event(correction, state, editor, note, at)
    SELECT id, state, editor, note, decided_at FROM correction WHERE state <> 'proposed' ORDER BY decided_at, id;
UPDATE correction SET latest = (SELECT max(e.id) FROM correction_event e WHERE e.correction = correction.id);
WITH RECURSIVE held(correction, telling) AS (
    SELECT id, telling FROM correction WHERE state = 'accepted'
    UNION SELECT held.correction, t.key FROM held JOIN telling t ON t.earlier = held.telling AND (t.original IS NOT NULL OR t.hidden = 1)
)
INSERT INTO correction_on(correction, telling) SELECT correction, telling FROM held;
ALTER TABLE correction DROP COLUMN decided_at;
ALTER TABLE correction DROP COLUMN editor;
ALTER TABLE correction DROP COLUMN note;
DROP INDEX correction_by_state;
CREATE INDEX correction_by_state ON correction(state, latest);

ALTER TABLE editor ADD COLUMN disabled INTEGER NOT NULL DEFAULT 0;
CREATE INDEX session_by_editor ON session(editor);
CREATE INDEX session_by_expiry ON session(expires_at);

CREATE TABLE spam_filter(
    feature INTEGER PRIMARY KEY,
    good BIGINT NOT NULL DEFAULT 0,
    spam BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL);
