-- Initiatives that no confirmed decision stands behind.
SELECT i.id, i.number, i.title, i.departments, p.title AS plan, p.fiscal_year, '' AS note, i.rank, i.plan_id
FROM initiative i JOIN plan p ON p.id = i.plan_id
WHERE i.kind = 'initiative' AND NOT EXISTS (
    SELECT 1 FROM decision_initiative l JOIN decision d ON d.id = l.decision_id
    WHERE l.initiative_id = i.id AND l.status = 'confirmed' AND d.status = 'confirmed')
