-- check: observation-of-the-future   level: error
-- A period that begins after the day of the release holds forecasts only.
select observation_id, dated, obs_status
from observation
where obs_status <> 'F'
    and case when dated like '%-Q_' then left(dated, 4) || '-' || lpad(((right(dated, 1)::integer - 1) * 3 + 1)::varchar, 2, '0') else dated || '-01' end
        > left((select max(as_of) from dataset)::varchar, 7)
order by observation_id
