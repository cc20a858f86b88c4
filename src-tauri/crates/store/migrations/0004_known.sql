-- What was known at a moment is read from the change log: the ties and the reports of an initiative,
-- and what replaced a decision, are found there without reading all of it.

CREATE INDEX operation_at ON operation (at);
CREATE INDEX change_log_of_initiative ON change_log (json_extract(coalesce(after, before), '$.initiative_id'), seq)
WHERE entity IN ('decision_initiative', 'progress');
CREATE INDEX change_log_superseding ON change_log (json_extract(after, '$.supersedes'), seq)
WHERE entity = 'decision' AND json_extract(after, '$.supersedes') IS NOT NULL;
