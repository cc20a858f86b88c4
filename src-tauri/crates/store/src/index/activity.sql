SELECT c.id, NULL, NULL, '', p.issued_on, p.fiscal_year, NULL,
       NULL, i.number, '', NULL, '', NULL, NULL, NULL, p.id, i.id,
       i.title,
       c.text || coalesce(char(10) || nullif(c.months, ''), '')
FROM activity c JOIN initiative i ON i.id = c.initiative_id JOIN plan p ON p.id = i.plan_id
