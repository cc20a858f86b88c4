SELECT g.id, NULL, NULL, '', g.reported_on, g.fiscal_year, NULL,
       NULL, i.number, '', NULL, '', NULL, NULL, NULL, p.id, i.id,
       i.title,
       coalesce(nullif(g.when_printed, '') || char(10), '') || g.text
FROM progress g JOIN initiative i ON i.id = g.initiative_id JOIN plan p ON p.id = i.plan_id
