-- ?1 fiscal year. Nodes with an indicator that has a target for that year or one before, and no actual.
SELECT i.id, i.number, i.title, i.departments, p.title AS plan, p.fiscal_year, n.name AS note, i.rank, i.plan_id
FROM indicator n JOIN initiative i ON i.id = n.initiative_id JOIN plan p ON p.id = i.plan_id
WHERE EXISTS (SELECT 1 FROM indicator_value v WHERE v.indicator_id = n.id AND v.fiscal_year <= ?1 AND v.target <> ''
              AND v.actual = '')
