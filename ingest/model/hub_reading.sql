-- One row per model and snapshot of the Hugging Face Hub: what was counted on that day. Downloads are those of the 30 days before, so readings are never added over time.
create table hub_reading (
    hub_reading_id varchar primary key,       -- model, day
    label varchar not null,
    hub_model_id varchar not null references hub_model (hub_model_id),
    publisher varchar not null,
    economy varchar references economy (economy), -- of the publisher; null is unknown
    openness varchar not null,                -- code list hub_openness, as tagged on that day
    downloads decimal(18, 0) not null,        -- of the 30 days before
    likes decimal(18, 0) not null,
    is_last_of_quarter boolean not null,      -- of the last snapshot of its quarter
    dated varchar not null,                   -- day of the snapshot
    year integer not null,
    quarter varchar not null,
    obs_status varchar not null check (obs_status in ('A', 'B', 'E', 'F', 'P', 'U')),
    note varchar,
    dataset_id varchar not null references dataset (dataset_id),
    snapshot_sha256 varchar not null references snapshot (snapshot_sha256),
    source_line integer not null,
    source_url varchar not null check (source_url like 'http%'),
    source_title varchar,
    source_on varchar                         -- ISO date of the source, as precise as known
);
