SELECT m.id, m.body_id, b.name, m.fiscal_year, m.ordinal, m.held_on, m.title, m.status,
       (SELECT count(*) FROM agenda_item a WHERE a.meeting_id = m.id),
       (SELECT count(*) FROM remark r WHERE r.meeting_id = m.id),
       (SELECT count(*) FROM decision d WHERE d.meeting_id = m.id AND d.status <> 'dismissed'),
       (SELECT count(*) FROM decision d WHERE d.meeting_id = m.id AND d.status = 'proposed'),
       (SELECT count(*) FROM follow_up f WHERE f.meeting_id = m.id AND f.status = 'proposed'),
       (SELECT count(*) FROM remark r WHERE r.meeting_id = m.id AND r.speaker_unsure),
       json_array_length(m.unplaced),
       (SELECT count(*) FROM meeting_version v WHERE v.meeting_id = m.id)
FROM meeting m
JOIN body b ON b.id = m.body_id
