-- One row per public contract notice.
create table contract (
    contract_id varchar primary key,
    label varchar not null,                   -- title
    buyer varchar not null,
    economy varchar not null references economy (economy),      -- of the buyer
    supplier varchar,
    supplier_economy varchar references economy (economy),
    supplier_bloc varchar not null,           -- UNKNOWN if not known
    stage varchar not null check (stage in ('tender', 'framework', 'award')), -- a ceiling is not an award
    open_source varchar not null check (open_source in ('yes', 'no')),
    is_counted boolean not null,              -- false: spending totals and aggregates, which are not notices
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
