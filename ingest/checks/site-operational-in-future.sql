-- check: site-operational-in-future   level: warning
-- A site counts as operational although its start lies after the day of the release.
select compute_site_id, operational_on, status
from compute_site
where status = 'operational' and operational_on > (select max(as_of) from dataset)::varchar
order by compute_site_id
