-- check: share-out-of-range   level: error
-- A percentage lies between 0 and 100.
select observation.observation_id, observation.value
from observation
join series using (series_id)
where series.unit like 'percent%' and observation.value not between 0 and 100
order by observation.observation_id
