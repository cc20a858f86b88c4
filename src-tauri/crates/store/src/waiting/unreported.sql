-- ?1 fiscal year ?2 half. Initiatives of the newest plans up to that year, without a report on that half year.
SELECT i.id, i.number, i.title, i.departments, p.title AS plan, p.fiscal_year, '' AS note, i.rank, i.plan_id
FROM initiative i JOIN plan p ON p.id = i.plan_id
WHERE i.kind = 'initiative' AND p.kind = 'plan'
  AND p.fiscal_year = (SELECT max(n.fiscal_year) FROM plan n WHERE n.kind = 'plan' AND n.fiscal_year <= ?1)
  AND NOT EXISTS (SELECT 1 FROM plan n WHERE n.kind = 'plan' AND n.fiscal_year = p.fiscal_year AND n.title = p.title
                  AND n.version > p.version)
  AND NOT EXISTS (SELECT 1 FROM progress g WHERE g.initiative_id = i.id AND g.fiscal_year = ?1 AND g.half = ?2)
