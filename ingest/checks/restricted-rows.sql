-- check: restricted-rows   level: warning
-- A restricted dataset is loaded: its rows may be shown, and their export is refused.
select dataset_id, licence
from dataset
where redistribution = 'restricted'
    and dataset_id in (select dataset_id from snapshot where file <> 'series.csv') -- what series mean is said by us
order by dataset_id
