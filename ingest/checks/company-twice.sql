-- check: company-twice   level: warning
-- Two companies of one name are probably one.
select lower(label) as name, min(organisation_id) as organisation_id, count(*) as companies
from organisation
group by lower(label)
having count(*) > 1
order by name
