-- One row per entry of the list of public programmes, with the entry that it lies inside and what its amount stands for. Derived from
-- programme and programme_amount after corrections.
create table programme_entry (
    programme_entry_id varchar primary key,   -- programme_id
    programme_id varchar not null references programme (programme_id),
    parent_id varchar,                        -- programme_id of the whole
    label varchar not null,
    economy varchar not null references economy (economy),
    level varchar not null,
    instrument varchar not null,
    focus varchar not null,
    open_source varchar not null,
    standing varchar not null,                -- code list programme_standing
    counted varchar not null check (counted in ('yes', 'no')), -- whether it enters a total
    dated varchar,                            -- ISO 8601, as precise as known: 2025, 2025-03, 2025-03-14; null if unknown
    year integer,                             -- of dated
    quarter varchar,                          -- of dated, 2025-Q1; null when only the year is known,
    amount decimal(18, 2) check (amount >= 0), -- in currency; null is undisclosed
    currency varchar,
    fx_rate decimal(18, 6),                   -- units of currency per euro that made amount_eur
    amount_eur decimal(28, 8),                -- amount / fx_rate
    amount_usd decimal(28, 8),                -- amount itself if in USD, else amount_eur at the same year's rate
    amount_cny decimal(28, 8),
    obs_status varchar not null check (obs_status in ('A', 'B', 'E', 'F', 'P', 'U')),
    note varchar,
    dataset_id varchar not null references dataset (dataset_id),
    snapshot_sha256 varchar not null references snapshot (snapshot_sha256),
    source_line integer not null,
    source_url varchar not null check (source_url like 'http%'),
    source_title varchar
);
