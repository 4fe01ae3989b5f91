-- One row per currency and year: units of the currency for one euro, mean of the year's ECB reference rates. EUR itself is 1.
create table exchange_rate (
    currency varchar not null,
    year integer not null,
    units_per_eur decimal(18, 6) not null check (units_per_eur > 0),
    obs_status varchar not null check (obs_status in ('A', 'P')),
    dataset_id varchar not null references dataset (dataset_id),
    snapshot_sha256 varchar not null references snapshot (snapshot_sha256),
    source_line integer not null,
    source_url varchar not null,
    source_title varchar,
    primary key (currency, year)
);
