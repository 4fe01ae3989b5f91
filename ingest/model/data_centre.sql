-- One row per data centre or cluster of accelerators that Epoch AI knows. The same sites may be in compute_site, which is another
-- list: the two are never added. Clusters are a list that ended in 2025, shown and not counted.
create table data_centre (
    data_centre_id varchar primary key,
    label varchar not null,
    kind varchar not null,                    -- code list data_centre_kind
    owner varchar,                            -- names, separated by semicolons
    users varchar,                            -- names, separated by semicolons
    economy varchar not null references economy (economy), -- where it stands
    owner_economy varchar references economy (economy),    -- of an owner in datasets/epoch-data-centres/owners.csv; null if none is, or several differ
    owner_bloc varchar not null,              -- bloc of owner_economy, UNKNOWN if not known
    ownership varchar not null,               -- code list site_ownership
    latitude double,
    longitude double,
    status varchar not null,                  -- code list data_centre_status
    certainty varchar,                        -- of a cluster: Confirmed, Likely
    is_anonymised boolean not null,           -- the source withholds its name
    is_counted boolean not null,              -- false: a cluster, which may stand in a data centre that counts
    power_mw decimal(18, 3),
    h100_equivalents decimal(18, 1),          -- of 16-bit computing
    chip_types varchar,
    cost_usd_2025_bn decimal(18, 3),          -- capital, estimated, billions of dollars at the prices of 2025
    cost_per_mw double,                       -- dollars of 2025 for each megawatt; null where cost or power is not known
    dated varchar,                            -- of the latest reading; of a cluster, when it began to work
    year integer,                             -- of dated
    quarter varchar,                          -- of dated
    obs_status varchar not null check (obs_status in ('A', 'B', 'E', 'F', 'P', 'U')),
    note varchar,
    dataset_id varchar not null references dataset (dataset_id),
    snapshot_sha256 varchar not null references snapshot (snapshot_sha256),
    source_line integer not null,
    source_url varchar not null check (source_url like 'http%'),
    source_title varchar,
    source_on varchar                         -- ISO date of the source, as precise as known
);
