-- One row per compute site of which cost and power are known and of the same thing: money for each megawatt. Derived from
-- compute_site.
create table site_cost (
    site_cost_id varchar primary key,         -- compute_site_id
    label varchar not null,
    economy varchar not null references economy (economy),
    owner_economy varchar references economy (economy),
    owner_bloc varchar not null,
    kind varchar not null,                    -- code list site_kind
    status varchar not null,                  -- code list site_status
    latitude double,
    longitude double,
    dated varchar,                            -- ISO 8601, as precise as known: 2025, 2025-03, 2025-03-14; null if unknown
    year integer,                             -- of dated
    quarter varchar,                          -- of dated, 2025-Q1; null when only the year is known,
    amount decimal(18, 2) check (amount >= 0), -- in currency, for each megawatt
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
