-- One row per dated policy event.
create table policy_event (
    policy_event_id varchar primary key,
    label varchar not null,                   -- title
    economy varchar not null references economy (economy),
    kind varchar not null,                    -- code list policy_kind
    status varchar not null,                  -- code list policy_status
    dated varchar,                            -- ISO 8601, as precise as known: 2025, 2025-03, 2025-03-14; null if unknown
    year integer,                             -- of dated
    quarter varchar,                          -- of dated, 2025-Q1; null when only the year is known,
    obs_status varchar not null check (obs_status in ('A', 'B', 'E', 'F', 'P', 'U')),
    note varchar,
    dataset_id varchar not null references dataset (dataset_id),
    snapshot_sha256 varchar not null references snapshot (snapshot_sha256),
    source_line integer not null,
    source_url varchar not null check (source_url like 'http%'),
    source_title varchar,
    source_on varchar                         -- ISO date of the source, as precise as known
);
