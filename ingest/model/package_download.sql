-- One row per package, month and place: downloads from the Python Package Index. Places that are not in the list of economies are one row, and so are downloads without a place.
create table package_download (
    package_download_id varchar primary key,  -- package, month, place
    label varchar not null,
    package varchar not null,                 -- code list package: its name on the index, normalised
    oss_project_id varchar not null references oss_project (oss_project_id), -- project that it belongs to, or stands for
    origin_economy varchar references economy (economy), -- of that project; null is unknown
    origin_bloc varchar not null,             -- UNKNOWN if not known
    is_featured boolean not null,             -- the package of one of the seven projects with a profile
    economy varchar references economy (economy), -- where the internet address of the download lies; null if not listed or not known
    bloc varchar not null,                    -- OTHER if the place is not listed, UNKNOWN if there is none
    downloads decimal(18, 0) not null,
    dated varchar not null,                   -- month
    year integer not null,
    quarter varchar not null,
    obs_status varchar not null check (obs_status in ('A', 'B', 'E', 'F', 'P', 'U')), -- P: the month was not over when the count was read
    note varchar,
    dataset_id varchar not null references dataset (dataset_id),
    snapshot_sha256 varchar not null references snapshot (snapshot_sha256),
    source_line integer not null,
    source_url varchar not null check (source_url like 'http%'),
    source_title varchar,
    source_on varchar                         -- ISO date of the source, as precise as known
);
