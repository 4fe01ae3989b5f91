-- One row per project with a repository on GitHub that is asked for: the repository as its newest snapshot shows it. Its counts are readings in oss_metric.
create table oss_repository (
    oss_repository_id varchar primary key,    -- oss_project_id: a project has one
    label varchar not null,
    oss_project_id varchar not null references oss_project (oss_project_id),
    github_id bigint not null,                -- survives renames
    repository varchar not null,              -- owner/name today
    asked varchar not null,                   -- owner/name as listed here; another one means that it was renamed or moved
    licence varchar,                          -- SPDX; null if GitHub recognises none
    language varchar,
    is_archived boolean not null,
    is_fork boolean not null,
    pushed_on date,                           -- last push to any branch
    dated varchar,                            -- day on which it was created
    year integer,
    quarter varchar,
    obs_status varchar not null check (obs_status in ('A', 'B', 'E', 'F', 'P', 'U')),
    note varchar,
    dataset_id varchar not null references dataset (dataset_id),
    snapshot_sha256 varchar not null references snapshot (snapshot_sha256),
    source_line integer not null,
    source_url varchar not null check (source_url like 'http%'),
    source_title varchar,
    source_on varchar                         -- ISO date of the source, as precise as known
);
