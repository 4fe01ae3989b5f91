-- One row per company and stage that it raised an equity round of: how long until its first round of a later stage, or until nobody watched any more. Derived from rounds and companies. Left out are companies that had raised a later stage before.
create table transition (
    transition_id varchar primary key,        -- the first round of the stage
    label varchar not null,                   -- that round and what came after, for people
    organisation_id varchar not null references organisation (organisation_id),
    economy varchar not null references economy (economy), -- of the company
    founding_economy varchar not null references economy (economy), -- of the company
    sector varchar not null,                  -- of the company
    open_source varchar not null,             -- of the company
    stage varchar not null,                   -- round type of the first round, pre-seed to series-c
    months integer check (months >= 0),       -- watched, in whole months; null if the month of the beginning or of the end is unknown
    is_event boolean not null,                -- a round of a later stage ended it; else the sale, listing or end of the company did, or the day of the list
    next_round_id varchar references round (round_id), -- first round of a later stage whose month is known; null without one
    dated varchar,                            -- of the first round
    year integer,
    quarter varchar,
    obs_status varchar not null check (obs_status in ('A', 'B', 'E', 'F', 'P', 'U')),
    note varchar,                             -- what ended the watch
    dataset_id varchar not null references dataset (dataset_id),
    snapshot_sha256 varchar not null references snapshot (snapshot_sha256),
    source_line integer not null,             -- of the first round
    source_url varchar not null check (source_url like 'http%'),
    source_title varchar
);
