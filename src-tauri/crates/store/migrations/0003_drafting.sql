-- Writing minutes: bursts of typing, comments from the round, findings that a person lets stand.

-- Operations of one burst that follow one another are undone as one step.
ALTER TABLE operation ADD COLUMN burst BLOB CHECK (length(burst) = 16);

-- What somebody says about a draft on its round (確認), tied to words as evidence is.
CREATE TABLE round_comment (
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    meeting_id  BLOB    NOT NULL REFERENCES meeting (id),
    rank        INTEGER NOT NULL,
    -- NULL for the minutes as a whole, and after the remark was deleted.
    remark_id   BLOB,
    -- '' for the remark, or the minutes, as a whole.
    quote       TEXT    NOT NULL,
    prefix      TEXT    NOT NULL,
    suffix      TEXT    NOT NULL,
    author      TEXT    NOT NULL CHECK (author <> ''),
    text        TEXT    NOT NULL,
    -- The words that the author would have in place of the quotation; NULL for a mere comment.
    proposed    TEXT,
    answer      TEXT    NOT NULL,
    state       TEXT    NOT NULL CHECK (state IN ('open', 'settled')),
    row_version INTEGER NOT NULL,
    UNIQUE (meeting_id, rank),
    FOREIGN KEY (remark_id, meeting_id) REFERENCES remark (id, meeting_id)
) STRICT;
CREATE INDEX round_comment_remark ON round_comment (remark_id);

-- A finding of 体裁チェック that a person lets stand, with the reason.
CREATE TABLE waiver (
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    meeting_id  BLOB    NOT NULL REFERENCES meeting (id),
    -- What the finding is recognised by: rule, row and words.
    finding     TEXT    NOT NULL CHECK (finding <> ''),
    reason      TEXT    NOT NULL CHECK (reason <> ''),
    row_version INTEGER NOT NULL,
    UNIQUE (meeting_id, finding)
) STRICT;

-- A finalised meeting is locked, what was said about its draft included.
CREATE TRIGGER round_comment_locked_insert BEFORE INSERT ON round_comment
WHEN (SELECT status FROM meeting WHERE id = NEW.meeting_id) IN ('final', 'published', 'corrected')
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;
CREATE TRIGGER round_comment_locked_update BEFORE UPDATE ON round_comment
WHEN EXISTS (SELECT 1 FROM meeting WHERE id IN (OLD.meeting_id, NEW.meeting_id) AND status IN ('final', 'published', 'corrected'))
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;
CREATE TRIGGER round_comment_locked_delete BEFORE DELETE ON round_comment
WHEN (SELECT status FROM meeting WHERE id = OLD.meeting_id) IN ('final', 'published', 'corrected')
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;
