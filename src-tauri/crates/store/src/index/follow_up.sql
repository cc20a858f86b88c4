SELECT f.id, m.id, m.body_id, b.name, m.held_on, m.fiscal_year, m.ordinal,
       a.id, coalesce(a.number, ''), coalesce(a.title, ''), r.speaker_printed, r.speaker_post, r.mark, r.function, NULL,
       NULL, NULL,
       f.addressee,
       f.quote
FROM follow_up f JOIN meeting m ON m.id = f.meeting_id JOIN body b ON b.id = m.body_id
JOIN remark r ON r.id = f.remark_id AND f.status <> 'dismissed'
LEFT JOIN agenda_item a ON a.id = r.agenda_item_id
