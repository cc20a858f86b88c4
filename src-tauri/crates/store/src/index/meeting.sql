SELECT m.id, m.id, m.body_id, b.name, m.held_on, m.fiscal_year, m.ordinal,
       NULL, '', '', NULL, '', NULL, NULL, NULL, NULL, NULL,
       coalesce(m.title, ''),
       coalesce(m.place, '') || coalesce((SELECT char(10) || group_concat(printed, '、')
                                          FROM (SELECT printed FROM attendee WHERE meeting_id = m.id ORDER BY rank)), '')
FROM meeting m JOIN body b ON b.id = m.body_id
