-- check: site-operational-before-announced   level: warning
-- A site ran before it was announced: one of the dates belongs to another phase.
select compute_site_id, announced_on, operational_on
from compute_site
where left(operational_on, least(length(operational_on), length(announced_on)))
    < left(announced_on, least(length(operational_on), length(announced_on)))
order by compute_site_id
