-- What an import knows beside the words: when something was said, how a file was read, how the
-- columns of a table were mapped, and the numbers that an initiative is measured by.

-- When a remark was said, for a transcript: milliseconds from the beginning of the recording.
ALTER TABLE remark ADD COLUMN from_ms INTEGER CHECK (from_ms >= 0);
ALTER TABLE remark ADD COLUMN to_ms INTEGER CHECK ((from_ms IS NULL) = (to_ms IS NULL) AND to_ms >= from_ms);

-- How a person had the source read: encoding, kind, single lines. NULL where nobody chose anything.
ALTER TABLE meeting ADD COLUMN reading TEXT CHECK (json_valid(reading));

DROP TRIGGER meeting_locked_update;
CREATE TRIGGER meeting_locked_update BEFORE UPDATE ON meeting
WHEN OLD.status IN ('final', 'published', 'corrected') AND (
       NEW.id IS NOT OLD.id OR NEW.body_id IS NOT OLD.body_id OR NEW.title IS NOT OLD.title
    OR NEW.fiscal_year IS NOT OLD.fiscal_year OR NEW.ordinal IS NOT OLD.ordinal OR NEW.held_on IS NOT OLD.held_on
    OR NEW.starts_at IS NOT OLD.starts_at OR NEW.ends_at IS NOT OLD.ends_at OR NEW.place IS NOT OLD.place
    OR NEW.legend IS NOT OLD.legend OR NEW.header IS NOT OLD.header OR NEW.source IS NOT OLD.source
    OR NEW.unplaced IS NOT OLD.unplaced OR NEW.reading IS NOT OLD.reading
    OR (NEW.status IN ('draft', 'in_review') AND NEW.correction_reason IS NULL))
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;

-- How far an initiative has got, as printed beside a report: 「順調」; '' where nothing is.
ALTER TABLE progress ADD COLUMN status TEXT NOT NULL DEFAULT '';

CREATE TABLE indicator (
    id            BLOB    PRIMARY KEY CHECK (length(id) = 16),
    initiative_id BLOB    NOT NULL REFERENCES initiative (id),
    rank          INTEGER NOT NULL,
    name          TEXT    NOT NULL CHECK (name <> ''),
    unit          TEXT    NOT NULL,
    row_version   INTEGER NOT NULL,
    UNIQUE (initiative_id, rank)
) STRICT;

-- Values as printed: a target may be 「80%以上」.
CREATE TABLE indicator_value (
    id           BLOB    PRIMARY KEY CHECK (length(id) = 16),
    indicator_id BLOB    NOT NULL REFERENCES indicator (id),
    fiscal_year  INTEGER NOT NULL,
    target       TEXT    NOT NULL,
    actual       TEXT    NOT NULL,
    row_version  INTEGER NOT NULL,
    UNIQUE (indicator_id, fiscal_year)
) STRICT;

-- What the columns of a table mean, chosen by a person, for the next table with the same headings.
CREATE TABLE column_map (
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    signature   TEXT    NOT NULL UNIQUE CHECK (signature <> ''),
    columns     TEXT    NOT NULL CHECK (json_valid(columns)),
    row_version INTEGER NOT NULL
) STRICT;
