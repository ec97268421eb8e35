-- As migrations/sqlite/0004_changes.sql.
INSERT INTO setting(name, value) VALUES('changes', CAST(CAST(floor(random() * 1073741824) AS BIGINT) * 4294967296 AS TEXT));
