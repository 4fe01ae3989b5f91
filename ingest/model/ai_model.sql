-- One row per model and economy of a contributing organisation: a model of two economies counts fully in each.
create table ai_model (
    ai_model_id varchar not null,
    economy varchar not null references economy (economy),
    label varchar not null,
    organisation varchar,
    openness varchar not null check (openness in ('open-weights', 'closed', 'unknown')),
    licence varchar,
    domain varchar not null,                  -- first domain named
    parameters double,
    training_compute_flop double,
    dated varchar,                            -- ISO 8601, as precise as known: 2025, 2025-03, 2025-03-14; null if unknown
    year integer,                             -- of dated
    quarter varchar,                          -- of dated, 2025-Q1; null when only the year is known
    obs_status varchar not null check (obs_status in ('A', 'B', 'E', 'F', 'P', 'U')),
    note varchar,
    dataset_id varchar not null references dataset (dataset_id),
    snapshot_sha256 varchar not null references snapshot (snapshot_sha256),
    source_line integer not null,
    source_url varchar not null check (source_url like 'http%'),
    source_title varchar,
    source_on varchar,                        -- ISO date of the source, as precise as known
    primary key (ai_model_id, economy)
);
