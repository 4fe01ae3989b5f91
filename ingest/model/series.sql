-- One row per published statistical series.
create table series (
    series_id varchar primary key,
    label varchar not null,
    unit varchar not null,
    definition varchar not null,
    aggregation varchar not null check (aggregation in ('sum', 'share', 'mean', 'none')),
    may_divide boolean not null,              -- per head and per GDP make sense
    note varchar,
    dataset_id varchar not null references dataset (dataset_id)
);
