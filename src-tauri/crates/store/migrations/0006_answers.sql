-- A follow-up is answered by a later remark, or by what was reported on an initiative.

ALTER TABLE follow_up ADD COLUMN answered_by_progress BLOB REFERENCES progress (id)
    CHECK (answered_by_progress IS NULL OR (state = 'answered' AND answered_by IS NULL));
CREATE INDEX follow_up_answer_progress ON follow_up (answered_by_progress);
