-- One row per company of the AI companies list.
create table organisation (
    organisation_id varchar primary key,
    label varchar not null,                   -- name
    economy varchar not null references economy (economy),          -- headquarters economy
    founding_economy varchar not null references economy (economy), -- where it began; headquarters economy unless the source says otherwise
    city varchar,
    latitude double,
    longitude double,
    dated varchar,                            -- year of founding
    year integer,                             -- of dated
    quarter varchar,                          -- always null: founding is known by year
    sector varchar not null,                  -- code list sector
    open_source varchar not null,             -- code list openness: open-source, open-core, open-weights, none
    status varchar not null,                  -- code list company_status: active, acquired, public, closed
    acquirer varchar,
    acquirer_economy varchar references economy (economy),
    acquired_on varchar,
    website varchar,
    obs_status varchar not null check (obs_status in ('A', 'B', 'E', 'F', 'P', 'U')),
    note varchar,
    dataset_id varchar not null references dataset (dataset_id),
    snapshot_sha256 varchar not null references snapshot (snapshot_sha256),
    source_line integer not null,
    source_url varchar not null check (source_url like 'http%'),
    source_title varchar,
    source_on varchar                         -- ISO date of the source, as precise as known
);
