-- One row per currency and year from 2010: the mean of the daily rates, rounded half up to six decimals. The dirham and the
-- riyal follow the dollar at their pegs. A currency of which a year has fewer than ten fixings has no row for it, and the rouble
-- has none at all: its fixings end in March 2022.
with yearly as (
    select
        currency,
        extract(year from day)::integer as year,
        sum(units_per_eur) as total,
        count(*) as fixings,
        max(day) as last_day,
        min(snapshot_sha256) as snapshot_sha256,
        min(source_line) as source_line
    from staged.exchange_rates__daily
    where day >= date '2010-01-01'
        and currency <> 'RUB'
    group by currency, extract(year from day)
),
means as (
    select
        currency,
        year,
        (((total * 1000000)::hugeint * 2 + fixings) // (fixings * 2))::decimal(38, 0) * 0.000001::decimal(7, 6) as units_per_eur,
        case when last_day < make_date(year, 12, 24) then ', to ' || last_day::varchar else '' end as reach,
        snapshot_sha256,
        source_line
    from yearly
    where fixings >= 10
),
pegs as (
    from (values ('AED', 3.6725, 'AED peg 3.6725 per US dollar times ECB USD mean'), ('SAR', 3.75, 'SAMA peg 3.75 per US dollar times ECB USD mean'))
        as peg (currency, per_dollar, title)
)
select
    means.currency,
    means.year,
    means.units_per_eur::decimal(18, 6) as units_per_eur,
    'ECB euro reference rates (eurofxref-hist), mean of daily rates' || means.reach as source_title,
    means.snapshot_sha256,
    means.source_line
from means
union all
select
    pegs.currency,
    means.year,
    round(means.units_per_eur::decimal(18, 6) * pegs.per_dollar::decimal(5, 4), 6)::decimal(18, 6) as units_per_eur,
    pegs.title || means.reach as source_title,
    means.snapshot_sha256,
    means.source_line
from means
cross join pegs
where means.currency = 'USD'
