-- check: observation-duplicate   level: error
-- One value per series, economy, period, edition and breakdown.
select series_id, economy, dated, edition, coalesce(breakdown, '') as breakdown, count(*) as times
from observation
group by series_id, economy, dated, edition, coalesce(breakdown, '')
having count(*) > 1
order by series_id, economy, dated, edition, breakdown
