-- One row per compute or cloud site.
create table compute_site (
    compute_site_id varchar primary key,
    label varchar not null,
    operator varchar,
    economy varchar not null references economy (economy),       -- where it stands
    owner_economy varchar references economy (economy),
    owner_bloc varchar not null,              -- bloc of owner_economy, UNKNOWN if not known
    ownership varchar not null,               -- code list site_ownership
    city varchar,
    latitude double,
    longitude double,
    kind varchar not null,                    -- code list site_kind
    status varchar not null,                  -- code list site_status
    announced_on varchar,
    operational_on varchar,
    accelerators bigint,
    accelerator_model varchar,
    peak_exaflops decimal(18, 6),             -- FP64-type figures only
    power_mw decimal(18, 3),
    funding varchar not null,                 -- code list site_funding
    is_counted boolean not null,              -- false: a whole programme, which names no single site; shown, never counted
    is_priced boolean not null,               -- amount and power are of the same thing, so that one may be divided by the other
    dated varchar,                            -- ISO 8601, as precise as known: 2025, 2025-03, 2025-03-14; null if unknown
    year integer,                             -- of dated
    quarter varchar,                          -- of dated, 2025-Q1; null when only the year is known,
    amount decimal(18, 2) check (amount >= 0), -- in currency; null is undisclosed
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
