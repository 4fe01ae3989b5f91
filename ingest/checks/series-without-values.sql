-- check: series-without-values   level: warning
-- A series that no value belongs to, though live sources of its dataset are held. Without them its publisher has not been asked.
select series.series_id, series.dataset_id
from series
left join observation using (series_id)
where observation.observation_id is null
    and series.dataset_id in (select dataset_id from snapshot where file not like '%.csv')
order by series.series_id
