-- One row per organisation as a register of identities knows it. It fills what other sources leave empty, and never takes the place of what they say.
create table organisation_record (
    organisation_record_id varchar primary key, -- dataset and key
    source_key varchar not null,              -- of the organisation in the register: QID
    label varchar not null,
    economy varchar references economy (economy),
    city varchar,
    website varchar,
    identifiers varchar,                      -- scheme:value, several by ;
    dated varchar,                            -- founded; ISO 8601, as precise as known
    year integer,
    quarter varchar,
    obs_status varchar not null check (obs_status in ('A', 'B', 'E', 'F', 'P', 'U')),
    dataset_id varchar not null references dataset (dataset_id),
    snapshot_sha256 varchar not null references snapshot (snapshot_sha256),
    source_line integer not null,
    source_url varchar not null check (source_url like 'http%')
);
