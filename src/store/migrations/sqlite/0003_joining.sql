-- The matter of a telling's words in few letters (same.h): joining turns down most candidates by it, unread. Tellings of
-- version 1 have none and are read.
ALTER TABLE telling ADD COLUMN gist TEXT;
-- For asking who was parted from a statement.
CREATE INDEX joined_by_head ON joined(head);
