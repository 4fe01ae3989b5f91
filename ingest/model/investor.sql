-- One row per investor named in a round.
create table investor (
    investor_id varchar primary key,
    label varchar not null,
    economy varchar references economy (economy), -- null is unknown
    kind varchar not null,                    -- code list investor_kind
    dataset_id varchar not null references dataset (dataset_id),
    snapshot_sha256 varchar not null references snapshot (snapshot_sha256),
    source_line integer not null
);
