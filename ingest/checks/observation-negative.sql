-- check: observation-negative   level: error
-- Only a balance of gains and losses may be negative.
select observation.observation_id, observation.value
from observation
where observation.value < 0 and observation.series_id not like '%-net-%'
order by observation.observation_id
