-- One row per project, metric, quarter and source: the last reading of the quarter. Readings of different sources are never one line.
create table oss_metric (
    oss_metric_id varchar primary key,
    label varchar not null,
    oss_project_id varchar not null references oss_project (oss_project_id),
    metric varchar not null,                  -- code list project_metric
    source_series varchar not null,           -- compilation the count comes from
    value decimal(28, 4) not null,
    dated varchar not null,                   -- month read
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
