-- One row per compute site whose announcement has a date, dated by it. Derived from compute_site.
create table site_announcement (
    site_announcement_id varchar primary key, -- compute_site_id
    label varchar not null,
    economy varchar not null references economy (economy),
    owner_economy varchar references economy (economy),
    owner_bloc varchar not null,
    ownership varchar not null,               -- code list site_ownership
    kind varchar not null,                    -- code list site_kind
    status varchar not null,                  -- code list site_status
    power_mw decimal(18, 3),
    latitude double,
    longitude double,
    dated varchar,                            -- ISO 8601, as precise as known: 2025, 2025-03, 2025-03-14; null if unknown
    year integer,                             -- of dated
    quarter varchar,                          -- of dated, 2025-Q1; null when only the year is known,
    obs_status varchar not null check (obs_status in ('A', 'B', 'E', 'F', 'P', 'U')),
    note varchar,
    dataset_id varchar not null references dataset (dataset_id),
    snapshot_sha256 varchar not null references snapshot (snapshot_sha256),
    source_line integer not null,
    source_url varchar not null check (source_url like 'http%'),
    source_title varchar
);
