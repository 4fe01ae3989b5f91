-- One row per currency and calendar day since 2014: units of the currency for one euro by the last ECB reference rate on or before
-- the day, at most seven days back. Days without such a rate have no row. Rows come from live data alone; without them money
-- converts at the mean of its year.
create table exchange_rate_day (
    currency varchar not null,
    day date not null,
    fixed_on date not null check (fixed_on <= day and fixed_on >= day - 7), -- day of the rate
    units_per_eur decimal(18, 6) not null check (units_per_eur > 0),
    dataset_id varchar not null references dataset (dataset_id),
    snapshot_sha256 varchar not null references snapshot (snapshot_sha256),
    source_line integer not null,
    source_url varchar not null,
    primary key (currency, day)
);
