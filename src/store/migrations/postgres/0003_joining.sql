-- As migrations/sqlite/0003_joining.sql.
ALTER TABLE telling ADD COLUMN gist TEXT;
-- For asking who was parted from a statement.
CREATE INDEX joined_by_head ON joined(head);
