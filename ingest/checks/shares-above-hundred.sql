-- check: shares-above-hundred   level: warning
-- Shares of one whole add up to more than the whole.
select
    observation.series_id,
    observation.dated,
    observation.edition,
    sum(observation.value) as total
from observation
join series using (series_id)
join economy on economy.economy = observation.economy
where series.aggregation = 'share' and not economy.is_aggregate
group by observation.series_id, observation.dated, observation.edition
having sum(observation.value) > 100.5
order by observation.series_id, observation.dated, observation.edition
