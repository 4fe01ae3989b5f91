-- One row that the check exchange-rate-day-jump returns.
insert into exchange_rate_day
select 'XTS', day, day, units, dataset_id, snapshot_sha256, source_line, source_url
from (select * from exchange_rate order by currency, year limit 1) as sample
cross join (values (date '2024-05-06', 1.1), (date '2024-05-07', 11)) as rate (day, units);
