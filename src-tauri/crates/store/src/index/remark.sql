SELECT r.id, m.id, m.body_id, b.name, m.held_on, m.fiscal_year, m.ordinal,
       a.id, coalesce(a.number, ''), coalesce(a.title, ''), r.speaker_printed, r.speaker_post, r.mark, r.function, NULL,
       NULL, NULL,
       coalesce(r.note, ''),
       r.body
FROM remark r JOIN meeting m ON m.id = r.meeting_id JOIN body b ON b.id = m.body_id
LEFT JOIN agenda_item a ON a.id = r.agenda_item_id
