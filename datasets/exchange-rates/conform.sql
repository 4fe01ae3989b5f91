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

-- One row per currency and calendar day: the last rate at most seven days back. The rouble ends with its last fixing.
insert into exchange_rate_day
with fixings as (
    select
        currency,
        day as fixed_on,
        lead(day) over (partition by currency order by day) as next_on,
        units_per_eur,
        dataset_id,
        snapshot_sha256,
        source_line
    from staged.exchange_rates__daily
    where day >= date '2013-12-20'
        and units_per_eur > 0
),
days as (
    select
        currency,
        unnest(range(fixed_on, least(coalesce(next_on, fixed_on + 8), fixed_on + 8, dataset.as_of + 1), interval 1 day))::date as day,
        fixed_on,
        units_per_eur,
        fixings.dataset_id,
        snapshot_sha256,
        source_line,
        dataset.url as source_url
    from fixings
    join dataset on dataset.dataset_id = fixings.dataset_id
)
select currency, day, fixed_on, units_per_eur::decimal(18, 6) as units_per_eur, dataset_id, snapshot_sha256, source_line, source_url
from days
where day >= date '2014-01-01'
order by currency, day;
