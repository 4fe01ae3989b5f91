-- One row per dated equity round of a company that has an earlier one: the months between the two. Derived from rounds. Rounds without a date are left out; a wait from or to a round of which only the year is known has no length.
create table round_wait (
    round_wait_id varchar primary key,        -- the later round
    label varchar not null,                   -- the later round and the one before, for people
    organisation_id varchar not null references organisation (organisation_id),
    economy varchar not null references economy (economy), -- of the company
    founding_economy varchar not null references economy (economy), -- of the company
    sector varchar not null,                  -- of the company
    open_source varchar not null,             -- of the company
    round_type varchar not null,              -- of the later round
    previous_type varchar not null,           -- of the earlier round
    previous_dated varchar not null,          -- ISO 8601, as precise as known
    months integer check (months >= 0),       -- from the month of the earlier round to that of the later one; null if a month is unknown
    dated varchar,                            -- of the later round
    year integer,
    quarter varchar,
    obs_status varchar not null check (obs_status in ('A', 'B', 'E', 'F', 'P', 'U')),
    note varchar,
    dataset_id varchar not null references dataset (dataset_id),
    snapshot_sha256 varchar not null references snapshot (snapshot_sha256),
    source_line integer not null,
    source_url varchar not null check (source_url like 'http%'),
    source_title varchar
);
