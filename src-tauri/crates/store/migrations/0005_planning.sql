-- What became of a department (課): renamed, or its work taken over by another. Plans keep the name as
-- printed; who is asked today is found through this.
CREATE TABLE department_succession (
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    from_name   TEXT    NOT NULL CHECK (from_name <> ''),
    to_name     TEXT    NOT NULL CHECK (to_name <> '' AND to_name <> from_name),
    since       TEXT    NOT NULL,
    row_version INTEGER NOT NULL,
    UNIQUE (from_name, to_name)
) STRICT;
