SELECT c.id, m.id, m.body_id, b.name, m.held_on, m.fiscal_year, m.ordinal,
       NULL, '', '', NULL, '', NULL, NULL, NULL, NULL, NULL,
       c.label,
       c.title
FROM document c JOIN meeting m ON m.id = c.meeting_id JOIN body b ON b.id = m.body_id
