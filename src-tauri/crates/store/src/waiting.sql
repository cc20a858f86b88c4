-- ?1 today ?2 the fiscal year of today
SELECT (SELECT count(*) FROM meeting WHERE status NOT IN ('final', 'published', 'corrected')),
       (SELECT count(*) FROM decision WHERE status = 'proposed'),
       (SELECT count(*) FROM decision d WHERE d.status = 'confirmed'
           AND NOT EXISTS (SELECT 1 FROM decision_initiative l WHERE l.decision_id = d.id)),
       (SELECT count(*) FROM agenda_item a JOIN meeting m ON m.id = a.meeting_id
        WHERE m.status NOT IN ('final', 'published', 'corrected') AND a.none_recorded = 0
          AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.agenda_item_id = a.id AND d.status <> 'dismissed')),
       (SELECT count(*) FROM follow_up WHERE status = 'proposed'),
       (SELECT count(*) FROM follow_up WHERE status = 'confirmed' AND state = 'open'),
       (SELECT count(*) FROM meeting WHERE status = 'in_review'),
       (SELECT count(*) FROM meeting WHERE status IN ('draft', 'in_review') AND correction_reason IS NOT NULL),
       (SELECT count(*) FROM follow_up WHERE status = 'confirmed' AND state = 'open' AND due_on < ?1),
       (SELECT count(*) FROM indicator_value WHERE fiscal_year = ?2)
