-- One row per pair of economies and quarter: developers of the first pushing to repositories of the second (GitHub Innovation Graph).
create table collaboration (
    collaboration_id varchar primary key,
    label varchar not null,
    economy varchar not null references economy (economy),             -- source
    destination_economy varchar not null references economy (economy),
    destination_bloc varchar not null,
    weight decimal(18, 0) not null,
    dated varchar not null,
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
