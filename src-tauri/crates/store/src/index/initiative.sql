SELECT i.id, NULL, NULL, '', p.issued_on, p.fiscal_year, NULL,
       NULL, i.number, '', NULL, '', NULL, NULL, NULL, p.id, i.id,
       i.title,
       i.summary || coalesce((SELECT char(10) || group_concat(value, '、') FROM json_each(i.departments)), '')
FROM initiative i JOIN plan p ON p.id = i.plan_id
