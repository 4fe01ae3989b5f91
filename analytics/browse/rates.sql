-- One row per dataset of exchange rates.
select distinct dataset_id
from exchange_rate
order by dataset_id
