-- Rises with every change of the record, so that what was found can be kept until then. The upper half is the record's own.
INSERT INTO setting(name, value) VALUES('changes', CAST(abs(random() % 1073741824) * 4294967296 AS TEXT));
