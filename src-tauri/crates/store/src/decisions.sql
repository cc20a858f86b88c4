-- ?1 meeting ?2 body ?3 fiscal year ?4 from ?5 to ?6 outcome ?7 status ?8 initiative
WITH listed AS (
    SELECT d.id, d.serial, d.meeting_id, d.agenda_item_id, d.outcome, d.phrase, d.quote, d.condition, d.status,
           d.confirmed_by, d.confirmed_at, d.supersedes, d.row_version
    FROM decision d
    WHERE ?8 IS NULL
    UNION ALL
    -- Of one initiative: apart, because an OR would have every decision looked at.
    SELECT d.id, d.serial, d.meeting_id, d.agenda_item_id, d.outcome, d.phrase, d.quote, d.condition, d.status,
           d.confirmed_by, d.confirmed_at, d.supersedes, d.row_version
    FROM decision d
    WHERE d.id IN (SELECT t.decision_id FROM decision_initiative t WHERE t.initiative_id = ?8)
    UNION ALL
    -- Items without a decision are rows of their own; nothing was decided on them, or nobody wrote it down.
    SELECT NULL, NULL, a.meeting_id, a.id, 'none_recorded', '', '', NULL,
           CASE WHEN a.none_recorded THEN 'confirmed' ELSE 'proposed' END, NULL, NULL, NULL, a.row_version
    FROM agenda_item a
    WHERE ?8 IS NULL AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.agenda_item_id = a.id AND d.status <> 'dismissed')
)
SELECT l.id, l.serial, l.meeting_id, m.status, m.fiscal_year, m.ordinal, m.held_on, m.body_id, b.name,
       a.id, a.number, a.label, a.title, l.outcome, l.phrase, l.quote, l.condition, l.status, l.confirmed_by,
       l.confirmed_at, l.supersedes, l.row_version
FROM listed l
JOIN meeting m ON m.id = l.meeting_id
JOIN body b ON b.id = m.body_id
JOIN agenda_item a ON a.id = l.agenda_item_id
WHERE (?1 IS NULL OR l.meeting_id = ?1)
  AND (?2 IS NULL OR m.body_id = ?2)
  AND (?3 IS NULL OR m.fiscal_year = ?3)
  AND (?4 IS NULL OR m.held_on >= ?4)
  AND (?5 IS NULL OR m.held_on <= ?5)
  AND (?6 IS NULL OR l.outcome = ?6)
  AND CASE WHEN ?7 IS NULL THEN l.status <> 'dismissed' ELSE l.status = ?7 END
ORDER BY m.held_on DESC, m.starts_at DESC, m.id, a.rank, l.serial
