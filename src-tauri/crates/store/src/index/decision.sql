SELECT d.id, m.id, m.body_id, b.name, m.held_on, m.fiscal_year, m.ordinal,
       a.id, a.number, a.title, NULL, '', NULL, NULL, d.outcome, NULL, NULL,
       d.phrase,
       d.quote || coalesce(char(10) || d.condition, '')
FROM decision d JOIN meeting m ON m.id = d.meeting_id JOIN body b ON b.id = m.body_id
JOIN agenda_item a ON a.id = d.agenda_item_id AND d.status <> 'dismissed'
