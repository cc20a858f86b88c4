SELECT a.id, m.id, m.body_id, b.name, m.held_on, m.fiscal_year, m.ordinal,
       a.id, a.number, a.title, NULL, '', NULL, NULL, NULL, NULL, NULL,
       a.title,
       a.label || coalesce((SELECT char(10) || group_concat(value, '、') FROM json_each(a.documents)), '')
FROM agenda_item a JOIN meeting m ON m.id = a.meeting_id JOIN body b ON b.id = m.body_id
