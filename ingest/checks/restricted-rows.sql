-- check: restricted-rows   level: warning
-- A restricted dataset is loaded: its rows may be shown, and their export is refused.
select dataset_id, licence
from dataset
where redistribution = 'restricted'
order by dataset_id
