       i.id, i.plan_id, i.parent_id, i.kind, i.number, i.title, i.summary, i.departments, p.title, p.fiscal_year,
       (SELECT count(*) FROM decision_initiative l JOIN decision d ON d.id = l.decision_id
        WHERE l.initiative_id = i.id AND l.status = 'confirmed' AND d.status = 'confirmed'),
       (SELECT count(*) FROM decision_initiative l JOIN decision d ON d.id = l.decision_id
        WHERE l.initiative_id = i.id AND d.status <> 'dismissed' AND 'proposed' IN (l.status, d.status)),
       (SELECT count(*) FROM progress g WHERE g.initiative_id = i.id),
       (SELECT g.fiscal_year FROM progress g WHERE g.initiative_id = i.id ORDER BY g.fiscal_year DESC, g.half DESC LIMIT 1),
       (SELECT g.half FROM progress g WHERE g.initiative_id = i.id ORDER BY g.fiscal_year DESC, g.half DESC LIMIT 1),
       (WITH RECURSIVE above (id, parent_id, title, height) AS (
            SELECT u.id, u.parent_id, u.title, 1 FROM initiative u WHERE u.id = i.parent_id
            UNION ALL
            SELECT u.id, u.parent_id, u.title, above.height + 1 FROM initiative u JOIN above ON u.id = above.parent_id
            WHERE above.height < 32)
        SELECT json_group_array(title) FROM (SELECT title FROM above ORDER BY height DESC)),
       i.row_version
FROM initiative i
JOIN plan p ON p.id = i.plan_id
