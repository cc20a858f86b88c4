SELECT (SELECT count(*) FROM meeting),
       (SELECT count(*) FROM remark),
       (SELECT count(*) FROM decision WHERE status = 'confirmed'),
       (SELECT count(*) FROM initiative WHERE kind = 'initiative'),
       (SELECT count(*) FROM meeting_version)
