-- One row per currency and year. A rate of the running year is provisional: its mean stops before the year does.
insert into exchange_rate
select
    rates.currency,
    rates.year,
    rates.units_per_eur,
    case when rates.year >= extract(year from dataset.as_of) then 'P' else 'A' end as obs_status,
    rates.dataset_id,
    rates.snapshot_sha256,
    rates.source_line,
    dataset.url as source_url,
    rates.source_title
from staged.exchange_rates__rates as rates
join dataset on dataset.dataset_id = rates.dataset_id
order by rates.currency, rates.year;

-- The euro itself, once per year that has a rate.
insert into exchange_rate
select
    'EUR' as currency,
    rates.year,
    1 as units_per_eur,
    case when rates.year >= extract(year from dataset.as_of) then 'P' else 'A' end as obs_status,
    rates.dataset_id,
    rates.snapshot_sha256,
    rates.source_line,
    dataset.url as source_url,
    'One euro is one euro' as source_title
from staged.exchange_rates__rates as rates
join dataset on dataset.dataset_id = rates.dataset_id
where rates.currency = 'USD'
order by rates.year;
