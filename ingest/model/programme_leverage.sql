-- Two rows per programme whose source tells public from private money: one for each. Nothing is inferred: a programme whose source
-- gives one sum for both has no row.
create table programme_leverage (
    programme_leverage_id varchar primary key, -- programme_id/side
    programme_id varchar not null references programme (programme_id),
    label varchar not null,
    economy varchar not null references economy (economy),
    instrument varchar not null,
    focus varchar not null,
    side varchar not null check (side in ('public', 'private')),
    certainty varchar not null,               -- code list leverage_certainty
    dated varchar,                            -- ISO 8601, as precise as known: 2025, 2025-03, 2025-03-14; null if unknown
    year integer,                             -- of dated
    quarter varchar,                          -- of dated, 2025-Q1; null when only the year is known,
    amount decimal(18, 2) check (amount >= 0), -- in currency
    currency varchar,
    fx_rate decimal(18, 6),                   -- units of currency per euro that made amount_eur
    amount_eur decimal(28, 8),                -- amount / fx_rate; eight decimals so that sums carry no rounding
    amount_usd decimal(28, 8),                -- amount itself if in USD, else amount_eur at the same year's rate
    amount_cny decimal(28, 8),
    obs_status varchar not null check (obs_status in ('A', 'B', 'E', 'F', 'P', 'U')),
    note varchar,
    dataset_id varchar not null references dataset (dataset_id),
    snapshot_sha256 varchar not null references snapshot (snapshot_sha256),
    source_line integer not null,
    source_url varchar not null check (source_url like 'http%'),
    source_title varchar,
    source_on varchar                         -- ISO date of the source, as precise as known
);
