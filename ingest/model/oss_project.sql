-- One row per open project or open model family.
create table oss_project (
    oss_project_id varchar primary key,
    label varchar not null,
    kind varchar not null,                    -- code list project_kind
    origin_organisation varchar,
    economy varchar references economy (economy), -- origin economy; null is unknown
    steward varchar,
    steward_economy varchar references economy (economy),
    governance varchar not null,              -- code list governance
    licence varchar,
    is_osi_approved boolean,                  -- null where no licence is shown
    repository varchar,
    package_registry varchar,
    package_name varchar,
    is_featured boolean not null,             -- one of the seven projects with a profile
    dated varchar,                            -- year of origin
    year integer,
    quarter varchar,
    topic varchar,                            -- breakdown of github-topic-developers that counts its developers; null if none does
    organisation_id varchar,                  -- company behind it, whose row is another dataset's; null if none is listed
    proxy_for varchar,                        -- oss_project_id whose activity this project stands for; null if none
    obs_status varchar not null check (obs_status in ('A', 'B', 'E', 'F', 'P', 'U')),
    note varchar,
    dataset_id varchar not null references dataset (dataset_id),
    snapshot_sha256 varchar not null references snapshot (snapshot_sha256),
    source_line integer not null,
    source_url varchar not null check (source_url like 'http%'),
    source_title varchar,
    source_on varchar                         -- ISO date of the source, as precise as known
);
