-- Numbers of decisions that were taken away with their minutes are never given to others: they are found
-- in the change log without reading all of it.

CREATE INDEX change_log_decision_gone ON change_log (json_extract(before, '$.meeting_id'))
WHERE entity = 'decision' AND after IS NULL;
