-- As migrations/sqlite/0004_changes.sql.
INSERT INTO setting(name, value) VALUES('changes', CAST(CAST(floor(random() * 1073741824) AS BIGINT) * 4294967296 AS TEXT));
-- Words wait in a list that the index takes in at once: word by word it cost more than all else of keeping.
ALTER INDEX words_by_vector SET (fastupdate = on);
