-- One row per data centre and year: what it had at the end of the year, by the last reading in or before it. The running year is
-- that of its last reading so far; years to come are what the source expects.
create table data_centre_year (
    data_centre_year_id varchar primary key,  -- data_centre_id, year
    data_centre_id varchar not null references data_centre (data_centre_id),
    label varchar not null,
    economy varchar not null references economy (economy),
    owner_economy varchar references economy (economy),
    owner_bloc varchar not null,
    ownership varchar not null,               -- code list site_ownership
    power_mw decimal(18, 3),                  -- of the whole site; null if the reading has none
    h100_equivalents decimal(18, 1),
    read_on varchar not null,                 -- date of the reading
    dated varchar not null,                   -- the year
    year integer not null,
    quarter varchar,                          -- none
    latitude double,
    longitude double,
    obs_status varchar not null check (obs_status in ('E', 'F', 'P')),
    note varchar,
    dataset_id varchar not null references dataset (dataset_id),
    snapshot_sha256 varchar not null references snapshot (snapshot_sha256),
    source_line integer not null,
    source_url varchar not null check (source_url like 'http%'),
    source_title varchar
);
