-- The record, version 2: decisions that can be decided anew, what each correction stands over, guards against spam.

-- Every change of a correction, for ever: its arrival and each decision. The order of their numbers is the order of the log.
CREATE TABLE correction_event(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    correction INTEGER NOT NULL REFERENCES correction(id),
    state TEXT NOT NULL,
    every_telling INTEGER NOT NULL DEFAULT 0,
    editor TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX correction_event_by_correction ON correction_event(correction, id);

-- Which tellings a correction was laid over, and in each further reading the same words. It holds while it is accepted.
CREATE TABLE correction_on(
    correction INTEGER NOT NULL REFERENCES correction(id),
    telling INTEGER NOT NULL REFERENCES telling(key),
    PRIMARY KEY(telling, correction)
) STRICT, WITHOUT ROWID;
CREATE INDEX correction_on_by_correction ON correction_on(correction);

ALTER TABLE correction ADD COLUMN proposer TEXT NOT NULL DEFAULT '';   -- an editor's name; empty: a visitor
ALTER TABLE correction ADD COLUMN suspicion TEXT NOT NULL DEFAULT '';  -- why a guard took it for spam
ALTER TABLE correction ADD COLUMN stood TEXT;                          -- how the telling stood then, JSON
ALTER TABLE correction ADD COLUMN latest INTEGER NOT NULL DEFAULT 0;   -- its latest correction_event
ALTER TABLE correction ADD COLUMN taught TEXT NOT NULL DEFAULT '';     -- what the filter learned from it: 'good', 'spam' or nothing

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

-- What editors taught the filter: in how many good and spam proposals a feature stood. A feature is a hash below 65,536 of a
-- word or of two, so the table is bounded and holds no words; -1 counts the proposals.
CREATE TABLE spam_filter(
    feature INTEGER PRIMARY KEY,
    good INTEGER NOT NULL DEFAULT 0,
    spam INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
