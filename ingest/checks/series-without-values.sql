-- check: series-without-values   level: warning
-- A series that no value belongs to.
select series.series_id, series.dataset_id
from series
left join observation using (series_id)
where observation.observation_id is null
order by series.series_id
