-- The library as first laid down. Append-only: a later change is a later file.
--
-- Conventions
--   id            UUIDv7, 16 bytes, made by the program; never shown, never used for order
--   row_version   number of the operation that last wrote the row; never given out twice
--   rank          place among its siblings, with gaps, so that moving a row changes one row
--   *_on, *_at    local dates YYYY-MM-DD and local times HH:MM:SS; `at` alone is UTC microseconds
--   no foreign key cascades: what goes with a row is deleted by name, and so is logged

CREATE TABLE library (
    only_row      INTEGER PRIMARY KEY CHECK (only_row = 1),
    library_id    BLOB    NOT NULL CHECK (length(library_id) = 16),
    restore_epoch INTEGER NOT NULL CHECK (restore_epoch >= 0),
    created_at    INTEGER NOT NULL
) STRICT;

-- ---------------------------------------------------------------- history

CREATE TABLE actor (
    id         BLOB    PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT    NOT NULL UNIQUE CHECK (name <> ''),
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE operation (
    seq            INTEGER PRIMARY KEY,
    op_id          BLOB    NOT NULL UNIQUE CHECK (length(op_id) = 16),
    kind           TEXT    NOT NULL CHECK (kind IN ('import', 'edit', 'confirm', 'link', 'finalise', 'correct',
                                                    'setting', 'undo', 'redo')),
    label          TEXT    NOT NULL,
    at             INTEGER NOT NULL,
    actor_id       BLOB    NOT NULL REFERENCES actor (id),
    device         TEXT    NOT NULL,
    schema_version INTEGER NOT NULL,
    undoes         INTEGER REFERENCES operation (seq) CHECK ((undoes IS NOT NULL) = (kind IN ('undo', 'redo'))),
    result         TEXT    NOT NULL
) STRICT;

CREATE TABLE change_log (
    seq       INTEGER PRIMARY KEY,
    op        INTEGER NOT NULL REFERENCES operation (seq) DEFERRABLE INITIALLY DEFERRED,
    entity    TEXT    NOT NULL,
    entity_id BLOB    NOT NULL CHECK (length(entity_id) = 16),
    before    TEXT,
    after     TEXT,
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;
CREATE INDEX change_log_op ON change_log (op);
CREATE INDEX change_log_entity ON change_log (entity_id, seq);

CREATE TRIGGER operation_kept_update BEFORE UPDATE ON operation BEGIN SELECT RAISE(ABORT, 'append-only: operation'); END;
CREATE TRIGGER operation_kept_delete BEFORE DELETE ON operation BEGIN SELECT RAISE(ABORT, 'append-only: operation'); END;
CREATE TRIGGER change_log_kept_update BEFORE UPDATE ON change_log BEGIN SELECT RAISE(ABORT, 'append-only: change_log'); END;
CREATE TRIGGER change_log_kept_delete BEFORE DELETE ON change_log BEGIN SELECT RAISE(ABORT, 'append-only: change_log'); END;

-- ---------------------------------------------------------------- originals

-- Files as they came, kept in files/ab/cdef… under their SHA-256.
CREATE TABLE original (
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    sha256      BLOB    NOT NULL UNIQUE CHECK (length(sha256) = 32),
    name        TEXT    NOT NULL,
    bytes       INTEGER NOT NULL CHECK (bytes >= 0),
    added_at    INTEGER NOT NULL,
    row_version INTEGER NOT NULL
) STRICT;

-- ---------------------------------------------------------------- bodies and people

CREATE TABLE body (
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    name        TEXT    NOT NULL CHECK (name <> ''),
    valid_from  TEXT,
    valid_to    TEXT,
    row_version INTEGER NOT NULL,
    CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to)
) STRICT;
CREATE INDEX body_name ON body (name);

CREATE TABLE body_succession (
    id           BLOB    PRIMARY KEY CHECK (length(id) = 16),
    body_id      BLOB    NOT NULL UNIQUE REFERENCES body (id),
    successor_id BLOB    NOT NULL REFERENCES body (id) CHECK (successor_id <> body_id),
    kind         TEXT    NOT NULL CHECK (kind IN ('renamed', 'merged')),
    row_version  INTEGER NOT NULL
) STRICT;
CREATE INDEX body_succession_successor ON body_succession (successor_id);

CREATE TABLE person (
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    family_name TEXT    NOT NULL CHECK (family_name <> ''),
    given_name  TEXT    NOT NULL,
    reading     TEXT    NOT NULL,
    row_version INTEGER NOT NULL
) STRICT;

CREATE TABLE post (
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    title       TEXT    NOT NULL CHECK (title <> ''),
    department  TEXT    NOT NULL,
    row_version INTEGER NOT NULL
) STRICT;

CREATE TABLE appointment (
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    person_id   BLOB    NOT NULL REFERENCES person (id),
    post_id     BLOB    NOT NULL REFERENCES post (id),
    valid_from  TEXT,
    valid_to    TEXT,
    row_version INTEGER NOT NULL,
    CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to)
) STRICT;
CREATE INDEX appointment_person ON appointment (person_id);
CREATE INDEX appointment_post ON appointment (post_id);

-- ---------------------------------------------------------------- meetings

CREATE TABLE meeting (
    id                BLOB    PRIMARY KEY CHECK (length(id) = 16),
    body_id           BLOB    NOT NULL REFERENCES body (id),
    title             TEXT,
    fiscal_year       INTEGER NOT NULL,
    ordinal           INTEGER CHECK (ordinal > 0),
    held_on           TEXT    NOT NULL CHECK (held_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    starts_at         TEXT,
    ends_at           TEXT,
    place             TEXT,
    legend            TEXT    NOT NULL CHECK (json_valid(legend)),
    header            TEXT    NOT NULL CHECK (json_valid(header)),
    status            TEXT    NOT NULL CHECK (status IN ('draft', 'in_review', 'final', 'published', 'corrected')),
    -- Why a finalised record stands open again; NULL unless it does.
    correction_reason TEXT    CHECK (correction_reason <> ''),
    source            BLOB    REFERENCES original (sha256),
    -- Lines of the source that found no place: [[line, text], …].
    unplaced          TEXT    NOT NULL CHECK (json_valid(unplaced)),
    retain_until      TEXT,
    disposition       TEXT    NOT NULL CHECK (disposition IN ('undecided', 'preserve', 'transfer', 'destroy')),
    row_version       INTEGER NOT NULL
) STRICT;
CREATE INDEX meeting_held_on ON meeting (held_on);
CREATE INDEX meeting_body ON meeting (body_id, held_on);
CREATE INDEX meeting_source ON meeting (source);

CREATE TABLE attendee (
    id             BLOB    PRIMARY KEY CHECK (length(id) = 16),
    meeting_id     BLOB    NOT NULL REFERENCES meeting (id),
    rank           INTEGER NOT NULL,
    printed        TEXT    NOT NULL,
    appointment_id BLOB    REFERENCES appointment (id),
    row_version    INTEGER NOT NULL,
    UNIQUE (meeting_id, rank)
) STRICT;
CREATE INDEX attendee_appointment ON attendee (appointment_id);

CREATE TABLE agenda_item (
    id            BLOB    PRIMARY KEY CHECK (length(id) = 16),
    meeting_id    BLOB    NOT NULL REFERENCES meeting (id),
    rank          INTEGER NOT NULL,
    depth         INTEGER NOT NULL CHECK (depth BETWEEN 1 AND 8),
    number        TEXT    NOT NULL,
    label         TEXT    NOT NULL,
    title         TEXT    NOT NULL CHECK (title <> ''),
    documents     TEXT    NOT NULL CHECK (json_valid(documents)),
    none_recorded INTEGER NOT NULL CHECK (none_recorded IN (0, 1)),
    row_version   INTEGER NOT NULL,
    UNIQUE (meeting_id, rank),
    UNIQUE (id, meeting_id)
) STRICT;

CREATE TABLE document (
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    meeting_id  BLOB    NOT NULL REFERENCES meeting (id),
    rank        INTEGER NOT NULL,
    label       TEXT    NOT NULL CHECK (label <> ''),
    title       TEXT    NOT NULL,
    file        BLOB    REFERENCES original (sha256),
    row_version INTEGER NOT NULL,
    UNIQUE (meeting_id, rank)
) STRICT;
CREATE INDEX document_file ON document (file);

CREATE TABLE remark (
    id              BLOB    PRIMARY KEY CHECK (length(id) = 16),
    meeting_id      BLOB    NOT NULL REFERENCES meeting (id),
    agenda_item_id  BLOB,
    rank            INTEGER NOT NULL,
    mark            TEXT,
    side            TEXT    NOT NULL CHECK (side IN ('presenter', 'chair', 'member', 'unknown')),
    function        TEXT    NOT NULL CHECK (function IN ('explanation', 'answer', 'question', 'opinion', 'instruction',
                                                         'chairing', 'statement')),
    -- The speaker as printed; NULL for a narrative passage. Name and post as known, '' where not.
    speaker_printed TEXT    CHECK (speaker_printed <> ''),
    speaker_name    TEXT    NOT NULL,
    speaker_post    TEXT    NOT NULL,
    speaker_unsure  INTEGER NOT NULL CHECK (speaker_unsure IN (0, 1)),
    appointment_id  BLOB    REFERENCES appointment (id),
    note            TEXT,
    body            TEXT    NOT NULL,
    source_lines    TEXT    NOT NULL CHECK (json_valid(source_lines)),
    row_version     INTEGER NOT NULL,
    UNIQUE (meeting_id, rank),
    UNIQUE (id, meeting_id),
    FOREIGN KEY (agenda_item_id, meeting_id) REFERENCES agenda_item (id, meeting_id)
) STRICT;
CREATE INDEX remark_agenda_item ON remark (agenda_item_id);
CREATE INDEX remark_appointment ON remark (appointment_id);

-- ---------------------------------------------------------------- decisions

CREATE TABLE decision (
    id             BLOB    PRIMARY KEY CHECK (length(id) = 16),
    meeting_id     BLOB    NOT NULL REFERENCES meeting (id),
    agenda_item_id BLOB    NOT NULL,
    serial         INTEGER NOT NULL CHECK (serial > 0),
    outcome        TEXT    NOT NULL CHECK (outcome IN ('approved', 'acknowledged', 'decided', 'amended', 'continued',
                                                       'reported', 'rejected')),
    phrase         TEXT    NOT NULL,
    quote          TEXT    NOT NULL,
    condition      TEXT,
    status         TEXT    NOT NULL CHECK (status IN ('proposed', 'confirmed', 'dismissed')),
    confirmed_by   TEXT    CHECK (confirmed_by <> ''),
    confirmed_at   INTEGER,
    supersedes     BLOB    REFERENCES decision (id) CHECK (supersedes <> id),
    row_version    INTEGER NOT NULL,
    UNIQUE (meeting_id, serial),
    UNIQUE (id, meeting_id),
    FOREIGN KEY (agenda_item_id, meeting_id) REFERENCES agenda_item (id, meeting_id),
    CHECK ((status = 'confirmed') = (confirmed_by IS NOT NULL)),
    CHECK ((status = 'confirmed') = (confirmed_at IS NOT NULL))
) STRICT;
CREATE INDEX decision_agenda_item ON decision (agenda_item_id);
CREATE INDEX decision_supersedes ON decision (supersedes);

CREATE TABLE evidence (
    id            BLOB    PRIMARY KEY CHECK (length(id) = 16),
    meeting_id    BLOB    NOT NULL REFERENCES meeting (id),
    decision_id   BLOB    NOT NULL,
    remark_id     BLOB    NOT NULL,
    rank          INTEGER NOT NULL,
    quote         TEXT    NOT NULL CHECK (quote <> ''),
    prefix        TEXT    NOT NULL,
    suffix        TEXT    NOT NULL,
    remark_sha256 BLOB    NOT NULL CHECK (length(remark_sha256) = 32),
    row_version   INTEGER NOT NULL,
    UNIQUE (decision_id, rank),
    FOREIGN KEY (decision_id, meeting_id) REFERENCES decision (id, meeting_id),
    FOREIGN KEY (remark_id, meeting_id) REFERENCES remark (id, meeting_id)
) STRICT;
CREATE INDEX evidence_meeting ON evidence (meeting_id);
CREATE INDEX evidence_remark ON evidence (remark_id);

CREATE TABLE follow_up (
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    meeting_id  BLOB    NOT NULL REFERENCES meeting (id),
    remark_id   BLOB    NOT NULL,
    rank        INTEGER NOT NULL,
    quote       TEXT    NOT NULL CHECK (quote <> ''),
    addressee   TEXT    NOT NULL,
    due_on      TEXT,
    state       TEXT    NOT NULL CHECK (state IN ('open', 'answered')),
    status      TEXT    NOT NULL CHECK (status IN ('proposed', 'confirmed', 'dismissed')),
    answered_by BLOB    REFERENCES remark (id),
    row_version INTEGER NOT NULL,
    UNIQUE (meeting_id, rank),
    FOREIGN KEY (remark_id, meeting_id) REFERENCES remark (id, meeting_id),
    CHECK (state = 'answered' OR answered_by IS NULL)
) STRICT;
CREATE INDEX follow_up_remark ON follow_up (remark_id);
CREATE INDEX follow_up_answer ON follow_up (answered_by);

-- ---------------------------------------------------------------- versions

-- `snapshot` is canonical JSON that repeats every other column but `id`; `sha256` is its hash.
CREATE TABLE meeting_version (
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    meeting_id  BLOB    NOT NULL REFERENCES meeting (id),
    number      INTEGER NOT NULL CHECK (number > 0),
    kind        TEXT    NOT NULL CHECK (kind IN ('final', 'published', 'corrected')),
    at          INTEGER NOT NULL,
    actor       TEXT    NOT NULL,
    reason      TEXT    NOT NULL CHECK (reason <> ''),
    snapshot    TEXT    NOT NULL,
    sha256      BLOB    NOT NULL CHECK (length(sha256) = 32),
    previous    BLOB    CHECK (length(previous) = 32),
    row_version INTEGER NOT NULL,
    UNIQUE (meeting_id, number),
    CHECK ((number = 1) = (previous IS NULL))
) STRICT;

CREATE TRIGGER meeting_version_kept_update BEFORE UPDATE ON meeting_version
BEGIN SELECT RAISE(ABORT, 'append-only: meeting_version'); END;
CREATE TRIGGER meeting_version_kept_delete BEFORE DELETE ON meeting_version
BEGIN SELECT RAISE(ABORT, 'append-only: meeting_version'); END;
CREATE TRIGGER meeting_version_follows BEFORE INSERT ON meeting_version
WHEN NEW.number <> 1 + (SELECT count(*) FROM meeting_version WHERE meeting_id = NEW.meeting_id)
BEGIN SELECT RAISE(ABORT, 'append-only: meeting_version'); END;

-- ---------------------------------------------------------------- plans

CREATE TABLE plan (
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    kind        TEXT    NOT NULL CHECK (kind IN ('plan', 'progress')),
    title       TEXT    NOT NULL CHECK (title <> ''),
    fiscal_year INTEGER NOT NULL,
    issued_on   TEXT,
    issued_by   TEXT    NOT NULL,
    -- 1, 2, … among plans of the same title and year.
    version     INTEGER NOT NULL CHECK (version > 0),
    source      BLOB    REFERENCES original (sha256),
    row_version INTEGER NOT NULL
) STRICT;
CREATE INDEX plan_year ON plan (fiscal_year);
CREATE INDEX plan_source ON plan (source);

CREATE TABLE initiative (
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    plan_id     BLOB    NOT NULL REFERENCES plan (id),
    parent_id   BLOB    CHECK (parent_id <> id),
    kind        TEXT    NOT NULL CHECK (kind IN ('pillar', 'initiative', 'item')),
    rank        INTEGER NOT NULL,
    number      TEXT    NOT NULL,
    title       TEXT    NOT NULL CHECK (title <> ''),
    summary     TEXT    NOT NULL,
    departments TEXT    NOT NULL CHECK (json_valid(departments)),
    row_version INTEGER NOT NULL,
    UNIQUE (plan_id, rank),
    UNIQUE (id, plan_id),
    FOREIGN KEY (parent_id, plan_id) REFERENCES initiative (id, plan_id)
) STRICT;
CREATE INDEX initiative_parent ON initiative (parent_id);

CREATE TABLE activity (
    id            BLOB    PRIMARY KEY CHECK (length(id) = 16),
    initiative_id BLOB    NOT NULL REFERENCES initiative (id),
    rank          INTEGER NOT NULL,
    text          TEXT    NOT NULL,
    months        TEXT    NOT NULL,
    row_version   INTEGER NOT NULL,
    UNIQUE (initiative_id, rank)
) STRICT;

CREATE TABLE schedule (
    id            BLOB    PRIMARY KEY CHECK (length(id) = 16),
    initiative_id BLOB    NOT NULL REFERENCES initiative (id),
    rank          INTEGER NOT NULL,
    fiscal_year   INTEGER NOT NULL,
    phase         TEXT    NOT NULL,
    row_version   INTEGER NOT NULL,
    UNIQUE (initiative_id, rank)
) STRICT;

CREATE TABLE progress (
    id            BLOB    PRIMARY KEY CHECK (length(id) = 16),
    initiative_id BLOB    NOT NULL REFERENCES initiative (id),
    fiscal_year   INTEGER NOT NULL,
    half          TEXT    NOT NULL CHECK (half IN ('first-half', 'second-half')),
    rank          INTEGER NOT NULL,
    when_printed  TEXT    NOT NULL,
    text          TEXT    NOT NULL,
    -- The day printed on the table that reports it, where one is.
    reported_on   TEXT,
    source        BLOB    REFERENCES original (sha256),
    row_version   INTEGER NOT NULL,
    UNIQUE (initiative_id, fiscal_year, half, rank)
) STRICT;
CREATE INDEX progress_source ON progress (source);

CREATE TABLE initiative_relation (
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    from_id     BLOB    NOT NULL REFERENCES initiative (id),
    to_id       BLOB    NOT NULL REFERENCES initiative (id) CHECK (to_id <> from_id),
    kind        TEXT    NOT NULL CHECK (kind IN ('details', 'continues', 'replaces')),
    row_version INTEGER NOT NULL,
    UNIQUE (from_id, to_id, kind)
) STRICT;
CREATE INDEX initiative_relation_to ON initiative_relation (to_id);

CREATE TABLE decision_initiative (
    id            BLOB    PRIMARY KEY CHECK (length(id) = 16),
    decision_id   BLOB    NOT NULL REFERENCES decision (id),
    initiative_id BLOB    NOT NULL REFERENCES initiative (id),
    relation      TEXT    NOT NULL CHECK (relation IN ('approves', 'amends', 'reports_on', 'instructs')),
    status        TEXT    NOT NULL CHECK (status IN ('proposed', 'confirmed')),
    row_version   INTEGER NOT NULL,
    UNIQUE (decision_id, initiative_id)
) STRICT;
CREATE INDEX decision_initiative_initiative ON decision_initiative (initiative_id);

-- ---------------------------------------------------------------- the user's own

CREATE TABLE setting (
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    key         TEXT    NOT NULL UNIQUE CHECK (key <> ''),
    value       TEXT    NOT NULL,
    row_version INTEGER NOT NULL
) STRICT;

CREATE TABLE saved_search (
    id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
    name        TEXT    NOT NULL UNIQUE CHECK (name <> ''),
    query       TEXT    NOT NULL,
    row_version INTEGER NOT NULL
) STRICT;

-- ---------------------------------------------------------------- a finalised meeting is locked

-- The meeting's own row: only how far it has come, and what is to become of it, may change. It is
-- opened again only with a reason.
CREATE TRIGGER meeting_locked_update BEFORE UPDATE ON meeting
WHEN OLD.status IN ('final', 'published', 'corrected') AND (
       NEW.id IS NOT OLD.id OR NEW.body_id IS NOT OLD.body_id OR NEW.title IS NOT OLD.title
    OR NEW.fiscal_year IS NOT OLD.fiscal_year OR NEW.ordinal IS NOT OLD.ordinal OR NEW.held_on IS NOT OLD.held_on
    OR NEW.starts_at IS NOT OLD.starts_at OR NEW.ends_at IS NOT OLD.ends_at OR NEW.place IS NOT OLD.place
    OR NEW.legend IS NOT OLD.legend OR NEW.header IS NOT OLD.header OR NEW.source IS NOT OLD.source
    OR NEW.unplaced IS NOT OLD.unplaced
    OR (NEW.status IN ('draft', 'in_review') AND NEW.correction_reason IS NULL))
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;
CREATE TRIGGER meeting_locked_delete BEFORE DELETE ON meeting
WHEN OLD.status IN ('final', 'published', 'corrected')
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;

CREATE TRIGGER attendee_locked_insert BEFORE INSERT ON attendee
WHEN (SELECT status FROM meeting WHERE id = NEW.meeting_id) IN ('final', 'published', 'corrected')
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;
CREATE TRIGGER attendee_locked_update BEFORE UPDATE ON attendee
WHEN EXISTS (SELECT 1 FROM meeting WHERE id IN (OLD.meeting_id, NEW.meeting_id) AND status IN ('final', 'published', 'corrected'))
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;
CREATE TRIGGER attendee_locked_delete BEFORE DELETE ON attendee
WHEN (SELECT status FROM meeting WHERE id = OLD.meeting_id) IN ('final', 'published', 'corrected')
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;

CREATE TRIGGER agenda_item_locked_insert BEFORE INSERT ON agenda_item
WHEN (SELECT status FROM meeting WHERE id = NEW.meeting_id) IN ('final', 'published', 'corrected')
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;
CREATE TRIGGER agenda_item_locked_update BEFORE UPDATE ON agenda_item
WHEN EXISTS (SELECT 1 FROM meeting WHERE id IN (OLD.meeting_id, NEW.meeting_id) AND status IN ('final', 'published', 'corrected'))
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;
CREATE TRIGGER agenda_item_locked_delete BEFORE DELETE ON agenda_item
WHEN (SELECT status FROM meeting WHERE id = OLD.meeting_id) IN ('final', 'published', 'corrected')
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;

CREATE TRIGGER document_locked_insert BEFORE INSERT ON document
WHEN (SELECT status FROM meeting WHERE id = NEW.meeting_id) IN ('final', 'published', 'corrected')
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;
CREATE TRIGGER document_locked_update BEFORE UPDATE ON document
WHEN EXISTS (SELECT 1 FROM meeting WHERE id IN (OLD.meeting_id, NEW.meeting_id) AND status IN ('final', 'published', 'corrected'))
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;
CREATE TRIGGER document_locked_delete BEFORE DELETE ON document
WHEN (SELECT status FROM meeting WHERE id = OLD.meeting_id) IN ('final', 'published', 'corrected')
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;

CREATE TRIGGER remark_locked_insert BEFORE INSERT ON remark
WHEN (SELECT status FROM meeting WHERE id = NEW.meeting_id) IN ('final', 'published', 'corrected')
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;
CREATE TRIGGER remark_locked_update BEFORE UPDATE ON remark
WHEN EXISTS (SELECT 1 FROM meeting WHERE id IN (OLD.meeting_id, NEW.meeting_id) AND status IN ('final', 'published', 'corrected'))
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;
CREATE TRIGGER remark_locked_delete BEFORE DELETE ON remark
WHEN (SELECT status FROM meeting WHERE id = OLD.meeting_id) IN ('final', 'published', 'corrected')
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;

CREATE TRIGGER decision_locked_insert BEFORE INSERT ON decision
WHEN (SELECT status FROM meeting WHERE id = NEW.meeting_id) IN ('final', 'published', 'corrected')
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;
CREATE TRIGGER decision_locked_update BEFORE UPDATE ON decision
WHEN EXISTS (SELECT 1 FROM meeting WHERE id IN (OLD.meeting_id, NEW.meeting_id) AND status IN ('final', 'published', 'corrected'))
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;
CREATE TRIGGER decision_locked_delete BEFORE DELETE ON decision
WHEN (SELECT status FROM meeting WHERE id = OLD.meeting_id) IN ('final', 'published', 'corrected')
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;

CREATE TRIGGER evidence_locked_insert BEFORE INSERT ON evidence
WHEN (SELECT status FROM meeting WHERE id = NEW.meeting_id) IN ('final', 'published', 'corrected')
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;
CREATE TRIGGER evidence_locked_update BEFORE UPDATE ON evidence
WHEN EXISTS (SELECT 1 FROM meeting WHERE id IN (OLD.meeting_id, NEW.meeting_id) AND status IN ('final', 'published', 'corrected'))
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;
CREATE TRIGGER evidence_locked_delete BEFORE DELETE ON evidence
WHEN (SELECT status FROM meeting WHERE id = OLD.meeting_id) IN ('final', 'published', 'corrected')
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;

-- What a finalised meeting asked for is answered later: the asking words are locked, the answer is not.
CREATE TRIGGER follow_up_locked_insert BEFORE INSERT ON follow_up
WHEN (SELECT status FROM meeting WHERE id = NEW.meeting_id) IN ('final', 'published', 'corrected')
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;
CREATE TRIGGER follow_up_locked_update BEFORE UPDATE ON follow_up
WHEN (NEW.meeting_id IS NOT OLD.meeting_id OR NEW.remark_id IS NOT OLD.remark_id OR NEW.rank IS NOT OLD.rank
      OR NEW.quote IS NOT OLD.quote OR NEW.id IS NOT OLD.id)
 AND EXISTS (SELECT 1 FROM meeting WHERE id IN (OLD.meeting_id, NEW.meeting_id) AND status IN ('final', 'published', 'corrected'))
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;
CREATE TRIGGER follow_up_locked_delete BEFORE DELETE ON follow_up
WHEN (SELECT status FROM meeting WHERE id = OLD.meeting_id) IN ('final', 'published', 'corrected')
BEGIN SELECT RAISE(ABORT, 'locked: meeting'); END;
